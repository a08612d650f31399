/// What was won, and what finance and the touches say of it.
extension PageOne {
  /// Deals, adjustments and their sum: `7 deals worth $345,000.00 were won; …`.
  func wonLine(of chapter: CurrencyChapter) -> Prose {
    let all = attribution.deals.won
    let currency = chapter.currency
    func members(_ isIn: (Deal) -> Bool) -> (count: Int, sum: Int128) {
      let members = chapter.deals.filter { isIn(all[$0]) }
      return (members.count, members.reduce(0) { $0 + Int128(all[$1].amount) })
    }
    let deals = members { $0.dealUnits > 0 }
    let parts: [(count: Int, noun: String, verb: String, sum: Int128)] = [
      (members { $0.adjusts != nil && $0.amount < 0 }, "credit note", "took back"),
      (members { $0.adjusts == nil && $0.amount < 0 }, "negative amount", "took back"),
      (members { $0.adjusts != nil && $0.amount > 0 }, "upsell", "added"),
      (members { $0.adjusts != nil && $0.amount == 0 }, "adjustment", "added"),
    ].map { ($0.0.count, $0.1, $0.2, $0.0.sum) }

    var line: Prose = "In \(monthWords(period)), "
    if attribution.period != .everyMonth { line = "\(attribution.periodWords), " }
    line +=
      deals.count == 0
      ? "no deals were won"
      : """
      \(counted(deals.count, "deal")) worth \(strong: "\(currency.grouped(deals.sum))") \
      \(deals.count == 1 ? "was" : "were") won
      """
    let others = parts.filter { $0.count > 0 }.map { part -> Prose in
      "\(counted(part.count, part.noun)) \(part.verb) \(currency.grouped(part.sum.magnitude))"
    }
    guard !others.isEmpty else { return line + "." }
    return line + """
      ; \(others.joined()). Won revenue: \(strong: "\(currency.grouped(chapter.won))").
      """
  }

  /// Finance's figure beside it; nil where finance was not asked.
  func financeLine(of chapter: CurrencyChapter) -> Prose? {
    guard let file = attribution.control.file else { return nil }
    guard let pair = attribution.comparison.pair(period, chapter.currency) else {
      return "Finance has no figure for it in \(input: file.input.name)."
    }
    return "Finance has \(text(of: pair)): \(differences(of: pair))."
  }

  /// Finance's figures for currencies in which nothing was won.
  var financeElsewhere: [Prose] {
    attribution.comparison.pairs
      .filter { $0.period == period && !currencies.contains($0.currency) }
      .map { pair in
        "Finance has \(text(of: pair)) in \(pair.currency.code), in which nothing was won here."
      }
  }

  /// How much of it is credited.
  func creditedLine(of chapter: CurrencyChapter) -> Prose {
    let all = attribution.deals.won
    let currency = chapter.currency
    let without = chapter.deals.filter { attribution.journeys.reason(of: $0) != nil }
    guard !without.isEmpty else { return "All of it is credited to touches." }
    func sum(_ indices: [Int]) -> Int128 { indices.reduce(0) { $0 + Int128(all[$1].amount) } }
    let deals = without.filter { all[$0].dealUnits > 0 }
    let others = without.filter { all[$0].dealUnits == 0 }
    let parts = [
      (deals, counted(deals.count, "deal")),
      (
        others,
        counted(
          others.count, "adjustment or negative amount", "adjustments or negative amounts")
      ),
    ].filter { !$0.0.isEmpty }.map { "\(currency.grouped(sum($0.0))) in \($0.1)" }
    return """
      \(currency.grouped(Int128(chapter.won) - sum(without))) of it is credited to touches; \
      uncredited: \(parts.joined(separator: ", ")).
      """
  }

  func text(of pair: ControlComparison.Pair) -> String {
    pair.currency.grouped(pair.finance.amount)
      + (pair.finance.deals.map { " in \(counted($0, "deal"))" } ?? "")
  }

  private func differences(of pair: ControlComparison.Pair) -> String {
    var parts: [String] = []
    if pair.difference != 0 {
      let size = pair.currency.grouped(pair.difference.magnitude)
      parts.append("\(size) \(pair.difference > 0 ? "more" : "less")")
    }
    if let deals = pair.dealDifference, deals != 0 {
      parts.append(
        "\(counted(Int(deals.magnitude), "deal")) \(deals > 0 ? "more" : "fewer")")
    }
    return parts.isEmpty ? "the same" : parts.joined(separator: " and ") + " than here"
  }
}

extension CurrencyChapter {
  /// What the largest teams got, from the model that gives them least to the one that gives most.
  func teamSentences(of attribution: Attribution) -> [Prose] {
    let models = attribution.definitions.models
    let table = CreditRows(of: groups, in: attribution, by: \.team)
    guard let lead = table.shares(of: attribution.leadModel) else { return [] }
    return table.rows.indices.filter { !table.rows[$0].isUncredited }.prefix(3).map { index in
      let shares = models.indices.map { table.shares(of: $0)![index] }
      let lowest = shares.indices.min { shares[$0] < shares[$1] }!
      let highest = shares.indices.max { shares[$0] < shares[$1] }!
      let name = Prose.strong(.input(table.rows[index].name))
      if shares[lowest] == shares[highest] {
        return "\(name) has \(percentText(shares[lowest])) of won revenue in every model."
      }
      let record: Prose =
        attribution.definitions.modelOfRecord.map {
          "; by the model of record, \(code: $0), it is \(percentText(lead[index]))"
        } ?? ""
      return """
        \(name) has between \(percentText(shares[lowest])) (\(code: models[lowest].name)) and \
        \(percentText(shares[highest])) (\(code: models[highest].name)) of won revenue\(record).
        """
    }
  }
}

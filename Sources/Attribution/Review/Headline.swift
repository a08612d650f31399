/// What a person would say first of the money in one currency.
extension CurrencyChapter {
  /// What was won, and what of it is credited.
  func headline(of attribution: Attribution) -> [Prose] {
    let all = attribution.deals.won
    let wins = deals.filter { all[$0].adjusts == nil }
    let adjustments = deals.filter { all[$0].adjusts != nil }
    let count = wins.count { all[$0].dealUnits > 0 }
    func sum(_ indices: [Int]) -> Int128 { indices.reduce(0) { $0 + Int128(all[$1].amount) } }

    let negatives = wins.count - count
    var first: Prose = "\(attribution.periodWords), \(counted(count, "deal"))"
    if negatives > 0 { first += " and \(counted(negatives, "negative amount"))" }
    first +=
      " worth \(strong: "\(currency.grouped(sum(wins)))") \(wins.count == 1 ? "was" : "were") won"
    let adjusted = sum(adjustments)
    if !adjustments.isEmpty {
      let words =
        adjusted < 0
        ? "took back \(currency.grouped(-adjusted))"
        : "added \(currency.grouped(adjusted))"
      first += """
        ; \(counted(adjustments.count, "adjustment")) \(words). Won revenue: \
        \(strong: "\(currency.grouped(won))")
        """
    }
    let without = deals.filter { attribution.journeys.reason(of: $0) != nil }
    let (deals, others) = (
      without.filter { all[$0].dealUnits > 0 }, without.filter { all[$0].dealUnits == 0 }
    )
    var parts: [String] = []
    if !deals.isEmpty {
      parts.append("\(currency.grouped(sum(deals))) in \(counted(deals.count, "deal"))")
    }
    if !others.isEmpty {
      parts.append(
        "\(currency.grouped(sum(others))) in "
          + counted(
            others.count, "adjustment or negative amount", "adjustments or negative amounts"))
    }
    let second: Prose =
      without.isEmpty
      ? "All of it is credited to touches."
      : """
      \(currency.grouped(Int128(won) - sum(without))) of it is credited to touches; uncredited: \
      \(parts.joined(separator: ", ")).
      """
    return [first + ".", second]
  }

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

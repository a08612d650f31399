/// `review.md`: the document of the meeting.
///
/// It is written from the same tallies as the CSV files, and its percentages come from the same
/// function, so that no figure in it can be another than theirs.
extension Attribution {
  package func writeReview(to sink: Sink) throws(Failure) {
    try sink(Array(review.utf8))
  }

  /// The whole document.
  package var review: String {
    var text =
      "# Credit review: \(markdown(period == .everyMonth ? "all won deals" : period.name))\n\n"
    let chapters = CurrencyChapter.all(of: self)
    text += headline(chapters)
    for chapter in chapters { text += chapter.text(of: self, alone: chapters.count == 1) }
    text += reconciliationSection(chapters)
    text += warningsSection
    text += stagesSection
    text += rowsSection
    text += groundRules
    return text
  }

  /// What a person would say first, also what the command prints when it is done.
  package var summary: String {
    headline(CurrencyChapter.all(of: self), plain: true)
  }

  /// What to know beside the result: rows that were rejected, files without rows, warnings.
  package var notices: String {
    let inputs =
      touches.files.map { ($0.input, $0.rowCount, $0.filtered) }
      + deals.files.map { ($0.input, $0.rowCount, $0.filtered) }
      + lookups.files.map { ($0.input, $0.rowCount, 0) }
    var notes: [String] = []
    for (input, rows, filtered) in inputs {
      let name = printable(input.name)
      let declared = declaration(of: input)
      if input.encoding != .utf8, declared.encoding == nil {
        notes.append("note: \(name) is read as \(input.encoding.name)\n")
      }
      if input.separator != .comma, declared.separator == nil {
        notes.append("note: \(name) is read with \(input.separator.name) between its fields\n")
      }
      if let format = input.amountFormat, format != .plain, declared.amountFormat == nil {
        notes.append("note: \(name) is read with amounts like \(format.rawValue)\n")
      }
      if rows == 0 { notes.append("note: \(name) has a header and no rows\n") }
      if rows > 0, filtered == rows {
        notes.append("note: \(name) has no row that \"keep\" in the definitions keeps\n")
      }
    }
    return rejected.text(as: "rejected") + notes.joined()
      + warnings.map { "warning: \($0.code.rawValue): \($0.message)\n" }.joined()
  }

  /// What the definitions say of an input, and therefore need not be told.
  private func declaration(of input: InputRecord) -> Definitions.Source {
    let isDeals = deals.files.contains { $0.input.index == input.index }
    let isTouchpoints = touches.files.contains { $0.input.index == input.index }
    return Definitions.source(
      for: input.fileName,
      among: isDeals
        ? definitions.deals : isTouchpoints ? definitions.touchpoints : definitions.lookupSources)
  }

  private func headline(_ chapters: [CurrencyChapter], plain: Bool = false) -> String {
    guard !chapters.isEmpty else {
      let words = period == .everyMonth ? "In these files" : periodWords
      return "\(words), no deals were won.\(plain ? "\n" : "\n\n")"
    }
    return chapters.map { $0.headline(of: self, plain: plain) + "\n" }.joined()
  }
}

/// Everything in one currency, all periods of the report together.
struct CurrencyChapter {
  let currency: Currency
  /// One for each period.
  let groups: [CreditGroup]

  /// One for each currency of the report: the definitions' own, then the others by code.
  static func all(of attribution: Attribution) -> [CurrencyChapter] {
    Dictionary(grouping: attribution.credit.groups, by: \.currency)
      .map { CurrencyChapter(currency: $0.key, groups: $0.value) }
      .sorted {
        let own = attribution.definitions.currency
        return ($0.currency == own) != ($1.currency == own)
          ? $0.currency == own : $0.currency.code < $1.currency.code
      }
  }

  var deals: [Int] { groups.flatMap(\.deals) }
  var won: Int64 { groups.reduce(0) { $0 + $1.won.credit } }
  var uncreditedSum: Int64 { groups.reduce(0) { $0 + $1.uncredited.credit } }

  // MARK: Headline

  func headline(of attribution: Attribution, plain: Bool) -> String {
    let all = attribution.deals.won
    let wins = deals.filter { all[$0].adjusts == nil }
    let adjustments = deals.filter { all[$0].adjusts != nil }
    let count = wins.count { all[$0].dealUnits > 0 }
    func sum(_ indices: [Int]) -> Int128 { indices.reduce(0) { $0 + Int128(all[$1].amount) } }

    let negatives = wins.count - count
    var first = "\(attribution.periodWords), \(counted(count, "deal"))"
    if negatives > 0 { first += " and \(counted(negatives, "negative amount"))" }
    first +=
      " worth \(strong(currency.grouped(sum(wins)), plain)) "
      + "\(wins.count == 1 ? "was" : "were") won"
    let adjusted = sum(adjustments)
    if !adjustments.isEmpty {
      first +=
        "; \(counted(adjustments.count, "adjustment")) "
        + (adjusted < 0
          ? "took back \(currency.grouped(-adjusted))" : "added \(currency.grouped(adjusted))")
        + ". Won revenue: \(strong(currency.grouped(won), plain))"
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
    let second =
      without.isEmpty
      ? "All of it is credited to touches."
      : "\(currency.grouped(Int128(won) - sum(without))) of it is credited to touches; "
        + "uncredited: \(parts.joined(separator: ", "))."
    let teams = teamSentences(of: attribution, plain: plain)
    return plain
      ? ([first + ".", second] + teams).joined(separator: "\n")
      : "\(first). \(second)\n\n" + teams.map { "- \($0)\n" }.joined()
  }

  /// What the largest teams got, from the model that gives them least to the one that gives most.
  private func teamSentences(of attribution: Attribution, plain: Bool) -> [String] {
    let models = attribution.definitions.models
    let table = CreditRows(of: groups, in: attribution, by: \.team)
    guard let lead = table.shares(of: attribution.leadModel) else { return [] }
    return table.rows.indices.filter { !table.rows[$0].isUncredited }.prefix(3).map { index in
      let shares = models.indices.map { table.shares(of: $0)![index] }
      let lowest = shares.indices.min { shares[$0] < shares[$1] }!
      let highest = shares.indices.max { shares[$0] < shares[$1] }!
      let name =
        plain ? printable(table.rows[index].name) : "**\(markdown(table.rows[index].name))**"
      if shares[lowest] == shares[highest] {
        return "\(name) has \(percentText(shares[lowest])) of won revenue in every model."
      }
      let record =
        attribution.definitions.modelOfRecord.map {
          "; by the model of record, \(code($0, plain)), it is \(percentText(lead[index]))"
        } ?? ""
      return "\(name) has between \(percentText(shares[lowest])) "
        + "(\(code(models[lowest].name, plain))) and \(percentText(shares[highest])) "
        + "(\(code(models[highest].name, plain))) of won revenue\(record)."
    }
  }

  private func strong(_ text: String, _ plain: Bool) -> String { plain ? text : "**\(text)**" }
  private func code(_ text: String, _ plain: Bool) -> String { plain ? text : "`\(text)`" }

  // MARK: Sections

  func text(of attribution: Attribution, alone: Bool) -> String {
    let suffix = alone ? "" : " (\(currency.code))"
    let teams = CreditRows(of: groups, in: attribution, by: \.team)
    let channels = CreditRows(of: groups, in: attribution, by: \.channel)
    return "## Credit by team\(suffix)\n\n" + tables(of: teams, "team", attribution)
      + "## Credit by channel\(suffix)\n\n" + tables(of: channels, "channel", attribution)
      + disagreement(teams, channels, attribution, suffix)
      + periods(attribution, suffix)
      + uncreditedDeals(attribution, suffix)
  }

  /// Money, then shares, models side by side.
  private func tables(of rows: CreditRows, _ noun: String, _ attribution: Attribution) -> String {
    let order = attribution.modelsLeadFirst
    let models = attribution.definitions.models
    func heading(_ model: Int) -> String {
      models[model].name
        + (models[model].name == attribution.definitions.modelOfRecord ? " (of record)" : "")
    }
    let shown = rows.folded(to: 15, noun: noun)
    var money = TextTable(
      [("\(noun) (\(currency.code))", .left)] + order.map { (heading($0), .right) })
    for row in shown {
      money.add(
        [row.label] + order.map { currency.grouped(row.credits[$0], withCode: false) })
    }
    money.add(
      ["**won revenue**"]
        + order.map { _ in "**\(currency.grouped(won, withCode: false))**" })
    guard won > 0 else {
      return money.markdown + "\nNo shares are given, since won revenue is not above zero.\n\n"
    }
    // The same fractions as of all rows, so that a row's share does not depend on what is folded.
    var share = TextTable(
      [("\(noun), share of won revenue", .left)] + order.map { (heading($0), .right) })
    for row in shown {
      share.add([row.label] + order.map { percentText(row.shares[$0]) })
    }
    share.add(["**sum**"] + order.map { _ in "**100.0 %**" })
    return money.markdown + "\n" + share.markdown + "\n"
  }

  /// The largest differences between models, with what the data say of them.
  private func disagreement(
    _ teams: CreditRows, _ channels: CreditRows, _ attribution: Attribution, _ suffix: String
  ) -> String {
    let models = attribution.definitions.models
    guard models.count > 1 else { return "" }
    var table = TextTable([
      ("who", .left), ("lowest (\(currency.code))", .right), ("by", .left),
      ("highest (\(currency.code))", .right), ("by", .left), ("spread", .right), ("why", .left),
    ])
    func reach(by name: (Touchpoints.Party) -> String) -> [Label: Reach] {
      Reach.all(
        in: deals, of: attribution.deals, through: attribution.journeys,
        touches: attribution.touches, by: name)
    }
    for (rows, noun, reach, limit) in [
      (teams, "team", reach(by: \.team), 3), (channels, "channel", reach(by: \.channel), 5),
    ] {
      let ranked = rows.rows.filter { !$0.isUncredited && $0.spread > 0 }
        .sorted { ($1.spread, Label($0.name)) < ($0.spread, Label($1.name)) }.prefix(limit)
      for row in ranked {
        let lowest = row.credits.indices.min { row.credits[$0] < row.credits[$1] }!
        let highest = row.credits.indices.max { row.credits[$0] < row.credits[$1] }!
        let part = reach[Label(row.name)] ?? Reach()
        table.add([
          "\(noun) \(markdown(row.name))",
          currency.grouped(row.credits[lowest], withCode: false), models[lowest].name,
          currency.grouped(row.credits[highest], withCode: false), models[highest].name,
          currency.grouped(row.spread, withCode: false),
          "touched \(counted(part.touched, "deal")): first in \(part.opened), last in "
            + "\(part.closed), \(counted(part.touches, "touch", "touches"))",
        ])
      }
    }
    guard !table.rows.isEmpty else { return "" }
    return """
      ## Where the models disagree most\(suffix)

      Who is often first gains by models that look at the beginning, who is often last by models
      that look at the end, and who has many touches by `linear`. One deal may count for several;
      adjustments and negative amounts do not count here.

      \(table.markdown)

      """
  }

  /// The teams month by month, where there are several periods.
  private func periods(_ attribution: Attribution, _ suffix: String) -> String {
    guard groups.count > 1 else { return "" }
    let order = attribution.modelsLeadFirst
    let models = attribution.definitions.models
    var table = TextTable(
      [("period", .left), ("team (\(currency.code))", .left)]
        + order.map { (models[$0].name, .right) })
    for group in groups {
      let rows = CreditRows(of: [group], in: attribution, by: \.team)
      for row in rows.folded(to: 6, noun: "team") {
        table.add(
          [group.period, row.label]
            + order.map { currency.grouped(row.credits[$0], withCode: false) })
      }
    }
    return "## Period by period\(suffix)\n\n" + table.markdown + "\n"
  }

  /// Money without a touch: whose deals, and which.
  private func uncreditedDeals(_ attribution: Attribution, _ suffix: String) -> String {
    let all = attribution.deals
    let without = deals.filter { attribution.journeys.reason(of: $0) != nil }
    guard !without.isEmpty else { return "" }

    var byTeam: [Label: [Int]] = [:]
    for index in without {
      byTeam[Label(all.label(.ownerTeam, of: index)), default: []].append(index)
    }
    var teams = TextTable([
      ("owner's team", .left), ("deals", .right), ("amount (\(currency.code))", .right),
    ])
    func sum(_ indices: [Int]) -> Int128 { indices.reduce(0) { $0 + Int128(all.won[$1].amount) } }
    func row(_ label: String, _ members: [Int]) -> [String] {
      [
        label, "\(members.count { all.won[$0].dealUnits > 0 })",
        currency.grouped(sum(members), withCode: false),
      ]
    }
    for (team, members) in byTeam.sorted(by: { $0.key < $1.key }) {
      teams.add(row(team.text.isEmpty ? "not named" : markdown(team.text), members))
    }
    teams.add(row("**sum**", without))

    var list = TextTable([
      ("deal", .left), ("name", .left), ("owner", .left), ("amount (\(currency.code))", .right),
      ("why", .left),
    ])
    let largest = without.sorted {
      let (first, second) = (all.won[$0].amount.magnitude, all.won[$1].amount.magnitude)
      return first != second
        ? first > second : all.ids.texts.precedes(all.won[$0].id, all.won[$1].id)
    }
    for index in largest.prefix(20) {
      let deal = all.won[index]
      list.add([
        markdown(all.name(deal)), markdown(all.label(.name, of: index)),
        markdown(all.label(.owner, of: index)), currency.grouped(deal.amount, withCode: false),
        attribution.journeys.reason(of: index)!.name,
      ])
    }
    if largest.count <= 20 {
      list.add(["**sum**", "", "", currency.grouped(sum(without), withCode: false), ""])
    }
    let more = largest.count > 20 ? "\n\(largest.count - 20) more are in `deals.csv`.\n" : ""
    return "## Uncredited\(suffix)\n\n" + teams.markdown + "\n" + list.markdown + more
      + "\n"
  }
}

extension Attribution {
  /// The model that figures are quoted from: that of record, or the first.
  var leadModel: Int {
    definitions.models.firstIndex { $0.name == definitions.modelOfRecord } ?? 0
  }

  /// The models in the order of the document's columns: that of record first.
  var modelsLeadFirst: [Int] {
    [leadModel] + definitions.models.indices.filter { $0 != leadModel }
  }
}

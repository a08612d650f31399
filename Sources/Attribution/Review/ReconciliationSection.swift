/// How won revenue comes about and where it went: what finance holds against the books.
extension Attribution {
  func reconciliationSection(_ chapters: [CurrencyChapter]) -> [Document.Block] {
    var blocks: [Document.Block] = [
      .heading(2, "Reconciliation"),
      .paragraph(
        """
        Won revenue is what finance can hold against the books, deal by deal in \
        \(code: "deals.csv"). In every model, by team and by channel, what is credited and what is \
        not add up to it. Adjustments and negative amounts have money, but count as no deals.
        """),
    ]
    blocks += dealRowsTable
    for chapter in chapters {
      blocks += [.table(chapter.origin(of: self)), .table(chapter.whereabouts(of: self))]
    }
    let all = reconciliations
    return blocks + financeTable(all) + leftOutTable(all) + edgeDeals
  }

  /// From the rows of the deal files to the deals of the report.
  private var dealRowsTable: [Document.Block] {
    let outcomes: KeyValuePairs = [
      "rejected": "rejected", "filtered": "left out by the definitions", "not won": "not won",
      "duplicate": "the same deal again", "outside the period": "won, but outside the period",
      "uncredited": "won in the period, uncredited", "credited": "won in the period, credited",
    ]
    var rows: [String: Int] = [:]
    for count in rowCounts where count.kind == "deals" {
      rows[count.outcome, default: 0] += count.rows
    }
    var table = Table([("deal rows and adjustments", .left), ("rows", .right)])
    for (outcome, words) in outcomes {
      if let count = rows[outcome] { table.add(["\(words)", "\(grouped(count))"]) }
    }
    let all = outcomes.reduce(0) { $0 + (rows[$1.key] ?? 0) }
    table.sum = ["in the files", "\(grouped(all))"]
    return table.isEmpty ? [] : [.table(table)]
  }

  /// Finance's figures beside the deals', and what they leave open.
  private func financeTable(_ reconciliations: [Reconciliation]) -> [Document.Block] {
    guard let file = control.file else { return [] }
    let names: Set = ["won revenue", "finance", "difference"]
    var table = Table([
      ("period", .left), ("line", .left), ("deals", .right), ("amount", .right),
    ])
    for reconciliation in reconciliations
    where reconciliation.lines.contains(where: { $0.name == "finance" }) {
      for line in reconciliation.lines where names.contains(line.name) {
        table.add([
          "\(reconciliation.period)", "\(line.name)", "\(line.deals.map { "\($0)" } ?? "")",
          "\(reconciliation.currency?.grouped(line.amount) ?? "")",
        ])
      }
    }
    var notes: Prose = """
      The line finance is its figure from \(input: file.input.name), the line difference that minus \
      won revenue.
      """
    if !comparison.missing.isEmpty {
      let names = comparison.missing.map { "\($0.period) \($0.currency.code)" }
      notes += " Finance has no figure for \(listed(names)): there is nothing to compare."
    }
    if !comparison.unused.isEmpty {
      let names = comparison.unused.map { "\($0.period) \($0.currency.code)" }
      notes += """
         Of no period here: \(counted(names.count, "line")) of that file, \(listed(names)).
        """
    }
    return (table.isEmpty ? [] : [.table(table)]) + [.paragraph(notes)]
  }

  /// Won rows that could not be used, or that the definitions leave out: no part of won revenue.
  private func leftOutTable(_ reconciliations: [Reconciliation]) -> [Document.Block] {
    let names: Set = ["rejected won rows", "filtered won rows"]
    var table = Table([
      ("not in won revenue", .left), ("period", .left), ("rows", .right),
      ("amounts that can be read", .right),
    ])
    for reconciliation in reconciliations {
      for line in reconciliation.lines where names.contains(line.name) {
        table.add([
          "\(line.name)",
          reconciliation.period.isEmpty ? "cannot be read" : "\(reconciliation.period)",
          "\(line.deals.map { "\($0)" } ?? "")",
          "\(reconciliation.currency?.grouped(line.amount) ?? "")",
        ])
      }
    }
    return table.isEmpty ? [] : [.table(table)]
  }
}

extension CurrencyChapter {
  private func row(_ label: Prose, _ tallies: [Tally]) -> [Prose] {
    [
      label, "\(grouped(tallies.count { $0.dealUnits > 0 }))",
      "\(currency.grouped(tallies.reduce(0) { $0 + Int128($1.credit) }, withCode: false))",
    ]
  }

  private func table(_ heading: Prose) -> Table {
    Table([(heading, .left), ("deals", .right), ("amount (\(currency.code))", .right)])
  }

  /// Deals and adjustments, which make up won revenue.
  fileprivate func origin(of attribution: Attribution) -> Table {
    let won = attribution.deals.won
    var table = table("won in the period")
    let all = deals.map { (tally: Tally(won[$0]), isAdjustment: won[$0].adjusts != nil) }
    let kinds: [(label: Prose, isAdjustment: Bool, isNegative: Bool)] = [
      ("deals", false, false), ("negative amounts that adjust no deal", false, true),
      ("credit notes and other reductions", true, true), ("additions to deals", true, false),
    ]
    for kind in kinds {
      let members = all.filter {
        $0.isAdjustment == kind.isAdjustment && ($0.tally.credit < 0) == kind.isNegative
      }
      if !members.isEmpty { table.add(row(kind.label, members.map(\.tally))) }
    }
    table.sum = row("won revenue", all.map(\.tally))
    return table
  }

  /// What became of won revenue: credited, or not, by reason and owner's team.
  fileprivate func whereabouts(of attribution: Attribution) -> Table {
    func tallies(_ indices: [Int]) -> [Tally] { indices.map { Tally(attribution.deals.won[$0]) } }
    let reasons = Dictionary(grouping: deals) { attribution.journeys.reason(of: $0) }
    var table = table("of which")
    if let credited = reasons[nil] { table.add(row("credited to touches", tallies(credited))) }
    for reason in UncreditedReason.allCases {
      let owners = Dictionary(grouping: reasons[reason] ?? []) {
        Label(attribution.deals.label(.ownerTeam, of: $0))
      }
      for (owner, members) in owners.sorted(by: { $0.key < $1.key }) {
        let whose: Prose =
          owner.text.isEmpty ? "no owner's team" : "owner's team \(input: owner.text)"
        table.add(row("uncredited, \(reason.name): \(whose)", tallies(members)))
      }
    }
    table.sum = row("won revenue", tallies(deals))
    return table
  }
}

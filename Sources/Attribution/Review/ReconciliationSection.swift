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
    let sums = dealSums
    for chapter in chapters {
      let own = zip(credit.groups, sums).filter { $0.0.currency == chapter.currency }
      let sums = DealSums(of: own.map(\.1))
      blocks += [.table(chapter.origin(sums)), .table(chapter.whereabouts(sums, of: self))]
    }
    let all = reconciliations(sums)
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
  private func row(_ label: Prose, _ sum: DealSums.Sum) -> [Prose] {
    [label, "\(grouped(sum.deals))", "\(currency.grouped(sum.amount, withCode: false))"]
  }

  private func table(_ heading: Prose) -> Table {
    Table([(heading, .left), ("deals", .right), ("amount (\(currency.code))", .right)])
  }

  /// Deals and adjustments, which make up won revenue.
  fileprivate func origin(_ sums: DealSums) -> Table {
    var table = table("won in the period")
    let kinds: [(label: Prose, isAdjustment: Bool, isNegative: Bool)] = [
      ("deals", false, false), ("negative amounts that adjust no deal", false, true),
      ("credit notes and other reductions", true, true), ("additions to deals", true, false),
    ]
    for kind in kinds {
      let sum = sums.sum {
        $0.isAdjustment == kind.isAdjustment && $0.isNegative == kind.isNegative
      }
      if sum.rows > 0 { table.add(row(kind.label, sum)) }
    }
    table.sum = row("won revenue", sums.sum { _ in true })
    return table
  }

  /// What became of won revenue: credited, or not, by reason and owner's team.
  fileprivate func whereabouts(_ sums: DealSums, of attribution: Attribution) -> Table {
    var table = table("of which")
    let credited = sums.sum { $0.reason == nil }
    if credited.rows > 0 { table.add(row("credited to touches", credited)) }
    let teams = attribution.deals.labels(of: .ownerTeam)
    let uncredited = Dictionary(
      grouping: deals.filter { attribution.journeys.reason(of: $0) != nil },
      by: { attribution.journeys.reason(of: $0)! })
    for reason in UncreditedReason.allCases {
      let owners = Dictionary(grouping: uncredited[reason] ?? [], by: { teams.numbers[$0] })
        .map { (name: Label(teams.names[Int($0.key)]), deals: $0.value) }
      for (owner, members) in owners.sorted(by: { $0.name < $1.name }) {
        let whose: Prose =
          owner.text.isEmpty ? "no owner's team" : "owner's team \(input: owner.text)"
        table.add(
          row(
            "uncredited, \(reason.name): \(whose)",
            DealSums(of: members, in: attribution).sum { _ in true }))
      }
    }
    table.sum = row("won revenue", sums.sum { _ in true })
    return table
  }
}

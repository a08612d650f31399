/// How many rows of a file, and of a team in it, had an outcome.
package struct RowCount: Sendable, Equatable {
  package let file: String
  /// Which input it is, in the order given.
  package let fileIndex: Int
  package let kind: String
  package let team: String
  package let outcome: String
  package let rows: Int
}

extension Attribution {
  /// What `rowCounts` holds.
  func countRows() -> [RowCount] {
    touchRowCounts() + deals.files.enumerated().flatMap(rowCounts(of:_:))
      + costs.files.flatMap(rowCounts(of:)) + lookups.files.flatMap(rowCounts(of:))
      + (control.file.map(rowCounts(of:)) ?? [])
  }

  private func touchRowCounts() -> [RowCount] {
    let parties = Array(repeating: OutcomeCounts(), count: touches.partyNames.count)
    let none = Array(repeating: parties, count: touches.files.count)
    let blocks = cuts(of: touches.count, size: touches.count / jobs + 1)
    let found = parallelMap(blocks.count, jobs: jobs) { block in
      var byFile = none
      for touch in blocks[block] {
        byFile[touches.file(of: touch)][Int(touches.parties[touch])][journeys.outcomes[touch]] += 1
      }
      return byFile
    }
    let byFile = found.reduce(into: none) { sums, counts in
      for file in none.indices {
        for party in parties.indices { sums[file][party] += counts[file][party] }
      }
    }
    return zip(touches.files, byFile).flatMap(rowCounts(of:byParty:))
  }

  private func rowCounts(of file: TouchpointFile, byParty: [OutcomeCounts]) -> [RowCount] {
    var outcomes = file.outcomes
    var byParty = byParty
    for (party, rows) in file.rowsOfParties.enumerated() {
      // Those that are not kept lie outside every window.
      byParty[party][.outsideEveryWindow] += rows - byParty[party].sum
    }
    for (party, counts) in zip(touches.partyNames, byParty) where counts.sum > 0 {
      outcomes[Label(party.team), default: OutcomeCounts()] += counts
    }
    for (outcome, rows) in [
      (TouchOutcome.rejected, file.rejectedWithoutTeam), (.filtered, file.filteredWithoutTeam),
    ] where rows > 0 {
      outcomes[Label(""), default: OutcomeCounts()][outcome] += rows
    }
    var counts: [RowCount] = []
    for outcome in TouchOutcome.allCases {
      for (team, rows) in outcomes.sorted(by: { $0.key < $1.key })
      where rows[outcome] > 0 {
        counts.append(
          RowCount(
            file: file.input.name, fileIndex: file.input.index, kind: "touchpoints",
            team: team.text, outcome: outcome.name,
            rows: rows[outcome]))
      }
    }
    return counts + noRows(file.skipped, of: file.input, kind: "touchpoints")
      + matches(file.rules, of: file.input)
  }

  private func rowCounts(of position: Int, _ file: DealFile) -> [RowCount] {
    var counts: [(String, Int)] = [
      ("rejected", file.rejected), ("filtered", file.filtered), ("not won", file.notWon),
      ("duplicate", file.duplicates),
    ]
    let own = file.won.count
    let inPeriod = credit.groups.flatMap(\.deals).filter(file.won.contains)
    let uncredited = inPeriod.count { journeys.reason(of: $0) != nil }
    counts += [
      ("outside the period", own - inPeriod.count), ("uncredited", uncredited),
      ("credited", inPeriod.count - uncredited),
    ]
    return counts.filter { $0.1 > 0 }.map { outcome, rows in
      RowCount(
        file: file.input.name, fileIndex: file.input.index, kind: "deals", team: "",
        outcome: outcome, rows: rows)
    } + noRows(file.skipped, of: file.input, kind: "deals")
      + matches(file.rules, of: file.input)
  }

  private func rowCounts(of file: CostFile) -> [RowCount] {
    let counted = file.months.filter { periodName(of: $0.key) != nil }
      .reduce(0) { $0 + $1.value }
    let all = file.months.values.reduce(0, +)
    let counts = [
      ("rejected", file.rejected), ("filtered", file.filtered),
      ("outside the period", all - counted), ("counted", counted),
    ]
    return counts.filter { $0.1 > 0 }.map { outcome, rows in
      RowCount(
        file: file.input.name, fileIndex: file.input.index, kind: "costs", team: "",
        outcome: outcome, rows: rows)
    } + noRows(file.skipped, of: file.input, kind: "costs") + matches(file.rules, of: file.input)
  }

  private func rowCounts(of file: LookupFile) -> [RowCount] {
    [("rejected", file.rejected), ("read", file.rowCount - file.rejected)].filter { $0.1 > 0 }
      .map { outcome, rows in
        RowCount(
          file: file.input.name, fileIndex: file.input.index, kind: "lookup", team: "",
          outcome: outcome, rows: rows)
      } + noRows(file.skipped, of: file.input, kind: "lookup")
  }

  private func rowCounts(of file: ControlTotals.File) -> [RowCount] {
    [
      ("rejected", file.rejected), ("outside the period", comparison.unused.count),
      ("compared", comparison.pairs.count),
    ].filter { $0.1 > 0 }.map { outcome, rows in
      RowCount(
        file: file.input.name, fileIndex: file.input.index, kind: "control", team: "",
        outcome: outcome, rows: rows)
    } + noRows(file.skipped, of: file.input, kind: "control")
  }

  /// How the columns that are found by rules were found: other views of rows that are counted above.
  private func matches(_ rules: RuleReport, of input: InputRecord) -> [RowCount] {
    rules.results.map { result in
      RowCount(
        file: input.name, fileIndex: input.index, kind: "match", team: "", outcome: result.text,
        rows: result.rows)
    }
  }

  /// Lines that are no rows.
  private func noRows(_ skipped: SkippedLines, of input: InputRecord, kind: String) -> [RowCount] {
    let counts = [
      ("blank", skipped.blank), ("comment", skipped.comment), ("footer", skipped.footer),
    ]
    return counts.filter { $0.1 > 0 }.map { outcome, lines in
      RowCount(
        file: input.name, fileIndex: input.index, kind: kind, team: "", outcome: outcome,
        rows: lines)
    }
  }

  /// `rows.csv`
  package func writeRows(to sink: Sink) throws(Failure) {
    var table = table(["file", "kind", "team", "outcome", "rows"])
    for count in rowCounts {
      table.text(count.file)
      table.name(count.kind)
      table.text(count.team)
      table.text(count.outcome)
      table.number(count.rows)
      table.endRow()
    }
    try table.flush(to: sink, all: true)
  }
}

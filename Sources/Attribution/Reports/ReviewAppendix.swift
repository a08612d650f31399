// The second half of the review: how the figures come about, and by which rules.

extension Attribution {
  func reconciliationSection(_ chapters: [CurrencyChapter]) -> String {
    var table = TextTable([
      ("currency", .left), ("line", .left), ("deals", .right), ("amount", .right),
    ])
    // Periods together; `reconciliation.csv` has them apart.
    var order: [String] = []
    var sums: [String: (currency: Currency?, line: String, deals: Int, amount: Int128)] = [:]
    for reconciliation in reconciliations.sorted(by: {
      ($0.currency?.code ?? "") < ($1.currency?.code ?? "")
    }) {
      for line in reconciliation.lines {
        let key = "\(reconciliation.currency?.code ?? "") \(line.name)"
        if sums[key] == nil { order.append(key) }
        let sum = sums[key] ?? (reconciliation.currency, line.name, 0, 0)
        sums[key] = (sum.currency, sum.line, sum.deals + line.deals, sum.amount + line.amount)
      }
    }
    guard !order.isEmpty else { return "" }
    for key in order {
      let sum = sums[key]!
      table.add([
        sum.currency?.code ?? "", sum.line, "\(sum.deals)",
        sum.currency?.grouped(sum.amount, withCode: false) ?? "",
      ])
    }
    return """
      ## Reconciliation

      Won revenue is what finance can hold against the books, deal by deal in `deals.csv`. In every
      model, by team and by channel, what is credited and what is not add up to it. Adjustments and
      negative amounts have money, but count as no deals.

      \(table.markdown)

      """
  }

  var warningsSection: String {
    guard !warnings.isEmpty else { return "" }
    return "## Warnings\n\n"
      + warnings.map { "- **\($0.code.rawValue)**: \(markdown($0.message, limit: 2_000))\n" }
      .joined()
      + "\n"
  }

  var stagesSection: String {
    guard !deals.stages.isEmpty else { return "" }
    var table = TextTable([
      ("stage", .left), ("the definitions call it", .left), ("rows", .right), ("amounts", .right),
    ])
    for stage in deals.stages.sorted(by: { Label($0.name) < Label($1.name) }) {
      let sums = stage.sums.sorted { $0.key.code < $1.key.code }.map { $0.key.grouped($0.value) }
      let unread = stage.unread > 0 ? ["\(stage.unread) without a readable one"] : []
      table.add([
        stage.name.isEmpty ? "empty" : markdown(stage.name),
        stage.isWon.map { $0 ? "won" : "lost or not won" } ?? "neither", "\(stage.rows)",
        (sums + unread).joined(separator: ", "),
      ])
    }
    return """
      ## Stages found

      All periods together; adjustments are not judged by their stage. Amounts of deals that are not
      won are for information alone.

      \(table.markdown)

      """
  }

  var rowsSection: String {
    var table = TextTable([
      ("file", .left), ("rows", .right), ("outcome", .left), ("of which", .left),
    ])
    let counts = rowCounts
    let inputs = touches.files.map(\.input) + deals.files.map(\.input) + lookups.files.map(\.input)
    for input in inputs {
      let own = counts.filter { $0.fileIndex == input.index && $0.kind != "match" }
      table.add([
        "**\(markdown(input.name))**", "**\(grouped(own.reduce(0) { $0 + $1.rows }))**",
        own.isEmpty ? "a header only" : "**lines in all**", "",
      ])
      var outcomes: [String] = []
      for count in own where !outcomes.contains(count.outcome) { outcomes.append(count.outcome) }
      for outcome in outcomes {
        let members = own.filter { $0.outcome == outcome }
        let teams = members.filter { !$0.team.isEmpty }.sorted { $0.rows > $1.rows }
        table.add([
          "", grouped(members.reduce(0) { $0 + $1.rows }), outcome,
          listed(teams.map { "\(markdown($0.team)) \(grouped($0.rows))" }),
        ])
      }
    }
    let unclear =
      touches.files.map { ($0.input, $0.unclearTimes) }
      + deals.files.map { ($0.input, $0.unclearTimes) }
    let sentences = unclear.compactMap { input, times in
      times.words.map { "- \(markdown(input.name)): \($0).\n" }
    }
    return "## What became of every row\n\n" + table.markdown + "\n"
      + (sentences.isEmpty ? "" : sentences.joined() + "\n") + matchesSection(counts)
  }

  /// How accounts and other columns were found that stand in other columns or files.
  private func matchesSection(_ counts: [RowCount]) -> String {
    let matches = counts.filter { $0.kind == "match" }
    guard !matches.isEmpty else { return "" }
    var table = TextTable([("file", .left), ("column", .left), ("rows", .right)])
    for match in matches {
      table.add([markdown(match.file), markdown(match.outcome), grouped(match.rows)])
    }
    return """
      Columns that are found in other columns or files. Texts that another file does not have are
      counted once more at the step that was taken instead.

      \(table.markdown)

      """
  }

  var groundRules: String {
    var rules: [String] = []
    let zone = definitions.zone.name
    rules.append(
      "Won are deals in the stages \(list(definitions.won)); lost \(list(definitions.lost)).")
    rules.append(
      period == .everyMonth
        ? "A period is a month, by the day on which a deal was closed in \(zone)."
        : "The period \(period.name) holds deals closed in it by the clocks of \(zone).")
    rules.append(
      (definitions.lookback.map {
        "A touch counts if it was at most \(daysText($0)) days before the close"
      } ?? "A touch counts however long before the close it was")
        + ", up to the close itself"
        + (definitions.includesClosingDay
          ? ". A close without a time is the last second of its day."
          : "; where the close has no time, up to the day before."))
    rules.append(
      definitions.restartAfterWin
        ? "A journey restarts after each deal that the account won before."
        : "A touch may be in the journeys of several deals of its account; each deal's money is "
          + "shared out whole.")
    rules.append(
      definitions.ties == .share
        ? "Touches of the same second are equally first and equally last."
        : "Of touches of the same second, the id decides which is first.")
    if definitions.precision == .day { rules.append("Touches have a day and no time.") }
    rules.append(
      "Each deal is shared out in whole minor units: every share is rounded down, and the units left "
        + "over go to the largest remainders, the earlier touch first.")
    rules.append(
      "An adjustment (a credit note, an upsell) is shared out like the deal that it adjusts, in the "
        + "period of its own close.")
    rules.append(
      "Percentages are rounded so that a column adds up to 100.0: one may be 0.1 off its own rounding."
    )
    rules.append(
      "Rejected rows: at most \(definitions.rejectedDeals.text) of a deal file, "
        + "\(definitions.rejectedTouchpoints.text) of a touchpoint file.")
    if !definitions.failOn.isEmpty {
      rules.append(
        "The run stops on \(definitions.failOn.map(\.rawValue).joined(separator: ", ")).")
    }

    var models = TextTable([("model", .left), ("rule", .left)])
    for model in definitions.models {
      let record = model.name == definitions.modelOfRecord ? " (of record)" : ""
      models.add(["`\(model.name)`\(record)", model.rule])
    }
    var inputs = TextTable([
      ("input", .left), ("bytes", .right), ("fingerprint", .left), ("columns read", .left),
    ])
    for input in touches.files.map(\.input) + deals.files.map(\.input)
      + lookups.files.map(\.input)
    {
      inputs.add([
        markdown(input.name), grouped(input.byteCount), "`\(input.fingerprint.text)`",
        input.columns.map { "`\($0.column)` = \(markdown($0.header))" }
          .joined(separator: ", "),
      ])
    }
    var teams = TextTable([("team", .left), ("channels", .left)])
    let byTeam = Dictionary(grouping: definitions.teamOfChannel.keys) {
      Label(definitions.teamOfChannel[$0]!)
    }
    for (team, channels) in byTeam.sorted(by: { $0.key < $1.key }) {
      teams.add([markdown(team.text), list(channels.sorted().map(\.text))])
    }
    return """
      ## Ground rules

      \(rules.map { "- \($0)\n" }.joined())
      \(models.markdown)
      \(teams.rows.isEmpty ? "" : teams.markdown + "\n")\
      \(inputs.markdown)
      To dispute a figure, ask for its arithmetic: `smarketing explain DEAL_ID` with the same files.
      Fingerprints detect change, not forgery. Written by smarketing \(programVersion).

      """
  }

  private func list(_ names: [String]) -> String {
    names.map { markdown($0) }.joined(separator: ", ")
  }
}

extension UnclearTimes {
  /// How they were read; nil where there are none.
  var words: String? {
    let parts = [
      (skipped, "that the clocks skip, read with the offset before the change"),
      (doubled, "that the clocks show twice, read as the earlier"),
    ].filter { $0.0 > 0 }.map { "\(counted($0, "local time")) \($1)" }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}

extension Attribution {
  /// The outcomes of the rows of every file, as in `rows.csv`.
  var rowsSection: [Document.Block] {
    var table = Table([
      ("file", .left), ("rows", .right), ("outcome", .left), ("of which", .left),
    ])
    let counts = rowCounts
    for input in inputs {
      let own = counts.filter { $0.fileIndex == input.index && $0.kind != "match" }
      table.add([
        "\(strong: .input(input.name))",
        "\(strong: "\(grouped(own.reduce(0) { $0 + $1.rows }))")",
        own.isEmpty ? "a header only" : "\(strong: "lines in all")", "",
      ])
      var outcomes: [String] = []
      for count in own where !outcomes.contains(count.outcome) { outcomes.append(count.outcome) }
      for outcome in outcomes {
        let members = own.filter { $0.outcome == outcome }
        let teams = members.filter { !$0.team.isEmpty }.sorted { $0.rows > $1.rows }
        let more = teams.count > listLimit ? " and \(teams.count - listLimit) more" : ""
        table.add([
          "", "\(grouped(members.reduce(0) { $0 + $1.rows }))", "\(outcome)",
          teams.prefix(listLimit).map { "\(input: $0.team) \(grouped($0.rows))" }.joined()
            + "\(more)",
        ])
      }
    }
    let unclear =
      touches.files.map { ($0.input, $0.unclearTimes) }
      + deals.files.map { ($0.input, $0.unclearTimes) }
      + costs.files.map { ($0.input, $0.unclearTimes) }
    let sentences: [Prose] = unclear.compactMap { input, times in
      times.words.map { "\(input: input.name): \($0)." }
    }
    return [.heading(2, "What became of every row"), .table(table)]
      + (sentences.isEmpty ? [] : [.list(sentences)]) + matches(counts)
  }

  /// How accounts and other columns were found that stand in other columns or files.
  private func matches(_ counts: [RowCount]) -> [Document.Block] {
    let matches = counts.filter { $0.kind == "match" }
    guard !matches.isEmpty else { return [] }
    var table = Table([("file", .left), ("column", .left), ("rows", .right)])
    for match in matches {
      table.add([.input(match.file), .input(match.outcome), "\(grouped(match.rows))"])
    }
    return [
      .paragraph(
        """
        Columns that are found in other columns or files. Texts that another file does not have are \
        counted once more at the step that was taken instead.
        """),
      .table(table),
    ]
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

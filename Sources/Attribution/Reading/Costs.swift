/// What a spend file was found to hold.
package struct CostFile: Sendable {
  package fileprivate(set) var input: InputRecord
  package fileprivate(set) var rowCount = 0
  package fileprivate(set) var rejected = 0
  package fileprivate(set) var filtered = 0
  /// The other rows, by their months.
  fileprivate(set) var months: [Month: Int] = [:]
  package fileprivate(set) var skipped = SkippedLines()
  /// The columns that are found by rules, and what became of these.
  package fileprivate(set) var rules = RuleReport([], isTouchpoints: false)
  package fileprivate(set) var unclearTimes = UnclearTimes()
}

/// What was spent: by the spend files, or by the costs of touches.
package struct Costs: Sendable {
  /// nil where no input says what anything cost.
  private(set) var spend: Spend?
  package private(set) var files: [CostFile] = []

  /// Whether the costs are those of touches.
  var isOfTouches: Bool { spend != nil && files.isEmpty }

  /// Reads spend files, one after the other.
  ///
  /// - Parameters:
  ///   - touches: What touches cost.
  ///   - problems: Gets what is wrong with rows: such a file has the limit of deal files.
  /// - Throws: A `Failure` if a file cannot be used at all, or has more rejected rows than allowed.
  init(
    reading files: [InputFile], and touches: Spend?, by definitions: Definitions,
    lookups: Lookups, jobs: Int, pieceSize: Int, problems: inout Problems,
    progress: @Sendable (Int) -> Void
  ) throws(Failure) {
    spend = files.isEmpty ? touches : Spend()
    for file in files {
      var record = CostFile(input: InputRecord(file))
      try problems.attempt { (problems) throws(Failure) in
        try read(
          file, to: &record, by: definitions, lookups: lookups, jobs: jobs, pieceSize: pieceSize,
          problems: &problems, progress: progress)
      }
      self.files.append(record)
    }
  }

  /// Reads a file.
  ///
  /// - Parameter record: Gets what was found in it, also if it cannot be used.
  private mutating func read(
    _ file: InputFile, to record: inout CostFile, by definitions: Definitions, lookups: Lookups,
    jobs: Int, pieceSize: Int, problems: inout Problems, progress: @Sendable (Int) -> Void
  ) throws(Failure) {
    let source = Definitions.source(for: file.fileName, among: definitions.costs)
    let (header, columns, wrong) = try Header.read(
      file, source: source, ids: definitions.ids, lookups: lookups,
      isRequired: { (column: CostColumn) in
        column.isRequired || column == .channel && source.channel == nil
      }, key: "costs",
      looksLike: { Costs.guessedAway($0, mapped: source.columns) }, problems: &problems)
    record.input = InputRecord(file, header, columns)
    record.rules = RuleReport(columns.rules, isTouchpoints: false)
    guard wrong.isEmpty else { throw try problems.end(with: wrong) }
    let amounts = try AmountFormat.of(
      file, header, columns, CostColumn.amount, source, problems: &problems)
    record.input.amountFormat = amounts
    let reader = CostReader(
      header: header, columns: columns, definitions: definitions, source: source, amounts: amounts)
    let end = try readRows(
      of: file, after: header, with: reader, jobs: jobs, pieceSize: pieceSize
    ) { (stretch) throws(Failure) in
      let rows = stretch.rows
      record.rowCount += rows.rowCount
      record.rejected += rows.rejects.count
      record.filtered += rows.filtered
      record.months.merge(rows.months, uniquingKeysWith: +)
      record.unclearTimes += rows.unclearTimes
      record.rules.counts += rows.ruleCounts
      spend?.add(rows.spend)
      try problems.add(
        rows.rejects, in: file, lineBase: stretch.lineBase, expectedFields: header.cells.count)
      if let problem = stretch.problem { throw try problems.end(with: [problem]) }
      progress(stretch.byteCount)
    }
    record.input.fingerprint = end.fingerprint
    record.skipped = end.skipped
    try requireFewRejects(
      record.rejected, of: record.rowCount, in: file, limit: definitions.rejectedDeals,
      key: "deals", problems: &problems)
  }

  /// The currency, if it would be guessed away by leaving it out (R0).
  private static func guessedAway(
    _ columns: ColumnMap<CostColumn>, mapped: [String: ColumnRule?]
  ) -> [Problem] {
    guard columns.fields[.currency] == nil, mapped[CostColumn.currency.rawValue] == nil,
      let unused = columns.unusedHeader(withWordOf: ["currency", "iso"])
    else { return [] }
    return [
      .looksLike(
        unused.place, header: unused.header, column: CostColumn.currency.rawValue,
        otherwise: "all amounts are in the definitions' currency", key: "costs")
    ]
  }
}

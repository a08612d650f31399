/// What finance says was won, by period and currency.
package struct ControlTotals: Sendable {
  package fileprivate(set) var lines: [Line] = []
  /// What the file was found to hold; nil where none is given.
  package fileprivate(set) var file: File?

  package struct Line: Sendable {
    /// A month, a quarter or a year, as results write it.
    package let period: String
    package let currency: Currency
    /// Minor units, adjustments taken off or added.
    package let amount: Int64
    /// How many deals; nil where finance does not say.
    package let deals: Int?
    /// Where it stands.
    let line: Int
  }

  package struct File: Sendable {
    package fileprivate(set) var input: InputRecord
    package fileprivate(set) var rejected = 0
    package fileprivate(set) var skipped = SkippedLines()
  }
}

/// The columns of a file of control totals.
enum ControlColumn: String, LogicalColumn {
  case period, currency, amount, deals

  var isRequired: Bool { self == .period || self == .amount }
  var spellings: [String] { [] }
  var firstSpelling: String? { nil }
  static var unread: [String] { [] }
}

extension ControlTotals {
  /// Reads the file, if there is one.
  ///
  /// - Throws: A `Failure` if anything in it cannot be read: a figure to hold others against is right
  ///   or of no use.
  init(
    reading file: InputFile?, by definitions: Definitions, jobs: Int, pieceSize: Int,
    problems: inout Problems, progress: @Sendable (Int) -> Void
  ) throws(Failure) {
    guard let file else { return }
    var found = ControlTotals()
    found.file = File(input: InputRecord(file))
    try problems.attempt { (problems) throws(Failure) in
      try found.read(
        file, by: definitions, jobs: jobs, pieceSize: pieceSize, problems: &problems,
        progress: progress)
    }
    self = found
  }

  private mutating func read(
    _ file: InputFile, by definitions: Definitions, jobs: Int, pieceSize: Int,
    problems: inout Problems, progress: @Sendable (Int) -> Void
  ) throws(Failure) {
    let (header, columns, wrong) = try Header.read(
      file, source: Definitions.Source(), ids: .exact, lookups: Lookups(),
      isRequired: \ControlColumn.isRequired, key: "", problems: &problems)
    self.file?.input = InputRecord(file, header, columns)
    guard wrong.isEmpty else { throw try problems.end(with: wrong) }
    let reader = ControlReader(
      header: header, columns: columns, currency: definitions.currency)
    let end = try readRows(
      of: file, after: header, with: reader, jobs: jobs, pieceSize: pieceSize
    ) { (stretch) throws(Failure) in
      let again = add(stretch.rows.lines, lineBase: stretch.lineBase, of: file)
      self.file?.rejected += stretch.rows.rejects.count + again.count
      try problems.add(
        stretch.rows.rejects, and: again, in: file, lineBase: stretch.lineBase,
        expectedFields: header.cells.count)
      if let problem = stretch.problem { throw try problems.end(with: [problem]) }
      progress(stretch.byteCount)
    }
    self.file?.input.fingerprint = end.fingerprint
    self.file?.skipped = end.skipped
    if self.file?.rejected != 0, let problem = problems.mostOften(in: file) {
      throw problems.failure(for: [problem])
    }
  }

  /// - Returns: The lines of a period and currency that an earlier one is of, in their order.
  private mutating func add(
    _ rows: [Line], lineBase: Int, of file: InputFile
  ) -> [Problem] {
    var again: [Problem] = []
    for row in rows {
      let line = row.line + lineBase
      if let first = lines.first(where: { $0.period == row.period && $0.currency == row.currency })
      {
        again.append(
          .controlTotalTwice(
            file.place(line: line), period: row.period, currency: row.currency.code,
            first: file.place(line: first.line)))
      } else {
        lines.append(
          Line(
            period: row.period, currency: row.currency, amount: row.amount, deals: row.deals,
            line: line))
      }
    }
    return again
  }
}

private struct ControlRows: Sendable {
  var lines: [ControlTotals.Line] = []
  var rejects: [Reject] = []
}

private struct ControlReader: RowReader {
  let separator: Separator
  let fieldLimit: Int
  let columns: ColumnMap<ControlColumn>
  /// Of rows that name none.
  let currency: Currency

  var empty: ControlRows { ControlRows() }

  init(header: Header, columns: ColumnMap<ControlColumn>, currency: Currency) {
    separator = header.separator
    fieldLimit = header.cells.count
    self.columns = columns
    self.currency = currency
  }

  func read(
    _ scanner: borrowing RowScanner, _ window: inout Window, rowStart: Int, line: Int,
    into rows: inout ControlRows
  ) {
    var cells = Cells(rowStart: rowStart, line: line)
    defer { if let reject = cells.reject { rows.rejects.append(reject) } }
    guard cells.requireShape(scanner, window, fieldCount: fieldLimit) else { return }
    func cell(_ column: ControlColumn) -> Cell {
      let field = columns.field(column)
      return Cell(text: cells.text(field, column.rawValue, scanner, &window), field: field)
    }
    let (period, code, amount, deals) = (
      cell(.period), cell(.currency), cell(.amount), cell(.deals)
    )
    func text(_ cell: Cell) -> String { String(decoding: window.bytes[cell.text], as: UTF8.self) }
    func note(
      _ reason: Reject.Reason, _ cell: Cell, _ column: ControlColumn, _ against: String = ""
    ) {
      cells.note(reason, cell, column.rawValue, against: against, scanner, window)
    }
    if Period(text(period)) == nil { note(.notAControlPeriod, period, .period) }
    let named = code.text.isEmpty ? currency : Currency(code: window.bytes[code.text])
    if named == nil { note(.unknownCurrency, code, .currency) }
    let units = named.flatMap { try? $0.minorUnits(window.bytes.span.extracting(amount.text)) }
    if let named, units == nil { note(.notAControlAmount, amount, .amount, named.code) }
    let count = Int(text(deals)).flatMap { $0 < 0 || text(deals).hasPrefix("-") ? nil : $0 }
    if !deals.text.isEmpty, count == nil { note(.notADealCount, deals, .deals) }
    guard cells.reject == nil, let named, let units else { return }
    rows.lines.append(
      ControlTotals.Line(
        period: text(period), currency: named, amount: units, deals: count, line: line))
  }
}

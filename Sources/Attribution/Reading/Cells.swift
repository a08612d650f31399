/// The cells of one row, as a reader of rows takes them: each by its logical column, each with the
/// reason why it cannot be used.
struct Cells: ~Copyable {
  /// The first thing wrong with the row.
  private(set) var reject: Reject?
  private let rowStart: Int
  private let line: Int

  init(rowStart: Int, line: Int) {
    self.rowStart = rowStart
    self.line = line
  }

  /// The first thing wrong with the row, if any, and what grouped reports have to do with it.
  func explained(
    _ scanner: borrowing RowScanner, _ window: inout Window, columnCount: Int
  ) -> Reject? {
    guard var reject, reject.reason.isOfGroupedReports else { return reject }
    reject.groupedReportText = scanner.groupedReportText(&window, columnCount: columnCount)
    return reject
  }

  /// The same row before anything was wrong with it.
  var clean: Cells { Cells(rowStart: rowStart, line: line) }

  /// Rejects the row for its shape, if that is wrong.
  mutating func requireShape(
    _ scanner: borrowing RowScanner, _ window: borrowing Window, fieldCount: Int
  ) -> Bool {
    if let fault = scanner.quoteFault, let start = scanner.faultyFieldStart {
      let reason: Reject.Reason =
        fault.kind == .insideUnquotedField ? .misplacedQuote : .textAfterQuote
      let lines = window.position(of: fault.at, rowStart: start).lines
      note(reason, at: fault.at, column: "", value: Array("\(lines)".utf8), in: window)
    } else if scanner.fieldCount != fieldCount {
      reject = Reject(
        reason: .wrongFieldCount, line: line, characterColumn: 0, column: "",
        value: Array("\(scanner.fieldCount)".utf8))
    }
    return reject == nil
  }

  /// The range of a cell's text, trimmed; empty where there is no such column.
  ///
  /// Bytes that are no UTF-8 reject the row.
  mutating func text(
    _ field: Int, _ column: @autoclosure () -> String, _ scanner: borrowing RowScanner,
    _ window: inout Window
  ) -> Range<Int> {
    guard field >= 0 else { return 0..<0 }
    let range = window.text(of: scanner.fields[field])
    if !isValidUTF8(window.bytes.span.extracting(range)) {
      note(.invalidBytes, scanner.fields[field], column(), range, window)
    }
    return range
  }

  /// Rejects the row for what is wrong with cells that were read apart from these.
  mutating func note(_ others: borrowing Cells) {
    if reject == nil { reject = others.reject }
  }

  /// Rejects the row for one of its cells; the first reason stays.
  mutating func note(
    _ reason: Reject.Reason, _ cell: Cell, _ column: String, against: String = "",
    _ scanner: borrowing RowScanner, _ window: borrowing Window
  ) {
    note(reason, scanner.fields[cell.field], column, cell.text, against: against, window)
  }

  /// Rejects the row for one of its cells; the first reason stays.
  mutating func note(
    _ reason: Reject.Reason, _ field: Field, _ column: String, _ text: Range<Int>,
    against: String = "", _ window: borrowing Window
  ) {
    note(
      reason, at: window.start(of: field, rowStart: rowStart), column: column,
      value: Array(window.bytes[text].prefix(Reject.valueLimit)), against: against, in: window)
  }

  private mutating func note(
    _ reason: Reject.Reason, at index: Int, column: String, value: [UInt8],
    against: String = "", in window: borrowing Window
  ) {
    guard reject == nil else { return }
    let (lines, character) = window.position(of: index, rowStart: rowStart)
    reject = Reject(
      reason: reason, line: line + lines, characterColumn: character, column: column, value: value,
      against: against)
  }

  /// The instant that a cell, which is not empty, names, or nil with the row rejected.
  ///
  /// - Parameters:
  ///   - atEndOfDay: Whether a day alone means its last second.
  ///   - unclear: Counts the cell if the clocks skip its time, or show it twice.
  /// - Returns: The instant, and what the cell said.
  mutating func time(
    _ cell: Cell, _ column: @autoclosure () -> String, by source: SourceTimes,
    atEndOfDay: Bool = false, _ unclear: inout UnclearTimes, _ scanner: borrowing RowScanner,
    _ window: borrowing Window
  ) -> (instant: Int64, reading: TimeReading)? {
    do throws(TimeFault) {
      let reading = try source.read(window.bytes.span.extracting(cell.text))
      let (instant, showing) = source.zone.find(reading, atEndOfDay: atEndOfDay)
      guard source.zone.canShow(instant) else { throw .impossible }
      unclear.count(showing)
      return (instant, reading)
    } catch {
      note(
        error == .impossible ? .impossibleTime : .notATime, cell, column(), scanner, window)
      return nil
    }
  }

  /// The amount in a cell, which is not empty, in **minor units**, or nil with the row rejected.
  ///
  /// - Parameters:
  ///   - currency: That of the row.
  ///   - isOwn: Whether the row itself names it; if not, a code beside the amount beats it.
  mutating func amount(
    _ cell: Cell, _ column: @autoclosure () -> String, by format: AmountFormat,
    in currency: Currency, isOwn: Bool, _ scanner: borrowing RowScanner,
    _ window: borrowing Window
  ) -> (currency: Currency, units: Int64)? {
    do throws(AmountFault) {
      return try format.read(
        window.bytes.span.extracting(cell.text), in: currency, isOwn: isOwn)
    } catch {
      let reason: Reject.Reason =
        switch error {
        case .notANumber: .notAnAmount
        case .tooManyDecimals: .tooManyDecimals
        case .tooLarge: .amountTooLarge
        case .otherCurrency: isOwn ? .amountInOtherCurrency : .amountInUndeclaredCurrency
        }
      let against = error == .otherCurrency ? currency.code : format.rawValue
      note(reason, cell, column(), against: against, scanner, window)
      return nil
    }
  }
}

/// Whether a text is UTF-8.
func isValidUTF8(_ text: Span<UInt8>) -> Bool {
  for index in text.indices where text[index] >= 0x80 {
    return (try? UTF8Span(validating: text)) != nil
  }
  return true
}

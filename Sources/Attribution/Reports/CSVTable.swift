/// Where the bytes of a report go, piece by piece.
package typealias Sink = ([UInt8]) throws(Failure) -> Void

/// Writes rows in a form: a cell is quoted only where it must be, and no text cell can be run by a
/// spreadsheet.
package struct CSVTable: Sendable {
  package private(set) var bytes: [UInt8] = []
  private let form: CSVForm
  /// The bytes for which a cell must be quoted.
  private let quoted: QuotedBytes
  private var isFirst = true

  /// Rows without a header.
  ///
  /// - Parameter room: An empty array with room for them.
  package init(in form: CSVForm, room: [UInt8] = []) {
    self.form = form
    bytes = room
    quoted = QuotedBytes(separator: form.separator)
  }

  /// The beginning of a file.
  ///
  /// - Parameter columns: The header; names of our own, which need no quotes.
  package init(_ columns: [String], in form: CSVForm) {
    self.init(in: form)
    if form.hasByteOrderMark { bytes.append("\u{FEFF}") }
    for column in columns { name(column) }
    endRow()
  }

  /// Cells that were written before: what many rows have in common is written once.
  mutating func cells(_ other: Span<UInt8>) {
    append(room: other.count) { $0.append(other) }
  }

  /// The same where they are a part of many.
  mutating func cells(_ range: Range<Int>, of others: Span<UInt8>) {
    append(room: range.count + 16) { $0.append(range, of: others) }
  }

  /// A whole row: cells that were written before, a part of many others, and a number.
  mutating func row(
    _ first: Span<UInt8>, _ range: Range<Int>, of others: Span<UInt8>, number: Int64, decimals: Int
  ) {
    let (separator, rowEnd, mark) = (UInt64(form.separator), form.rowEnd, form.decimalMark)
    let room = first.count + range.count + 16 + OutputSpan<UInt8>.roomForNumber
    bytes.append(addingCapacity: room) { bytes in
      bytes.append(first)
      bytes.append(1, of: separator)
      bytes.append(range, of: others)
      bytes.append(1, of: separator)
      bytes.append(number, decimals: decimals, mark: mark)
      bytes.append(rowEnd.count, of: rowEnd.word)
    }
  }

  /// Begins again, and keeps the room.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    isFirst = true
  }

  package mutating func endRow() {
    let rowEnd = form.rowEnd
    bytes.append(addingCapacity: 8) { $0.append(rowEnd.count, of: rowEnd.word) }
    isFirst = true
  }

  /// Begins a cell, with room for so many bytes.
  @inline(__always)
  private mutating func append(room: Int, _ cell: (inout OutputSpan<UInt8>) -> Void) {
    let (length, separator) = (isFirst ? 0 : 1, UInt64(form.separator))
    isFirst = false
    bytes.append(addingCapacity: room + 8) { bytes in
      bytes.append(length, of: separator)
      cell(&bytes)
    }
  }

  private mutating func separate() { append(room: 0) { _ in } }

  /// A cell with a text of our own: a period, a code, a model, a reason.
  package mutating func name(_ name: String) {
    separate()
    bytes.append(name)
  }

  /// A cell with a whole number of units as a decimal fraction.
  package mutating func number(_ units: some FixedWidthInteger, decimals: Int = 0) {
    guard let few = Int64(exactly: units) else {
      separate()
      return bytes.append(units, decimals: decimals, mark: form.decimalMark)
    }
    let mark = form.decimalMark
    append(room: OutputSpan<UInt8>.roomForNumber) {
      $0.append(few, decimals: decimals, mark: mark)
    }
  }

  /// A cell with an instant, empty if there is none.
  package mutating func instant(_ instant: Int64?) {
    guard let instant else { return separate() }
    let zone = form.zone
    append(room: OutputSpan<UInt8>.roomForInstant) { bytes in
      // Of a reading of clocks, `Z` would say what is not so.
      if let zone {
        bytes.append(reading: instant + zone.offset(at: instant))
      } else {
        bytes.append(instant: instant)
      }
    }
  }

  /// A cell with a text of the input.
  package mutating func text(_ text: String) {
    self.text(text.utf8.span)
  }

  /// A cell with a text of a column of the input.
  mutating func text(_ column: TextColumn, _ index: Int) {
    text(column.found(index), of: column.bytes.span)
  }

  /// A cell with a text that was found among the bytes of a column of the input.
  package mutating func text(_ text: CellText, of column: Span<UInt8>) {
    let quoted = quoted
    var isWritten = false
    append(room: text.range.count + 16) { bytes in
      isWritten =
        text.range.isEmpty
        || !text.isRisky
          && bytes.append(text.range, of: column, unless: { quoted.areAmong($0) })
    }
    if !isWritten { append(content: column.extracting(text.range)) }
  }

  /// A cell with a text of the input.
  package mutating func text(_ text: Span<UInt8>) {
    separate()
    if text.count > 0 { append(content: text) }
  }

  /// What stands in a cell for a text, which is not empty, looked at byte by byte.
  ///
  /// One that a spreadsheet would take for a formula gets an apostrophe in front; one that is wholly
  /// a plain number never does, since that would make it another number.
  private mutating func append(content text: Span<UInt8>) {
    let isRisky = beginsFormula(text[0]) && !isPlainNumber(text)
    var needsQuotes = false
    for index in text.indices {
      switch text[index] {
      case form.separator, quote, carriageReturn, lineFeed: needsQuotes = true
      default: break
      }
    }
    if needsQuotes { bytes.append(quote) }
    if isRisky { bytes.append(UInt8(ascii: "'")) }
    if needsQuotes {
      for index in text.indices {
        if text[index] == quote { bytes.append(quote) }
        bytes.append(text[index])
      }
      bytes.append(quote)
    } else {
      bytes.append(text)
    }
  }

  /// Hands over what was written when it is worth a call, or when all is to go.
  package mutating func flush(to sink: Sink, all: Bool = false) throws(Failure) {
    guard all || bytes.count >= 1 << 18 else { return }
    if !bytes.isEmpty { try sink(bytes) }
    bytes.removeAll(keepingCapacity: true)
  }
}

/// Whether a spreadsheet takes a text that begins with this byte for a formula.
func beginsFormula(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
    UInt8(ascii: "\t"), carriageReturn, lineFeed:
    true
  default: false
  }
}

/// The text of a cell without the apostrophe that keeps a spreadsheet from running it.
///
/// A text that began with an apostrophe of its own before such a byte looks the same, and loses it.
func withoutFormulaGuard(_ cell: [UInt8]) -> ArraySlice<UInt8> {
  let isGuarded = cell.count > 1 && cell[0] == UInt8(ascii: "'") && beginsFormula(cell[1])
  return isGuarded ? cell[1...] : cell[...]
}

/// Whether a text is `[+-]?[0-9]+(\.[0-9]+)?`.
private func isPlainNumber(_ text: Span<UInt8>) -> Bool {
  var at = text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") ? 1 : 0
  func digits() -> Int {
    let start = at
    while at < text.count, digit(text[at]) != nil { at += 1 }
    return at - start
  }
  guard digits() > 0 else { return false }
  if at == text.count { return true }
  guard text[at] == UInt8(ascii: ".") else { return false }
  at += 1
  return digits() > 0 && at == text.count
}

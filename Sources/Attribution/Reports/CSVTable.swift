/// Where the bytes of a report go, piece by piece.
package typealias Sink = ([UInt8]) throws(Failure) -> Void

/// Writes rows in a form: a cell is quoted only where it must be, and no text cell can be run by a
/// spreadsheet.
package struct CSVTable: Sendable {
  package private(set) var bytes: [UInt8] = []
  private let form: CSVForm
  /// The bytes for which a cell must be quoted, each as the bit of its number.
  private let quoted: UInt64
  private var isFirst = true

  /// Rows without a header.
  package init(in form: CSVForm) {
    self.form = form
    quoted = [form.separator, quote, carriageReturn, lineFeed].reduce(0) { $0 | 1 << $1 }
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

  /// The cells of another table's unfinished row: what many rows have in common is written once.
  mutating func cells(_ other: [UInt8]) {
    separate()
    bytes.append(contentsOf: other)
  }

  /// A whole row of such cells and of a number behind them.
  mutating func row(_ first: [UInt8], _ second: [UInt8], number: Int64, decimals: Int) {
    let digits = DecimalText(number, decimals: decimals, mark: form.decimalMark)
    let (separator, rowEnd) = (form.separator, form.rowEnd)
    let room = first.count + second.count + digits.count + rowEnd.count + 2
    bytes.append(addingCapacity: room) { bytes in
      bytes.append(first.span)
      bytes.append(separator)
      bytes.append(second.span)
      bytes.append(separator)
      digits.append(to: &bytes)
      bytes.append(rowEnd.span)
    }
  }

  /// Begins again, and keeps the room.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    isFirst = true
  }

  package mutating func endRow() {
    bytes.append(contentsOf: form.rowEnd)
    isFirst = true
  }

  private mutating func separate() {
    if !isFirst { bytes.append(form.separator) }
    isFirst = false
  }

  /// A cell with a text of our own: a period, a code, a model, a reason.
  package mutating func name(_ name: String) {
    separate()
    bytes.append(name)
  }

  /// A cell with a whole number of units as a decimal fraction.
  package mutating func number(_ units: some FixedWidthInteger, decimals: Int = 0) {
    separate()
    bytes.append(units, decimals: decimals, mark: form.decimalMark)
  }

  /// A cell with an instant, empty if there is none.
  package mutating func instant(_ instant: Int64?) {
    separate()
    guard let instant else { return }
    if let zone = form.zone {
      bytes.append(instant: instant + zone.offset(at: instant))
      // Of a reading of clocks, `Z` would say what is not so.
      bytes.removeLast()
    } else {
      bytes.append(instant: instant)
    }
  }

  /// A cell with a text of the input.
  package mutating func text(_ text: String) {
    self.text(text.utf8.span)
  }

  /// A cell with a text of a column of the input.
  mutating func text(_ column: TextColumn, _ index: Int) {
    text(column.bytes.span.extracting(column.range(index)))
  }

  /// A cell with a text of a column of the input in which many are the same.
  mutating func text(_ column: NamedColumn, _ index: Int) {
    text(column.names.texts, Int(column.numbers[index]))
  }

  /// A cell with a text of the input.
  ///
  /// One that a spreadsheet would take for a formula gets an apostrophe in front; one that is wholly
  /// a plain number never does, since that would make it another number.
  package mutating func text(_ text: Span<UInt8>) {
    separate()
    guard text.count > 0 else { return }
    let isRisky = beginsFormula(text[0]) && !isPlainNumber(text)
    // All of them are below 64, and a number that is shifted further is 0.
    var found: UInt64 = 0
    for index in text.indices { found |= quoted >> text[index] }
    let needsQuotes = found & 1 != 0
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

private func beginsFormula(_ byte: UInt8) -> Bool {
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

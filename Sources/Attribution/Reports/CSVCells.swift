/// Where a text of a column lies, and what it begins and ends with.
///
/// Texts of rows that follow each other may lie anywhere in memory: asked for one by one, while rows are
/// written, each is waited for; looked at before, many are on their way at once.
package struct CellText {
  let range: Range<Int>
  /// Whether it begins as a formula does.
  let isRisky: Bool
  private let last: UInt8

  package init(in column: Span<UInt8>, at range: Range<Int>) {
    self.range = range
    isRisky = !range.isEmpty && beginsFormula(column[range.lowerBound])
    last = range.isEmpty ? 0 : column[range.upperBound - 1]
  }
}

extension TextColumn {
  /// Finds the texts with these numbers; an empty one for none.
  func found(_ numbers: some Sequence<Int?>) -> [CellText] {
    found(numbers.map { $0.map(range) ?? 0..<0 })
  }

  func found(_ number: Int) -> CellText { CellText(in: bytes.span, at: range(number)) }

  func found(_ numbers: ArraySlice<Int>) -> [CellText] {
    found(numbers.map(range))
  }

  private func found(_ ranges: [Range<Int>]) -> [CellText] {
    ranges.map { CellText(in: bytes.span, at: $0) }
  }
}

/// The cells of a column of the input in which many are the same, each written once.
struct CellColumn: Sendable {
  private(set) var cells = TextColumn()
  private let numbers: [UInt32]

  init(of column: NamedColumn, in form: CSVForm) {
    numbers = column.numbers
    for name in 0..<column.names.count {
      var cell = CSVTable(in: form)
      cell.text(column.names.texts, name)
      cells.append(cell.bytes.span)
    }
  }

  /// Where the cell of a row of the input lies.
  func found(_ row: Int) -> Range<Int> { cells.range(Int(numbers[row])) }

  /// Where the cells of these rows of the input lie.
  func found(_ rows: ArraySlice<Int>) -> [Range<Int>] { rows.map(found) }
}

/// The bytes for which a cell must be quoted, each sixteen times.
struct QuotedBytes: Sendable {
  private let separator: SIMD16<UInt8>
  // Values that the compiler does not know: it compares known ones byte by byte.
  private let quotes = SIMD16(repeating: quote)
  private let returns = SIMD16(repeating: carriageReturn)
  private let lineFeeds = SIMD16(repeating: lineFeed)

  init(separator: UInt8) { self.separator = SIMD16(repeating: separator) }

  @inline(__always)
  func areAmong(_ bytes: SIMD16<UInt8>) -> Bool {
    let found =
      (bytes .== separator) .| (bytes .== quotes) .| (bytes .== returns) .| (bytes .== lineFeeds)
    let words = unsafe unsafeBitCast(found, to: SIMD2<UInt64>.self)
    return words[0] | words[1] != 0
  }
}

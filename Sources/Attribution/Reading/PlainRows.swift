/// Something of each of the plain rows that are found at a time.
typealias Batch<Element> = InlineArray<128, Element>

/// Finds rows that are plain, as most rows are: as many fields as the header has, each without quotes,
/// or between two and with none within, and on one line.
///
/// What it does not take is for `RowScanner`, which alone judges what is wrong with a row. What it
/// takes, that one would take for the same. It finds some rows at a time, so that whoever reads them
/// can look things up for all of them at once.
package struct PlainRows {
  /// How many rows were found last, each behind the other.
  private(set) var count = 0
  /// Where each of them begins, and behind them where the next row begins.
  private var rows: [Row] = Array(repeating: Row(), count: mostRows + 1)
  /// Their fields, without their quotes: of each row as many as the header has.
  private var fields: [TextRange]
  let fieldCount: Int
  private let separator: UInt8
  private var delimiters: Delimiters
  /// The first delimiter that is not before the next row.
  private var next = 0
  /// How many rows are found at a time: fewer where some of them had to be left to others.
  private var most = mostRows

  private struct Row {
    var start: UInt32 = 0
    /// The number of its first delimiter.
    var delimiter: UInt32 = 0
  }

  /// How many rows and fields are found at a time: they stay in the first-level cache.
  private static var mostRows: Int { Batch<Int>(repeating: 0).count }
  private static var mostFields: Int { 2_048 }

  /// - Parameter fieldCount: At least 2, so that no blank line is a row.
  init(separator: UInt8, fieldCount: Int) {
    self.separator = separator
    self.fieldCount = fieldCount
    delimiters = Delimiters(separator: separator)
    fields = Array(repeating: TextRange(), count: max(PlainRows.mostFields, fieldCount))
  }

  /// Finds rows from one on, which is not before those that were asked for: none if that is not plain
  /// or may go on behind the bytes.
  ///
  /// - Parameters:
  ///   - stop: No row that begins there or later is found.
  ///   - bytes: Those of the file; fewer than 2³².
  mutating func find(from start: Int, to stop: Int, in bytes: Span<UInt8>) {
    most = min(most * 2, PlainRows.mostRows, fields.count / fieldCount)
    if delimiters.range.contains(start) {
      // Those of rows that others read.
      while next < delimiters.count, delimiters.positions[next] < start { next &+= 1 }
      let isPlain = split(from: start, to: stop, bytes)
      guard isPlain, count == 0 else { return }
    }
    // What was found of the bytes ends within the row.
    unsafe delimiters.find(in: bytes.bytes, from: start, to: bytes.count)
    next = 0
    _ = split(from: start, to: stop, bytes)
  }

  /// Makes the row with this number the next to be found.
  mutating func goBack(to row: Int) {
    next = Int(rows[row].delimiter)
    most = row / 2 + 1
  }

  /// Where a row begins; of the number behind the last, where the next row does.
  func start(of row: Int) -> Int { Int(rows[row].start) }

  /// Whether all bytes of a row are ASCII.
  func isASCII(_ row: Int) -> Bool {
    unsafe delimiters.areASCII(
      Range(uncheckedBounds: (Int(rows[row].start), Int(rows[row &+ 1].start))))
  }

  /// The text of a field, trimmed; empty if there is no such field.
  @inline(__always)
  func text(_ field: Int, of row: Int, in bytes: Span<UInt8>) -> TextRange {
    guard field >= 0 else { return TextRange() }
    let found = fields[row &* fieldCount &+ field]
    guard !found.isEmpty else { return found }
    // A field that is not empty lies within the bytes.
    let (first, last) = unsafe (
      bytes[unchecked: Int(found.start)], bytes[unchecked: Int(found.end) &- 1]
    )
    guard first == space || last == space else { return found }
    return TextRange(trimmed(found.range, in: bytes))
  }

  /// Finds rows as far as delimiters are known.
  ///
  /// - Returns: Whether the row behind them may be plain.
  private mutating func split(from start: Int, to stop: Int, _ bytes: Span<UInt8>) -> Bool {
    // Spans of one value exclude each other.
    var rows: [Row] = []
    var fields: [TextRange] = []
    swap(&rows, &self.rows)
    swap(&fields, &self.fields)
    // Arrays are checked for uniqueness once, not at every row.
    let isPlain: Bool
    (count, next, isPlain) = PlainRows.split(
      delimiters.positions.span.extracting(0..<delimiters.count), separator, bytes, fieldCount,
      from: Row(start: UInt32(truncatingIfNeeded: start), delimiter: UInt32(next)), to: stop,
      most: most, into: rows.mutableSpan, fields.mutableSpan)
    swap(&rows, &self.rows)
    swap(&fields, &self.fields)
    return isPlain
  }

  private static func split(
    _ positions: Span<UInt32>, _ separator: UInt8, _ bytes: Span<UInt8>, _ fieldCount: Int,
    from first: Row, to stop: Int, most: Int, into rows: consuming MutableSpan<Row>,
    _ fields: consuming MutableSpan<TextRange>
  ) -> (count: Int, next: Int, isPlain: Bool) {
    var count = 0
    var row = first
    rows[0] = row
    while Int(row.start) < stop, count < most {
      let place = count &* fieldCount
      var found = quick(
        positions, separator, bytes, fieldCount, from: row, at: place, into: &fields)
      if found == nil {
        // Quotes, or a carriage return, or not as many fields.
        switch thorough(
          positions, separator, bytes, fieldCount, from: row, at: place, into: &fields)
        {
        case .row(let next): found = next
        case .notPlain: return (count, Int(row.delimiter), false)
        case .needsMore: return (count, Int(row.delimiter), true)
        }
      }
      row = found!
      count &+= 1
      rows[count] = row
    }
    return (count, Int(row.delimiter), true)
  }

  /// Finds the fields of a row without quotes that ends with a line feed.
  ///
  /// - Returns: The row behind it; nil for every other row.
  @inline(__always)
  private static func quick(
    _ positions: Span<UInt32>, _ separator: UInt8, _ bytes: Span<UInt8>, _ fieldCount: Int,
    from row: Row, at place: Int, into fields: inout MutableSpan<TextRange>
  ) -> Row? {
    let first = Int(row.delimiter)
    let last = fieldCount &- 1
    guard first &+ last < positions.count else { return nil }
    precondition(place &+ last < fields.count)
    var start = row.start
    for field in 0..<last {
      // The numbers were looked at once for all fields; delimiters lie within the bytes.
      let end = unsafe positions[unchecked: first &+ field]
      guard unsafe bytes[unchecked: Int(end)] == separator else { return nil }
      unsafe fields[unchecked: place &+ field] = TextRange(start: start, end: end)
      start = end &+ 1
    }
    let end = positions[first &+ last]
    guard bytes[Int(end)] == lineFeed else { return nil }
    fields[place &+ last] = TextRange(start: start, end: end)
    return Row(start: end &+ 1, delimiter: UInt32(truncatingIfNeeded: first &+ fieldCount))
  }

  private enum Found {
    /// The row behind it.
    case row(Row)
    case notPlain
    case needsMore
  }

  /// Finds the fields of any plain row.
  private static func thorough(
    _ positions: Span<UInt32>, _ separator: UInt8, _ bytes: Span<UInt8>, _ fieldCount: Int,
    from row: Row, at place: Int, into fields: inout MutableSpan<TextRange>
  ) -> Found {
    let count = positions.count
    let last = place &+ fieldCount &- 1
    var index = Int(row.delimiter)
    var start = Int(row.start)
    var field = place
    func behind(_ end: Int, _ delimiter: Int) -> Found {
      .row(
        Row(
          start: UInt32(truncatingIfNeeded: end), delimiter: UInt32(truncatingIfNeeded: delimiter))
      )
    }
    while index < count {
      var end = Int(positions[index])
      var byte = bytes[end]
      index &+= 1
      var after = end
      if byte == quote {
        guard end == start else { return .notPlain }
        guard index < count else { return .needsMore }
        start = end &+ 1
        // Separators between quotes are text.
        repeat {
          end = Int(positions[index])
          byte = bytes[end]
          index &+= 1
        } while byte == separator && index < count
        guard index < count else { return .needsMore }
        after = end &+ 1
        guard byte == quote, Int(positions[index]) == after else { return .notPlain }
        byte = bytes[after]
        index &+= 1
      }
      fields[field] = TextRange(start..<end)
      start = after &+ 1
      if byte == separator {
        guard field < last else { return .notPlain }
        field &+= 1
        continue
      }
      guard field == last else { return .notPlain }
      if byte == lineFeed { return behind(start, index) }
      guard index < count else { return .needsMore }
      guard byte == carriageReturn, Int(positions[index]) == start, bytes[start] == lineFeed else {
        return .notPlain
      }
      return behind(start &+ 1, index &+ 1)
    }
    return .needsMore
  }
}

/// Where a text stands in the bytes that are being read: half as long as a range of whole numbers.
struct TextRange: Sendable {
  var start: UInt32 = 0
  var end: UInt32 = 0

  var isEmpty: Bool { start == end }
  var count: Int { Int(end &- start) }
  var range: Range<Int> { unsafe Range(uncheckedBounds: (Int(start), Int(end))) }
}

extension TextRange {
  /// - Parameter range: Below 2³².
  init(_ range: Range<Int>) {
    self.init(
      start: UInt32(truncatingIfNeeded: range.lowerBound),
      end: UInt32(truncatingIfNeeded: range.upperBound))
  }
}

/// A range without the spaces at both ends of its text.
private func trimmed(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
  var (start, end) = (range.lowerBound, range.upperBound)
  while start < end, bytes[start] == space { start &+= 1 }
  while start < end, bytes[end &- 1] == space { end &-= 1 }
  return start..<end
}

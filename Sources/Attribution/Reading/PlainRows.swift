/// Finds rows that are plain, as most rows are: as many fields as the header has, each without quotes,
/// or between two and with none within, and on one line.
///
/// What it does not take is for `RowScanner`, which alone judges what is wrong with a row. What it
/// takes, that one would take for the same. It finds some rows at a time, so that whoever reads them
/// can look things up for all of them at once.
package struct PlainRows {
  /// The rows that were found last, each behind the other.
  private(set) var rows: [Row] = []
  /// Their fields, without their quotes: of each row as many as the header has.
  private var fields: [Field]
  let fieldCount: Int
  private let separator: UInt8
  private var delimiters: Delimiters
  /// The first delimiter that is not before the next row.
  private var next = 0
  /// How many rows are found at a time: fewer where some of them had to be left to others.
  private var most = mostRows

  struct Row {
    let start: Int
    /// Where the next row begins.
    let end: Int
    /// Whether all its bytes are ASCII.
    let isASCII: Bool
    /// The number of its first delimiter.
    fileprivate let delimiter: Int
  }

  struct Field {
    var start: UInt32 = 0
    var end: UInt32 = 0
  }

  /// How many rows and fields are found at a time: they stay in the first-level cache.
  private static var mostRows: Int { 128 }
  private static var mostFields: Int { 2_048 }

  /// - Parameter fieldCount: At least 2, so that no blank line is a row.
  init(separator: UInt8, fieldCount: Int) {
    self.separator = separator
    self.fieldCount = fieldCount
    delimiters = Delimiters(separator: separator)
    fields = Array(repeating: Field(), count: max(PlainRows.mostFields, fieldCount))
  }

  /// Finds rows from one on, which is not before those that were asked for: none if that is not plain
  /// or may go on behind the bytes.
  ///
  /// - Parameters:
  ///   - stop: No row that begins there or later is found.
  ///   - bytes: Those of the file; fewer than 2³².
  mutating func find(from start: Int, to stop: Int, in bytes: Span<UInt8>) {
    rows.removeAll(keepingCapacity: true)
    most = min(most * 2, PlainRows.mostRows, fields.count / fieldCount)
    if delimiters.range.contains(start) {
      // Those of rows that others read.
      while next < delimiters.count, delimiters.positions[next] < start { next &+= 1 }
      guard !split(from: start, to: stop, bytes), rows.isEmpty else { return }
    }
    // What was found of the bytes ends within the row.
    unsafe delimiters.find(in: bytes.bytes, from: start, to: bytes.count)
    next = 0
    _ = split(from: start, to: stop, bytes)
  }

  /// Makes the row with this number the next to be found.
  mutating func goBack(to row: Int) {
    next = rows[row].delimiter
    most = row / 2 + 1
  }

  /// A field of one of the rows.
  func field(_ field: Int, of row: Int) -> Field { fields[row &* fieldCount &+ field] }

  /// Finds rows as far as delimiters are known.
  ///
  /// - Returns: Whether there is a row behind them that is not plain.
  private mutating func split(from start: Int, to stop: Int, _ bytes: Span<UInt8>) -> Bool {
    var start = start
    while start < stop, rows.count < most {
      // Arrays are checked for uniqueness once, not at every field.
      switch PlainRows.split(
        delimiters, from: next, separator, start: start, bytes, fieldCount,
        at: rows.count &* fieldCount, into: fields.mutableSpan)
      {
      case .row(let end, let delimiter):
        rows.append(
          Row(
            start: start, end: end, isASCII: delimiters.areASCII(start..<end), delimiter: next))
        next = delimiter
        start = end
      case .notPlain: return true
      case .needsMore: return false
      }
    }
    return false
  }

  private enum Split {
    /// Where the next row begins, and which delimiter is its first.
    case row(end: Int, delimiter: Int)
    case notPlain
    case needsMore
  }

  private static func split(
    _ delimiters: borrowing Delimiters, from next: Int, _ separator: UInt8, start: Int,
    _ bytes: Span<UInt8>, _ fieldCount: Int, at place: Int,
    into fields: consuming MutableSpan<Field>
  ) -> Split {
    let positions = delimiters.positions.span
    let count = delimiters.count
    let last = place &+ fieldCount &- 1
    var index = next
    var start = start
    var field = place
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
      fields[field] = Field(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
      start = after &+ 1
      if byte == separator {
        guard field < last else { return .notPlain }
        field &+= 1
        continue
      }
      guard field == last else { return .notPlain }
      if byte == lineFeed { return .row(end: start, delimiter: index) }
      guard index < count else { return .needsMore }
      guard byte == carriageReturn, Int(positions[index]) == start, bytes[start] == lineFeed else {
        return .notPlain
      }
      return .row(end: start &+ 1, delimiter: index &+ 1)
    }
    return .needsMore
  }
}

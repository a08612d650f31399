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
  /// The texts of their fields, trimmed and without quotes, column by column; behind the last column
  /// one of empty texts, for fields that there are not, and then what rules find.
  private(set) var fields: [TextRange]
  let fieldCount: Int
  private let separator: UInt8
  private var delimiters: Delimiters
  /// The first delimiter that is not before the next row.
  private var next = 0
  /// How many rows a column has room for.
  private let room: Int
  /// How many rows are found at a time: fewer where some of them had to be left to others.
  private var most: Int
  /// Whether some that were found were left out, which of them the others are, and how many were found.
  private var isWhole = true
  private var kept = RowList()
  private var found = 0

  private struct Row {
    var start: UInt32 = 0
    /// The number of its first delimiter.
    var delimiter: UInt32 = 0
  }

  /// An empty text that is where a text may be, so that it is looked up as quickly as any.
  private static var nothing: TextRange { TextRange(start: 8, end: 8) }

  /// How many rows and fields are found at a time: they stay in the first-level cache.
  private static var mostRows: Int { Batch<Int>(repeating: 0).count }
  private static var mostFields: Int { 2_048 }

  /// - Parameters:
  ///   - fieldCount: At least 2, so that no blank line is a row.
  ///   - foundCount: For how many rules, or other ways to find a text, there is a column beside those of
  ///     fields.
  init(separator: UInt8, fieldCount: Int, foundCount: Int = 0) {
    self.separator = separator
    self.fieldCount = fieldCount
    delimiters = Delimiters(separator: separator)
    room = max(min(PlainRows.mostRows, PlainRows.mostFields / fieldCount), 1)
    most = room
    fields = Array(repeating: PlainRows.nothing, count: room * (fieldCount + 1 + foundCount))
  }

  /// Finds rows from one on, which is not before those that were asked for: none if that is not plain
  /// or may go on behind the bytes.
  ///
  /// - Parameters:
  ///   - stop: No row that begins there or later is found.
  ///   - bytes: Those of the file; fewer than 2³².
  mutating func find(from start: Int, to stop: Int, in bytes: Span<UInt8>) {
    most = min(most * 2, room)
    isWhole = true
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

  /// Leaves out all but some of the first rows: they have the numbers then that they have among these.
  mutating func keep(_ kept: RowList, of found: Int) {
    for column in stride(from: 0, to: fields.count, by: room) {
      for place in 0..<kept.count { fields[column + place] = fields[column + kept[place]] }
    }
    for place in 0..<kept.count { rows[place] = rows[kept[place]] }
    rows[kept.count] = rows[found]
    count = kept.count
    (isWhole, self.kept, self.found) = (false, kept, found)
  }

  /// How many rows were found before one; of the number behind the last, all that were.
  func number(of row: Int) -> Int {
    if isWhole { return row }
    return row < count ? kept[row] : found
  }

  /// Where a row begins; of the number behind the last, where the next row does.
  func start(of row: Int) -> Int { Int(rows[row].start) }

  /// Whether all bytes of some rows are ASCII, by their numbers.
  func areASCII(_ rows: Range<Int>) -> Bool {
    unsafe delimiters.areASCII(
      Range(uncheckedBounds: (start(of: rows.lowerBound), start(of: rows.upperBound))))
  }

  /// Where in `fields` the texts of a field stand, or those that a rule finds, one for each row; empty
  /// ones if there is no such field.
  ///
  /// - Parameter field: Or what stands in its place: see `CellRule.place`.
  @inline(__always)
  func column(_ field: Int) -> Range<Int> {
    let first = (field < 0 ? fieldCount &- 1 &- field : field) &* room
    return first..<first &+ count
  }

  /// The text of a field of one row; empty if there is no such field.
  func text(_ field: Int, of row: Int) -> TextRange { fields[column(field).lowerBound &+ row] }

  /// Notes the text that is found in a row.
  ///
  /// - Parameter place: As `CellRule.place` of a rule.
  mutating func note(_ text: Range<Int>, at place: Int, row: Int) {
    fields[column(place).lowerBound + row] = text.isEmpty ? PlainRows.nothing : TextRange(text)
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
      most: most, into: rows.mutableSpan, fields.mutableSpan, room: room)
    swap(&rows, &self.rows)
    swap(&fields, &self.fields)
    return isPlain
  }

  private static func split(
    _ positions: Span<UInt32>, _ separator: UInt8, _ bytes: Span<UInt8>, _ fieldCount: Int,
    from first: Row, to stop: Int, most: Int, into rows: consuming MutableSpan<Row>,
    _ fields: consuming MutableSpan<TextRange>, room: Int
  ) -> (count: Int, next: Int, isPlain: Bool) {
    var count = 0
    var row = first
    rows[0] = row
    while Int(row.start) < stop, count < most {
      var found = quick(
        positions, separator, bytes, fieldCount, from: row, at: count, into: &fields, room: room)
      if found == nil {
        // Quotes, or a carriage return, or spaces beside a text, or not as many fields.
        switch thorough(
          positions, separator, bytes, fieldCount, from: row, at: count, into: &fields, room: room)
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

  /// Finds the fields of a row without quotes that ends with a line feed, and with no spaces to trim.
  ///
  /// What speaks against it is gathered from all fields and looked at once: a processor guesses at
  /// every question, and some of its guesses are wrong.
  ///
  /// - Returns: The row behind it; nil for every other row.
  @inline(__always)
  private static func quick(
    _ positions: Span<UInt32>, _ separator: UInt8, _ bytes: Span<UInt8>, _ fieldCount: Int,
    from row: Row, at place: Int, into fields: inout MutableSpan<TextRange>, room: Int
  ) -> Row? {
    let first = Int(row.delimiter)
    let last = fieldCount &- 1
    guard row.start > 0, first &+ last < positions.count else { return nil }
    let end = Int(positions[first &+ last])
    // Of each delimiter the bytes beside it are looked at too.
    guard end &+ 3 <= bytes.count, bytes[end] == lineFeed else { return nil }
    precondition(place &+ last &* room < fields.count)
    let raw = unsafe bytes.bytes
    let expected = UInt32(separator) &<< 8 | UInt32(space) &<< 16 | UInt32(space)
    var at = place
    var start = row.start
    // A row whose first text begins with a space, or whose last ends with one.
    var isOther: UInt32 =
      (bytes[Int(start)] == space ? 1 : 0) | (bytes[end &- 1] == space ? 1 : 0)
    for field in 0..<last {
      // The numbers were looked at once for all fields; delimiters ascend to the last, and stand
      // behind the first byte.
      let end = unsafe positions[unchecked: first &+ field]
      let near = unsafe UInt32(
        littleEndian: raw.unsafeLoadUnaligned(
          fromUncheckedByteOffset: Int(end) &- 1, as: UInt32.self))
      // Of the three bytes the middle one is zero if it is the separator; the others are if they are
      // spaces, and then one less borrows.
      let differing = near ^ expected
      isOther |= differing & 0xFF00 | (differing & 0xFF_00FF &- 0x1_0001) & 0x8000_8000
      unsafe fields[unchecked: at] = TextRange(start: start, end: end)
      at &+= room
      start = end &+ 1
    }
    guard isOther == 0 else { return nil }
    unsafe fields[unchecked: at] = TextRange(start: start, end: UInt32(truncatingIfNeeded: end))
    return Row(
      start: UInt32(truncatingIfNeeded: end &+ 1),
      delimiter: UInt32(truncatingIfNeeded: first &+ fieldCount))
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
    from row: Row, at place: Int, into fields: inout MutableSpan<TextRange>, room: Int
  ) -> Found {
    let count = positions.count
    let last = fieldCount &- 1
    var index = Int(row.delimiter)
    var start = Int(row.start)
    var field = 0
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
      fields[field &* room &+ place] = trimmed(start..<end, in: bytes)
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
    self.init(start: UInt32(range.lowerBound), end: UInt32(range.upperBound))
  }
}

/// A range without the spaces at both ends of its text.
private func trimmed(_ range: Range<Int>, in bytes: Span<UInt8>) -> TextRange {
  var (start, end) = (range.lowerBound, range.upperBound)
  while start < end, bytes[start] == space { start &+= 1 }
  while start < end, bytes[end &- 1] == space { end &-= 1 }
  return TextRange(start..<end)
}

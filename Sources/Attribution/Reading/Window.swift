/// A stretch of a file in memory, which a worker reuses from one piece to the next.
package struct Window {
  /// The bytes, from `offset` in the file on, and behind them texts of the row that is being read
  /// whose doubled quotes were made single.
  package private(set) var bytes: [UInt8] = []
  /// How many of them are the file's.
  private(set) var count = 0
  private(set) var offset = 0
  /// Whether the file ends with these bytes.
  private(set) var isFileEnd = false

  /// How long a row may be.
  static let rowLimit = 16 << 20
  /// How much is read beyond a piece at first, for the row that crosses its end.
  private static let slack = 4 << 10

  /// Loads the bytes between two offsets of a file and a little more.
  mutating func load(_ file: InputFile, from: Int, to: Int) throws(Failure) {
    bytes.removeAll(keepingCapacity: true)
    count = 0
    offset = from
    try extend(file, by: to - from + Window.slack)
  }

  /// How long the texts behind those of the file are together.
  var writtenCount: Int { bytes.count - count }

  /// Forgets the texts behind those of the file.
  mutating func forgetTexts() { bytes.removeLast(bytes.count - count) }

  /// Loads more of the file behind what is there.
  mutating func extend(_ file: InputFile, by more: Int) throws(Failure) {
    forgetTexts()
    let wanted = min(more, file.byteCount - offset - count)
    if wanted > 0 {
      try file.read(wanted, at: offset + count, appendingTo: &bytes)
      guard bytes.count - count == wanted else {
        throw Failure(.inputOutput, [.changedWhileReading(file.name)])
      }
      count = bytes.count
    }
    isFileEnd = offset + count >= file.byteCount
  }

  /// The index behind the line that begins at another, whatever quotes stand in it, loading more of
  /// the file where it needs to.
  mutating func endOfLine(from start: Int, of file: InputFile)
    throws(Failure) -> Result<Int, LocatedFault>
  {
    var at = start
    while true {
      while at < count, bytes[at] != lineFeed, bytes[at] != carriageReturn { at += 1 }
      // A line feed may follow behind what is loaded.
      if at + 1 < count || isFileEnd {
        let isCRLF =
          at + 1 < count && bytes[at] == carriageReturn && bytes[at + 1] == lineFeed
        return .success(min(at + (isCRLF ? 2 : 1), count))
      }
      guard at - start < Window.rowLimit else {
        return .failure(LocatedFault(fault: .tooLong(rowStart: start), rowStart: start))
      }
      try extend(file, by: max(at - start, Window.slack))
    }
  }

  /// Why a row cannot be scanned to its end.
  enum RowFault: Error {
    case unclosedQuote(at: Int)
    case tooLong(rowStart: Int)
  }

  /// Scans the row at an index into `bytes`, loading more of the file where it needs to.
  ///
  /// - Returns: The index at which the next row begins.
  mutating func scan(_ scanner: inout RowScanner, from start: Int, of file: InputFile)
    throws(Failure) -> Result<Int, LocatedFault>
  {
    forgetTexts()
    while true {
      // Never more than a row may be long, wherever in the file it stands.
      let end = min(count, start + Window.rowLimit)
      let endsFile = isFileEnd && end == count
      switch scanner.scan(bytes.span.extracting(0..<end), from: start, isFileEnd: endsFile) {
      case .row(let next): return .success(next)
      case .unclosedQuote(let at):
        return .failure(LocatedFault(fault: .unclosedQuote(at: at), rowStart: start))
      case .needsMore:
        let length = end - start
        guard length < Window.rowLimit else {
          return .failure(LocatedFault(fault: .tooLong(rowStart: start), rowStart: start))
        }
        // Doubled, so that a long row is scanned twice at most.
        try extend(file, by: max(length, Window.slack))
      }
    }
  }

  struct LocatedFault: Error {
    let fault: RowFault
    let rowStart: Int

    /// - Parameter line: The line of the row's beginning.
    func problem(at place: Place, line: Int, in window: Window) -> Problem {
      var place = place
      switch fault {
      case .unclosedQuote(let at):
        let (lines, column) = window.position(of: at, rowStart: rowStart)
        (place.line, place.column) = (line + lines, column)
        return .unclosedQuote(place)
      case .tooLong:
        place.line = line
        return .lineTooLong(place, limit: Window.rowLimit)
      }
    }
  }

  /// The range of a field's text in `bytes`, its doubled quotes made single.
  package mutating func text(of field: Field) -> Range<Int> {
    guard field.hasDoubledQuotes else { return trimmed(field.start..<field.end, in: bytes) }
    let start = bytes.count
    var from = field.start
    while from < field.end {
      bytes.append(bytes[from])
      let isDoubled = bytes[from] == quote && from + 1 < field.end && bytes[from + 1] == quote
      from += isDoubled ? 2 : 1
    }
    return trimmed(start..<bytes.count, in: bytes)
  }

  /// Writes a text that stands nowhere in the file behind it, for the row that is being read.
  ///
  /// - Returns: Its range in `bytes`.
  mutating func write(_ text: some Collection<UInt8>) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return start..<bytes.count
  }

  /// Where a field begins: at its quote, if it has one.
  func start(of field: Field, rowStart: Int) -> Int {
    field.start > rowStart && bytes[field.start - 1] == quote ? field.start - 1 : field.start
  }

  /// Where a byte stands, for a message.
  ///
  /// - Returns: How many lines below the row's beginning, and which character of its line it is,
  ///   counted from 1.
  package func position(of index: Int, rowStart: Int) -> (lines: Int, column: Int) {
    var lines = 0
    var lineStart = rowStart
    for at in rowStart..<index {
      let isBreak =
        bytes[at] == lineFeed
        || bytes[at] == carriageReturn && (at + 1 == count || bytes[at + 1] != lineFeed)
      if isBreak {
        lines += 1
        lineStart = at + 1
      }
    }
    // The byte order mark belongs to the file, not to the first line.
    if offset == 0, lineStart == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lineStart = 3 }
    let characters = bytes[min(lineStart, index)..<index].count { $0 & 0xC0 != 0x80 }
    return (lines, characters + 1)
  }
}

/// A range without the spaces at both ends of its text.
func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
  var (start, end) = (range.lowerBound, range.upperBound)
  while start < end, bytes[start] == space { start += 1 }
  while start < end, bytes[end - 1] == space { end -= 1 }
  return start..<end
}

extension RowScanner {
  /// Whether the row is a line with nothing but spaces.
  func isBlank(in bytes: [UInt8]) -> Bool {
    guard fieldCount == 1, let field = fields.first else { return false }
    let isQuoted =
      field.start > 0 && bytes[field.start - 1] == quote && field.end < bytes.count
      && bytes[field.end] == quote
    return !isQuoted && bytes[field.start..<field.end].allSatisfy { $0 == space }
  }
}

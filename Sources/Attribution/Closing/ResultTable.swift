/// A CSV file that this program wrote, open.
///
/// It is read a piece at a time, however large it is.
struct ResultTable: Sendable {
  let form: CSVForm
  let zone: Zone
  private let file: PlainFile
  private let header: [Label]
  /// Where the rows begin, and how many lines stand above them.
  private let firstRow: (offset: Int, lines: Int)

  /// - Throws: `data`
  init(_ file: PlainFile, form: CSVForm, zone: Zone) throws(Failure) {
    self.file = file
    self.form = form
    self.zone = zone
    var header: [Label] = []
    var mark: [UInt8] = []
    try file.read(byteOrderMark.count, at: 0, appendingTo: &mark)
    let start = mark == byteOrderMark ? mark.count : 0
    var first: (offset: Int, lines: Int)?
    try ResultTable.scan(file, in: start..<file.byteCount, form, limit: .max) {
      (row, next) throws(Failure) in
      for index in row.fields.indices { header.append(Label(row.text(index))) }
      first = (next, row.lines)
      return false
    }
    guard let first else { throw Failure(.data, [.resultRowNotUnderstood(file.name, line: 1)]) }
    self.header = header
    firstRow = first
  }

  /// The number of a column.
  ///
  /// - Throws: `data` if there is none of this name.
  func column(_ name: Label) throws(Failure) -> Int {
    guard let index = header.firstIndex(of: name) else {
      throw Failure(.data, [.resultColumnMissing(file.name, column: name.text)])
    }
    return index
  }

  /// Reads the rows in order.
  ///
  /// - Parameters:
  ///   - range: Bytes of the file that hold whole rows; nil for all of them.
  ///   - body: Gets each row, which it must not keep, with the bytes of the file that it takes.
  func forEachRow(
    in range: Range<Int>? = nil,
    _ body: (_ row: ResultRow, _ bytes: Range<Int>) throws(Failure) -> Void
  ) throws(Failure) {
    let range = range ?? firstRow.offset..<file.byteCount
    var line = range.lowerBound == firstRow.offset ? firstRow.lines : 0
    var start = range.lowerBound
    try ResultTable.scan(file, in: range, form, limit: header.count) {
      (row, next) throws(Failure) in
      var row = row
      row.line = line + 1
      row.zone = zone
      guard row.fieldCount == header.count, !row.isFaulty else {
        throw Failure(.data, [.resultRowNotUnderstood(file.name, line: row.line)])
      }
      try body(row, start..<next)
      line += row.lines
      start = next
      return true
    }
  }

  /// Whether cells of another table mean the same where their bytes are the same.
  func isAlike(_ other: ResultTable) -> Bool {
    header == other.header && form.name == other.form.name && zone.name == other.zone.name
  }

  func bytes(_ range: Range<Int>) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    try file.read(range.count, at: range.lowerBound, appendingTo: &bytes)
    return bytes
  }

  /// - Parameter body: Gets each row and where the next one begins; says whether to go on.
  private static func scan(
    _ file: PlainFile, in range: Range<Int>, _ form: CSVForm, limit: Int,
    _ body: (ResultRow, _ next: Int) throws(Failure) -> Bool
  ) throws(Failure) {
    var scanner = RowScanner(separator: form.separator, limit: limit)
    var bytes: [UInt8] = []
    /// Where `bytes` begin in the file, and how many of them are done with.
    var (base, at) = (range.lowerBound, 0)
    var pieceSize = Fingerprint.blockSize
    while true {
      let end = base + bytes.count
      let isEnd = end >= range.upperBound
      guard at < bytes.count || !isEnd else { return }
      let result =
        at < bytes.count ? scanner.scan(bytes.span, from: at, isFileEnd: isEnd) : .needsMore
      switch result {
      case .row(let next):
        let row = ResultRow(
          name: file.name, form: form, bytes: bytes, fields: scanner.fields,
          fieldCount: scanner.fieldCount, lines: scanner.lineBreaks,
          isFaulty: scanner.quoteFault != nil)
        guard try body(row, base + next) else { return }
        at = next
      case .needsMore:
        bytes.removeFirst(at)
        base += at
        // A row that does not fit in a piece takes a larger one.
        if at == 0, !bytes.isEmpty { pieceSize *= 2 }
        at = 0
        try file.read(min(pieceSize, range.upperBound - end), at: end, appendingTo: &bytes)
        guard base + bytes.count > end else {
          throw Failure(.inputOutput, [.changedWhileReading(file.name)])
        }
      case .unclosedQuote:
        throw Failure(.data, [.resultRowNotUnderstood(file.name, line: 0)])
      }
    }
  }
}

/// A row of a result file.
struct ResultRow {
  fileprivate let name: String
  fileprivate let form: CSVForm
  fileprivate let bytes: [UInt8]
  fileprivate let fields: [Field]
  fileprivate let fieldCount: Int
  /// How many lines it takes.
  fileprivate let lines: Int
  fileprivate let isFaulty: Bool
  fileprivate var line = 0
  fileprivate var zone = Zone.utc

  fileprivate init(
    name: String, form: CSVForm, bytes: [UInt8], fields: [Field], fieldCount: Int,
    lines: Int, isFaulty: Bool
  ) {
    self.name = name
    self.form = form
    self.bytes = bytes
    self.fields = fields
    self.fieldCount = fieldCount
    self.lines = lines
    self.isFaulty = isFaulty
  }

  /// The bytes of a cell as they stand in the file, without its quotes.
  func raw(_ column: Int) -> ArraySlice<UInt8> {
    bytes[fields[column].start..<fields[column].end]
  }

  /// The text of a cell: as it was before it was written.
  func text(_ column: Int) -> String {
    let raw = raw(column)
    guard fields[column].hasDoubledQuotes || raw.first == UInt8(ascii: "'") else {
      return String(decoding: raw, as: UTF8.self)
    }
    var cell: [UInt8] = []
    var isFirstOfTwo = false
    for byte in raw {
      isFirstOfTwo = byte == quote && !isFirstOfTwo && fields[column].hasDoubledQuotes
      if !isFirstOfTwo { cell.append(byte) }
    }
    return String(decoding: withoutFormulaGuard(cell), as: UTF8.self)
  }

  /// An amount in minor units.
  func money(_ column: Int, in currency: Currency) throws(Failure) -> Int64 {
    var cell = Array(raw(column))
    if let point = cell.firstIndex(of: form.decimalMark) { cell[point] = UInt8(ascii: ".") }
    do throws(AmountFault) {
      return try currency.minorUnits(cell.span)
    } catch {
      throw notUnderstood(column)
    }
  }

  /// A whole number.
  func number(_ column: Int) throws(Failure) -> Int {
    guard let number = Int(text(column)) else { throw notUnderstood(column) }
    return number
  }

  func currency(_ column: Int) throws(Failure) -> Currency {
    guard let currency = Currency(code: raw(column)) else { throw notUnderstood(column) }
    return currency
  }

  /// Seconds since 1970 UTC, nil for an empty cell.
  ///
  /// Of times without a zone that the clocks show twice, the earlier is taken.
  func instant(_ column: Int) throws(Failure) -> Int64? {
    let cell = Array(raw(column))
    if cell.isEmpty { return nil }
    do throws(TimeFault) {
      return zone.instant(of: try readTime(cell.span))
    } catch {
      throw notUnderstood(column)
    }
  }

  /// The instant of a cell that is never empty.
  func someInstant(_ column: Int) throws(Failure) -> Int64 {
    guard let instant = try instant(column) else { throw notUnderstood(column) }
    return instant
  }

  private func notUnderstood(_ column: Int) -> Failure {
    Failure(.data, [.resultCellNotUnderstood(name, line: line, value: text(column))])
  }
}

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

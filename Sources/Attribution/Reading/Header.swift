/// The first row of a file: which columns there are, and where the data begins.
package struct Header: Sendable {
  package let cells: [String]
  /// Where each cell stands, for messages; of the first `cells.count` fields.
  let places: [Place]
  /// The place of the row as a whole.
  let place: Place
  /// The offset of the first byte after the header.
  let dataStart: Int
  /// The line that begins there, counted from 1.
  let dataLine: Int
  package let separator: Separator
  /// What stands before the header.
  let skipped: SkippedLines

  /// More columns than any spreadsheet or export has.
  static let columnLimit = 65_536

  /// Reads the header of a file.
  ///
  /// - Parameters:
  ///   - separator: The declared one; nil to find it out.
  ///   - line: The line on which the header is declared to begin, counted from 1; nil for the first
  ///     line that is neither blank nor a comment.
  /// - Throws: A `Failure` if the file cannot be read at all.
  /// - Returns: The header, or the problem that there is none to be read.
  package static func read(
    _ file: InputFile, separator: Separator? = nil, line: Int? = nil
  ) throws(Failure) -> Result<Header, Problem> {
    var window = Window()
    let preamble: Preamble
    switch try Preamble.read(file, &window, declared: separator, headerLine: line) {
    case .failure(let problem): return .failure(problem)
    case .success(nil): return .failure(.emptyFile(file.place()))
    case .success(let found?): preamble = found
    }
    var scanner = RowScanner(separator: preamble.separator.byte, limit: columnLimit)
    switch try window.scan(&scanner, from: preamble.start, of: file) {
    case .failure(let fault):
      return .failure(fault.problem(at: file.place(line: 1), line: preamble.line, in: window))
    case .success(let next):
      return header(of: scanner, window: &window, preamble, next: next, file: file)
    }
  }

  private static func header(
    of scanner: RowScanner, window: inout Window, _ preamble: Preamble, next: Int, file: InputFile
  ) -> Result<Header, Problem> {
    let (rowStart, line) = (preamble.start, preamble.line)
    func place(_ at: Int) -> Place {
      let (lines, column) = window.position(of: at, rowStart: rowStart)
      return Place(
        file: file.name, fileIndex: file.index, line: line + lines, column: column)
    }
    if let fault = scanner.quoteFault, let start = scanner.faultyFieldStart {
      let lines = window.position(of: fault.at, rowStart: start).lines
      return .failure(
        fault.kind == .insideUnquotedField
          ? .misplacedQuote(place(fault.at)) : .textAfterQuote(place(fault.at), lines: lines))
    }
    guard scanner.fieldCount <= columnLimit else {
      return .failure(.tooManyColumns(place(rowStart), limit: columnLimit))
    }
    var cells: [String] = []
    var places: [Place] = []
    // From one field to the next, since a header may have thousands.
    var (at, last) = (rowStart, place(rowStart))
    for field in scanner.fields {
      let start = window.start(of: field, rowStart: rowStart)
      let (lines, column) = window.position(of: start, rowStart: at)
      last.line += lines
      last.column = lines == 0 ? last.column + column - 1 : column
      at = start
      places.append(last)
      let range = window.text(of: field)
      guard let cell = String(validating: window.bytes[range], as: UTF8.self) else {
        return .failure(
          .headerHoldsInvalidBytes(
            last, String(decoding: window.bytes[range], as: UTF8.self),
            encoding: file.encoding.name,
            inWindows1252: file.windows1252Text(of: Array(window.bytes[range]))))
      }
      cells.append(cell)
    }
    return .success(
      Header(
        cells: cells, places: places,
        place: Place(file: file.name, fileIndex: file.index, line: line),
        dataStart: window.offset + next, dataLine: line + scanner.lineBreaks,
        separator: preamble.separator, skipped: preamble.skipped))
  }
}

extension Header {
  /// Reads the header of a file and finds the columns in it.
  ///
  /// - Parameters:
  ///   - looksLike: The problem of a column that is guessed away (R0), if there is one.
  /// - Throws: There is no header to be read.
  /// - Returns: Beside both, all that is wrong with them.
  static func read<Column: LogicalColumn & Hashable>(
    _ file: InputFile, source: Definitions.Source, ids: IDForm, lookups: Lookups,
    isRequired: (Column) -> Bool, dimensions: [String] = [], key: String,
    looksLike: (ColumnMap<Column>) -> [Problem] = { _ in [] }, problems: inout Problems
  ) throws(Failure) -> (header: Header, columns: ColumnMap<Column>, wrong: [Problem]) {
    let header: Header
    switch try read(file, separator: source.separator, line: source.headerLine) {
    case .success(let read): header = read
    case .failure(let problem): throw try problems.end(with: [problem])
    }
    var found: [Problem] = []
    let columns = ColumnMap<Column>(
      header, source: source, ids: ids, lookups: lookups, isRequired: isRequired,
      dimensions: dimensions, key: key, problems: &found)
    found += looksLike(columns)
    return (header, columns, found)
  }
}

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
  /// How many blank lines stand before the header.
  let blankLines: Int
  /// How many comments stand there.
  let commentLines: Int

  /// More columns than any spreadsheet or export has.
  static let columnLimit = 65_536

  /// Reads the header of a file.
  ///
  /// - Throws: A `Failure` if the file cannot be read at all.
  /// - Returns: The header, or the problem that there is none to be read.
  package static func read(_ file: InputFile, separator: Separator? = nil) throws(Failure)
    -> Result<Header, Problem>
  {
    var window = Window()
    try window.load(file, from: 0, to: min(file.byteCount, 1 << 16))
    let preamble: Preamble
    switch try Preamble.read(file, &window, declared: separator) {
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
        return .failure(.headerNotUTF8(last))
      }
      cells.append(cell)
    }
    return .success(
      Header(
        cells: cells, places: places,
        place: Place(file: file.name, fileIndex: file.index, line: line),
        dataStart: next, dataLine: line + scanner.lineBreaks, separator: preamble.separator,
        blankLines: preamble.blankLines, commentLines: preamble.commentLines))
  }
}

extension Header {
  /// Reads the header of a file and finds the columns in it.
  ///
  /// - Parameters:
  ///   - looksLike: The problem of a column that is guessed away (R0), if there is one.
  /// - Throws: All problems of the header at once.
  static func read<Column: Hashable & RawRepresentable & CaseIterable & Sendable>(
    _ file: InputFile, source: Definitions.Source, isRequired: (Column) -> Bool, key: String,
    looksLike: (ColumnMap<Column>) -> [Problem] = { _ in [] }, problems: inout Problems
  ) throws(Failure) -> (header: Header, columns: ColumnMap<Column>)
  where Column.RawValue == String {
    let header: Header
    switch try read(file, separator: source.separator) {
    case .success(let read): header = read
    case .failure(let problem):
      try problems.add(problem)
      throw problems.failure(for: [problem])
    }
    var found: [Problem] = []
    let columns = ColumnMap<Column>(
      header, mapped: source.columns, isRequired: isRequired, key: key, problems: &found)
    found += looksLike(columns)
    for problem in found { try problems.add(problem) }
    guard found.isEmpty else { throw problems.failure(for: found) }
    return (header, columns)
  }
}

/// Which field of a row each logical column is.
struct ColumnMap<Column: Hashable & RawRepresentable & CaseIterable & Sendable>: Sendable
where Column.RawValue == String {
  /// The field's index; a column that the file does not have is absent.
  private(set) var fields: [Column: Int] = [:]
  /// The header that each column is read from, as it was found.
  private(set) var headers: [(column: Column, header: String)] = []
  /// The headers that no column is read from.
  private(set) var unused: [(header: String, place: Place)] = []

  /// The headers that were suggested for missing columns: each for one, and for nothing else.
  private var suggested: Set<String> = []

  func field(_ column: Column) -> Int { fields[column] ?? -1 }

  /// Finds the columns: those that the definitions map first, then by the headers understood by
  /// default, which are compared without case, spaces, `-` and `_`.
  ///
  /// - Parameters:
  ///   - mapped: The definitions' header for a column; nil inside: there is no such column.
  ///   - key: Where in the definitions columns of this file are mapped: `touchpoints` or `deals`.
  ///   - problems: Gets what is wrong with the header.
  init(
    _ header: Header, mapped: [String: String?], isRequired: (Column) -> Bool, key: String,
    problems: inout [Problem]
  ) {
    let folded = header.cells.map(foldedHeader)
    var taken: Set<Int> = []
    for column in Column.allCases {
      guard case .some(.some(let name)) = mapped[column.rawValue] else { continue }
      let exact = header.cells.indices.filter { Label(header.cells[$0].trimmed) == Label(name) }
      let alike = header.cells.indices.filter { folded[$0] == foldedHeader(name) }
      let fits = exact.isEmpty ? alike : exact
      switch fits.count {
      case 0:
        problems.append(
          .mappedColumnMissing(
            header.place, column.rawValue, header: name,
            nearest: nearest(name, among: header.cells)))
      case 1:
        fields[column] = fits[0]
        taken.insert(fits[0])
      default:
        problems.append(
          .columnTwice(
            header.places[fits[1]], column.rawValue, header.cells[fits[0]], header.cells[fits[1]],
            key: key))
      }
    }
    var doubled: Set<Column> = []
    for column in Column.allCases where mapped[column.rawValue] == nil {
      let name = foldedHeader(column.rawValue)
      let fits = header.cells.indices.filter { folded[$0] == name && !taken.contains($0) }
      if fits.count > 1 {
        doubled.insert(column)
        problems.append(
          .columnTwice(
            header.places[fits[1]], column.rawValue, header.cells[fits[0]], header.cells[fits[1]],
            key: key))
      } else if let field = fits.first {
        fields[column] = field
        taken.insert(field)
      }
    }
    for column in Column.allCases
    where isRequired(column) && fields[column] == nil && mapped[column.rawValue] == nil
      && !doubled.contains(column)
    {
      let free = header.cells.indices.filter { !taken.contains($0) }.map { header.cells[$0] }
      let near = nearest(column.rawValue, among: free.filter { !suggested.contains($0) })
      if let near { suggested.insert(near) }
      problems.append(
        .missingColumn(
          header.place, column.rawValue, nearest: near, headers: free.filter { !$0.isEmpty },
          key: key))
    }
    for column in Column.allCases {
      if let field = fields[column] { headers.append((column, header.cells[field])) }
    }
    for index in header.cells.indices where !taken.contains(index) {
      unused.append((header.cells[index], header.places[index]))
    }
  }

  /// The first unused header with one of these words in it, split at capitals and at all that is no
  /// letter, compared without case.
  func unusedHeader(withWordOf words: Set<String>) -> (header: String, place: Place)? {
    unused.first {
      !suggested.contains($0.header) && !words.isDisjoint(with: headerWords($0.header))
    }
  }
}

/// A header as it is compared: without case, spaces, `-` and `_`.
func foldedHeader(_ header: String) -> [UInt8] {
  header.lowercased().utf8.filter {
    $0 != space && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_")
  }
}

/// The words of a header in lower case: `CurrencyIsoCode`, `ISOCode`, `DEAL STAGE` and `Won?` have the
/// words that a reader sees in them.
package func headerWords(_ header: String) -> Set<String> {
  var words: Set<String> = []
  var word = ""
  let characters = Array(header)
  for (index, character) in characters.enumerated() {
    let isBreak = !character.isLetter
    let follows = index + 1 < characters.count ? characters[index + 1] : nil
    let before = index > 0 ? characters[index - 1] : nil
    // A capital begins a word after a small letter, or before one at the end of an abbreviation.
    let beginsWord =
      character.isUppercase && (before?.isLowercase == true || follows?.isLowercase == true)
    if isBreak || beginsWord {
      words.insert(word.lowercased())
      word = ""
    }
    if !isBreak { word.append(character) }
  }
  words.insert(word.lowercased())
  return words
}

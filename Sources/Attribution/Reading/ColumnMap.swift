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

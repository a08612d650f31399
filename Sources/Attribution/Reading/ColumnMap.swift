/// Where in a file each logical column is.
struct ColumnMap<Column: LogicalColumn & Hashable>: Sendable {
  /// The field's index, or below −1 where a rule finds the text; a column that the file does not have
  /// is absent.
  private(set) var fields: [Column: Int] = [:]
  /// The rules of columns that are not just a field.
  private(set) var rules: [CellRule] = []
  /// What rows must fulfil.
  private(set) var filters: [RowFilter] = []
  /// What makes two ids of the file one.
  let ids: IDForm
  /// What each column is read from: the header as it was found, or the steps of its rule.
  private(set) var headers: [(column: Column, header: String)] = []
  /// Where the columns are that dimensions need beside the logical ones, in their order; as `fields`,
  /// −1 for one that the file does not have.
  private(set) var dimensions: [(column: String, place: Int)] = []
  /// The headers that nothing is read from.
  private(set) var unused: [(header: String, place: Place)] = []

  /// Headers that dimensions alone are read from: they may still look like another column.
  private var ofDimensions: [(header: String, place: Place)] = []
  /// The headers that were suggested for missing columns: each for one, and for nothing else.
  private var suggested: Set<String> = []

  /// Where a column is; −1 if the file does not have it.
  func field(_ column: Column) -> Int { fields[column] ?? -1 }

  /// Finds the columns: those that the definitions map first, then by the headers understood by
  /// default, which are compared without case, spaces, `-` and `_`.
  ///
  /// - Parameters:
  ///   - dimensions: Columns that dimensions need beside the logical ones.
  ///   - key: Where in the definitions columns of this file are mapped: `touchpoints` or `deals`.
  ///   - problems: Gets what is wrong with the header.
  init(
    _ header: Header, source: Definitions.Source, ids: IDForm, lookups: Lookups,
    isRequired: (Column) -> Bool, dimensions: [String] = [], key: String,
    problems: inout [Problem]
  ) {
    self.ids = source.ids ?? ids
    // A header that a rule or a condition asks keeps its own meaning; one that is mapped has none.
    var taken: Set<Int> = []
    var asked: Set<Int> = []
    func mapped(_ column: String) -> Int? {
      guard case .some(.some(let rule)) = source.columns[column] else { return nil }
      func field(_ name: String) -> Int? {
        header.field(called: name, for: column, key: key, problems: &problems)
      }
      if let name = rule.header {
        let field = field(name)
        taken.formUnion([field].compactMap(\.self))
        return field
      }
      let steps = rule.steps.compactMap { step -> CellRule.Step? in
        let found = step.headers.compactMap(field)
        asked.formUnion(found)
        guard found.count == step.headers.count else { return nil }
        return CellRule.Step(
          step, fields: found, header: header,
          lookups: step.lookups.map { lookups.table($0, ids: self.ids) })
      }
      guard steps.count == rule.steps.count else { return nil }
      rules.append(CellRule(column: column, steps: steps))
      return CellRule.place(of: rules.count - 1)
    }
    for column in Column.allCases { fields[column] = mapped(column.rawValue) }
    for column in dimensions {
      let place =
        source.columns[column] != nil
        ? mapped(column)
        : header.field(
          called: column, for: column, isNeeded: false, key: key, problems: &problems)
      self.dimensions.append((column, place ?? -1))
    }
    for condition in source.keep {
      guard
        let field = header.field(
          called: condition.header, for: "keep", key: key, problems: &problems)
      else { continue }
      filters.append(RowFilter(condition, field: field))
      asked.insert(field)
    }
    var doubled: Set<Column> = []
    for column in Column.allCases where source.columns[column.rawValue] == nil {
      let fits = ColumnMap.fits(column, header.folded, besides: taken)
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
    taken.formUnion(asked)
    for column in Column.allCases
    where isRequired(column) && fields[column] == nil && source.columns[column.rawValue] == nil
      && !doubled.contains(column)
    {
      let free = header.cells.indices.filter { !taken.contains($0) }.map { header.cells[$0] }
      let near = nearest(column.rawValue, among: free.filter { !suggested.contains($0) })
      if let near { suggested.insert(near) }
      problems.append(
        .missingColumn(
          header.place, column.rawValue, nearest: near, headers: free.filter { !$0.isEmpty },
          isAlone: header.cells.count { !$0.isEmpty } == 1, key: key))
    }
    for column in Column.allCases {
      guard let field = fields[column] else { continue }
      headers.append(
        (
          column,
          CellRule.number(at: field).map { rules[$0].description } ?? header.cells[field]
        ))
    }
    let own = Set(self.dimensions.map(\.place))
    for index in header.cells.indices where !taken.contains(index) {
      let found = (header.cells[index], header.places[index])
      if own.contains(index) { ofDimensions.append(found) } else { unused.append(found) }
    }
  }

  /// The fields whose header is understood as a column: by its own name, or if there is none by the
  /// names that exports have for it.
  private static func fits(
    _ column: Column, _ headers: [[UInt8]], besides taken: Set<Int>
  ) -> [Int] {
    func fields(_ names: [String]) -> [Int] {
      let folded = names.map(foldedHeader)
      return headers.indices.filter { folded.contains(headers[$0]) && !taken.contains($0) }
    }
    for names in [[column.rawValue], [column.firstSpelling].compactMap(\.self)] {
      let own = fields(names)
      if !own.isEmpty { return own }
    }
    return fields(column.spellings)
  }

  /// The first unused header with one of these words in it, split at capitals and at all that is no
  /// letter, compared without case.
  func unusedHeader(withWordOf words: Set<String>) -> (header: String, place: Place)? {
    (unused + ofDimensions).first {
      !suggested.contains($0.header) && !words.isDisjoint(with: headerWords($0.header))
    }
  }
}

extension ColumnMap {
  /// What each column that is read comes from, as `headers`, the dimensions' last.
  func sources(_ header: Header) -> [(column: String, header: String)] {
    headers.map { ($0.column.rawValue, $0.header) }
      + dimensions.filter { $0.place != -1 }.map { column, place in
        (column, CellRule.number(at: place).map { rules[$0].description } ?? header.cells[place])
      }
  }
}

extension CellRule {
  /// As results name where the column is read from: its steps in their order.
  var description: String { steps.map(\.description).joined(separator: ", else ") }
}

extension Header {
  /// The cells as they are compared.
  fileprivate var folded: [[UInt8]] { cells.map(foldedHeader) }

  /// The field with a header that the definitions name: byte for byte, or if there is none without
  /// case, spaces, `-` and `_`.
  ///
  /// - Parameters:
  ///   - column: The logical column that is read from it.
  ///   - isNeeded: Whether it is wrong that no header is called so.
  ///   - problems: Gets what is wrong, if nil is returned.
  func field(
    called name: String, for column: String, isNeeded: Bool = true, key: String,
    problems: inout [Problem]
  ) -> Int? {
    let exact = cells.indices.filter { Label(cells[$0].trimmed) == Label(name) }
    let wanted = foldedHeader(name)
    let fits = exact.isEmpty ? cells.indices.filter { foldedHeader(cells[$0]) == wanted } : exact
    if fits.count == 1 { return fits[0] }
    guard isNeeded || !fits.isEmpty else { return nil }
    let problem: Problem =
      fits.isEmpty
      ? .mappedColumnMissing(
        place, column, header: name, nearest: nearest(name, among: cells),
        headers: cells.filter { !$0.trimmed.isEmpty })
      : .columnTwice(places[fits[1]], column, cells[fits[0]], cells[fits[1]], key: key)
    // Several steps of a rule may read one header.
    if !problems.contains(problem) { problems.append(problem) }
    return nil
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

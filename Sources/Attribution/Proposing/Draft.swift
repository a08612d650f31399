/// A file that was read to propose how it is to be read.
struct Draft: Sendable {
  /// As the user wrote it.
  let path: String
  /// As messages call it.
  let name: String
  /// As the definitions find it.
  let fileName: String
  let header: Header
  /// The line that the header is on, where that has to be declared.
  let headerLine: Int?
  /// As it was read.
  let encoding: TextEncoding
  let kind: KnownExport.Kind
  let export: KnownExport?
  /// For each column the fields that may hold it, the best first.
  let candidates: [String: [Candidate]]
  /// The columns that take more than a header: as a known export has them, or the channel where two
  /// headers say it together.
  let rules: KeyValuePairs<String, [KnownRule]>
  /// The columns that several fields make together, behind those of the file.
  let joins: [[Int]]
  var profile: FileProfile

  struct Candidate: Sendable {
    let field: Int
    let sureness: Sureness
  }

  /// Reads a file: one that is no UTF-8 as Windows-1252, which is what spreadsheets write that do not
  /// write UTF-8, if that makes sense of all of it.
  ///
  /// - Parameter sought: The values of the deals to look for in it.
  static func reading(
    _ file: InputFile, path: String, kind: KnownExport.Kind, sought: DealValues = DealValues(),
    jobs: Int, pieceSize: Int
  ) throws(Failure) -> Draft {
    func draft(_ file: InputFile) throws(Failure) -> Draft {
      try Draft(of: file, path: path, kind: kind, sought: sought, jobs: jobs, pieceSize: pieceSize)
    }
    let first: Draft
    do throws(Failure) {
      first = try draft(file)
      guard file.encoding == .utf8, first.profile.invalidCells > 0, first.profile.wideCells == 0
      else { return first }
    } catch {
      guard file.encoding == .utf8, error.problems.contains(where: \.isOfEncoding) else {
        throw error
      }
      return try draft(file.reread(as: .windows1252))
    }
    let other = try draft(file.reread(as: .windows1252))
    return other.profile.invalidCells == 0 ? other : first
  }

  private init(
    of file: InputFile, path: String, kind: KnownExport.Kind, sought: DealValues, jobs: Int,
    pieceSize: Int
  ) throws(Failure) {
    self.path = path
    self.kind = kind
    encoding = file.encoding
    (name, fileName) = (file.name, file.fileName)
    profile = FileProfile(columns: [])
    (header, headerLine) = try Header.find(in: file)
    export = KnownExport.recognised(header, kind)
    candidates = Draft.candidates(in: header, kind)
    rules = export?.columns ?? Draft.channelRule(header, kind, candidates)
    let (header, rules, candidates) = (header, rules, candidates)
    func fields(_ column: String) -> [Int] {
      let known = rules.first { $0.key == column }?.value ?? []
      return known.flatMap { $0.headers.compactMap(header.field) }
        + (candidates[column] ?? []).map(\.field)
    }
    joins = rules.flatMap { $0.value.map(\.headers) }
      .map { $0.compactMap(header.field) }.filter { $0.count > 1 }

    var reader = ProfileReader(separator: header.separator, fieldCount: header.cells.count)
    reader.joins = joins
    reader.sought = sought
    reader.timeFields = Set(header.cells.indices)
    if kind == .deals {
      reader.amountFields = Set(header.cells.indices)
      reader.stageField = firstField("stage")
      reader.amountField = firstField("amount")
    }
    var found = reader.empty
    let end = try readRows(of: file, after: header, with: reader, jobs: jobs, pieceSize: pieceSize)
    {
      (stretch) throws(Failure) in
      if let problem = stretch.problem { throw Failure(.data, [problem]) }
      found.add(stretch.rows)
    }
    found.footerLines = end.skipped.footer
    profile = found
  }

  /// A medium and a source are a channel together, unless a header names one.
  private static func channelRule(
    _ header: Header, _ kind: KnownExport.Kind, _ candidates: [String: [Candidate]]
  ) -> KeyValuePairs<String, [KnownRule]> {
    let isNamed = (candidates["channel"] ?? []).contains { $0.sureness != .likely }
    guard kind == .touchpoints, !isNamed else { return [:] }
    for rule in KnownHeaders.channelPairs
    where rule.headers.allSatisfy({ header.field($0) != nil }) {
      return ["channel": [rule]]
    }
    return [:]
  }

  private static func candidates(in header: Header, _ kind: KnownExport.Kind)
    -> [String: [Candidate]]
  {
    let byDefault: [String: Int] =
      switch kind {
      case .touchpoints: header.defaultFields(of: TouchpointColumn.self)
      case .deals: header.defaultFields(of: DealColumn.self)
      }
    let known = kind == .touchpoints ? KnownHeaders.touchpoints : KnownHeaders.deals
    let required =
      kind == .touchpoints
      ? TouchpointColumn.allCases.filter(\.isRequired).map(\.rawValue)
      : DealColumn.allCases.filter(\.isRequired).map(\.rawValue)
    var candidates: [String: [Candidate]] = [:]
    for headers in known {
      // A label may give its header to a column that a file cannot do without.
      let claimed = Set(
        byDefault.filter { !required.contains(headers.column) || required.contains($0.key) }.values)
      let first = byDefault[headers.column].map { [Candidate(field: $0, sureness: .byDefault)] }
      let others = headers.fields(in: header).filter { !claimed.contains($0.field) }
      candidates[headers.column] =
        (first ?? []) + others.map { Candidate(field: $0.field, sureness: $0.sureness) }
    }
    return candidates
  }
}

extension Header {
  /// The field that has this header, if just one has.
  func field(_ name: String) -> Int? {
    let fits = cells.indices.filter { foldedHeader(cells[$0]) == foldedHeader(name) }
    return fits.count == 1 ? fits[0] : nil
  }

  /// The fields of the columns that are found without definitions.
  fileprivate func defaultFields<Column: LogicalColumn & Hashable>(
    of _: Column.Type
  ) -> [String: Int] {
    var problems: [Problem] = []
    let columns = ColumnMap<Column>(
      self, source: Definitions.Source(), ids: .exact, lookups: Lookups(),
      isRequired: { _ in false }, key: "", problems: &problems)
    return Dictionary(uniqueKeysWithValues: columns.fields.map { ($0.key.rawValue, $0.value) })
  }
}

extension Draft {
  /// The field that is most likely a column, before its values are known.
  func firstField(_ column: String) -> Int? {
    let known = export?.column(column)?.flatMap(\.headers).compactMap(header.field) ?? []
    return known.first ?? candidates[column]?.first?.field
  }

  /// Whether the definitions can name a field: they cannot where two headers are the same.
  func isNameable(_ field: Int) -> Bool {
    let name = header.cells[field].trimmed
    return !name.isEmpty && !name.utf8.contains(0)
      && header.cells.count { Label($0.trimmed) == Label(name) } == 1
  }
}

extension Problem {
  /// Whether a header could not be read in the file's encoding.
  fileprivate var isOfEncoding: Bool { kind == "headerHoldsInvalidBytes" }
}

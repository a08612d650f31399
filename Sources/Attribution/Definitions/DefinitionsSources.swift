extension DefinitionsValue {
  func touchpointSources() throws(DefinitionsFault) -> [Definitions.Source] {
    try list(.sources, of: DefinitionsValue.touchpointSource)
  }

  func dealSources() throws(DefinitionsFault) -> [Definitions.Source] {
    try list(.sources, of: DefinitionsValue.dealSource)
  }

  func touchpointSource() throws(DefinitionsFault) -> Definitions.Source {
    try source(Definitions.touchpointKeys)
  }

  func dealSource() throws(DefinitionsFault) -> Definitions.Source {
    try source(Definitions.dealKeys)
  }

  func source(_ keys: [DefinitionsKey<Definitions.Source>]) throws(DefinitionsFault)
    -> Definitions.Source
  {
    var source = Definitions.Source()
    try fill(&source, by: keys, .source)
    return source
  }

  func pattern() throws(DefinitionsFault) -> String {
    try word(.pattern) { $0.isEmpty || $0.contains("/") ? nil : $0 }
  }

  func blankAmount() throws(DefinitionsFault) -> Bool {
    try word(of: ["reject": false, "zero": true])
  }

  /// One format, or several of which the first that fits a cell is taken.
  func timeFormats() throws(DefinitionsFault) -> [TimeFormat] {
    guard let elements else { return [try timeFormat()] }
    guard !elements.isEmpty else { throw unexpected(.timeFormat) }
    return try list(.timeFormat, of: DefinitionsValue.timeFormat)
  }

  private func timeFormat() throws(DefinitionsFault) -> TimeFormat {
    try word(.timeFormat) { TimeFormat($0) }
  }

  func separator() throws(DefinitionsFault) -> Separator? {
    // Not trimmed: a tab is one.
    guard case .text(let text) = content, let separator = Separator(rawValue: text) else {
      throw unexpected(.separator)
    }
    return separator
  }

  func zoneOrNone() throws(DefinitionsFault) -> Zone? { try zone() }

  /// The header of each column that is named, nil where there is none.
  func columns<Column: LogicalColumn>(
    _: Column.Type
  ) throws(DefinitionsFault) -> [String: String?] {
    guard let members else { throw unexpected(.columns) }
    var headers: [String: String?] = [:]
    let keys = Column.allCases.map { column in
      DefinitionsKey<[String: String?]>(column.rawValue) {
        (value, headers) throws(DefinitionsFault) in
        headers.updateValue(
          try value.header(isRequired: column.isRequired), forKey: column.rawValue)
      }
    }
    let problems = read(keys, unread: Column.unread, into: &headers).flatMap(\.problems)
    let given = members.compactMap { member in
      headers[member.key]?.map { (value: member.value, header: $0) }
    }
    let twice = repeated(given, by: \.header).map { first, again in
      Problem.definitionsHeaderTwice(
        again.value.path, first: first.value.path, header: again.header, at: again.value.place)
    }
    try DefinitionsFault.check(problems + twice)
    return headers
  }

  func header(isRequired: Bool) throws(DefinitionsFault) -> String? {
    if case .null = content, !isRequired { return nil }
    return try name(isRequired ? .requiredHeader : .header)
  }
}

/// The columns of one kind of file.
protocol LogicalColumn: RawRepresentable<String>, CaseIterable, Sendable {
  var isRequired: Bool { get }
  /// Columns that such a file may have, but that nothing reads yet.
  static var unread: [String] { get }
}

extension TouchpointColumn: LogicalColumn {
  static var unread: [String] { ["cost"] }
}

extension DealColumn: LogicalColumn {
  static var unread: [String] { [] }
}

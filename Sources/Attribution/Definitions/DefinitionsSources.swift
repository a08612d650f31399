extension DefinitionsValue {
  /// Entries of `touchpoints`, `deals` or `costs`.
  func sources(
    _ keys: [DefinitionsKey<Definitions.Source>]
  ) throws(DefinitionsFault) -> [Definitions.Source] {
    try list(.sources) { value in { () throws(DefinitionsFault) in try value.source(keys) } }
  }

  func lookupSources() throws(DefinitionsFault) -> [Definitions.Source] {
    try list(.sources, of: DefinitionsValue.lookupSource)
  }

  func lookupSource() throws(DefinitionsFault) -> Definitions.Source {
    try source(Definitions.lookupKeys)
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

  func amountFormat() throws(DefinitionsFault) -> AmountFormat? {
    try word(.amountFormat, AmountFormat.init(example:))
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

  func encoding() throws(DefinitionsFault) -> TextEncoding? {
    let names = TextEncoding.allCases.map(\.rawValue)
    return try word(.oneOf(names), among: names) { TextEncoding($0) }
  }

  func separator() throws(DefinitionsFault) -> Separator? {
    // Not trimmed: a tab is one.
    guard case .text(let text) = content, let separator = Separator(rawValue: text) else {
      throw unexpected(.separator)
    }
    return separator
  }

  func headerLine() throws(DefinitionsFault) -> Int? {
    try number(.headerLine) { line in line.asInteger.flatMap { $0 > 0 ? $0 : nil } }
  }

  func zoneOrNone() throws(DefinitionsFault) -> Zone? { try zone() }
}

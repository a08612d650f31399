extension DefinitionsValue {
  /// Where each column that is named comes from, nil where there is none.
  ///
  /// - Parameter dimensions: The columns that dimensions need beside the logical ones.
  func columns<Column: LogicalColumn>(
    _: Column.Type, dimensions: [String]
  ) throws(DefinitionsFault) -> [String: ColumnRule?] {
    guard let members else { throw unexpected(.columns) }
    var rules: [String: ColumnRule?] = [:]
    let columns = Column.allCases.map { ($0.rawValue, $0.isRequired) }
    let keys = (columns + dimensions.map { ($0, false) }).map { column, isRequired in
      DefinitionsKey<[String: ColumnRule?]>(column) { (value, rules) throws(DefinitionsFault) in
        rules.updateValue(try value.columnRule(isRequired: isRequired), forKey: column)
      }
    }
    let problems = read(keys, into: &rules).flatMap(\.problems)
    let given = members.compactMap { member in
      rules[member.key]??.header.map { (value: member.value, header: $0) }
    }
    let twice = repeated(given, by: \.header).map { first, again in
      Problem.definitionsHeaderTwice(
        again.value.path, first: first.value.path, header: again.header, at: again.value.place)
    }
    try DefinitionsFault.check(problems + twice)
    return rules
  }

  /// A header, null, one way to find the text, or a list of ways.
  private func columnRule(isRequired: Bool) throws(DefinitionsFault) -> ColumnRule? {
    let expected: DefinitionsExpectation = isRequired ? .requiredHeader : .header
    switch content {
    case .null where !isRequired: return nil
    case .object: return ColumnRule(steps: [try step()])
    case .list(let elements):
      guard !elements.isEmpty else { throw unexpected(expected) }
      return ColumnRule(steps: try list(expected, of: DefinitionsValue.step))
    default: return ColumnRule(header: try name(expected))
    }
  }

  private func step() throws(DefinitionsFault) -> ColumnRule.Step {
    var step = ColumnRule.Step(headers: [])
    guard case .object = content else {
      step.headers = [try name(.step)]
      return step
    }
    try fill(&step, by: DefinitionsValue.stepKeys, .step)
    guard !step.headers.isEmpty else { throw unexpected(.step) }
    if step.otherwise != nil, step.values.isEmpty {
      throw DefinitionsFault(.definitionsOtherwiseWithoutValues(path, at: place))
    }
    return step
  }

  private static var stepKeys: [DefinitionsKey<ColumnRule.Step>] {
    [
      DefinitionsKey("column", \.headers, DefinitionsValue.headers),
      DefinitionsKey("pick", \.pick, DefinitionsValue.pick),
      DefinitionsKey("startsWith", \.startsWith, DefinitionsValue.beginnings),
      DefinitionsKey("lookup", \.lookups, DefinitionsValue.lookups),
      DefinitionsKey("values", \.values, DefinitionsValue.values),
      DefinitionsKey("otherwise", \.otherwise, DefinitionsValue.otherwise),
    ]
  }

  private func headers() throws(DefinitionsFault) -> [String] {
    guard let elements else { return [try name(.headers)] }
    guard !elements.isEmpty else { throw unexpected(.headers) }
    return try list(.headers, of: DefinitionsValue.oneHeader)
  }

  private func oneHeader() throws(DefinitionsFault) -> String { try name(.headers) }

  private func pick() throws(DefinitionsFault) -> ColumnRule.Pick? {
    let pick: ColumnRule.Pick = try choice()
    return pick
  }

  /// One beginning of a cell or several, none of them empty. Cells are trimmed: none begins with a
  /// space.
  private func beginnings() throws(DefinitionsFault) -> [String] {
    let texts = try parts(.beginnings).map { String($0.drop { $0 == " " }) }
    guard !texts.contains("") else { throw unexpected(.beginnings) }
    return texts
  }

  /// One part of a cell or several, none of them empty.
  private func parts(
    _ expected: DefinitionsExpectation
  ) throws(DefinitionsFault) -> [String] {
    guard let elements else { return [try part(expected)] }
    guard !elements.isEmpty else { throw unexpected(expected) }
    return try list(expected, of: DefinitionsValue.onePart)
  }

  private func onePart() throws(DefinitionsFault) -> String { try part(.filledText) }

  /// A part with its spaces: `"Call "` is no beginning of `Callback`.
  private func part(_ expected: DefinitionsExpectation) throws(DefinitionsFault) -> String {
    guard case .text(let text) = content, !text.isEmpty else { throw unexpected(expected) }
    return text
  }

  private func otherwise() throws(DefinitionsFault) -> String? {
    let text = try anyText()
    return text.isEmpty ? text : try label(.text)
  }

  /// A file to look up in, or several, one after the other.
  private func lookups() throws(DefinitionsFault) -> [Lookup] {
    guard let elements else { return [try lookup()] }
    guard !elements.isEmpty else { throw unexpected(.lookup) }
    return try list(.lookup, of: DefinitionsValue.lookup)
  }

  private func lookup() throws(DefinitionsFault) -> Lookup {
    var lookup = Lookup()
    try fill(&lookup, by: DefinitionsValue.lookupKeys, .lookup)
    guard lookup.file != "", lookup.key != "", lookup.value != "" else { throw unexpected(.lookup) }
    return lookup
  }

  private static var lookupKeys: [DefinitionsKey<Lookup>] {
    [
      DefinitionsKey("file", \.file, DefinitionsValue.lookupText),
      DefinitionsKey("key", \.key, DefinitionsValue.lookupText),
      DefinitionsKey("value", \.value, DefinitionsValue.lookupText),
      DefinitionsKey("match", \.match, DefinitionsValue.choice),
    ]
  }

  private func lookupText() throws(DefinitionsFault) -> Label { Label(try name(.filledText)) }

  /// Other names for texts.
  private func values() throws(DefinitionsFault) -> [Label: String] {
    guard let members, !members.isEmpty else { throw unexpected(.values) }
    let (names, problems) = attempt(members, Member.newName)
    let twice = repeated(members, by: \.key.trimmed).map { first, again in
      Problem.definitionsKeyTwice(
        again.value.path, firstLine: first.value.place.line, at: again.value.place)
    }
    try DefinitionsFault.check(problems + twice)
    return Dictionary(
      names.map { (Label($0.item.key.trimmed), $0.result) }, uniquingKeysWith: { first, _ in first }
    )
  }
}

extension DefinitionsValue.Member {
  /// Another name for a text; empty where it is to say nothing.
  fileprivate func newName() throws(DefinitionsFault) -> String {
    if case .text("") = value.content { return "" }
    return try value.label(.text)
  }
}

extension DefinitionsValue {
  func idForm() throws(DefinitionsFault) -> IDForm? {
    let form: IDForm = try choice()
    return form
  }

  /// What rows must fulfil.
  func conditions() throws(DefinitionsFault) -> [Condition] {
    try list(.conditions, of: DefinitionsValue.condition)
  }

  private func condition() throws(DefinitionsFault) -> Condition {
    var condition = Condition(header: "", test: .equals, texts: [])
    try fill(&condition, by: DefinitionsValue.conditionKeys, .condition)
    let tests = (members ?? []).filter { $0.key != "column" }
    guard !condition.header.isEmpty, tests.count == 1 else { throw unexpected(.condition) }
    return condition
  }

  private static var conditionKeys: [DefinitionsKey<Condition>] {
    [DefinitionsKey("column", \.header, DefinitionsValue.comparedHeader)]
      + Condition.Test.allCases.map { test in
        DefinitionsKey(test.rawValue) { (value, condition) throws(DefinitionsFault) in
          condition.test = test
          condition.texts = try value.comparedTexts(test)
        }
      }
  }

  private func comparedHeader() throws(DefinitionsFault) -> String { try name(.comparedHeader) }

  /// One text or several; whole cells may be compared with the empty one.
  private func comparedTexts(_ test: Condition.Test) throws(DefinitionsFault) -> [String] {
    switch test {
    case .startsWith: return try beginnings()
    case .contains, .lacks: return try parts(.filledText)
    case .equals, .isNot: break
    }
    guard let elements else { return [try anyText()] }
    guard !elements.isEmpty else { throw unexpected(.text) }
    return try list(.text, of: DefinitionsValue.anyText)
  }

  private func anyText() throws(DefinitionsFault) -> String { try word(.text) { $0 } }
}

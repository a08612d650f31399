import Foundation

extension Definitions {
  /// Reads the text of a definitions file, JSON5 in UTF-8.
  ///
  /// - Parameter file: The file's name, as problems give it.
  /// - Returns: The definitions, with the values of `Definitions()` for keys that are not given, and
  ///   everything that is wrong with the file, in its order. Where something is wrong, the
  ///   definitions are not to be used.
  package static func decode(
    _ bytes: [UInt8], file: String
  ) -> (definitions: Definitions, problems: [Problem]) {
    var definitions = Definitions()
    var (root, problems) = DefinitionsScan.read(bytes, file: file)
    if let root {
      let wrong = root.read(keys, into: &definitions)
      problems += wrong.flatMap(\.problems)
      // Nothing follows from a key that could not be read.
      let isSound = { (key: String) in !wrong.contains { $0.key == key } }
      if isSound("won"), isSound("lost") { problems += stagesWonAndLost(definitions, root) }
      if isSound("models"), isSound("modelOfRecord") {
        problems += unknownModelOfRecord(definitions, root)
      }
    }
    problems.sort {
      ($0.place?.line ?? 0, $0.place?.column ?? 0) < ($1.place?.line ?? 0, $1.place?.column ?? 0)
    }
    return (definitions, problems)
  }

  // MARK: - The keys of each object

  private static var keys: [Key<Definitions>] {
    [
      Key("timeZone", \.zone, Value.zone),
      Key("currency", \.currency, Value.currency),
      Key("won", \.won, Value.wonStages),
      Key("lost", \.lost, Value.lostStages),
      Key("lookbackDays", \.lookback, Value.lookback),
      Key("restartAfterWin", \.restartAfterWin, Value.truth),
      Key("closingDay", \.includesClosingDay, Value.closingDay),
      Key("precision", \.precision, Value.choice),
      Key("ties", \.ties, Value.choice),
      Key("models", \.models, Value.models),
      Key("modelOfRecord", \.modelOfRecord, Value.modelOfRecord),
      Key("teams", \.teamOfChannel, Value.teams),
      Key("touchpoints", \.touchpoints, Value.touchpointSources),
      Key("deals", \.deals, Value.dealSources),
      Key("rejects") { (value, definitions) throws(Wrong) in
        try value.fill(&definitions, by: rejectKeys, .limits)
      },
      Key("failOn", \.failOn, Value.warnings),
    ]
  }

  private static var rejectKeys: [Key<Definitions>] {
    [
      Key("deals", \.rejectedDeals, Value.limit),
      Key("touchpoints", \.rejectedTouchpoints, Value.limit),
    ]
  }

  /// Keys of a source of touchpoints or deals, and those that only one of the two has.
  fileprivate static func sourceKeys<Column: LogicalColumn>(
    _: Column.Type, own: [Key<Source>]
  ) -> [Key<Source>] {
    [
      Key("file", \.file, Value.pattern),
      Key("columns") { (value, source) throws(Wrong) in
        source.columns = try value.columns(Column.self)
      },
      Key("timeFormat") { (value, _) throws(Wrong) in _ = try value.timeFormat() },
    ] + own
  }

  fileprivate static var touchpointKeys: [Key<Source>] {
    sourceKeys(
      TouchpointColumn.self,
      own: [Key("channel", \.channel, Value.channelOrNone), Key("team", \.team, Value.teamOrNone)])
  }

  fileprivate static var dealKeys: [Key<Source>] {
    sourceKeys(
      DealColumn.self, own: [Key("blankAmount", \.readsBlankAmountAsZero, Value.blankAmount)])
  }

  // MARK: - Rules across keys

  private static func stagesWonAndLost(_ definitions: Definitions, _ root: Value) -> [Problem] {
    let won = (key: "won", stages: definitions.won)
    let lost = (key: "lost", stages: definitions.lost)
    let (given, other) = root["lost"] == nil ? (won, lost) : (lost, won)
    let others = Set(other.stages.map { $0.lowercased() })
    return zip(given.stages, root[given.key]?.elements ?? [])
      .filter { stage, _ in others.contains(stage.lowercased()) }
      .map { stage, value in
        .definitionsStageWonAndLost(
          stage, defaults: root[other.key] == nil ? other : nil, at: value.place)
      }
  }

  private static func unknownModelOfRecord(_ definitions: Definitions, _ root: Value) -> [Problem] {
    let names = definitions.models.map(\.name)
    guard let name = definitions.modelOfRecord, !names.contains(name) else { return [] }
    return root["modelOfRecord"]?.unexpected(.oneOf(names), word: name, among: names).all ?? []
  }
}

extension Model {
  /// The columns that stand beside those of the models in the results: no model has such a name.
  package static let fixedColumns: Set<String> = [
    "period", "currency", "model", "team", "channel", "credit", "deal_credit", "share_of_won",
    "share_of_credited", "lowest", "highest", "spread", "deal_id", "deal_name", "account_id",
    "closed_at", "deal_amount", "touch_number", "touches_in_journey", "touchpoint_id",
    "contact_id", "occurred_at", "campaign",
  ]
}

/// The columns of one kind of file.
private protocol LogicalColumn: RawRepresentable<String>, CaseIterable, Sendable {
  var isRequired: Bool { get }
  /// Columns that such a file may have, but that nothing reads yet.
  static var unread: [String] { get }
}

extension TouchpointColumn: LogicalColumn {
  fileprivate static var unread: [String] { ["cost"] }
}

extension DealColumn: LogicalColumn {
  fileprivate static var unread: [String] { [] }
}

private typealias Value = DefinitionsValue

/// What is wrong with a value and those within it; never empty.
private struct Wrong: Error {
  let all: [Problem]

  init(_ problem: Problem) { all = [problem] }

  static func check(_ problems: [Problem]) throws(Wrong) {
    if !problems.isEmpty { throw Wrong(all: problems) }
  }

  private init(all: [Problem]) { self.all = all }
}

/// A key that an object may have, and how its value is read.
private struct Key<Target> {
  let name: String
  let read: (Value, inout Target) throws(Wrong) -> Void

  init(_ name: String, read: @escaping (Value, inout Target) throws(Wrong) -> Void) {
    self.name = name
    self.read = read
  }

  init<Field>(
    _ name: String, _ field: WritableKeyPath<Target, Field>, _ read: @escaping Reading<Value, Field>
  ) {
    self.init(name) { (value, target) throws(Wrong) in
      target[keyPath: field] = try read(value)()
    }
  }
}

/// A method that reads something, without its object: `Value.currency`.
private typealias Reading<Item, Result> = (Item) -> () throws(Wrong) -> Result

/// Reads what can be read, each beside what it was read from, and tells what is wrong with the rest.
private func attempt<Item, Result>(
  _ items: [Item], _ read: Reading<Item, Result>
) -> (found: [(item: Item, result: Result)], problems: [Problem]) {
  var found: [(item: Item, result: Result)] = []
  var problems: [Problem] = []
  for item in items {
    do { found.append((item, try read(item)())) } catch { problems += error.all }
  }
  return (found, problems)
}

/// Every element that has the same name as an earlier one, with that one.
private func repeated<Element>(
  _ elements: [Element], by name: (Element) -> String
) -> [(first: Element, again: Element)] {
  var firsts: [String: Element] = [:]
  var repeated: [(first: Element, again: Element)] = []
  for element in elements {
    if let first = firsts[name(element)] {
      repeated.append((first, element))
    } else {
      firsts[name(element)] = element
    }
  }
  return repeated
}

// MARK: - Values of any kind

extension DefinitionsValue {
  fileprivate subscript(key: String) -> Value? { members?.first { $0.key == key }?.value }

  private var members: [Member]? {
    if case .object(let members) = content { members } else { nil }
  }

  fileprivate var elements: [Value]? {
    if case .list(let elements) = content { elements } else { nil }
  }

  /// Reads the members of an object into `target`, as far as they can be read.
  ///
  /// - Parameter unread: Keys that will mean something some day.
  /// - Returns: What is wrong, by key.
  fileprivate func read<Target>(
    _ keys: [Key<Target>], unread: [String] = [], into target: inout Target
  ) -> [(key: String, problems: [Problem])] {
    var wrong: [(key: String, problems: [Problem])] = []
    let known = keys.map(\.name)
    for member in members ?? [] where !known.contains(member.key) {
      let (path, place) = (member.value.path, member.value.place)
      let problem: Problem =
        unread.contains(member.key)
        ? .definitionsColumnNotRead(path, at: place)
        : .definitionsUnknownKey(member.key, path: path, known: known, at: place)
      wrong.append((member.key, [problem]))
    }
    for key in keys {
      guard let value = self[key.name] else { continue }
      do { try key.read(value, &target) } catch { wrong.append((key.name, error.all)) }
    }
    return wrong
  }

  /// Reads the members of an object into `target`, or tells everything that is wrong with them.
  fileprivate func fill<Target>(
    _ target: inout Target, by keys: [Key<Target>], _ expected: DefinitionsExpectation
  ) throws(Wrong) {
    guard members != nil else { throw unexpected(expected) }
    try Wrong.check(read(keys, into: &target).flatMap(\.problems))
  }

  /// Reads the elements of a list, or tells everything that is wrong with them.
  private func list<Element>(
    _ expected: DefinitionsExpectation, of read: Reading<Value, Element>
  ) throws(Wrong) -> [Element] {
    guard let elements else { throw unexpected(expected) }
    let (found, problems) = attempt(elements, read)
    try Wrong.check(problems)
    return found.map(\.result)
  }

  /// A text that means something: `make` knows it, without the spaces at its ends.
  private func word<Word>(
    _ expected: DefinitionsExpectation, among candidates: @autoclosure () -> [String] = [],
    _ make: (String) -> Word?
  ) throws(Wrong) -> Word {
    guard case .text(let text) = content else { throw unexpected(expected) }
    guard let word = make(text.trimmed) else {
      throw unexpected(expected, word: text.trimmed, among: candidates())
    }
    return word
  }

  private func name(_ expected: DefinitionsExpectation) throws(Wrong) -> String {
    try word(expected) { $0.isEmpty ? nil : $0 }
  }

  /// One of a few words, each with its meaning.
  private func word<Meaning>(
    of meanings: KeyValuePairs<String, Meaning>
  ) throws(Wrong) -> Meaning {
    let words = meanings.map(\.key)
    return try word(.oneOf(words), among: words) { word in
      meanings.first { $0.key == word }?.value
    }
  }

  fileprivate func choice<Choice: RawRepresentable<String> & CaseIterable>() throws(Wrong)
    -> Choice
  {
    let words = Choice.allCases.map(\.rawValue)
    return try word(.oneOf(words), among: words, Choice.init(rawValue:))
  }

  private func number<Number>(
    _ expected: DefinitionsExpectation, _ make: (Decimal) -> Number?
  ) throws(Wrong) -> Number {
    guard case .number(let number, _) = content, number.isFinite, let made = make(number)
    else { throw unexpected(expected) }
    return made
  }

  /// - Parameter word: The word that it is, if its type is right but not what it says.
  fileprivate func unexpected(
    _ expected: DefinitionsExpectation, word: String? = nil, among candidates: [String] = []
  ) -> Wrong {
    Wrong(
      .definitionsValue(
        path, found: word.map(quoted) ?? found, expected: expected, word: word,
        candidates: candidates, at: place))
  }

  /// What it is, as a message says it.
  private var found: String {
    switch content {
    case .object(let members): members.isEmpty ? "an empty object" : "an object"
    case .list(let elements): elements.isEmpty ? "an empty list" : "a list"
    case .text(let text): "the text \(quoted(text))"
    case .number(_, let asWritten): printable(asWritten)
    case .bool(let bool): "\(bool)"
    case .null: "null"
    }
  }
}

// MARK: - The keys of the file

extension DefinitionsValue {
  fileprivate func zone() throws(Wrong) -> Zone {
    try word(.zone, among: Zone.knownNames, Zone.init(name:))
  }

  fileprivate func currency() throws(Wrong) -> Currency {
    try word(.currency, among: Currency.codes) { Currency(code: $0.utf8) }
  }

  fileprivate func wonStages() throws(Wrong) -> [String] {
    let stages = try list(.wonStages, of: Value.stage)
    guard !stages.isEmpty else { throw unexpected(.wonStages) }
    return stages
  }

  fileprivate func lostStages() throws(Wrong) -> [String] {
    try list(.lostStages, of: Value.stage)
  }

  private func stage() throws(Wrong) -> String { try name(.stage) }

  /// In seconds; nil: without limit.
  fileprivate func lookback() throws(Wrong) -> Int64? {
    if case .text(let text) = content, text.trimmed == "all" { return nil }
    return try number(.lookback) { days in days < 0 ? nil : seconds(days: days) }
  }

  fileprivate func truth() throws(Wrong) -> Bool {
    guard case .bool(let bool) = content else { throw unexpected(.truth) }
    return bool
  }

  fileprivate func closingDay() throws(Wrong) -> Bool {
    try word(of: ["include": true, "exclude": false])
  }

  fileprivate func modelOfRecord() throws(Wrong) -> String? { try name(.modelOfRecord) }

  fileprivate func warnings() throws(Wrong) -> [WarningCode] {
    try list(.warnings, of: Value.choice)
  }

  /// How many rows may be rejected: `5` or `"0.5 %"`.
  fileprivate func limit() throws(Wrong) -> Definitions.Limit {
    guard case .text = content else {
      return try number(.limit) { rows in rows.asInteger.map { .count($0) } }
    }
    return try word(.limit) { text in
      guard text.hasSuffix("%"),
        let percentage = DefinitionsScan.number(String(text.dropLast()).trimmed)
      else { return nil }
      return hundredths(percent: percentage).map { .percent(hundredths: Int($0)) }
    }
  }
}

// MARK: - Models

extension DefinitionsValue {
  fileprivate func models() throws(Wrong) -> [Model] {
    guard let elements, !elements.isEmpty else { throw unexpected(.models) }
    let (models, problems) = attempt(elements, Value.model)
    let twice = repeated(models) { $0.result.name }.map { first, again in
      Problem.definitionsModelTwice(
        again.item.path, first: first.item.path, name: again.result.name, at: again.item.place)
    }
    try Wrong.check(problems + twice)
    return models.map(\.result)
  }

  /// A model by its name, or with settings of its own.
  private func model() throws(Wrong) -> Model {
    if case .text = content { return try modelKind(.model).standard }
    guard members != nil else { throw unexpected(.model) }
    guard let kind = try self["model"]?.modelKind() else {
      throw Wrong(.definitionsModelWithoutKind(path, at: place))
    }
    let settings = kind.parameters.enumerated().map { index, parameter in
      Key<Draft>(parameter.name, \.settings[index], parameter.unit.reading)
    }
    var draft = Draft(name: kind.name, settings: kind.parameters.map(\.standard))
    try fill(
      &draft, by: [Key("model") { _, _ in }, Key("name", \.name, Value.modelName)] + settings,
      .model)
    let percentages = zip(kind.parameters, draft.settings).filter { $0.0.unit == .percent }
    guard percentages.reduce(0, { $0 + $1.1 }) <= 10_000 else {
      let percentages = percentages.map { ($0.name, "\(Decimal($1) / 100)") }
      throw Wrong(.definitionsPercentagesBeyond100(path, percentages: percentages, at: place))
    }
    return kind.make(draft.name, draft.settings)
  }

  private struct Draft {
    var name: String
    var settings: [Int64]
  }

  private func modelKind(_ expected: DefinitionsExpectation? = nil) throws(Wrong) -> ModelKind {
    let names = ModelKind.all.map(\.name)
    return try word(expected ?? .oneOf(names), among: names) { name in
      ModelKind.all.first { $0.name == name }
    }
  }

  private func modelName() throws(Wrong) -> String {
    let name = try word(.modelName) { name in
      name.wholeMatch(of: /[a-z][a-z0-9_]{0,39}/).map { _ in name }
    }
    guard !Model.fixedColumns.contains(name) else {
      throw Wrong(.definitionsModelNameIsColumn(path, name: name, at: place))
    }
    return name
  }

  /// In seconds, at least one.
  fileprivate func days() throws(Wrong) -> Int64 {
    try number(.days) { days in days <= 0 ? nil : seconds(days: days).map { max($0, 1) } }
  }

  /// In hundredths of a percent.
  fileprivate func percentage() throws(Wrong) -> Int64 {
    try number(.percentage, hundredths(percent:))
  }
}

extension ModelKind.Parameter.Unit {
  fileprivate var reading: Reading<Value, Int64> {
    switch self {
    case .days: Value.days
    case .percent: Value.percentage
    }
  }
}

// MARK: - Teams

extension DefinitionsValue {
  /// The team of each channel.
  fileprivate func teams() throws(Wrong) -> [String: String] {
    guard let members else { throw unexpected(.teams) }
    let (teams, teamProblems) = attempt(members, Member.team)
    let (lists, channelProblems) = attempt(members, Member.channels)
    let teamsTwice = repeated(teams, by: \.result).map { first, again in
      Problem.definitionsTeamTwice(
        again.result, first: first.item.value.path, at: again.item.value.place)
    }
    let channels = lists.flatMap { list in
      list.result.map { (team: list.item.key.trimmed, channel: $0.channel, value: $0.value) }
    }
    let channelsTwice = repeated(channels, by: \.channel).map { first, again in
      Problem.definitionsChannelTwice(
        again.channel, teams: (first.team, again.team), at: again.value.place)
    }
    try Wrong.check(teamProblems + channelProblems + teamsTwice + channelsTwice)
    return Dictionary(uniqueKeysWithValues: channels.map { ($0.channel, $0.team) })
  }

  fileprivate func channel() throws(Wrong) -> String { try label(.channel) }
  fileprivate func channelOrNone() throws(Wrong) -> String? { try label(.channel) }
  fileprivate func teamOrNone() throws(Wrong) -> String? { try label(.team) }

  /// The name of a channel or a team.
  fileprivate func label(_ expected: DefinitionsExpectation) throws(Wrong) -> String {
    let name = try name(expected)
    guard name != uncredited else {
      throw Wrong(.definitionsReservedName(path, name: name, at: place))
    }
    return name
  }

  fileprivate func channels() throws(Wrong) -> [(channel: String, value: Value)] {
    try list(.channels, of: Value.placedChannel)
  }

  private func placedChannel() throws(Wrong) -> (channel: String, value: Value) {
    (try channel(), self)
  }
}

extension DefinitionsValue.Member {
  /// The name of a team, which is a key.
  fileprivate func team() throws(Wrong) -> String {
    try Value(path: value.path, place: value.place, content: .text(key)).label(.team)
  }

  fileprivate func channels() throws(Wrong) -> [(channel: String, value: Value)] {
    try value.channels()
  }
}

// MARK: - Sources

extension DefinitionsValue {
  fileprivate func touchpointSources() throws(Wrong) -> [Definitions.Source] {
    try list(.sources, of: Value.touchpointSource)
  }

  fileprivate func dealSources() throws(Wrong) -> [Definitions.Source] {
    try list(.sources, of: Value.dealSource)
  }

  private func touchpointSource() throws(Wrong) -> Definitions.Source {
    try source(Definitions.touchpointKeys)
  }

  private func dealSource() throws(Wrong) -> Definitions.Source {
    try source(Definitions.dealKeys)
  }

  private func source(_ keys: [Key<Definitions.Source>]) throws(Wrong) -> Definitions.Source {
    var source = Definitions.Source()
    try fill(&source, by: keys, .source)
    return source
  }

  fileprivate func pattern() throws(Wrong) -> String {
    try word(.pattern) { $0.isEmpty || $0.contains("/") ? nil : $0 }
  }

  fileprivate func blankAmount() throws(Wrong) -> Bool {
    try word(of: ["reject": false, "zero": true])
  }

  /// One of the forms of ISO 8601, which are understood anyway: naming one changes nothing yet.
  fileprivate func timeFormat() throws(Wrong) -> String {
    let times = ["", " HH:mm", " HH:mm:ss", "'T'HH:mm", "'T'HH:mm:ss"]
    let forms = times.flatMap { time in ["", "XXX", " XXX"].map { "yyyy-MM-dd" + time + $0 } }
    return try word(.timeFormat) { forms.contains($0) ? $0 : nil }
  }

  /// The header of each column that is named, nil where there is none.
  fileprivate func columns<Column: LogicalColumn>(
    _: Column.Type
  ) throws(Wrong) -> [String: String?] {
    guard let members else { throw unexpected(.columns) }
    var headers: [String: String?] = [:]
    let keys = Column.allCases.map { column in
      Key<[String: String?]>(column.rawValue) { (value, headers) throws(Wrong) in
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
    try Wrong.check(problems + twice)
    return headers
  }

  private func header(isRequired: Bool) throws(Wrong) -> String? {
    if case .null = content, !isRequired { return nil }
    return try name(isRequired ? .requiredHeader : .header)
  }
}

// MARK: - Texts and numbers

/// Days as seconds, to the nearest whole one, halves to even; nil beyond ten thousand years.
private func seconds(days: Decimal) -> Int64? {
  days <= 3_660_000 ? (days * 86_400).rounded.asInteger.map { Int64($0) } : nil
}

/// A percentage from 0 to 100 in hundredths of a percent; nil if that is no whole number.
private func hundredths(percent: Decimal) -> Int64? {
  percent >= 0 && percent <= 100 ? (percent * 100).asInteger.map { Int64($0) } : nil
}

extension Decimal {
  /// To the nearest whole number, halves to even.
  fileprivate var rounded: Decimal {
    let toWhole = NSDecimalNumberHandler(
      roundingMode: .bankers, scale: 0, raiseOnExactness: false, raiseOnOverflow: false,
      raiseOnUnderflow: false, raiseOnDivideByZero: false)
    return NSDecimalNumber(decimal: self).rounding(accordingToBehavior: toWhole).decimalValue
  }

  /// nil if it is negative, not whole or too large.
  fileprivate var asInteger: Int? {
    self >= 0 && self <= Decimal(Int.max) && self == rounded
      ? Int(NSDecimalNumber(decimal: self).int64Value) : nil
  }
}

extension String {
  /// Without the spaces (U+0020) at both ends.
  fileprivate var trimmed: String {
    let isSpace = { (scalar: Unicode.Scalar) in scalar == " " }
    guard let start = unicodeScalars.firstIndex(where: { !isSpace($0) }),
      let end = unicodeScalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(unicodeScalars[start...end])
  }
}

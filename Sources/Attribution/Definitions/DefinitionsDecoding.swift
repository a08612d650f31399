import FoundationEssentials

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
      if isSound("models"), isSound("dimensions") {
        problems += dimensionsLikeModels(definitions, root)
      }
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

  private static var keys: [DefinitionsKey<Definitions>] {
    [
      DefinitionsKey("timeZone", \.zone, DefinitionsValue.zone),
      DefinitionsKey("currency", \.currency, DefinitionsValue.currency),
      DefinitionsKey("won", \.won, DefinitionsValue.wonStages),
      DefinitionsKey("lost", \.lost, DefinitionsValue.lostStages),
      DefinitionsKey("lookbackDays", \.lookback, DefinitionsValue.lookback),
      DefinitionsKey("restartAfterWin", \.restartAfterWin, DefinitionsValue.truth),
      DefinitionsKey("closingDay", \.includesClosingDay, DefinitionsValue.closingDay),
      DefinitionsKey("precision", \.precision, DefinitionsValue.choice),
      DefinitionsKey("ties", \.ties, DefinitionsValue.choice),
      DefinitionsKey("collapse", \.collapse, DefinitionsValue.collapse),
      DefinitionsKey("models", \.models, DefinitionsValue.models),
      DefinitionsKey("modelOfRecord", \.modelOfRecord, DefinitionsValue.modelOfRecord),
      DefinitionsKey("teams", \.teamOfChannel, DefinitionsValue.teams),
      DefinitionsKey("ids", \.ids, DefinitionsValue.choice),
      DefinitionsKey("dimensions") { (value, definitions) throws(DefinitionsFault) in
        try value.dimensions(into: &definitions.dimensions)
      },
      // After the dimensions, whose columns they may name.
      DefinitionsKey("touchpoints") { (value, definitions) throws(DefinitionsFault) in
        definitions.touchpoints = try value.sources(
          touchpointKeys(definitions.dimensionColumns(.touch)))
      },
      DefinitionsKey("deals") { (value, definitions) throws(DefinitionsFault) in
        definitions.deals = try value.sources(dealKeys(definitions.dimensionColumns(.deal)))
      },
      DefinitionsKey("costs") { (value, definitions) throws(DefinitionsFault) in
        definitions.costs = try value.sources(costKeys)
      },
      DefinitionsKey("lookups", \.lookups, DefinitionsValue.lookupSources),
      DefinitionsKey("rejects") { (value, definitions) throws(DefinitionsFault) in
        try value.fill(&definitions, by: rejectKeys, .limits)
      },
      DefinitionsKey("failOn", \.failOn, DefinitionsValue.warnings),
    ]
  }

  private static var rejectKeys: [DefinitionsKey<Definitions>] {
    [
      DefinitionsKey("deals", \.rejectedDeals, DefinitionsValue.limit),
      DefinitionsKey("touchpoints", \.rejectedTouchpoints, DefinitionsValue.limit),
    ]
  }

  /// Keys that say how the text of a file becomes rows and cells.
  static var lookupKeys: [DefinitionsKey<Source>] {
    [
      DefinitionsKey("file", \.file, DefinitionsValue.pattern),
      DefinitionsKey("encoding", \.encoding, DefinitionsValue.encoding),
      DefinitionsKey("separator", \.separator, DefinitionsValue.separator),
      DefinitionsKey("headerLine", \.headerLine, DefinitionsValue.headerLine),
    ]
  }

  /// Keys of a source of touchpoints or deals, and those that only one of the two has.
  ///
  /// - Parameter dimensions: The columns that dimensions need beside the logical ones.
  static func sourceKeys<Column: LogicalColumn>(
    _: Column.Type, _ dimensions: [String], own: [DefinitionsKey<Source>]
  ) -> [DefinitionsKey<Source>] {
    lookupKeys + [
      DefinitionsKey("columns") { (value, source) throws(DefinitionsFault) in
        source.columns = try value.columns(Column.self, dimensions: dimensions)
      },
      DefinitionsKey("keep", \.keep, DefinitionsValue.conditions),
      DefinitionsKey("ids", \.ids, DefinitionsValue.idForm),
      DefinitionsKey("timeFormat", \.timeFormats, DefinitionsValue.timeFormats),
      DefinitionsKey("timeZone", \.zone, DefinitionsValue.zoneOrNone),
    ] + own
  }

  static func touchpointKeys(_ dimensions: [String]) -> [DefinitionsKey<Source>] {
    sourceKeys(
      TouchpointColumn.self, dimensions,
      own: [
        DefinitionsKey("channel", \.channel, DefinitionsValue.channelOrNone),
        DefinitionsKey("team", \.team, DefinitionsValue.teamOrNone),
        DefinitionsKey("amountFormat", \.amountFormat, DefinitionsValue.amountFormat),
      ])
  }

  static func dealKeys(_ dimensions: [String]) -> [DefinitionsKey<Source>] {
    sourceKeys(
      DealColumn.self, dimensions,
      own: [
        DefinitionsKey("amountFormat", \.amountFormat, DefinitionsValue.amountFormat),
        DefinitionsKey("blankAmount", \.readsBlankAmountAsZero, DefinitionsValue.blankAmount),
      ])
  }

  static var costKeys: [DefinitionsKey<Source>] {
    sourceKeys(
      CostColumn.self, [],
      own: [
        DefinitionsKey("channel", \.channel, DefinitionsValue.channelOrNone),
        DefinitionsKey("amountFormat", \.amountFormat, DefinitionsValue.amountFormat),
      ])
  }

  // MARK: - Rules across keys

  private static func stagesWonAndLost(_ definitions: Definitions, _ root: DefinitionsValue)
    -> [Problem]
  {
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

  private static func unknownModelOfRecord(_ definitions: Definitions, _ root: DefinitionsValue)
    -> [Problem]
  {
    let names = definitions.models.map(\.name)
    guard let name = definitions.modelOfRecord, !names.contains(name) else { return [] }
    return root["modelOfRecord"]?.unexpected(.modelOfRecord(among: names), word: name, among: names)
      .all ?? []
  }
}

extension DefinitionsValue {
  func zone() throws(DefinitionsFault) -> Zone {
    try word(.zone, among: Zone.knownNames, Zone.init(name:))
  }

  func currency() throws(DefinitionsFault) -> Currency {
    try word(.currency, among: Currency.codes) { Currency(code: $0.utf8) }
  }

  func wonStages() throws(DefinitionsFault) -> [String] {
    let stages = try list(.wonStages, of: DefinitionsValue.stage)
    guard !stages.isEmpty else { throw unexpected(.wonStages) }
    return stages
  }

  func lostStages() throws(DefinitionsFault) -> [String] {
    try list(.lostStages, of: DefinitionsValue.stage)
  }

  func stage() throws(DefinitionsFault) -> String { try name(.stage) }

  /// In seconds; nil: without limit.
  func lookback() throws(DefinitionsFault) -> Int64? {
    if case .text(let text) = content, text.trimmed == "all" { return nil }
    return try number(.lookback) { days in days < 0 ? nil : seconds(days: days) }
  }

  func truth() throws(DefinitionsFault) -> Bool {
    guard case .bool(let bool) = content else { throw unexpected(.truth) }
    return bool
  }

  func closingDay() throws(DefinitionsFault) -> Bool {
    try word(of: ["include": true, "exclude": false])
  }

  func modelOfRecord() throws(DefinitionsFault) -> String? { try name(.modelOfRecord) }

  func warnings() throws(DefinitionsFault) -> [WarningCode] {
    try list(.warnings, of: DefinitionsValue.choice)
  }

  /// How many rows may be rejected: `5` or `"0.5 %"`.
  func limit() throws(DefinitionsFault) -> Definitions.Limit {
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

extension JSONValue {
  /// An entry of `touchpoints` or `deals` in force, with the keys of a definitions file.
  init(_ source: Definitions.Source, isDeals: Bool) {
    self = .members([
      "file": .text(source.file),
      // Null for a column that is declared not to be there.
      "columns": .object(
        Dictionary(
          uniqueKeysWithValues: source.columns.map {
            (Label($0.key), $0.value.map { JSONValue($0) } ?? .null)
          })),
      "keep": source.keep.isEmpty
        ? nil
        : .list(
          source.keep.map { condition in
            .members([
              "column": .text(condition.header), condition.test.rawValue: .texts(condition.texts),
            ])
          }),
      "ids": source.ids.map { .text($0.rawValue) },
      "channel": source.channel.map { .text($0) },
      "team": source.team.map { .text($0) },
      "encoding": source.encoding.map { .text($0.rawValue) },
      "separator": source.separator.map { .text($0.rawValue) },
      "headerLine": source.headerLine.map { .number("\($0)") },
      "timeFormat": .texts(source.timeFormats.map(\.pattern)),
      "timeZone": source.zone.map { .text($0.name) },
      "amountFormat": source.amountFormat.map { .text($0.rawValue) },
      "blankAmount": isDeals ? .text(source.readsBlankAmountAsZero ? "zero" : "reject") : nil,
    ])
  }

  /// An entry of `lookups` in force.
  init(lookup source: Definitions.Source) {
    self = .members([
      "file": .text(source.file),
      "encoding": source.encoding.map { .text($0.rawValue) },
      "separator": source.separator.map { .text($0.rawValue) },
      "headerLine": source.headerLine.map { .number("\($0)") },
    ])
  }

  /// Where a column comes from.
  private init(_ rule: ColumnRule) {
    self = rule.header.map { .text($0) } ?? .list(rule.steps.map { JSONValue($0) })
  }

  private init(_ step: ColumnRule.Step) {
    let values = step.values.mapValues { JSONValue.text($0) }
    self = .members([
      "column": .oneOrMore(step.headers),
      "pick": step.pick.map { .text($0.rawValue) },
      "startsWith": .oneOrMore(step.startsWith),
      "lookup": step.lookups.isEmpty ? nil : .list(step.lookups.map { JSONValue($0) }),
      "values": values.isEmpty ? nil : .object(values),
      "otherwise": step.otherwise.map { .text($0) },
    ])
  }

  private init(_ lookup: Lookup) {
    self = .members([
      // Where it lies is no matter: results name inputs by the last part of their paths.
      "file": .text(inputNames([lookup.file.text])[0]),
      "key": .text(lookup.key.text),
      "value": .text(lookup.value.text),
      "match": .text(lookup.match.rawValue),
    ])
  }

  /// One text, or several; nil for none.
  private static func oneOrMore(_ texts: [String]) -> JSONValue? {
    texts.count > 1 ? .texts(texts) : texts.first.map { .text($0) }
  }
}

extension JSONValue {
  /// The definitions in force, with the keys of a definitions file.
  init(_ definitions: Definitions) {
    let models = definitions.models.map { model in
      JSONValue.object(
        Dictionary(
          uniqueKeysWithValues: [
            (Label("model"), .text(model.kind)), (Label("name"), .text(model.name)),
          ]
            + model.parameters.map { (Label($0.name), .decimal($0.value)) }))
    }
    let teams = Dictionary(grouping: definitions.teamOfChannel.keys) {
      Label(definitions.teamOfChannel[$0]!)
    }
    .map { ($0.key, JSONValue.texts($0.value.sorted().map(\.text))) }
    self = .members([
      "timeZone": .text(definitions.zone.name),
      "currency": .text(definitions.currency.code),
      "won": .texts(definitions.won),
      "lost": .texts(definitions.lost),
      "lookbackDays": definitions.lookback.map { .decimal(decimalDays($0)) } ?? .text("all"),
      "restartAfterWin": .bool(definitions.restartAfterWin),
      "closingDay": .text(definitions.includesClosingDay ? "include" : "exclude"),
      "precision": .text(definitions.precision.rawValue),
      "ties": .text(definitions.ties.rawValue),
      "collapse": definitions.collapse.map {
        .members([
          "same": .texts($0.same.map(\.rawValue)),
          "withinHours": .decimal(decimalHours($0.within)),
        ])
      },
      "models": .list(models),
      "modelOfRecord": definitions.modelOfRecord.map { .text($0) },
      "teams": .object(Dictionary(uniqueKeysWithValues: teams)),
      "dimensions": .list(
        definitions.dimensions.map { .texts(["name": $0.name, $0.kind.rawValue: $0.column]) }),
      "ids": .text(definitions.ids.rawValue),
      "touchpoints": .list(definitions.touchpoints.map { JSONValue($0, isDeals: false) }),
      "deals": .list(definitions.deals.map { JSONValue($0, isDeals: true) }),
      "costs": .list(definitions.costs.map { JSONValue($0, isDeals: false) }),
      "lookups": .list(definitions.lookups.map { JSONValue(lookup: $0) }),
      "rejects": .members([
        "deals": JSONValue(definitions.rejectedDeals),
        "touchpoints": JSONValue(definitions.rejectedTouchpoints),
      ]),
      "failOn": .texts(definitions.failOn.map(\.rawValue)),
    ])
  }

  private init(_ limit: Definitions.Limit) {
    self = if case .count = limit { .decimal(limit.text) } else { .text(limit.text) }
  }
}

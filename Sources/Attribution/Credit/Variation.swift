/// A model of the run with one rule changed, or left as it is, to see how far its shares move.
struct Variation: Sendable {
  let setting: Setting
  /// What the setting is here, as a person writes it: `3.5`, `all`, `40`.
  let value: String
  /// Whether this is what the definitions say.
  let isInForce: Bool
  /// The number of the model, by whose name it goes.
  let model: Int
  /// The model with this setting.
  let rule: Model
  /// In seconds; nil: without limit.
  let lookback: Int64?

  /// A rule that is changed, by its name in `sensitivity.csv`.
  enum Setting: String, Sendable, CaseIterable {
    /// Of every model that follows `time_decay`.
    case halfLife = "half_life_days"
    /// Of every model.
    case lookback = "lookback_days"
    /// What the first and the last touch have, of every model that follows `position_based`.
    case ends = "ends_percent"
  }

  private static let day: Int64 = 86_400
  private static let halfLives = [7 * day / 2, 7 * day, 14 * day, 30 * day, 60 * day]
  private static let lookbacks: [Int64?] = [30 * day, 90 * day, 180 * day, 365 * day, nil]
  private static let ends: [Int64] = [3_000, 4_000, 5_000]

  /// Every setting with every value, those in force among them, by setting, value and model.
  static func all(by definitions: Definitions) -> [Variation] {
    Setting.allCases.flatMap { setting in
      switch setting {
      case .halfLife:
        variations(
          of: .timeDecay, setting, halfLives.map { [$0] }, definitions,
          text: { decimalDays($0[0]) })
      case .lookback: lookbackVariations(definitions)
      case .ends:
        // No dash and no slash between different ends: a spreadsheet would make a date of them.
        variations(
          of: .positionBased, setting, ends.map { [$0, $0] }, definitions,
          text: { $0.removingRepeats.map { trimmedDecimal($0, 2) }.joined(separator: "+") })
      }
    }
  }

  private static func variations(
    of kind: ModelKind, _ setting: Setting, _ usual: [[Int64]], _ definitions: Definitions,
    text: ([Int64]) -> String
  ) -> [Variation] {
    let models = definitions.models.enumerated().filter { $0.element.kind == kind.name }
    let values = Set(usual + models.map(\.element.settings))
    return values.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { value in
      models.map { number, model in
        Variation(
          setting: setting, value: text(value), isInForce: model.settings == value, model: number,
          rule: kind.make(model.name, value), lookback: definitions.lookback)
      }
    }
  }

  private static func lookbackVariations(_ definitions: Definitions) -> [Variation] {
    let values = Set(lookbacks + [definitions.lookback])
    return values.sorted { $0 ?? .max < $1 ?? .max }.flatMap { value in
      definitions.models.enumerated().map { number, model in
        Variation(
          setting: .lookback, value: value.map(decimalDays) ?? "all",
          isInForce: value == definitions.lookback, model: number, rule: model, lookback: value)
      }
    }
  }
}

extension [Int64] {
  /// One for numbers that are all the same.
  fileprivate var removingRepeats: [Int64] { Set(self).count == 1 ? [self[0]] : self }
}

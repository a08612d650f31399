import FoundationEssentials

extension DefinitionsValue {
  func models() throws(DefinitionsFault) -> [Model] {
    guard let elements, !elements.isEmpty else { throw unexpected(.models) }
    let (models, problems) = attempt(elements, DefinitionsValue.model)
    let twice = repeated(models) { $0.result.name }.map { first, again in
      Problem.definitionsModelTwice(
        again.item.path, first: first.item.path, name: again.result.name, at: again.item.place)
    }
    try DefinitionsFault.check(problems + twice)
    return models.map(\.result)
  }

  /// A model by its name, or with settings of its own.
  func model() throws(DefinitionsFault) -> Model {
    if case .text = content { return try modelKind(.model).standard }
    guard members != nil else { throw unexpected(.model) }
    guard let kind = try self["model"]?.modelKind() else {
      throw DefinitionsFault(.definitionsModelWithoutKind(path, at: place))
    }
    let settings = kind.parameters.enumerated().map { index, parameter in
      DefinitionsKey<Draft>(parameter.name, \.settings[index], parameter.unit.reading)
    }
    var draft = Draft(name: kind.name, settings: kind.parameters.map(\.standard))
    try fill(
      &draft,
      by: [
        DefinitionsKey("model") { _, _ in },
        DefinitionsKey("name", \.name, DefinitionsValue.modelName),
      ] + settings,
      .model)
    let percentages = zip(kind.parameters, draft.settings).filter { $0.0.unit == .percent }
    guard percentages.reduce(0, { $0 + $1.1 }) <= 10_000 else {
      let percentages = percentages.map { ($0.name, "\(Decimal($1) / 100)") }
      throw DefinitionsFault(
        .definitionsPercentagesBeyond100(path, percentages: percentages, at: place))
    }
    return kind.make(draft.name, draft.settings)
  }

  struct Draft {
    var name: String
    var settings: [Int64]
  }

  func modelKind(_ expected: DefinitionsExpectation? = nil) throws(DefinitionsFault) -> ModelKind {
    let names = ModelKind.all.map(\.name)
    return try word(expected ?? .oneOf(names), among: names) { name in
      ModelKind.all.first { $0.name == name }
    }
  }

  func modelName() throws(DefinitionsFault) -> String {
    let name = try columnName()
    guard !Model.fixedColumns.contains(name) else {
      throw DefinitionsFault(.definitionsModelNameIsColumn(path, name: name, at: place))
    }
    return name
  }

  /// In seconds, at least one.
  func days() throws(DefinitionsFault) -> Int64 {
    try number(.days) { days in days <= 0 ? nil : seconds(days: days).map { max($0, 1) } }
  }

  /// In hundredths of a percent.
  func percentage() throws(DefinitionsFault) -> Int64 {
    try number(.percentage, hundredths(percent:))
  }
}

extension ModelKind.Parameter.Unit {
  var reading: DefinitionsMethod<DefinitionsValue, Int64> {
    switch self {
    case .days: DefinitionsValue.days
    case .percent: DefinitionsValue.percentage
    }
  }
}

extension Model {
  /// The columns that stand beside those of the models in the results: no model has such a name.
  package static let fixedColumns: Set<String> = [
    "period", "currency", "model", "team", "channel", "credit", "deal_credit", "share_of_won",
    "share_of_credited", "lowest", "highest", "spread", "deal_id", "deal_name", "account_id",
    "closed_at", "deal_amount", "touch_number", "touches_in_journey", "touchpoint_id",
    "contact_id", "occurred_at", "campaign", "deal_type",
  ]
}

/// Days as seconds, to the nearest whole one, halves to even; nil beyond ten thousand years.
func seconds(days: Decimal) -> Int64? {
  days <= 3_660_000 ? (days * 86_400).rounded.map { Int64($0) } : nil
}

/// A percentage from 0 to 100 in hundredths of a percent; nil if that is no whole number.
func hundredths(percent: Decimal) -> Int64? {
  percent >= 0 && percent <= 100 ? (percent * 100).asInteger.map { Int64($0) } : nil
}

extension Decimal {
  /// The nearest whole number, halves to even; nil if it is negative or too large.
  var rounded: Int? {
    // `1234.5`, without zeros at the end: a half is a 5 alone.
    let parts = description.split(separator: ".")
    guard self >= 0, let whole = Int(parts[0]) else { return nil }
    let fraction = parts.count > 1 ? parts[1] : "0"
    let isUp = fraction == "5" ? !whole.isMultiple(of: 2) : fraction > "5"
    return whole + (isUp ? 1 : 0)
  }

  /// nil if it is negative, not whole or too large.
  var asInteger: Int? { self >= 0 ? Int(description) : nil }
}

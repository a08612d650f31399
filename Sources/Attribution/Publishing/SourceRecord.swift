/// An entry of `touchpoints` or `deals` in force, with the keys of a definitions file.
struct SourceRecord: Encodable {
  let file: String
  /// Null for a column that is declared not to be there.
  let columns: [String: Column?]
  let keep: [[String: Text]]?
  let ids: String?
  let channel: String?
  let team: String?
  let encoding: String?
  let separator: String?
  let headerLine: Int?
  let timeFormat: [String]
  let timeZone: String?
  let amountFormat: String?
  let blankAmount: String?

  /// One text, or several.
  enum Text: Encodable {
    case one(String)
    case many([String])

    init?(_ texts: [String]) {
      guard let first = texts.first else { return nil }
      self = texts.count == 1 ? .one(first) : .many(texts)
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .one(let text): try container.encode(text)
      case .many(let texts): try container.encode(texts)
      }
    }
  }

  /// Where a column comes from.
  enum Column: Encodable {
    case header(String)
    case steps([Step])

    init(_ rule: ColumnRule) {
      self = rule.header.map { .header($0) } ?? .steps(rule.steps.map(Step.init))
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .header(let header): try container.encode(header)
      case .steps(let steps): try container.encode(steps)
      }
    }
  }

  struct Step: Encodable {
    let column: Text?
    let pick: String?
    let startsWith: Text?
    let lookup: [LookupRecord]?
    let values: [String: String]?
    let otherwise: String?

    init(_ step: ColumnRule.Step) {
      column = Text(step.headers)
      pick = step.pick?.rawValue
      startsWith = Text(step.startsWith)
      lookup = step.lookups.isEmpty ? nil : step.lookups.map(LookupRecord.init)
      values =
        step.values.isEmpty
        ? nil
        : Dictionary(
          step.values.map { ($0.key.text, $0.value) }, uniquingKeysWith: { first, _ in first })
      otherwise = step.otherwise
    }
  }

  struct LookupRecord: Encodable {
    let file: String
    let key: String
    let value: String
    let match: String

    init(_ lookup: Lookup) {
      // Where it lies is no matter: results name inputs by the last part of their paths.
      file = inputNames([lookup.file.text])[0]
      key = lookup.key.text
      value = lookup.value.text
      match = lookup.match.rawValue
    }
  }

  init(_ source: Definitions.Source, isDeals: Bool) {
    file = source.file
    columns = source.columns.mapValues { $0.map(Column.init) }
    keep =
      source.keep.isEmpty
      ? nil
      : source.keep.map { condition in
        ["column": .one(condition.header), condition.test.rawValue: .many(condition.texts)]
      }
    ids = source.ids?.rawValue
    channel = source.channel
    team = source.team
    encoding = source.encoding?.rawValue
    separator = source.separator?.rawValue
    headerLine = source.headerLine
    timeFormat = source.timeFormats.map(\.pattern)
    timeZone = source.zone?.name
    amountFormat = source.amountFormat?.rawValue
    blankAmount = isDeals ? (source.readsBlankAmountAsZero ? "zero" : "reject") : nil
  }
}

/// An entry of `lookups` in force.
struct LookupSourceRecord: Encodable {
  let file: String
  let encoding: String?
  let separator: String?
  let headerLine: Int?

  init(_ source: Definitions.Source) {
    file = source.file
    encoding = source.encoding?.rawValue
    separator = source.separator?.rawValue
    headerLine = source.headerLine
  }
}

import Foundation

/// `run.json`: what a result folder was made of, by which rules, and what it holds.
struct RunDocument: Encodable {
  let format = 1
  let program = "smarketing"
  let version = programVersion
  let period: String
  /// The form of the CSV files.
  let csv: String
  let definitions: DefinitionsRecord
  /// Of the definitions in force, as `JSONValue.canonical` writes them.
  let definitionsFingerprint: String
  /// Of who got what: of the fingerprints of the files that say so. The same where these are.
  let creditFingerprint: String
  let inputs: [Input]
  let totals: [Total]
  let warnings: [WarningEntry]
  /// The closed folders that were held against the inputs; left out where there are none.
  let closed: [Closed]?
  let files: [File]

  struct Closed: Encodable {
    let name: String
    let period: String
    /// Of its `run.json`.
    let fingerprint: String
  }

  struct Input: Encodable {
    let name: String
    let kind: String
    /// The header of each logical column that was read.
    let columns: [String: String]
    /// How the amounts of a deal file were read.
    let amountFormat: String?
    let bytes: Int
    let fingerprint: String
    /// As it was read.
    let encoding: String
    /// Rows by outcome, teams together.
    let rows: [String: Int]
    /// Cells with local times that the clocks skip, and that they show twice; left out where there
    /// are none.
    let skippedTimes: Int?
    let doubledTimes: Int?
  }

  struct Total: Encodable {
    let period: String
    let currency: String
    let model: String
    let won: String
    let credited: String
    let uncredited: String
  }

  struct WarningEntry: Encodable {
    let code: String
    let message: String
  }

  struct File: Encodable {
    let path: String
    let bytes: Int
    let fingerprint: String
  }

  init(of attribution: Attribution, files: [WrittenFile]) {
    period = attribution.period.name
    closed =
      attribution.closed.isEmpty
      ? nil
      : attribution.closed.map {
        let record = $0.comparison.old.record
        return Closed(name: $0.name, period: record.period, fingerprint: record.fingerprint.text)
      }
    csv = attribution.csv.name
    definitions = DefinitionsRecord(attribution.definitions)
    let counts = attribution.rowCounts
    func input(_ record: InputRecord, kind: String, _ times: UnclearTimes) -> Input {
      let rows = counts.filter { $0.fileIndex == record.index && $0.kind == kind }
      return Input(
        name: record.name, kind: kind,
        // Headers of a looked-up file may differ in bytes alone.
        columns: Dictionary(
          record.columns.map { ($0.column, $0.header) }, uniquingKeysWith: { first, _ in first }),
        amountFormat: record.amountFormat?.rawValue, bytes: record.byteCount,
        fingerprint: record.fingerprint.text, encoding: record.encoding.rawValue,
        rows: Dictionary(rows.map { ($0.outcome, $0.rows) }, uniquingKeysWith: +),
        skippedTimes: times.skipped > 0 ? times.skipped : nil,
        doubledTimes: times.doubled > 0 ? times.doubled : nil)
    }
    inputs =
      attribution.touches.files.map { input($0.input, kind: "touchpoints", $0.unclearTimes) }
      + attribution.deals.files.map { input($0.input, kind: "deals", $0.unclearTimes) }
      + attribution.costs.files.map { input($0.input, kind: "costs", $0.unclearTimes) }
      + attribution.lookups.files.map { input($0.input, kind: "lookup", UnclearTimes()) }
      + [attribution.control.file].compactMap(\.self)
      .map { input($0.input, kind: "control", UnclearTimes()) }
    totals = attribution.credit.groups.flatMap { group in
      attribution.definitions.models.enumerated().map { number, model in
        let credited = group.byModel[number].reduce(0) { $0 + $1.credit }
        return Total(
          period: group.period, currency: group.currency.code, model: model.name,
          won: group.currency.text(group.won.credit), credited: group.currency.text(credited),
          uncredited: group.currency.text(group.uncredited.credit))
      }
    }
    warnings = attribution.warnings.map {
      WarningEntry(code: $0.code.rawValue, message: $0.message)
    }
    definitionsFingerprint = RunDocument.fingerprint(of: definitions)
    creditFingerprint = RunDocument.creditFingerprint { name in
      files.first { $0.name == name }?.fingerprint.text
    }
    self.files = files.map {
      File(path: $0.name, bytes: $0.bytes, fingerprint: $0.fingerprint.text)
    }
  }

  /// The files that `creditFingerprint` is taken of.
  private static let creditFiles = ["credit.csv", "deal_team_credit.csv"]

  /// - Parameter fingerprint: That of a file, nil if there is none of this name.
  static func creditFingerprint(of fingerprint: (String) -> String?) -> String {
    Fingerprint(of: creditFiles.compactMap(fingerprint).joined(separator: "\n")).text
  }

  private static func fingerprint(of definitions: DefinitionsRecord) -> String {
    let encoder = JSONEncoder()
    // As with `json`.
    let value = try! JSONDecoder().decode(JSONValue.self, from: encoder.encode(definitions))
    return value.fingerprint.text
  }

  /// Keys in alphabetical order, so that the bytes depend on the content alone.
  var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Nothing in a record can fail to be encoded: texts, whole numbers, lists.
    return Array(try! encoder.encode(self)) + [lineFeed]
  }
}

/// The definitions in force, with the keys of a definitions file.
struct DefinitionsRecord: Encodable {
  let timeZone: String
  let currency: String
  let won: [String]
  let lost: [String]
  let lookbackDays: Value
  let restartAfterWin: Bool
  let closingDay: String
  let precision: String
  let ties: String
  let collapse: CollapseRecord?
  let models: [[String: Value]]
  let modelOfRecord: String?
  let teams: [String: [String]]
  let dimensions: [[String: String]]
  let ids: String
  let touchpoints: [SourceRecord]
  let deals: [SourceRecord]
  let costs: [SourceRecord]
  let lookups: [LookupSourceRecord]
  let rejects: [String: Value]
  let failOn: [String]

  /// A text, or a decimal number by its digits.
  enum Value: Encodable {
    case text(String)
    case number(String)

    init(_ limit: Definitions.Limit) {
      self =
        if case .count = limit { .number(limit.text) } else { .text(limit.text) }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .number(let digits): try container.encode(Decimal(string: digits))
      }
    }
  }

  struct CollapseRecord: Encodable {
    let same: [String]
    let withinHours: Value

    init(_ collapse: Collapse) {
      same = collapse.same.map(\.rawValue)
      withinHours = .number(decimalHours(collapse.within))
    }
  }

  init(_ definitions: Definitions) {
    timeZone = definitions.zone.name
    currency = definitions.currency.code
    won = definitions.won
    lost = definitions.lost
    lookbackDays = definitions.lookback.map { .number(decimalDays($0)) } ?? .text("all")
    restartAfterWin = definitions.restartAfterWin
    closingDay = definitions.includesClosingDay ? "include" : "exclude"
    precision = definitions.precision.rawValue
    ties = definitions.ties.rawValue
    collapse = definitions.collapse.map(CollapseRecord.init)
    models = definitions.models.map { model in
      Dictionary(
        uniqueKeysWithValues: [("model", .text(model.kind)), ("name", .text(model.name))]
          + model.parameters.map { ($0.name, .number($0.value)) })
    }
    modelOfRecord = definitions.modelOfRecord
    teams = Dictionary(grouping: definitions.teamOfChannel.keys) { definitions.teamOfChannel[$0]! }
      .mapValues { $0.sorted().map(\.text) }
    dimensions = definitions.dimensions.map { ["name": $0.name, $0.kind.rawValue: $0.column] }
    ids = definitions.ids.rawValue
    touchpoints = definitions.touchpoints.map { SourceRecord($0, isDeals: false) }
    deals = definitions.deals.map { SourceRecord($0, isDeals: true) }
    costs = definitions.costs.map { SourceRecord($0, isDeals: false) }
    lookups = definitions.lookups.map(LookupSourceRecord.init)
    rejects = [
      "deals": Value(definitions.rejectedDeals),
      "touchpoints": Value(definitions.rejectedTouchpoints),
    ]
    failOn = definitions.failOn.map(\.rawValue)
  }
}

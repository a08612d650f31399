import Foundation

/// `csv-metadata.json`: the form of the CSV files and what each of their columns holds, for programs
/// (W3C, *Metadata Vocabulary for Tabular Data*, 2015).
struct TabularMetadata: Encodable {
  let context: [Context] = [.vocabulary("http://www.w3.org/ns/csvw"), .language("en")]
  let description =
    "The credit review in tables. A text that a spreadsheet could run as a formula has an "
    + "apostrophe in front."
  let dialect: Dialect
  let tables: [Table]

  private enum CodingKeys: String, CodingKey {
    case context = "@context"
    case description = "dc:description"
    case dialect, tables
  }

  enum Context: Encodable {
    case vocabulary(String)
    case language(String)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .vocabulary(let address): try container.encode(address)
      case .language(let code): try container.encode(["@language": code])
      }
    }
  }

  struct Dialect: Encodable {
    let encoding = "utf-8"
    let delimiter: String
    let lineTerminators: [String]
    let header = true
    let quoteChar = "\""
    let doubleQuote = true
  }

  struct Table: Encodable {
    /// Relative to this file.
    let url: String
    let tableSchema: Schema
  }

  struct Schema: Encodable {
    let columns: [Column]
    /// The columns that no two rows have in common.
    let primaryKey: [String]?
  }

  struct Column: Encodable {
    let name: String
    let titles: String
    let required: Bool?
    let datatype: Datatype?
    let description: String?

    private enum CodingKeys: String, CodingKey {
      case name, titles, required, datatype
      case description = "dc:description"
    }
  }

  struct Datatype: Encodable {
    let base: String
    var format: Format?
  }

  enum Format: Encodable {
    case pattern(String)
    case decimalMark(String)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .pattern(let pattern): try container.encode(pattern)
      case .decimalMark(let mark): try container.encode(["decimalChar": mark])
      }
    }
  }

  /// - Parameter files: The files of the folder; those that are no tables are passed over.
  init(of attribution: Attribution, files: [WrittenFile]) {
    let form = attribution.csv
    let models = attribution.definitions.models.map(\.name)
    let dimensions = attribution.dimensions.map(\.dimension)
    dialect = Dialect(
      delimiter: String(Unicode.Scalar(form.separator)),
      lineTerminators: [String(decoding: form.rowEnd, as: UTF8.self)])
    let keys = TabularMetadata.keys(dimensions)
    tables = files.filter { $0.name.hasSuffix(".csv") }.map { file in
      let columns = form.columns(ofHeader: file.firstLine).map { name in
        let description = ColumnDescription.of(
          name, in: file.name, models: models, dimensions: dimensions)
        return Column(
          name: name, titles: name, required: description?.isRequired == true ? true : nil,
          datatype: description.map { Datatype($0.type, in: form) },
          description: description.map {
            [$0.text, $0.type.unit(in: form)].compactMap(\.self).joined(separator: " ")
          })
      }
      return Table(
        url: file.name,
        tableSchema: Schema(columns: columns, primaryKey: keys[file.name]))
    }
  }

  private static func keys(_ dimensions: [Dimension]) -> [String: [String]] {
    var keys = keys
    for dimension in dimensions {
      keys[dimension.creditFile] = ["period", "currency", "model", dimension.name, "team"]
      keys[dimension.comparisonFile] = ["period", "currency", dimension.name]
    }
    return keys
  }

  private static let keys: [String: [String]] = [
    "credit.csv": ["period", "currency", "model", "team", "channel"],
    "channel_credit.csv": ["period", "currency", "model", "channel"],
    "team_credit.csv": ["period", "currency", "model", "team"],
    "channel_comparison.csv": ["period", "currency", "channel"],
    "team_comparison.csv": ["period", "currency", "team"],
    "channel_reach.csv": ["period", "currency", "channel"],
    "team_reach.csv": ["period", "currency", "team"],
    "deal_team_credit.csv": ["deal_id", "model", "team"],
    "sensitivity.csv": ["period", "currency", "setting", "value", "model", "team"],
    "channel_costs.csv": ["period", "currency", "model", "channel"],
    "campaign_costs.csv": ["period", "currency", "channel", "campaign"],
    "deals.csv": ["deal_id"],
    "ledger.csv": ["deal_id", "touch_number"],
    "reconciliation.csv": ["period", "currency", "line"],
  ]

  /// Keys in alphabetical order, so that the bytes depend on the content alone.
  var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try! encoder.encode(self)) + [lineFeed]
  }
}

extension TabularMetadata.Datatype {
  fileprivate init(_ type: ColumnType, in form: CSVForm) {
    switch type {
    case .text: self.init(base: "string")
    case .period:
      self.init(base: "string", format: .pattern("[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]))?"))
    case .count: self.init(base: "integer")
    case .money, .deals, .share, .ratio:
      let mark = String(Unicode.Scalar(form.decimalMark))
      self.init(base: "decimal", format: mark == "." ? nil : .decimalMark(mark))
    case .instant:
      let clock = "yyyy-MM-ddTHH:mm:ss"
      self.init(base: "dateTime", format: .pattern(form.zone == nil ? clock + "X" : clock))
    }
  }
}

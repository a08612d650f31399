/// `csv-metadata.json`: the form of the CSV files and what each of their columns holds, for programs
/// (W3C, *Metadata Vocabulary for Tabular Data*, 2015).
struct TabularMetadata {
  private let value: JSONValue

  /// - Parameter files: The files of the folder; those that are no tables are passed over.
  init(of attribution: Attribution, files: [WrittenFile]) {
    let form = attribution.csv
    let models = attribution.definitions.models.map(\.name)
    let dimensions = attribution.dimensions.map(\.dimension)
    let keys = TabularMetadata.keys(dimensions)
    let tables = files.filter { $0.name.hasSuffix(".csv") }.map { file in
      let columns = form.columns(ofHeader: file.firstLine).map { name in
        TabularMetadata.column(
          name,
          ColumnDescription.of(name, in: file.name, models: models, dimensions: dimensions), form)
      }
      return JSONValue.members([
        // Relative to this file.
        "url": .text(file.name),
        "tableSchema": .members([
          "columns": .list(columns),
          // The columns that no two rows have in common.
          "primaryKey": keys[file.name].map { .texts($0) },
        ]),
      ])
    }
    value = .members([
      "@context": .list([.text("http://www.w3.org/ns/csvw"), .texts(["@language": "en"])]),
      "dc:description": .text(
        "The credit review in tables. A text that a spreadsheet could run as a formula has an "
          + "apostrophe in front."),
      "dialect": .members([
        "encoding": .text("utf-8"),
        "delimiter": .text(String(Unicode.Scalar(form.separator))),
        "lineTerminators": .texts([form.rowEnd.text]),
        "header": .bool(true),
        "quoteChar": .text("\""),
        "doubleQuote": .bool(true),
      ]),
      "tables": .list(tables),
    ])
  }

  private static func column(
    _ name: String, _ description: ColumnDescription?, _ form: CSVForm
  ) -> JSONValue {
    .members([
      "name": .text(name),
      "titles": .text(name),
      "required": description?.isRequired == true ? .bool(true) : nil,
      "datatype": description.map { datatype($0.type, in: form) },
      "dc:description": description.map {
        .text([$0.text, $0.type.unit(in: form)].compactMap(\.self).joined(separator: " "))
      },
    ])
  }

  private static func datatype(_ type: ColumnType, in form: CSVForm) -> JSONValue {
    func make(_ base: String, format: JSONValue? = nil) -> JSONValue {
      .members(["base": .text(base), "format": format])
    }
    switch type {
    case .text: return make("string")
    case .period:
      return make("string", format: .text("[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]))?"))
    case .count: return make("integer")
    case .money, .deals, .share, .ratio:
      let mark = String(Unicode.Scalar(form.decimalMark))
      return make("decimal", format: mark == "." ? nil : .texts(["decimalChar": mark]))
    case .instant:
      let clock = "yyyy-MM-ddTHH:mm:ss"
      return make("dateTime", format: .text(form.zone == nil ? clock + "X" : clock))
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
  var json: [UInt8] { value.lines }
}

import Attribution
import Foundation
import Testing

/// What a run says of a company: its review, and its files as rows, to hold one against the other.
struct Reviewed {
  let models: [String]
  /// The model that is quoted.
  let lead: String
  private let review: Document
  private let files: [String: [[String: String]]]

  init(_ request: Request) throws {
    var problems = Problems { _ in }
    let attribution = try Attribution(request, problems: &problems)
    let models = attribution.definitions.models.map(\.name)
    self.models = models
    lead = attribution.definitions.modelOfRecord ?? models[0]
    review = attribution.review
    var files: [String: [[String: String]]] = [:]
    for report in reports where report.name.hasSuffix(".csv") {
      var bytes: [UInt8] = []
      try report.write(attribution) { bytes += $0 }
      files[report.name] = CSVTwin.records(String(decoding: bytes, as: UTF8.self))
    }
    self.files = files
  }

  init(seed: UInt64, change: (inout RandomCompany) -> Void = { _ in }) throws {
    let workspace = try Workspace()
    var company = RandomCompany(seed: seed, [.negatives, .adjustments, .anonymous, .duplicates])
    company.definitions.modelOfRecord = company.definitions.models.last!.name
    change(&company)
    try self.init(company.request(in: workspace, jobs: 2))
  }

  /// A run over rows that a test writes down.
  init(touchpoints: String, deals: String, definitions: Definitions = Definitions()) throws {
    let workspace = try Workspace()
    try self.init(
      Request(
        touchpoints: [workspace.write(touchpoints, to: "touchpoints.csv")],
        deals: [workspace.write(deals, to: "deals.csv")], definitions: definitions))
  }

  func rows(_ file: String) -> [[String: String]] { files[file] ?? [] }

  var chapters: [Chapter] {
    let codes = Set(rows("deals.csv").map { $0["currency"]! }).sorted()
    return codes.map { Chapter(of: self, code: $0, suffix: codes.count > 1 ? " (\($0))" : "") }
  }

  /// The blocks below a heading, up to the next of its level.
  func section(_ title: String) -> [Document.Block] {
    var blocks: [Document.Block] = []
    var isInside = false
    for block in review.blocks {
      if case .heading(2, let text) = block {
        isInside = text.plain == title
      } else if isInside {
        blocks.append(block)
      }
    }
    return blocks
  }

  func tables(_ title: String) -> [Shown] {
    section(title).compactMap { block in
      if case .table(let table) = block {
        Shown(
          headings: table.columns.map(\.heading.markdown),
          rows: table.rows.map { $0.map { Text($0.markdown) } },
          sum: table.sum?.map { Text($0.markdown) })
      } else {
        nil
      }
    }
  }

  /// What a section says beside its tables, a line a paragraph or an item.
  func sentences(_ title: String) -> [String] {
    section(title).flatMap { block -> [String] in
      switch block {
      case .paragraph(let text): [text.plain]
      case .list(let items): items.map(\.plain)
      default: []
      }
    }
  }

  /// A table as it is shown, each cell in Markdown.
  struct Shown: Equatable {
    var headings: [String]
    var rows: [[Text]]
    var sum: [Text]?

    /// The whole number that a cell is, with its decimals; nil if it is none.
    static func number(_ cell: Text) -> Int128? {
      let digits = cell.string.replacing("−", with: "-").filter { $0 != "," && $0 != "." }
      return Int128(digits.hasSuffix(" %") ? String(digits.dropLast(2)) : digits)
    }

    /// Holds the sums against the rows, wherever a column has one.
    func expectSums(sourceLocation: SourceLocation = #_sourceLocation) {
      guard let sum else { return }
      for column in headings.indices.dropFirst() where !sum[column].isEmpty {
        let cells = rows.compactMap { Shown.number($0[column]) }
        #expect(
          Shown.number(sum[column]) == cells.reduce(0, +), "\(headings[column])",
          sourceLocation: sourceLocation)
      }
    }
  }
}

/// A name of a CSV file as the review shows it.
func shown(_ cell: String) -> Text {
  let isMarked = cell.hasPrefix("'") && "=+-@\t\r\n".contains(cell.dropFirst().first ?? " ")
  return Text(Prose.input(isMarked ? String(cell.dropFirst()) : cell).markdown)
}

/// The rows of one currency, put together the slow way.
struct Chapter {
  let code: String
  let suffix: String
  /// All rows of `deals.csv`.
  let rows: [[String: String]]
  /// Those that are deals: no adjustments, no negative amounts.
  let deals: [[String: String]]
  /// The touches of each of these that has some, in their order.
  let journeys: [Text: [[String: String]]]
  private let reviewed: Reviewed

  var currency: Currency { .of(code) }

  init(of reviewed: Reviewed, code: String, suffix: String) {
    self.reviewed = reviewed
    self.code = code
    self.suffix = suffix
    rows = reviewed.rows("deals.csv").filter { $0["currency"] == code }
    deals = rows.filter { $0["adjusts"] == "" && !$0["amount"]!.hasPrefix("-") }
    let ids = Set(deals.map { Text($0["deal_id"]!) })
    journeys = Dictionary(
      grouping: reviewed.rows("ledger.csv").filter { ids.contains(Text($0["deal_id"]!)) }
    ) { Text($0["deal_id"]!) }
  }

  func units(_ row: [String: String], _ column: String = "amount") throws -> Int64 {
    try currency.units(row[column]!)
  }

  func amount(of deal: Text) throws -> Int64 {
    try units(deals.first { Text($0["deal_id"]!) == deal }!)
  }

  func money(_ units: Int64) -> Text { Text(currency.grouped(units, withCode: false)) }

  /// The credit of every team or channel in each model, all periods together.
  func credit(of column: String) throws -> [Text: [String: Int64]] {
    var credit: [Text: [String: Int64]] = [:]
    for row in reviewed.rows("\(column)_credit.csv")
    where row["currency"] == code && row[column] != "(uncredited)" {
      credit[Text(row[column]!), default: [:]][row["model"]!, default: 0] +=
        try units(row, "credit")
    }
    return credit
  }

  /// Those with a touch in a journey: by their credit in the model that is quoted, then by name.
  func names(of column: String) throws -> [Text] {
    let credit = try credit(of: column)
    let touched = Set(journeys.values.joined().map { Text($0[column]!) })
    let first = credit.keys.filter(touched.contains).sorted {
      let (one, other) = (credit[$0]![reviewed.lead] ?? 0, credit[$1]![reviewed.lead] ?? 0)
      return one != other ? one > other : raw($0) < raw($1)
    }
    return first + touched.subtracting(first).sorted { raw($0) < raw($1) }
  }

  /// The bytes of a name without what the file put before it.
  func raw(_ name: Text) -> Text {
    let isMarked =
      name.bytes.first == UInt8(ascii: "'")
      && Array("=+-@\t\r\n".utf8).contains(name.bytes.dropFirst().first ?? 0)
    return isMarked ? Text(String(name.string.dropFirst())) : name
  }

  /// Seconds from one time of a file to another.
  func seconds(_ from: String, _ to: String) -> Int64 {
    ClockTwin.utc.read(to)!.instant - ClockTwin.utc.read(from)!.instant
  }
}

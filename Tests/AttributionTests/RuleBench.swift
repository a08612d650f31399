import Attribution
import Foundation
import Testing

/// Touches of one account whose campaigns are found by a rule, in columns `A`, `B`, `C`: what the
/// ledger and `rows.csv` say then.
struct RuleBench {
  /// The rule as a definitions file has it.
  var rule: String
  /// The cells of each row.
  var rows: [[String]] = []
  /// The files that are looked up in, by their names.
  var files: [String: String] = [:]
  /// More keys of the source, each with a comma before it.
  var keys = ""
  var ids = IDForm.exact

  struct Outcome: Equatable {
    /// The campaign of each row; nil for a row that gets no credit.
    var campaigns: [Text?] = []
    /// How the rule found them, line by line, and what became of the rows.
    var counts: [String] = []
    var problems: [String] = []
  }

  /// Runs it: in one piece by one thread, or any other way.
  func outcome(pieceSize: Int? = nil, jobs: Int = 1) throws -> Outcome {
    let workspace = try Workspace()
    let definitions = try workspace.write(text, to: "definitions.json")
    var table = Table(
      name: "touches.csv",
      header: ["touchpoint_id", "account_id", "occurred_at", "channel", "team"]
        + ["A", "B", "C"].prefix(rows.first?.count ?? 1))
    table.rows = rows.enumerated().map { index, cells in
      ["t\(index)", RuleBench.account, "2026-10-01", "x", "y"] + cells
    }
    for (name, text) in files { try workspace.write(text, to: name) }
    let deals =
      "deal_id,account_id,amount,closed_at\n006Ab000001QwEr,\(RuleBench.account),100,2026-10-31\n"
    var request = Request(
      touchpoints: [try workspace.write(CSVWriter.plain(table), to: table.name)],
      deals: [try workspace.write(deals, to: "deals.csv")],
      definitions: try Definitions.read(definitions), jobs: jobs)
    request.definitionsPath = definitions
    if let pieceSize { request.pieceSize = pieceSize }
    let results = Results(of: request)
    try #require(results.failure == "")
    var outcome = Outcome(problems: results.problems.map { String($0.prefix { $0 != "\n" }) })
    let campaigns = Dictionary(
      uniqueKeysWithValues: try results.rows("ledger.csv").map {
        ($0["touchpoint_id"]!, Text($0["campaign"]!))
      })
    outcome.campaigns = rows.indices.map { campaigns["t\($0)"] }
    outcome.counts = try results.rows("rows.csv").filter { $0["file"] == table.name }
      .map { "\($0["outcome"]!): \($0["rows"]!)" }
    return outcome
  }

  /// An id in any form of ids.
  private static let account = "001Ab000001ZxCv"

  /// The definitions file.
  private var text: String {
    """
    {"touchpoints": [{"columns": {"campaign": \(rule)}\(keys)}], "ids": "\(ids.rawValue)",
     "rejects": {"touchpoints": "100%"}}
    """
  }

  /// The rule as it is read.
  func read() -> Definitions.Source {
    Definitions.decode(Array(text.utf8), file: "d.json").definitions.touchpoints[0]
  }
}

import Attribution
import Foundation
import Testing

/// `sensitivity.csv` against whole runs by definitions that say what its rows assume.
struct `Sensitivity` {
  private static let settings = ["half_life_days", "lookback_days", "ends_percent"]

  @Test(arguments: 0..<16 as Range<UInt64>)
  func `a row is what a run by that setting gives`(_ seed: UInt64) throws {
    let company = RandomCompany(seed: seed)
    let workspace = try Workspace()
    let request = try company.request(in: workspace, jobs: 2)
    let rows = try Results(of: request).rows("sensitivity.csv")
    let isEmpty = try Results(of: request).rows("team_credit.csv").isEmpty
    #expect(rows.isEmpty == isEmpty)
    let cases = Set(rows.map { [$0["setting"]!, $0["value"]!] })
    for setting in cases {
      var changed = request
      let models = changed.definitions.apply(setting[0], setting[1])
      let found = rows.filter { $0["setting"] == setting[0] && $0["value"] == setting[1] }
      let expected = try Results(of: changed).rows("team_credit.csv")
        .filter { models.contains($0["model"]!) && Decimal(string: $0["credit"]!) != 0 }
      func cells(_ row: [String: String]) -> [Text] {
        ["period", "currency", "model", "team", "credit", "share_of_won"].map { Text(row[$0]!) }
      }
      #expect(found.map(cells) == expected.map(cells), "\(setting)")
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `every setting adds up to won revenue, and one of each is in force`(_ seed: UInt64) throws {
    let company = RandomCompany(seed: seed, [.negatives, .adjustments, .duplicates])
    let workspace = try Workspace()
    let results = Results(of: try company.request(in: workspace))
    var won: [[Text]: Int64] = [:]
    for deal in try results.rows("deals.csv") {
      let key = ["period", "currency"].map { Text(deal[$0]!) }
      won[key, default: 0] += try Currency.of(deal["currency"]!).units(deal["amount"]!)
    }
    let rows = try results.rows("sensitivity.csv")
    let columns = ["period", "currency", "setting", "value", "model"]
    for (key, members) in Dictionary(grouping: rows, by: { row in columns.map { Text(row[$0]!) } })
    {
      let sum = try members.reduce(0) {
        try $0 + Currency.of($1["currency"]!).units($1["credit"]!)
      }
      #expect(sum == won[Array(key[..<2])], "\(key)")
      let shares = members.compactMap { Decimal(string: $0["share_of_won"]!) }
      #expect(shares.isEmpty ? sum <= 0 : shares.reduce(0, +) == 1)
    }
    let inForce = rows.filter { $0["in_force"] == "yes" }
    let credit = try results.rows("team_credit.csv").filter { Decimal(string: $0["credit"]!) != 0 }
    for setting in Self.settings {
      let models = company.definitions.models.filter { model in
        switch setting {
        case "half_life_days": model.kind == "time_decay"
        case "ends_percent": model.kind == "position_based"
        default: true
        }
      }.map(\.name)
      func cells(_ row: [String: String]) -> [Text] {
        ["period", "currency", "model", "team", "credit", "share_of_won"].map { Text(row[$0]!) }
      }
      // Models with settings of their own stand at values of their own.
      let found = inForce.filter { $0["setting"] == setting }.map(cells)
      let expected = credit.filter { models.contains($0["model"]!) }.map(cells)
      #expect(found.count == expected.count)
      #expect(Set(found) == Set(expected))
    }
  }

  @Test func `the settings are tried that the definitions may have, and their own`() throws {
    var definitions = Definitions()
    definitions.lookback = 120 * 86_400
    definitions.models = [
      Model.kind("linear").standard, Model.kind("time_decay").make("slow", [45 * 86_400]),
      Model.kind("position_based").make("late", [2_000, 6_000]),
    ]
    let results = try Self.results(definitions)
    var values: [String: [String]] = [:]
    for row in try results.rows("sensitivity.csv") {
      let value = row["value"]! + (row["in_force"] == "yes" ? "!" : "")
      if values[row["setting"]!]?.last != value { values[row["setting"]!, default: []] += [value] }
    }
    #expect(
      values == [
        "half_life_days": ["3.5", "7", "14", "30", "45!", "60"],
        "lookback_days": ["30", "90", "120!", "180", "365", "all"],
        "ends_percent": ["20+60!", "30", "40", "50"],
      ])
  }

  @Test func `a spreadsheet's decimal comma stands in the values too`() throws {
    let company = try Self.company()
    let workspace = company.workspace
    let outcome = try Program.run(
      company.arguments + ["--csv", "excel-eu", "--output", "out", "-q"], in: workspace.folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try workspace.text("out/sensitivity.csv").contains(";half_life_days;3,5;"))
  }

  // MARK: Reports that are too large

  @Test(arguments: [(10_000, false, true), (10_001, false, false), (10_001, true, true)])
  func `more than 10,000 won deals need to be asked for`(
    count: Int, isAskedFor: Bool, isDone: Bool
  ) throws {
    let company = try Self.company(deals: count)
    let outcome = try Program.run(
      company.arguments + (isAskedFor ? ["--sensitivity"] : []) + [
        "-o", "out", "--no-ledger", "-q",
      ],
      in: company.workspace.folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let text = try company.workspace.text("out/sensitivity.csv")
    #expect(
      text.hasPrefix("period,currency,setting,value,model,team,credit,share_of_won,in_force\n"))
    #expect((text.split(separator: "\n").count > 1) == isDone)
    let review = try company.workspace.text("out/review.md")
    #expect(review.contains("`smarketing run --sensitivity` looks into it") == !isDone)
  }

  @Test func `adjustments are not counted among them`() throws {
    let company = try Self.company(deals: 10_000)
    try company.workspace.write(
      "deal_id,account_id,amount,closed_at,adjusts\nN1,,-1,2026-01-15,D1\n", to: "n.csv")
    let outcome = try Program.run(
      company.arguments + ["--deals", "n.csv", "-o", "out", "--no-ledger", "-q"],
      in: company.workspace.folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let text = try company.workspace.text("out/sensitivity.csv")
    #expect(text.split(separator: "\n").count > 1)
  }

  /// A company of some won deals of 10.00 each, the first of which has touches of two teams.
  private static func company(deals: Int = 3) throws -> (workspace: Workspace, arguments: [String])
  {
    let workspace = try Workspace()
    try workspace.write(
      "account_id,occurred_at,channel,team\nA1,2026-01-01,web,marketing\nA1,2025-11-01,call,sales\n"
        + "A1,2026-01-14,call,sales\n", to: "t.csv")
    try workspace.write(
      "deal_id,account_id,amount,closed_at\n"
        + (1...deals).map { "D\($0),A\($0),10,2026-01-15\n" }.joined(), to: "d.csv")
    return (workspace, ["run", "--touchpoints", "t.csv", "--deals", "d.csv"])
  }

  private static func results(_ definitions: Definitions) throws -> Results {
    let workspace = try company().workspace
    return Results(
      of: Request(
        touchpoints: [workspace.path("t.csv")], deals: [workspace.path("d.csv")],
        definitions: definitions))
  }
}

extension Definitions {
  /// Changes the definitions as a setting has it.
  ///
  /// - Returns: The names of the models that the setting is about.
  fileprivate mutating func apply(_ setting: String, _ value: String) -> [String] {
    let numbers = value.split(separator: "+").map { Decimal(string: String($0)) ?? 0 }
    func whole(_ number: Decimal) -> Int64 {
      Int64("\(number + Decimal(string: "0.5")!)".prefix { $0 != "." })!
    }
    func vary(_ kind: String, _ settings: [Int64]) -> [String] {
      models = models.map { $0.kind == kind ? Model.kind(kind).make($0.name, settings) : $0 }
      return models.filter { $0.kind == kind }.map(\.name)
    }
    switch setting {
    case "half_life_days": return vary("time_decay", [whole(numbers[0] * 86_400)])
    case "ends_percent":
      return vary("position_based", [whole(numbers[0] * 100), whole(numbers.last! * 100)])
    default:
      lookback = value == "all" ? nil : whole(numbers[0] * 86_400)
      return models.map(\.name)
    }
  }
}

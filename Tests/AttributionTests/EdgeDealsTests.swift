import Attribution
import Testing

/// Deals at the edge of a period in the review, in New York, whose days end four hours after UTC's.
struct `Deals at the edge of a period` {
  private static func section(_ closes: [String], _ period: Period, zone: String) throws -> String {
    let workspace = try Workspace()
    try workspace.write(
      "deal_id,account_id,amount,closed_at,currency\n"
        + closes.enumerated().map { "D\($0),A,\(100 + $0),\($1),USD\n" }.joined(), to: "deals.csv")
    try workspace.write("account_id,occurred_at,channel,team\n", to: "touchpoints.csv")
    var definitions = Definitions()
    definitions.zone = try #require(Zone(name: zone))
    let request = Request(
      touchpoints: [workspace.path("touchpoints.csv")], deals: [workspace.path("deals.csv")],
      definitions: definitions, period: period)
    let review = try #require(Results(of: request).files["review.md"])
    guard let start = review.range(of: "### Closed at the edge") else { return "" }
    return String(review[start.lowerBound...]).components(separatedBy: "\n## ")[0]
  }

  @Test(arguments: [
    ("2026-10-01T04:00:00Z", "2026-10", "2026-10"),
    ("2026-10-01T03:59:59Z", "not in the report", "2026-10"),
    ("2026-10-02T03:59:59Z", "2026-10", "2026-10"),
    ("2026-11-01T03:59:59Z", "2026-10", "not in the report"),
    ("2026-11-01T04:00:00Z", "not in the report", "not in the report"),
    ("2026-10-31", "2026-10", "not in the report"),
  ])
  func `stand beside what UTC's clocks say`(
    _ closed: String, _ period: String, _ byUTC: String
  ) throws {
    let section = try Self.section(
      [closed], .one(year: 2026, months: 10...10), zone: "America/New_York")
    let row = try #require(section.split(separator: "\n").first { $0.hasPrefix("| D0") })
    let cells = row.split(separator: "|").map { $0.drop { $0 == " " } }
      .map { String($0.reversed().drop { $0 == " " }.reversed()) }
    #expect(cells[4] == period)
    #expect(cells[6] == byUTC)
  }

  @Test(arguments: ["2026-10-02T04:00:01Z", "2026-10-15", "2026-10-31T03:59:58Z"])
  func `are no others`(_ closed: String) throws {
    let section = try Self.section(
      [closed], .one(year: 2026, months: 10...10), zone: "America/New_York")
    #expect(section == "")
  }

  @Test func `need no second clock in UTC`() throws {
    let section = try Self.section(["2026-10-31"], .everyMonth, zone: "UTC")
    #expect(section.contains("| D0   |"))
    #expect(!section.contains("by UTC"))
  }

  @Test func `are those that UTC's clocks move, then the largest, and no more than ten`() throws {
    let closes = (0..<12).map { "2026-10-01T\($0 + 10):00:00Z" } + ["2026-11-01T01:00:00Z"]
    let section = try Self.section(closes, .everyMonth, zone: "America/New_York")
    let rows = section.split(separator: "\n").filter { $0.hasPrefix("| D") }
    #expect(rows.count == 10)
    #expect(rows[0].hasPrefix("| D12 "))
    #expect(rows[1].hasPrefix("| D11 "))
    #expect(section.contains("13 deals and adjustments were closed"))
    #expect(section.contains("would put 1 into another period. Shown are 10."))
  }
}

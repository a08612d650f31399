import Attribution
import Testing

/// Closed folders held against what the inputs say now.
struct `Closed months` {
  /// What a team has in a model, by period, currency, model and team, in minor units.
  private typealias Figures = [[Text]: Int64]

  private func teams(_ results: Results) throws -> Figures {
    var figures: Figures = [:]
    for row in try results.rows("team_credit.csv") {
      let key = ["period", "currency", "model", "team"].map { Text(row[$0]!) }
      figures[key, default: 0] += try Currency.of(row["currency"]!).units(row["credit"]!)
    }
    return figures
  }

  @Test(arguments: Mutation.allCases)
  func `and what changed since add up to what the files say now`(_ mutation: Mutation) throws {
    var changes = 0
    for seed in 1...12 as ClosedRange<UInt64> {
      var random = Seeded(seed)
      guard
        let (old, new, _) = mutation.apply(
          RandomCompany(seed: seed, [.negatives, .adjustments]), &random)
      else { continue }
      let workspace = try Workspace()
      let months = Set(
        try Results(of: old.request(in: workspace)).rows("deals.csv").map { $0["period"]! })
      for month in months {
        var request = try old.request(in: workspace)
        request.period = try #require(Period(month))
        _ = try Attribution.run(request, to: workspace.path("reports/\(month)"))
        #expect(try ResultFolder.close(workspace.path("reports/\(month)")))
      }
      var closed: Figures = [:]
      for month in months {
        var request = try old.request(in: workspace)
        request.period = try #require(Period(month))
        closed.merge(try teams(Results(of: request)), uniquingKeysWith: +)
      }
      var request = try new.request(in: workspace)
      request.closed = workspace.path("reports")
      let results = Results(of: request)
      // Nothing may be won any more, for instance.
      guard results.failure.isEmpty else { continue }
      for row in try results.rows("closed_changes.csv") {
        changes += 1
        let currency = Currency.of(row["currency"]!)
        let difference = try currency.units(row["difference"]!)
        let was = try currency.units(row["closed_credit"]!)
        #expect(try currency.units(row["credit"]!) - was == difference)
        let key = ["period", "currency", "model", "team"].map { Text(row[$0]!) }
        closed[key, default: 0] += difference
      }
      let now = try teams(results).filter { months.contains($0.key[0].string) }
      #expect(closed.filter { $0.value != 0 } == now.filter { $0.value != 0 })
    }
    #expect(changes > 0)
  }

  @Test func `that are as they were are said to be`() throws {
    let workspace = try Workspace()
    let company = RandomCompany(seed: 4)
    var request = try company.request(in: workspace)
    let month = try #require(try Results(of: request).rows("deals.csv").first?["period"])
    request.period = try #require(Period(month))
    _ = try Attribution.run(request, to: workspace.path("reports/\(month)"))
    #expect(try ResultFolder.close(workspace.path("reports/\(month)")))
    request = try company.request(in: workspace)
    request.closed = workspace.path("reports")
    let results = Results(of: request)
    #expect(try results.rows("closed_changes.csv").isEmpty)
    #expect(results.files["review.md"]?.contains("As it was closed: \(month).") == true)
  }

  /// Closes folders of some periods, and runs again with other rows.
  private func closed(
    _ periods: [String], touches: (String, String), deals: (String, String),
    _ definitions: Definitions = Definitions(), now period: Period = .everyMonth
  ) throws -> Results {
    let workspace = try Workspace()
    func request(_ touches: String, _ deals: String) throws -> Request {
      Request(
        touchpoints: [
          try workspace.write(
            "touchpoint_id,account_id,occurred_at,channel,team\n" + touches, to: "t.csv")
        ],
        deals: [
          try workspace.write("deal_id,account_id,amount,closed_at\n" + deals, to: "d.csv")
        ], definitions: definitions)
    }
    for period in periods {
      var before = try request(touches.0, deals.0)
      before.period = try #require(Period(period))
      _ = try Attribution.run(before, to: workspace.path("reports/\(period)"))
      #expect(try ResultFolder.close(workspace.path("reports/\(period)")))
    }
    var now = try request(touches.1, deals.1)
    now.closed = workspace.path("reports")
    now.period = period
    return Results(of: now)
  }

  @Test func `tell the deals that moved most, and how many there are besides`() throws {
    let touches = "T1,A,2026-09-01,demo,sales\n"
    func deals(_ amounts: [String]) -> String {
      amounts.enumerated().map { "D\($0 + 1),A,\($1),2026-09-09\n" }.joined()
        + "D6,B,6.00,2026-09-09\n"
    }
    let results = try closed(
      ["2026-09"],
      touches: (touches + "T2,B,2026-09-01,demo,sales\n", touches + "T2,B,2026-09-01,demo,field\n"),
      deals: (
        deals(["100.00", "1.00", "1.00", "1.00", "7.00"]),
        deals(["110.00", "2.00", "1.50", "1.10", "7.00"])
      ))
    let review = try #require(results.files["review.md"])
    #expect(
      review.contains(
        """
        Since September 2026 was closed, 5 of its deals changed: D1 100.00 → 110.00 (sales +10.00, \
        `first_touch`; amount changed); D6 6.00 (field +6.00, sales −6.00, `first_touch`; touch of \
        another team); D2 1.00 → 2.00 (sales +1.00, `first_touch`; amount changed); 2 more.
        """), "\(review)")
  }

  @Test func `may not overlap`() throws {
    let (touches, deals) = ("T1,A,2026-09-01,demo,sales\n", "D1,A,1.00,2026-09-09\n")
    for periods in [["2026-09", "2026-Q3"], ["2026", "2026-09"], ["2026-Q3", "2026"]] {
      let results = try closed(periods, touches: (touches, touches), deals: (deals, deals))
      #expect(results.failure.contains("2026"), "\(periods)")
    }
    let results = try closed(
      ["2026-08", "2026-09", "2026-Q4"], touches: (touches, touches), deals: (deals, deals))
    #expect(results.failure == "")
  }

  /// By UTC's clocks the deal is of October, by New York's of September.
  @Test func `have their deals by the clocks of the definitions`() throws {
    var definitions = Definitions()
    definitions.zone = try #require(Zone(name: "America/New_York"))
    let (touches, deals) = ("T1,A,2026-09-01,demo,sales\n", "D1,A,1.00,2026-10-01T02:00:00Z\n")
    let same = try closed(
      ["2026-09"], touches: (touches, touches), deals: (deals, deals), definitions)
    #expect(same.failure == "")
    #expect(try #require(same.files["review.md"]).contains("As it was closed: 2026-09."))
    #expect(try !#require(same.files["review.md"]).contains("closed folder"))
    let moved = try closed(
      ["2026-09"], touches: (touches, touches),
      deals: (deals, "D1,A,1.00,2026-10-01T04:00:00Z\n"), definitions)
    #expect(try #require(moved.files["review.md"]).contains("closed in 2026-10 now"))
  }

  @Test func `are no part of the year so far where the report is about them`() throws {
    let touches = "T1,A,2026-08-01,demo,sales\n"
    let deals = "D1,A,1.00,2026-09-09\nD2,A,20.00,2026-10-09\nD3,A,300.00,2026-11-09\n"
    let results = try closed(
      ["2026-09", "2026-10", "2026-11"], touches: (touches, touches), deals: (deals, deals),
      now: #require(Period("2026-10")))
    let review = try #require(results.files["review.md"])
    #expect(review.contains("| sales (USD)".replacing("sales", with: "team")))
    let row = try #require(
      review.split(separator: "\n").first { $0.contains("**won revenue**") && $0.contains("21.00") }
    )
    #expect(
      row.split(separator: "|").map { $0.filter { "0123456789.".contains($0) } }
        .filter { !$0.isEmpty } == ["1.00", "0.00", "20.00", "21.00"])
  }
}

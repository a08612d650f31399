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
}

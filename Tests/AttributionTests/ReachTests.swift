import Attribution
import Testing

/// `channel_reach.csv`, `team_reach.csv` and `deal_team_credit.csv` against slow computations from the
/// ledger and the list of deals.
struct `Reach and deals by team` {
  private static func results(_ seed: UInt64) throws -> Results {
    let workspace = try Workspace()
    let company = RandomCompany(seed: seed, [.negatives, .adjustments])
    return Results(of: try company.request(in: workspace, jobs: 2))
  }

  @Test(arguments: 0..<30 as Range<UInt64>, ["channel", "team"])
  func `reach is what the ledger says`(_ seed: UInt64, _ column: String) throws {
    let results = try Self.results(seed)
    let deals = Dictionary(
      uniqueKeysWithValues: try results.rows("deals.csv").map { (Text($0["deal_id"]!), $0) })
    var journeys: [Text: [[String: String]]] = [:]
    for row in try results.rows("ledger.csv") {
      let deal = deals[Text(row["deal_id"]!)]!
      // Adjustments and negative amounts are no deals.
      guard deal["adjusts"] == "", !deal["amount"]!.hasPrefix("-") else { continue }
      journeys[Text(row["deal_id"]!), default: []].append(row)
    }
    var expected: [[Text]: [Int64]] = [:]
    for (id, touches) in journeys {
      let deal = deals[id]!
      let currency = Currency.of(deal["currency"]!)
      let names = Set(touches.map { Text($0[column]!) })
      for name in names {
        let own = touches.filter { Text($0[column]!) == name }
        let instants = touches.map { $0["occurred_at"]! }
        let key = [Text(deal["period"]!), Text(deal["currency"]!), name]
        var sums = expected[key] ?? [0, 0, 0, 0, 0, 0]
        sums[0] += Int64(own.count)
        sums[1] += 1
        sums[2] += try currency.units(deal["amount"]!)
        if own.contains(where: { $0["occurred_at"] == instants.min() }) { sums[3] += 1 }
        if own.contains(where: { $0["occurred_at"] == instants.max() }) { sums[4] += 1 }
        if names.count == 1 { sums[5] += 1 }
        expected[key] = sums
      }
    }
    var found: [[Text]: [Int64]] = [:]
    for row in try results.rows("\(column)_reach.csv") {
      let currency = Currency.of(row["currency"]!)
      found[[Text(row["period"]!), Text(row["currency"]!), Text(row[column]!)]] = [
        Int64(row["touches"]!)!, Int64(row["deals_touched"]!)!,
        try currency.units(row["amount_touched"]!), Int64(row["deals_opened"]!)!,
        Int64(row["deals_closed"]!)!, Int64(row["deals_alone"]!)!,
      ]
    }
    #expect(found == expected)
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `a deal's teams add up to the deal, and all deals' to the team`(_ seed: UInt64) throws {
    let results = try Self.results(seed)
    var ofDeals: [[Text]: Int64] = [:]
    var ofTeams: [[Text]: Int64] = [:]
    for row in try results.rows("deal_team_credit.csv") {
      let units = try Currency.of(row["currency"]!).units(row["credit"]!)
      #expect(units != 0)
      ofDeals[[Text(row["model"]!), Text(row["deal_id"]!)], default: 0] += units
      let team = ["period", "currency", "model", "team"].map { Text(row[$0]!) }
      ofTeams[team, default: 0] += units
    }
    let models = Set(try results.rows("team_credit.csv").map { Text($0["model"]!) })
    for deal in try results.rows("deals.csv") {
      let units = try Currency.of(deal["currency"]!).units(deal["amount"]!)
      for model in models {
        #expect((ofDeals[[model, Text(deal["deal_id"]!)]] ?? 0) == units)
      }
    }
    var expected: [[Text]: Int64] = [:]
    for row in try results.rows("team_credit.csv") {
      let units = try Currency.of(row["currency"]!).units(row["credit"]!)
      if units != 0 {
        expected[["period", "currency", "model", "team"].map { Text(row[$0]!) }] = units
      }
    }
    #expect(ofTeams.filter { $0.value != 0 } == expected)
  }
}

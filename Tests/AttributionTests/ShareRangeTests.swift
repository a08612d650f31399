import Attribution
import Foundation
import Testing

/// The ranges of the teams' shares against a slow bootstrap from the list of deals and what each team
/// gets of each.
struct `Ranges of shares` {
  /// What the slow computation finds, in thousandths; nil where a team never gets anything.
  private struct Twin {
    var count = 0
    var usable = 0
    /// By currency, model and team.
    var ranges: [[Text]: ClosedRange<Int64>] = [:]
    /// Thousandths of the largest deal, rounded up.
    var largest: Int128?

    init(of results: Results, currency: String, models: [String]) throws {
      let unit = Currency.of(currency)
      let rows = try results.rows("deals.csv").filter { $0["currency"] == currency }
      let listed = Set(rows.map { Text($0["deal_id"]!) })
      var deals: [Text] = []
      var drawnAs: [Text: Int] = [:]
      func base(_ row: [String: String]) -> Text {
        let adjusted = Text(row["adjusts"]!)
        return !adjusted.isEmpty && listed.contains(adjusted) ? adjusted : Text(row["deal_id"]!)
      }
      for row in rows where base(row) == Text(row["deal_id"]!) {
        drawnAs[Text(row["deal_id"]!)] = deals.count
        deals.append(Text(row["deal_id"]!))
      }
      count = deals.count
      var amounts = Array(repeating: Int128(0), count: count)
      for row in rows { amounts[drawnAs[base(row)]!] += Int128(try unit.units(row["amount"]!)) }
      let bases = Dictionary(uniqueKeysWithValues: rows.map { (Text($0["deal_id"]!), base($0)) })
      var credits: [[Text]: [Int: Int128]] = [:]
      for row in try results.rows("deal_team_credit.csv") where row["currency"] == currency {
        let drawn = drawnAs[bases[Text(row["deal_id"]!)]!]!
        credits[[Text(row["model"]!), Text(row["team"]!)], default: [:]][drawn, default: 0] +=
          Int128(try unit.units(row["credit"]!))
      }
      let won = amounts.reduce(0, +)
      if won > 0 { largest = (amounts.max()! * 1_000 + won - 1) / won }
      guard count >= 20, won > 0 else { return }

      var samples: [[Text]: [(part: Int128, whole: Int128)]] = [:]
      var seeds = Seeded(90)
      for _ in 0..<1_000 {
        var random = Seeded(seeds.next())
        let drawn = deals.map { _ in
          Int(random.next().multipliedFullWidth(by: UInt64(count)).high)
        }
        let whole = drawn.reduce(0) { $0 + amounts[$1] }
        guard whole > 0 else { continue }
        usable += 1
        for (key, ofDeal) in credits {
          samples[key, default: []].append((drawn.reduce(0) { $0 + (ofDeal[$1] ?? 0) }, whole))
        }
      }
      guard usable >= 950 else { return }
      for (key, all) in samples {
        // In ascending order, by products that are compared rather than quotients.
        let sorted = all.map { ($0.part, $0.whole) }.sorted { $0.0 * $1.1 < $1.0 * $0.1 }
        let (low, high) = (sorted[usable / 20], sorted[usable - 1 - usable / 20])
        ranges[key] = Twin.floor(low)...(-Twin.floor((-high.0, high.1)))
      }
    }

    private static func floor(_ share: (Int128, Int128)) -> Int64 {
      var quotient = share.0 * 1_000 / share.1
      while quotient * share.1 > share.0 * 1_000 { quotient -= 1 }
      return Int64(quotient)
    }
  }

  /// The deals of a company as its file has them: with adjustments, some of deals of other periods.
  private static func request(
    _ seed: UInt64, in workspace: Workspace, scale: Int64 = 1, share: Int = 0
  ) throws -> Request {
    var random = Seeded(seed)
    var deals = "deal_id,account_id,amount,closed_at,currency,adjusts\n"
    var touches = "account_id,occurred_at,channel,team\n"
    let count = random.number(18...45)
    for number in 1...count {
      let month = random.number(1...3)
      let amount = scale * random.number(1...9_000) * (random.chance(share) ? -1 : 1)
      let currency = random.chance(85) ? "USD" : "JPY"
      deals += "D\(number),A\(number % 30),\(amount),2026-0\(month)-15,\(currency),\n"
      if random.chance(25) {
        let later = random.number(month...3)
        deals +=
          "N\(number),,\(-amount / random.number(1...5)),2026-0\(later)-20,\(currency),D\(number)\n"
      }
      for _ in 0..<random.number(0...4) {
        touches +=
          "A\(number % 30),2025-1\(random.number(0...2))-0\(random.number(1...9)),x,"
          + random.one(of: ["marketing", "sales", "(a)", "Caf\u{E9}", "Cafe\u{301}"]) + "\n"
      }
    }
    var request = Request(
      touchpoints: [try workspace.write(touches, to: "t.csv")],
      deals: [try workspace.write(deals, to: "d.csv")], jobs: 2)
    request.definitions.models = Array(Model.many.shuffled(using: &random).prefix(3))
    return request
  }

  private func expectTwin(_ request: Request) throws -> [ShareRanges] {
    var problems = Problems()
    let ranges = try #require(try Attribution(request, problems: &problems).certainty).ranges
    let results = Results(of: request)
    let currencies = Set(try results.rows("deals.csv").map { $0["currency"]! }).sorted()
    #expect(ranges.map(\.currency.code) == currencies)
    let models = request.definitions.models.map(\.name)
    for found in ranges {
      let twin = try Twin(of: results, currency: found.currency.code, models: models)
      #expect(found.dealCount == twin.count)
      #expect(found.usable == twin.usable)
      #expect(found.largest?.share == twin.largest)
      var byName: [[Text]: ClosedRange<Int64>] = [:]
      for (model, teams) in zip(models, found.ranges) {
        for (team, range) in teams { byName[[Text(model), Text(team.text)]] = range }
      }
      #expect(byName == twin.ranges)
    }
    return ranges
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `are those of a slow bootstrap`(_ seed: UInt64) throws {
    let workspace = try Workspace()
    var request = try Self.request(seed, in: workspace)
    let ranges = try expectTwin(request)
    #expect(ranges.contains { $0.dealCount < 20 } || ranges.contains { !$0.ranges.isEmpty })
    // Adjustments of deals that are not in the report.
    request.period = try #require(Period("2026-03"))
    _ = try expectTwin(request)
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `also where sums of resamples need more than 64 bits`(_ seed: UInt64) throws {
    let workspace = try Workspace()
    _ = try expectTwin(try Self.request(seed, in: workspace, scale: 200_000_000_000))
  }

  /// Won revenue is within 64 bits, but not that of resamples with two of the largest deal.
  @Test func `also where only the largest deal drawn twice does`() throws {
    let workspace = try Workspace()
    let deals = (1...24).map { "D\($0),A\($0),\($0).00,2026-01-15,USD,\n" }.joined()
    let request = Request(
      touchpoints: [
        try workspace.write(
          "account_id,occurred_at,channel,team\nA3,2026-01-01,x,sales\nA0,2026-01-01,x,sdr\n",
          to: "t.csv")
      ],
      deals: [
        try workspace.write(
          "deal_id,account_id,amount,closed_at,currency,adjusts\n"
            + "D0,A0,80000000000000000.00,2026-01-15,USD,\n" + deals, to: "d.csv")
      ], jobs: 2)
    // Products of such sums are more than the twin can compare.
    var problems = Problems()
    let ranges = try #require(try Attribution(request, problems: &problems).certainty).ranges
    #expect(ranges.map(\.usable) == [1_000])
    #expect(ranges[0].ranges.allSatisfy { $0[Label("sdr")] == 0...1_000 })
  }

  /// Shares of nothing and of next to nothing round down to the same, and up to others.
  @Test func `end with the share that is not on a thousandth`() throws {
    let workspace = try Workspace()
    let touches = (1...12).map { "S\($0),2026-01-01,x,team \($0)\n" }.joined()
    let large = (1...20).map { "L\($0),B,1000000.00,2026-01-15,USD,\n" }.joined()
    let small = (1...12).map { "S\($0),S\($0),0.01,2026-01-15,USD,\n" }.joined()
    let ranges = try expectTwin(
      Request(
        touchpoints: [
          try workspace.write("account_id,occurred_at,channel,team\n" + touches, to: "t.csv")
        ],
        deals: [
          try workspace.write(
            "deal_id,account_id,amount,closed_at,currency,adjusts\n" + large + small, to: "d.csv")
        ], jobs: 2))
    let teams = try #require(ranges.first?.ranges.first).filter { $0.key.text.hasPrefix("team") }
    #expect(teams.count == 12)
    #expect(teams.values.allSatisfy { $0 == 0...1 })
  }

  @Test func `are not given where resamples often come to nothing`() throws {
    let all = try (0..<6 as Range<UInt64>).flatMap { seed in
      let workspace = try Workspace()
      return try expectTwin(try Self.request(seed, in: workspace, share: 35))
    }
    let few = all.filter { $0.usable > 0 && $0.usable < 950 }
    #expect(!few.isEmpty)
    for found in few { #expect(found.ranges.isEmpty) }
  }

  // MARK: In the review

  @Test(arguments: [
    (19, "19 deals are fewer than 20: too few to tell what chance does."),
    (20, "From the 20 deals as many are drawn"),
  ])
  func `the review says which it is`(count: Int, sentence: String) throws {
    let review = try Self.review(amounts: Array(repeating: 10, count: count))
    #expect(review.contains(sentence))
    #expect(review.contains("It does not say whether a model is right."))
    #expect(review.contains("| 90 % range") == (count == 20))
  }

  @Test(arguments: [
    ([50, 30, 20], "The largest, Deal 1 (D1), is 50.0 % of won revenue"),
    ([10, 10, 10], "is 33.4 % of won revenue, and whether it was won or not"),
    ([7, 93, 0], "The largest, Deal 2 (D2), is 93.0 % of won revenue"),
    ([5], "All of won revenue is of Deal 1 (D1): too few deals to tell what chance does, or to"),
    ([5, 0], "2 deals are fewer than 20"), ([-5], "won revenue is not above zero"),
  ])
  func `few deals cannot tell teams apart by less than the largest`(
    amounts: [Int], sentence: String
  ) throws {
    #expect(try Self.review(amounts: amounts).contains(sentence))
  }

  @Test func `a team that has all of every deal has all of every resample`() throws {
    let review = try Self.review(amounts: Array(repeating: 10, count: 25), touched: 25)
    #expect(review.contains("100.0 % to 100.0 %"))
  }

  private static func review(amounts: [Int], touched: Int = 1) throws -> String {
    let workspace = try Workspace()
    let deals = amounts.enumerated().map { "D\($0 + 1),Deal \($0 + 1),A\($0),\($1),2026-01-15\n" }
    let touches = (0..<touched).map { "A\($0),2026-01-01,web,marketing\n" }
    let request = Request(
      touchpoints: [
        try workspace.write(
          "account_id,occurred_at,channel,team\n" + touches.joined(), to: "t.csv")
      ],
      deals: [
        try workspace.write(
          "deal_id,deal_name,account_id,amount,closed_at\n" + deals.joined(), to: "d.csv")
      ])
    return try #require(Results(of: request).files["review.md"])
  }
}

import Attribution
import Foundation
import Testing

/// `channel_costs.csv` and `campaign_costs.csv` against slow computations from the rows of spend files
/// or touches, and from `channel_credit.csv`.
struct Costs {
  // MARK: Quotients

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a quotient is the nearest whole number, of two the even one`(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<50 {
      let divisor = Int128(random.number(1...12))
      let dividend = Int128(random.number(-60...60))
      let found = quotient(dividend, by: divisor)!
      let distance = (found * divisor - dividend).magnitude * 2
      #expect(distance <= divisor.magnitude)
      if distance == divisor.magnitude { #expect(found % 2 == 0, "\(dividend) ÷ \(divisor)") }
    }
    #expect(quotient(1, by: 0) == nil)
    #expect(quotient(1, by: -1) == nil)
  }

  // MARK: Spend files

  /// A company with spend files, and what its rows say: by period, currency, channel and campaign.
  private static func spending(
    _ seed: UInt64, period: Period = .everyMonth, jobs: Int = 2, pieceSize: Int = 1 << 20
  ) throws -> (results: Results, sums: [[Text]: Int128], outcomes: [String: Int]) {
    var random = Seeded(seed)
    let zone = random.one(of: ["UTC", "America/New_York", "Asia/Kolkata"])
    let company = RandomCompany(seed: seed, [.negatives, .adjustments]) { definitions in
      definitions.zone = Zone(name: zone)!
      var source = Definitions.Source()
      source.file = "spend-1*"
      source.channel = "email"
      source.keep = [Condition(header: "Campaign", test: .isNot, texts: ["Test"])]
      definitions.costs = [source]
    }
    let clock = ClockTwin(zone)
    var sums: [[Text]: Int128] = [:]
    var outcomes: [String: Int] = [:]
    var tables = ["spend-1.csv", "spend-2.csv"].map {
      Table(name: $0, header: ["Month", "Channel", "Campaign", "Spend", "Currency"])
    }
    for number in 0..<random.number(0...40) {
      let month = "2026-0\(random.number(1...9))"
      let (date, instant) = random.one(of: [
        (month, nil), (month + "-01", nil), (month + "-28", nil), ("2026-13", nil),
        (month + "-01T02:00:00Z", clock.read(month + "-01T02:00:00Z")!.instant),
        (month + "-01 00:00", clock.read(month + "-01 00:00")!.instant),
      ])
      let channel = random.one(of: ["", "paid_search", "Caf\u{E9}", "Cafe\u{301}", "+1", "radio"])
      let campaign = random.one(of: ["", "Spring, again", "Test"])
      let code = random.one(of: ["", "USD", "jpy"])
      let currency = code.isEmpty ? company.definitions.currency : .of(code)
      let units = Int64(random.number(-3_000...9_000))
      let isRead = random.chance(95)
      tables[number % 2].append([
        "Month": date, "Channel": channel, "Campaign": campaign, "Currency": code,
        "Spend": isRead ? currency.text(units) : "much",
      ])
      let (year, ofYear) =
        instant.map(clock.month) ?? (2026, Int(month.dropFirst(5))!)
      let name = period.name(year: year, month: ofYear)
      let isFiltered = number % 2 == 0 && campaign == "Test"
      let outcome =
        isFiltered
        ? "filtered"
        : !isRead || date == "2026-13"
          ? "rejected" : name == nil ? "outside the period" : "counted"
      outcomes[outcome, default: 0] += 1
      guard outcome == "counted", let name else { continue }
      let other = number % 2 == 0 ? "email" : "(none)"
      let key = [name, currency.code, channel.isEmpty ? other : channel, campaign]
      sums[key.map(Text.init), default: 0] += Int128(units)
    }
    let workspace = try Workspace()
    var request = try company.request(in: workspace, jobs: jobs)
    request.costs = try tables.map { try workspace.write(CSVWriter.plain($0), to: $0.name) }
    request.period = period
    request.pieceSize = pieceSize
    return (Results(of: request), sums, outcomes)
  }

  /// The sums of a channel, whatever the campaign.
  private static func byChannel(_ sums: [[Text]: Int128]) -> [[Text]: Int128] {
    sums.reduce(into: [:]) { $0[Array($1.key.prefix(3)), default: 0] += $1.value }
      .filter { $0.value != 0 }
  }

  /// The rows that `channel_costs.csv` must have, by long division.
  private static func expected(
    _ sums: [[Text]: Int128], _ results: Results, _ models: [Text]
  ) throws -> Set<[Text]> {
    var credits: [[Text]: (credit: String, deals: String)] = [:]
    for row in try results.rows("channel_credit.csv") {
      credits[["period", "currency", "channel", "model"].map { Text(row[$0]!) }] = (
        row["credit"]!, row["deal_credit"]!
      )
    }
    var rows: Set<[Text]> = []
    let spent = byChannel(sums)
    for key in Set(spent.keys).union(credits.keys.map { Array($0.prefix(3)) }) {
      let currency = Currency.of(key[1].string)
      for model in models {
        let found = credits[key + [model]]
        let cost = spent[key] ?? 0
        guard found != nil || cost != 0 else { continue }
        let money = Decimal(string: currency.text(cost))!
        let credit = Decimal(string: found?.credit ?? "0")!
        let deals = Decimal(string: found?.deals ?? "0")!
        let ratio = cost > 0 ? rounded(credit / money, to: 4) : ""
        let perDeal = cost > 0 && deals > 0 ? rounded(money / deals, to: currency.decimals) : ""
        rows.insert(
          [key[0], key[1], model, key[2]]
            + [
              currency.text(cost), found?.credit ?? currency.text(0), ratio,
              found?.deals ?? "0.000000", perDeal,
            ].map(Text.init))
      }
    }
    return rows
  }

  private static func rounded(_ number: Decimal, to decimals: Int) -> String {
    var (number, whole) = (number, Decimal())
    unsafe NSDecimalRound(&whole, &number, decimals, .bankers)
    let parts = "\(whole)".split(separator: ".")
    let digits = parts.count == 2 ? String(parts[1]) : ""
    let zeros = String(repeating: "0", count: decimals - digits.count)
    return parts[0] + (decimals == 0 ? "" : "." + digits + zeros)
  }

  private static let columns = [
    "period", "currency", "model", "channel", "cost", "credit", "return", "deal_credit",
    "cost_per_deal",
  ]

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `are what the spend files and the credit say`(seed: UInt64) throws {
    let period = Period(["2026-02", "2026-Q2", "2026", "all"][Int(seed % 4)]) ?? .everyMonth
    let (results, sums, outcomes) = try Self.spending(seed, period: period)
    try #require(results.failure == "")
    let models = try Set(results.rows("channel_credit.csv").map { Text($0["model"]!) })
    // A model that credits nothing says so in no row.
    let all = try models.union(results.rows("channel_costs.csv").map { Text($0["model"]!) })
    let found = try results.rows("channel_costs.csv").map { row in
      Self.columns.map { Text(row[$0]!) }
    }
    #expect(try Set(found) == Self.expected(sums, results, Array(all)))
    #expect(Set(found).count == found.count)
    let order = found.map { ($0[0], $0[1]) }
    #expect(zip(order, order.dropFirst()).allSatisfy { $0 <= $1 })
    let rows = try results.rows("rows.csv").filter { $0["kind"] == "costs" }
    let counts = Dictionary(rows.map { ($0["outcome"]!, Int($0["rows"]!)!) }, uniquingKeysWith: +)
    #expect(counts == outcomes)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `of campaigns add up to those of channels`(seed: UInt64) throws {
    let period = Period(["2026-02", "2026-Q2", "2026", "all"][Int(seed % 4)]) ?? .everyMonth
    let (results, sums, _) = try Self.spending(seed, period: period)
    var found: [[Text]: Int128] = [:]
    var order: [[Text]] = []
    for row in try results.rows("campaign_costs.csv") {
      let key = ["period", "currency", "channel", "campaign"].map { Text(row[$0]!) }
      found[key] = Int128(try Currency.of(row["currency"]!).units(row["cost"]!))
      order.append(key)
    }
    #expect(found == sums.filter { $0.value != 0 })
    #expect(zip(order, order.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `do not show the number of threads or the size of pieces`(seed: UInt64) throws {
    let expected = try Self.spending(seed, jobs: 1).results
    let found = try Self.spending(seed, jobs: 8, pieceSize: 7).results
    #expect(found.difference(from: expected) == nil)
  }

  // MARK: Touches

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `of touches are those of all rows that are in order`(seed: UInt64) throws {
    var company = RandomCompany(seed: seed)
    var random = Seeded(seed)
    let rules = company.definitions
    let clock = ClockTwin(rules.zone.name)
    var sums: [[Text]: Int128] = [:]
    for number in company.touchpoints.indices {
      let source = rules.touchpoints.first {
        company.touchpoints[number].name.hasPrefix($0.file.dropLast())
      }
      let records = company.touchpoints[number].records()
      company.touchpoints[number].header.append("Cost")
      for (row, record) in records.enumerated() {
        let units = Int64(random.number(0...500))
        let text = random.one(of: ["", rules.currency.text(units), rules.currency.text(units), "?"])
        company.touchpoints[number].rows[row].append(text)
        guard let time = clock.read(record["occurred_at"]!), text != "?", !text.isEmpty else {
          continue
        }
        let instant = rules.precision == .day ? clock.startOfDay(time.instant) : time.instant
        let (year, month) = clock.month(instant)
        let name = [record["channel"]!, source?.channel ?? "", "(none)"].first { !$0.isEmpty }!
        // As the report guards it against spreadsheets.
        let channel = name.hasPrefix("@") ? "'" + name : name
        let period = Period.everyMonth.name(year: year, month: month)!
        sums[[period, rules.currency.code, channel].map(Text.init), default: 0] += Int128(units)
      }
    }
    let workspace = try Workspace()
    let results = Results(of: try company.request(in: workspace))
    try #require(results.failure == "")
    var found: [[Text]: Int128] = [:]
    for row in try results.rows("channel_costs.csv") {
      let cost = Int128(try Currency.of(row["currency"]!).units(row["cost"]!))
      let key = ["period", "currency", "channel"].map { Text(row[$0]!) }
      if cost != 0 { found[key] = cost }
    }
    #expect(found == sums.filter { $0.value != 0 })
  }

  @Test func `are a header only where nobody says what anything cost`() throws {
    let workspace = try Workspace()
    let results = Results(of: try RandomCompany(seed: 1).request(in: workspace))
    #expect(results.files["channel_costs.csv"] == Self.columns.joined(separator: ",") + "\n")
    #expect(results.files["campaign_costs.csv"] == "period,currency,channel,campaign,cost\n")
    #expect(results.files["review.md"]?.contains("Cost and return") == false)
  }
}

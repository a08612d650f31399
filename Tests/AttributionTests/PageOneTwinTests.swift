import Attribution
import Foundation
import Testing

/// Page one against slow computations from the ledger, the list of deals and the inputs.
struct `The twin of page one` {
  /// What page one says of random companies, computed anew from the other files of the results.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `says of a company what its other files say`(_ seed: UInt64) throws {
    let workspace = try Workspace()
    var company = RandomCompany(seed: seed, [.negatives, .adjustments])
    company.definitions.modelOfRecord = company.definitions.models[0].name
    for table in company.deals.indices {
      company.deals[table].header.append("deal_type")
      for row in company.deals[table].rows.indices {
        // By the id, since a row may stand twice.
        let id = company.deals[table].rows[row][0]
        company.deals[table].rows[row].append(
          ["New", "Renewal", ""][id.utf8.count % 2 + (id.hasSuffix("1") ? 1 : 0)])
      }
    }
    let results = Results(of: try company.request(in: workspace, jobs: 2))
    #expect(results.failure == "")
    let page = try `Page one`.pageOne(of: results)
    let all = try results.rows("deals.csv")
    guard let period = all.map({ $0["period"]! }).max() else { return }
    let rows = all.filter { $0["period"] == period }
    let journeys = Dictionary(grouping: try results.rows("ledger.csv")) { Text($0["deal_id"]!) }
    let dayless = try `The twin of page one`.daysAlone(company)

    var withoutTouch = Sums()
    var tied = Sums()
    var onClosingDay = Sums()
    for row in rows where row["adjusts"] == "" && !row["amount"]!.hasPrefix("-") {
      let touches = journeys[Text(row["deal_id"]!)] ?? []
      if touches.isEmpty { try withoutTouch.add(row) }
      func teams(_ instant: String?) -> Set<Text> {
        Set(touches.filter { $0["occurred_at"] == instant }.map { Text($0["team"]!) })
      }
      let instants = touches.map { $0["occurred_at"]! }
      if teams(instants.min()).count > 1 || teams(instants.max()).count > 1 { try tied.add(row) }
      if let last = instants.max(), dayless.contains(Text(row["deal_id"]!)) {
        let clock = ClockTwin(company.definitions.zone.name)
        let start = clock.startOfDay(ClockTwin.utc.read(row["closed_at"]!)!.instant)
        if ClockTwin.utc.read(last)!.instant >= start { try onClosingDay.add(row) }
      }
    }
    let order = [company.definitions.currency.code]
    func expect(_ lead: String, _ sums: Sums, _ words: (String) -> String) {
      #expect(page.contains("- **\(lead):**") == (sums.count > 0), "\(lead)\n\(page)")
      guard sums.count > 0 else { return }
      let text = words("\(sums.text(order))")
      #expect(page.contains(text), "\(text)\n\n\(page)")
    }
    expect("No touch", withoutTouch) { "\(counted(withoutTouch.count, "won deal")) worth \($0) ha" }
    expect("Ties", tied) { "in \(counted(tied.count, "deal")) worth \($0) touches of different" }
    expect("Closing day", onClosingDay) {
      "in \(counted(onClosingDay.count, "deal")) worth \($0) the last touch lies on the closing day"
    }

    for (code, members) in Dictionary(grouping: rows, by: { $0["currency"]! }) {
      let currency = Currency.of(code)
      var won = Sums()
      var deals = Sums()
      var notes = Sums()
      var upsells = Sums()
      for row in members {
        try won.add(row)
        let isNegative = row["amount"]!.hasPrefix("-")
        if row["adjusts"] == "", !isNegative { try deals.add(row) }
        if row["adjusts"] != "", isNegative { try notes.add(row) }
        if row["adjusts"] != "", !isNegative, try currency.units(row["amount"]!) > 0 {
          try upsells.add(row)
        }
      }
      if deals.count > 0 {
        #expect(page.contains("\(counted(deals.count, "deal")) worth **\(deals.text(order))** w"))
      }
      if members.count > deals.count {
        #expect(page.contains("Won revenue: **\(won.text(order))**."))
      }
      if notes.count > 0 {
        #expect(
          page.contains(
            "\(counted(notes.count, "credit note")) took back \(currency.grouped(-notes.sums[code]!))"
          ))
      }
      if upsells.count > 0 {
        #expect(
          page.contains("\(counted(upsells.count, "upsell")) added \(upsells.text(order))"))
      }
      try expectTables(page, currency, members, all: all, journeys, company)
    }
  }

  /// The deals of a company whose rows have a close without a time.
  private static func daysAlone(_ company: RandomCompany) throws -> Set<Text> {
    var found: [Text: Bool] = [:]
    for record in company.deals.flatMap({ $0.records() }) {
      let id = Text(record["deal_id"]!)
      // Of rows that say the same the first counts.
      if found[id] == nil { found[id] = record["closed_at"]!.utf8.count == 10 }
    }
    return Set(found.filter(\.value).keys)
  }

  /// The tables of a currency: what each team gets, in all and by type, from the ledger.
  private func expectTables(
    _ page: String, _ currency: Currency, _ rows: [[String: String]], all: [[String: String]],
    _ journeys: [Text: [[String: String]]], _ company: RandomCompany
  ) throws {
    let types = Dictionary(all.map { (Text($0["deal_id"]!), $0["deal_type"]!) }) { one, _ in one }
    let model = company.definitions.modelOfRecord!
    // Team and type; what no touch led to is under no team.
    var credits: [String?: [String: Int64]] = [:]
    var won: [String: Int64] = [:]
    for row in rows {
      let base = row["adjusts"]!.isEmpty ? row["deal_id"]! : row["adjusts"]!
      // An adjustment whose deal is not there has its own.
      let key = types[Text(base)] ?? row["deal_type"]!
      let amount = try currency.units(row["amount"]!)
      won[key, default: 0] += amount
      let touches = journeys[Text(row["deal_id"]!)] ?? []
      if touches.isEmpty { credits[.none, default: [:]][key, default: 0] += amount }
      for touch in touches {
        credits[.some(touch["team"]!), default: [:]][key, default: 0] += try currency.units(
          touch[model]!)
      }
    }
    func cells(_ line: Substring) -> [String] {
      line.split(separator: "|").map {
        $0.trimmingCharacters(in: .whitespaces).replacing("*", with: "")
      }
    }
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    func table(_ first: String) -> [[String]]? {
      guard let start = lines.firstIndex(where: { $0.hasPrefix("| \(first) ") }) else { return nil }
      return [cells(lines[start])]
        + lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map(cells)
    }
    func text(_ amount: Int64) -> String { currency.grouped(amount, withCode: false) }
    let teams = try #require(table("team (\(currency.code))"))
    #expect(teams.last?[1] == text(won.values.reduce(0, +)))
    let without = teams.first { $0[0] == "no touch on record" }
    let uncredited = credits[.none]?.values.reduce(0, +) ?? 0
    if uncredited != 0 { #expect(without?[1] == text(uncredited)) }
    guard won.keys.contains(where: { !$0.isEmpty }), won.count > 1 else { return }
    let apart = try #require(table("by type, \(model) (\(currency.code))"))
    #expect(won.count <= 3)
    for (type, sum) in won {
      let column = try #require(apart[0].firstIndex(of: type.isEmpty ? "(none)" : type))
      #expect(apart.last?[column] == text(sum))
      // Names of teams are escaped for Markdown; these are not.
      for team in ["marketing", "sales", "(unassigned)"] {
        guard let row = apart.first(where: { $0[0] == team }) else { continue }
        #expect(row[column] == text(credits[.some(team)]?[type] ?? 0), "\(team)\n\(page)")
      }
    }
  }
}

/// Money in several currencies, and how many rows it is of.
private struct Sums {
  var count = 0
  var sums: [String: Int64] = [:]

  mutating func add(_ row: [String: String]) throws {
    count += 1
    sums[row["currency"]!, default: 0] += try Currency.of(row["currency"]!).units(row["amount"]!)
  }

  /// The currencies in this order first, the others by code.
  func text(_ order: [String]) -> String {
    (order.filter { sums[$0] != nil } + sums.keys.filter { !order.contains($0) }.sorted())
      .map { Currency.of($0).grouped(sums[$0]!) }.joined(separator: " and ")
  }
}

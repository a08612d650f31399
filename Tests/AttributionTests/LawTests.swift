import Attribution
import Foundation
import Testing

/// What holds for every company, whatever its files say.
struct Laws {
  // MARK: What must not show

  @Test(arguments: 0..<25 as Range<UInt64>)
  func `the order of the rows does not show`(seed: UInt64) throws {
    // Every touch has an id of its own, so that no rule looks at the order read.
    let company = RandomCompany(seed: seed, [.negatives, .adjustments])
    let expected = try results(of: company).withoutFingerprints()
    for shuffle in 1...2 as ClosedRange<UInt64> {
      let found = try results(of: company.shuffled(shuffle)).withoutFingerprints()
      #expect(found.failure == "")
      #expect(found.difference(from: expected) == nil)
    }
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `nor in the folder that is written, but for fingerprints`(seed: UInt64) throws {
    let company = RandomCompany(seed: seed, [.negatives, .adjustments])
    let folders = try [company, company.shuffled(1)].map { company in
      let workspace = try Workspace()
      let request = try company.request(in: workspace)
      _ = try Attribution.run(request, to: workspace.path("out"))
      return try workspace.contents(of: "out").mapValues { data in
        withoutFingerprints(String(decoding: data, as: UTF8.self))
      }
    }
    #expect(folders[0] == folders[1])
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `the number of threads does not show`(seed: UInt64) throws {
    let company = RandomCompany(seed: seed)
    let workspace = try Workspace()
    var request = try company.request(in: workspace) { CSVWriter.nasty($0, seed: seed) }
    let expected = Results(of: request)
    request.jobs = 8
    #expect(Results(of: request).difference(from: expected) == nil)
  }

  @Test func `nor in a company with a file of several blocks`() throws {
    let workspace = try Workspace()
    let company = SampleCompany(touchpoints: 11_500, seed: 1, currency: .of("USD"))
    _ = try company.write(to: workspace.path("sample"))
    var request = Request(
      touchpoints: [workspace.path("sample/touchpoints.csv")],
      deals: [workspace.path("sample/deals.csv")])
    let expected = Results(of: request)
    #expect(expected.failure == "")
    request.jobs = 8
    #expect(Results(of: request).difference(from: expected) == nil)
  }

  @Test(arguments: [1, 2, 7, 65_536], 0..<18 as Range<UInt64>)
  func `the size of the pieces does not show`(pieceSize: Int, seed: UInt64) throws {
    let company = RandomCompany(seed: seed)
    let workspace = try Workspace()
    // One in three is clean.
    let request = try company.request(in: workspace) { table in
      switch seed % 3 {
      case 0: CSVWriter.loose(table, seed: seed)
      default: CSVWriter.nasty(table, seed: seed)
      }
    }
    var small = request
    small.pieceSize = pieceSize
    small.jobs = pieceSize == 7 ? 8 : 1
    #expect(Results(of: small).difference(from: Results(of: request)) == nil)
  }

  @Test(arguments: [1, 40, 65_536], [false, true])
  func `problems of every kind come by line, up to the one that ends the reading`(
    pieceSize: Int, isUnclosed: Bool
  ) throws {
    let workspace = try Workspace()
    let deals = """
      deal_id,account_id,amount,closed_at
      D1,A,5,2026-01-15
      D1,A,6,2026-01-15
      D2,A,five,2026-01-15
      D1,B,5,2026-01-15
      D3,A,5,2026-02-30
      D1,A,5,2026-01-15
      D4,A,5\(isUnclosed ? "\n\"" : "")
      """
    var request = Request(
      touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
      deals: [try workspace.write(deals, to: "d.csv")])
    request.pieceSize = pieceSize
    let places = Results(of: request).problems.map { $0.prefix { $0 != " " } }
    #expect(
      places == ["d.csv:3:", "d.csv:4:6:", "d.csv:5:", "d.csv:6:8:", "d.csv:8:"]
        + (isUnclosed ? ["d.csv:9:1:"] : []))
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func `the hand that wrote the file does not show`(seed: UInt64) throws {
    let company = RandomCompany(seed: seed)
    let expected = try results(of: company).withoutFingerprints()
    let found = try results(of: company) { CSVWriter.loose($0, seed: seed) }.withoutFingerprints()
    for report in ["deals.csv", "ledger.csv", "credit.csv", "reconciliation.csv"] {
      #expect(found.files[report] == expected.files[report])
    }
  }

  // MARK: What must agree

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `channels, teams, deals and the ledger agree with won revenue`(seed: UInt64) throws {
    try expectAgreement(results(of: RandomCompany(seed: seed)))
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `the shares of a period add up to one`(seed: UInt64) throws {
    let results = try results(of: RandomCompany(seed: seed))
    for report in ["channel_credit.csv", "team_credit.csv"] {
      for column in ["share_of_won", "share_of_credited"] {
        let sums = try results.sums(report, column, by: ["period", "currency", "model"])
        for (group, sum) in sums where sum.count > 0 {
          #expect(sum.total == 1, "\(report) \(group)")
        }
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a comparison says what the models say`(seed: UInt64) throws {
    let company = RandomCompany(seed: seed)
    let results = try results(of: company)
    for (what, credit) in [("channel", "channel_credit.csv"), ("team", "team_credit.csv")] {
      let byModel = try results.sums(credit, "credit", by: ["period", "currency", what, "model"])
      for row in try results.rows("\(what)_comparison.csv") {
        let credits = company.definitions.models.map { Decimal(string: row[$0.name]!)! }
        for (model, credit) in zip(company.definitions.models, credits) {
          let key = [row["period"]!, row["currency"]!, row[what]!, model.name].map(Text.init)
          #expect(byModel[key]?.total ?? 0 == credit, "\(key)")
        }
        #expect(row["lowest"].flatMap { Decimal(string: $0) } == credits.min())
        #expect(row["highest"].flatMap { Decimal(string: $0) } == credits.max())
        #expect(
          row["spread"].flatMap { Decimal(string: $0) } == credits.max()! - credits.min()!)
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `the report of a month is the rows of that month`(seed: UInt64) throws {
    let company = RandomCompany(seed: seed)
    let workspace = try Workspace()
    var request = try company.request(in: workspace)
    let full = Results(of: request)
    for month in ["2026-01", "2026-03", "2026-06"] {
      request.period = try #require(Period(month))
      let results = Results(of: request)
      for report in [
        "credit.csv", "channel_credit.csv", "team_credit.csv", "channel_comparison.csv",
        "team_comparison.csv", "deals.csv", "ledger.csv", "reconciliation.csv",
      ] {
        let rows = try full.rows(report).filter { $0["period"] == month }
        #expect(try results.rows(report) == rows, "\(report) of \(month)")
      }
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `with restarts a touch leads to the deals of one second only`(seed: UInt64) throws {
    let company = RandomCompany(seed: seed, []) { $0.restartAfterWin = true }
    let ledger = try results(of: company).rows("ledger.csv")
    let closings = Dictionary(grouping: ledger) { $0["touchpoint_id"]! }
      .mapValues { Set($0.map { $0["closed_at"]! }) }
    for (touch, closings) in closings { #expect(closings.count == 1, "\(touch)") }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `an adjustment takes back what its deal gave, cell by cell`(seed: UInt64) throws {
    var company = RandomCompany(seed: seed, [.duplicates, .anonymous, .negatives])
    for table in company.deals.indices { company.deals[table].takeBack() }
    let rows = try results(of: company).rows("credit.csv")
    for row in rows { #expect(Decimal(string: row["credit"]!) == 0, "\(row)") }
    let won = try results(of: company).sums("deals.csv", "amount", by: ["currency"])
    for (currency, sum) in won { #expect(sum.total == 0, "\(currency)") }
  }

  @Test func `amounts of any size can be reported`() throws {
    let workspace = try Workspace()
    var deals = "deal_id,account_id,amount,closed_at\n"
    for month in 1...3 {
      deals += "D\(month),A,15000000000000000.01,2026-0\(month)-15\n"
      deals += "N\(month),B,-15000000000000000.02,2025-0\(month)-15\n"
    }
    let touches = "account_id,occurred_at,channel,team\nA,2026-01-01,x,y\nB,2024-12-01,x,z\n"
    let request = Request(
      touchpoints: [try workspace.write(touches, to: "t.csv")],
      deals: [try workspace.write(deals, to: "d.csv")])
    let results = Results(of: request)
    #expect(results.failure == "")
    try expectAgreement(results)
  }

  @Test func `a sum that 64 bits cannot hold ends the run`() throws {
    let workspace = try Workspace()
    let deals = """
      deal_id,account_id,amount,closed_at
      D1,A,92233720368547758.07,2026-01-15
      D2,B,-0.01,2026-01-15
      """
    let request = Request(
      touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
      deals: [try workspace.write(deals, to: "d.csv")])
    #expect(Results(of: request).failure.contains("add up to more than can be counted"))
  }

  // MARK: Helpers

  private func results(
    of company: RandomCompany, writtenBy write: (Table) -> [UInt8] = CSVWriter.plain
  ) throws -> Results {
    let workspace = try Workspace()
    return Results(of: try company.request(in: workspace, writtenBy: write))
  }

  private func expectAgreement(_ results: Results) throws {
    let won = try results.sums("deals.csv", "amount", by: ["period", "currency"])
    let uncredited = try results.rows("deals.csv").filter { $0["status"] == "uncredited" }
      .reduce(into: [[Text]: Decimal]()) { sums, row in
        sums[[Text(row["period"]!), Text(row["currency"]!)], default: 0] +=
          Decimal(string: row["amount"]!)!
      }
    let models = try results.rows("credit.csv").reduce(into: Set<String>()) {
      $0.insert($1["model"]!)
    }
    for report in ["credit.csv", "channel_credit.csv", "team_credit.csv"] {
      let sums = try results.sums(report, "credit", by: ["period", "currency", "model"])
      for (group, sum) in won {
        for model in models {
          #expect(sums[group + [Text(model)]]?.total ?? 0 == sum.total, "\(report)")
        }
      }
    }
    for model in models {
      let ledger = try results.sums("ledger.csv", model, by: ["period", "currency"])
      for (group, sum) in won {
        let credited = sum.total - (uncredited[group] ?? 0)
        #expect(ledger[group]?.total ?? 0 == credited, "ledger \(group)")
      }
    }
    try expectReconciliation(results, won: won)
  }

  /// What deals and adjustments add up to is what is credited and what is not.
  private func expectReconciliation(
    _ results: Results, won: [[Text]: (total: Decimal, count: Int)]
  ) throws {
    for column in ["amount", "deals"] {
      let lines = try results.sums(
        "reconciliation.csv", column, by: ["period", "currency", "line"])
      func sum(_ group: [Text], where isIn: (String) -> Bool) -> Decimal {
        lines.filter { $0.key.starts(with: group) && isIn($0.key[2].string) }
          .reduce(0) { $0 + $1.value.total }
      }
      for (group, deals) in won {
        let revenue = sum(group) { $0 == "won revenue" }
        #expect(sum(group) { $0 == "won deals" || $0 == "adjustments" } == revenue)
        #expect(sum(group) { $0 == "credited" || $0.hasPrefix("uncredited") } == revenue)
        if column == "amount" { #expect(revenue == deals.total) }
      }
    }
    let uncredited = try results.rows("deals.csv").filter { $0["status"] == "uncredited" }
    for row in try results.rows("reconciliation.csv") {
      guard let reason = row["line"]!.split(separator: ": ").last, reason != row["line"]! else {
        continue
      }
      let deals = uncredited.filter {
        $0["period"] == row["period"] && $0["currency"] == row["currency"]
          && $0["reason"]! == reason
      }
      #expect(
        deals.reduce(0) { $0 + Decimal(string: $1["amount"]!)! } == Decimal(string: row["amount"]!))
    }
  }
}

extension Results {
  /// What a column adds up to for each combination of some others, and how many cells are not empty.
  fileprivate func sums(
    _ report: String, _ column: String, by keys: [String]
  ) throws -> [[Text]: (total: Decimal, count: Int)] {
    var sums: [[Text]: (total: Decimal, count: Int)] = [:]
    for row in try rows(report) {
      let key = keys.map { Text(row[$0]!) }
      let sum = sums[key] ?? (0, 0)
      let cell = row[column]!
      sums[key] =
        cell.isEmpty ? sum : (sum.total + Decimal(string: cell)!, sum.count + 1)
    }
    return sums
  }
}

extension Table {
  /// Adds for each deal, won or not, an adjustment of its opposite, closed with it.
  fileprivate mutating func takeBack() {
    let (id, amount) = (header.firstIndex(of: "deal_id")!, header.firstIndex(of: "amount")!)
    header.append("adjusts")
    let won = Set(["closed won", "closedwon", "won"])
    let stage = header.firstIndex(of: "stage")
    var back: [[String]] = []
    for index in rows.indices {
      rows[index].append("")
      let row = rows[index]
      guard stage.map({ won.contains(row[$0].lowercased()) }) ?? true else { continue }
      var opposite = row
      opposite[id] = "back-" + row[id]
      opposite[amount] =
        row[amount].hasPrefix("-") ? String(row[amount].dropFirst()) : "-" + row[amount]
      opposite[header.count - 1] = row[id]
      back.append(opposite)
    }
    rows += back
  }
}

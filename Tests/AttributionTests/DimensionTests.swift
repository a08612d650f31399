import Attribution
import Foundation
import Testing

/// Credit by dimensions against slow computations from the ledger and from what deals give to teams.
struct Dimensions {
  /// A company with a second column for campaigns, in some of its files, and with products of deals.
  private static func company(_ seed: UInt64) -> RandomCompany {
    var random = Seeded(seed)
    var company = RandomCompany(seed: seed, [.negatives, .adjustments, .duplicates])
    for table in company.touchpoints.indices {
      company.touchpoints[table].header.append("Search Term")
      for row in company.touchpoints[table].rows.indices {
        let cells = company.touchpoints[table].rows[row]
        company.touchpoints[table].rows[row].append(cells[company.campaign(table)])
      }
    }
    for table in company.deals.indices {
      let header = company.deals[table].header
      company.deals[table].header.append("deal_type")
      for row in company.deals[table].rows.indices {
        // Adjustments often say nothing of what they adjust.
        if let adjusts = header.firstIndex(of: "adjusts"),
          !company.deals[table].rows[row][adjusts].isEmpty, random.chance(60)
        {
          company.deals[table].rows[row][header.firstIndex(of: "owner_team")!] = ""
        }
        company.deals[table].rows[row].append(random.one(of: ["", "new", "Renewal", "(none)"]))
      }
    }
    company.definitions.dimensions = [
      Dimension(name: "campaign", column: "campaign", kind: .touch),
      Dimension(name: "owners", column: "owner_team", kind: .deal),
      Dimension(name: "search_term", column: "search_term", kind: .touch),
    ]
    return company
  }

  private static func results(_ seed: UInt64) throws -> Results {
    let workspace = try Workspace()
    let results = Results(of: try company(seed).request(in: workspace, jobs: 2))
    try #require(results.failure == "")
    return results
  }

  /// Sums of minor units by these columns; zeros are left out.
  private static func sums(
    _ rows: [[String: String]], _ column: String = "credit", by columns: [String]
  ) throws -> [[Text]: Int64] {
    var sums: [[Text]: Int64] = [:]
    for row in rows {
      let units =
        column == "deal_credit"
        ? Int64(row[column]!.replacing(".", with: ""))!
        : try Currency.of(row["currency"]!).units(row[column]!)
      sums[columns.map { Text(row[$0]!) }, default: 0] += units
    }
    return sums.filter { $0.value != 0 }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `campaigns have what the ledger gives their touches`(seed: UInt64) throws {
    let results = try Self.results(seed)
    let models = Self.company(seed).definitions.models.map(\.name)
    var expected: [[Text]: Int64] = [:]
    let columns = ["period", "currency", "model", "campaign", "team"]
    for row in try results.rows("ledger.csv") {
      for model in models {
        var row = row
        row["model"] = model
        if row["campaign"] == "" { row["campaign"] = "(none)" }
        expected[columns.map { Text(row[$0]!) }, default: 0] +=
          try Currency.of(row["currency"]!).units(row[model]!)
      }
    }
    for row in try results.rows("deals.csv") where row["status"] == "uncredited" {
      for model in models {
        let names = [row["period"]!, row["currency"]!, model, "(uncredited)", "(uncredited)"]
        expected[names.map { Text($0) }, default: 0] +=
          try Currency.of(row["currency"]!).units(row["amount"]!)
      }
    }
    let found = try Self.sums(results.rows("campaign_credit.csv"), by: columns)
    #expect(found == expected.filter { $0.value != 0 })
  }

  @Test(arguments: 0..<20 as Range<UInt64>, ["owners", "deal_type"])
  func `deals' values have what their deals give to teams`(
    seed: UInt64, _ dimension: String
  ) throws {
    let results = try Self.results(seed)
    let column = dimension == "owners" ? "owner_team" : dimension
    let deals = Dictionary(
      uniqueKeysWithValues: try results.rows("deals.csv").map { (Text($0["deal_id"]!), $0) })
    let rows = try results.rows("deal_team_credit.csv").map { row in
      let deal = deals[Text(row["deal_id"]!)]!
      let own = deal[column]!
      let adjusted = deals[Text(deal["adjusts"]!)]?[column]
      // The type of an adjustment is always its deal's.
      let value = own.isEmpty || column == "deal_type" ? adjusted ?? own : own
      return row.merging([dimension: value.isEmpty ? "(none)" : value]) { _, new in new }
    }
    let columns = ["period", "currency", "model", dimension, "team"]
    #expect(
      try Self.sums(results.rows("\(dimension)_credit.csv"), by: columns)
        == Self.sums(rows, by: columns))
  }

  @Test(arguments: 0..<12 as Range<UInt64>, ["campaign", "owners", "search_term", "deal_type"])
  func `values add up to teams, in money and in deals, and shares to one`(
    seed: UInt64, _ dimension: String
  ) throws {
    let results = try Self.results(seed)
    let rows = try results.rows("\(dimension)_credit.csv")
    let columns = ["period", "currency", "model", "team"]
    for column in ["credit", "deal_credit"] {
      #expect(
        try Self.sums(rows, column, by: columns)
          == Self.sums(results.rows("team_credit.csv"), column, by: columns))
    }
    for column in ["share_of_won", "share_of_credited"] {
      var sums: [[String]: Decimal] = [:]
      for row in rows where row[column] != "" {
        #expect(column == "share_of_won" || row["team"] != "(uncredited)")
        sums[columns.prefix(3).map { row[$0]! }, default: 0] += Decimal(string: row[column]!)!
      }
      #expect(sums.values.allSatisfy { $0 == 1 })
    }
  }

  @Test(arguments: 0..<12 as Range<UInt64>, ["campaign", "owners", "deal_type"])
  func `a comparison adds the teams up, and all rows are in order`(
    seed: UInt64, _ dimension: String
  ) throws {
    let results = try Self.results(seed)
    let models = Self.company(seed).definitions.models.map(\.name)
    let credit = try results.rows("\(dimension)_credit.csv")
    let columns = ["period", "currency", "model", dimension]
    let comparison = try results.rows("\(dimension)_comparison.csv")
    let wide = comparison.flatMap { row in
      models.map { row.merging(["model": $0, "credit": row[$0]!]) { _, new in new } }
    }
    #expect(try Self.sums(wide, by: columns) == Self.sums(credit, by: columns))
    for row in comparison {
      let credits = models.map { Decimal(string: row[$0]!)! }
      #expect(Decimal(string: row["lowest"]!) == credits.min())
      #expect(Decimal(string: row["spread"]!) == credits.max()! - credits.min()!)
    }
    func names(_ row: [String: String]) -> [Text] {
      let model = models.firstIndex { $0 == row["model"] }.map { "\(10 + $0)" } ?? ""
      return [row["period"]!, row["currency"]!, model, row[dimension]!, row["team"] ?? ""]
        .map { Text($0.hasPrefix("'") ? String($0.dropFirst()) : $0) }
    }
    for rows in [credit, comparison] {
      let keys = rows.map(names)
      #expect(zip(keys, keys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `any header is as good as a column that the program knows`(seed: UInt64) throws {
    let results = try Self.results(seed)
    for file in ["credit", "comparison"] {
      #expect(
        results.files["search_term_\(file).csv"]
          == results.files["campaign_\(file).csv"]?.replacing("campaign", with: "search_term"))
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `neither threads nor pieces nor the order of rows show`(seed: UInt64) throws {
    var company = Self.company(seed)
    // The first of two rows with one id says what the deal is.
    company.deals = company.deals.map { table in
      var (table, seen) = (table, Set<Text>())
      table.rows.removeAll { !seen.insert(Text($0[0])).inserted }
      return table
    }
    let workspace = try Workspace()
    var request = try company.request(in: workspace)
    let expected = Results(of: request)
    request.jobs = 8
    #expect(Results(of: request).difference(from: expected) == nil)
    request.pieceSize = 1
    #expect(Results(of: request).difference(from: expected) == nil)
    // Every touch has an id of its own there, so that no rule looks at the order read.
    let tidy = RandomCompany(seed: seed, [.negatives, .adjustments]) {
      $0.dimensions = Array(company.definitions.dimensions.prefix(2))
    }
    let (one, other) = (try Workspace(), try Workspace())
    #expect(
      Results(of: try tidy.shuffled(1).request(in: one)).withoutFingerprints().difference(
        from: Results(of: try tidy.request(in: other)).withoutFingerprints()) == nil)
  }

  // MARK: In the definitions

  @Test(arguments: [
    ("campaign", "campaign"), ("Email Subject", "email_subject"), ("utm.term (1)", "utm_term_1"),
    ("  Größe ", "gr_e"), ("Contact ID", "contact_id"),
  ])
  func `a column has its own name in small letters`(_ column: String, _ name: String) {
    let text = "{dimensions: ['\(column)']}"
    let (definitions, problems) = Definitions.decode(Array(text.utf8), file: "d.json")
    #expect(problems.map(\.text) == [])
    #expect(definitions.dimensions.map(\.name) == [name])
  }

  @Test(arguments: [
    ("['1st']", "definitionsDimensionWithoutName"), ("['']", "definitionsValue"),
    ("'x'", "definitionsValue"),
    ("[{name: 'x'}]", "definitionsValue"), ("[{touch: 'x', name: 'X'}]", "definitionsValue"),
    ("[{touch: 'x', title: 'X'}]", "definitionsUnknownKey"), ("[null]", "definitionsValue"),
    ("['account id']", "definitionsDimensionIsNoLabel"),
    ("['cost']", "definitionsDimensionIsNoLabel"),
    ("['Deal Type']", "definitionsDimensionNameTaken"),
    ("[{deal: 'x', name: 'first_touch'}]", "definitionsDimensionNameTaken"),
    ("['x', {deal: 'X'}]", "definitionsDimensionTwice"),
  ])
  func `what is no dimension is a problem`(_ list: String, _ kind: String) {
    let text = "{dimensions: \(list)}"
    #expect(Definitions.decode(Array(text.utf8), file: "d.json").problems.map(\.kind) == [kind])
  }

  @Test func `entries may say where the columns of dimensions are, and of no others`() {
    let text = """
      {
        dimensions: ['keyword', {deal: 'Product'}],
        touchpoints: [{columns: {keyword: ['a', 'b']}}], deals: [{columns: {Product: null}}],
      }
      """
    let (definitions, problems) = Definitions.decode(Array(text.utf8), file: "d.json")
    #expect(problems.map(\.text) == [])
    #expect(definitions.touchpoints[0].columns["keyword"]??.steps.map(\.headers) == [["a"], ["b"]])
    #expect(definitions.deals[0].columns["Product"] == .some(nil))
    for wrong in [
      text.replacing("'keyword', ", with: ""), text.replacing("deal:", with: "touch:"),
    ] {
      let problems = Definitions.decode(Array(wrong.utf8), file: "d.json").problems
      #expect(problems.map(\.kind) == ["definitionsUnknownKey"])
    }
  }

  @Test func `no dimension can take the place of a file or a column of all results`() throws {
    for report in reports {
      for ending in ["_credit.csv", "_comparison.csv"] where report.name.hasSuffix(ending) {
        #expect(Dimension.takenNames.contains(String(report.name.dropLast(ending.count))))
      }
    }
    for name in ["deal_type", "campaign"] { #expect(Model.fixedColumns.contains(name)) }
    let header = try Self.results(1).files["campaign_credit.csv"]!.prefix { $0 != "\n" }
    for column in header.split(separator: ",") where column != "campaign" {
      #expect(Dimension.takenNames.contains(String(column)))
    }
  }

  @Test func `a header that only a dimension reads may still be the stage`() throws {
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
      deals: [
        try workspace.write(
          "deal_id,account_id,amount,closed_at,Deal Status\nD,A,1,2026-01-01,open\n", to: "d.csv")
      ])
    request.definitions.dimensions = [
      Dimension(name: "status", column: "Deal Status", kind: .deal)
    ]
    #expect(Results(of: request).failure.contains("looks like the stage"))
  }
}

extension RandomCompany {
  fileprivate func campaign(_ table: Int) -> Int {
    touchpoints[table].header.firstIndex(of: "campaign")!
  }
}

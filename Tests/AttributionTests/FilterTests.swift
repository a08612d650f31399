import Attribution
import Foundation
import Testing

/// Rows that the definitions leave out.
struct Filters {
  // MARK: Which rows

  @Test(
    arguments: [
      (#""equals": "yes""#, [true, false, false, false, false, false]),
      (#""equals": ["", "Yes"]"#, [false, true, false, false, true, false]),
      (#""isNot": "yes""#, [false, true, true, true, true, true]),
      (#""isNot": ["", "yes", "a \"yes\", or"]"#, [false, true, false, true, false, true]),
      (#""startsWith": "yes""#, [true, false, false, true, false, false]),
      (#""startsWith": ["Y", "a \""]"#, [false, true, true, false, false, false]),
      (#""contains": "yes""#, [true, false, true, true, false, false]),
      (#""contains": ["\"yes", "Yes", "\u00e9"]"#, [false, true, true, false, false, true]),
      (#""lacks": "yes""#, [false, true, false, false, true, true]),
      (#""lacks": ["\"", "Yes", "-"]"#, [true, false, false, false, true, true]),
    ] as [(String, [Bool])])
  func `a test compares the cell byte for byte with each text`(
    _ test: String, kept: [Bool]
  ) throws {
    let cells = ["yes", " Yes ", "a \"yes\", or", "yes-no", "  ", "\u{E9} e\u{301}"]
    let bench = RuleBench(
      rule: #""B""#, rows: cells.map { [$0, "kept"] },
      keys: ", \"keep\": [{\"column\": \"A\", \(test)}]")
    let outcome = try bench.outcome()
    #expect(outcome.campaigns.map { $0 != nil } == kept)
    #expect(
      outcome.counts == ["filtered: \(kept.count { !$0 })", "credited: \(kept.count { $0 })"])
    #expect(try bench.outcome(pieceSize: 1, jobs: 8) == outcome)
  }

  @Test func `a row must pass all conditions`() throws {
    let bench = RuleBench(
      rule: #""C""#,
      rows: [["x", "1", ""], ["x", "2", ""], ["y", "1", ""], ["y", "2", ""], ["x", "", ""]],
      keys: """
        , "keep": [{"column": "A", "equals": "x"}, {"column": "B", "isNot": ["2", "3"]},
          {"column": "B", "lacks": "4"}]
        """)
    #expect(try bench.outcome().campaigns.map { $0 != nil } == [true, false, false, false, true])
  }

  @Test func `no condition leaves all rows`() throws {
    let bench = RuleBench(rule: #""A""#, rows: [["x"], [""]], keys: ", \"keep\": []")
    #expect(try bench.outcome().counts == ["credited: 2"])
  }

  // MARK: What becomes of them

  private static let definitions = """
    {"teams": {"marketing": ["ad"], "sales": ["call"]}, "rejects": {"deals": "50%"},
     "touchpoints": [{"columns": {"channel": {"column": "Kind", "pick": "only"}},
       "keep": [{"column": "Status", "equals": "Responded"}]}],
     "deals": [{"keep": [{"column": "Region", "isNot": ["Test", ""]}]}]}
    """

  /// A run with touches below their header and deals below theirs.
  private func results(
    touches: [String], deals: [String], definitions: String = Filters.definitions
  ) throws -> Results {
    let workspace = try Workspace()
    let touches = ["account_id,occurred_at,Kind,Status,team"] + touches
    let deals = ["deal_id,account_id,amount,currency,closed_at,stage,adjusts,Region"] + deals
    let path = try workspace.write(definitions, to: "definitions.json")
    return Results(
      of: Request(
        touchpoints: [try workspace.write(touches.joined(separator: "\n"), to: "t.csv")],
        deals: [try workspace.write(deals.joined(separator: "\n"), to: "d.csv")],
        definitions: try Definitions.read(path)))
  }

  @Test func `are counted per team, whatever else stands in them`() throws {
    let results = try results(
      touches: [
        "A,2026-10-01,ad,Responded,", "A,2026-10-01,ad,Sent,", "nobody,never,call,Sent,",
        "A,2026-02-30,call,Bounced,sdr", ",,,,", "A,2026-10-01,ad;call,Sent,sdr",
        "A,2026-10-01,ad;ad,Sent,", "A,2026-10-01,(uncredited),Sent,",
        "A,2026-10-01,ad,Sent,(uncredited)", "A,2026-10-02,call,Responded,", "short,row",
      ],
      deals: ["D,A,100,,2026-10-31,Won,,EU"],
      definitions: Filters.definitions.replacing(
        "\"deals\": \"50%\"", with: "\"touchpoints\": \"50%\""))
    #expect(results.failure == "")
    #expect(
      results.files["rows.csv"] == """
        file,kind,team,outcome,rows
        t.csv,touchpoints,,rejected,1
        t.csv,touchpoints,,filtered,3
        t.csv,touchpoints,(unassigned),filtered,1
        t.csv,touchpoints,marketing,filtered,2
        t.csv,touchpoints,sales,filtered,1
        t.csv,touchpoints,sdr,filtered,1
        t.csv,touchpoints,marketing,credited,1
        t.csv,touchpoints,sales,credited,1
        t.csv,match,,channel from Kind: found,2
        d.csv,deals,,credited,1

        """)
    #expect(results.problems.map { $0.prefix { $0 != " " } } == ["t.csv:12:"])
  }

  /// Whether a line is a footer is asked first, though none would pass.
  @Test func `take no footer for a row that is left out`() throws {
    let notices = [
      "Grand Totals (200 records),,,,", ",Confidential Information - Do Not Distribute,,,",
      "\"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\",,,,",
    ]
    let rows = (0..<200).map { "A,2026-10-01,ad,\($0 % 3 == 0 ? "Sent" : "Responded"),marketing" }
    let results = try results(
      touches: rows + notices + rows + [",,,,"] + notices + [""],
      deals: ["D1,A,100,,2026-10-31,Closed Won,,EU"],
      definitions: """
        {"touchpoints": [{"keep": [{"column": "Status", "equals": "Responded"}]}]}
        """)
    #expect(results.failure == "")
    let counts = try results.rows("rows.csv").filter { $0["file"] == "t.csv" }
      .map { "\($0["outcome"]!) \($0["rows"]!)" }
    #expect(counts.sorted() == ["credited 266", "filtered 1", "filtered 134", "footer 6"])
  }

  @Test func `say nothing of the rules`() throws {
    let results = try results(
      touches: ["A,2026-10-01,ad,Responded,"],
      deals: [
        "D1,A,100,,2026-10-31,Won,,EU", "D2,A,100,,2026-10-31,Won,,Test", "D3,A,1,,,Lost,,Test",
      ],
      definitions: """
        {"deals": [{"keep": [{"column": "Region", "equals": "EU"}], "columns": {
          "stage": {"column": "stage", "values": {"Won": "Closed Won"}},
          "amount": {"column": "amount", "pick": "first"},
          "closed_at": {"column": "closed_at", "pick": "only"}}}]}
        """)
    #expect(results.failure == "")
    #expect(
      try results.rows("rows.csv").filter { $0["kind"] == "match" }
        .map { "\($0["outcome"]!), \($0["rows"]!)" } == [
          "amount from amount: found, 1", "closed_at from closed_at: found, 1",
          "stage from stage → values: found, 1",
        ])
  }

  @Test func `are chosen by headers that keep their own meaning`() throws {
    let results = try results(
      touches: ["A,2026-10-01,,,sales", "A,2026-10-02,,,sdr", "A,2026-10-03,,,ops"],
      deals: [
        "D1,A,100,,2026-10-31,Won,,", "D2,A,100,,2026-10-31,Lost,,", "D3,A,1,,2026-10-31,?,,",
      ],
      definitions: """
        {"touchpoints": [{"keep": [{"column": "team", "isNot": "ops"}],
           "columns": {"campaign": {"column": "team", "values": {"sdr": "calls"}}}}],
         "deals": [{"keep": [{"column": "stage", "isNot": "?"}]}]}
        """)
    #expect(results.failure == "")
    #expect(
      try results.rows("ledger.csv").map { "\($0["deal_id"]!) \($0["team"]!) \($0["campaign"]!)" }
        == ["D1 sales sales", "D1 sdr calls"])
    #expect(
      results.files["rows.csv"]?.contains("d.csv,deals,,filtered,1\nd.csv,deals,,not won,1\n")
        == true)
  }

  @Test func `lack no team and need not join`() throws {
    let results = try results(
      touches: Array(repeating: "X,2026-10-01,spam,Sent,", count: 30),
      deals: ["D,A,100,,2026-10-31,Won,,EU"])
    #expect(results.failure == "")
    #expect(results.files["review.md"]?.contains("spam") == false)
  }

  @Test func `won deals among them are told with their money, so that no filter hides any`() throws
  {
    let results = try results(
      touches: ["A,2026-10-01,ad,Responded,"],
      deals: [
        "D1,A,100,,2026-10-31,Closed Won,,EU",
        // Won, of two currencies and two months, and one that adjusts.
        "D2,A,25.50,,2026-10-30,Closed Won,,Test", "D3,B,-5.25,,2026-10-01,closedwon,,",
        "D4,B,7,EUR,2026-10-02,won,,Test", "D5,C,9,,2026-09-30,Won,,Test",
        "N1,A,-50,,2026-10-05,,D1,Test",
        // What cannot be read does not count as nothing.
        "D6,A,much,,2026-10-05,Won,,Test", "D7,A,4,,someday,Won,,Test",
        "D8,A,4,XYZ,2026-10-05,Won,,",
        // Not won: of no account.
        "D9,A,1000,,2026-10-05,Closed Lost,,Test", "D10,A,oops,?,?,Open,,Test", ",,,,,,,",
        // Rejected before any filter.
        "short,row",
      ])
    #expect(results.failure == "")
    let lines = try #require(results.files["reconciliation.csv"]).split(separator: "\n")
      .filter { $0.contains("filtered") || $0.contains("rejected") }
    #expect(
      lines == [
        ",,rejected won rows,1,", ",USD,filtered won rows,1,4.00",
        "2026-09,USD,filtered won rows,1,9.00", "2026-10,,filtered won rows,1,",
        "2026-10,EUR,filtered won rows,1,7.00", "2026-10,USD,filtered won rows,4,-29.75",
      ])
    #expect(
      try results.rows("rows.csv").filter { $0["kind"] == "deals" }
        .map { "\($0["outcome"]!) \($0["rows"]!)" } == ["rejected 1", "filtered 11", "credited 1"])
    #expect(results.problems.count == 1)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `every row has one outcome, and the money of all is the money of the file`(
    seed: UInt64
  ) throws {
    var random = Seeded(seed)
    let stages = ["Closed Won", "Closed Lost"]
    let deals = (0..<random.number(1...60)).map { number in
      let day = random.number(10...28)
      return "D\(number),A,\(random.number(0...999)).\(random.number(10...99)),,2026-10-\(day),"
        + "\(random.one(of: stages)),,\(random.one(of: ["EU", "Test", ""]))"
    }
    let touches = (0..<random.number(0...60)).map { _ in
      "\(random.one(of: ["A", "B", ""])),2026-09-0\(random.number(1...9)),"
        + "\(random.one(of: ["ad", "call", "", "ad;call"])),"
        + "\(random.one(of: ["Responded", "Sent"])),\(random.one(of: ["", "sdr"]))"
    }
    let results = try results(
      touches: touches, deals: deals,
      definitions: Filters.definitions.replacing("\"50%\"", with: "0, \"touchpoints\": \"100%\""))
    #expect(results.failure == "")
    let rows = try results.rows("rows.csv")
    for (kind, count) in [("touchpoints", touches.count), ("deals", deals.count)] {
      let counted = rows.filter { $0["kind"] == kind }.reduce(0) { $0 + Int($1["rows"]!)! }
      #expect(counted == count, "\(kind)")
    }
    for team in ["sdr"] {
      let counted = rows.filter { $0["kind"] == "touchpoints" && $0["team"] == team }
        .reduce(0) { $0 + Int($1["rows"]!)! }
      // A row whose channel cannot be read is nobody's.
      #expect(counted == touches.count { $0.hasSuffix(",sdr") && !$0.contains(";") })
    }
    let money = deals.filter { $0.contains("Closed Won") }
      .reduce(Decimal(0)) { $0 + Decimal(string: $1.components(separatedBy: ",")[2])! }
    let lines = try results.rows("reconciliation.csv").filter {
      ["won revenue", "filtered won rows"].contains($0["line"]!)
    }
    #expect(lines.reduce(0) { $0 + Decimal(string: $1["amount"]!)! } == money)
  }
}

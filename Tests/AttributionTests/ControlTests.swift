import Attribution
import Foundation
import Testing

/// Finance's control totals against won revenue.
struct `Control totals` {
  /// Two months in two currencies: September USD 100 (one deal) and −30 (its credit note), October
  /// USD 250.50 in two deals and EUR 70 in one.
  private static let deals = """
    deal_id,account_id,amount,currency,closed_at,adjusts
    D1,A,100.00,USD,2026-09-10,
    N1,A,-30.00,USD,2026-09-20,D1
    D2,A,200.00,USD,2026-10-10,
    D3,B,50.50,USD,2026-10-11,
    D4,B,70.00,EUR,2026-10-12,

    """

  struct Case: CustomTestStringConvertible, Sendable {
    var what: String
    /// The file's lines, the header among them.
    var control: [String]
    var period = "2026-10"
    /// Rows of `reconciliation.csv` on these two lines: `period,currency,line,deals,amount`.
    var lines: [String]
    /// Rows of `rows.csv` about the file: `outcome,rows`.
    var outcomes: [String]
    /// The end of the warning, if one is due.
    var warning: String?
    /// What page one says.
    var says: [String] = []

    var testDescription: String { what }
  }

  static let header = "period,currency,amount,deals"
  static let cases = [
    Case(
      what: "the same", control: [header, "2026-10,USD,250.50,2", "2026-10,EUR,70,1"],
      lines: [
        "2026-10,EUR,finance,1,70.00", "2026-10,EUR,difference,0,0.00",
        "2026-10,USD,finance,2,250.50", "2026-10,USD,difference,0,0.00",
      ], outcomes: ["compared,2"],
      says: [
        "Finance has $250.50 in 2 deals: the same.", "Finance has €70.00 in 1 deal: the same.",
      ]),
    Case(
      what: "more money, fewer deals", control: [header, "2026-10,USD,260.50,1"],
      lines: ["2026-10,USD,finance,1,260.50", "2026-10,USD,difference,-1,10.00"],
      outcomes: ["compared,1"],
      warning: "2026-10 $260.50 in 1 deal, won revenue is $250.50 in 2 deals",
      says: [
        "Finance has $260.50 in 1 deal: $10.00 more and 1 deal fewer than here.",
        "Finance has no figure for it in control.csv.",
        "Which is right: finance’s $260.50 in 1 deal, or $250.50 in 2 deals?",
        "Finance has no figure for 2026-10 EUR: there is nothing to compare.",
      ]),
    Case(
      what: "a deal more is a difference too", control: [header, "2026-10,USD,250.50,3"],
      lines: ["2026-10,USD,finance,3,250.50", "2026-10,USD,difference,1,0.00"],
      outcomes: ["compared,1"],
      warning: "2026-10 $250.50 in 3 deals, won revenue is $250.50 in 2 deals",
      says: ["Finance has $250.50 in 3 deals: 1 deal more than here."]),
    Case(
      what: "no number of deals is none to differ", control: [header, "2026-10,USD,250.50,"],
      lines: ["2026-10,USD,finance,,250.50", "2026-10,USD,difference,,0.00"],
      outcomes: ["compared,1"], says: ["Finance has $250.50: the same."]),
    Case(
      what: "headers as people write them, the definitions' currency",
      control: ["AMOUNT,Period ", "250.5,2026-10"],
      lines: ["2026-10,USD,finance,,250.50", "2026-10,USD,difference,,0.00"],
      outcomes: ["compared,1"]),
    Case(
      what: "adjustments are in it",
      control: [header, "2026-09,USD,70.00,1"], period: "2026-09",
      lines: ["2026-09,USD,finance,1,70.00", "2026-09,USD,difference,0,0.00"],
      outcomes: ["compared,1"], says: ["Finance has $70.00 in 1 deal: the same."]),
    Case(
      what: "a line of another period",
      control: [header, "2026-10,USD,250.50,2", "2026-Q4,USD,9,9", "2026-09,USD,9,9"],
      lines: ["2026-10,USD,finance,2,250.50", "2026-10,USD,difference,0,0.00"],
      outcomes: ["outside the period,2", "compared,1"],
      says: ["Of no period here: 2 lines of that file, 2026-Q4 USD, 2026-09 USD."]),
    Case(
      what: "lines of more periods than anybody reads",
      control: [header, "2026-10,USD,250.50,2"]
        + ["2025", "2024", "2023", "2022", "2021", "2020", "2019"].map { "\($0),EUR,9,9" },
      lines: ["2026-10,USD,finance,2,250.50", "2026-10,USD,difference,0,0.00"],
      outcomes: ["outside the period,7", "compared,1"],
      says: [
        "Of no period here: 7 lines of that file, 2025 EUR, 2024 EUR, 2023 EUR, 2022 EUR, 2021 EUR "
          + "and 2 more."
      ]),
    Case(
      what: "money in a currency in which nothing was won",
      control: [header, "2026-10,USD,250.50,2", "2026-10,GBP,5.00,1"],
      lines: [
        "2026-10,GBP,finance,1,5.00", "2026-10,GBP,difference,1,5.00",
        "2026-10,USD,finance,2,250.50", "2026-10,USD,difference,0,0.00",
      ], outcomes: ["compared,2"],
      warning: "2026-10 £5.00 in 1 deal, won revenue is £0.00 in 0 deals",
      says: ["Finance has £5.00 in 1 deal in GBP, in which nothing was won here."]),
    Case(
      what: "every month has its own",
      control: [header, "2026-09,USD,70.00,1", "2026-10,USD,250.50,2", "2026-11,USD,1,1"],
      period: "all",
      lines: [
        "2026-09,USD,finance,1,70.00", "2026-09,USD,difference,0,0.00",
        "2026-10,USD,finance,2,250.50", "2026-10,USD,difference,0,0.00",
      ], outcomes: ["outside the period,1", "compared,2"]),
    Case(
      what: "a quarter", control: [header, "2026-Q4,USD,250.50,2"], period: "2026-Q4",
      lines: ["2026-Q4,USD,finance,2,250.50", "2026-Q4,USD,difference,0,0.00"],
      outcomes: ["compared,1"]),
    Case(
      what: "a year", control: [header, "2026,USD,320.50,3"], period: "2026",
      lines: ["2026,USD,finance,3,320.50", "2026,USD,difference,0,0.00"],
      outcomes: ["compared,1"]),
    Case(
      what: "a period in which nothing was won", control: [header, "2026-12,USD,8.00,1"],
      period: "2026-12",
      lines: ["2026-12,USD,finance,1,8.00", "2026-12,USD,difference,1,8.00"],
      outcomes: ["compared,1"],
      warning: "2026-12 $8.00 in 1 deal, won revenue is $0.00 in 0 deals",
      says: [
        "In December 2026, no deals were won. Finance has $8.00 in 1 deal in USD, in which nothing"
      ]),
    Case(
      what: "a header alone", control: [header], lines: [], outcomes: [],
      says: ["Finance has no figure for it in control.csv."]),
  ]

  @Test(arguments: cases)
  func `are compared by period and currency`(_ one: Case) throws {
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [
        try workspace.write("account_id,occurred_at\nA,2026-08-01\nB,2026-09-30\n", to: "t.csv")
      ],
      deals: [try workspace.write(`Control totals`.deals, to: "deals.csv")],
      period: Period(one.period) ?? .everyMonth)
    request.control = try workspace.write(
      one.control.map { $0 + "\n" }.joined(), to: "control.csv")
    var problems = Problems()
    let attribution = try Attribution(request, problems: &problems)
    let results = Results(of: request)
    #expect(results.failure == "")
    let lines = try results.rows("reconciliation.csv")
      .filter { ["finance", "difference"].contains($0["line"]) }
      .map { row in
        ["period", "currency", "line", "deals", "amount"].map { row[$0]! }.joined(separator: ",")
      }
    #expect(lines == one.lines)
    let outcomes = try results.rows("rows.csv").filter { $0["kind"] == "control" }
      .map { "\($0["outcome"]!),\($0["rows"]!)" }
    #expect(outcomes == one.outcomes)
    let warnings = attribution.warnings.filter { $0.code == .controlTotalDiffers }.map(\.message)
    #expect(
      warnings
        == [one.warning].compactMap(\.self).map {
          "1 control total of finance that won revenue differs from: \($0)"
        })
    for text in one.says { #expect(results.files["review.md"]?.contains(text) == true, "\(text)") }
  }

  /// The lines of finance come last, and leave all others as they were.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `change no other figure`(_ seed: UInt64) throws {
    let workspace = try Workspace()
    let company = RandomCompany(seed: seed)
    var request = try company.request(in: workspace)
    let before = Results(of: request)
    var random = Seeded(seed)
    let sums = try before.rows("reconciliation.csv").filter { $0["line"] == "won revenue" }
    let lines = sums.filter { _ in random.chance(70) }.map { row in
      let amount = random.chance(50) ? row["amount"]! : "123"
      return "\(row["period"]!),\(row["currency"]!),\(amount),\(row["deals"]!)\n"
    }
    request.control = try workspace.write(
      `Control totals`.header + "\n" + lines.joined(), to: "control.csv")
    let after = Results(of: request)
    #expect(after.failure == "")
    for name in before.files.keys
    where !["reconciliation.csv", "rows.csv", "review.md"].contains(name) {
      #expect(after.files[name] == before.files[name])
    }
    let rows = try after.rows("reconciliation.csv")
    let own = ["finance", "difference"]
    #expect(rows.filter { !own.contains($0["line"]!) } == (try before.rows("reconciliation.csv")))
    #expect(rows.count { $0["line"] == "finance" } == lines.count)
    for row in rows where row["line"] == "difference" {
      func amount(_ line: String) throws -> Int64 {
        let found = rows.first {
          $0["line"] == line && $0["period"] == row["period"]
            && $0["currency"] == row["currency"]
        }
        return try Currency.of(row["currency"]!).units(#require(found)["amount"]!)
      }
      #expect(
        try amount("difference") == amount("finance") - amount("won revenue"))
    }
  }

  @Test func `are read by a check, and listed with the inputs of a run`() throws {
    let fixture = Fixture("reports/every-warning")
    let arguments = try words(fixture.text("arguments"))
    let check = try Program.run(["check"] + arguments.dropFirst(), in: fixture.folder)
    #expect(check.code == 0)
    #expect(check.output.contains("\ncontrol.csv (control totals)\n"))
    #expect(check.output.contains("control-total-differs"))
    let workspace = try Workspace()
    let run = try Program.run(
      arguments + ["--output", workspace.path("out")], in: fixture.folder)
    #expect(run.code == 0)
    let record = try workspace.text("out/run.json")
    #expect(record.contains("\"kind\" : \"control\","))
  }

  @Test func `inside the output folder are refused, as every input`() throws {
    let workspace = try Workspace()
    try workspace.makeFolder("out")
    try workspace.write("account_id,occurred_at\nA,2026-10-01\n", to: "t.csv")
    try workspace.write("deal_id,account_id,amount,closed_at\nD,A,1,2026-10-02\n", to: "d.csv")
    try workspace.write("period,amount\n2026-10,1\n", to: "out/control.csv")
    let outcome = try Program.run(
      words("run --touchpoints t.csv --deals d.csv --control out/control.csv --output out"),
      in: workspace.folder)
    #expect(outcome.code == 64)
  }

  @Test func `of other stretches of time are no part of a month's`() throws {
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
      deals: [
        try workspace.write(
          """
          deal_id,account_id,amount,closed_at
          D1,A,10.00,2026-12-01
          D2,A,20.00,2027-01-01

          """, to: "d.csv")
      ])
    request.control = try workspace.write(
      """
      period,currency,amount
      2026-Q4,USD,77.00
      2026-12,GBP,3.00
      2027-01,USD,20.00

      """, to: "control.csv")
    let review = try #require(Results(of: request).files["review.md"])
    let page = review[..<(try #require(review.range(of: "\n## Credit by team")).lowerBound)]
    #expect(page.contains("Finance has $20.00: the same."))
    // Page one is about January alone.
    #expect(!page.contains("£3.00"))
    #expect(!review.contains("77.00"))
    #expect(review.contains("Of no period here: 1 line of that file, 2026-Q4 USD."))
  }

  @Test func `count no deals below zero, and none twice, wherever pieces end`() throws {
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
      deals: [
        try workspace.write("deal_id,account_id,amount,closed_at\nD,A,1,2026-10-01\n", to: "d.csv")
      ])
    request.pieceSize = 1
    request.control = try workspace.write(
      "period,amount,deals\n2026-10,1,-0\n", to: "control.csv")
    #expect(Results(of: request).failure.contains("deals \"-0\" is no number of deals"))
    request.control = try workspace.write(
      "period,amount,deals\n2026-09,1,1\n2026-10,1,1\n2026-11,1,1\n2026-10,2,1\n",
      to: "control.csv")
    let failure = Results(of: request).failure
    #expect(failure.contains("control.csv:5") && failure.contains("control.csv:3"), "\(failure)")
  }
}

import Attribution
import Foundation
import Testing

/// The warnings at their borders, one second or one row to each side.
struct Warnings {
  /// Inputs of one line a row, without their headers.
  struct Case: CustomTestStringConvertible, Sendable {
    var what: String
    /// `account, occurred_at[, deal_id[, channel]]`; the files.
    var touches: [[String]]
    /// `deal_id, account, amount, closed_at[, adjusts]`
    var deals = ["D1,A,100,2026-10-31T12:00:00Z"]
    var zone = "UTC"
    var lookbackDays: Int64? = 30
    var period = "2026-10"
    /// Accounts whose rows the definitions leave out.
    var leftOut: [String] = []
    var isDue: Bool

    var testDescription: String { what }

    func warnings() throws -> [Warning] {
      let workspace = try Workspace()
      let paths = try touches.enumerated().map { index, rows in
        try workspace.write(
          file("account_id,occurred_at,deal_id,channel", rows), to: "t\(index + 1).csv")
      }
      var definitions = Definitions()
      definitions.zone = try #require(Zone(name: zone))
      definitions.lookback = lookbackDays.map { $0 * 86_400 }
      definitions.rejectedTouchpoints = .percent(hundredths: 10_000)
      var source = Definitions.Source()
      source.columns["account_id"] = "account_id"
      source.keep = leftOut.map { Condition(header: "account_id", test: .isNot, texts: [$0]) }
      definitions.touchpoints = [source]
      let request = Request(
        touchpoints: paths,
        deals: [
          try workspace.write(file("deal_id,account_id,amount,closed_at,adjusts", deals), to: "d")
        ],
        definitions: definitions, period: Period(period) ?? .everyMonth)
      var problems = Problems()
      return try Attribution(request, problems: &problems).warnings
    }

    /// Rows filled up to the header's width.
    private func file(_ header: String, _ rows: [String]) -> String {
      let width = header.split(separator: ",").count
      return ([header] + rows).map { row in
        let cells = row.split(separator: ",", omittingEmptySubsequences: false)
        return row + String(repeating: ",", count: width - cells.count) + "\n"
      }.joined()
    }
  }

  private func expect(_ code: WarningCode, of one: Case) throws {
    #expect(try one.warnings().contains { $0.code == code } == one.isDue)
  }

  // MARK: low-match

  static func matches(_ known: Int, of rows: Int, and others: [String] = []) -> [[String]] {
    [(0..<rows).map { "\($0 < known ? "A" : "X\($0)"),2026-10-20" } + others]
  }

  static let lowMatches = [
    Case(what: "one in twenty is enough", touches: matches(1, of: 20), isDue: false),
    Case(what: "one in twenty-one is not", touches: matches(1, of: 21), isDue: true),
    Case(what: "5 in 100 are enough", touches: matches(5, of: 100), isDue: false),
    Case(what: "5 in 101 are not", touches: matches(5, of: 101), isDue: true),
    Case(what: "none of a few", touches: matches(0, of: 3), isDue: true),
    Case(
      what: "rows that name nothing do not count",
      touches: matches(1, of: 20, and: Array(repeating: ",2026-10-20", count: 50)), isDue: false),
    Case(
      what: "nor do rows that are rejected",
      touches: matches(1, of: 20, and: Array(repeating: "X,2026-02-30", count: 50)), isDue: false),
    Case(
      what: "nor do rows that are left out",
      touches: matches(1, of: 20, and: ["Y,2026-10-20", "Z,2026-10-20,,(uncredited)"]),
      leftOut: ["Y", "Z"], isDue: false),
    Case(
      what: "a deal's name is a match too",
      touches: matches(0, of: 20, and: ["X,2026-10-20,D1"]), isDue: true),
    Case(
      what: "and enough for twenty",
      touches: matches(0, of: 19, and: ["X,2026-10-20,D1"]), isDue: false),
    Case(what: "a file without rows", touches: [[]], isDue: false),
    Case(what: "no deals to match", touches: matches(0, of: 30), deals: [], isDue: false),
  ]

  @Test(arguments: lowMatches)
  func `few rows that match`(_ one: Case) throws { try expect(.lowMatch, of: one) }

  // MARK: source-starts-late

  static func start(
    _ what: String, at first: String, zone: String = "UTC", lookbackDays: Int64? = 30,
    period: String = "2026-10", deals: [String]? = nil, others: [String] = [], isDue: Bool
  ) -> Case {
    Case(
      what: what, touches: [["A,2026-10-30"] + others + ["A,\(first)"]],
      deals: deals ?? ["D1,A,100,2026-10-31T12:00:00Z"], zone: zone, lookbackDays: lookbackDays,
      period: period, isDue: isDue)
  }

  static let lateStarts = [
    start("thirty days before the month", at: "2026-09-01T00:00:00Z", isDue: false),
    start("a second later", at: "2026-09-01T00:00:01Z", isDue: true),
    start("no limit, so no start", at: "2026-10-29", lookbackDays: nil, isDue: false),
    start("of a quarter", at: "2026-09-01T00:00:00Z", period: "2026-Q4", isDue: false),
    start(
      "of a quarter, a second later", at: "2026-09-01T00:00:01Z", period: "2026-Q4", isDue: true),
    start("of a year", at: "2025-12-02T00:00:00Z", period: "2026", isDue: false),
    start("of a year, a second later", at: "2025-12-02T00:00:01Z", period: "2026", isDue: true),
    start("of the earliest month", at: "2026-09-01T00:00:00Z", period: "all", isDue: false),
    start("of it, a second later", at: "2026-09-01T00:00:01Z", period: "all", isDue: true),
    start(
      "of the earliest of two", at: "2026-08-02T00:00:01Z", period: "all",
      deals: ["D1,A,100,2026-10-31", "D2,B,1,2026-09-30"], isDue: true),
    // The first of November in UTC is October in New York, which begins at 4:00.
    start(
      "on the zone's clocks", at: "2026-10-01T04:00:00Z", zone: "America/New_York",
      lookbackDays: 0, period: "all", deals: ["D1,A,100,2026-11-01T03:00:00Z"], isDue: false),
    start(
      "on them, a second later", at: "2026-10-01T04:00:01Z", zone: "America/New_York",
      lookbackDays: 0, period: "all", deals: ["D1,A,100,2026-11-01T03:00:00Z"], isDue: true),
    // Paraguay's clocks skipped the first hour of October 2017.
    start(
      "of a month without its first hour", at: "2017-10-01T04:00:00Z", zone: "America/Asuncion",
      lookbackDays: 0, period: "2017-10", isDue: false),
    start(
      "of it, a second later", at: "2017-10-01T04:00:01Z", zone: "America/Asuncion",
      lookbackDays: 0, period: "2017-10", isDue: true),
    start(
      "a touch that nobody knows counts", at: "2026-09-20",
      others: ["X,2026-08-01"], isDue: false),
    start(
      "a touch that is rejected does not", at: "2026-09-20",
      others: ["(uncredited),2026-13-01", "A,2026-08-01,,(uncredited)"], isDue: true),
    start(
      "a window as long as the calendar", at: "0001-01-02", lookbackDays: 3_660_000, isDue: true),
    start("no deal, so no month", at: "2026-10-29", period: "all", deals: [], isDue: false),
  ]

  @Test(arguments: lateStarts)
  func `a source that starts late`(_ one: Case) throws { try expect(.sourceStartsLate, of: one) }

  // MARK: source-ends-early

  static func end(
    _ what: String, at last: String, deals: [String]? = nil, period: String = "2026-10", isDue: Bool
  ) -> Case {
    Case(
      what: what, touches: [["A,2026-08-01", "A,\(last)", "A,2026-10-01"]],
      deals: deals ?? ["D1,A,100,2026-10-31T12:00:00Z", "D2,A,100,2026-10-02"], period: period,
      isDue: isDue)
  }

  static let earlyEnds = [
    end("seven days before the close", at: "2026-10-24T12:00:00Z", isDue: false),
    end("a second earlier", at: "2026-10-24T11:59:59Z", isDue: true),
    end("a touch after the close", at: "2026-12-24", isDue: false),
    end(
      "a later close of another month", at: "2026-10-24T12:00:00Z",
      deals: ["D1,A,100,2026-10-31T12:00:00Z", "D2,A,100,2026-11-20"], isDue: false),
    end(
      "which is in the report", at: "2026-10-24T12:00:00Z",
      deals: ["D1,A,100,2026-10-31T12:00:00Z", "D2,A,100,2026-11-20"], period: "all", isDue: true),
    end("no close in the report", at: "2026-10-02", period: "2026-11", isDue: false),
  ]

  @Test(arguments: earlyEnds)
  func `a source that ends early`(_ one: Case) throws { try expect(.sourceEndsEarly, of: one) }

  // MARK: window-cut

  static func cut(
    _ what: String, _ touches: [String], deals: [String]? = nil, lookbackDays: Int64? = 30,
    isDue: Bool
  ) -> Case {
    Case(
      what: what, touches: [touches], deals: deals ?? ["D1,A,100,2026-10-31T12:00:00Z"],
      lookbackDays: lookbackDays, isDue: isDue)
  }

  static let cuts = [
    cut("on the window's first second", ["A,2026-10-01T12:00:00Z"], isDue: false),
    cut("a second earlier", ["A,2026-10-01T11:59:59Z", "A,2026-10-20"], isDue: true),
    cut("with no credit left", ["A,2026-10-01T11:59:59Z"], isDue: false),
    cut("of another account", ["X,2026-08-01", "A,2026-10-20"], isDue: false),
    cut("of the deal's own", ["X,2026-08-01,D1", "A,2026-10-20"], isDue: true),
    cut(
      "without a limit", ["A,1999-08-01", "A,2026-10-20"], lookbackDays: nil, isDue: false),
    cut(
      "of a deal of another month", ["A,2026-08-01", "A,2026-11-20"],
      deals: ["D1,A,100,2026-11-20"], isDue: false),
    cut(
      "of an adjusted deal of another month", ["A,2026-08-01", "A,2026-09-20"],
      deals: ["D1,A,100,2026-09-20", "N1,A,-10,2026-10-20,D1"], isDue: false),
  ]

  @Test(arguments: cuts)
  func `a journey that the window cuts`(_ one: Case) throws { try expect(.windowCut, of: one) }

  @Test func `files of one entry are one source, a month each`() throws {
    let workspace = try Workspace()
    let deals = try workspace.write(
      "deal_id,account_id,amount,closed_at\nD1,A,100,2026-10-20\n", to: "deals.csv")
    let files = try ["2026-09", "2026-10"].map {
      try workspace.write("account_id,occurred_at\nA,\($0)-15\n", to: "calls-\($0).csv")
    }
    func warnings(_ pattern: String) throws -> [String] {
      var definitions = Definitions()
      definitions.lookback = 30 * 86_400
      var source = Definitions.Source()
      source.file = pattern
      definitions.touchpoints = [source]
      var problems = Problems()
      return try Attribution(
        Request(touchpoints: files, deals: [deals], definitions: definitions), problems: &problems
      ).warnings.filter { $0.code == .sourceStartsLate || $0.code == .sourceEndsEarly }
        .map(\.message)
    }
    let together = try warnings("calls-*.csv")
    #expect(together.count == 1)
    #expect(together[0].contains("1 source whose first touch is later than 2026-09-01"))
    #expect(together[0].contains("\"calls-*.csv\" (2026-09-15)"))
    let apart = try warnings("*")
    #expect(apart.count == 2)
    #expect(apart[0].contains("2 sources"))
    #expect(apart[1].contains("\"calls-2026-09.csv\" (2026-09-15)"))
  }

  // MARK: Wording

  @Test func `the messages say which, when and how much`() throws {
    let one = Case(
      what: "",
      touches: [
        Warnings.matches(1, of: 21)[0], ["B,2026-09-05", "B,2026-09-23T23:00:00Z"],
        ["A,2026-09-01T14:00:00Z", "A,2026-10-24T16:00:00Z"], [],
      ],
      deals: ["D1,A,100.50,2026-10-31T12:00:00-04:00", "D2,B,9,2026-10-22"],
      zone: "America/New_York", isDue: true)
    let messages = Dictionary(
      uniqueKeysWithValues: try one.warnings().map { ($0.code, $0.message) })
    #expect(
      messages[.lowMatch] == """
        1 touchpoint file of whose rows under 5 % name an account or deal of the deal files: \
        "t1.csv" (1 of 21 rows); are these ids of another kind, or deals missing?
        """)
    #expect(
      messages[.sourceStartsLate] == """
        3 sources whose first touch is later than 2026-09-01 00:00:00, where the window of \
        the first period opens: "t1.csv" (2026-10-20 00:00:00), "t2.csv" (2026-09-05 00:00:00), \
        "t3.csv" (2026-09-01 10:00:00); touches before that cannot be seen: first-touch models \
        favour other sources
        """)
    #expect(
      messages[.sourceEndsEarly] == """
        2 sources whose last touch is earlier than 2026-10-24, seven days before the last \
        close: "t1.csv" (2026-10-20), "t2.csv" (2026-09-23); touches after that cannot be seen: \
        last-touch models favour other sources
        """)
    #expect(
      messages[.windowCut] == """
        2 credited deals with touches more than 30 days before the close, which the window leaves \
        out, $109.50: "D1", "D2"
        """)
  }

  @Test(arguments: [
    // The most rows, then the first by its bytes: capitals come first.
    (["paid_search", "Paid Search", "Paid Search"], [], "Paid Search"),
    (["paid_search", "Paid Search"], [], "Paid Search"),
    (["paid_search", "Paid Search", "Paid Search"], ["paid_search"], "paid_search"),
    (["paid_search", "Paid Search", "Paid Search"], ["PAIDSEARCH"], "PAIDSEARCH"),
    (["paid_search", "Paid Search"], ["paid_search", "PAIDSEARCH", "Paid"], "paid_search"),
    (["paid_search", "paid_search", "paid search 2"], [], nil),
    (["Caf\u{E9}", "Cafe\u{301}"], [], nil),
    (["\u{C9}t\u{E9}", "\u{E9}-t\u{E9}"], [], "\u{C9}t\u{E9}"),
  ])
  func `channels that are alike`(_ channels: [String], teams: [String], kept: String?) throws {
    var definitions = Definitions()
    for channel in teams { definitions.teamOfChannel[Label(channel)] = "marketing" }
    let rows = channels.map { "A,2026-10-20,\($0)\n" }.joined()
    let found = try alike(["a.csv": "account_id,occurred_at,channel\n\(rows)"], definitions)
    #expect((found != nil) == (kept != nil))
    for channel in Set(channels) where channel != kept && kept != nil {
      #expect(found!.contains("\"\(channel)\": \"\(kept!)\""))
    }
  }

  @Test func `the message says what to write for which file`() throws {
    var calls = Definitions.Source()
    calls.file = "b*"
    calls.channel = "Cold Call"
    var definitions = Definitions()
    definitions.touchpoints = [calls]
    definitions.teamOfChannel = ["cold_call": "sdr"]
    let found = try alike(
      [
        "a.csv": """
        account_id,occurred_at,Channel
        A,2026-10-01,e-mail
        A,2026-10-02,E-Mail
        A,2026-10-03,E-Mail
        A,2026-10-03,cold_call
        A,2026-10-04,COLDCALL
        X,2026-10-04,EMAIL

        """,
        "b.csv": "account_id,occurred_at\nA,2026-10-05\nA,2026-10-06\n",
        "c.csv": "account_id,occurred_at,channel\nA,2026-10-07,E-Mail\n",
      ], definitions)
    #expect(
      found == #"""
        2 channels in spellings that differ only in case, spaces, - or _: "Cold Call" (2 rows), \#
        "COLDCALL" (1 row), "cold_call" (1 row); "E-Mail" (3 rows), "e-mail" (1 row); to count \#
        each as one, write in the definitions in the entry of "a.csv": "columns": {"channel": \#
        {"column": "Channel", "values": {"COLDCALL": "cold_call", "e-mail": "E-Mail"}}}; in the \#
        entry of "b.csv": "channel": "cold_call"
        """#)
  }

  @Test func `where the channel has steps of its own, the values belong there`() throws {
    var source = Definitions.Source()
    source.columns["channel"] = ColumnRule(steps: [.init(headers: ["medium", "site"])])
    var definitions = Definitions()
    definitions.touchpoints = [source]
    let rows = "A,2026-10-01,paid,web\nA,2026-10-02,Paid,web\n"
    let found = try alike(["a.csv": "account_id,occurred_at,medium,site\n\(rows)"], definitions)
    #expect(
      found?.hasSuffix(
        #"in the entry of "a.csv", in the steps of "channel": "values": {"paid / web": "Paid / web"}"#
      ) == true)
  }

  @Test func `what the message says to write makes them one`() throws {
    let workspace = try Workspace()
    let fixture = Fixture("reports/every-warning")
    let before = try fixture.text("definitions.json")
    let line = try #require(
      try fixture.text("expected/review.md").firstMatch(
        of: /"columns": \{("channel": \{.*\})\}/))
    let definitions = before.replacing(#""channel": "Campaign Type""#, with: line.1)
    #expect(definitions != before)
    try workspace.write(fixture.text("callers.csv"), to: "callers.csv")
    let outcome = try Program.run(
      words(fixture.text("arguments")).dropLast()
        + [workspace.write(definitions, to: "definitions.json")]
        + ["--output", workspace.path("out")], in: fixture.folder)
    #expect(outcome.code == 0)
    #expect(!outcome.errors.contains("channels-alike"))
    #expect(try !workspace.text("out/channel_credit.csv").contains("Paid Search"))
  }

  private func alike(_ files: [String: String], _ definitions: Definitions) throws -> String? {
    let workspace = try Workspace()
    let request = Request(
      touchpoints: try files.sorted { $0.key < $1.key }.map {
        try workspace.write($0.value, to: $0.key)
      },
      deals: [
        try workspace.write(
          "deal_id,account_id,amount,closed_at\nD1,A,100,2026-10-31\n", to: "deals.csv")
      ],
      definitions: definitions)
    var problems = Problems()
    return try Attribution(request, problems: &problems).warnings
      .first { $0.code == .channelsAlike }?.message
  }

  static let codes = [
    "stage-unknown", "channel-unassigned", "low-match", "source-starts-late", "source-ends-early",
    "negative-without-adjusts", "team-ties", "window-cut", "channels-alike",
    "footer-count-differs", "lookup-missed", "control-total-differs", "deal-in-closed-period",
  ]

  @Test func `the codes come in one order, and a fixture shows every one`() throws {
    #expect(WarningCode.allCases.map(\.rawValue) == Warnings.codes)
    var shown: Set<String> = []
    for report in Fixture.all(in: "reports") {
      let codes = try report.text("expected/review.md")
        .matches(of: /\n- \*\*([a-z\-]+)\*\*:/).map { String($0.1) }
      #expect(codes == Warnings.codes.filter(codes.contains))
      shown.formUnion(codes)
    }
    #expect(shown == Set(Warnings.codes))
  }

  @Test(arguments: Warnings.codes)
  func `a code stops the run that asks for that`(_ code: String) throws {
    let workspace = try Workspace()
    let fixture = Fixture("reports/every-warning")
    let definitions =
      try "{\"failOn\": [\"\(code)\"]," + fixture.text("definitions.json").dropFirst()
    try workspace.write(fixture.text("callers.csv"), to: "callers.csv")
    let outcome = try Program.run(
      words(fixture.text("arguments")).dropLast()
        + [workspace.write(definitions, to: "definitions.json")]
        + ["--output", workspace.path("out")], in: fixture.folder)
    #expect(outcome.code == 65)
    #expect(outcome.errors.hasPrefix("error: \(code): "))
  }

  // MARK: Laws

  @Test func `neither threads nor pieces nor the order of rows show in warnings`() throws {
    var met: Set<WarningCode> = []
    for seed in 0..<24 as Range<UInt64> {
      var company = RandomCompany(seed: seed, [.negatives, .adjustments, .rejects])
      company.touchpoints.append(Warnings.strangers(seed))
      let expected = try warnings(of: company)
      met.formUnion(expected.map(\.code))
      for (jobs, pieceSize) in [(1, 1), (8, 7), (8, 4_096)] {
        #expect(try warnings(of: company, jobs: jobs, pieceSize: pieceSize) == expected)
      }
      #expect(try warnings(of: company.shuffled(seed)) == expected)
    }
    // Look-ups have random files of their own, control totals are finance's, and nothing is closed.
    let others: Set<WarningCode> = [.lookupMissed, .controlTotalDiffers, .dealInClosedPeriod]
    #expect(met == Set(WarningCode.allCases).subtracting(others))
  }

  private func warnings(
    of company: RandomCompany, jobs: Int = 1, pieceSize: Int = 1 << 20
  ) throws -> [Warning] {
    let workspace = try Workspace()
    var request = try company.request(in: workspace, jobs: jobs)
    request.pieceSize = pieceSize
    var problems = Problems()
    return try Attribution(request, problems: &problems).warnings
  }

  /// A file of which few rows have to do with the deals.
  private static func strangers(_ seed: UInt64) -> Table {
    var random = Seeded(seed)
    var table = Table(
      name: "strangers.csv",
      header: ["touchpoint_id", "account_id", "occurred_at", "channel", "deal_id"])
    for number in 0..<random.number(1...40) {
      table.rows.append([
        "s\(number)", "X\(number)",
        ClockTwin.written(1_768_478_400 - random.number(-300...300) * 86_400),
        random.one(of: ["email", "Paid-Search", "paid_search"]), number == 0 ? "D1" : "",
      ])
    }
    table.rows.append(["Grand Totals (25 records)", "", "", "", ""])
    return table
  }
}

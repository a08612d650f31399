import Attribution
import Testing

/// Page one where there are several of a kind: which is named first, and what is counted.
struct `Lists of page one` {
  private static let won = "D1,A,1000.00,2026-10-31T12:00:00Z,Juno,,,,,won"

  static let points = [
    `Page one`.Case(
      what: "deals of one amount by their ids",
      deals: ["D2,B,30.00,2026-10-31,,,,,,won", "D1,C,30.00,2026-10-31,,,,,,won"],
      says: ["- Why have D1 and D2 no touch? $60.00 is no team’s."]),
    `Page one`.Case(
      what: "days by the clocks of the definitions",
      touches: ["A,2026-10-05T02:00:00Z,call,sales", `Page one`.late],
      change: { $0.zone = Zone(name: "America/New_York")! },
      says: ["- **Begins late:** t.csv (2026-10-04); touches before"]),
    `Page one`.Case(
      what: "stages by their rows, all of which count",
      deals: [
        won, "D2,A,1.00,2026-11-02,,,,,,Phase 1", "D3,A,2.00,2026-11-02,,,,,,Phase 2",
        "D4,A,4.00,2026-11-02,,,,,,Phase 3", "D5,A,8.00,2026-11-02,,,,,,Phase 4",
        "D6,A,8.00,2026-11-02,,,,,,Phase 4",
      ],
      says: [
        "in the stages Phase 4, Phase 1, Phase 2 and 1 more? The deal files have 5 rows worth "
          + "$23.00 in them, read as not won."
      ]),
    `Page one`.Case(
      what: "a file that begins too late for one deal and ends too early for two",
      touches: ["A,2026-09-20T10:00:00Z,call,sales"],
      deals: ["D1,A,100.00,2026-10-01,,,,,,won", "D2,A,20.00,2026-10-31,,,,,,won"],
      change: { $0.lookback = 20 * 86_400 },
      says: [
        "windows of 1 deal worth $100.00 open earlier",
        "- Can t.csv be exported for the whole time? Touches of 2 deals worth $120.00 may be",
      ]),
    `Page one`.Case(
      what: "channels that are nobody's, by their credit",
      touches: [
        "A,2026-10-28T10:00:00Z,advert,", "A,2026-10-29T10:00:00Z,dinner,",
        "A,2026-10-30T10:00:00Z,dinner,",
      ], change: { $0.models = [Model.kind("linear").standard] },
      says: ["- Who owns the channels dinner, advert? No team does"]),
    `Page one`.Case(
      what: "teams by their touches without an account",
      touches: [`Page one`.late]
        + (1...7).flatMap { team in
          (1...team).map { _ in ",2026-10-20T10:00:00Z,call,team\(team)" }
        },
      says: [
        "by team: team7 7 of 7 (100.0 %), team6 6 of 6 (100.0 %), team5 5 of 5 (100.0 %), "
          + "team4 4 of 4 (100.0 %), team3 3 of 3 (100.0 %) and 2 more teams."
      ]),
  ]

  @Test(arguments: points)
  func `name the largest first, and count all`(_ one: `Page one`.Case) throws {
    let page = try one.page()
    for text in one.says { #expect(page.contains(text), "\(text)\n\n\(page)") }
  }

  @Test func `name five files`() throws {
    let workspace = try Workspace()
    var definitions = Definitions()
    definitions.lookback = 30 * 86_400
    let results = Results(
      of: Request(
        touchpoints: try (1...7).map { number in
          try workspace.write(
            "account_id,occurred_at,channel,team\nA,2026-10-1\(number)T10:00:00Z,call,sales\n",
            to: "t\(number).csv")
        },
        deals: [
          try workspace.write(
            "deal_id,account_id,amount,closed_at\nD1,A,10.00,2026-10-18\n", to: "d.csv")
        ], definitions: definitions))
    let page = try `Page one`.pageOne(of: results)
    #expect(page.contains("t5.csv (2026-10-15) and 2 more; touches before that"), "\(page)")
  }

  /// In dollars nothing tells the points apart.
  @Test func `of two currencies are told in their order, by the money of both`() throws {
    let reviewed = try Reviewed.page(
      touches: """
        A,2026-10-01T10:00:00Z,mail,marketing
        A,2026-10-20T10:00:00Z,call,sales
        C,2026-10-01T10:00:00Z,fair,partner
        C,2026-10-01T10:00:00Z,call,field
        E,2026-10-01T10:00:00Z,call,field
        E,2026-10-02T10:00:00Z,fair,partner

        """,
      deals: """
        D1,A,10.00,USD,2026-10-21T10:00:00Z
        D2,B,5.00,EUR,2026-10-07T10:00:00Z
        D3,C,700.00,EUR,2026-10-07T10:00:00Z
        D4,E,1.00,EUR,2026-10-07T10:00:00Z

        """)
    #expect(reviewed.contains("Which model is the model of record? marketing has between $0.00"))
    let ties = try #require(reviewed.range(of: "**Ties:** in 1 deal worth €700.00"))
    let none = try #require(reviewed.range(of: "**No touch:** 1 won deal worth €5.00"))
    #expect(ties.lowerBound < none.lowerBound)
  }

  @Test func `of finance's differences are those of the page's month`() throws {
    let page = try Reviewed.page(
      touches: "", deals: "D1,A,10.00,USD,2026-09-09\nD2,A,20.00,USD,2026-10-09\n",
      control: "period,currency,amount\n2026-09,USD,77.00\n2026-10,USD,21.00\n")
    #expect(page.contains("Which is right: finance’s $21.00, or $20.00?"))
    #expect(!page.contains("77.00"))
  }

  // MARK: What the command prints

  @Test func `are three teams in the summary, by the model of record`() throws {
    let workspace = try Workspace()
    var definitions = Definitions()
    definitions.modelOfRecord = "linear"
    var problems = Problems()
    let attribution = try Attribution(
      Request(
        touchpoints: [
          try workspace.write(
            """
            account_id,occurred_at,channel,team
            A,2026-10-01,call,t1
            A,2026-10-02,call,t1
            A,2026-10-03,call,t2
            A,2026-10-04,call,t3
            B,2026-10-04,call,t1
            B,2026-10-05,call,t4

            """, to: "t.csv")
        ],
        deals: [
          try workspace.write(
            """
            deal_id,account_id,amount,closed_at,adjusts
            D1,A,400.00,2026-10-20,
            D2,B,40.00,2026-10-20,
            D3,C,50.00,2026-10-20,
            N1,,-10.00,2026-10-20,D0

            """, to: "d.csv")
        ], definitions: definitions, period: Period("2026-10")!), problems: &problems)
    let lines = attribution.summary.split(separator: "\n").map(String.init)
    #expect(
      lines == [
        "In October 2026, 3 deals worth $490.00 were won; 1 credit note took back $10.00. "
          + "Won revenue: $480.00.",
        "$440.00 of it is credited to touches; uncredited: $50.00 in 1 deal, −$10.00 in 1 "
          + "adjustment or negative amount.",
      ] + lines.dropFirst(2))
    #expect(lines.count == 5)
    #expect(lines.dropFirst(2).map { $0.prefix(2) } == ["t1", "t2", "t3"])
    #expect(lines[2].hasSuffix("; by the model of record, linear, it is 45.9 %."), "\(lines[2])")
  }
}

extension Reviewed {
  /// Page one over rows that a test writes down.
  fileprivate static func page(touches: String, deals: String, control: String? = nil) throws
    -> String
  {
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [
        try workspace.write("account_id,occurred_at,channel,team\n" + touches, to: "t.csv")
      ],
      deals: [
        try workspace.write("deal_id,account_id,amount,currency,closed_at\n" + deals, to: "d.csv")
      ])
    request.control = try control.map { try workspace.write($0, to: "control.csv") }
    let results = Results(of: request)
    #expect(results.failure == "")
    return try `Page one`.pageOne(of: results)
  }
}

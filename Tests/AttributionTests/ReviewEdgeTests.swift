import Attribution
import Foundation
import Testing

/// Sections of the review where they just begin to say something else.
struct `Edges of the review` {
  // MARK: Reconciliation

  @Test func `an adjustment of nothing stands among the additions`() throws {
    let workspace = try Workspace()
    let reviewed = try Reviewed(
      Request(
        touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
        deals: [
          try workspace.write(
            """
            deal_id,account_id,amount,closed_at,adjusts
            D1,A,10.00,2026-10-10,
            Z1,A,0.00,2026-10-10,D1

            """, to: "d.csv")
        ]))
    #expect(
      reviewed.tables("Reconciliation")[1].rows.map { $0.map(\.string) } == [
        ["deals", "1", "10.00"], ["additions to deals", "0", "0.00"],
      ])
  }

  @Test func `months that finance says nothing of are not beside its figures`() throws {
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
      deals: [
        try workspace.write(
          """
          deal_id,account_id,amount,closed_at
          D1,A,10.00,2026-09-10
          D2,A,20.00,2026-10-10

          """, to: "d.csv")
      ])
    request.control = try workspace.write("period,amount\n2026-10,20.00\n", to: "control.csv")
    let table = try #require(
      Reviewed(request).tables("Reconciliation").first { $0.headings[0] == "period" })
    #expect(table.rows.map { $0[0].string } == ["2026-10", "2026-10", "2026-10"])
  }

  @Test func `ten deals at an edge are all shown, and it is not said that they are`() throws {
    let deals = (0..<10).map { "D\($0),A,1.00,2026-10-01T1\($0):00:00Z\n" }.joined()
    let reviewed = try Reviewed(
      touchpoints: "account_id,occurred_at\n",
      deals: "deal_id,account_id,amount,closed_at\n" + deals)
    let said = try #require(
      reviewed.sentences("Reconciliation").first { $0.contains("closed within a day") })
    #expect(said.hasPrefix("10 deals and adjustments were closed within a day"))
    #expect(!said.contains("Shown are"))
  }

  // MARK: Sources

  @Test func `sources that stand together have all of their deals`() throws {
    let deals = (1...30).map { "D\($0),A,\($0).00,2026-10-10,source \($0)\n" }.joined()
    let reviewed = try Reviewed(
      touchpoints: "account_id,occurred_at,team\nA,2026-10-01,sales\n",
      deals: "deal_id,account_id,amount,closed_at,source\n" + deals)
    let tables = reviewed.tables("What the CRM says")
    #expect(tables[0].sum?.last == Text("30"))
    #expect(tables[1].sum?.last == Text("465.00"))
  }

  // MARK: Costs

  private static func costs(
    touches: String, deals: String, spend: String, period: String = "2026-10"
  ) throws -> Reviewed {
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [
        try workspace.write("account_id,occurred_at,channel,team\n" + touches, to: "t.csv")
      ],
      deals: [
        try workspace.write("deal_id,account_id,amount,closed_at\n" + deals, to: "d.csv")
      ], period: try #require(Period(period)))
    request.costs = [try workspace.write("channel,date,amount\n" + spend, to: "s.csv")]
    return try Reviewed(request)
  }

  @Test func `what another model credits was not spent without credit`() throws {
    let reviewed = try Self.costs(
      touches: "A,2026-10-01,mail,marketing\nA,2026-10-02,call,sales\n",
      deals: "D1,A,100.00,2026-10-10\n",
      spend: "mail,2026-10,10.00\ncall,2026-10,20.00\nradio,2026-10,3.00\nradio,2026-09,4.00\n")
    let said = reviewed.sentences("Cost and return")
    #expect(said.contains("Spend without credit in any model: $3.00 on 1 channel."), "\(said)")
    #expect(said.contains("Not counted, since spent outside the period: $4.00."), "\(said)")
  }

  @Test(arguments: [(16, 16), (17, 16)])
  func `sixteen channels have a row each, more than these have the last together`(
    channels: Int, rows: Int
  ) throws {
    let reviewed = try Self.costs(
      touches: "", deals: "D1,A,100.00,2026-10-10\n",
      spend: (1...channels).map { "channel \($0),2026-10,\(100 - $0).00\n" }.joined())
    let table = reviewed.tables("Cost and return")[0]
    #expect(table.rows.count == rows + 1)
    #expect(table.rows.last?.map(\.string) == ["uncredited", "0.00", "100.00", "", "", "", ""])
    #expect(
      table.rows[15].prefix(3).map(\.string)
        == (channels == 16
          ? ["channel 16", "84.00", "0.00"] : ["2 more channels", "167.00", "0.00"]))
    table.expectSums()
  }

  @Test func `credit that was taken back is a return below zero`() throws {
    let reviewed = try Self.costs(
      touches: "A,2026-10-01,mail,marketing\n", deals: "D1,A,-15.00,2026-10-10\n",
      spend: "mail,2026-10,10.00\n")
    let row = reviewed.tables("Cost and return")[0].rows[0].map(\.string)
    #expect(row.prefix(4) == ["mail", "10.00", "−15.00", "−1.50"])
  }

  @Test func `a campaign whose costs come to nothing has no row`() throws {
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
      deals: [
        try workspace.write("deal_id,account_id,amount,closed_at\nD,A,1,2026-10-01\n", to: "d.csv")
      ], period: try #require(Period("2026-Q4")))
    request.costs = [
      try workspace.write(
        """
        channel,campaign,date,amount
        mail,Spring,2026-10,5.00
        mail,Spring,2026-11,-5.00
        mail,Autumn,2026-11,2.00

        """, to: "s.csv")
    ]
    let results = Results(of: request)
    #expect(
      results.files["campaign_costs.csv"]
        == "period,currency,channel,campaign,cost\n2026-Q4,USD,mail,Autumn,2.00\n")
  }

  /// In New York's clocks the first day of October in UTC begins in September.
  @Test func `a day of a spend file is of its own calendar`() throws {
    let workspace = try Workspace()
    var definitions = Definitions()
    definitions.zone = try #require(Zone(name: "America/New_York"))
    var source = Definitions.Source()
    source.zone = Zone.utc
    definitions.costs = [source]
    var request = Request(
      touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
      deals: [
        try workspace.write("deal_id,account_id,amount,closed_at\nD,A,1,2026-10-09\n", to: "d.csv")
      ], definitions: definitions)
    request.costs = [
      try workspace.write(
        "channel,date,amount\nmail,2026-10-01,5.00\nradio,2026-10-01T00:00:00,7.00\n", to: "s.csv")
    ]
    #expect(
      try Results(of: request).rows("campaign_costs.csv")
        .map { [$0["period"], $0["channel"], $0["cost"]] } == [
          ["2026-09", "radio", "7.00"], ["2026-10", "mail", "5.00"],
        ])
  }

  // MARK: Long lists

  @Test(arguments: [20, 21])
  func `twenty deals without a touch are all there are, or more are in a file`(_ count: Int) throws
  {
    let reviewed = try Reviewed(
      touchpoints: "account_id,occurred_at\n",
      deals: "deal_id,account_id,amount,closed_at\n"
        + (1...count).map { "D\($0),A,1.00,2026-10-10\n" }.joined())
    let table = reviewed.tables("Uncredited")[0]
    #expect(table.rows.count == 20)
    #expect(table.sum?[3] == (count == 20 ? Text("20.00") : nil))
    #expect(
      reviewed.sentences("Uncredited") == (count == 20 ? [] : ["1 more are in deals.csv."]))
  }

  @Test(arguments: [6, 7])
  func `six teams have a column each, more than these have the last together`(_ teams: Int) throws {
    var definitions = Definitions()
    definitions.dimensions = [Dimension(name: "product", column: "product", kind: .deal)]
    let numbers = 1...teams
    let reviewed = try Reviewed(
      touchpoints: "account_id,occurred_at,team\n"
        + numbers.map { "A\($0),2026-10-01,team\($0)\n" }.joined(),
      deals: "deal_id,account_id,amount,closed_at,product\n"
        + numbers.map { "D\($0),A\($0),\(10 - $0).00,2026-10-10,Desk\n" }.joined(),
      definitions: definitions)
    let table = reviewed.tables("Credit by product")[0]
    #expect(
      Array(table.headings.dropFirst(2))
        == (1...(teams == 6 ? 6 : 5)).map { "team\($0)" } + (teams == 6 ? [] : ["2 more teams"]))
    #expect(table.rows[0].last == Text(teams == 6 ? "4.00" : "7.00"))
  }

  @Test func `a file without rows lacks nothing`() throws {
    let workspace = try Workspace()
    var definitions = Definitions()
    definitions.dimensions = [Dimension(name: "product", column: "product", kind: .deal)]
    let header = "deal_id,account_id,amount,closed_at"
    let reviewed = try Reviewed(
      Request(
        touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
        deals: [
          try workspace.write(header + ",product\nD1,A,1,2026-10-01,Desk\n", to: "d.csv"),
          try workspace.write(header + "\nD2,A,1,2026-10-01\n", to: "some.csv"),
          try workspace.write(header + "\n", to: "none.csv"),
        ], definitions: definitions))
    let said = reviewed.sentences("Credit by product").joined()
    #expect(said.contains("some.csv (1 row)."), "\(said)")
    #expect(!said.contains("none.csv"))
  }

  @Test func `teams that stand together have no range`() throws {
    let numbers = 10...39
    let reviewed = try Reviewed(
      touchpoints: "account_id,occurred_at,team\n"
        + numbers.map { "A\($0),2026-10-01,team\($0)\n" }.joined(),
      deals: "deal_id,account_id,amount,closed_at\n"
        + numbers.map { "D\($0),A\($0),\(50 - $0).00,2026-10-10\n" }.joined())
    let rows = try #require(
      reviewed.tables("How sure can we be").first { $0.headings[0] == "team, share of won revenue" }
    ).rows
    #expect(rows.map { $0[0].string } == (10...24).map { "team\($0)" } + ["15 more teams"])
    let withRange = rows.map { row in row.dropFirst(2).count { !$0.isEmpty } }
    #expect(withRange == Array(repeating: 5, count: 15) + [0])
  }
}

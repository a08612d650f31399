import Attribution
import Testing

/// Why a deal's credit is not what it was, change by change.
struct `Causes in a comparison` {
  struct Case: CustomTestStringConvertible, Sendable {
    var what: String
    /// `touchpoint_id,account_id,occurred_at,channel,team`, before and now.
    var touches: ([String], [String]) = (two, two)
    /// `deal_id,deal_name,account_id,amount,closed_at,adjusts`
    var deals: ([String], [String]) = ([juno], [juno])
    var models = ["linear"]
    var change: @Sendable (inout Definitions) -> Void = { _ in }
    var withLedger = true
    /// `period deal (name) cause: detail`
    var told: [String]

    var testDescription: String { what }
  }

  static let juno = "D-7,Juno,A,100.00,2026-09-16T12:00:00Z,"
  static let two = [
    "T-1,A,2026-09-02T10:00:00Z,webinar,marketing", "T-2,A,2026-09-09T16:00:00Z,demo,sales",
  ]

  static let cases = [
    Case(
      what: "an amount without a touch, of which no ledger has a row",
      deals: (["D-8,,B,50.00,2026-09-17,"], ["D-8,,B,40.00,2026-09-17,"]),
      told: ["2026-09 D-8 () amount changed: amount 50.00 → 40.00"]),
    Case(
      what: "a deal without a touch that went to another month is told in both",
      deals: (
        ["D-8,,B,50.00,2026-09-30T12:00:00Z,"], ["D-8,,B,50.00,2026-10-01T12:00:00Z,"]
      ),
      told: ["2026-09", "2026-10"].map {
        "\($0) D-8 () date changed: closed 2026-09-30 12:00:00 → 2026-10-01 12:00:00, from 2026-09 "
          + "to 2026-10"
      }),
    Case(
      what: "a deal by its name of now",
      deals: ([juno], ["D-7,Juno Ltd,A,90.00,2026-09-16T12:00:00Z,"]),
      told: ["2026-09 D-7 (Juno Ltd) amount changed: amount 100.00 → 90.00"]),
    Case(
      what: "a touch of another team and of another channel is told of both",
      touches: (two, [two[0], "T-2,A,2026-09-09T16:00:00Z,call,partner"]),
      told: [
        "2026-09 D-7 (Juno) touch of another team: 1 touch of another team: demo of sales, "
          + "2026-09-09 16:00:00 → partner; 1 touch of another channel: demo of sales, "
          + "2026-09-09 16:00:00 → call"
      ]),
    Case(
      what: "touches without ids at other times are others",
      touches: (
        [two[0], ",A,2026-09-09T16:00:00Z,demo,sales"],
        [two[0], ",A,2026-09-10T16:00:00Z,call,partner"]
      ),
      told: [
        "2026-09 D-7 (Juno) touch added: 1 touch added: call of partner, 2026-09-10 16:00:00; "
          + "1 touch removed: demo of sales, 2026-09-09 16:00:00"
      ]),
    Case(
      what: "touches of one second without ids, in their order",
      touches: (
        [",A,2026-09-09T16:00:00Z,call,sales", ",A,2026-09-09T16:00:00Z,mail,marketing"],
        [",A,2026-09-09T16:00:00Z,calls,sales", ",A,2026-09-09T16:00:00Z,mails,marketing"]
      ),
      told: [
        "2026-09 D-7 (Juno) touch of another channel: 2 touches of another channel: call of sales, "
          + "2026-09-09 16:00:00 → calls, …"
      ]),
    Case(
      what: "a deal that changed, though the definitions did too",
      deals: ([juno], ["D-7,Juno,A,90.00,2026-09-16T12:00:00Z,"]),
      change: { $0.lookback = 90 * 86_400 },
      told: ["2026-09 D-7 (Juno) amount changed: amount 100.00 → 90.00"]),
    Case(
      what: "an adjustment goes by the journey of its deal",
      deals: (
        [juno, "N-7,,A,-30.00,2026-09-18,D-7"],
        ["D-7,Juno,A,100.00,2026-09-20T12:00:00Z,", "N-7,,A,-30.00,2026-09-18,D-7"]
      ), models: ["position_based"],
      change: { $0.lookback = 15 * 86_400 },
      told: [
        "2026-09 D-7 (Juno) date changed: closed 2026-09-16 12:00:00 → 2026-09-20 12:00:00; "
          + "1 touch removed: webinar of marketing, 2026-09-02 10:00:00",
        "2026-09 N-7 () touch removed: 1 touch removed: webinar of marketing, 2026-09-02 10:00:00",
      ]),
    Case(
      what: "an adjustment of which nothing changed but its deal",
      touches: (
        [two[0], "T-3,C,2026-09-02T10:00:00Z,fair,sales"],
        [two[0], "T-3,C,2026-09-02T10:00:00Z,fair,sales"]
      ),
      deals: (
        [juno, "N-7,,A,-30.00,2026-09-18,D-7"],
        ["D-7,Juno,C,100.00,2026-09-16T12:00:00Z,", "N-7,,A,-30.00,2026-09-18,D-7"]
      ), withLedger: false,
      told: [
        "2026-09 D-7 (Juno) account changed: account A → C",
        "2026-09 N-7 () adjusted deal changed: D-7: account A → C",
      ]),
    Case(
      what: "without a ledger, by number, first and last touch",
      touches: (two, [two[0], "T-2,A,2026-09-10T16:00:00Z,demo,sales"]),
      models: ["time_decay"], withLedger: false,
      told: [
        "2026-09 D-7 (Juno) touches changed: touches: 2 from 2026-09-02 10:00:00 to "
          + "2026-09-09 16:00:00 → 2 from 2026-09-02 10:00:00 to 2026-09-10 16:00:00"
      ]),
    Case(
      what: "the account that a deal is of",
      touches: (two + ["T-3,C,2026-09-03,fair,sales"], two + ["T-3,C,2026-09-03,fair,sales"]),
      deals: ([juno], ["D-7,Juno,C,100.00,2026-09-16T12:00:00Z,"]),
      told: [
        "2026-09 D-7 (Juno) account changed: account A → C; 1 touch added: fair of sales, "
          + "2026-09-03 00:00:00; 2 touches removed: webinar of marketing, 2026-09-02 10:00:00, …"
      ]),
  ]

  @Test(arguments: cases)
  func `are told with what was and what is`(_ one: Case) throws {
    let workspace = try Workspace()
    var definitions = Definitions()
    definitions.models = definitions.models.filter { one.models.contains($0.name) }
    for (name, touches, deals) in [
      ("old", one.touches.0, one.deals.0), ("new", one.touches.1, one.deals.1),
    ] {
      var options = ResultOptions()
      options.withLedger = one.withLedger
      let request = Request(
        touchpoints: [
          try workspace.write(
            (["touchpoint_id,account_id,occurred_at,channel,team"] + touches)
              .joined(separator: "\n"), to: "t.csv")
        ],
        deals: [
          try workspace.write(
            (["deal_id,deal_name,account_id,amount,closed_at,adjusts"] + deals)
              .joined(separator: "\n"), to: "d.csv")
        ], definitions: definitions)
      _ = try Attribution.run(request, to: workspace.path(name), options: options)
      one.change(&definitions)
    }
    let comparison = try Comparison(
      ResultFolder(workspace.path("old")), ResultFolder(workspace.path("new")))
    let told = comparison.groups.flatMap { group in
      group.deals.map {
        "\(group.key.period) \($0.id.text) (\($0.name)) \($0.cause.name): \($0.detail.plain)"
      }
    }
    #expect(told == one.told)
  }

  @Test func `tell models in another order as a change of the definitions`() throws {
    let workspace = try Workspace()
    var definitions = Definitions()
    for name in ["old", "new"] {
      let request = Request(
        touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
        deals: [
          try workspace.write(
            "deal_id,account_id,amount,closed_at\nD-7,A,100.00,2026-09-16\n", to: "d.csv")
        ], definitions: definitions)
      _ = try Attribution.run(request, to: workspace.path(name))
      definitions.models.reverse()
    }
    let comparison = try Comparison(
      ResultFolder(workspace.path("old")), ResultFolder(workspace.path("new")))
    #expect(comparison.isSame)
    #expect(comparison.definitions.map(\.key) == ["models"])
  }

  @Test func `are not told of a quarter and of every month`() throws {
    let workspace = try Workspace()
    for period in ["all", "2026-Q3", "2026-09"] {
      let request = Request(
        touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
        deals: [
          try workspace.write(
            "deal_id,account_id,amount,closed_at\nD-7,A,100.00,2026-09-16\n", to: "d.csv")
        ], period: Period(period) ?? .everyMonth)
      _ = try Attribution.run(request, to: workspace.path(period))
    }
    func kinds(_ old: String, _ new: String) throws -> [String] {
      do throws(Failure) {
        _ = try Comparison(
          ResultFolder(workspace.path(old)), ResultFolder(workspace.path(new)))
      } catch {
        return error.problems.map(\.kind)
      }
      return []
    }
    #expect(try kinds("all", "2026-09") == [])
    #expect(try kinds("all", "2026-Q3") == ["comparisonOfOtherPeriods"])
    #expect(try kinds("2026-Q3", "all") == ["comparisonOfOtherPeriods"])
  }

  @Test func `are the definitions before the version, where both are others`() throws {
    let workspace = try Workspace()
    var definitions = Definitions()
    for name in ["old", "new"] {
      let request = Request(
        touchpoints: [
          try workspace.write("account_id,occurred_at\nA,2026-06-01\n", to: "t.csv")
        ],
        deals: [
          try workspace.write(
            "deal_id,account_id,amount,closed_at\nD-7,A,100.00,2026-09-16\n", to: "d.csv")
        ], definitions: definitions)
      _ = try Attribution.run(request, to: workspace.path(name))
      definitions.lookback = 30 * 86_400
    }
    let record = try workspace.text("new/run.json")
      .replacing(/"version" : "[^"]*"/, with: "\"version\" : \"0.0.1\"")
    try workspace.write(record, to: "new/run.json")
    let comparison = try Comparison(
      ResultFolder(workspace.path("old")), ResultFolder(workspace.path("new")))
    #expect(comparison.new.record.version == "0.0.1")
    #expect(comparison.groups.flatMap(\.deals).map(\.cause) == [.definitionsChanged])
  }
}

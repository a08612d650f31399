import Attribution
import Foundation
import Testing

/// What `collapse` in the definitions does to journeys; the twin of companies has it too.
struct `Touches that repeat others` {
  private static func ledger(
    _ touches: [String], within: Int64 = 10, same: [Collapse.Column] = [.channel]
  ) throws -> [String] {
    let workspace = try Workspace()
    var definitions = Definitions()
    definitions.collapse = Collapse(same: same, within: within)
    let rows = touches.map { "A,2026-01-01T00:00:\($0)\n" }.joined()
    let request = Request(
      touchpoints: [
        try workspace.write("account_id,occurred_at,channel,touchpoint_id\n" + rows, to: "t.csv")
      ],
      deals: [
        try workspace.write("deal_id,account_id,amount,closed_at\nD,A,1,2026-01-02\n", to: "d.csv")
      ], definitions: definitions)
    return try Results(of: request).rows("ledger.csv").map { $0["touchpoint_id"]! }
  }

  @Test(arguments: [
    (["00,x,1", "10,x,2"], ["1"]),
    (["00,x,1", "11,x,2"], ["1", "2"]),
    (["00,x,1", "05,y,2", "10,x,3", "15,y,4", "16,y,5"], ["1", "2", "5"]),
    // What is dropped does not make the time longer: each eleventh second stays.
    ((0..<40).map { "\($0 < 10 ? "0" : "")\($0),x,\($0)" }, ["0", "11", "22", "33"]),
    // Of one second the id decides, not the order read.
    (["00,x,b", "00,x,a", "00,y,c"], ["a", "c"]),
    (["00,,1", "05,,2"], ["1"]),
    (["00,Caf\u{E9},1", "05,Cafe\u{301},2"], ["1", "2"]),
  ])
  func `at most so long after one that stays are dropped`(_ touches: [String], _ kept: [String])
    throws
  {
    #expect(try Self.ledger(touches) == kept)
  }

  /// So many that some of them meet in the table of those that stay.
  @Test(arguments: Collapse.Column.allCases, [[], [Collapse.Column.contact]])
  func `are found among hundreds of others in a journey`(
    _ column: Collapse.Column, _ others: [Collapse.Column]
  ) throws {
    var definitions = Definitions()
    definitions.collapse = Collapse(
      same: [column] + others.filter { $0 != column }, within: 3_600)
    let values = (0..<300) + (0..<300).reversed() + [300]
    var touches =
      column == .contact
      ? "touchpoint_id,account_id,occurred_at,contact_id,channel\n"
      : "touchpoint_id,account_id,occurred_at,\(column.rawValue),contact_id\n"
    for (number, value) in values.enumerated() {
      let time = ClockTwin.written(1_767_225_600 + Int64(number))
      touches += "\(number),A,\(time),v\(value),ann\n"
    }
    let reviewed = try Reviewed(
      touchpoints: touches,
      deals: "deal_id,account_id,amount,closed_at\nD,A,1,2026-01-02\n", definitions: definitions)
    let kept = reviewed.rows("ledger.csv").map { $0["touchpoint_id"]! }
    #expect(kept == ((0..<300) + [600]).map { "\($0)" })
  }

  @Test func `are dropped in one deal's journey and stay in another's`() throws {
    let workspace = try Workspace()
    var definitions = Definitions()
    definitions.lookback = 3_600
    definitions.collapse = Collapse(same: [.channel], within: 3_600)
    let touches = """
      account_id,occurred_at,channel,touchpoint_id
      A,2026-01-01T00:00:00,x,1
      A,2026-01-01T00:30:00,x,2
      """
    let deals = """
      deal_id,account_id,amount,closed_at
      D,A,1,2026-01-01T01:00:00
      E,A,1,2026-01-01T01:00:01
      """
    let results = Results(
      of: Request(
        touchpoints: [try workspace.write(touches, to: "t.csv")],
        deals: [try workspace.write(deals, to: "d.csv")], definitions: definitions))
    let rows = try results.rows("ledger.csv").map { "\($0["deal_id"]!) \($0["touchpoint_id"]!)" }
    #expect(rows == ["D 1", "E 2"])
    #expect(try results.rows("rows.csv").map { $0["outcome"]! } == ["credited", "credited"])
  }

  // MARK: Laws

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `leave every deal credited that was, with the same amount`(seed: UInt64) throws {
    func deals(_ collapse: Collapse?) throws -> [String] {
      let workspace = try Workspace()
      let company = RandomCompany(seed: seed) { $0.collapse = collapse }
      let rows = try Results(of: company.request(in: workspace)).rows("deals.csv")
      return rows.map { row in
        ["deal_id", "amount", "status", "reason"].map { row[$0]! }.joined(separator: " ")
      }
    }
    let drops = Collapse(same: [.contact], within: 86_400)
    #expect(try deals(drops) == deals(nil))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `are never in a journey together with what they repeat`(seed: UInt64) throws {
    let workspace = try Workspace()
    let company = RandomCompany(seed: seed) {
      $0.collapse = Collapse(same: [.contact, .team], within: 86_400)
    }
    let rows = try Results(of: company.request(in: workspace)).rows("ledger.csv")
    let journeys = Dictionary(grouping: rows) { row in
      ["deal_id", "contact_id", "team"].map { Text(row[$0]!) }
    }
    let clock = ClockTwin("UTC")
    for journey in journeys.values {
      let instants = journey.map { clock.read($0["occurred_at"]!)!.instant }
      for (earlier, later) in zip(instants, instants.dropFirst()) {
        #expect(later - earlier > 86_400)
      }
    }
  }

  /// What is the same is each column by itself: not the team with the channel, nor the last alone.
  @Test(arguments: [
    ([Collapse.Column.channel], "1"), ([.team], "1 2 3 5"), ([.contact, .channel], "1 4"),
    ([.channel, .contact], "1 4"), ([.contact, .channel, .team], "1 2 3 4 5"),
  ])
  func `repeat what has the same values`(_ same: [Collapse.Column], _ kept: String) throws {
    var definitions = Definitions()
    definitions.collapse = Collapse(same: same, within: 3_600)
    let reviewed = try Reviewed(
      touchpoints: """
        touchpoint_id,account_id,contact_id,occurred_at,channel,team
        1,A,ann,2026-01-01T00:00:01,x,t1
        2,A,ann,2026-01-01T00:00:02,x,t2
        3,A,ann,2026-01-01T00:00:03,x,t3
        4,A,bob,2026-01-01T00:00:04,x,t3
        5,A,bob,2026-01-01T00:00:05,x,t4

        """, deals: "deal_id,account_id,amount,closed_at\nD,A,1,2026-01-02\n",
      definitions: definitions)
    #expect(
      reviewed.rows("ledger.csv").map { $0["touchpoint_id"]! }.joined(separator: " ") == kept)
  }
}

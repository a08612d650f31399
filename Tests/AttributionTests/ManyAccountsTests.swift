import Attribution
import Testing

/// More touches and accounts than are put in order at a time.
struct `Many accounts` {
  @Test func `have their touches in order wherever they stand in the file`() throws {
    var random = Seeded(2_026)
    let close = "2026-02-01T00:00:00Z"
    var lines = ["touchpoint_id,account_id,occurred_at,channel"]
    var touches: [Int: [(second: Int, id: String, line: Int)]] = [:]
    for line in 2...70_001 {
      let account = random.number(0...2_999)
      // Most are behind the close, which leaves few rows for the ledger.
      let isBefore = random.chance(10)
      let second = random.number(0...4)
      let id = random.chance(10) ? "" : "T\(random.number(0...9))"
      lines.append(
        "\(id),A\(account),2026-0\(isBefore ? 1 : 3)-05T00:00:0\(second)Z,\(isBefore ? "channel \(line)" : "later")"
      )
      if isBefore { touches[account, default: []].append((second, id, line)) }
    }
    let deals = (0...2_999).map { "D\($0),A\($0),90.00,\(close)" }
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [
        try workspace.write(lines.joined(separator: "\n"), to: "touchpoints.csv")
      ],
      deals: [
        try workspace.write(
          (["deal_id,account_id,amount,closed_at"] + deals).joined(separator: "\n"),
          to: "deals.csv")
      ])
    request.definitions.models = [ModelKind.all[0].standard]
    request.jobs = 3
    var found: [String: [String]] = [:]
    for row in try Results(of: request).rows("ledger.csv") {
      found[row["deal_id"]!, default: []].append(row["channel"]!)
    }
    for account in 0...2_999 {
      var expected: [String] = []
      var last: (second: Int, id: String)?
      for touch in (touches[account] ?? []).sorted(by: { $0 < $1 }) {
        // The same id at the same second is the same touch.
        if !touch.id.isEmpty, let last, last == (touch.second, touch.id) { continue }
        expected.append("channel \(touch.line)")
        last = (touch.second, touch.id)
      }
      #expect(found["D\(account)"] ?? [] == expected, "D\(account)")
    }
  }
}

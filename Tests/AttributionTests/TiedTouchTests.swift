import Attribution
import Testing

/// Touches of the same second are listed by their ids (R2), and counted once where these are the same
/// (R4), whatever their ids have in common and however long they are.
struct `Tied touches` {
  @Test(arguments: 0..<30 as Range<UInt64>)
  func `are listed by the bytes of their ids, each id once`(seed: UInt64) throws {
    var random = Seeded(seed)
    let stems = ["", "T-0000000", "é", String(repeating: "long ", count: 60)]
    let ids = (0..<random.number(1...300)).map { _ in
      random.one(of: stems) + (random.chance(80) ? "\(random.number(0...99))" : "")
    }
    let days = ids.map { _ in "2026-01-0\(random.number(1...3))" }
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [
        try workspace.write(
          (["touchpoint_id,account_id,occurred_at,channel"]
            + zip(ids, days).map { "\($0.0),A1,\($0.1),email" }).joined(separator: "\n"),
          to: "touchpoints.csv")
      ],
      deals: [
        try workspace.write(
          "deal_id,account_id,amount,closed_at\nD1,A1,1000.00,2026-02-01", to: "deals.csv")
      ])
    request.pieceSize = random.one(of: [1 << 20, 500])
    var expected: [(day: String, id: String)] = []
    for (id, day) in zip(ids.map(\.trimmed), days) {
      if id.isEmpty || !expected.contains(where: { $0 == (day, id) }) { expected.append((day, id)) }
    }
    // Those without an id stay in the order read, in which they cannot be told apart here.
    expected.sort { one, other in
      one.day == other.day
        ? one.id.utf8.lexicographicallyPrecedes(other.id.utf8) : one.day < other.day
    }
    let rows = try Results(of: request).rows("ledger.csv")
    #expect(rows.map { $0["touchpoint_id"]! } == expected.map(\.id))
    #expect(rows.map { String($0["occurred_at"]!.prefix(10)) } == expected.map(\.day))
  }
}

extension String {
  /// Without spaces at its ends, as cells are read.
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

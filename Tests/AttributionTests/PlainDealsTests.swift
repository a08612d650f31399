import Attribution
import Testing

/// Rows of deals that are read many at a time come to the same as rows that are read one by one.
///
/// A doubled quote in a column that nobody reads makes a row one that is read alone: by the slow twin.
struct `Plain deals` {
  @Test(arguments: 0..<150 as Range<UInt64>)
  func `come to the same read many at a time and one by one`(seed: UInt64) throws {
    var random = Seeded(seed)
    let workspace = try Workspace()
    let touches = (1...60).map {
      "A\($0 % 9),D\($0 % 50 * 7),2026-0\($0 % 8 + 1)-1\($0 % 10)T10:00:00Z,email"
    }
    var request = Request(
      touchpoints: [
        try workspace.write(
          (["account_id,deal_id,occurred_at,channel"] + touches).joined(separator: "\n"),
          to: "touchpoints.csv")
      ], deals: [])
    if random.chance(40) { request.definitions.zone = Zone(name: "America/Sao_Paulo")! }
    if random.chance(30) { request.definitions.includesClosingDay.toggle() }
    if random.chance(30) {
      let label = random.one(of: ["deal_name", "owner", "deal_type", "region"])
      request.definitions.dimensions = [Dimension(name: "cut", column: label, kind: .deal)]
    }
    var source = Definitions.Source()
    source.readsBlankAmountAsZero = random.chance(30)
    request.definitions.deals = [source]
    request.definitions.rejectedDeals = .percent(hundredths: 10_000)
    request.pieceSize = random.one(of: [1 << 20, 1 << 20, 4_096, 97])
    let rows = (0...random.number(0...2)).map { _ in deals(&random) }
    // As long as each other, so that no size differs.
    let results = try ["plain", "\"a\"\"\""].map { note in
      request.deals = try rows.enumerated().map { index, rows in
        let lines = rows.map { $0 + Array(note.utf8) + [UInt8(ascii: "\n")] }
        return try workspace.write(header + lines.flatMap(\.self), to: "deals\(index).csv")
      }
      return Results(of: request).withoutFingerprints()
    }
    #expect(results[0] == results[1], "\(results[0].difference(from: results[1]) ?? "")")
  }

  private let header = Array(
    """
    deal_id,account_id,amount,currency,created_at,closed_at,stage,deal_name,account_name,deal_type,\
    source,owner,owner_team,region,adjusts,note

    """.utf8)

  /// Rows without the note that ends each: with all that exports do to them, and some of no use.
  private func deals(_ random: inout Seeded) -> [[UInt8]] {
    let wrong = random.one(of: [1, 1, 8, 60])
    let blank = random.one(of: [0, 20])
    return (0..<random.number(0...250)).map { number in
      let adjusts = random.chance(10) ? "D\(random.number(0...300))" : ""
      let cells = [
        random.chance(wrong) ? random.one(of: ["", "D1"]) : "D\(number)",
        random.one(of: ["", "A\(random.number(0...9))", "A\(random.number(0...9))"]),
        random.chance(blank)
          ? ""
          : random.chance(wrong)
            ? random.one(of: ["1.234", "1,5", "x", "99999999999999999999"])
            : "\(random.number(-50...9_000)).\(random.number(0...9))0",
        random.chance(wrong) ? "XAU" : random.one(of: ["", "USD", "eur", "JPY", "USD", "USD"]),
        random.one(of: ["", time(&random, wrong: wrong)]), time(&random, wrong: wrong),
        random.chance(wrong)
          ? "" : random.one(of: ["Closed Won", "closed won", "Closed Lost", "Proposal", "Été"]),
        random.one(of: ["", "Deal \(number)", "Größer \(number)"]), "Account \(number % 9)",
        random.one(of: ["new business", "expansion", ""]), random.one(of: ["Web", "", "Partner"]),
        random.one(of: ["Ada", "Zoë", ""]), random.one(of: ["sales", ""]),
        random.one(of: ["EMEA", "APAC", ""]), adjusts,
      ].map { random.chance(3) ? random.one(of: ["  \($0) ", " \($0)", "\($0) "]) : $0 }
      var row = Array(cells.map { random.chance(4) ? "\"\($0)\"" : $0 }.joined(separator: ",").utf8)
      // A quote that goes on would end in the note.
      if random.chance(wrong), !row.contains(0x22) {
        row[random.number(0...row.count - 1)] = random.one(of: [0xFF, 0xC3, 0, 44])
      }
      return row + [UInt8(ascii: ",")]
    }
  }

  private func time(_ random: inout Seeded, wrong: Int) -> String {
    let wrong = random.chance(wrong) ? 1 : 0
    let (month, day) = (random.number(1...8 + 5 * wrong), random.number(1...28 + 4 * wrong))
    let date =
      "202\(random.number(5...6))-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    return random.one(of: [
      date, date, "\(date)T0\(random.number(0...9)):15:00Z", "\(date) 00:30:00",
      "\(date)T10:00:00+02:00", "\(date)T1\(random.number(0...9)):15:59Z",
    ])
  }
}

import Attribution
import Testing

/// The tables of where touches sit and of reach, against the ledger and the list of deals.
struct `Places and reach in the review` {
  @Test(arguments: 0..<25 as Range<UInt64>, ["team", "channel"])
  func `touches are first, between, last or alone`(_ seed: UInt64, _ column: String) throws {
    let reviewed = try Reviewed(seed: seed)
    for chapter in reviewed.chapters {
      let tables = reviewed.tables("Where touches sit\(chapter.suffix)")
      guard !chapter.journeys.isEmpty else {
        #expect(tables.isEmpty)
        continue
      }
      var counts: [Text: [Int]] = [:]
      for touches in chapter.journeys.values {
        let times = touches.map { $0["occurred_at"]! }
        for touch in touches {
          let (isFirst, isLast) = (
            touch["occurred_at"] == times.min(), touch["occurred_at"] == times.max()
          )
          let place = isFirst && isLast ? 3 : isFirst ? 0 : isLast ? 2 : 1
          counts[Text(touch[column]!), default: [0, 0, 0, 0, 0]][place] += 1
          counts[Text(touch[column]!)]![4] += 1
        }
      }
      let table = tables[column == "team" ? 0 : 1]
      #expect(
        table.rows
          == (try chapter.names(of: column)).map { name in
            [shown(name.string)] + counts[name]!.map { Text("\($0)") }
          })
      table.expectSums()
      #expect(table.sum?.last == Text("\(chapter.journeys.values.reduce(0) { $0 + $1.count })"))
      // Every touch is in one place.
      for row in table.rows {
        #expect(row[1...4].reduce(0) { $0 + Int($1.string)! } == Int(row[5].string)!)
      }
    }
  }

  @Test func `one deal has touches, and no average of them`() throws {
    let touches = "account_id,occurred_at\nA,2026-01-01\nB,2026-01-01\nB,2026-01-02\n"
    let deals = "deal_id,account_id,amount,closed_at\nD1,A,10,2026-02-01\n"
    func sentence(_ deals: String) throws -> String {
      try #require(Reviewed(touchpoints: touches, deals: deals).sentences("Reach").first)
    }
    #expect(try sentence(deals).hasSuffix(" 1 credited deal has 1 touch."))
    #expect(
      try sentence(deals + "D2,B,10,2026-02-01\n").hasSuffix(
        " 2 credited deals have 3 touches, 1.50 each on average; linear follows their number."))
  }

  @Test(arguments: 0..<25 as Range<UInt64>, ["team", "channel"])
  func `reach is what the ledger says of all periods`(_ seed: UInt64, _ column: String) throws {
    let reviewed = try Reviewed(seed: seed)
    for chapter in reviewed.chapters where !chapter.journeys.isEmpty {
      let table = reviewed.tables("Reach\(chapter.suffix)")[column == "team" ? 0 : 1]
      let expected = try chapter.names(of: column).map { name in
        var (touches, deals, opened, closed, alone) = (0, 0, 0, 0, 0)
        var amount: Int64 = 0
        for (deal, journey) in chapter.journeys {
          let own = journey.filter { Text($0[column]!) == name }
          guard !own.isEmpty else { continue }
          let times = journey.map { $0["occurred_at"]! }
          touches += own.count
          deals += 1
          amount += try chapter.amount(of: deal)
          opened += own.contains { $0["occurred_at"] == times.min() } ? 1 : 0
          closed += own.contains { $0["occurred_at"] == times.max() } ? 1 : 0
          alone += own.count == journey.count ? 1 : 0
        }
        // To the nearest hundredth.
        let each = (200 * touches + chapter.journeys.count) / (2 * chapter.journeys.count)
        let text = "\(each / 100)." + "\(each % 100 + 100)".dropFirst()
        return [
          shown(name.string), Text("\(touches)"), Text(text), Text("\(deals)"),
          chapter.money(amount), Text("\(opened)"), Text("\(closed)"), Text("\(alone)"),
        ]
      }
      #expect(table.rows == expected)
      table.expectSums()
    }
  }
}

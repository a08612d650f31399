import Attribution
import Testing

/// The periods of a review side by side, against `team_credit.csv`.
struct `Periods side by side` {
  @Test(arguments: 0..<25 as Range<UInt64>)
  func `are the last six of team_credit.csv`(_ seed: UInt64) throws {
    let reviewed = try Reviewed(seed: seed)
    for chapter in reviewed.chapters {
      let all = Set(chapter.rows.map { $0["period"]! }).sorted()
      let tables = reviewed.tables("Period by period\(chapter.suffix)")
      guard all.count > 1 else {
        #expect(tables.isEmpty)
        continue
      }
      let periods = Array(all.suffix(6))
      let credit = reviewed.rows("team_credit.csv")
        .filter { $0["currency"] == chapter.code && $0["model"] == reviewed.lead }
      #expect(Array(tables[0].headings.dropFirst()) == periods)
      var hasShares = false
      for (column, period) in periods.enumerated() {
        let own = credit.filter { $0["period"] == period }
        for row in tables[0].rows {
          let found = own.first {
            $0["team"] == "(uncredited)"
              ? row[0] == Text("uncredited") : shown($0["team"]!) == row[0]
          }
          let units = try found.map { try chapter.units($0, "credit") } ?? 0
          #expect(row[column + 1] == chapter.money(units))
        }
        let won = try chapter.rows.filter { $0["period"] == period }
          .reduce(0) { try $0 + chapter.units($1) }
        #expect(tables[0].sum?[column + 1] == chapter.money(won))
        hasShares = hasShares || won > 0
        // A tenth of a percent is not the share's own rounding, but no more than one away from it.
        for row in tables.dropFirst().first?.rows ?? [] {
          let found = own.first {
            $0["team"] == "(uncredited)"
              ? row[0] == Text("uncredited") : shown($0["team"]!) == row[0]
          }
          guard won > 0 else {
            #expect(row[column + 1].isEmpty)
            continue
          }
          let millionths = try found.map { try Currency.micro($0["share_of_won"]!) } ?? 0
          let thousandths = Reviewed.Shown.number(row[column + 1])!
          #expect(abs(thousandths * 1_000 - millionths) < 1_001)
        }
      }
      #expect(tables.count == (hasShares ? 2 : 1))
      for table in tables { table.expectSums() }
    }
  }

  @Test func `fold the smallest teams, and leave the uncredited last`() throws {
    var touches = "account_id,occurred_at,channel,team\n"
    var deals = "deal_id,account_id,amount,closed_at\nD0,none,7,2026-08-03\n"
    for team in 1...9 {
      for month in 1...8 {
        touches += "A\(team)-\(month),2026-0\(month)-01,call,team \(team)\n"
        deals += "D\(team)-\(month),A\(team)-\(month),\(team)0,2026-0\(month)-02\n"
      }
    }
    let reviewed = try Reviewed(touchpoints: touches, deals: deals)
    let tables = reviewed.tables("Period by period")
    #expect(
      tables[0].rows.map { $0[0].string }
        == (4...9).reversed().map { "team \($0)" } + ["3 more teams", "uncredited"])
    #expect(tables[0].rows[6][1...].allSatisfy { $0 == Text("60.00") })
    #expect(tables[0].rows[7].last == Text("7.00"))
    #expect(tables[0].headings.count == 7)
    #expect(
      reviewed.sentences("Period by period") == [
        "By first_touch. The last 6 of 8 periods; all are in team_credit.csv."
      ])
    for table in tables { table.expectSums() }
  }

  @Test func `count deals without their adjustments`() throws {
    let reviewed = try Reviewed(
      touchpoints: "account_id,occurred_at,channel,team\nA,2026-09-01,demo,sales\n",
      deals: """
        deal_id,account_id,amount,closed_at,adjusts
        D1,A,10.00,2026-09-09,
        N1,A,-1.00,2026-09-10,D1
        D2,A,20.00,2026-10-09,
        D3,A,20.00,2026-10-09,

        """)
    #expect(
      reviewed.tables("Period by period")[1].headings.dropFirst()
        == ["2026-09 (1 deal)", "2026-10 (2 deals)"])
  }
}

extension Currency {
  /// A fraction with six decimals in millionths.
  fileprivate static func micro(_ text: String) throws -> Int128 {
    try #require(Int128(text.replacing(".", with: "")))
  }
}

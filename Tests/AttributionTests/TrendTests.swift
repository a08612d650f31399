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
      let periods = steps(all)
      let credit = reviewed.rows("team_credit.csv")
        .filter { $0["currency"] == chapter.code && $0["model"] == reviewed.lead }
      #expect(tables[0].headings.dropFirst().elementsEqual(periods))
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

  /// The months with won deals, and those between them without, which stand together.
  private func steps(_ won: [String]) -> [String] {
    let months = (2020...2030).flatMap { year in
      (1...12).map { "\(year)-" + "\(100 + $0)".dropFirst() }
    }.filter { won[0] <= $0 && $0 <= won[won.count - 1] }
    var steps: [[String]] = []
    for month in months {
      if !won.contains(month), let last = steps.last?.last, !won.contains(last) {
        steps[steps.count - 1].append(month)
      } else {
        steps.append([month])
      }
    }
    return steps.suffix(6).drop { !won.contains($0[0]) }
      .map { $0.count == 1 ? $0[0] : "\($0[0]) to \($0[$0.count - 1])" }
  }

  @Test func `have a column for a month without won deals`() throws {
    let reviewed = try Reviewed(
      touchpoints: "account_id,occurred_at,channel,team\nA,2026-09-01,demo,sales\n",
      deals: """
        deal_id,account_id,amount,closed_at
        D1,A,10.00,2026-11-09
        D2,A,20.00,2027-01-09
        D3,A,20.00,2027-05-09

        """)
    let tables = reviewed.tables("Period by period")
    #expect(tables.count == 2)
    #expect(
      tables[0].headings == [
        "team (USD)", "2026-11", "2026-12", "2027-01", "2027-02 to 2027-04", "2027-05",
      ])
    #expect(
      tables[0].rows == [["sales", "10.00", "0.00", "20.00", "0.00", "20.00"].map { Text($0) }])
    #expect(
      tables[0].sum?[1...].elementsEqual(
        ["10.00", "0.00", "20.00", "0.00", "20.00"].map { Text($0) }) == true)
    #expect(
      tables[1].headings.dropFirst()
        == [
          "2026-11 (1 deal)", "2026-12 (0 deals)", "2027-01 (1 deal)",
          "2027-02 to 2027-04 (0 deals)", "2027-05 (1 deal)",
        ])
    #expect(
      tables[1].rows == [["sales", "100.0 %", "", "100.0 %", "", "100.0 %"].map { Text($0) }])
    #expect(
      reviewed.sentences("Period by period") == [
        "By first_touch. No shares are given of months whose won revenue is not above zero."
      ])
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
        "By first_touch. From 2026-03 on; earlier months are in team_credit.csv."
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

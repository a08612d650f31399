import Attribution
import Testing

/// The largest deals of a review, against `deals.csv` and `deal_team_credit.csv`.
struct `The largest deals` {
  @Test(arguments: 0..<25 as Range<UInt64>)
  func `are those of deals.csv`(_ seed: UInt64) throws {
    let reviewed = try Reviewed(seed: seed)
    for chapter in reviewed.chapters where !chapter.deals.isEmpty {
      let table = reviewed.tables("The largest deals\(chapter.suffix)")[0]
      let expected = try largest(of: chapter).map { deal in
        let id = shown(deal["deal_id"]!).string
        let name = shown(deal["deal_name"]!).string
        let tenths =
          deal["first_touch_at"]!.isEmpty
          ? nil : chapter.seconds(deal["first_touch_at"]!, deal["closed_at"]!) * 10 / 86_400
        return [
          Text(name.isEmpty ? id : "\(name) (\(id))"), chapter.money(try chapter.units(deal)),
          Text(deal["touches"]!), Text(tenths.map { "\($0 / 10).\($0 % 10)" } ?? ""),
        ]
      }
      #expect(table.rows == expected)
      table.expectSums()
    }
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func `are shared out among teams as in deal_team_credit.csv`(_ seed: UInt64) throws {
    let reviewed = try Reviewed(seed: seed)
    for chapter in reviewed.chapters where !chapter.deals.isEmpty {
      let tables = reviewed.tables("The largest deals\(chapter.suffix)")
      #expect(tables.count == (reviewed.models.count > 1 ? 3 : 2))
      tables[1].expectSums()
      for (row, deal) in try largest(of: chapter).enumerated() {
        func credit(_ team: Text, _ model: String) throws -> Int64 {
          try reviewed.rows("deal_team_credit.csv").filter {
            $0["deal_id"] == deal["deal_id"] && $0["model"] == model
              && Text($0["team"]!) == team
          }.reduce(0) { try $0 + chapter.units($1, "credit") }
        }
        let names = try chapter.names(of: "team") + [Text("(uncredited)")]
        let columns = tables[1].headings.dropFirst().dropLast()
        var left = try chapter.units(deal)
        for (column, heading) in columns.enumerated() {
          // A column of several teams is what no other column is.
          let teams = names.filter { name in
            let own = name == Text("(uncredited)") ? Text("uncredited") : shown(name.string)
            return heading.hasSuffix(" more teams")
              ? !columns.contains { Text($0) == own } : own == Text(heading)
          }
          #expect(!teams.isEmpty)
          let credits = try reviewed.models.map { model in
            try teams.reduce(0) { try $0 + credit($1, model) }
          }
          let lead = credits[reviewed.models.firstIndex(of: reviewed.lead)!]
          #expect(tables[1].rows[row][column + 1] == chapter.money(lead))
          left -= lead
          guard tables.count > 2 else { continue }
          let (lowest, highest) = (chapter.money(credits.min()!), chapter.money(credits.max()!))
          #expect(
            tables[2].rows[row][column + 1]
              == (lowest == highest ? lowest : Text("\(lowest.string) to \(highest.string)")))
        }
        #expect(left == 0)
        #expect(tables[1].rows[row].last == chapter.money(try chapter.units(deal)))
      }
    }
  }

  /// - Parameter deal: The one that a credit note takes something back from.
  @Test(arguments: [("D1", false), ("D2", true)])
  func `say that adjustments of theirs are apart, and of no other deal`(
    _ deal: String, _ isSaid: Bool
  ) throws {
    // Eleven deals: the least of them is not shown.
    let deals = (1...11).map { "D\($0),A,\($0 * 10).00,2026-09-09,\n" }.joined()
    let reviewed = try Reviewed(
      touchpoints: "account_id,occurred_at,channel,team\nA,2026-09-01,demo,sales\n",
      deals: "deal_id,account_id,amount,closed_at,adjusts\n\(deals)N1,A,-1.00,2026-09-10,\(deal)\n")
    let said = reviewed.sentences("The largest deals").joined()
    #expect(said.contains("Adjustments of these deals are not in these figures.") == isSaid)
  }

  @Test func `are told of as one if there is one`() throws {
    let reviewed = try Reviewed(
      touchpoints: "account_id,occurred_at,channel,team\nA,2026-09-01,demo,sales\n",
      deals: """
        deal_id,account_id,amount,closed_at,adjusts
        D1,A,10.00,2026-09-09,
        N1,A,-1.00,2026-09-10,D1

        """)
    #expect(
      reviewed.sentences("The largest deals").first == """
        What each team gets of it by first_touch. Adjustments of this deal are not in these figures.
        """)
  }

  private func largest(of chapter: Chapter) throws -> [[String: String]] {
    try chapter.deals.sorted {
      let (one, other) = (try chapter.units($0), try chapter.units($1))
      return one != other ? one > other : Text($0["deal_id"]!) < Text($1["deal_id"]!)
    }.prefix(10).map { $0 }
  }
}

import Attribution
import Testing

/// Every table of the chapters, with more of everything than fits, and names that nobody expects.
struct `Tables of a long review` {
  private static let titles = [
    "Where touches sit", "The largest deals", "Reach", "What the CRM says", "Period by period",
    "Journeys",
  ]

  /// - Parameter name: Makes a name from a number.
  private static func reviewed(_ name: (Int) -> String) throws -> Reviewed {
    var random = Seeded(7)
    var touches = "account_id,occurred_at,channel,team\n"
    var deals = "deal_id,account_id,amount,closed_at,source,owner,deal_type,deal_name\n"
    for number in 0..<60 {
      let month = number % 9 + 1
      deals +=
        "D\(number),A\(number),\(random.number(0...90_000)).\(10 + number % 90),2026-0\(month)-28,"
        + "\(name(number % 25)),\(name(number)),\(name(number % 3)),\(name(number))\n"
      // Some have none, and some one alone.
      for _ in 0..<number % 13 {
        touches +=
          "A\(number),2026-0\(month)-\(random.number(10...27)),\(name(random.number(0...40))),"
          + "\(name(random.number(0...20)))\n"
      }
    }
    return try Reviewed(touchpoints: touches, deals: deals)
  }

  @Test(arguments: [
    "name ", "قناة ", "チャンネル", "🎉👩‍👩‍👧 ", "a|b<b>*_`\\ ", String(repeating: "n", count: 300),
  ])
  func `add up, and are no longer than a page`(_ name: String) throws {
    // The number first: only so much of a long name is shown.
    let reviewed = try Self.reviewed { "\($0) \(name)" }
    for title in Self.titles {
      let tables = reviewed.tables(title)
      #expect(!tables.isEmpty, "\(title)")
      for table in tables {
        #expect(table.rows.count <= 16, "\(title)")
        #expect(table.headings.count <= 11, "\(title)")
        #expect(table.rows.allSatisfy { $0.count == table.headings.count })
        table.expectSums()
      }
    }
    for title in ["Where touches sit", "Reach"] {
      #expect(reviewed.tables(title)[0].rows.last![0] == Text("6 more teams"))
      #expect(reviewed.tables(title)[1].rows.last![0] == Text("26 more channels"))
    }
    #expect(reviewed.tables("What the CRM says")[0].rows.last![0] == Text("10 more sources"))
    // Rows add up too: a deal's teams to its amount, a source's teams to all of it.
    for table in [reviewed.tables("The largest deals")[1]]
      + reviewed.tables("What the CRM says")[0...1]
    {
      for row in table.rows + [table.sum!] {
        let cells = row.dropFirst().compactMap(Reviewed.Shown.number)
        #expect(cells.dropLast().reduce(0, +) == cells.last)
      }
    }
  }
}

import Attribution
import Testing

struct `Ids in spreadsheets` {
  @Test(
    arguments: [
      ("00123", .leadingZeros), ("0000000000000017", .leadingZeros), ("01", .leadingZeros),
      ("0", nil), ("", nil), ("4711", nil), ("12345678901", nil), ("A00123", nil), ("00-A", nil),
      ("123456789012", .scientific), ("123456789012345", .scientific),
      ("1234567890123456", .lostDigits), ("1234567890123456x", nil),
      ("1E5", .exponent), ("12e3", .exponent), ("7E-10", .exponent), ("7E+10", .exponent),
      ("7E", nil), ("E5", nil), ("7E1F", nil), ("7E-", nil), ("1F5", nil),
      ("3-4", .date), ("2/3", .date), ("31-12", .date), ("12-31", .date), ("10/2026", .date),
      ("2026-3-4", .date), ("3/4/26", .date), ("31/12/2026", .date), ("2026-12-31", .date),
      ("31-31", nil), ("13/13", nil), ("0-4", nil), ("2026-13", nil), ("13/2026", nil),
      ("3-4/5", nil), ("3-", nil), ("-3", nil), ("3-4-5-6", nil), ("123-4", nil), ("3.4", nil),
      ("4711-12", nil), ("3-2026-4", nil), ("2026/2026", nil),
      ("MAR1", .date), ("Dec-12", .date), ("sep31", .date), ("MAR", nil), ("MAR32", nil),
      ("MAR-", nil), ("MART1", nil), ("MAR123", nil), ("T-1", nil), ("MA1", nil), ("Mär1", nil),
    ] as [(String, SpreadsheetChange?)])
  func `are told apart by what becomes of them`(_ id: String, change: SpreadsheetChange?) {
    let bytes = Array(id.utf8)
    #expect(SpreadsheetChange(bytes.span) == change)
  }

  @Test func `are counted once each, whichever files they stand in`() throws {
    let workspace = try Workspace()
    let deals = try workspace.write(
      "deal_id,account_id,amount,closed_at\n007,01,1,2026-10-30\n008,02,1,2026-10-30\n", to: "d.csv"
    )
    let one = try workspace.write(
      "account_id,occurred_at\n01,2026-10-01\n03,2026-10-01\n", to: "t.csv")
    let other = try workspace.write(
      "account_id,occurred_at,contact_id\n03,2026-10-01,9\n04,2026-10-01,\n05,2026-10-01,\n",
      to: "u.csv")
    let report = unwrapped(
      try Attribution.check(Request(touchpoints: [one, other], deals: [deals])).report)
    #expect(
      report.contains(#"  account ids  5 begin with zeros ("01", "02", "03", …): it drops these"#))
    #expect(report.contains(#"  deal ids     2 begin with zeros ("007", "008"): it drops these"#))
    #expect(!report.contains("contact ids"))
  }
}

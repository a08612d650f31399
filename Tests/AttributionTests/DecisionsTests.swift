import Attribution
import Testing

/// What the meeting is asked, and what it is not asked since no money hangs on it.
struct `Questions for the meeting` {
  private static let juno = "D1,A,1000.00,2026-10-31T12:00:00Z,Juno,,,,,won"

  static let cases = [
    `Page one`.Case(
      what: "a deal without a touch and with money",
      deals: [juno, "D2,X,5.00,2026-10-10,,,,,,won"],
      says: ["- Why has D2 no touch? $5.00 is no team’s."]),
    `Page one`.Case(
      what: "a deal without a touch and without money",
      deals: [juno, "D2,X,0.00,2026-10-10,,,,,,won"],
      says: ["1 won deal worth $0.00 has no touch"], silent: ["Why has"]),
    `Page one`.Case(
      what: "sums of nothing are no lack of money",
      deals: [juno, "M1,A,-5.00,2026-10-10,,,,,,won", "N1,X,5.00,2026-10-11,,,,,D0,won"],
      says: ["- Which deal is taken back by M1?", "- Where is the deal that is adjusted by N1?"]),
    `Page one`.Case(
      what: "a channel of nobody",
      touches: ["A,2026-10-05,call,sales", "B,2026-10-05,dinner,"],
      deals: [juno, "D2,B,5.00,2026-10-10,,,,,,won"],
      says: ["- Who owns the channel dinner? No team does, and the credit is up to $5.00."]),
    `Page one`.Case(
      what: "a channel of nobody without credit",
      touches: ["A,2026-10-05,call,sales", "B,2026-10-05,dinner,"],
      deals: [juno, "D2,B,0.00,2026-10-10,,,,,,won"], silent: ["Who owns"]),
    `Page one`.Case(
      what: "a stage in neither list", deals: [juno, "D2,A,5.00,2026-10-10,,,,,,Verbal"],
      says: [
        "- Is a deal won in the stage Verbal? The deal files have 1 row worth $5.00 in it, read as"
      ]),
    `Page one`.Case(
      what: "a stage in neither list, without money",
      deals: [juno, "D2,A,0.00,2026-10-10,,,,,,Verbal"], silent: ["Is a deal won in the stage"]),
    `Page one`.Case(
      what: "a stage in neither list, with amounts that cannot be read",
      deals: [juno, "D2,A,soon,2026-10-10,,,,,,Verbal"],
      says: [
        "- Is a deal won in the stage Verbal? The deal files have 1 row in it, read as not won."
      ]),
  ]

  @Test(arguments: cases)
  func `are those on which money hangs`(_ one: `Page one`.Case) throws {
    let page = try one.page()
    for text in one.says { #expect(page.contains(text), "\(text)\n\n\(page)") }
    for text in one.silent { #expect(!page.contains(text), "\(text)\n\n\(page)") }
  }
}

import Attribution
import Foundation
import Testing

/// Page one, point by point: what makes it say something, and what makes it silent.
struct `Page one` {
  struct Case: CustomTestStringConvertible, Sendable {
    var what: String
    /// `account_id,occurred_at,channel,team`
    var touches = ["A,2026-09-01T10:00:00Z,webinar,marketing", "A,2026-10-05T10:00:00Z,call,sales"]
    /// `deal_id,account_id,amount,closed_at,deal_name,deal_type,owner,owner_team,adjusts,stage`
    var deals = ["D1,A,1000.00,2026-10-31T12:00:00Z,Juno,,,,,won"]
    var period = "2026-10"
    var change: @Sendable (inout Definitions) -> Void = { _ in }
    var says: [String] = []
    /// What is not said.
    var silent: [String] = []

    var testDescription: String { what }

    func page() throws -> String {
      let workspace = try Workspace()
      var definitions = Definitions()
      definitions.lookback = 30 * 86_400
      change(&definitions)
      let header = "deal_id,account_id,amount,closed_at,deal_name,deal_type,owner,owner_team"
      let results = Results(
        of: Request(
          touchpoints: [
            try workspace.write(file("account_id,occurred_at,channel,team", touches), to: "t.csv")
          ],
          deals: [try workspace.write(file(header + ",adjusts,stage", deals), to: "d.csv")],
          definitions: definitions, period: Period(period) ?? .everyMonth))
      #expect(results.failure == "")
      return try pageOne(of: results)
    }

    private func file(_ header: String, _ rows: [String]) -> String {
      ([header] + rows).map { $0 + "\n" }.joined()
    }
  }

  /// The review up to its first section on all periods.
  static func pageOne(of results: Results) throws -> String {
    let review = try #require(results.files["review.md"])
    return String(
      review[..<(review.range(of: "\n## Credit by team")?.lowerBound ?? review.endIndex)])
  }

  static let early = "A,2026-08-01T09:00:00Z,email,partner"
  static let late = "A,2026-10-30T10:00:00Z,call,sales"

  static let points = [
    Case(
      what: "deals, a credit note, an upsell",
      deals: [
        "D1,A,1000.00,2026-10-10,,,,,,won", "D2,A,500.00,2026-10-11,,,,,,won",
        "N1,A,-100.00,2026-10-12,,,,,D1,", "U1,A,40.00,2026-10-12,,,,,D2,",
        "M1,A,-7.00,2026-10-12,,,,,,won",
      ],
      says: [
        "In October 2026, 2 deals worth **$1,500.00** were won; 1 credit note took back $100.00, "
          + "1 negative amount took back $7.00, 1 upsell added $40.00. Won revenue: **$1,433.00**.",
        "- Which deal is taken back by M1? −$7.00 adjusts none.",
      ]),
    Case(
      what: "an adjustment of nothing is no upsell",
      deals: ["D1,A,1000.00,2026-10-31,,,,,,won", "Z1,A,0.00,2026-10-31,,,,,D1,"],
      says: [
        "**$1,000.00** was won; 1 adjustment added $0.00. Won revenue: **$1,000.00**."
      ], silent: ["upsell"]),
    Case(
      what: "a credit note alone", deals: ["N1,A,-100.00,2026-10-12,,,,,D0,"],
      says: [
        "In October 2026, no deals were won; 1 credit note took back $100.00. "
          + "Won revenue: **−$100.00**.",
        "- Where is the deal that is adjusted by N1? −$100.00 has none in the files.",
      ]),
    Case(
      what: "one deal says just that", touches: ["A,2026-10-05T10:00:00Z,call,sales", late],
      change: { $0.modelOfRecord = "linear" },
      says: ["In October 2026, 1 deal worth **$1,000.00** was won.\n"],
      silent: ["Won revenue", "Window:", "Ties:", "No touch:", "Closing day:", "No account:"]),
    Case(
      what: "no deals, in one line", period: "2026-12",
      says: ["# Credit review: 2026-12\n\nIn December 2026, no deals were won.\n"],
      silent: ["Before you quote", "To decide"]),
    Case(
      what: "the latest of two months",
      deals: ["D1,A,1000.00,2026-10-10,,,,,,won", "D0,A,77.00,2026-09-10,,,,,,won"],
      period: "all",
      says: [
        "Of the 2 months of this report, this page is about the latest, October 2026; the sections",
        "In October 2026, 1 deal worth **$1,000.00** was won.\n",
      ], silent: ["77.00"]),
    Case(
      what: "no model of record is said, and asked for",
      touches: ["A,2026-10-03T10:00:00Z,webinar,marketing", `Page one`.late],
      says: [
        "No model of record is agreed: the tables show the least and the most",
        "- Which model is the model of record? marketing has between $0.00 and $1,000.00, by model.",
        "| **won revenue 1,000.00** |",
      ], silent: ["(of record)"]),
    Case(
      what: "a model of record", change: { $0.modelOfRecord = "linear" },
      says: [
        "| sales           |           1,000.00 |        100.0 % | 1,000.00 | every model |",
        "`linear`, the model of record: every touch counts the same. What the other models do",
      ], silent: ["No model of record", "Which model"]),
    Case(
      what: "a deal without a touch, with its owner",
      deals: [
        "D1,A,1000.00,2026-10-31T12:00:00Z,Juno,,,,,won",
        "D2,B,30.00,2026-10-31T12:00:00Z,Vesta,,Kim,field,,won",
        "D3,,5.00,2026-10-31T12:00:00Z,,,,,,won",
      ],
      says: [
        "- **No touch:** 2 won deals worth $35.00 have no touch on record: Vesta, $30.00 (Kim, field; "
          + "no touches); D3, $5.00 (no account).",
        "- Why have Vesta and D3 no touch? $35.00 is no team’s.", "| no touch on record ",
      ]),
    Case(
      what: "three are named, the others counted",
      deals: (1...5).map { "D\($0),B,\($0).00,2026-10-31,,,,,,won" },
      says: ["D5, $5.00 (no touches); D4, $4.00 (no touches); D3, $3.00 (no touches) and 2 more."]
    ),
    Case(
      what: "a source that begins late", touches: ["A,2026-10-05T10:00:00Z,call,sales", late],
      says: [
        "- **Begins late:** t.csv (2026-10-05); touches before that cannot be seen, and the windows "
          + "of 1 deal worth $1,000.00 open earlier: Juno, $1,000.00.",
        "- Can t.csv be exported for the whole time? Touches of 1 deal worth $1,000.00 may be",
      ], silent: ["Ends early"]),
    Case(
      what: "a source that begins when the window opens",
      touches: ["A,2026-10-01T12:00:00Z,call,sales", late], silent: ["Begins late", "exported"]),
    Case(
      what: "a second later", touches: ["A,2026-10-01T12:00:01Z,call,sales", late],
      says: ["Begins late"]),
    Case(
      what: "a source that ends seven days before the close",
      touches: ["A,2026-10-24T12:00:00Z,call,sales"], silent: ["Ends early"]),
    Case(
      what: "a second earlier", touches: ["A,2026-10-24T11:59:59Z,call,sales"],
      says: [
        "- **Ends early:** t.csv (2026-10-24); touches after that cannot be seen, and 1 deal worth "
          + "$1,000.00 was closed more than seven days later: Juno, $1,000.00."
      ]),
    Case(
      what: "a last touch on a closing day without a time",
      touches: ["A,2026-10-31T00:00:00Z,call,sales"],
      deals: ["D1,A,1000.00,2026-10-31,Juno,,,,,won"],
      says: [
        "- **Closing day:** in 1 deal worth $1,000.00 the last touch lies on the closing day, which "
          + "has no time: was it after the signature? Juno, $1,000.00.",
        "- Did the touches on the closing day come before the signature? $1,000.00 in 1 deal hangs",
      ]),
    Case(
      what: "the last second of the day before",
      touches: ["A,2026-10-30T23:59:59Z,call,sales"],
      deals: ["D1,A,1000.00,2026-10-31,Juno,,,,,won"], silent: ["Closing day", "signature"]),
    Case(
      what: "a closing day with a time", touches: ["A,2026-10-31T00:00:00Z,call,sales"],
      silent: ["Closing day", "signature"]),
    Case(
      what: "a closing day that does not count",
      touches: ["A,2026-10-31T00:00:00Z,call,sales", late],
      deals: ["D1,A,1000.00,2026-10-31,Juno,,,,,won"],
      change: { $0.includesClosingDay = false }, silent: ["Closing day", "signature"]),
    Case(
      what: "touches that the window left out", touches: [early, late],
      says: [
        "- **Window:** touches more than 30 days before the close are left out of 1 deal worth "
          + "$1,000.00; with them its first touch would be another: Juno, $1,000.00 (partner, "
          + "email, 2026-08-01).",
        "- Is a window of 30 days long enough? Without it 1 deal worth $1,000.00 would have another",
      ]),
    Case(
      what: "but a win restarted the journey after them", touches: [early, late],
      deals: [
        "D1,A,1000.00,2026-10-31T12:00:00Z,Juno,,,,,won", "D0,A,5.00,2026-08-02,,,,,,won",
      ], change: { $0.restartAfterWin = true },
      says: ["out of 1 deal worth $1,000.00; none would have another first touch with them."],
      silent: ["long enough"]),
    Case(
      what: "no window, nothing left out", touches: [early, late],
      change: { $0.lookback = nil }, silent: ["Window:", "long enough"]),
    Case(
      what: "teams that tie",
      touches: [
        "A,2026-10-30T10:00:00Z,webinar,marketing", "A,2026-10-30T10:00:00Z,call,sales",
      ],
      says: [
        "- **Ties:** in 1 deal worth $1,000.00 touches of different teams are equally first or "
          + "equally last: Juno, $1,000.00."
      ]),
    Case(
      what: "one team does not tie with itself",
      touches: ["A,2026-10-30T10:00:00Z,webinar,sales", "A,2026-10-30T10:00:00Z,call,sales"],
      silent: ["Ties:"]),
    Case(
      what: "touches without an account",
      touches: [late, late.replacing("A,", with: ",", maxReplacements: 1), early],
      says: ["in all files, by team: sales 1 of 2 (50.0 %)."]),
    Case(
      what: "a channel that is nobody's", touches: ["A,2026-10-30T10:00:00Z,dinner,"],
      says: ["- Who owns the channel dinner? No team does, and the credit is up to $1,000.00."]),
    Case(
      what: "a stage that is neither won nor lost",
      deals: [
        "D1,A,1000.00,2026-10-31T12:00:00Z,Juno,,,,,won", "D2,A,60.00,2026-11-02,,,,,,Verbal",
      ],
      says: [
        "- Is a deal won in the stage Verbal? The deal files have 1 row worth $60.00 in it, read as "
          + "not won."
      ]),
    Case(
      what: "types of deals, those of adjustments their deals'",
      deals: [
        "D1,A,1000.00,2026-10-31T12:00:00Z,Juno,New,,,,won",
        "D2,A,50.00,2026-10-31T12:00:00Z,,Renewal,,,,won",
        "N1,A,-10.00,2026-10-31T12:00:00Z,,Credit Note,,,D2,",
      ], change: { $0.modelOfRecord = "linear" },
      says: [
        "| by type, linear (USD) |          New |   Renewal |",
        "| **won revenue**       | **1,000.00** | **40.00** |",
      ], silent: ["Credit Note"]),
    Case(
      what: "a type of which nothing is credited",
      deals: [
        "D1,A,1000.00,2026-10-31T12:00:00Z,,New,,,,won",
        "D2,B,50.00,2026-10-31T12:00:00Z,,Renewal,,,,won",
      ], change: { $0.modelOfRecord = "linear" },
      says: [
        "| no touch on record    |         0.00 |     50.00 |",
        "| **won revenue**       | **1,000.00** | **50.00** |",
      ]),
    Case(
      what: "a type of which only a smaller team has a range",
      touches: [
        "A,2026-10-05T10:00:00Z,call,sales", "B,2026-10-05T10:00:00Z,email,marketing",
        "B,2026-10-06T10:00:00Z,fair,partner",
      ],
      deals: [
        "D1,A,1000.00,2026-10-31T12:00:00Z,,New,,,,won",
        "D2,B,50.00,2026-10-31T12:00:00Z,,Renewal,,,,won",
      ], change: { $0.modelOfRecord = "linear" },
      says: [
        "|          New |   Renewal | lowest to highest |",
        "| sales                 |     1,000.00 |      0.00 |       every model |",
        "| marketing             |         0.00 |     25.00 |     0.00 to 50.00 |",
      ]),
    Case(
      what: "teams in one row have all of their credit by type",
      touches: (1...8).map { "A,2026-10-30T10:00:00Z,call,team\($0)" }
        + ["B,2026-10-30T10:00:00Z,call,team7"],
      deals: [
        "D1,A,800.00,2026-10-31T12:00:00Z,,New,,,,won",
        "D2,B,90.00,2026-10-31T12:00:00Z,,Renewal,,,,won",
      ], change: { $0.modelOfRecord = "linear" },
      says: [
        "| team7                 |     100.00 |     90.00 |",
        "| 3 more teams          |     300.00 |      0.00 |",
        "| **won revenue**       | **800.00** | **90.00** |",
      ]),
    Case(
      what: "one type is said in words", deals: ["D1,A,9.00,2026-10-31,,New,,,,won"],
      says: ["**$9.00** was won. All of it is New."], silent: ["by type"]),
    Case(
      what: "two types are shown, four others in one",
      deals: (1...6).map { "D\($0),A,\($0).00,2026-10-31,,T\($0),,,,won" },
      change: { $0.modelOfRecord = "linear" },
      says: [" |       T6 |       T5 | 4 more types |", "| **6.00** | **5.00** |    **10.00** |"]),
  ]

  @Test(arguments: points)
  func `says what is so, and nothing else`(_ one: Case) throws {
    let page = try one.page()
    for text in one.says { #expect(page.contains(text), "\(text)\n\n\(page)") }
    for text in one.silent { #expect(!page.contains(text), "\(text)\n\n\(page)") }
  }

  /// All there is to know and to decide at once.
  @Test func `has room for six points of a kind, by money, and tells where the others are`() throws
  {
    let workspace = try Workspace()
    let results = Results(
      of: Request(
        touchpoints: [
          try workspace.write(
            """
            account_id,occurred_at,channel,team
            A,2026-09-28T10:00:00Z,dinner,
            A,2026-08-01,email,sales
            B,2026-10-04T10:00:00Z,call,sales
            B,2026-10-04T10:00:00Z,webinar,marketing
            ,2026-10-04T10:00:00Z,webinar,marketing
            C,2026-09-20,webinar,marketing
            C,2026-10-05,call,sales

            """, to: "t.csv"),
          try workspace.write(
            "account_id,occurred_at,channel,team\nB,2026-10-04T11:00:00Z,call,sales\n",
            to: "late.csv"),
        ],
        deals: [
          try workspace.write(
            """
            deal_id,account_id,amount,closed_at,stage,adjusts
            D1,A,100.00,2026-10-10,won,
            D2,B,200.00,2026-10-20,won,
            D3,C,700.00,2026-10-05,won,
            D4,X,900.00,2026-10-06,won,
            D5,A,-1.00,2026-10-07,won,
            D6,A,50.00,2026-10-07,Verbal,
            N1,A,-2.00,2026-10-07,,D0

            """, to: "d.csv")
        ],
        definitions: {
          var definitions = Definitions()
          definitions.lookback = 30 * 86_400
          return definitions
        }(), period: Period("2026-10")!))
    let page = try `Page one`.pageOne(of: results)
    func points(_ heading: String, in text: String) -> [String] {
      guard let start = text.range(of: "\n## \(heading)\n\n") else { return [] }
      return text[start.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
        .prefix { $0.hasPrefix("- ") }.map { String($0.dropFirst(2)) }
    }
    let review = try #require(results.files["review.md"])
    let known = points("Before you quote a figure", in: page).map { $0.prefix { $0 != ":" } }
    #expect(
      known == [
        "**Begins late", "**No touch", "**Closing day", "**Ends early", "**Ties", "**Window",
        "1 more below, under “More to know before you quote”.",
      ])
    #expect(
      points("More to know before you quote", in: review)
        == [
          "**No account:** touches that name no account are in no journey; in all files, by team: "
            + "marketing 1 of 3 (33.3 %)."
        ])
    let asked = points("To decide in this meeting", in: page)
    #expect(
      asked.map { $0.prefix(9) } == [
        "Can late.", "Why has D", "Which mod", "Did the t", "Is a wind", "Who owns ", "3 more be",
      ])
    #expect(asked.last == "3 more below, under “More to decide”.")
    #expect(
      points("More to decide", in: review).map { $0.prefix(9) }
        == ["Is a deal", "Where is ", "Which dea"])
  }
}

import Attribution
import Foundation
import Testing

/// Small words that are easily wrong: ends of lists, a single day, names that are syntax.
struct `The wording` {
  @Test func `of a list ends with and`() {
    #expect(inWords([]) == "")
    #expect(inWords(["a"]) == "a")
    #expect(inWords(["a", "b"]) == "a and b")
    #expect(inWords(["a", "b", "c"]) == "a, b and c")
  }

  @Test func `of a single day is singular`() {
    #expect(dayCount(86_400) == "1 day")
    #expect(dayCount(43_200) == "0.5 days")
    #expect(dayCount(129_600) == "1.5 days")
    #expect(dayCount(31_536_000) == "365 days")
  }

  @Test(arguments: [
    ("👨‍👩‍👧‍👦 family", "👨‍👩‍👧‍👦 family"),
    ("می\u{200C}خواهم", "می\u{200C}خواهم"),
    ("sa\u{200D}les", "sa\\u{200D}les"),
    ("\u{200D}営業", "\\u{200D}営業"),
    ("営業\u{200C}", "営業\\u{200C}"),
    ("営\u{200B}業", "営\\u{200B}業"),
  ])
  func `of a name keeps what joins pictures and letters, and shows what hides`(
    _ name: String, shown: String
  ) {
    #expect(Array(printable(name).unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test(arguments: [
    ("1. item", "1\\. item"), ("22) item", "22\\) item"), ("# heading", "\\# heading"),
    ("- item", "\\- item"), ("+ item", "\\+ item"), ("---", "\\---"), ("> said", "\\> said"),
    ("12", "12"), ("-12.5", "-12.5"), ("+49 30", "+49 30"), ("1.5 x", "1.5 x"), ("2026", "2026"),
    ("sales", "sales"),
  ])
  func `of a name that begins a line is no syntax of Markdown`(_ name: String, written: String) {
    let blocks: [Document.Block] = [.list(["\(input: name) has"]), .paragraph("\(input: name)")]
    #expect(
      Document(title: "t", body: blocks).markdown == "# t\n\n- \(written) has\n\n\(written)\n")
  }

  @Test func `of a page keeps minus and money, number and percent sign on one line`() {
    let html = Document(title: "t", body: [.list(["2.7 % of −$1,400.00"])]).html
    #expect(html.contains("<li>2.7\u{A0}% of −\u{2060}$1,400.00</li>"))
  }

  @Test func `of a picture's numbers is whole, however long the names`() throws {
    let chart = RowChart(
      series: [Series("linear", isLead: true)], interval: "lowest to highest",
      headings: ["of record", "credit (USD)", "lowest to highest"],
      rows: [
        .init(
          Subject(String(repeating: "long name ", count: 9)), values: [486], interval: 392...564,
          notes: ["48.6 %", "123,793,776.63", "39.2 % to 56.4 %"])
      ])
    let svg = Picture(name: "p", title: "t", description: "d", chart: .rows(chart)).svg
    #expect(svg.contains(">39.2 % to 56.4 %</text>"))
    #expect(svg.contains(">123,793,776.63</text>"))
  }

  @Test func `of a picture's title is whole, and its settings are told`() throws {
    var touches = "account_id,occurred_at,channel,team\n"
    var deals = "deal_id,account_id,amount,closed_at,currency\n"
    for number in 0..<50 {
      let (month, currency) = number % 2 == 0 ? ("09", "USD") : ("12", "KWD")
      deals += "D\(number),A\(number),1\(number).00,2026-\(month)-28,\(currency)\n"
      touches += "A\(number),2026-07-\(10 + number % 20),email,a team of many words\n"
      touches += "A\(number),2026-08-\(10 + number % 20),call,sales\n"
      touches += "A\(number),2026-09-\(10 + number % 17),call,sales\n"
    }
    let workspace = try Workspace()
    var definitions = Definitions()
    definitions.modelOfRecord = "position_based"
    let results = Results(
      of: Request(
        touchpoints: [try workspace.write(touches, to: "t.csv")],
        deals: [try workspace.write(deals, to: "d.csv")], definitions: definitions))
    let pictures = results.files.filter { $0.key.hasSuffix(".svg") }
    #expect(pictures.count >= 8)
    for (name, svg) in pictures {
      let title = try #require(svg.firstMatch(of: /class="title"[^>]*>([^<]*)</)).1
      #expect(!title.contains("…"), "\(name): \(title)")
    }
    let settings = try #require(pictures["charts/settings-usd.svg"])
    #expect(settings.contains("…, ends</text>"))
    #expect(!settings.contains("…</text>"))
  }
}

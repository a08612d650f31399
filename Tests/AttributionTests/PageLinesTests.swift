import Attribution
import Testing

/// Where the lines of the page may not end.
struct `A line of the page` {
  @Test(
    arguments: [
      ("takes back −$1,250.00", "takes back −\u{2060}$1,250.00"),
      ("−350.00 of 12", "−350.00 of 12"), ("84.9 % and 3 %.", "84.9\u{A0}% and 3\u{A0}%."),
    ])
  func `ends in no number of ours`(words: String, shown: String) {
    let page = Document(title: "Credit", body: [.paragraph("\(words)")]).html
    #expect(page.contains("<p>\(shown)</p>"))
  }

  @Test func `keeps the texts of the input as they are`() {
    let page = Document(title: "Credit", body: [.paragraph("\(input: "−$5 at 3 %")")]).html
    #expect(page.contains("<bdi>−$5 at 3 %</bdi>"))
  }
}

/// What is read first is written close, so that one screen and one sheet hold it.
struct `The opening of the page` {
  private static let opening: [Document.Block] = [
    .paragraph("won"), .heading(2, "Before you quote a figure"), .list(["Window"]),
  ]

  @Test func `is an element of its own, whose sections end in it`() throws {
    let body: [Document.Block] = [.paragraph("more"), .heading(2, "Credit by team")]
    let page = Document(title: "Credit", opening: Self.opening, body: body).html
    let opening = try #require(page.range(of: "<div class=\"opening\">\n<p>won</p>\n<section"))
    let end = try #require(page.range(of: "</ul>\n</section>\n</div>\n<p>more</p>\n<section"))
    #expect(opening.upperBound < end.lowerBound)
    #expect(page.components(separatedBy: "</div>").count == 2)
  }

  @Test func `ends where nothing follows it`() {
    let page = Document(title: "Credit", opening: Self.opening, body: []).html
    #expect(page.contains("</section>\n</div>\n</main>"))
  }

  @Test func `is not there if nothing is read first`() {
    #expect(!Document(title: "Credit", body: Self.opening).html.contains("<div"))
  }
}

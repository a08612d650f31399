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
    let page = Document(title: "Credit", blocks: [.paragraph("\(words)")]).html
    #expect(page.contains("<p>\(shown)</p>"))
  }

  @Test func `keeps the texts of the input as they are`() {
    let page = Document(title: "Credit", blocks: [.paragraph("\(input: "−$5 at 3 %")")]).html
    #expect(page.contains("<bdi>−$5 at 3 %</bdi>"))
  }
}

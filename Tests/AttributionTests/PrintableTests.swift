import Attribution
import Testing

/// Texts of the input as messages and documents show them.
struct `Printable texts` {
  @Test(arguments: [
    ("plain", "plain"), ("Müller & Söhne", "Müller & Söhne"), ("a\nb\tc\r", "a\\nb\\tc\\r"),
    ("a\u{1B}[31m", "a\\u{1B}[31m"), ("a\u{202E}b", "a\\u{202E}b"),
    // A joiner between letters of ASCII, at an end, or beside another one.
    ("a\u{200D}b", "a\\u{200D}b"), ("\u{200D}あ", "\\u{200D}あ"), ("あ\u{200C}", "あ\\u{200C}"),
    ("あ\u{200D}\u{200D}い", "あ\\u{200D}\\u{200D}い"),
    // A family of three, and Persian for "I want".
    ("👨\u{200D}👩\u{200D}👧", "👨\u{200D}👩\u{200D}👧"), ("می\u{200C}خواهم", "می\u{200C}خواهم"),
  ])
  func `hide nothing, and spell what is spelled with joiners`(_ text: String, _ shown: String) {
    #expect(Array(printable(text).unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test func `of paths are whole, so that one sees which file is meant`() throws {
    let folder = String(repeating: "a folder among others/", count: 9)
    #expect(quotedPath("\(folder)deals.csv") == "\"\(folder)deals.csv\"")
    #expect(quotedPath("\(folder)\u{1B}deals.csv") == "\"\(folder)\\u{1B}deals.csv\"")
    let workspace = try Workspace()
    let path = workspace.path("\(folder)touchpoints.csv")
    let failure = Results(of: Request(touchpoints: [path], deals: [path])).failure
    #expect(failure.contains("\"\(path)\""), "\(failure)")
  }
}

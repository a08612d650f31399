import Attribution
import Testing

struct `What stands between fields` {
  /// A file, and the separator that is found in it.
  static let cases: [(text: String, separator: Separator)] = [
    ("a,b\n1,2\n", .comma),
    ("a;b\n1;2\n", .semicolon),
    ("a\tb\n1\t2\n", .tab),
    ("a|b\n1|2\n", .verticalBar),
    ("a\n1\n", .comma),
    ("a;b\n1,5;2\n1,6;3\n", .semicolon),
    ("a,b\n1;5,2\n1;6,3\n", .comma),
    ("a,b,c\n1,2,3\n", .comma),
    ("\"a;x\",b\n\"1;2\",3\n", .comma),
    ("a;b,c;d\n1;2,3;4\n", .semicolon),
    ("sep=;\na,b;c\n1,2;3\n", .semicolon),
    ("SEP=|\r\na,b|c\r\n1,2|3\r\n", .verticalBar),
    ("# made; by hand\n\na;b\n1;2\n", .semicolon),
    ("#;b\n1;2\n", .semicolon),
    // One ragged row far down is that row's fault, not the separator's.
    ("a;b\n" + String(repeating: "1;2\n", count: 6) + "1;2;3\n", .semicolon),
    // Right behind the header it says nothing.
    ("a;b\n1;2;3\n", .comma),
  ]

  @Test(arguments: cases)
  func `is found out from the header and the rows behind it`(
    _ text: String, separator: Separator
  ) throws {
    let workspace = try Workspace()
    let path = try workspace.write(text, to: "f.csv")
    let header = try Header.read(InputFile(path: path, name: "f.csv", index: 0)).get()
    #expect(header.separator == separator)
  }

  @Test func `is what is declared, whatever is found`() throws {
    let workspace = try Workspace()
    let path = try workspace.write("a;b,c;d\n", to: "f.csv")
    let file = try InputFile(path: path, name: "f.csv", index: 0)
    #expect(try Header.read(file, separator: .comma).get().cells == ["a;b", "c;d"])
  }
}

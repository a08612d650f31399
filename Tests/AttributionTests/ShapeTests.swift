import Attribution
import Foundation
import Testing

/// Where the header stands, and what is no record.
struct `Shapes of files` {
  /// A file, the line on which its header is declared, its header's cells, and its rows.
  static let headers: [(text: String, line: Int?, header: [String], rows: [[String]])] = [
    ("a,b\n1,2\n", nil, ["a", "b"], [["1", "2"]]),
    ("\u{FEFF}\"a\",\"b\"\r\n1,2\r\n", nil, ["a", "b"], [["1", "2"]]),
    ("\u{FEFF}\"a \"\"x\"\"\",b\r1,2", nil, ["a \"x\"", "b"], [["1", "2"]]),
    ("\"a\nx\",b\n1,2\n", nil, ["a\nx", "b"], [["1", "2"]]),
    ("a,b,\n1,2,\n3,4,\n", nil, ["a", "b", ""], [["1", "2", ""], ["3", "4", ""]]),
    ("a,b", nil, ["a", "b"], []),
    ("a\n1\n", nil, ["a"], [["1"]]),
    ("a,b\n1,\"{\"\"x\"\": [2, 3]}\"\n", nil, ["a", "b"], [["1", "{\"x\": [2, 3]}"]]),
    ("a,b\n1,\u{0}2\n", nil, ["a", "b"], [["1", "\u{0}2"]]),
    ("a,b\r\n1,\"x\ny\"\r\n3,4\r\n", nil, ["a", "b"], [["1", "x\ny"], ["3", "4"]]),
    ("a,b\n1,\"x\r\ny\"\n3,4\n", nil, ["a", "b"], [["1", "x\r\ny"], ["3", "4"]]),
    ("a,b\r1,2\r\n3,4\n5,6", nil, ["a", "b"], [["1", "2"], ["3", "4"], ["5", "6"]]),
    ("a,b\n1,ʤ😎\n", nil, ["a", "b"], [["1", "ʤ😎"]]),
    // A quote in a comment, which ends with its line.
    ("# x,\"y\na,b\n1,2\n", nil, ["a", "b"], [["1", "2"]]),

    ("a,b\n1,2\n", 1, ["a", "b"], [["1", "2"]]),
    ("\u{FEFF}#a,b\n1,2\n", 1, ["#a", "b"], [["1", "2"]]),
    ("# a,b\n1,2\n", 1, ["# a", "b"], [["1", "2"]]),
    ("a,b\n1,2\n3,4\n", 2, ["1", "2"], [["3", "4"]]),
    ("\"Title\" of \"it\n\r\nx,\"y\na,b\n1,2\n", 4, ["a", "b"], [["1", "2"]]),
    ("Title\r\n\r\na,b\r\n1,2\r\n", 3, ["a", "b"], [["1", "2"]]),
    ("Title\r\ra,b\r1,2\r", 3, ["a", "b"], [["1", "2"]]),
    ("Title\r\n\ra,b\n1,2", 3, ["a", "b"], [["1", "2"]]),
    ("\n\n\"a\nx\",b\n1,2\n", 3, ["a\nx", "b"], [["1", "2"]]),
    ("Title\nsep=,\na,b\n1,2\n", 3, ["a", "b"], [["1", "2"]]),
  ]

  @Test(arguments: headers)
  func `have a header, and rows below it`(
    _ text: String, line: Int?, header: [String], rows: [[String]]
  ) throws {
    let workspace = try Workspace()
    let file = try workspace.file(Array(text.utf8))
    #expect(try Header.read(file, line: line).get().cells == header)
    for pieceSize in [1, 3, 1 << 20] {
      #expect(try Scan(file, line: line, pieceSize: pieceSize).texts == rows)
    }
  }

  @Test func `are said where nothing is taken from them, also those that are looked up`() throws {
    let workspace = try Workspace()
    let touches = try workspace.write(
      "who,occurred_at,channel\nC-1,2026-10-01,x\n", to: "touches.csv")
    let deals = try workspace.write(
      "deal_id,account_id,amount,closed_at\nD-1,A-1,5,2026-10-02\n", to: "deals.csv")
    try workspace.write("Id;Account\n", to: "contacts.csv")
    let definitions = try workspace.write(
      """
      {"touchpoints": [{
         "keep": [{"column": "channel", "equals": "y"}],
         "columns": {"account_id": {"column": "who",
           "lookup": {"file": "contacts.csv", "key": "Id", "value": "Account"}}}}]}
      """, to: "definitions.json")
    var request = Request(
      touchpoints: [touches], deals: [deals], definitions: try Definitions.read(definitions))
    request.definitionsPath = definitions
    var problems = Problems()
    let notices = try Attribution(request, problems: &problems).notices
    #expect(
      notices.components(separatedBy: "\n").filter { $0.hasPrefix("note") } == [
        #"note: touches.csv has no row that "keep" in the definitions keeps"#,
        "note: contacts.csv is read with semicolons between its fields",
        "note: contacts.csv has a header and no rows",
      ])
  }

  @Test(arguments: [
    ("Title: x, y\nsep=;\na,b;c\n1,5;2\n", Separator.semicolon),
    ("x,y,z,u\nx,y,z,v\na;b\n1;2\n", .semicolon),
    ("a;b\nc;d\ne,f\n1,2\n", .comma),
  ])
  func `have the separator of the header that is declared`(
    _ text: String, separator: Separator
  ) throws {
    let workspace = try Workspace()
    #expect(try Header.read(workspace.file(Array(text.utf8)), line: 3).get().separator == separator)
  }

  @Test func `count the lines before the header`() throws {
    let workspace = try Workspace()
    let text = "Title\n\n# x\nsep=;\n  \na;b\n1;2\n\n"
    let skipped = try Scan(workspace.file(Array(text.utf8)), line: 6, pieceSize: 1).skipped
    #expect(skipped.blank == 3)
    #expect(skipped.comment == 3)
  }

  /// Ends of the first line around the ends of what is loaded at once.
  @Test(arguments: [32_767, 32_768, 32_769, 65_535, 65_536, 69_631, 69_632, 69_633, 1 << 20])
  func `may begin with a line of any length`(length: Int) throws {
    let workspace = try Workspace()
    for lineEnd in ["\n", "\r\n", "\r"] {
      let title = String(repeating: "\"", count: length)
      let text = [title, "", "a;b", "1;2", ""].joined(separator: lineEnd)
      let file = try workspace.file(Array(text.utf8))
      let header = try Header.read(file, line: 3).get()
      #expect(header.cells == ["a", "b"])
      #expect(header.separator == .semicolon)
      let missing = try Header.read(file, line: 5)
      #expect(throws: Problem.self) { try missing.get() }
    }
  }

  @Test func `may begin with any number of lines`() throws {
    let workspace = try Workspace()
    for line in ["", "# x", "#\r"] {
      let text = String(repeating: line + "\n", count: 90_000) + "a;b\n1;2\n"
      let scan = try Scan(
        workspace.file(Array(text.utf8)), pieceSize: 1 << 20, separator: .semicolon)
      #expect(scan.rows.map(\.line) == [90_002])
      #expect(scan.texts == [["1", "2"]])
      #expect(scan.skipped.blank + scan.skipped.comment == 90_000)
    }
  }

  /// The beginning of a file that goes on with ten gigabytes without a line end, the line of its
  /// header if that is declared, and the line that does not end.
  @Test(
    arguments: [
      ("# ", nil, 1), ("Title\nBy \"hand\" ", 3, 2),
      ("account_id,occurred_at\nA,2026-10-01\nB,\"", nil, 3),
    ] as [(String, Int?, Int)])
  func `have lines and fields that end`(_ start: String, headerLine: Int?, line: Int) throws {
    let workspace = try Workspace()
    let path = try workspace.write(start, to: "endless.csv")
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.truncate(atOffset: 10 << 30)  // A hole reads as zeros and takes no space.
    try file.close()
    try workspace.write(
      "deal_id,account_id,amount,closed_at\nD,A,5,2026-10-02\n", to: "d.csv")
    try workspace.write(
      headerLine.map { "{touchpoints: [{headerLine: \($0)}]}" } ?? "{}", to: "d.json")
    let outcome = try Program.run(
      words("run --touchpoints endless.csv --deals d.csv --definitions d.json --jobs 2"),
      in: workspace.folder, shell: "ulimit -v 700000;")
    #expect(outcome.code == 65)
    #expect(
      outcome.errors.hasPrefix(
        "endless.csv:\(line): error: the row that begins here does not end within 16 MiB"),
      "\(outcome.errors)")
  }

  // MARK: - Grouped reports

  /// A row of a deal file with five columns, and the text by which it looks like no record, if any.
  static let rows: [(row: String, text: String?)] = [
    ("Owner: Marco Reyes", "Owner: Marco Reyes"),
    ("\"Owner: \"\"Marco\"\"\",,,,", "Owner: \"Marco\""),
    (",,\"Stage: Closed Won\",,", "Stage: Closed Won"),
    ("Subtotal,,,12500.00,", "Subtotal"),
    ("sub-total,2,,12500.00,", "sub-total"),
    ("TOTAL (3),,,12500.00,", "TOTAL (3)"),
    ("Total,12500.00", "Total"),
    ("Grand Total,3,ACC-1,12500.00,", "Grand Total"),
    (",Grand Totals: 3,,12500.00,2026-10-01,", "Grand Totals: 3"),
    ("Sum of Amount,1,ACC-1,n/a,2026-10-01", "Sum of Amount"),
    ("Count,1,ACC-1,5,3", "Count"),
    // Only as a word.
    ("Summit Ltd,1,ACC-1,n/a,2026-10-01", nil),
    ("Totally,,,,2026-10-01", nil),
    ("Counté,1,ACC-1,5,", nil),
    ("Harbor,Total,,,", nil),
    ("Harbor,1,ACC-1,,2026-10-01", nil),
    // What is wrong with these is wrong with records too.
    ("Total,1,ACC-1,5.001,2026-10-01", nil),
    ("\"Total\"x,1,ACC-1,5,2026-10-01", nil),
    ("Total,1,ACC-1,5,2026-02-30", nil),
  ]

  @Test(arguments: rows)
  func `of groups are explained where a row cannot be used`(_ row: String, text: String?) throws {
    let workspace = try Workspace()
    let header = "deal_name,deal_id,account_id,amount,closed_at\n"
    let results = Results(
      of: Request(
        touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
        deals: [try workspace.write(header + row + "\nLast,9,ACC-1,5,2026-10-01\n", to: "d.csv")]))
    let problem = try #require(results.problems.first)
    #expect(problem.contains("looks like a heading or a subtotal") == (text != nil), "\(problem)")
    if let text { #expect(problem.contains("; with \(quoted(text)) the row"), "\(problem)") }
    #expect(results.failure.contains("1 of 2 rows cannot be used"))
  }

  @Test func `of groups are used where they can be`() throws {
    let workspace = try Workspace()
    let results = Results(
      of: Request(
        touchpoints: [
          try workspace.write("account_id,occurred_at\nTotal,2026-10-01\n", to: "t.csv")
        ],
        deals: [
          try workspace.write(
            "deal_id,account_id,amount,closed_at\nTotal,Total,5,2026-10-01\n", to: "d.csv")
        ]))
    #expect(results.problems == [])
    #expect(try results.rows("deals.csv").map { $0["deal_id"] } == ["Total"])
  }

  @Test func `of groups may be touches as well`() throws {
    let workspace = try Workspace()
    let touches = """
      channel,account_id,occurred_at
      Type: Webinar,,
      webinar,A,2026-10-01
      "Type: Trade Show"
      Subtotal,,2
      """
    let results = Results(
      of: Request(
        touchpoints: [try workspace.write(touches, to: "t.csv")],
        deals: [
          try workspace.write(
            "deal_id,account_id,amount,closed_at\nD,A,5,2026-10-01\n", to: "d.csv")
        ]))
    #expect(results.problems.count { $0.contains("looks like a heading or a subtotal") } == 3)
    #expect(results.failure.contains("3 of 4 rows cannot be used"))
  }

  @Test func `with two columns have rows in which one is empty`() throws {
    let workspace = try Workspace()
    let results = Results(
      of: Request(
        touchpoints: [try workspace.write("account_id,occurred_at\nA,\nB\n", to: "t.csv")],
        deals: [
          try workspace.write(
            "deal_id,account_id,amount,closed_at\nD,A,5,2026-10-01\n", to: "d.csv")
        ]))
    #expect(results.problems.count == 2)
    #expect(!results.problems.contains { $0.contains("heading") })
  }
}

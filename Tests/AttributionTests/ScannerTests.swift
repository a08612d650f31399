import Attribution
import Testing

/// The reading of rows, in pieces of any size, against a machine that reads byte by byte.
struct `CSV is read alike` {
  @Test(arguments: 0..<140 as Range<UInt64>)
  func `whatever the text and the pieces`(seed: UInt64) throws {
    var random = Seeded(seed)
    let workspace = try Workspace()
    for _ in 0..<4 {
      let bytes = randomText(&random)
      let file = try workspace.file(bytes)
      for pieceSize in [1, 2, 7, 64, 1 << 20] { try expectTwin(of: bytes, file, pieceSize) }
    }
  }

  @Test func `across the blocks of a large file, by any number of threads`() throws {
    var random = Seeded(1)
    var bytes = Array("a,b\n".utf8)
    while bytes.count < Fingerprint.blockSize * 5 / 4 {
      let length = random.number(0...(Fingerprint.blockSize / 20))
      let cell = String(repeating: random.one(of: ["x", "x\n", "é", "\"\""]), count: length)
      bytes += Array("\"\(cell)\",\(bytes.count)\r\n".utf8)
    }
    let workspace = try Workspace()
    let file = try workspace.file(bytes)
    for (pieceSize, jobs) in [(65_536, 1), (1 << 20, 8)] {
      try expectTwin(of: bytes, file, pieceSize, jobs: jobs)
    }
  }

  @Test(arguments: 4_080...4_100)
  func `wherever what was loaded ends`(length: Int) throws {
    // The slack behind a piece is 4 KiB: it ends within each of these two bytes once.
    let long = String(repeating: "x", count: length)
    let workspace = try Workspace()
    for row in ["\"\(long)\"\"y\"", long + "\r\n", "\"\(long)\"\r\n", long + "é"] {
      for text in ["a,b\n3,\(row)\n5,6\n", "a,\(row)\n1,2\n"] {
        let file = try workspace.file(Array(text.utf8))
        try expectTwin(of: Array(text.utf8), file, 5)
      }
    }
  }

  @Test(arguments: table)
  func `in these cases`(_ text: String, rows: [[String]], problem: String) throws {
    let workspace = try Workspace()
    let file = try workspace.file(Array(text.utf8))
    for pieceSize in [1, 2, 3, 5, 1 << 20] {
      let found = try Scan(file, pieceSize: pieceSize)
      #expect(found.texts == rows, "pieces of \(pieceSize)")
      #expect(found.problem ?? "" == problem, "pieces of \(pieceSize)")
    }
    try expectTwin(of: Array(text.utf8), file, 1)
  }

  /// A file, its rows below the header, and what is wrong with it.
  static let table: [(String, [[String]], String)] = [
    ("a,b\n1,2\n", [["1", "2"]], ""),
    ("a,b\n1,2", [["1", "2"]], ""),
    ("a,b\r\n1,2\r\n3,4\r\n", [["1", "2"], ["3", "4"]], ""),
    ("a,b\r1,2\r3,4", [["1", "2"], ["3", "4"]], ""),
    ("a,b\n1,2\r3,4\r\n5,6\n\r7,8", [["1", "2"], ["3", "4"], ["5", "6"], ["7", "8"]], ""),
    ("\u{FEFF}a,b\n1,2\n", [["1", "2"]], ""),
    ("\n  \na,b\n\n   \n1,2\n\n", [["1", "2"]], ""),
    ("a,b\n 1 ,\" 2 \"\n", [["1", "2"]], ""),
    ("a,b\n\"\",\n", [["", ""]], ""),
    ("a,b\n\"\"\n", [[""]], ""),
    ("a,b\n,\n", [["", ""]], ""),
    ("a,b\n1\n1,2,3\n", [["1"], ["1", "2"]], ""),
    ("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n", [["x, y", "say \"hi\""]], ""),
    ("a,b\n\"1\n2\r\n3\r4\",5\n", [["1\n2\r\n3\r4", "5"]], ""),
    ("a,b\n\"\"\"\",\"\"\"x\"\"\"\n", [["\"", "\"x\""]], ""),
    ("a,b\nx\"y,1\n2,3\n", [["quoteInside 2:2", "2"], ["2", "3"]], ""),
    ("a,b\n\"x\"y,1\n2,3\n", [["textAfterQuote 2:4", "2"], ["2", "3"]], ""),
    ("a,b\n\"x\" ,1\n", [["textAfterQuote 2:4", "2"]], ""),
    ("a,b\n1,\"é\ny\"z\n", [["textAfterQuote 3:3", "2"]], ""),
    ("a,b\n1,\"x\n2,3\n", [], "unclosedQuote 2:3"),
    ("a,b\n1,2\n\"é\n\",\"x\n", [["1", "2"]], "unclosedQuote 4:3"),
    ("\"a \"\"1\"\"\",b\n1,2\n", [["1", "2"]], ""),
    ("a,\"b\n1,2\n", [], "unclosedQuote 1:3"),
    ("a,b\"\n1,2\n", [], "misplacedQuote 1:4"),
    ("a,\"b\"c\n1,2\n", [], "textAfterQuote 1:6"),
    ("", [], "emptyFile 0:0"),
    ("\u{FEFF}\n \n", [], "emptyFile 0:0"),
    ("a,b", [], ""),
    // What begins behind the first line break in the quoted cell is a row too, for whoever does not
    // know that it is quoted: one that swallows the empty quotes of the next.
    (
      "a,b,c,d\n1,2,\"3\nx,x,\",4\n5,6,\"\",7\n8,9,\",10\n\",11\n",
      [["1", "2", "3\nx,x,", "4"], ["5", "6", "", "7"], ["8", "9", ",10\n", "11"]], ""
    ),
  ]

  @Test func `where cells stand does not depend on the quotes before them`() throws {
    let text = "a,b\n\"one \"\"two\"\"\nthree \"\"four\"\"\",5\n"
    let workspace = try Workspace()
    let rows = try Scan(workspace.file(Array(text.utf8)), pieceSize: 1 << 20).rows
    #expect(rows[0].cells[1].spot == CSVTwin.Spot(line: 3, column: 17))
  }

  @Test func `a cell may be read twice`() throws {
    let definitions = Definitions.mapping(deals: ["deal_name": "Note", "owner": "Note"])
    let workspace = try Workspace()
    let deals = "deal_id,account_id,amount,closed_at,Note\nD1,A,1,2026-01-01,\"say \"\"hi\"\"\"\n"
    let results = Results(
      of: Request(
        touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
        deals: [try workspace.write(deals, to: "d.csv")], definitions: definitions))
    let row = try #require(try results.rows("deals.csv").first)
    #expect(row["deal_name"] == "say \"hi\"")
    #expect(row["owner"] == "say \"hi\"")
  }

  // MARK: Helpers

  private func expectTwin(
    of bytes: [UInt8], _ file: InputFile, _ pieceSize: Int, jobs: Int = 1
  ) throws {
    let expected = Scan(CSVTwin(bytes))
    let found = try Scan(file, pieceSize: pieceSize, jobs: jobs)
    // Not `#expect` on the whole: a long difference would hide what it is about.
    guard found != expected else { return }
    Issue.record(
      """
      pieces of \(pieceSize), \(jobs) jobs: \(String(decoding: bytes.prefix(300), as: UTF8.self).debugDescription)
      found    \(found.summary)
      expected \(expected.summary)
      """)
  }

  private func randomText(_ random: inout Seeded) -> [UInt8] {
    let header = Array(
      random.one(of: ["a,b\n", "a,b,c\r\n", "\u{FEFF}a,b\r", "", "\n\"a\",b\n"]).utf8)
    let parts = [
      "\"", "\"", "\"", ",", ",", "\n", "\r", "\r\n", " ", "x", "é", "\"\"", ",\"", "\",", "\"\n",
      "1,2\n", "\"one\ntwo\",3\n",
    ]
    let count = random.number(0...40)
    var bytes = header + (0..<count).flatMap { _ in Array(random.one(of: parts).utf8) }
    if random.chance(10), !bytes.isEmpty { bytes[random.number(0...bytes.count - 1)] = 0xFF }
    return bytes
  }
}

/// What the rows of a file were found to be.
struct Scan: Equatable {
  var rows: [Row] = []
  var skipped = SkippedLines()
  /// The kind and place of what ended the reading.
  var problem: String?

  struct Row: Equatable, Sendable {
    var line: Int
    var count: Int
    var cells: [Cell] = []
    var fault: CSVTwin.Fault?
  }

  struct Cell: Equatable, Sendable {
    var text: [UInt8]
    var spot: CSVTwin.Spot
  }

  /// Reads a file as the program does.
  ///
  /// - Parameter line: Where the header is declared to be.
  init(
    _ file: InputFile, line: Int? = nil, pieceSize: Int, jobs: Int = 1,
    separator: Separator = .comma
  ) throws {
    switch try Header.read(file, line: line) {
    case .failure(let found): problem = Scan.text(found)
    case .success(let header):
      var found: (rows: [Row], problem: Problem?) = ([], nil)
      do throws(Failure) {
        let reader = CellReader(separator: separator, fieldLimit: header.cells.count)
        skipped = try readRows(
          of: file, after: header, with: reader, jobs: jobs, pieceSize: pieceSize
        ) { (stretch) throws(Failure) in
          found.rows += stretch.rows.map { $0.moved(by: stretch.lineBase) }
          found.problem = stretch.problem
          if let problem = stretch.problem { throw Failure(.data, [problem]) }
        }.skipped
      } catch {}
      rows = found.rows
      problem = found.problem.map(Scan.text)
    }
  }

  /// The same of the twin's.
  init(_ twin: CSVTwin) {
    var rows = twin.rows
    let problemOfQuote = twin.unclosedQuote.map { "unclosedQuote \($0.line):\($0.column)" }
    if problemOfQuote != nil { rows.removeLast() }
    guard let first = rows.firstIndex(where: { !$0.isBlank }) else {
      problem = problemOfQuote ?? "emptyFile 0:0"
      return
    }
    let header = rows[first]
    switch header.fault {
    case .quoteInside(let spot): problem = "misplacedQuote \(spot.line):\(spot.column)"
    case .textAfterQuote(let spot): problem = "textAfterQuote \(spot.line):\(spot.column)"
    case nil:
      if let cell = header.cells.first(where: { String(validating: $0.text, as: UTF8.self) == nil })
      {
        // A quoted field begins with its quote.
        let column = cell.spot.column - (cell.isQuoted ? 1 : 0)
        problem = "headerHoldsInvalidBytes \(cell.spot.line):\(column)"
        return
      }
      problem = problemOfQuote
      let limit = header.cells.count
      self.rows = rows[(first + 1)...].filter { !$0.isBlank }.map { row in
        var scanned = Row(line: row.line, count: row.cells.count, fault: row.fault)
        if row.fault == nil {
          scanned.cells = row.cells.prefix(limit).map { Cell(text: $0.text, spot: $0.spot) }
        }
        return scanned
      }
      if problem == nil { skipped.blank = rows.count { $0.isBlank } }
    }
  }

  private static func text(_ problem: Problem) -> String {
    "\(problem.kind) \(problem.place?.line ?? 0):\(problem.place?.column ?? 0)"
  }

  /// The texts of each row; of one with a fault that, and how many cells it has.
  var texts: [[String]] {
    rows.map { row in
      switch row.fault {
      case .quoteInside(let spot): ["quoteInside \(spot.line):\(spot.column)", "\(row.count)"]
      case .textAfterQuote(let spot):
        ["textAfterQuote \(spot.line):\(spot.column)", "\(row.count)"]
      case nil: row.cells.map { String(decoding: $0.text, as: UTF8.self) }
      }
    }
  }

  var summary: String {
    let lines = rows.prefix(8).map { row in
      let cells = row.cells.map { cell in
        "\(cell.spot.line):\(cell.spot.column) \(String(decoding: cell.text, as: UTF8.self).debugDescription)"
      }
      return
        "\(row.line): \(row.count) \(cells.prefix(8)) \(row.fault == nil ? "" : "\(row.fault!)")"
    }
    return "\(rows.count) rows \(lines), \(skipped.blank) blank, \(problem ?? "sound")"
  }
}

extension Workspace {
  /// A file with these bytes, open.
  func file(_ bytes: [UInt8]) throws -> InputFile {
    try InputFile(path: write(bytes, to: "f.csv"), name: "f.csv", index: 0)
  }
}

/// Takes the cells of rows as they are.
private struct CellReader: RowReader {
  let separator: Separator
  let fieldLimit: Int
  var empty: [Scan.Row] { [] }

  func read(
    _ scanner: borrowing RowScanner, _ window: inout Window, rowStart: Int, line: Int,
    into rows: inout [Scan.Row]
  ) {
    var row = Scan.Row(line: line, count: scanner.fieldCount)
    func spot(_ index: Int, _ window: borrowing Window) -> CSVTwin.Spot {
      let (lines, column) = window.position(of: index, rowStart: rowStart)
      return CSVTwin.Spot(line: line + lines, column: column)
    }
    if let fault = scanner.quoteFault {
      let place = spot(fault.at, window)
      row.fault = fault.kind == .insideUnquotedField ? .quoteInside(place) : .textAfterQuote(place)
    } else {
      let texts = scanner.fields.map { field in
        let range = window.text(of: field)
        return Array(window.bytes[range])
      }
      row.cells = zip(texts, scanner.fields).map {
        Scan.Cell(text: $0, spot: spot($1.start, window))
      }
    }
    rows.append(row)
  }
}

extension Scan.Row {
  /// The row with its lines counted from the beginning of the file.
  fileprivate func moved(by lines: Int) -> Scan.Row {
    var row = self
    row.line += lines
    for index in row.cells.indices { row.cells[index].spot.line += lines }
    switch row.fault {
    case .quoteInside(var spot):
      spot.line += lines
      row.fault = .quoteInside(spot)
    case .textAfterQuote(var spot):
      spot.line += lines
      row.fault = .textAfterQuote(spot)
    case nil: break
    }
    return row
  }
}

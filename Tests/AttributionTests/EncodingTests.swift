import Attribution
import Foundation
import Testing

struct `Text in other encodings` {
  // MARK: - Bytes become UTF-8

  /// Bytes, and their text; `�` for what means nothing.
  static let cases: [(encoding: TextEncoding, bytes: [UInt8], text: String)] = [
    (.utf8, Array("Köln €".utf8), "Köln €"),
    (.windows1252, [0x4B, 0xF6, 0x6C, 0x6E, 0x20, 0x80], "Köln €"),
    (.windows1252, [0x93, 0x41, 0x94, 0x96, 0x9F, 0xFF], "“A”–Ÿÿ"),
    (.windows1252, [0x81, 0x8D, 0x8F, 0x90, 0x9D], "�����"),
    (.latin1, [0x4B, 0xF6, 0x80, 0xA4, 0xFF], "Kö\u{80}¤ÿ"),
    (.utf16LittleEndian, [0x4B, 0, 0xF6, 0, 0xAC, 0x20], "Kö€"),
    (.utf16BigEndian, [0, 0x4B, 0, 0xF6, 0x20, 0xAC], "Kö€"),
    (.utf16LittleEndian, [0x3D, 0xD8, 0x80, 0xDE, 0x41, 0], "🚀A"),
    (.utf16BigEndian, [0xD8, 0x3D, 0xDE, 0x80], "🚀"),
    (.utf16BigEndian, [0xD8, 0, 0xDC, 0, 0xDB, 0xFF, 0xDF, 0xFF], "\u{10000}\u{10FFFF}"),
    (.utf16LittleEndian, [0xFF, 0xFE, 0x41, 0], "\u{FEFF}A"),
    // A high surrogate alone, before another one, before a letter, at the end; a low one alone.
    (.utf16BigEndian, [0xD8, 0x3D, 0, 0x41], "�A"),
    (.utf16BigEndian, [0xD8, 0x3D, 0xD8, 0x3D, 0xDE, 0x80], "�🚀"),
    (.utf16BigEndian, [0, 0x41, 0xD8, 0x3D], "A�"),
    (.utf16BigEndian, [0xDE, 0x80, 0, 0x41], "�A"),
    (.utf16BigEndian, [0xDE, 0x80, 0xD8, 0x3D], "��"),
    // A byte too many.
    (.utf16LittleEndian, [0x41, 0, 0x42], "A�"),
    (.utf16LittleEndian, [0x41], "�"),
    (.utf16LittleEndian, [0x3D, 0xD8, 0x80], "��"),
    (.utf16LittleEndian, [], ""),
  ]

  @Test(arguments: cases)
  func `what bytes mean`(_ encoding: TextEncoding, bytes: [UInt8], text: String) {
    #expect(shown(transcoded([bytes], from: encoding)) == text)
  }

  @Test(arguments: [
    (TextEncoding.windows1252, String.Encoding.windowsCP1252), (.latin1, .isoLatin1),
  ])
  func `each byte means what Foundation says`(_ encoding: TextEncoding, theirs: String.Encoding) {
    // Foundation takes these for control characters, as some do; the code page has nothing there.
    let unassigned: Set<UInt8> =
      encoding == .windows1252 ? [0x81, 0x8D, 0x8F, 0x90, 0x9D] : []
    for byte in UInt8.min ... .max {
      let text = unassigned.contains(byte) ? "�" : String(data: Data([byte]), encoding: theirs)
      #expect(shown(transcoded([[byte]], from: encoding)) == text, "\(byte)")
    }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `UTF-16 is read as by the standard library`(seed: UInt64) {
    var random = Seeded(seed)
    let units = randomUnits(&random)
    let expected = String(decoding: units, as: UTF16.self)
    for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian] {
      #expect(shown(transcoded([bytes(of: units, encoding)], from: encoding)) == expected)
    }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `pieces do not show`(seed: UInt64) {
    var random = Seeded(seed)
    var bytes = bytes(of: randomUnits(&random), .utf16LittleEndian)
    if random.chance(50) { bytes.append(0x41) }
    for encoding in TextEncoding.allCases {
      let whole = transcoded([bytes], from: encoding)
      #expect(transcoded(bytes.map { [$0] }, from: encoding) == whole)
      let cut = random.number(0...bytes.count)
      #expect(
        transcoded([Array(bytes[..<cut]), [], Array(bytes[cut...])], from: encoding) == whole)
    }
  }

  // MARK: - Which encoding it is

  @Test(
    arguments: [
      ("a,b\n", nil, .utf8), ("\u{FEFF}a,b\n", nil, .utf8), ("", nil, .utf8),
      ("", .latin1, .latin1),
      ("a,b\n", .windows1252, .windows1252), ("a,b\n", .utf16BigEndian, .utf16BigEndian),
      // The byte-order mark knows better.
      ("\u{FEFF}a,b\n", .windows1252, .utf8), ("\u{FEFF}a,b\n", .utf16LittleEndian, .utf8),
    ] as [(String, TextEncoding?, TextEncoding)])
  func `a byte-order mark says it, else the definitions, else it is UTF-8`(
    _ text: String, declared: TextEncoding?, encoding: TextEncoding
  ) throws {
    let workspace = try Workspace()
    let path = try workspace.write(Array(text.utf8), to: "f.csv")
    let file = try InputFile(path: path, name: "f.csv", index: 0, encoding: declared)
    #expect(file.encoding == encoding)
  }

  @Test(arguments: TextEncoding.allCases.map(Optional.some) + [nil])
  func `the byte-order marks of UTF-16`(_ declared: TextEncoding?) throws {
    let workspace = try Workspace()
    for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian] {
      let path = try workspace.write(bytes(of: Array("\u{FEFF}é,b\n".utf16), encoding), to: "f.csv")
      let file = try InputFile(path: path, name: "f.csv", index: 0, encoding: declared)
      #expect(file.encoding == encoding)
      let header = try Header.read(file).get()
      #expect(header.cells == ["é", "b"])
    }
  }

  @Test(arguments: [
    ("utf-8", TextEncoding.utf8), ("UTF8", .utf8), (" Utf-16le ", .utf16LittleEndian),
    ("UTF-16BE", .utf16BigEndian), ("Windows-1252", .windows1252), ("CP1252", .windows1252),
    ("iso-8859-1", .latin1), ("Latin1", .latin1),
  ])
  func `definitions name it in any case`(_ name: String, encoding: TextEncoding) {
    let text = "{touchpoints: [{encoding: '\(name)'}], deals: [{}]}"
    let (definitions, problems) = Definitions.decode(Array(text.utf8), file: "d.json")
    #expect(problems == [])
    #expect(definitions.touchpoints[0].encoding == encoding)
    #expect(definitions.deals[0].encoding == nil)
  }

  @Test(arguments: ["", "utf-16", "utf", "ansi", "ISO-8859-15", "utf16le"])
  func `there is no such encoding`(_ name: String) {
    #expect(TextEncoding(name) == nil)
  }

  // MARK: - Whole runs

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `the encoding does not show in the results`(seed: UInt64) throws {
    let company = RandomCompany(seed: seed)
    let workspace = try Workspace()
    let request = try company.request(in: workspace) { table in
      let nasty = CSVWriter.nasty(table, seed: seed)
      return String(validating: nasty, as: UTF8.self) == nil
        ? CSVWriter.loose(table, seed: seed) : nasty
    }
    let expected = Results(of: request)

    let encoding: TextEncoding = seed % 2 == 0 ? .utf16LittleEndian : .utf16BigEndian
    for path in request.touchpoints + request.deals {
      let name = URL(filePath: path).lastPathComponent
      let text = try workspace.text(name)
      try workspace.write(bytes(of: Array(text.utf16), encoding), to: name)
    }
    var other = request
    for index in other.definitions.touchpoints.indices {
      other.definitions.touchpoints[index].encoding = encoding
    }
    for index in other.definitions.deals.indices {
      other.definitions.deals[index].encoding = encoding
    }
    other.definitions.touchpoints.append(source(encoding))
    other.definitions.deals.append(source(encoding))
    // Pieces of one byte take their time.
    for (pieceSize, jobs) in [(seed == 0 ? 1 : 7, 8), (1 << 20, 1)] {
      (other.pieceSize, other.jobs) = (pieceSize, jobs)
      let found = Results(of: other)
      #expect(found.failure == expected.failure)
      #expect(found.problems == expected.problems)
      // The review also tells the size and the fingerprint of the files.
      for (name, report) in expected.files where name != "review.md" {
        #expect(found.files[name] == report, "\(name) in pieces of \(pieceSize)")
      }
      #expect(found.files.count == expected.files.count)
    }
  }

  @Test func `a large file is transcoded as a whole, and known by the bytes that were given`()
    throws
  {
    // A pair of surrogates lies across the end of each block.
    let cell = String(repeating: "🚀", count: Fingerprint.blockSize / 3)
    let text = "account_id,occurred_at,campaign\nA,2026-10-01,x\(cell)\n"
    let given = bytes(of: Array(("\u{FEFF}" + text).utf16), .utf16LittleEndian)
    #expect(given.count > Fingerprint.blockSize)
    #expect(given[Fingerprint.blockSize + 1] & 0xFC == 0xDC)
    let workspace = try Workspace()
    let path = try workspace.write(given, to: "t.csv")

    let file = try InputFile(path: path, name: "t.csv", index: 0)
    var read: [UInt8] = []
    try file.read(file.byteCount, at: 0, appendingTo: &read)
    #expect(String(decoding: read, as: UTF8.self) == "\u{FEFF}" + text)

    var problems = Problems()
    let attribution = try Attribution(
      Request(touchpoints: [path], deals: [try workspace.write(deals, to: "d.csv")]),
      problems: &problems)
    let record = attribution.touches.files[0].input
    var builder = Fingerprint.Builder()
    builder.add(given.span)
    #expect(record.fingerprint == builder.fingerprint())
    #expect(record.byteCount == given.count)
    #expect(record.encoding == .utf16LittleEndian)
    #expect(
      attribution.notices.components(separatedBy: "\n").filter { $0.hasPrefix("note") } == [
        "note: t.csv is read as UTF-16LE"
      ])
  }

  @Test func `the file that was given must stay as it is`() throws {
    let workspace = try Workspace()
    let path = try workspace.write(bytes(of: Array("a,b\n".utf16), .utf16LittleEndian), to: "f.csv")
    let file = try InputFile(path: path, name: "f.csv", index: 0, encoding: .utf16LittleEndian)
    try file.requireUnchanged()
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data([0x41, 0]))
    try handle.close()
    #expect(throws: Failure.self) { try file.requireUnchanged() }
  }

  @Test(arguments: TextEncoding.allCases)
  func `what is no text is known whatever is declared`(_ encoding: TextEncoding) throws {
    let workspace = try Workspace()
    let workbook: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]
    var request = Request(
      touchpoints: [try workspace.write(workbook, to: "t.csv")],
      deals: [try workspace.write(deals, to: "d.csv")])
    request.definitions.touchpoints = [source(encoding)]
    #expect(
      Results(of: request).failure.contains("t.csv: error: is a spreadsheet of an old format"))
  }

  @Test(arguments: [
    "exec <t.csv;", "(head -c 1 t.csv; sleep 0.1; tail -c +2 t.csv) |",
  ])
  func `standard input may be in any encoding`(_ shell: String) throws {
    let text = "account_id,occurred_at,channel\nA,2026-10-01,Messe Köln €\n"
    let workspace = try Workspace()
    try workspace.write(deals, to: "d.csv")
    try workspace.write("{touchpoints: [{encoding: 'windows-1252'}]}", to: "1252.json")
    try workspace.write("{}", to: "none.json")
    let files: [(bytes: [UInt8], definitions: String)] = [
      (Array(text.utf8), "none.json"),
      (bytes(of: Array(("\u{FEFF}" + text).utf16), .utf16BigEndian), "none.json"),
      (bytes(of: Array(("\u{FEFF}" + text).utf16), .utf16LittleEndian), "1252.json"),
      (Array(try #require(text.data(using: .windowsCP1252))), "1252.json"),
    ]
    for (bytes, definitions) in files {
      try workspace.write(bytes, to: "t.csv")
      let outcome = try Program.run(
        words("run --touchpoints - --deals d.csv --definitions \(definitions) -o out -q"),
        in: workspace.folder, shell: shell)
      #expect(outcome == Program.Outcome(code: 0, output: "", errors: ""))
      #expect(try workspace.text("out/ledger.csv").contains(",Messe Köln €,"))
    }
  }

  @Test func `no room for the copy`() throws {
    let workspace = try Workspace()
    try workspace.write([0xFF, 0xFE, 0x61, 0], to: "t.csv")
    try workspace.write(deals, to: "d.csv")
    let outcome = try Program.run(
      words("run --touchpoints t.csv --deals d.csv"), in: workspace.folder,
      environment: ["TMPDIR": workspace.path("missing")])
    #expect(outcome.code == 73)
    #expect(outcome.errors.hasPrefix("t.csv: error: the input is no plain file in UTF-8"))
  }

  // MARK: - Helpers

  private let deals = "deal_id,account_id,amount,closed_at\nD,A,1,2026-10-02\n"

  private func source(_ encoding: TextEncoding) -> Definitions.Source {
    var source = Definitions.Source()
    source.encoding = encoding
    return source
  }

  private func transcoded(_ pieces: [[UInt8]], from encoding: TextEncoding) -> [UInt8] {
    var transcoder = Transcoder(from: encoding)
    var text: [UInt8] = []
    for piece in pieces { transcoder.add(piece.span, to: &text) }
    transcoder.finish(to: &text)
    return text
  }

  /// The text, with `�` for each byte that means nothing.
  private func shown(_ text: [UInt8]) -> String {
    text.split(separator: 0xFF, omittingEmptySubsequences: false)
      .map { String(validating: $0, as: UTF8.self) ?? "no UTF-8" }.joined(separator: "�")
  }

  private func bytes(of units: [UInt16], _ encoding: TextEncoding) -> [UInt8] {
    units.flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return encoding == .utf16LittleEndian ? [low, high] : [high, low]
    }
  }

  private func randomUnits(_ random: inout Seeded) -> [UInt16] {
    (0..<random.number(0...60)).map { _ in
      switch random.number(0...5) {
      case 0...1: random.number(0xD800...0xDBFF)
      case 2...3: random.number(0xDC00...0xDFFF)
      case 4: random.number(0...0x7F)
      default: UInt16(truncatingIfNeeded: random.next())
      }
    }
  }
}

import Attribution
import Foundation
import Testing

/// What is proposed from exports.
struct Proposals {
  static let fixtures = Fixture.all(in: "exports") + Fixture.all(in: "proposals")

  @Test(arguments: fixtures)
  func `are definitions that a run reads, with an entry for every file`(_ fixture: Fixture) throws {
    let (definitions, problems) = Definitions.decode(
      try fixture.bytes("definitions.json"), file: "definitions.json")
    #expect(problems == [])
    let request = try Proposals.request(fixture)
    for (paths, sources) in [
      (request.touchpoints, definitions.touchpoints), (request.deals, definitions.deals),
    ] {
      for path in paths {
        let name = try #require(path.split(separator: "/").last)
        #expect(sources.contains { matches(String(name), pattern: $0.file) }, "\(name)")
      }
    }
  }

  @Test(arguments: fixtures)
  func `are the same with any number of threads and pieces`(_ fixture: Fixture) throws {
    var request = try Proposals.request(fixture)
    let output = fixture.path("definitions.json")
    let whole = try Proposal(request, output: output)
    #expect(whole.text == (try fixture.text("definitions.json")))
    (request.jobs, request.pieceSize) = (3, 1)
    let pieces = try Proposal(request, output: output)
    #expect(pieces.text == whole.text)
    #expect(
      pieces.findings + pieces.questions.joined() == whole.findings + whole.questions.joined())
  }

  /// The files that a fixture's arguments name.
  private static func request(_ fixture: Fixture) throws -> Request {
    let words = try words(fixture.text("init.arguments"))
    let deals = try #require(words.firstIndex(of: "--deals"))
    return Request(
      touchpoints: words[2..<deals].map(fixture.path),
      deals: words[(deals + 1)...].map(fixture.path))
  }

  // MARK: Texts that try to break out

  static let hostile = [
    "\"", "\\", "*/", "/*", "//", "'", "won\" }", "a\nb", "a\r\nb", "a\tb", "\u{1}", "\u{1B}[31m",
    "\u{7F}",
    "\u{85}",
    "\u{202E}abc", "\u{2028}", "\u{2029}", "\u{FEFF}x", "\u{E0041}x", "\\u0041", "won", ",", "null",
    "…", "// \"teams\": {", "e\u{301}", "\u{10FFFF}", "\u{1F3F4}\u{E0067}",
  ]

  @Test(arguments: hostile)
  func `keep a text whatever is in it`(_ text: String) throws {
    let workspace = try Workspace()
    let cell = CSVTwin.written(text + " won")
    let header = CSVTwin.written("Whose" + text)
    let touches = (1...6).map { "ACC-\($0),2026-03-0\($0),\(cell)\n" }.joined()
    let deals = (1...6).map { "D-\($0),ACC-\($0),5,2026-04-0\($0),\(cell)\n" }.joined()
    let name =
      "t" + text.unicodeScalars.filter { $0 != "/" && $0.value != 0 }.map(String.init).joined()
    let touchpoints = try workspace.write("\(header),Date,Channel\n\(touches)", to: name)
    let request = Request(
      touchpoints: [touchpoints],
      deals: [
        try workspace.write("deal_id,account_id,amount,closed_at,stage\n\(deals)", to: "d.csv")
      ])
    let proposal = try Proposal(request, output: workspace.path("definitions.json"))
    let (definitions, problems) = Definitions.decode(Array(proposal.text.utf8), file: "f")
    #expect(problems == [])
    let unseen: [Unicode.GeneralCategory] = [
      .control, .format, .lineSeparator, .paragraphSeparator,
    ]
    #expect(
      proposal.text.unicodeScalars.allSatisfy {
        $0 == "\n" || !unseen.contains($0.properties.generalCategory)
      })
    let value = text.trimmed.isEmpty ? "won" : (text + " won")
    #expect(definitions.won.map { Array($0.utf8) } == [Array(value.utf8)])
    #expect(
      definitions.teamOfChannel[Label(value)] != nil
        || proposal.text.contains("Nobody's yet") && definitions.teamOfChannel.isEmpty)
    let source = Definitions.source(for: name, among: definitions.touchpoints)
    let account = source.columns["account_id"]??.header
    #expect(account.map { Label($0) } == Label("Whose" + text))
    #expect(source.columns["occurred_at"] == .some(.some("Date")))
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `of any bytes are definitions or a failure that says why`(seed: UInt64) throws {
    var random = Seeded(seed)
    let pieces: [[UInt8]] =
      [[0xEF, 0xBB, 0xBF], [0xFF], [0], [0x80], [0xC3]]
      + [
        "sep=;\n", "# by hand\n", "\n", "\r", "\"", ",", ";", "Title\n",
        "account_id;Date;channel\n",
        "Account ID,Close Date,Amount,Deal Stage,Opportunity ID\n", "A;3/4/2026;x\n",
        "A,1.2.2026,\"1,234\",won,D\n", "CampaignId,ContactId,LeadId,CompanyOrAccount,Status,Id\n",
        "70,003,,x,Sent,1\n", "event_timestamp,event_name,medium,source\n", "1,a,cpc,b\n", "é,ü\n",
      ].map { Array($0.utf8) }
    func bytes() -> [UInt8] {
      (0..<random.number(0...14)).flatMap { _ in random.one(of: pieces) }
    }
    let workspace = try Workspace()
    let request = Request(
      touchpoints: [try workspace.write(bytes(), to: "t.csv")],
      deals: [try workspace.write(bytes(), to: "d.csv")])
    do throws(Failure) {
      let proposal = try Proposal(request, output: workspace.path("definitions.json"))
      let (_, problems) = Definitions.decode(Array(proposal.text.utf8), file: "f")
      #expect(problems == [])
      #expect(proposal.text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A })
    } catch {
      #expect(!error.problems.isEmpty)
    }
  }

  @Test func `leave out a text that no definitions file can hold`() throws {
    let workspace = try Workspace()
    let proposal = try Proposal(
      Request(
        touchpoints: [
          try workspace.write(
            "Who\u{0},Date,Channel\nA,2026-03-01,\u{0}\nB,2026-03-01,b\n", to: "t.csv")
        ],
        deals: [
          try workspace.write(
            "deal_id,account_id,amount,closed_at,stage\nD,A,1,2026-04-01,\u{0}won\nE,B,1,2026-04-01,won\n",
            to: "d.csv")
        ]), output: workspace.path("definitions.json"))
    let (definitions, problems) = Definitions.decode(Array(proposal.text.utf8), file: "f")
    #expect(problems == [])
    #expect(definitions.won == ["won"])
    #expect(proposal.questions.contains { $0.contains("which column is \"account_id\"") })
  }

  @Test func `never take the place of anything`() throws {
    let workspace = try Workspace()
    let fixture = Fixture("company")
    let proposal = try Proposal(
      Request(
        touchpoints: [fixture.path("marketing.csv")], deals: [fixture.path("deals.csv")]),
      output: workspace.path("definitions.json"))
    try proposal.write(to: workspace.path("definitions.json"))
    #expect(try workspace.text("definitions.json") == proposal.text)
    #expect(try workspace.names() == ["definitions.json"])
    try workspace.write("mine", to: "definitions.json")
    // It may have appeared after it was looked for.
    #expect(throws: Failure.self) { try proposal.write(to: workspace.path("definitions.json")) }
    #expect(try workspace.text("definitions.json") == "mine")
    #expect(try workspace.names() == ["definitions.json"])
    try workspace.link("link.json", to: "nowhere.json")
    #expect(throws: Failure.self) { try Proposal.requireFree(workspace.path("link.json")) }
    #expect(throws: Failure.self) { try proposal.write(to: workspace.path("link.json")) }
    #expect(try workspace.names() == ["definitions.json", "link.json"])
  }

  @Test(arguments: Fixture.all(in: "exports"))
  func `of exports run without another word`(_ fixture: Fixture) throws {
    let workspace = try Workspace()
    let files = try words(fixture.text("init.arguments")).dropFirst()
    let run = try Program.run(
      ["run"] + files
        + ["--definitions", "definitions.json", "--output", workspace.path("output")],
      in: fixture.folder)
    #expect(run.code == 0, "\(run.errors)")
    let deals = try CSVTwin.records(workspace.text("output/deals.csv"))
    #expect(deals.count { $0["status"] == "credited" } >= 7)
  }

  @Test func `of the company's files run without another word`() throws {
    let workspace = try Workspace()
    let fixture = Fixture("company")
    let files =
      ["--touchpoints", fixture.path("marketing.csv"), fixture.path("sales_activity.csv")]
      + ["--deals", fixture.path("deals.csv")]
    let proposed = try Program.run(["init"] + files, in: workspace.folder)
    #expect(proposed.code == 0)
    #expect(!proposed.output.contains("must decide"))
    let run = try Program.run(
      ["run"] + files + ["--definitions", "definitions.json", "--output", "out"],
      in: workspace.folder)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("this is about the latest, October 2026."))
  }

  @Test func `are printed where nothing is to be written, and the questions apart from them`()
    throws
  {
    let outcome = try Program.run(
      words("init --touchpoints calls.csv --deals deals.csv --output -"),
      in: Fixture("proposals/undecided").folder)
    #expect(outcome.code == 0)
    #expect(outcome.output == (try Fixture("proposals/undecided").text("definitions.json")))
    #expect(outcome.errors.contains("A person must decide"))
  }

  @Test(arguments: [
    ("Z\u{FC}rich", nil, "windows-1252"), ("Z\u{FC}rich", "Zürich", nil),
    ("\u{81}", nil, nil), ("\u{80} 5", nil, "windows-1252"), ("plain", nil, nil),
  ])
  func `take a file for Windows-1252 only if all of it is`(
    _ latin1: String, utf8: String?, encoding: String?
  ) throws {
    let workspace = try Workspace()
    let cell = latin1.unicodeScalars.map { UInt8($0.value) }
    let rows = [
      Array("deal_id,account_id,amount,closed_at,deal_name\nD,A,1,2026-04-01,".utf8), cell,
      Array("\nE,A,1,2026-04-01,\(utf8 ?? "x")\n".utf8),
    ]
    let proposal = try Proposal(
      Request(
        touchpoints: [try workspace.write("account_id,occurred_at\nA,2026-03-01\n", to: "t.csv")],
        deals: [try workspace.write(rows.flatMap(\.self), to: "d.csv")]),
      output: workspace.path("definitions.json"))
    #expect(proposal.text.contains("\"encoding\": \"windows-1252\"") == (encoding != nil))
    let isBroken = encoding == nil && cell.contains { $0 >= 0x80 }
    #expect(proposal.text.contains("bytes that mean nothing in UTF-8") == isBroken)
  }

  // MARK: Accounts by their values

  /// Two files without a header that is known, with the deals' accounts far behind the values of which
  /// a profile keeps the first thousand.
  @Test(arguments: [
    (8000, 840, "840 of the deals' 840 accounts"), (3000, 1200, "first 1000 accounts"),
  ])
  func `find the account among more values than are kept`(
    _ leads: Int, deals: Int, expected: String
  ) throws {
    let workspace = try Workspace()
    let touchpoints = (0..<leads).map { "q-\($0),2026-01-0\($0 % 9 + 1),r-\($0 % 7)\n" }.joined()
    let won = (leads - deals..<leads).map { "q-\($0),s-\($0),2026-03-01,5.00,r-\($0 % 7)\n" }
      .joined()
    let proposal = try Proposal(
      Request(
        touchpoints: [try workspace.write("ref,seen,rep\n" + touchpoints, to: "t.csv")],
        deals: [try workspace.write("ref,shop_id,signed,paid,rep\n" + won, to: "d.csv")]),
      output: workspace.path("definitions.json"))
    #expect(proposal.questions == [])
    let text = proposal.text.split { " \n".contains($0) }.filter { $0 != "//" }
      .joined(separator: " ")
    #expect(text.contains(expected))
    let (definitions, problems) = Definitions.decode(Array(proposal.text.utf8), file: "f")
    #expect(problems == [])
    for sources in [definitions.touchpoints, definitions.deals] {
      #expect(sources[0].columns["account_id"]??.header == "ref")
    }
    #expect(definitions.deals[0].columns["deal_id"]??.header == "shop_id")
  }

  /// Against counting one by one: of several ids in a cell each, of Salesforce's the first fifteen
  /// characters.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `count the deals' accounts in a file as one would by hand`(seed: UInt64) throws {
    var random = Seeded(seed)
    let forms = [
      "0015e000001c6Od", "0015e000001c6OdAAI", "0015e000001d6Sa", "A-1", "A-2", "a-1", "Alder",
      "B 4",
    ]
    func cell() -> String {
      (0..<random.number(1...3)).map { _ in random.one(of: forms) }
        .joined(separator: random.one(of: [";", "; "]))
    }
    let touched = (0..<random.number(1...6)).map { _ in cell() }
    let sold = (0..<random.number(1...6)).map { _ in random.one(of: forms) }
    func keys(_ cells: [String]) -> Set<String> {
      let ids = cells.flatMap { $0.split(separator: ";") }.map { String($0).trimmed }
      return Set(ids.map { $0.hasPrefix("0015") ? String($0.prefix(15)) : $0 })
    }
    let workspace = try Workspace()
    let proposal = try Proposal(
      Request(
        touchpoints: [
          try workspace.write(
            "account_id,occurred_at\n" + touched.map { "\($0),2026-01-05\n" }.joined(), to: "t.csv")
        ],
        deals: [
          try workspace.write(
            "deal_id,account_id,amount,closed_at\n"
              + sold.enumerated().map { "\($0),\($1),5,2026-03-05\n" }.joined(), to: "d.csv")
        ]), output: workspace.path("definitions.json"))
    let (found, all) = (keys(touched).intersection(keys(sold)).count, keys(sold).count)
    #expect(
      proposal.text.contains(
        "\"account_id\": \(found) of the deals' \(all) account\(all == 1 ? "" : "s") among"))
    #expect(proposal.questions.isEmpty == (found > 0))
  }

  @Test func `ask where files do not fit together`() throws {
    let workspace = try Workspace()
    try workspace.makeFolder("other")
    let paths = try [
      ("t.csv", "account_id,occurred_at\nA,2026-01-01\nB,2026-01-02\n"),
      ("other/t.csv", "Account ID,Date,Channel\nA,2026-03-01,x\n"),
      ("d.csv", "deal_id,account_id,amount,closed_at\nD,001,5,2026-05-01\n"),
    ].map { try workspace.write($0.1, to: $0.0) }
    let proposal = try Proposal(
      Request(touchpoints: Array(paths.dropLast()), deals: [paths[2]]),
      output: workspace.path("d.json"))
    #expect(
      proposal.questions == [
        """
        t.csv: no account of it is one of the deals', such as "A" here and "001" there: \
        which column names the same accounts?
        """,
        """
        t.csv#2: no account of it is one of the deals', such as "A" here and "001" there: \
        which column names the same accounts?
        """,
        "t.csv: two files of this name have different headers: rename one, and propose again",
      ])
  }

  @Test func `count files of one kind as one entry only if their headers are the same`() throws {
    let workspace = try Workspace()
    let deals = try workspace.write(
      "deal_id,account_id,amount,closed_at\nD,A,5,2026-05-01\n", to: "deals.csv")
    let touchpoints = try [
      ("t-2026-01.csv", "account_id,occurred_at\nA,2026-01-01\n"),
      ("t-2026-02.csv", "account_id,occurred_at\nA,2026-02-01\n"),
      ("t-2026-03.csv", "account_id,occurred_at,channel\nA,2026-03-01,x\n"),
      ("u-1.csv", "account_id,occurred_at\nA,2026-03-01\n"),
      (" v .csv ", "account_id,Date\nA,2026-03-01\n"),
    ].map { try workspace.write($0.1, to: $0.0) }
    let proposal = try Proposal(
      Request(touchpoints: touchpoints, deals: [deals]), output: workspace.path("d.json"))
    let (definitions, problems) = Definitions.decode(Array(proposal.text.utf8), file: "f")
    #expect(problems == [])
    #expect(
      definitions.touchpoints.map(\.file)
        == ["t-2026-03.csv", "u-1.csv", "? v .csv?", "t-*-*.csv"].map {
          $0 == "? v .csv?" ? "?v .csv?" : $0
        })
    #expect(matches(" v .csv ", pattern: "?v .csv?"))
    #expect(proposal.findings.contains("t-2026-01.csv, t-2026-02.csv: 2 rows"))
  }
}

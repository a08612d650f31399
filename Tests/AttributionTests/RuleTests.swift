import Attribution
import Foundation
import Testing

/// Columns that are found by rules, in the same file and in others.
struct Rules {
  /// A rule with rows, what is found in each, and how `rows.csv` tells it.
  struct Example: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let rule: String
    let rows: [([String], found: String?)]
    let counts: [String]
    var files: [String: String] = [:]
    var ids = IDForm.exact

    var bench: RuleBench {
      RuleBench(rule: rule, rows: rows.map(\.0), files: files, ids: ids)
    }
  }

  @Test(arguments: examples)
  func `find what a person would`(_ example: Example) throws {
    let outcome = try example.bench.outcome()
    #expect(outcome.campaigns == example.rows.map { $0.found.map(Text.init) })
    #expect(outcome.counts.filter { $0.hasPrefix("campaign") } == example.counts)
  }

  /// There is no room for those of many rows at once.
  @Test func `find very long texts`() throws {
    let long = String(repeating: "long ", count: 80_000) + "."
    var bench = RuleBench(
      rule: #"{"column": "A", "lookup": {"file": "l.csv", "key": "k", "value": "v"}}"#)
    bench.files = ["l.csv": "k,v\nx,\(long)\ny,short\n"]
    bench.rows = (0..<12).map { [$0 % 4 == 3 ? "y" : "x"] }
    let outcome = try bench.outcome()
    #expect(
      outcome.campaigns == (0..<12).map { Text($0 % 4 == 3 ? "short" : long) })
    #expect(try bench.outcome(pieceSize: 1) == outcome)
  }

  @Test(arguments: examples, [1, 7])
  func `find it in pieces of a file too, by several threads`(
    _ example: Example, pieceSize: Int
  ) throws {
    let whole = try example.bench.outcome()
    for jobs in [1, 2, 8] {
      #expect(try example.bench.outcome(pieceSize: pieceSize, jobs: jobs) == whole)
    }
  }

  @Test(arguments: [
    (#""startsWith": "Call ""#, ["Call Ann"]),
    (#""startsWith": " Call""#, ["Call Ann", "Callback"]),
    (#""contains": " - ""#, ["web - paid"]),
    (#""contains": [" ", "bp"]"#, ["Call Ann", "web - paid"]),
    (#""lacks": " - ""#, ["Call Ann", "Callback", "web-paid"]),
    (#""equals": " Callback ""#, ["Callback"]),
  ])
  func `conditions compare parts of cells with their spaces`(
    _ condition: String, kept: [String]
  ) throws {
    var bench = RuleBench(rule: #""A""#)
    bench.rows = [["Call Ann"], ["Callback"], ["web - paid"], ["web-paid"]]
    bench.keys = ", \"keep\": [{\"column\": \"A\", \(condition)}]"
    #expect(try bench.outcome().campaigns.compactMap(\.?.string) == kept)
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `find what a slow twin finds, and count it the same`(seed: UInt64) throws {
    var random = Seeded(seed)
    let bench = RuleBench.random(&random)
    let source = bench.read()
    let twin = RuleTwin(
      files: bench.files.mapValues(CSVTwin.records), ids: bench.ids, source: source)
    let outcome = try bench.outcome(
      pieceSize: random.one(of: [nil, 1, 50]), jobs: random.one(of: [1, 3]))
    let (campaigns, counts) = twin.read(bench.rows)
    #expect(outcome.campaigns == campaigns, "\(bench)")
    #expect(outcome.counts == counts, "\(bench)")
  }

  @Test func `go on where another column of the row is at fault`() throws {
    let workspace = try Workspace()
    let definitions = """
      {"rejects": {"deals": 1}, "deals": [{"columns": {"closed_at": ["Signed", "Paid"]}}]}
      """
    let deals = "deal_id,account_id,amount,Signed,Paid\nD1,A,much,,2026-10-05\n"
    let path = try workspace.write(definitions, to: "definitions.json")
    let results = Results(
      of: Request(
        touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
        deals: [try workspace.write(deals, to: "d.csv")], definitions: try Definitions.read(path)))
    #expect(results.failure == "")
    // The row's month is known, though its amount is not.
    #expect(
      results.files["reconciliation.csv"]
        == "period,currency,line,deals,amount\n2026-10,USD,rejected won rows,1,0.00\n")
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `give what native columns give that somebody filled in by hand`(seed: UInt64) throws {
    let native = RandomCompany(seed: seed)
    let workspace = (try Workspace(), try Workspace())
    var expected = Results(of: try native.request(in: workspace.0))
    var found = Results(of: try RuledCompany(native, seed: seed).request(in: workspace.1))
    // How rows were found and how many were left out is told there.
    for report in ["rows.csv", "review.md"] {
      expected.files[report] = nil
      found.files[report] = nil
    }
    #expect(expected.failure == "")
    #expect(found.failure == "")
    #expect(found.files.count { !$0.key.hasPrefix("charts/") } == reports.count - 1)
    for (name, text) in expected.files { #expect(found.files[name] == text, "\(name)") }
  }
}

private let accounts = "Id,Name,Account\nc1,Ann,acc-1\nc2,Bob,\nc3,,acc-3\n,Nobody,acc-9\n"

private let examples: [Rules.Example] = [
  Rules.Example(
    testDescription: "pick first", rule: #"{"column": "A", "pick": "first"}"#,
    rows: [
      (["1;2"], "1"), (["1"], "1"), ([" 3 ; 2"], "3"), ([";;4; 5"], "4"), ([" ; "], ""), ([""], ""),
    ],
    counts: ["campaign from A: found: 4", "campaign: nothing found: 2"]),
  Rules.Example(
    testDescription: "pick only", rule: #"{"column": "A", "pick": "only"}"#,
    rows: [(["1;2"], nil), (["1"], "1"), (["1; 1;"], "1"), (["1;01"], nil), (["; "], "")],
    counts: ["campaign from A: found: 2", "campaign: nothing found: 3"]),
  Rules.Example(
    testDescription: "a cell that must begin with something",
    rule: #"{"column": "A", "startsWith": ["003", "x é"]}"#,
    rows: [
      (["0031"], "0031"), (["003"], "003"), (["00"], ""), (["1003"], ""), (["x e\u{301}"], ""),
      (["x \u{E9}tat"], "x \u{E9}tat"), (["  003 "], "003"),
    ],
    counts: ["campaign from A 003…, x é…: found: 4", "campaign: nothing found: 3"]),
  Rules.Example(
    testDescription: "a space at the end of a beginning counts, one before it cannot",
    rule: #"{"column": "A", "startsWith": ["Call ", " SMS"]}"#,
    rows: [
      (["Call Ann"], "Call Ann"), (["Callback"], ""), (["Call"], ""), (["Call "], ""),
      ([" SMS to Ann"], "SMS to Ann"),
    ],
    counts: ["campaign from A Call …, SMS…: found: 2", "campaign: nothing found: 3"]),
  Rules.Example(
    testDescription: "the beginning is that of the id that was picked",
    rule: #"{"column": "A", "pick": "first", "startsWith": "003"}"#,
    rows: [(["0031;001"], "0031"), (["001;0031"], "")],
    counts: ["campaign from A 003…: found: 1", "campaign: nothing found: 1"]),
  Rules.Example(
    testDescription: "several columns", rule: #"{"column": ["B", "A", "C"]}"#,
    rows: [
      (["a", "b", "c"], "b / a / c"), (["", "b", "c"], "b / c"), (["a", "", ""], "a"),
      (["", "", ""], ""), (["say \"a, b\"", "\"", " "], "\" / say \"a, b\""),
    ],
    counts: ["campaign from B / A / C: found: 4", "campaign: nothing found: 1"]),
  Rules.Example(
    testDescription: "other names",
    rule:
      #"{"column": "A", "values": {"Webinar - Live": "webinar", " two ": " 2 ", "no": "", "": "none"}}"#,
    rows: [
      (["Webinar - Live"], "webinar"), (["webinar - live"], "webinar - live"), (["two"], "2"),
      (["other"], "other"), ([""], ""), (["no"], ""),
    ],
    counts: ["campaign from A → values: found: 4", "campaign: nothing found: 2"]),
  Rules.Example(
    testDescription: "other names for several columns together, and one for the rest",
    rule: #"{"column": ["A", "B"], "values": {"cpc / google": "paid"}, "otherwise": "web"}"#,
    rows: [(["cpc", "google"], "paid"), (["cpc", "bing"], "web"), (["", ""], "")],
    counts: ["campaign from A / B → values: found: 2", "campaign: nothing found: 1"]),
  Rules.Example(
    testDescription: "steps in order, of which an empty name for the rest says nothing",
    rule: #"[{"column": "A", "values": {"x": "from A"}, "otherwise": ""}, "B", {"column": "C"}]"#,
    rows: [
      (["x", "b", "c"], "from A"), (["y", "b", "c"], "b"), (["", "", "c"], "c"),
      (["y", "", ""], ""),
    ],
    counts: [
      "campaign from A → values: found: 1", "campaign from B: found: 1",
      "campaign from C: found: 1", "campaign: nothing found: 1",
    ]),
  Rules.Example(
    testDescription: "a cell with several ids does not fall through to the next step",
    rule: #"[{"column": "A", "pick": "only"}, "B"]"#,
    rows: [(["1;2", "b"], nil), (["", "b"], "b")],
    counts: ["campaign from B: found: 1", "campaign: nothing found: 1"]),
  Rules.Example(
    testDescription: "another file, where a key without a value says nothing",
    rule: """
      {"column": "A", "lookup": {"file": "contacts.csv", "key": "Id", "value": "Account"}}
      """,
    rows: [(["c1"], "acc-1"), (["c2"], ""), (["C1"], ""), (["c9"], ""), ([""], "")],
    counts: [
      "campaign from A → contacts.csv: found: 1",
      "campaign from A → contacts.csv: not in contacts.csv: 2", "campaign: nothing found: 4",
    ],
    files: ["contacts.csv": accounts]),
  Rules.Example(
    testDescription: "a look-up that misses falls through to the next step",
    rule: """
      [{"column": "A", "startsWith": "c",
        "lookup": {"file": "contacts.csv", "key": "Id", "value": "Account"}},
       {"column": "A", "startsWith": "acc"}, "B"]
      """,
    rows: [
      (["c1", "b"], "acc-1"), (["c2", "b"], "b"), (["c9", "b"], "b"), (["acc-7", "b"], "acc-7"),
      (["c9", ""], ""),
    ],
    counts: [
      "campaign from A c… → contacts.csv: found: 1",
      "campaign from A c… → contacts.csv: not in contacts.csv: 2",
      "campaign from A acc…: found: 1", "campaign from B: found: 2", "campaign: nothing found: 1",
    ],
    files: ["contacts.csv": accounts]),
  Rules.Example(
    testDescription: "one file after the other, and other names at the end",
    rule: """
      {"column": "A", "values": {"Ann \\"A.\\" Lee": "ann"}, "lookup": [
        {"file": "contacts.csv", "key": "Id", "value": "Account"},
        {"file": "owners.csv", "key": "Account", "value": "Owner"}]}
      """,
    rows: [(["c1"], "ann"), (["c3"], ""), (["c2"], ""), (["c9"], ""), (["c4"], "Bo")],
    counts: [
      "campaign from A → contacts.csv → owners.csv → values: found: 2",
      "campaign from A → contacts.csv → owners.csv → values: not in contacts.csv: 1",
      "campaign from A → contacts.csv → owners.csv → values: not in owners.csv: 1",
      "campaign: nothing found: 3",
    ],
    files: [
      "contacts.csv": accounts + "c4,Di,\" acc \"\"4\"\"\"\n",
      "owners.csv": "Owner;Account\n\"Ann \"\"A.\"\" Lee\";acc-1\nBo;\"acc \"\"4\"\"\"\n",
    ]),
  Rules.Example(
    testDescription: "a key in several rows, which must say the same",
    rule: #"{"column": "A", "lookup": {"file": "f.csv", "key": "K", "value": "V"}}"#,
    rows: [(["same"], "v"), (["other"], ""), (["other"], ""), (["blank"], ""), (["case"], "v")],
    counts: [
      "campaign from A → f.csv: found: 2", "campaign from A → f.csv: more than once in f.csv: 3",
      "campaign: nothing found: 3",
    ],
    files: [
      "f.csv":
        "K,V\nsame,v\nother,v\nsame, v\nother,w\nother,v\nblank,v\nblank,\ncase,v\nCASE,V\n,1\n,2\n"
    ]),
  Rules.Example(
    testDescription: "without case",
    rule: """
      {"column": "A", "lookup":
        {"file": "f.csv", "key": "K", "value": "V", "match": "ignoreCase"}}
      """,
    rows: [
      (["ann@acme.com"], "1"), (["ANN@Acme.COM"], "1"), (["\u{E9}mile"], "2"), (["bob"], ""),
      (["zo\u{EB}"], ""),
    ],
    counts: [
      "campaign from A → f.csv: found: 3", "campaign from A → f.csv: not in f.csv: 1",
      "campaign from A → f.csv: more than once in f.csv: 1", "campaign: nothing found: 2",
    ],
    files: ["f.csv": "K,V\nAnn@acme.com,1\n\u{C9}MILE,2\nZo\u{EB},3\nZO\u{CB},4\n"]),
  Rules.Example(
    testDescription: "by the domain, but never by a mailbox provider's",
    rule: """
      {"column": "A", "lookup":
        {"file": "f.csv", "key": "K", "value": "V", "match": "domain"}}
      """,
    rows: [
      (["ann@acme.com"], "1"), (["Bob@ACME.com"], "1"), (["https://acme.com/"], "1"),
      (["c@gmail.com"], ""), (["c@mail.acme.com"], ""), (["nobody"], ""), (["d@two.example"], ""),
      (["e@sub.three.example"], "4"),
    ],
    counts: [
      "campaign from A → f.csv: found: 4", "campaign from A → f.csv: not in f.csv: 1",
      "campaign from A → f.csv: more than once in f.csv: 1", "campaign: nothing found: 4",
    ],
    files: [
      "f.csv": """
      K,V
      https://www.Acme.com/about?x=1#y,1
      acme.com,1
      gmail.com,2
      http://two.example:8080,3
      WWW.two.example.,4
      sub.three.example,4
      nobody,5
      """
    ]),
  Rules.Example(
    testDescription: "Salesforce's ids in either form on both sides",
    rule: #"{"column": "A", "lookup": {"file": "f.csv", "key": "K", "value": "V"}}"#,
    rows: [
      (["70130000001tcyI"], "1"), (["70130000001tcyIAAQ"], "1"), (["0015000000Gv7qJ"], "2"),
      (["0015000000Gv7qJAAR"], "2"), (["0015000000Gv7qJAAX"], ""), (["0015000000gv7qj"], ""),
      (["0015000000GV7QJAAS"], ""), (["no id"], "3"),
    ],
    counts: [
      "campaign from A → f.csv: found: 5", "campaign from A → f.csv: not in f.csv: 3",
      "campaign: nothing found: 3",
    ],
    files: ["f.csv": "K,V\n70130000001tcyI,1\n0015000000Gv7qJAAR,2\nno id,3\n"],
    ids: .salesforce),
  Rules.Example(
    testDescription: "which are only bytes where nobody declared them",
    rule: #"{"column": "A", "lookup": {"file": "f.csv", "key": "K", "value": "V"}}"#,
    rows: [(["70130000001tcyI"], "1"), (["70130000001tcyIAAQ"], "")],
    counts: [
      "campaign from A → f.csv: found: 1", "campaign from A → f.csv: not in f.csv: 1",
      "campaign: nothing found: 1",
    ],
    files: ["f.csv": "K,V\n70130000001tcyI,1\n"]),
]

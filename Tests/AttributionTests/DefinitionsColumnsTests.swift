import Attribution
import Foundation
import Testing

/// What a definitions file may say of columns that are found, rows that are kept, and ids.
struct `Columns in definitions` {
  private func read(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) -> Definitions {
    let (definitions, problems) = Definitions.decode(Array(text.utf8), file: "d.json")
    #expect(problems.map(\.text) == [], sourceLocation: sourceLocation)
    return definitions
  }

  // MARK: What is read

  @Test(
    arguments: [
      ("' A '", [step("A")]), ("{column: 'A'}", [step("A")]), ("['A']", [step("A")]),
      ("['A', {column: ['B', ' C']}]", [step("A"), step("B", "C")]),
      ("{column: 'A', pick: 'first'}", [step("A") { $0.pick = .first }]),
      ("{column: 'A', pick: ' only '}", [step("A") { $0.pick = .only }]),
      // Cells are trimmed: none begins with a space, but one may go on with it.
      ("{column: 'A', startsWith: ' x '}", [step("A") { $0.startsWith = ["x "] }]),
      ("{column: 'A', startsWith: ['x', 'y']}", [step("A") { $0.startsWith = ["x", "y"] }]),
      (
        "{column: 'A', values: {' x ': ' 1 ', '': 'none', '\u{E9}': 'a', 'e\u{301}': 'b'}}",
        [step("A") { $0.values = ["x": "1", "": "none", "\u{E9}": "a", "e\u{301}": "b"] }]
      ),
      (
        "{column: 'A', values: {x: '1'}, otherwise: ' '}",
        [
          step("A") {
            $0.values = ["x": "1"]
            $0.otherwise = ""
          }
        ]
      ),
      (
        "{lookup: {file: 'a/c.csv', key: 'K', value: 'V'}, column: 'A'}",
        [step("A") { $0.lookups = [lookup("a/c.csv", .exact)] }]
      ),
      (
        "{column: 'A', lookup: [{file: 'c', key: 'K', value: 'V', match: 'ignoreCase'}, "
          + "{file: 'd', key: 'K', value: 'V', match: 'domain'}]}",
        [step("A") { $0.lookups = [lookup("c", .ignoreCase), lookup("d", .domain)] }]
      ),
    ] as [(String, [ColumnRule.Step])])
  func `a column is a header, a way to find it, or several`(
    _ text: String, steps: [ColumnRule.Step]
  ) {
    let rule = read("{touchpoints: [{columns: {campaign: \(text)}}]}").touchpoints[0]
      .columns["campaign"]
    #expect(rule == .some(ColumnRule(steps: steps)))
    #expect(read("{deals: [{columns: {amount: \(text)}}]}").deals[0].columns["amount"] == rule)
  }

  @Test(arguments: Condition.Test.allCases)
  func `a condition is a column and a test`(_ test: Condition.Test) {
    let keep = read(
      "{deals: [{keep: [{column: ' A ', \(test.rawValue): ['x ', 'y']}, "
        + "{\(test.rawValue): 'x', column: 'B'}]}]}"
    ).deals[0].keep
    let isWhole = test == .equals || test == .isNot
    #expect(
      keep == [
        Condition(header: "A", test: test, texts: [isWhole ? "x" : "x ", "y"]),
        Condition(header: "B", test: test, texts: ["x"]),
      ])
  }

  @Test func `whole cells may be compared with the empty text`() {
    let keep = read(
      "{touchpoints: [{keep: [{column: 'A', isNot: ''}, {column: 'A', equals: ['', 'x']}]}]}"
    )
    .touchpoints[0].keep
    #expect(keep.map(\.texts) == [[""], ["", "x"]])
  }

  @Test func `ids are declared for all files or for some`() {
    let definitions = read("{ids: 'salesforce', touchpoints: [{ids: 'exact'}, {}]}")
    #expect(definitions.ids == .salesforce)
    #expect(definitions.touchpoints.map(\.ids) == [.exact, nil])
    #expect(read("{}").ids == .exact)
  }

  /// The definitions in a result can be written into a file again, and mean the same.
  @Test(arguments: Fixture.all(in: "reports"))
  func `run.json has the definitions in force such that they can be read back`(
    _ fixture: Fixture
  ) throws {
    let arguments = words(try fixture.text("arguments"))
    let record = try #require(
      JSONSerialization.jsonObject(with: Data(fixture.bytes("expected/run.json"))) as? [String: Any]
    )
    let data = try JSONSerialization.data(withJSONObject: #require(record["definitions"]))
    let written = read(String(decoding: data, as: UTF8.self))
    let given =
      try arguments.firstIndex(of: "--definitions")
      .map { read(try fixture.text(arguments[$0 + 1])) } ?? Definitions()
    #expect(rest(of: written) == rest(of: given))
    #expect(written.teamOfChannel == given.teamOfChannel)
    #expect(
      written.models.map { "\($0.name) \($0.kind) \($0.parameters)" }
        == given.models.map { "\($0.name) \($0.kind) \($0.parameters)" })
    for (written, given) in [
      (written.touchpoints, given.touchpoints), (written.deals, given.deals),
      (written.costs, given.costs),
    ] {
      #expect(written.map(\.columns) == given.map(\.columns))
      #expect(written.map(rest) == given.map(rest))
    }
  }

  /// What has an order of its own, as text.
  private func rest(of definitions: Definitions) -> String {
    var copy = definitions
    copy.models = []
    copy.teamOfChannel = [:]
    copy.touchpoints = []
    copy.deals = []
    copy.costs = []
    return "\(copy)"
  }

  private func rest(of source: Definitions.Source) -> String {
    var copy = source
    copy.columns = [:]
    return "\(copy)"
  }

  // MARK: What is wrong

  @Test(arguments: problems)
  func `what means nothing is told with what to write`(_ text: String, expected: String) {
    let problems = Definitions.decode(Array(text.utf8), file: "d.json").problems
    #expect(problems.map(\.text).joined() == expected + "\n")
  }
}

private func step(
  _ headers: String..., change: (inout ColumnRule.Step) -> Void = { _ in }
) -> ColumnRule.Step {
  var step = ColumnRule.Step(headers: headers)
  change(&step)
  return step
}

private func lookup(_ file: Label, _ match: Lookup.Match) -> Lookup {
  var lookup = Lookup()
  (lookup.file, lookup.key, lookup.value, lookup.match) = (file, "K", "V", match)
  return lookup
}

/// What a file says, and what is printed for it.
private let problems: [(text: String, printed: String)] = [
  (
    "{ids: '18'}",
    """
    d.json:1:2: error: ids is "18"
      write "exact" or "salesforce"
    """
  ),
  (
    "{ids: null}",
    """
    d.json:1:2: error: ids is null
      write "exact" or "salesforce"
    """
  ),
  (
    "{touchpoints: [{ids: 'Salesforce', keep: {}}]}",
    """
    d.json:1:17: error: touchpoints[0].ids is "Salesforce", did you mean "salesforce"?
      write "exact" or "salesforce"
    d.json:1:36: error: touchpoints[0].keep is an empty object
      write a list of conditions, like [{"column": "Status", "equals": "Responded"}]
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {}}}]}",
    """
    d.json:1:27: error: touchpoints[0].columns.campaign is an empty object
      write a header, or an object like {"column": "WhoId", "startsWith": "003", "lookup": {…}}
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: []}}]}",
    """
    d.json:1:27: error: touchpoints[0].columns.campaign is an empty list
      write the header of the column, or null if the file has no such column
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: [{column: 'A'}, 3, '', {pick: 'first'}]}}]}",
    """
    d.json:1:53: error: touchpoints[0].columns.campaign[1] is 3
      write a header, or an object like {"column": "WhoId", "startsWith": "003", "lookup": {…}}
    d.json:1:56: error: touchpoints[0].columns.campaign[2] is ""
      write a header, or an object like {"column": "WhoId", "startsWith": "003", "lookup": {…}}
    d.json:1:60: error: touchpoints[0].columns.campaign[3] is an object
      write a header, or an object like {"column": "WhoId", "startsWith": "003", "lookup": {…}}
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {column: []}, channel: {column: ['A', '']}, "
      + "team: {column: 7}}}]}",
    """
    d.json:1:38: error: touchpoints[0].columns.campaign.column is an empty list
      write a header, or a list of headers whose cells are joined
    d.json:1:75: error: touchpoints[0].columns.channel.column[1] is ""
      write a header, or a list of headers whose cells are joined
    d.json:1:88: error: touchpoints[0].columns.team.column is 7
      write a header, or a list of headers whose cells are joined
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {column: 'A', pick: 'last'}}}]}",
    """
    d.json:1:51: error: touchpoints[0].columns.campaign.pick is "last"
      write "first" or "only"
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {column: 'A', pick: ['first'], startsWith: []}}}]}",
    """
    d.json:1:51: error: touchpoints[0].columns.campaign.pick is a list
      write "first" or "only"
    d.json:1:68: error: touchpoints[0].columns.campaign.startsWith is an empty list
      write a text with which the cell must begin, or a list of such texts
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {column: 'A', startsWith: ['003', ''], "
      + "otherwise: 3}}}]}",
    """
    d.json:1:71: error: touchpoints[0].columns.campaign.startsWith[1] is the text ""
      write a text that is not empty
    d.json:1:76: error: touchpoints[0].columns.campaign.otherwise is 3
      write a text
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {column: 'A', lookup: {}}}}]}",
    """
    d.json:1:51: error: touchpoints[0].columns.campaign.lookup is an empty object
      write an object like {"file": "contacts.csv", "key": "Id", "value": "AccountId"}, or a \
    list of these, one after the other
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {column: 'A', lookup: []}}}]}",
    """
    d.json:1:51: error: touchpoints[0].columns.campaign.lookup is an empty list
      write an object like {"file": "contacts.csv", "key": "Id", "value": "AccountId"}, or a \
    list of these, one after the other
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {column: 'A', lookup: 'c.csv'}}}]}",
    """
    d.json:1:51: error: touchpoints[0].columns.campaign.lookup is the text "c.csv"
      write an object like {"file": "contacts.csv", "key": "Id", "value": "AccountId"}, or a \
    list of these, one after the other
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {column: 'A', lookup: {file: 'c.csv', "
      + "value: 'B'}}}}]}",
    """
    d.json:1:51: error: touchpoints[0].columns.campaign.lookup is an object
      write an object like {"file": "contacts.csv", "key": "Id", "value": "AccountId"}, or a \
    list of these, one after the other
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {column: 'A', lookup: [{file: 'c.csv', "
      + "key: 'Id', value: ''}, {file: 7, key: 'Id', value: 'B', "
      + "match: 'ignorecase'}]}}}]}",
    """
    d.json:1:87: error: touchpoints[0].columns.campaign.lookup[0].value is ""
      write a text that is not empty
    d.json:1:100: error: touchpoints[0].columns.campaign.lookup[1].file is 7
      write a text that is not empty
    d.json:1:132: error: touchpoints[0].columns.campaign.lookup[1].match is "ignorecase", did \
    you mean "ignoreCase"?
      write "exact", "ignoreCase" or "domain"
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {column: 'A', values: {}}}}]}",
    """
    d.json:1:51: error: touchpoints[0].columns.campaign.values is an empty object
      write texts of the file with other names, like {"Webinar - Live": "webinar"}
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {column: 'A', values: ['x']}}}]}",
    """
    d.json:1:51: error: touchpoints[0].columns.campaign.values is a list
      write texts of the file with other names, like {"Webinar - Live": "webinar"}
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {column: 'A', values: {x: '', y: 3, "
      + "z: '(uncredited)'}}}}]}",
    """
    d.json:1:67: error: touchpoints[0].columns.campaign.values.y is 3
      write a text
    d.json:1:73: error: touchpoints[0].columns.campaign.values.z uses the name (uncredited), \
    which stands for money without any touch
      choose another name
    """
  ),
  (
    "{deals: [{columns: {amount: {column: null}, stage: {}}}]}",
    """
    d.json:1:30: error: deals[0].columns.amount.column is null
      write a header, or a list of headers whose cells are joined
    d.json:1:45: error: deals[0].columns.stage is an empty object
      write a header, or an object like {"column": "WhoId", "startsWith": "003", "lookup": {…}}
    """
  ),
  (
    "{touchpoints: [{keep: 'Status'}]}",
    """
    d.json:1:17: error: touchpoints[0].keep is the text "Status"
      write a list of conditions, like [{"column": "Status", "equals": "Responded"}]
    """
  ),
  (
    "{touchpoints: [{keep: [{}, 'Status', {column: 'A'}, {equals: 'x'}]}]}",
    """
    d.json:1:24: error: touchpoints[0].keep[0] is an empty object
      write a column and one of equals, isNot, startsWith, contains and lacks, like \
    {"column": "Status", "equals": ["Responded", "Attended"]}
    d.json:1:28: error: touchpoints[0].keep[1] is the text "Status"
      write a column and one of equals, isNot, startsWith, contains and lacks, like \
    {"column": "Status", "equals": ["Responded", "Attended"]}
    d.json:1:38: error: touchpoints[0].keep[2] is an object
      write a column and one of equals, isNot, startsWith, contains and lacks, like \
    {"column": "Status", "equals": ["Responded", "Attended"]}
    d.json:1:53: error: touchpoints[0].keep[3] is an object
      write a column and one of equals, isNot, startsWith, contains and lacks, like \
    {"column": "Status", "equals": ["Responded", "Attended"]}
    """
  ),
  (
    "{touchpoints: [{keep: [{column: 'A', equals: 'x', contains: 'y'}]}]}",
    """
    d.json:1:24: error: touchpoints[0].keep[0] is an object
      write a column and one of equals, isNot, startsWith, contains and lacks, like \
    {"column": "Status", "equals": ["Responded", "Attended"]}
    """
  ),
  (
    "{deals: [{keep: [{column: '', isNot: []}, {column: 'A', startsWith: ''}, "
      + "{column: 'A', equals: [3]}, {column: 'A', lacks: ['x', '']}]}]}",
    """
    d.json:1:19: error: deals[0].keep[0].column is ""
      write the header of the column whose cells are compared
    d.json:1:31: error: deals[0].keep[0].isNot is an empty list
      write a text
    d.json:1:57: error: deals[0].keep[1].startsWith is the text ""
      write a text with which the cell must begin, or a list of such texts
    d.json:1:97: error: deals[0].keep[2].equals[0] is 3
      write a text
    d.json:1:129: error: deals[0].keep[3].lacks[1] is the text ""
      write a text that is not empty
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {colum: 'A', lookups: []}}}]}",
    """
    d.json:1:38: error: unknown key touchpoints[0].columns.campaign.colum, did you mean \
    "column"?
      the keys here are column, pick, startsWith, lookup, values, otherwise
    d.json:1:50: error: unknown key touchpoints[0].columns.campaign.lookups, did you mean \
    "lookup"?
      the keys here are column, pick, startsWith, lookup, values, otherwise
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {column: 'A', lookup: {file: 'c.csv', "
      + "key: 'Id', val: 'B'}}}}]}",
    """
    d.json:1:86: error: unknown key touchpoints[0].columns.campaign.lookup.val
      the keys here are file, key, value, match
    """
  ),
  (
    "{deals: [{keep: [{column: 'A', equal: 'x'}]}]}",
    """
    d.json:1:32: error: unknown key deals[0].keep[0].equal, did you mean "equals"?
      the keys here are column, equals, isNot, startsWith, contains, lacks
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {column: 'A', otherwise: 'x'}}}]}",
    """
    d.json:1:27: error: touchpoints[0].columns.campaign has "otherwise" but no "values" that \
    a text could be missing in
      add "values": {"text of the file": "name"}, or leave it out
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {column: 'A', values: {x: 'y'}, "
      + "otherwise: ' (uncredited)'}}}]}",
    """
    d.json:1:69: error: touchpoints[0].columns.campaign.otherwise uses the name (uncredited), \
    which stands for money without any touch
      choose another name
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: {column: 'A', values: {x: '1', ' x': '2'}}}}]}",
    """
    d.json:1:68: error: touchpoints[0].columns.campaign.values[" x"] is given twice, first on \
    line 1
      keep one of the two
    """
  ),
  (
    "{touchpoints: [{columns: {campaign: ['A'], channel: {column: 'A'}}}]}",
    """
    d.json:1:44: error: touchpoints[0].columns.campaign and touchpoints[0].columns.channel \
    are both the column "A"
      one column of a file can be only one of them; write null for what is not there
    """
  ),
]

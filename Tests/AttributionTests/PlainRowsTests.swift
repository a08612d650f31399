import Attribution
import Testing

/// Rows that are read many at a time come to the same as rows that are read one by one.
///
/// A check asks for more of each row, and so its rows are all read one by one: by the slow twin.
struct `Plain rows` {
  @Test(arguments: 0..<120 as Range<UInt64>)
  func `come to the same read many at a time and one by one`(seed: UInt64) throws {
    var random = Seeded(seed)
    let workspace = try Workspace()
    let separator = random.one(of: [",", ";", "\t"])
    let end = random.one(of: ["\n", "\r\n"])
    let accounts = (0..<7).map { "A\($0)" } + ["70130000001tcyIAAQ"]
    let deals = (0..<30).map { "D\($0),\(accounts[$0 % 8]),100.00,2026-03-0\($0 % 9 + 1)" }
    var request = Request(
      touchpoints: [
        try workspace.write(touchpoints(&random, separator, end), to: "touchpoints.csv")
      ],
      deals: [
        try workspace.write(
          "deal_id,account_id,amount,closed_at\n" + deals.joined(separator: "\n"), to: "deals.csv")
      ])
    request.definitions.rejectedTouchpoints = .percent(hundredths: 10_000)
    if random.chance(30) { request.definitions.zone = Zone(name: "Europe/Berlin")! }
    if random.chance(20) { request.definitions.precision = .day }
    if random.chance(50) {
      request.definitions.dimensions = random.one(of: [
        ["campaign"], ["region"], ["team", "region"],
      ])
      .map { Dimension(name: "by_\($0)", column: $0, kind: .touch) }
    }
    var source = Definitions.Source()
    if random.chance(50) { source.amountFormat = random.one(of: AmountFormat.allCases) }
    if random.chance(50) {
      source.keep = [
        random.one(of: [
          Condition(header: "region", test: .isNot, texts: ["3"]),
          Condition(header: "team", test: .equals, texts: ["sales", "", "(uncredited)"]),
          Condition(header: "occurred_at", test: .startsWith, texts: ["2026"]),
          Condition(header: "account_id", test: .lacks, texts: ["1"]),
        ])
      ]
    }
    if random.chance(50) {
      for column in ["channel", "team", "account_id", "campaign", "cost", "occurred_at"]
      where random.chance(30) {
        source.columns[column] = rule(column, &random)
      }
    }
    if random.chance(15) { source.ids = .salesforce }
    request.definitions.touchpoints = [source]
    request.pieceSize = random.one(of: [1 << 20, 1 << 20, 4_096, 97])
    let many = Results(of: request)
    request.surveys = true
    let one = Results(of: request)
    #expect(many == one, "\(many.difference(from: one) ?? "")")
  }

  /// Eight bytes of ones and two of zeros: what a place for a date might hold before there is one.
  private static let ones: [UInt8] = Array(repeating: 0xFF, count: 8) + [0, 0]

  @Test(
    arguments: [ones]
      + ["\0\0\0\0\0\0\0\0\0\0", "0000000000", "          ", "2026-02-00", "2026-01-37"]
      .map { Array($0.utf8) }, ["", "Z"])
  func `begin with no date that nobody wrote`(day: [UInt8], zone: String) throws {
    let workspace = try Workspace()
    let good = Array(repeating: "A1,2026-01-05T10:00:00Z,email", count: 9).joined(separator: "\n")
    var request = Request(
      touchpoints: [
        try workspace.write(
          Array("account_id,occurred_at,channel\n\(good)\nA1,".utf8) + day
            + Array("T12:00:00\(zone),email\n\(good)".utf8), to: "touchpoints.csv")
      ],
      deals: [
        try workspace.write(
          "deal_id,account_id,amount,closed_at\nD1,A1,90.00,2026-02-01", to: "deals.csv")
      ])
    request.definitions.rejectedTouchpoints = .percent(hundredths: 10_000)
    let many = Results(of: request)
    #expect(many.problems.count == 1)
    request.surveys = true
    #expect(many == Results(of: request))
  }

  @Test(arguments: ["region", "campaign"])
  func `have values of dimensions that are UTF-8`(column: String) throws {
    let workspace = try Workspace()
    let good = Array(repeating: "A1,2026-01-05T10:00:00Z,email,North", count: 9)
      .joined(separator: "\n")
    var request = Request(
      touchpoints: [
        try workspace.write(
          Array("account_id,occurred_at,channel,\(column)\n\(good)\n".utf8)
            + Array("A1,2026-01-06T10:00:00Z,email,S".utf8) + [0xFC] + Array("d\n\(good)".utf8),
          to: "touchpoints.csv")
      ],
      deals: [
        try workspace.write(
          "deal_id,account_id,amount,closed_at\nD1,A1,90.00,2026-02-01", to: "deals.csv")
      ])
    request.definitions.rejectedTouchpoints = .percent(hundredths: 10_000)
    request.definitions.dimensions = [Dimension(name: column, column: column, kind: .touch)]
    let many = Results(of: request)
    #expect(many.problems.count == 1)
    request.surveys = true
    #expect(many == Results(of: request))
  }

  /// Both have one key in the table of names, so that only a look at the texts tells them apart.
  @Test(arguments: [
    ("CE)yAqWffT/KhFiP", "bd9WZg?JUhmxNfv!"), ("bd9WZg?JUhmxNfv!", "CE)yAqWffT/KhFiP"),
    ("CE)yAqWffT/KhFiP", "C;m;&r=;A<?A})+U"), ("C;m;&r=;A<?A})+U", "CE)yAqWffT/KhFiP"),
  ])
  func `are told apart by their texts where hashes do not`(buyer: String, other: String) throws {
    let workspace = try Workspace()
    let touches = (1...9).map { "\($0 % 3 == 0 ? other : buyer),2026-01-0\($0)T10:00:00Z,email" }
    let request = Request(
      touchpoints: [
        try workspace.write(
          (["account_id,occurred_at,channel"] + touches).joined(separator: "\n"),
          to: "touchpoints.csv")
      ],
      deals: [
        try workspace.write(
          "deal_id,account_id,amount,closed_at\nD1,\(buyer),90.00,2026-02-01", to: "deals.csv")
      ])
    #expect(try Results(of: request).rows("ledger.csv").count == 6)
  }

  @Test func `are wider and longer than what is looked at in one go`() throws {
    let workspace = try Workspace()
    let wide = (0..<300).map { "x\($0)" }.joined(separator: ",")
    let row = "A1,2026-01-05,email,\(String(repeating: "1,", count: 299))1"
    let long = "A1,2026-01-06,\(String(repeating: "é", count: 20_000)),\(wide)"
    var request = Request(
      touchpoints: [
        try workspace.write(
          (["account_id,occurred_at,channel,\(wide)"] + Array(repeating: row, count: 40) + [
            long, row,
          ])
          .joined(separator: "\n"), to: "touchpoints.csv")
      ],
      deals: [
        try workspace.write(
          "deal_id,account_id,amount,closed_at\nD1,A1,90.00,2026-02-01", to: "deals.csv")
      ])
    let many = Results(of: request)
    request.surveys = true
    #expect(many == Results(of: request))
    #expect(try many.rows("ledger.csv").count == 42)
  }

  /// A file with all that exports do to rows, and some rows that nobody can use.
  private func touchpoints(
    _ random: inout Seeded, _ separator: String, _ end: String
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    let columns = [
      "touchpoint_id", "account_id", "occurred_at", "channel", "team", "campaign", "cost",
      "region",
    ]
    // Each of them is the first of some files, and the last of others.
    let shift = random.number(0...columns.count - 1)
    func shifted(_ cells: [String]) -> [String] { Array(cells[shift...] + cells[..<shift]) }
    bytes += shifted(columns).joined(separator: separator).utf8
    bytes += end.utf8
    let quotes = random.one(of: [0, 5, 100])
    let wrong = random.one(of: [3, 3, 90])
    let reserved = random.chance(50) ? ["(uncredited)"] : []
    for number in 0..<random.number(0...400) {
      let cells = shifted([
        "T\(number)",
        random.chance(90)
          ? "A\(random.number(0...12))"
          : random.one(of: ["70130000001tcyI", "70130000001tcyIAAQ", "70130000001tcyIAAB"]),
        time(&random, wrong: wrong),
        random.one(of: ["email", "webinar", "é vénement", "(uncredited)", "", "a channel of more"]),
        random.one(of: ["marketing", "sales", "", "équipe", "sales", "(uncredited)"]),
        random.one(of: ["", "spring", "autumn \(separator) sale", "9 letters"] + reserved),
        random.one(of: [
          "", "1.50", "-2", "1,5", "12.345", "99999999999999999999", "0,08", "1.234,50", "$7,50",
          "7,50 EUR",
        ]),
        random.one(of: ["", "North", "Süd", "\(number % 7)", "A1;A2", "A2;A2"] + reserved),
      ]).map { cell in written(cell, &random, separator, quotes: quotes) }
      let count = random.chance(98) ? cells.count : random.number(0...cells.count)
      var row = Array(cells.prefix(count).joined(separator: separator).utf8)
      if random.chance(2), !row.isEmpty {
        row[random.number(0...row.count - 1)] = random.one(of: [0xFF, 0xC3, 0, 0x22, 13])
      }
      bytes += row
      bytes += (random.chance(98) ? end : random.one(of: ["\r", "\n\n", "\r\n"])).utf8
    }
    return bytes
  }

  /// Some way to find the text of a column.
  private func rule(_ column: String, _ random: inout Seeded) -> ColumnRule {
    var step = ColumnRule.Step(headers: random.one(of: [[column], [column], [column, "region"]]))
    if random.chance(40) { step.values = ["email": "Mail", "sales": "", "A3": "A4", "": "none"] }
    if random.chance(20) { step.otherwise = random.one(of: ["", "other", "A5"]) }
    if random.chance(20) { step.startsWith = random.one(of: [["A1", "2026"], ["e", "s", "1"]]) }
    if random.chance(20) { step.pick = random.one(of: [.first, .only]) }
    var steps = [step]
    if random.chance(40) {
      steps.append(ColumnRule.Step(headers: [random.one(of: ["region", column])]))
    }
    return ColumnRule(steps: steps)
  }

  private func time(_ random: inout Seeded, wrong percent: Int) -> String {
    func two(_ range: ClosedRange<Int>) -> String {
      let number = random.number(range)
      return number < 10 ? "0\(number)" : "\(number)"
    }
    let wrong = random.chance(percent) ? 1 : 0
    let day =
      "202\(random.number(5...6))-\(two(0 + 1 - wrong...12 + wrong))-\(two(1...28 + 4 * wrong))"
    let clock = "\(two(0...23 + wrong)):\(two(0...59 + wrong)):\(two(0...59 + wrong))"
    return random.one(of: [
      day, "\(day)T\(clock)Z", "\(day)T\(clock)Z", "\(day) \(clock)", "\(day)T\(clock)+02:00",
      "\(day)T\(clock).123Z", "\(day)x\(clock)Z", "\(day)T\(clock)z",
      "\(day)T\(clock.replacing(":", with: "/"))Z",
    ])
  }

  private func written(
    _ cell: String, _ random: inout Seeded, _ separator: String, quotes: Int
  ) -> String {
    var cell = cell
    if random.chance(5) { cell = random.one(of: ["  \(cell) ", " \(cell)", "\(cell) "]) }
    if random.chance(2) { cell += random.one(of: ["\"", "\n", "\r\n", separator]) }
    let needs = cell.contains { "\"\n\r\r\n".contains($0) || String($0) == separator }
    if random.chance(1) { return "a\"b\"" }
    guard needs && random.chance(95) || random.chance(quotes) else { return cell }
    return "\"\(cell.replacing("\"", with: "\"\""))\"" + (random.chance(1) ? "x" : "")
  }
}

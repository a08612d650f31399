import Attribution
import Foundation

/// A header and rows: what a file will hold.
struct Table: Sendable {
  var name: String
  var header: [String]
  var rows: [[String]] = []

  /// The cells of a row by their headers.
  func records() -> [[String: String]] {
    rows.map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  mutating func append(_ record: [String: String]) { rows.append(header.map { record[$0] ?? "" }) }
}

/// A small company made up from a seed, with everything in it that the rules have something to say
/// about: touches of one instant, on the last second of a window and beside it, recorded twice or
/// bound to a deal; deals that are not won, come twice, are negative, or adjust another.
struct RandomCompany: Sendable {
  var touchpoints: [Table]
  var deals: [Table]
  var definitions = Definitions()

  /// What a company may have besides plain touches and deals.
  struct Traits: OptionSet {
    let rawValue: Int
    /// Touches that are recorded twice, perhaps under another channel, and such that only seem so.
    static let duplicates = Traits(rawValue: 1)
    /// Touches without an id, of which only the order read tells who comes first.
    static let anonymous = Traits(rawValue: 2)
    static let negatives = Traits(rawValue: 4)
    static let adjustments = Traits(rawValue: 8)
    /// Touch rows that cannot be read.
    static let rejects = Traits(rawValue: 16)
    static let all: Traits = [.duplicates, .anonymous, .negatives, .adjustments, .rejects]
  }

  init(
    seed: UInt64, _ traits: Traits = .all, change: (inout Definitions) -> Void = { _ in }
  ) {
    var maker = Maker(random: Seeded(seed), traits: traits)
    definitions = maker.makeDefinitions()
    if seed % 2 == 1 { definitions.collapse = Maker.collapse(seed) }
    change(&definitions)
    deals = maker.makeDeals(by: definitions)
    touchpoints = maker.makeTouchpoints(by: definitions)
  }

  /// Writes the files, as a plain CSV or by a writer of another hand.
  func request(
    in workspace: Workspace, jobs: Int = 1,
    writtenBy write: (Table) -> [UInt8] = { CSVWriter.plain($0) }
  ) throws -> Request {
    Request(
      touchpoints: try touchpoints.map { try workspace.write(write($0), to: $0.name) },
      deals: try deals.map { try workspace.write(write($0), to: $0.name) },
      definitions: definitions, jobs: jobs)
  }

  func shuffled(_ seed: UInt64) -> RandomCompany {
    var random = Seeded(seed)
    var copy = self
    for table in touchpoints.indices { copy.touchpoints[table].rows.shuffle(using: &random) }
    for table in deals.indices { copy.deals[table].rows.shuffle(using: &random) }
    return copy
  }
}

/// Throws the dice for a company.
private struct Maker {
  var random: Seeded
  let traits: RandomCompany.Traits
  /// Few, so that several deals and many touches have one in common.
  private let accounts: [String]
  private var closings: [(instant: Int64, account: String, deal: String)] = []

  private static let day: Int64 = 86_400
  /// Noon of 15 January 2026.
  private static let start: Int64 = 1_768_478_400
  // Texts that need quotes, that a spreadsheet would run, and that look alike but are not.
  private static let accounts = [
    "A1", "A2", "Acme, Inc", "Zo\u{EB} GmbH", "Zoe\u{308} GmbH", "say \"hi\"", "=A1+1", "-12.5",
    "two\nlines",
  ]
  private static let channels = [
    "paid_search", "email", "Caf\u{E9}", "Cafe\u{301}", "@home", "+1", "a,b", "", "webinar",
  ]
  private static let teams = ["", "", "marketing", "sales", "=sdr", "Caf\u{E9}", "Cafe\u{301}"]

  init(random: Seeded, traits: RandomCompany.Traits) {
    var random = random
    accounts = Array(Maker.accounts.shuffled(using: &random).prefix(random.number(1...4)))
    self.random = random
    self.traits = traits
  }

  mutating func makeDefinitions() -> Definitions {
    var definitions = Definitions()
    definitions.zone = Zone(
      name: random.one(of: [
        "UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Santiago",
      ]))!
    definitions.currency = .of(random.one(of: ["USD", "USD", "JPY", "KWD"]))
    definitions.lookback = random.one(of: [
      nil, 0, 3_600, Maker.day, 30 * Maker.day, 90 * Maker.day, 365 * Maker.day,
    ])
    definitions.restartAfterWin = random.chance(50)
    definitions.includesClosingDay = random.chance(60)
    definitions.precision = random.chance(75) ? .second : .day
    definitions.ties = random.chance(60) ? .share : .order
    definitions.models = Array(Model.many.shuffled(using: &random).prefix(random.number(1...6)))
    definitions.teamOfChannel = ["paid_search": "marketing", "Caf\u{E9}": "sales", "+1": "sdr"]
    definitions.rejectedDeals = .percent(hundredths: 10_000)
    definitions.rejectedTouchpoints = .percent(hundredths: 10_000)
    if random.chance(40) {
      var source = Definitions.Source()
      source.file = "touches-2*"
      source.channel = "dinner"
      if random.chance(50) { source.team = "events" }
      definitions.touchpoints = [source]
    }
    return definitions
  }

  /// By dice of its own.
  static func collapse(_ seed: UInt64) -> Collapse {
    var random = Seeded(~seed)
    let columns = Collapse.Column.allCases.shuffled(using: &random)
    return Collapse(
      same: Array(columns.prefix(random.number(1...3))),
      within: random.one(of: [1, 3_600, day, 17 * day, 17 * day - 1, 400 * day]))
  }

  // MARK: Deals

  mutating func makeDeals(by definitions: Definitions) -> [Table] {
    var header = ["deal_id", "account_id", "amount", "closed_at", "deal_name", "owner_team"]
    if random.chance(50) { header.append("created_at") }
    if random.chance(80) { header.append("stage") }
    if random.chance(80) { header.append("currency") }
    if traits.contains(.adjustments) { header.append("adjusts") }
    let codes = [definitions.currency.code, "USD", "jpy", "KWD"]

    var records: [[String: String]] = []
    for number in 1...random.number(1...14) {
      var record = ["deal_id": "D\(number)", "closed_at": dealTime(number)]
      // The first has one, so that touches have something to join.
      record["account_id"] =
        number == 1 || random.chance(90) ? random.one(of: accounts) : ""
      record["stage"] = random.one(of: [
        "Closed Won", "closedwon", "WON", "Closed Won", "Closed Lost", "Talking",
      ])
      record["currency"] = random.chance(30) ? "" : random.one(of: codes)
      record["deal_name"] = random.chance(50) ? "Deal \"\(number)\", signed" : ""
      record["owner_team"] = random.one(of: Maker.teams)
      record["created_at"] = record["closed_at"]
      let currency = header.contains("currency") ? record["currency"]! : ""
      record["amount"] = amount(in: currency.isEmpty ? definitions.currency.code : currency)
      closings[closings.count - 1].account = record["account_id"]!
      records.append(record)
    }
    if traits.contains(.adjustments) { addAdjustments(to: &records, definitions, header) }
    for record in records where random.chance(10) { records.append(record) }
    return tables("deals", header, records)
  }

  private mutating func addAdjustments(
    to records: inout [[String: String]], _ definitions: Definitions, _ header: [String]
  ) {
    for number in 1...random.number(1...4) {
      let base = random.one(of: records.filter { $0["adjusts"] == nil })
      var record = base
      record["deal_id"] = "N\(number)"
      record["adjusts"] = random.chance(85) ? base["deal_id"] : "D-unknown"
      record["stage"] = "Credit Note"
      record["closed_at"] = time(Maker.start + Maker.day * random.number(0...200))
      let currency = header.contains("currency") ? record["currency"]! : ""
      record["amount"] = "-" + amount(in: currency.isEmpty ? definitions.currency.code : currency)
      if record["amount"]!.hasPrefix("--") { record["amount"]!.removeFirst(2) }
      records.append(record)
    }
  }

  /// Deals close at a few instants, so that some close in the same second, or a second later.
  private mutating func dealTime(_ number: Int) -> String {
    let moment = Maker.start + Maker.day * 17 * random.number(0...8)
    let instant = moment + random.one(of: [0, 0, 1, -1, 43_200, 86_399 - 43_200])
    let text = time(instant)
    closings.append((instant, "", "D\(number)"))
    return text
  }

  private mutating func amount(in code: String) -> String {
    let currency = Currency.of(code)
    let units = Int64(random.magnitude(below: 1_000_000_000_000))
    let isNegative = traits.contains(.negatives) && random.chance(15)
    return currency.text(isNegative ? -units : units)
  }

  // MARK: Touches

  mutating func makeTouchpoints(by definitions: Definitions) -> [Table] {
    let lookback = definitions.lookback ?? 400 * Maker.day
    var records: [[String: String]] = []
    for number in 0..<random.number(0...70) {
      let deal = random.one(of: closings)
      let before = random.one(of: [
        0, 0, 1, -1, lookback, lookback, lookback + 1, lookback - 1, Maker.day, 7 * Maker.day,
        -Maker.day, 3_600, 17 * Maker.day, 17 * Maker.day - 1, random.number(0...400 * Maker.day),
      ])
      var record = ["occurred_at": time(deal.instant - before)]
      if let earlier = records.last, random.chance(20) {
        record["occurred_at"] = earlier["occurred_at"]
      }
      record["account_id"] =
        random.chance(80) ? deal.account : random.one(of: accounts + ["", "stranger"])
      if random.chance(20) {
        record["deal_id"] = random.one(of: [deal.deal, deal.deal, "N1", "D-unknown"])
      }
      // Bytes decide, so no order of numbers or letters.
      record["touchpoint_id"] = "t\(number * 7_919 % 1_000)\(random.one(of: ["", "\u{E9}", "Z"]))"
      if traits.contains(.anonymous), random.chance(20) { record["touchpoint_id"] = "" }
      record["channel"] = random.one(of: Maker.channels)
      record["team"] = random.one(of: Maker.teams)
      record["campaign"] = random.one(of: ["", "Spring, again", "=HYPERLINK(1)"])
      record["contact_id"] = ["", "ann", "Zo\u{EB}", "Zoe\u{308}"][number % 4]
      if traits.contains(.rejects), random.chance(3) { record["occurred_at"] = "2026-02-30" }
      records.append(record)
      if traits.contains(.duplicates), random.chance(10) {
        record["channel"] = random.one(of: Maker.channels)
        // The same id alone does not make a touch the same.
        if random.chance(20) { record["occurred_at"] = time(deal.instant - before - 1) }
        if random.chance(20) { record["account_id"] = random.one(of: accounts) }
        records.append(record)
      }
    }
    records.shuffle(using: &random)
    var header = [
      "touchpoint_id", "account_id", "contact_id", "occurred_at", "channel", "campaign",
    ]
    if random.chance(80) { header.append("deal_id") }
    if random.chance(80) { header.append("team") }
    return tables("touches", header, records)
  }

  // MARK: Both

  /// An instant as exports write it; without a zone it means another.
  private mutating func time(_ instant: Int64) -> String {
    let text = ClockTwin.written(instant)
    switch random.number(0...5) {
    case 0: return String(text.prefix(10))
    case 1: return text.prefix(10) + " " + text.dropFirst(11).prefix(5)
    case 2: return ClockTwin.written(instant + 19_800).dropLast() + "+05:30"
    default: return text
    }
  }

  private mutating func tables(
    _ name: String, _ header: [String], _ records: [[String: String]]
  ) -> [Table] {
    let cut = random.chance(50) ? records.count : random.number(0...records.count)
    return [records[..<cut], records[cut...]].enumerated()
      .filter { $0.offset == 0 || !$0.element.isEmpty }
      .map { index, records in
        var table = Table(name: "\(name)-\(index + 1).csv", header: header)
        for record in records { table.append(record) }
        return table
      }
  }
}

/// Writes tables as CSV: the same cells in many ways.
struct CSVWriter {
  private var random: Seeded
  private let lineEnd: String
  private let separator: String
  private let isNasty: Bool

  static func plain(_ table: Table) -> [UInt8] {
    Array(
      ([table.header] + table.rows).map { $0.map(quoted).joined(separator: ",") + "\n" }
        .joined().utf8)
  }

  /// As any export might: with a byte order mark, some line end and separator, lines of comment,
  /// quotes where none are needed, spaces around texts, and lines with nothing on them.
  static func loose(_ table: Table, seed: UInt64) -> [UInt8] {
    var writer = CSVWriter(seed: seed, isNasty: false)
    return writer.bytes(table)
  }

  /// The same, with rows in it that cannot be read.
  static func nasty(_ table: Table, seed: UInt64) -> [UInt8] {
    var writer = CSVWriter(seed: seed, isNasty: true)
    return writer.bytes(table)
  }

  private init(seed: UInt64, isNasty: Bool) {
    random = Seeded(seed)
    lineEnd = random.one(of: ["\n", "\r\n", "\r"])
    // No cell holds another than the comma.
    separator = isNasty ? "," : random.one(of: [",", ",", ";", "\t", "|"])
    self.isNasty = isNasty
  }

  private mutating func bytes(_ table: Table) -> [UInt8] {
    var text = random.chance(50) ? "\u{FEFF}" : ""
    if separator == ";", random.chance(50) { text += "sep=;" + lineEnd }
    if random.chance(20) { text += "# made by hand" + lineEnd }
    if random.chance(20) { text += lineEnd }
    text += table.header.map { random.chance(30) ? "\"\($0)\"" : $0 }.joined(separator: separator)
    for row in table.rows {
      text += lineEnd
      while random.chance(8) { text += random.one(of: ["", "  "]) + lineEnd }
      text +=
        isNasty && random.chance(15)
        ? broken(row) : row.map { cell($0) }.joined(separator: separator)
    }
    if random.chance(40) { text += footers(table) }
    if random.chance(70) { text += lineEnd }
    var bytes = Array(text.utf8)
    if isNasty, random.chance(50) { bytes[random.number(bytes.count / 2...bytes.count - 1)] = 0xFF }
    return bytes
  }

  /// What some report tools write below the rows, alone on a line or with empty fields beside it.
  private mutating func footers(_ table: Table) -> String {
    let empty = String(repeating: separator, count: table.header.count - 1)
    let texts = [
      "Grand Totals (\(table.rows.count) records)", "Total",
      "Confidential Information - Do Not Distribute",
    ]
    return texts.map { text in
      lineEnd + random.one(of: ["", lineEnd])
        + random.one(of: [
          "\"\(text)\"", "\"\(text)\"\(empty)", "\(separator)\(text)\(empty.dropLast())",
        ])
    }.joined()
  }

  private mutating func cell(_ text: String) -> String {
    guard CSVWriter.quoted(text) == text, random.chance(70) else {
      return CSVWriter.quoted(text, always: true)
    }
    return random.chance(10) ? " \(text)  " : text
  }

  /// A row that nobody can read, or not as it was meant.
  private mutating func broken(_ row: [String]) -> String {
    let cells = row.map { cell($0) }
    switch random.number(0...6) {
    case 0: return cells.joined(separator: ",") + ","
    case 5: return "Total"
    case 1: return cells.dropLast().joined(separator: ",")
    case 2: return (["a\"b"] + cells.dropFirst()).joined(separator: ",")
    case 3: return (["\"a\"b"] + cells.dropFirst()).joined(separator: ",")
    case 4: return (cells.dropLast() + [CSVWriter.trap(cells.count)]).joined(separator: ",")
    default:
      return (cells.dropLast() + ["\"\(String(repeating: "long ", count: 2_000))\""])
        .joined(separator: ",")
    }
  }

  /// A cell with line breaks, whose text looks like rows to whoever begins to read in its middle:
  /// a row with a quoted cell that ends where the next real one begins.
  private static func trap(_ count: Int) -> String {
    let fake = Array(repeating: "x", count: count - 1).joined(separator: ",")
    return "\"one\n\(fake),\""
  }

  private static func quoted(_ text: String) -> String {
    let needsQuotes = text.utf8.contains { [10, 13, 34, 44].contains($0) }
    return quoted(text, always: needsQuotes)
  }

  private static func quoted(_ text: String, always: Bool) -> String {
    always
      ? "\""
        + text.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\"" : text
  }
}

import Attribution
import Foundation
import Testing

struct Reading {
  // MARK: Headers

  @Test(arguments: [
    "deal_id", "Deal ID", "DealID", "DEAL-ID", "deal id", " Deal_Id ", "\"deal_id\"", "d-e_a l I_D",
  ])
  func `a header is understood without case, spaces, hyphens and underscores`(
    _ header: String
  ) throws {
    let found = try read("\(header),account_id,amount,closed_at")
    #expect(found.problems == [])
    #expect(found.columns["deal_id"] == header.trimmingCharacters(in: ["\"", " "]))
  }

  @Test(arguments: ["dealid.", "deal", "deal_id2", "deäl_id", "deal\tid", "id"])
  func `no other header is`(_ header: String) throws {
    #expect(try read("\(header),account_id,amount,closed_at").problems == ["missingColumn deal_id"])
  }

  @Test(arguments: ["deal_id", "account_id", "amount", "closed_at"])
  func `a deal file needs four columns`(_ missing: String) throws {
    let header = ["deal_id", "account_id", "amount", "closed_at"].filter { $0 != missing }
    #expect(
      try read(header.joined(separator: ",")).problems == ["missingColumn \(missing)"])
  }

  @Test(arguments: ["account_id", "occurred_at"])
  func `a touchpoint file needs two columns`(_ missing: String) throws {
    let header = ["account_id", "occurred_at", "channel"].filter { $0 != missing }
    let found = try read(touchpoints: header.joined(separator: ","))
    #expect(found.problems == ["missingColumn \(missing)"])
  }

  @Test func `two headers that fit one column are an error, wherever they stand`() throws {
    for header in [
      "deal_id,account_id,amount,closed_at,Deal ID", "deal_id,deal_id,account_id,amount,closed_at",
    ] {
      #expect(try read(header).problems == ["columnTwice deal_id"])
    }
    #expect(
      try read("deal_id,account_id,amount,closed_at,Owner,owner").problems == ["columnTwice owner"])
  }

  @Test func `all that is wrong with a header is said at once`() throws {
    let found = try read("deal_id,Amount,amount,Sales Stage", ["owner": "Rep"])
    #expect(
      found.problems == [
        "mappedColumnMissing owner", "missingColumn account_id", "missingColumn closed_at",
        "columnTwice amount", "looksLike stage",
      ])
  }

  // MARK: Columns that look like the stage or the currency

  @Test(arguments: [
    ("StageName", ["stage", "name"]), ("CurrencyIsoCode", ["currency", "iso", "code"]),
    ("DEAL STAGE", ["deal", "stage"]), ("Postage", ["postage"]), ("ISOCode", ["iso", "code"]),
    ("is_won", ["is", "won"]), ("Close-Status", ["close", "status"]), ("stage2", ["stage"]),
    ("Stage2Name", ["stage", "name"]), ("wonDate", ["won", "date"]),
    ("HTTPStatus", ["http", "status"]),
    ("ÉtatStage", ["état", "stage"]), ("", []),
  ])
  func `a header has the words that a reader sees in it`(_ header: String, words: [String]) {
    #expect(headerWords(header).subtracting([""]) == Set(words))
  }

  @Test(arguments: [
    ("SalesStage", "stage"), ("SALES STAGE", "stage"), ("deal-status", "stage"), ("IsWon", "stage"),
    ("Closed", "stage"), ("Probability (%)", "stage"), ("stage 2", "stage"),
    ("AmountIsoCode", "currency"), ("ISO", "currency"), ("quote currency", "currency"),
    ("Postage", nil), ("backstage", nil), ("wonder", nil), ("isolated", nil), ("Upstaged", nil),
    ("Disclosed", nil), ("closed_on_site", "stage"), ("currencyless", nil),
  ])
  func `an unused column that looks like one of these stops the run`(
    _ header: String, column: String?
  ) throws {
    let found = try read("deal_id,account_id,amount,closed_at,\(header)")
    #expect(found.problems == (column.map { ["looksLike \($0)"] } ?? []))
    guard let column else { return }
    // Until somebody says what it is.
    #expect(
      try read("deal_id,account_id,amount,closed_at,\(header)", [column: nil]).problems == [])
    #expect(
      try read("deal_id,account_id,amount,closed_at,\(header)", [column: header]).columns[column]
        == header)
  }

  @Test func `a column that is used looks like nothing`() throws {
    #expect(try read("deal_id,account_id,amount,closed_at,stage,Stage Entered").problems == [])
    #expect(
      try read("deal_id,account_id,amount,Date Closed", ["closed_at": "Date Closed"]).problems == []
    )
    // Only an unused one is asked about; `closed_at` itself is used.
    #expect(try read("deal_id,account_id,amount,closed_at").problems == [])
  }

  // MARK: Mapping

  @Test func `a mapped header beats a native one`() throws {
    let found = try read("deal_id,account_id,amount,ARR,closed_at", ["amount": "ARR"])
    #expect(found.problems == [])
    #expect(found.columns["amount"] == "ARR")
  }

  @Test func `a mapped header may be another column's native one`() throws {
    let found = try read("deal_id,account_id,amount,closed_at,owner", ["deal_name": "owner"])
    #expect(found.columns["deal_name"] == "owner")
    #expect(found.columns["owner"] == nil)
  }

  @Test(arguments: ["Rep Name", "rep name", "REP_NAME", "repname"])
  func `a mapping is as lenient as a native header`(_ header: String) throws {
    let found = try read("deal_id,account_id,amount,closed_at,Rep Name", ["owner": header])
    #expect(found.problems == [])
    #expect(found.columns["owner"] == "Rep Name")
  }

  @Test func `of headers that are alike the mapping may name one exactly`() throws {
    let header = "deal_id,account_id,amount,closed_at,REP,Rep"
    #expect(try read(header, ["owner": "Rep"]).columns["owner"] == "Rep")
    #expect(try read(header, ["owner": "rep"]).problems == ["columnTwice owner"])
  }

  @Test func `a mapping onto a header that is not there is an error, needed or not`() throws {
    let header = "deal_id,account_id,amount,closed_at"
    #expect(try read(header, ["owner": "Rep"]).problems == ["mappedColumnMissing owner"])
    #expect(try read(header, ["amount": "ARR"]).problems == ["mappedColumnMissing amount"])
  }

  @Test func `null means that there is no such column, whatever its name`() throws {
    let found = try read(
      "deal_id,account_id,amount,closed_at,stage,owner", ["stage": nil, "owner": nil])
    #expect(found.problems == [])
    #expect(Set(found.columns.keys) == ["deal_id", "account_id", "amount", "closed_at"])
  }

  // MARK: File patterns

  @Test(arguments: [
    ("deals.csv", "*", true), ("deals.csv", "deals.csv", true), ("deals.csv", "Deals.csv", false),
    ("deals-10.csv", "deals*.csv", true), ("deals.csv", "deals*.csv", true),
    ("deals.csv.bak", "deals*.csv", false), ("adeals.csv", "deals*", false),
    ("a.csv", "?.csv", true),
    ("ab.csv", "?.csv", false), (".csv", "?.csv", false), ("a-b-c-b.csv", "*b*b*", true),
    ("abab", "*ab", true), ("aba", "*ab", false), ("é.csv", "?.csv", true), ("", "*", true),
    ("", "", true), ("", "?", false), ("x", "", false), ("a*b", "a*b", true),
    ("aXbXc", "a*b*c", true),
    ("aXc", "a*b*c", false), ("a.csv", "a[.]csv", false),
    ("aaaaaaaaaaaaaaaaaaaab", "*a*a*a*a*c", false),
  ])
  func `a file takes the source whose pattern fits its name`(
    _ name: String, pattern: String, fits: Bool
  ) {
    #expect(matches(name, pattern: pattern) == fits)
  }

  @Test func `the first that fits is taken, else none`() {
    let sources = ["b*", "*.csv", "a*"].map { pattern in
      var source = Definitions.Source()
      source.file = pattern
      source.channel = pattern
      return source
    }
    #expect(Definitions.source(for: "a.csv", among: sources).channel == "*.csv")
    #expect(Definitions.source(for: "b.csv", among: sources).channel == "b*")
    #expect(Definitions.source(for: "c.txt", among: sources).channel == nil)
  }

  // MARK: Periods

  @Test(
    arguments: [
      ("2026-10", .one(year: 2026, months: 10...10)), ("2026-01", .one(year: 2026, months: 1...1)),
      ("2026-Q1", .one(year: 2026, months: 1...3)), ("2026-Q4", .one(year: 2026, months: 10...12)),
      ("2026", .one(year: 2026, months: 1...12)), ("0001", .one(year: 1, months: 1...12)),
      ("9999-12", .one(year: 9_999, months: 12...12)),
    ] as [(String, Period)])
  func `a period is a month, a quarter or a year`(_ text: String, period: Period) {
    #expect(Period(text) == period)
    #expect(period.name == text)
  }

  @Test(arguments: [
    "", "26", "2026-", "2026-1", "2026-00", "2026-13", "2026-Q0", "2026-Q5", "2026-q1",
    "2026-10-01",
    "2026/10", "0000", "0000-01", "-2026", "+2026", "20260", "2026-Q", "2026-+1", "٢٠٢٦", "2026 ",
    "all",
  ])
  func `nothing else is`(_ text: String) {
    #expect(Period(text) == nil)
  }

  @Test(arguments: [
    ("2026-10", 2026, 10, true), ("2026-10", 2026, 9, false), ("2026-10", 2025, 10, false),
    ("2026-Q4", 2026, 10, true), ("2026-Q4", 2026, 12, true), ("2026-Q4", 2026, 9, false),
    ("2026-Q4", 2027, 1, false), ("2026", 2026, 1, true), ("2026", 2027, 1, false),
  ])
  func `a month lies in a period or not`(_ text: String, year: Int, month: Int, isIn: Bool) throws {
    let period = try #require(Period(text))
    #expect(period.name(year: year, month: month) == (isIn ? text : nil))
  }

  @Test func `month by month every month has its name`() {
    #expect(Period.everyMonth.name(year: 2026, month: 3) == "2026-03")
    #expect(Period.everyMonth.name(year: 87, month: 12) == "0087-12")
    #expect(Period.everyMonth.name == "all")
  }

  // MARK: Helpers

  /// The columns that are read from a file of deals with this header only, and what is wrong with it.
  private func read(
    _ deals: String = "deal_id,account_id,amount,closed_at",
    touchpoints: String = "account_id,occurred_at", _ mapping: [String: String?] = [:]
  ) throws -> (columns: [String: String], problems: [String]) {
    let workspace = try Workspace()
    let request = Request(
      touchpoints: [try workspace.write(touchpoints + "\n", to: "touchpoints.csv")],
      deals: [try workspace.write(deals + "\n", to: "deals.csv")],
      definitions: .mapping(deals: mapping))
    var problems = Problems()
    do throws(Failure) {
      let attribution = try Attribution(request, problems: &problems)
      let columns = attribution.deals.files[0].input.columns
      return (Dictionary(uniqueKeysWithValues: columns.map { ($0.column, $0.header) }), [])
    } catch {
      return ([:], error.problems.map { "\($0.kind) \($0.column)" })
    }
  }
}

struct Times {
  @Test(
    arguments: [
      ("1970-01-01", 0, .day), ("2026-10-31", 1_793_404_800, .day),
      ("0001-01-01", -62_135_596_800, .day),
      ("9999-12-31", 253_402_214_400, .day), ("2024-02-29", 1_709_164_800, .day),
      ("2000-02-29", 951_782_400, .day), ("1970-01-01T00:01", 60, .local),
      ("1970-01-01 00:01", 60, .local), ("1970-01-01T1:02", 3_720, .local),
      ("1970-01-01T23:59:59", 86_399, .local), ("1970-01-01T00:00:01.999", 1, .local),
      ("1970-01-01T00:00:01,5", 1, .local), ("1970-01-01T00:00:00Z", 0, .instant),
      ("1970-01-01T00:00:00 Z", 0, .instant), ("1970-01-01T00:00:00   +00:00", 0, .instant),
      ("1970-01-01T01:00:00+01:00", 0, .instant), ("1970-01-01T01:00+0100", 0, .instant),
      ("1969-12-31T18:30-05:30", 0, .instant), ("1970-01-01T23:59+23:59", 0, .instant),
      ("1969-12-31T23:59:59.9Z", -1, .instant), ("9999-12-31T23:59:59Z", 253_402_300_799, .instant),
      ("0001-01-01T00:00:00Z", -62_135_596_800, .instant),
    ] as [(String, Int64, TimeReading.Kind)])
  func `a time is read to the second`(_ text: String, seconds: Int64, kind: TimeReading.Kind) throws
  {
    let reading = try reading(text)
    #expect(reading.seconds == seconds)
    #expect(reading.kind == kind)
  }

  @Test(arguments: [
    "", "2026", "2026-10", "2026-1-01", "20261031", "2026/10/31", "31.10.2026", "10/31/2026",
    "2026-10-31T", "2026-10-31T10", "2026-10-31T10:", "2026-10-31T10:5", "2026-10-31T10:05:",
    "2026-10-31T10:05:5", "2026-10-31T10:05:05.", "2026-10-31T10:05.5", "2026-10-31T10:05:05 ",
    "2026-10-31  10:05", "2026-10-31t10:05", "2026-10-31T10:05z", "2026-10-31T10:05+1",
    "2026-10-31T10:05+100", "2026-10-31T10:05+01:0", "2026-10-31T10:05+01:00x",
    "2026-10-31T10:05 UTC",
    "2026-10-31T10:05ZZ", "2026-10-31T100:05", "2026-10-31 10:05 PM", "2026-10-31Z",
    "2026-10-31T:05",
    " 2026-10-31", "2026-10-31 ", "12026-10-31", "-026-10-31", "٢٠٢٦-10-31",
    "2026-10-31T10:05:05.5.5",
  ])
  func `a text of another form is no time`(_ text: String) {
    #expect(throws: TimeFault.notATime) { try reading(text) }
  }

  @Test(arguments: [
    "0000-01-01", "2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32", "2026-04-31",
    "2026-02-29",
    "1900-02-29", "2100-02-29", "2026-02-30T10:00", "2026-01-01T24:00", "2026-01-01T23:60",
    "2026-01-01T23:59:60", "2026-01-01T10:00+24:00", "2026-01-01T10:00+00:60",
    "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
  ])
  func `a time that cannot be is told from a text that is none`(_ text: String) {
    #expect(throws: TimeFault.impossible) { try reading(text) }
  }

  @Test(
    arguments: [
      // New York goes from 2:00 to 3:00 on 8 March 2026: the offset before, −5 h, holds.
      ("America/New_York", "2026-03-08T02:30", "2026-03-08T07:30:00Z"),
      ("America/New_York", "2026-03-08T01:59:59", "2026-03-08T06:59:59Z"),
      ("America/New_York", "2026-03-08T03:00", "2026-03-08T07:00:00Z"),
      // It shows 1:00 to 2:00 twice on 1 November: the earlier is meant.
      ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00Z"),
      ("America/New_York", "2026-11-01T02:00", "2026-11-01T07:00:00Z"),
      // Half an hour only.
      ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00Z"),
      ("Asia/Kolkata", "2026-01-01", "2025-12-31T18:30:00Z"),
      // Samoa left out 30 December 2011.
      ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00:00Z"),
    ])
  func `local times are those of the zone`(_ zone: String, text: String, instant: String) throws {
    let found = try #require(Zone(name: zone)).instant(of: reading(text))
    #expect(printed(found) == instant)
  }

  @Test(arguments: [
    ("UTC", "2026-10-31", "2026-10-31T23:59:59Z"),
    ("America/New_York", "2026-11-01", "2026-11-02T04:59:59Z"),
    // The last hour of the day comes twice: the first is meant.
    ("America/Santiago", "2026-04-04", "2026-04-05T02:59:59Z"),
  ])
  func `a deal's day alone is its last second`(_ zone: String, text: String, instant: String) throws
  {
    let found = try #require(Zone(name: zone)).instant(of: reading(text), atEndOfDay: true)
    #expect(printed(found) == instant)
  }

  @Test(arguments: ["Berlin", "europe/berlin", "utc", "Z", "+02:00", "", "Mars/Olympus", "EST5"])
  func `there is no such zone`(_ name: String) {
    #expect(Zone(name: name) == nil)
  }

  @Test func `a zone is called as the user wrote it`() {
    for name in ["UTC", "GMT", "Etc/UTC", "Asia/Calcutta"] {
      #expect(Zone(name: name)?.name == name)
    }
  }

  private func reading(_ text: String) throws(TimeFault) -> TimeReading {
    let bytes = Array(text.utf8)
    return try readTime(bytes.span)
  }

  private func printed(_ instant: Int64) -> String {
    var bytes: [UInt8] = []
    bytes.append(instant: instant)
    return String(decoding: bytes, as: UTF8.self)
  }
}

import Attribution
import Testing

/// Files of any bytes lead to a result or to a failure that says why, and never to a crash.
struct Fuzz {
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `any bytes are a touchpoint file or not`(seed: UInt64) throws {
    var random = Seeded(seed)
    try expectAccount(touchpoints: randomBytes(&random, header: "account_id,occurred_at,channel\n"))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `any bytes are a deal file or not`(seed: UInt64) throws {
    var random = Seeded(seed)
    try expectAccount(deals: randomBytes(&random, header: "deal_id,account_id,amount,closed_at\n"))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `whatever a file begins with, it is read or refused`(seed: UInt64) throws {
    var random = Seeded(seed)
    let pieces: [[UInt8]] =
      [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0x1F, 0x8B], [0xFF], [0]]
      + [
        "sep=;\n", "sep=\t\r\n", "sep=", "#", "# by hand\n", "\n", "\r", "\"", ",", ";",
        "PK\u{3}\u{4}",
        "<html>", "account_id;occurred_at;channel\n", "account_id,occurred_at\n",
        "account_id\toccurred_at\r\n", "A;2026-01-01;x\n", "A,2026-01-01\n", "A\t2026-01-01\n",
        "x|y\n",
      ].map { Array($0.utf8) }
    let bytes = (0..<random.number(0...12)).flatMap { _ in random.one(of: pieces) }
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [try workspace.write(bytes, to: "touchpoints.csv")],
      deals: [Fixture("company").path("deals.csv")], definitions: Fuzz.definitions)
    request.definitions.touchpoints = []
    let results = Results(of: request)
    #expect(results.failure.isEmpty == (results.files.count >= reports.count))
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `a good touchpoint file with a few bytes changed is one or not`(seed: UInt64) throws {
    var random = Seeded(seed)
    let name = random.one(of: ["marketing.csv", "sales_activity.csv"])
    try expectAccount(touchpoints: mutated(Fixture("company").bytes(name), &random), name: name)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `a good deal file with a few bytes changed is one or not`(seed: UInt64) throws {
    var random = Seeded(seed)
    try expectAccount(deals: mutated(Fixture("company").bytes("deals.csv"), &random))
  }

  // MARK: Helpers

  private static let definitions: Definitions = {
    var definitions = try! Definitions.read(Fixture("company").path("definitions.json"))
    definitions.rejectedDeals = .percent(hundredths: 10_000)
    definitions.rejectedTouchpoints = .percent(hundredths: 10_000)
    return definitions
  }()

  /// Runs with one strange file, and expects as many rows in `rows.csv` as it has.
  private func expectAccount(
    touchpoints: [UInt8]? = nil, deals: [UInt8]? = nil, name: String = "touchpoints.csv"
  ) throws {
    let (workspace, fixture) = (try Workspace(), Fixture("company"))
    let strange = try workspace.write(
      touchpoints ?? deals!, to: touchpoints == nil ? "deals.csv" : name)
    var request = Request(
      touchpoints: [touchpoints == nil ? fixture.path("marketing.csv") : strange],
      deals: [deals == nil ? fixture.path("deals.csv") : strange], definitions: Fuzz.definitions)
    // Files made of thin air have the headers that need no mapping.
    if touchpoints != nil, name == "touchpoints.csv" { request.definitions.touchpoints = [] }
    if let deals, !deals.starts(with: "Opp".utf8) { request.definitions.deals = [] }
    let results = Results(of: request)
    guard results.failure.isEmpty else { return }

    let kind = touchpoints == nil ? "deals" : "touchpoints"
    let counts = try results.rows("rows.csv").filter { $0["kind"] == kind }
    let rows = CSVTwin(touchpoints ?? deals!).rows
    let blank = counts.filter { $0["outcome"] == "blank" }.reduce(0) { $0 + Int($1["rows"]!)! }
    #expect(blank == rows.count { $0.isBlank })
    let all = counts.reduce(0) { $0 + Int($1["rows"]!)! }
    #expect(all == rows.count - 1)
    let rejected = counts.filter { $0["outcome"] == "rejected" }.reduce(0) {
      $0 + Int($1["rows"]!)!
    }
    #expect(results.problems.count == rejected, "\(results.problems)")
  }

  private func randomBytes(_ random: inout Seeded, header: String) -> [UInt8] {
    var bytes = random.chance(90) ? Array(header.utf8) : []
    if random.chance(10) { bytes = [0xEF, 0xBB, 0xBF] + bytes }
    let pieces = [
      "\"", ",", "\n", "\r\n", "\r", " ", "A,2026-01-01,x\n", "D1,A,5,2026-01-01\n", "\u{FEFF}",
      "é",
      "2026-01-01T10:00", "-5.00", ",,,\n", "(uncredited)",
    ]
    for _ in 0..<random.number(0...60) {
      bytes += random.chance(80) ? Array(random.one(of: pieces).utf8) : [random.number(0...255)]
    }
    return bytes
  }

  /// Flips, inserts or deletes a few bytes, above all those that mean something.
  private func mutated(_ original: [UInt8], _ random: inout Seeded) -> [UInt8] {
    var bytes = original
    let header = bytes.firstIndex(of: 10)!
    let special: [[UInt8]] = [
      Array("\"".utf8), Array(",".utf8), [13], [10], [0xEF, 0xBB, 0xBF], [0xFF], [0], [0xC3],
      Array("\"\"".utf8),
    ]
    for _ in 0..<random.number(1...6) {
      let first = random.chance(90) ? header : 0
      let at = random.number(first...bytes.count - 1)
      switch random.number(0...2) {
      case 0: bytes[at] = random.chance(50) ? random.number(0...255) : random.one(of: special)[0]
      case 1: bytes.insert(contentsOf: random.one(of: special), at: at)
      default: bytes.removeSubrange(at..<min(bytes.count, at + random.number(1...3)))
      }
    }
    return bytes
  }
}

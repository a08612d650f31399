import Attribution
import Foundation
import Testing

/// What is fast against what is slow and obvious (`Twins.swift`).
struct `Twins agree` {
  // MARK: Money

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `on sharing out`(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<20 {
      let count = random.number(1...12)
      // Few different weights make equal remainders; large ones need 128 bits.
      let limit: UInt64 = random.one(of: [2, 4, 1 << 20, 1 << 52, .max])
      var weights = (0..<count).map { _ in random.magnitude(below: limit) }
      weights[random.number(0...count - 1)] += 1
      let amount = random.one(of: [
        Int64(bitPattern: random.next()), .max, .min, 0, 1, -1, random.number(-100...100),
      ])
      #expect(
        ShareOut.shares(of: amount, by: Runs(each: weights))
          == MoneyTwin.shares(of: amount, by: weights),
        "\(amount) by \(weights)")
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `on time decay`(seed: UInt64) {
    var random = Seeded(seed)
    let halfLife = Int64(random.magnitude(below: 316_224_000_000)) + 1
    for _ in 0..<6 {
      let age =
        halfLife < 1 << 50
        ? random.number(0...halfLife * random.number(1...55 as ClosedRange<Int64>))
        : random.number(0...halfLife)
      let difference =
        Decimal(Decay(halfLife: halfLife).weight(age)) - MoneyTwin.decay(age, halfLife: halfLife)
      // The nearest whole number or one beside it.
      #expect(abs(difference) <= 1.5, "\(age) s by \(halfLife) s")
    }
  }

  @Test(arguments: [1, 2, 3, 7, 3_600, 604_800, 999_999_937, 316_224_000_000] as [Int64])
  func `on ages of whole half-lives, which lose nothing`(_ halfLife: Int64) {
    for halvings in 0...52 as ClosedRange<Int64> {
      #expect(Decay(halfLife: halfLife).weight(halvings * halfLife) == 1 << (52 - halvings))
    }
    #expect(Decay(halfLife: halfLife).weight(54 * halfLife) == 0)
  }

  @Test(arguments: ["USD", "JPY", "KWD", "CLF"])
  func `on amounts`(_ code: String) {
    let currency = Currency.of(code)
    var random = Seeded(1)
    for _ in 0..<400 {
      let text = randomAmount(&random)
      #expect(
        (try? currency.units(text)) == MoneyTwin.units(text, decimals: currency.decimals),
        "\(text)")
    }
  }

  private func randomAmount(_ random: inout Seeded) -> String {
    var text = random.one(of: ["", "", "", "-", "+", "--"])
    for _ in 0..<random.number(0...19) { text += "\(random.number(0...9))" }
    if random.chance(60) {
      text += "."
      for _ in 0..<random.number(0...5) { text += random.one(of: ["0", "0", "1", "9"]) }
    }
    if random.chance(5) { text += random.one(of: [" ", "e2", ",", "٣", "."]) }
    return text
  }

  // MARK: Times

  static let zones = [
    "UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe",
    "America/Sao_Paulo", "Pacific/Apia", "Africa/Casablanca", "Asia/Pyongyang", "America/St_Johns",
  ]

  @Test(arguments: zones)
  func `on the offset at any instant of ten thousand years`(_ name: String) throws {
    let (zone, twin) = (try #require(Zone(name: name)), try #require(TimeZone(identifier: name)))
    var random = Seeded(1)
    for _ in 0..<300 {
      let instant = random.number(-62_135_596_800...253_402_300_799 as ClosedRange<Int64>)
      let expected = twin.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
      #expect(zone.offset(at: instant) == Int64(expected), "\(ClockTwin.written(instant))")
    }
    // Changes of the clock, and the seconds beside them.
    var date = Date(timeIntervalSince1970: -2_208_988_800)
    for _ in 0..<100 {
      guard let change = twin.nextDaylightSavingTimeTransition(after: date) else { break }
      for second in -1...1 {
        let instant = Int64(change.timeIntervalSince1970) + Int64(second)
        let expected = twin.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
        #expect(zone.offset(at: instant) == Int64(expected), "\(ClockTwin.written(instant))")
      }
      date = change
    }
  }

  @Test(arguments: zones)
  func `on local times, also those that the clocks skip or show twice`(_ name: String) throws {
    let (zone, clock) = (try #require(Zone(name: name)), ClockTwin(name))
    let twin = try #require(TimeZone(identifier: name))
    var random = Seeded(1)
    var instants = (0..<60).map { _ in
      random.number(-5_000_000_000...253_402_300_799 as ClosedRange<Int64>)
    }
    var date = Date(
      timeIntervalSince1970: Double(random.one(of: [-1_500_000_000, 0, 1_000_000_000])))
    for _ in 0..<30 {
      guard let change = twin.nextDaylightSavingTimeTransition(after: date) else { break }
      let reading = Int64(change.timeIntervalSince1970) + Int64(twin.secondsFromGMT(for: change))
      instants += [-7_200, -3_601, -3_600, -1_800, -1, 0, 1, 1_800, 3_599, 3_600, 7_200].map {
        reading + $0
      }
      date = change
    }
    for reading in instants {
      let text = String(ClockTwin.written(reading).dropLast())
      try expectSame(text, zone, clock)
      try expectSame(String(text.prefix(10)), zone, clock)
      let showings: [Zone.Showing] = [.never, .once, .twice]
      #expect(zone.find(reading).showing == showings[clock.showings(of: reading)], "\(text)")
      #expect(zone.startOfDay(reading) == clock.startOfDay(reading), "\(text)")
      #expect(zone.month(of: reading) == clock.month(reading), "\(text)")
    }
  }

  private func expectSame(_ text: String, _ zone: Zone, _ clock: ClockTwin) throws {
    let bytes = Array(text.utf8)
    let reading = try readTime(bytes.span)
    #expect(zone.instant(of: reading) == clock.read(text)?.instant, "\(text)")
    #expect(
      zone.instant(of: reading, atEndOfDay: true) == clock.read(text, endsDay: true)?.instant,
      "\(text), last second")
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `on what is a time`(seed: UInt64) {
    var random = Seeded(seed)
    let clock = ClockTwin("UTC")
    for _ in 0..<25 {
      let text = randomTime(&random)
      let bytes = Array(text.utf8)
      let instant = (try? readTime(bytes.span)).map { Zone.utc.instant(of: $0) }
      #expect(instant == clock.read(text)?.instant, "\(text)")
    }
  }

  private func randomTime(_ random: inout Seeded) -> String {
    func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    var text = "\(random.number(1583...9999))-\(padded(random.number(0...13)))-"
    text += padded(random.number(0...32))
    if random.chance(80) {
      let hour = random.number(0...25)
      text += random.one(of: ["T", " ", "T", " ", "t", "  "])
      text += (random.chance(20) ? "\(hour)" : padded(hour)) + ":" + padded(random.number(0...60))
      if random.chance(70) { text += ":" + padded(random.number(0...60)) }
      if random.chance(20) { text += random.one(of: [".", ",", ".5", ",123456789012345678901"]) }
      if random.chance(50) {
        text += random.one(of: [
          "Z", " Z", "+02:00", "-0530", "   +14:00", "+24:00", "-1", " ", "z",
        ])
      }
    }
    if random.chance(15) {
      let at = text.index(text.startIndex, offsetBy: random.number(0...text.count - 1))
      text.replaceSubrange(at...at, with: random.one(of: ["", "x", "-", "9", "٣"]))
    }
    return text
  }

  // MARK: Companies

  @Test(arguments: 0..<80 as Range<UInt64>)
  func `on journeys, credit and the fate of every row`(seed: UInt64) throws {
    let company = RandomCompany(seed: seed)
    let workspace = try Workspace()
    var request = try company.request(in: workspace)
    if seed % 4 == 0 { request.period = Period("2026-0\(seed / 4 % 9 + 1)")! }
    let results = Results(of: request)
    let twin = CompanyTwin(of: company, period: request.period)
    try #require(results.failure == "")
    #expect(results.files["deals.csv"] == twin.dealsReport)
    #expect(results.files["ledger.csv"] == twin.ledgerReport)
    #expect(results.files["credit.csv"] == twin.creditReport)
    #expect(results.files["rows.csv"] == twin.rowsReport)
    let warnings = try #require(results.files["review.md"])
      .matches(of: /\n- \*\*([a-z\-]+)\*\*: (\d+)/)
      .map { (String($0.1), Int($0.2)!) }
      .filter { !["stage-unknown", "channel-unassigned"].contains($0.0) }
      .filter { !["negative-without-adjusts", "team-ties"].contains($0.0) }
    #expect(Dictionary(uniqueKeysWithValues: warnings) == twin.warnings)
  }
}

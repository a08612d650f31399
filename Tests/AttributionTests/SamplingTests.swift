import Attribution
import Testing

struct Sampling {
  @Test func `the first rows are these, on every machine`() {
    let sample = Sample(touchpoints: 1_000, seed: 1)
    #expect(
      sample.touchpointsText.hasPrefix(
        """
        touchpoint_id,account_id,contact_id,occurred_at,channel,team,campaign,cost
        T-00000001,A-255892,C-2558922,2025-01-01T03:40:48Z,email,marketing,\
        2025-Q1 EMEA Newsletter Clear Forecast,0.04
        T-00000002,A-275562,C-2755624,2025-01-01T14:40:08Z,organic_search,marketing,,

        """))
    #expect(
      sample.dealsText.hasPrefix(
        """
        deal_id,deal_name,account_id,amount,currency,created_at,closed_at,stage,deal_type,\
        owner,owner_team,adjusts
        D-0000001,Wesuma Components new business 2025,A-173595,19100.00,USD,2025-06-12,\
        2025-09-12T20:37:53Z,Closed Lost,new business,Maya Cohen,sales,
        D-0000002,Wesuma Components new business 2026,A-173595,19700.00,USD,2026-04-26,\
        ,Proposal,new business,Chidi Eze,sales,

        """))
    #expect(sample.checksum == 9_929_063_123_091_043_142)
  }

  @Test func `the same seed gives the same bytes`() {
    #expect(Sample(touchpoints: 5_000, seed: 7) == Sample(touchpoints: 5_000, seed: 7))
  }

  @Test func `another seed gives other bytes`() {
    let (one, other) = (Sample(touchpoints: 100, seed: 0), Sample(touchpoints: 100, seed: 1))
    #expect(one.touchpointsText != other.touchpointsText)
    #expect(one.dealsText != other.dealsText)
  }

  @Test(arguments: [0, 1, 2, 10, 5_000])
  func `there are as many touchpoints as asked for, each with its own id`(count: Int) {
    let sample = Sample(touchpoints: count, seed: 1)
    #expect(sample.touchpoints.count == count)
    #expect(Set(sample.touchpoints.map { $0["touchpoint_id"]! }).count == count)
    #expect(Set(sample.deals.map { $0["deal_id"]! }).count == sample.deals.count)
  }

  @Test func `a sample of nothing has headers`() {
    let sample = Sample(touchpoints: 0, seed: 1)
    #expect(sample.touchpointsText.hasSuffix("cost\n") && sample.touchpoints.isEmpty)
    #expect(sample.dealsText.hasSuffix("adjusts\n") && sample.deals.isEmpty)
    #expect(sample == Sample(touchpoints: -1, seed: 1))
  }

  @Test func `a small sample has a won deal`() {
    for seed in 0..<20 as Range<UInt64> {
      #expect(Sample(touchpoints: 200, seed: seed).deals.contains { $0["stage"] == "Closed Won" })
    }
  }

  @Test(arguments: [SampleCompany.touchpointsLimit, .max])
  func `the largest sample begins like any other`(count: Int) throws {
    struct Enough: Error {}
    let company = SampleCompany(
      touchpoints: count, seed: .max, currency: Currency(code: "CLF".utf8)!)
    #expect(throws: Enough.self) {
      try company.writeTouchpoints { _ in throw Enough() }
    }
    #expect(throws: Enough.self) {
      try company.writeDeals { _ in throw Enough() }
    }
  }

  @Test(arguments: ["USD", "JPY", "KWD"])
  func `every amount and cost is one of the currency`(code: String) throws {
    let currency = try #require(Currency(code: code.utf8))
    let sample = Sample(touchpoints: 5_000, seed: 1, currency: code)
    let texts = sample.deals.map { $0["amount"]! } + sample.touchpoints.compactMap { $0["cost"] }
    for text in texts where !text.isEmpty {
      let bytes = Array(text.utf8)
      let minorUnits = try currency.minorUnits(bytes.span)
      #expect(currency.text(minorUnits) == text)
      #expect(minorUnits != 0)
    }
    #expect(sample.deals.allSatisfy { $0["currency"] == code })
  }

  @Test func `an adjustment follows the won deal that it takes from`() {
    let sample = large
    var won: Set<String> = []
    var adjustments = 0
    for deal in sample.deals {
      if deal["stage"] == "Closed Won" { won.insert(deal["deal_id"]!) }
      guard let adjusted = deal["adjusts"], !adjusted.isEmpty else { continue }
      adjustments += 1
      #expect(won.contains(adjusted))
      #expect(deal["amount"]!.hasPrefix("-"))
    }
    #expect(adjustments > 0)
  }

  @Test func `most deals are won, some lost, a tenth is open`() {
    let deals = large.deals
    let closed = Double(deals.count { $0["closed_at"] != "" }) / Double(deals.count)
    let won = Double(deals.count { $0["stage"] == "Closed Won" }) / Double(deals.count)
    let lost = Double(deals.count { $0["stage"] == "Closed Lost" }) / Double(deals.count)
    #expect((460...540).contains(deals.count))
    #expect((0.87...0.93).contains(closed))
    #expect((0.70...0.82).contains(won))
    #expect((0.09...0.18).contains(lost))
  }

  @Test func `touches come in about the order of time, and some in the same second`() {
    let touchpoints = large.touchpoints
    let times = touchpoints.map { $0["occurred_at"]! }
    #expect(times.allSatisfy { "2025-01-01" <= $0 && $0 < "2026-07-01" })
    #expect(times != times.sorted())
    #expect(times[5_000] < times[6_000])
    let ties = zip(touchpoints, touchpoints.dropFirst()).count {
      $0["occurred_at"] == $1["occurred_at"] && $0["account_id"] == $1["account_id"]
    }
    #expect((200...400).contains(ties))
  }

  @Test func `many touches lead to a won deal of their account`() {
    let sample = large
    let customers = Set(
      sample.deals.filter { $0["stage"] == "Closed Won" }.map { $0["account_id"]! })
    let touches = sample.touchpoints.count { customers.contains($0["account_id"]!) }
    #expect((6_000...9_000).contains(touches))
  }

  @Test func `a touchpoint is about a hundred bytes`() {
    #expect((95...115).contains(large.touchpointsText.utf8.count / 20_000))
  }
}

private let large = Sample(touchpoints: 20_000, seed: 1)

/// Both files of a made-up company, whole and by cell.
private struct Sample: Equatable {
  let touchpointsText: String
  let dealsText: String
  /// Cells by header.
  let touchpoints: [[String: String]]
  let deals: [[String: String]]

  init(touchpoints count: Int, seed: UInt64, currency: String = "USD") {
    let company = SampleCompany(
      touchpoints: count, seed: seed, currency: Currency(code: currency.utf8)!)
    var (touchpointsText, dealsText) = ("", "")
    company.writeTouchpoints { touchpointsText += String(decoding: $0, as: UTF8.self) }
    company.writeDeals { dealsText += String(decoding: $0, as: UTF8.self) }
    self.touchpointsText = touchpointsText
    self.dealsText = dealsText
    touchpoints = Sample.rows(touchpointsText)
    deals = Sample.rows(dealsText)
  }

  /// FNV-1a over both files: any changed byte changes it.
  var checksum: UInt64 {
    (touchpointsText + dealsText).utf8.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
  }

  private static func rows(_ text: String) -> [[String: String]] {
    let lines = text.split(separator: "\n").map(cells)
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  private static func cells(_ line: Substring) -> [String] {
    // Every other part is between quotes, where a comma is a letter.
    let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
    let marked = parts.enumerated().map { index, part in
      index % 2 == 0 ? part.map { $0 == "," ? "\n" : $0 } : Array(part)
    }
    return String(marked.joined()).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }
}

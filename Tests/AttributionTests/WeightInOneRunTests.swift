import Attribution
import Testing

/// Sharing out where one run of things has all the weight: the first, the last, or all of them.
struct `Weight in one run` {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `is shared out as any other`(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<200 {
      let limit: UInt64 = random.one(of: [2, 100, 1 << 52, 1 << 62, .max])
      var weights = Weights()
      weights.append(0, count: random.number(0...3))
      weights.append(max(random.magnitude(below: limit), 1), count: random.number(1...9))
      weights.append(0, count: random.number(0...3))
      let magnitude = Int64(random.magnitude(below: 1_000))
      for amount: Int64 in [magnitude, -magnitude, .max, .min] {
        let shares = ShareOut.shares(of: amount, by: weights)
        #expect(shares.count == weights.count)
        #expect(
          shares == MoneyTwin.shares(of: amount, by: weights.flat), "\(amount) by \(weights.flat)")
      }
    }
  }
}

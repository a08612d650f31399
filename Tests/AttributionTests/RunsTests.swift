import Attribution
import Testing

/// Sharing out by runs of equal weights.
struct `Runs of equal weights` {
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `share out as the weights one by one do`(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<20 {
      // Small weights leave equal remainders in several runs; the largest need 128 bits, and those
      // just below and above 2⁶³ are where 64 stop to do.
      let limit: UInt64 = random.one(of: [2, 4, 100, 1 << 52, 1 << 61, 1 << 62, 1 << 63, .max])
      var weights = Weights()
      for _ in 0..<random.number(1...6) {
        weights.append(
          random.magnitude(below: limit) + (random.chance(50) ? 1 : 0),
          count: random.number(0...random.one(of: [1, 3, 40])))
      }
      weights.append(1, count: 1)
      let amount = random.one(of: [
        Int64(bitPattern: random.next()), .max, .min, 0, 1, -1, random.number(-100...100),
      ])
      #expect(
        ShareOut.shares(of: amount, by: weights)
          == MoneyTwin.shares(of: amount, by: weights.flat), "\(amount) by \(weights.flat)")
    }
  }

  /// Remainders that lie far from where they are looked for first.
  @Test(arguments: [1, 9, 20, 400], [1 << 20, 1 << 52] as [UInt64])
  func `share out among many of which few weigh much`(heavy: Int, limit: UInt64) {
    var random = Seeded(limit)
    for _ in 0..<20 {
      let weights = (0..<500).map { index in
        index % 500 < heavy ? random.magnitude(below: limit) + 1 : random.magnitude(below: 3)
      }
      let amount = Int64(random.magnitude(below: 1 << 40))
      #expect(
        ShareOut.shares(of: amount, by: Runs(each: weights))
          == MoneyTwin.shares(of: amount, by: weights))
    }
  }
}

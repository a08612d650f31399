import Attribution
import Testing

struct FingerprintTests {
  @Test(arguments: [
    (0, "23c0e1ca2b416237814c21b7cf2adccf"),
    (1, "afb993a6b52a8f6bf8787ac4bf3e41d2"),
    (63, "f4de6cfd4623e696fbc1d3810ccbf74d"),
    (64, "51f07c4ba525cea8bc7f449b1a410a4f"),
    (1000, "a37be01d483c18d8615d8431955de3e7"),
    (2_097_159, "686eb47818a87edc93b4b9055606d734"),
  ])
  func `a fingerprint is the same on every machine`(_ count: Int, text: String) {
    #expect(fingerprint(someBytes(count)).text == text)
  }

  @Test func `pieces do not show`() {
    var random = Seeded(1)
    let bytes = someBytes(Fingerprint.blockSize * 2 + 12_345)
    let whole = fingerprint(bytes)
    for longest in [997, 65_536, Fingerprint.blockSize, Fingerprint.blockSize * 2] {
      var builder = Fingerprint.Builder()
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = Array(rest.prefix(.random(in: 0...longest, using: &random)))
        builder.add(piece.span)
        rest = rest.dropFirst(piece.count)
      }
      #expect(builder.fingerprint() == whole)
    }
  }

  @Test(arguments: [0, 1, Fingerprint.blockSize, Fingerprint.blockSize + 1, 2_500_000])
  func `blocks hashed on their own give the same`(_ count: Int) {
    let bytes = someBytes(count)
    #expect(blockwise(blocks(of: bytes)) == fingerprint(bytes))
  }

  @Test func `a fingerprint can be asked for on the way`() {
    let (first, second) = (someBytes(100), someBytes(50))
    var builder = Fingerprint.Builder()
    builder.add(first.span)
    #expect(builder.fingerprint() == fingerprint(first))
    builder.add(second.span)
    #expect(builder.fingerprint() == fingerprint(first + second))
  }

  @Test(arguments: [0, 1, 7, 8, 9, 63, 64, 65, 1000, Fingerprint.blockSize])
  func `a zero byte more shows`(_ count: Int) {
    let zeros = [UInt8](repeating: 0, count: count)
    #expect(fingerprint(zeros) != fingerprint(zeros + [0]))
    #expect(fingerprint(someBytes(count)) != fingerprint(someBytes(count) + [0]))
  }

  @Test func `swapped blocks show`() {
    let parts = blocks(of: someBytes(3 * Fingerprint.blockSize))
    #expect(blockwise([parts[1], parts[0], parts[2]]) != blockwise(parts))
    #expect(blockwise([parts[0], parts[2], parts[1]]) != blockwise(parts))
  }

  @Test(arguments: [2, 8, 16, 63, 64, 65, 200])
  func `a flipped bit changes half of all bits, each in half of all cases`(_ count: Int) {
    var random = Seeded(UInt64(count))
    let cases = max(1, 4000 / (count * 8)) * count * 8
    var flips = [Int](repeating: 0, count: 128)
    for number in 0..<cases {
      var bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      let before = bits(fingerprint(bytes))
      bytes[number / 8 % count] ^= 1 << (number % 8)
      let after = bits(fingerprint(bytes))
      let changed = before.indices.filter { before[$0] != after[$0] }
      // 64 on average, and six standard deviations of √32 around it.
      #expect((30...98).contains(changed.count))
      for bit in changed { flips[bit] += 1 }
    }
    let tolerance = 3 * Double(cases).squareRoot()
    for count in flips { #expect(abs(Double(count) - Double(cases) / 2) < tolerance) }
  }

  @Test func `small inputs do not collide, not even in half of the bits`() {
    var (lows, highs): (Set<Substring>, Set<Substring>) = ([], [])
    let count = 100_000
    for number in 0..<count {
      let text = Array((number % 2 == 0 ? "\(number)" : "row \(number),0.00\n").utf8)
      let digits = fingerprint(text).text
      lows.insert(digits.prefix(16))
      highs.insert(digits.suffix(16))
    }
    #expect(lows.count == count)
    #expect(highs.count == count)
  }

  @Test func `inputs with few bits set do not collide`() {
    var seen: Set<String> = []
    var zeros = [UInt8](repeating: 0, count: 160)
    for first in 0..<1280 {
      for second in stride(from: first, to: 1280, by: 61) {
        zeros[first / 8] ^= 1 << (first % 8)
        if second != first { zeros[second / 8] ^= 1 << (second % 8) }
        #expect(seen.insert(fingerprint(zeros).text).inserted)
        zeros[first / 8] = 0
        zeros[second / 8] = 0
      }
    }
  }
}

private func fingerprint(_ bytes: [UInt8]) -> Fingerprint {
  var builder = Fingerprint.Builder()
  builder.add(bytes.span)
  return builder.fingerprint()
}

private func blocks(of bytes: [UInt8]) -> [[UInt8]] {
  stride(from: 0, to: bytes.count, by: Fingerprint.blockSize).map {
    Array(bytes[$0..<min(bytes.count, $0 + Fingerprint.blockSize)])
  }
}

private func blockwise(_ blocks: [[UInt8]]) -> Fingerprint {
  var builder = Fingerprint.Builder()
  for block in blocks { builder.add(BlockHash(of: block.span), byteCount: block.count) }
  return builder.fingerprint()
}

private func bits(_ fingerprint: Fingerprint) -> [Bool] {
  fingerprint.text.flatMap { digit in (0..<4).map { digit.hexDigitValue! >> $0 & 1 == 1 } }
}

/// Bytes that look random, the same on every run; the first ones are the same for every count.
private func someBytes(_ count: Int) -> [UInt8] {
  var random = Seeded(7)
  return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next() >> 32) }
}

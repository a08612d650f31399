import Attribution
import Testing

/// What is written many bytes at a time, against what is written one after the other.
struct `Text written at once` {
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `sixteen answers are bits in their order`(_ seed: UInt64) {
    var random = Seeded(seed)
    var answers = SIMDMask<SIMD16<Int8>>(repeating: false)
    var expected: UInt64 = 0
    for place in answers.indices where random.chance(50) {
      answers[place] = true
      expected |= 1 << UInt64(place)
    }
    #expect(bits(answers) == expected)
    #expect(gatheredBits(answers) == expected)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `a text among others is the cell that it is alone`(_ seed: UInt64) {
    var random = Seeded(seed)
    let pieces = Array("ab,;\"\n\r=-+@\t'é1.".utf8)
    var column: [UInt8] = []
    var ranges: [Range<Int>] = []
    for _ in 0..<60 {
      let start = column.count
      // Most of them hold nothing for which a cell is quoted.
      let from = random.chance(25) ? pieces : Array("abc 1".utf8)
      for _ in 0..<random.number(0...40) {
        column.append(from[random.number(0...from.count - 1)])
      }
      ranges.append(start..<column.count)
    }
    for form in CSVForm.names.map({ CSVForm(name: $0, zone: .utc)! }) {
      var (among, alone) = (CSVTable(in: form), CSVTable(in: form))
      for range in ranges {
        among.text(CellText(in: column.span, at: range), of: column.span)
        alone.text(column.span.extracting(range))
      }
      #expect(among.bytes == alone.bytes)
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `texts are in the order of their bytes`(_ seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<200 {
      let one = (0..<random.number(0...20)).map { _ in
        random.one(of: [0, 0x61, 0x7F, 0x80, 0xFF]) as UInt8
      }
      var other = Array(one.prefix(random.number(0...20)))
      if !other.isEmpty, random.chance(50) { other[random.number(0...other.count - 1)] = 0x80 }
      #expect(one.span.precedes(other.span) == one.lexicographicallyPrecedes(other))
      #expect(other.span.precedes(one.span) == other.lexicographicallyPrecedes(one))
    }
  }

  @Test(arguments: ["JPY", "USD", "KWD", "CLF"], 0..<10 as Range<UInt64>)
  func `an amount has the digits of its units`(_ code: String, _ seed: UInt64) {
    var random = Seeded(seed)
    let currency = Currency(code: code.utf8)!
    for length in 1...18 {
      let limit = (0..<length).reduce(Int64(1)) { limit, _ in limit * 10 }
      let few = random.number(0...limit)
      for units in [few, -few, limit - 1, 1 - limit, limit, -limit, 0] {
        var digits = String(units.magnitude)
        while digits.count <= currency.decimals { digits = "0" + digits }
        if currency.decimals > 0 {
          digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -currency.decimals))
        }
        #expect(currency.text(units) == (units < 0 ? "-" : "") + digits)
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `an instant is read as it was written`(_ seed: UInt64) throws {
    var random = Seeded(seed)
    let years: ClosedRange<Int64> = -62_135_596_800...253_402_300_799
    let some = (0..<200).map { _ in random.number(years) }
    for instant in some + [years.lowerBound, years.upperBound, -1, 0, 86_399, 86_400] {
      var bytes: [UInt8] = []
      bytes.append(instant: instant)
      #expect(bytes.count == 20)
      let reading = try readTime(bytes.span)
      #expect(reading.seconds == instant && reading.kind == .instant)
    }
  }
}

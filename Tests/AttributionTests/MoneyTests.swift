import Attribution
import Testing

struct Money {
  // MARK: Amounts

  @Test(
    arguments: [
      ("USD", "0", 0), ("USD", "1", 100), ("USD", "12.5", 1_250), ("USD", "12.50", 1_250),
      ("USD", "12.5000", 1_250), ("USD", "-12.05", -1_205), ("USD", "+12.05", 1_205),
      ("USD", "-0", 0), ("USD", "-0.00", 0), ("USD", "007", 700), ("USD", "0.01", 1),
      ("USD", "92233720368547758.07", .max), ("USD", "-92233720368547758.08", .min),
      ("USD", "00000000000000000000000000001", 100),
      ("JPY", "858", 858), ("JPY", "858.0", 858), ("JPY", "-1.000000", -1),
      ("JPY", "9223372036854775807", .max), ("JPY", "-9223372036854775808.0", .min),
      ("KWD", "12.5", 12_500), ("KWD", "12.500", 12_500), ("KWD", "0.001", 1),
      ("CLF", "0.0001", 1), ("CLF", "-2.50000", -25_000),
    ] as [(String, String, Int64)])
  func `an amount is read to the last minor unit`(
    _ code: String, text: String, units: Int64
  ) throws {
    #expect(try Currency.of(code).units(text) == units)
  }

  /// A plus says nothing, but the quick way, which is for digits alone, does not take it. Some texts have
  /// a byte that comes just before the digits, or just behind them.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `an amount is the same with a plus`(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<100 {
      let text = String(
        (0..<random.number(0...16)).map { _ in
          random.one(of: Array(random.number(0...9) == 0 ? "/:" : "0123456789.."))
        })
      let currency = Currency.of(random.one(of: ["USD", "JPY", "KWD", "CLF"]))
      let (plain, slow) = (
        Result { try currency.units(text) }, Result { try currency.units("+" + text) }
      )
      #expect((try? plain.get()) == (try? slow.get()), "\(text)")
    }
  }

  @Test(
    arguments: [
      "", " ", "-", "+", ".", "-.", ".5", "5.", "1.2.3", "1,000", "1.000,50", "$5", "5 USD", "1e3",
      "1E3", "0x10", "--5", "+-5", "5-", "(5)", "1 000", " 5", "5 ", "5.0 ", "nan", "inf", "٣", "½",
      "5\u{0}", "1_000", "−5", "12.3a", "12.345x",
    ])
  func `a text that needs guessing is no amount`(_ text: String) {
    #expect(throws: AmountFault.notANumber) { try Currency.of("USD").units(text) }
  }

  @Test(arguments: [
    ("USD", "0.001"), ("USD", "12.345"), ("USD", "-0.009"), ("JPY", "0.5"), ("JPY", "858.01"),
    ("KWD", "0.0001"), ("CLF", "0.00001"), ("USD", "1.000000000000000000000000000001"),
  ])
  func `more decimals than the currency has are refused, never rounded`(
    _ code: String, text: String
  ) {
    #expect(throws: AmountFault.tooManyDecimals) { try Currency.of(code).units(text) }
  }

  @Test(arguments: [
    ("USD", "92233720368547758.08"), ("USD", "-92233720368547758.09"),
    ("USD", "99999999999999999999999"), ("USD", "184467440737095516.16"),
    ("JPY", "9223372036854775808"), ("JPY", "-9223372036854775809"),
    ("KWD", "9223372036854775.808"), ("CLF", "922337203685478"), ("USD", "922337203685477581"),
  ])
  func `what 64 bits cannot hold is refused at both ends`(_ code: String, text: String) {
    #expect(throws: AmountFault.tooLarge) { try Currency.of(code).units(text) }
  }

  // MARK: Printing

  @Test(
    arguments: [
      ("USD", 0, "0.00"), ("USD", 1, "0.01"), ("USD", -1, "-0.01"), ("USD", 1_250, "12.50"),
      ("USD", -123_456, "-1234.56"), ("USD", .max, "92233720368547758.07"),
      ("USD", .min, "-92233720368547758.08"), ("JPY", 0, "0"), ("JPY", -858, "-858"),
      ("JPY", .min, "-9223372036854775808"), ("KWD", 1, "0.001"), ("KWD", 12_500, "12.500"),
      ("CLF", 25_000, "2.5000"),
    ] as [(String, Int64, String)])
  func `an amount is printed with exactly the currency's decimals`(
    _ code: String, units: Int64, text: String
  ) throws {
    #expect(Currency.of(code).text(units) == text)
    #expect(try Currency.of(code).units(text) == units)
  }

  @Test(
    arguments: [
      ("USD", 0, "$0.00", "0.00"), ("USD", 99_999, "$999.99", "999.99"),
      ("USD", 100_000, "$1,000.00", "1,000.00"),
      ("USD", -123_456_789, "−$1,234,567.89", "−1,234,567.89"), ("USD", -5, "−$0.05", "−0.05"),
      ("EUR", -1_200, "−€12.00", "−12.00"), ("GBP", 100, "£1.00", "1.00"),
      ("JPY", 1_200, "¥1,200", "1,200"), ("JPY", 999, "¥999", "999"),
      ("CHF", 85_800, "CHF 858.00", "858.00"), ("KWD", -1_234_567, "−KWD 1,234.567", "−1,234.567"),
      ("AUD", 12_345_600, "AUD 123,456.00", "123,456.00"),
    ] as [(String, Int64, String, String)])
  func `an amount for reading has commas between thousands`(
    _ code: String, units: Int64, withCode: String, without: String
  ) {
    #expect(Currency.of(code).grouped(units) == withCode)
    #expect(Currency.of(code).grouped(units, withCode: false) == without)
  }

  @Test func `sums may be wider than amounts`() {
    let sum = Int128(Int64.max) + 1
    #expect(Currency.of("USD").text(sum) == "92233720368547758.08")
    #expect(Currency.of("USD").grouped(-sum) == "−$92,233,720,368,547,758.08")
  }

  @Test(
    arguments: [
      (0, "0"), (999, "999"), (1_000, "1,000"), (-1_000, "−1,000"), (12_345_678, "12,345,678"),
      (.min, "−9,223,372,036,854,775,808"),
    ] as [(Int, String)])
  func `a count for reading has them too`(_ number: Int, text: String) {
    #expect(grouped(number) == text)
  }

  // MARK: Currencies

  @Test(arguments: [
    ("USD", 2), ("usd", 2), ("Eur", 2), ("JPY", 0), ("KRW", 0), ("CLP", 0), ("KWD", 3), ("IQD", 3),
    ("CLF", 4), ("UYW", 4), ("LBP", 2), ("RSD", 2), ("HUF", 2), ("XAF", 0), ("HRK", 2),
  ])
  func `a currency has the decimals of ISO 4217, not of custom`(_ code: String, decimals: Int)
    throws
  {
    let currency = try #require(Currency(code: code.utf8))
    #expect(currency.code == code.uppercased())
    #expect(currency.decimals == decimals)
    #expect(currency.unit == [1, 10, 100, 1_000, 10_000][decimals])
  }

  @Test(arguments: [
    "", "US", "USDX", "US1", "$", "U$D", "XAU", "XXX", "ÜSD", " USD", "usd ", "{SD",
  ])
  func `what is no code of money is refused`(_ code: String) {
    #expect(Currency(code: code.utf8) == nil)
  }

  @Test func `every code is read again as itself`() {
    #expect(Currency.codes == Currency.codes.sorted())
    #expect(Set(Currency.codes).count == Currency.codes.count)
    for code in Currency.codes { #expect(Currency(code: code.utf8)?.code == code) }
  }

  // MARK: Sharing out

  @Test(
    arguments: [
      (100, [1], [100]), (100, [1, 1, 1], [34, 33, 33]), (-100, [1, 1, 1], [-34, -33, -33]),
      (2, [1, 1, 1], [1, 1, 0]), (0, [1, 1], [0, 0]), (1, [0, 1, 0], [0, 1, 0]),
      (10, [0, 0, 3], [0, 0, 10]), (7, [2, 1, 1], [3, 2, 2]), (5, [3, 3, 4], [2, 1, 2]),
      (1, [1, 2, 2], [0, 1, 0]), (100, [.max, .max], [50, 50]),
      (3, [.max, .max, .max], [1, 1, 1]),
      (.max, [1, 1], [1 << 62, 1 << 62 - 1]), (.min, [1, 1], [-1 << 62, -1 << 62]),
      (.min, [7], [.min]), (.max, [.max, 1], [.max, 0]),
    ] as [(Int64, [UInt64], [Int64])])
  func `what is left over goes to the largest remainders, the earlier first`(
    _ amount: Int64, weights: [UInt64], shares: [Int64]
  ) {
    #expect(ShareOut.shares(of: amount, by: Runs(each: weights)) == shares)
  }

  // MARK: Fractions

  @Test(
    arguments: [
      ([1, 1, 1], [333_334, 333_333, 333_333]), ([5], [1_000_000]),
      ([0, 7, 0], [0, 1_000_000, 0]),
      ([3, -1], [1_500_000, -500_000]),
      ([200, -100, -99], [200_000_000, -100_000_000, -99_000_000]),
      ([-1, 2, 2], [-333_333, 666_667, 666_666]), ([.max, .max], [500_000, 500_000]),
    ] as [([Int64], [Int128])])
  func `parts of a whole add up to it`(_ values: [Int64], parts: [Int128]) {
    #expect(fractions(of: values) == parts)
  }

  @Test(arguments: [[], [0], [-1], [1, -1], [5, -6], [.min, .max]] as [[Int64]])
  func `nothing is a part of what is not above zero`(_ values: [Int64]) {
    #expect(fractions(of: values) == nil)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `fractions add up to exactly the parts`(seed: UInt64) throws {
    var random = Seeded(seed)
    let values = (0..<random.number(1...20)).map { _ in
      Int64(random.magnitude(below: 1 << 62)) * (random.chance(20) ? -1 : 1)
    }
    let total = values.reduce(0) { $0 + Int128($1) }
    for parts in [1, 1_000, 1_000_000] as [Int128] {
      guard total > 0 else {
        #expect(fractions(of: values, in: parts) == nil)
        continue
      }
      let found = try #require(fractions(of: values, in: parts))
      #expect(found.reduce(0, +) == parts)
      for (part, value) in zip(found, values) {
        let (exact, given) = (Int128(value) * parts, part * total)
        #expect(exact - given < total && given - exact < total, "\(values)")
      }
    }
  }
}

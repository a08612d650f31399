/// Money that was spent, by channel, campaign, month and currency.
struct Spend: Sendable {
  var channels = Names()
  var campaigns = Names()
  private var sums = SpendSums()

  /// Those that are not 0, in any order; made one by one, since there may be one for every touch.
  var parts: some Sequence<Part> {
    sums.all.lazy.filter { $0.units != 0 }.map { [currencies = sums.currencies] sum in
      Part(
        channel: Int(sum.channel), campaign: Int(sum.campaign), month: sum.month,
        currency: currencies[Int(sum.currency)], units: sum.units)
    }
  }

  /// What was spent on a channel and a campaign in a month.
  struct Part: Sendable {
    /// Their numbers in `channels` and `campaigns`.
    let channel: Int
    let campaign: Int
    let month: Month
    let currency: Currency
    /// In **minor units**.
    let units: Int128
  }

  /// - Parameters:
  ///   - channel: Its number in `channels`.
  ///   - campaign: Its number in `campaigns`.
  mutating func add(
    _ spent: (currency: Currency, units: Int64), channel: Int, campaign: Int, month: Month
  ) {
    sums.add(
      spent.units, number: sums.number(of: spent.currency), channel: channel, campaign: campaign,
      month: month)
  }

  mutating func add(_ other: Spend) { add(other.sums, of: other.channels, other.campaigns) }

  mutating func add(_ other: SpendSums, of channels: Names, _ campaigns: Names) {
    let numbers = (self.channels.intern(channels), self.campaigns.intern(campaigns))
    let currencies = other.currencies.map { sums.number(of: $0) }
    for sum in other.all {
      sums.add(
        sum.units, number: currencies[Int(sum.currency)], channel: numbers.0[Int(sum.channel)],
        campaign: numbers.1[Int(sum.campaign)], month: sum.month)
    }
  }
}

/// The sums alone, whose channels and campaigns are numbers of names that are elsewhere.
///
/// Each has a place that is found by numbers alone, since every touch may have cost something.
struct SpendSums: Sendable {
  private(set) var all: [Sum] = []
  private var pairs = KeyNumbers()
  private var places = KeyNumbers()
  /// Where in `all` each pair was added to last: most touches follow others of the same month.
  private var latest: [Int] = []
  private(set) var currencies: [Currency] = []

  /// In 32 bytes.
  struct Sum: Sendable {
    let channel: UInt32
    let campaign: UInt32
    let month: Month
    /// By its number in `currencies`.
    let currency: UInt32
    /// In **minor units**.
    fileprivate(set) var units: Int128

    fileprivate func isOf(_ month: Month, _ currency: Int) -> Bool {
      self.month == month && self.currency == UInt32(truncatingIfNeeded: currency)
    }
  }

  /// The number of a currency in these sums.
  mutating func number(of currency: Currency) -> Int {
    if let known = currencies.firstIndex(of: currency) { return known }
    currencies.append(currency)
    return currencies.count - 1
  }

  /// - Parameters:
  ///   - units: Minor units of the currency.
  ///   - currency: By its number here.
  mutating func add(
    _ units: some FixedWidthInteger, number currency: Int, channel: Int, campaign: Int,
    month: Month
  ) {
    let pair = pairs.number(of: UInt64(channel) << 32 | UInt64(campaign))
    if pair == latest.count { latest.append(all.count) }
    var place = latest[pair]
    if place == all.count || !all[place].isOf(month, currency) {
      place = self.place(of: pair, channel: channel, campaign: campaign, month, currency)
      latest[pair] = place
    }
    all[place].units += Int128(units)
  }

  /// Where the sum of a pair is in some month, which is made if there is none.
  @inline(never)
  private mutating func place(
    of pair: Int, channel: Int, campaign: Int, _ month: Month, _ currency: Int
  ) -> Int {
    // Of months of four-digit years 24 bits are more than enough, of currencies eight.
    let place = places.number(
      of: UInt64(pair) << 32 | UInt64(currency) << 24 | UInt64(UInt32(bitPattern: month.number))
        & 0xFF_FFFF)
    if place == all.count {
      all.append(
        Sum(
          channel: UInt32(channel), campaign: UInt32(campaign), month: month,
          currency: UInt32(currency), units: 0))
    }
    return place
  }
}

/// A month of a year, by the clocks of the definitions' zone.
struct Month: Hashable, Sendable {
  /// Counted from January of the year 0.
  let number: Int32

  var year: Int { Int(number) / 12 }
  /// From 1 to 12.
  var month: Int { Int(number) % 12 + 1 }

  /// - Parameter month: Of a year that is not negative.
  init(_ month: (year: Int, month: Int)) { number = Int32(month.year * 12 + month.month - 1) }

  /// Reads `YYYY-MM`; nil if a text is anything else.
  init?(_ text: Span<UInt8>) {
    guard text.count == 7, text[4] == UInt8(ascii: "-") else { return nil }
    var number = 0
    for index in text.indices where index != 4 {
      guard let digit = digit(text[index]) else { return nil }
      number = number * 10 + Int(digit)
    }
    guard number >= 100, (1...12).contains(number % 100) else { return nil }
    self.init((number / 100, number % 100))
  }
}

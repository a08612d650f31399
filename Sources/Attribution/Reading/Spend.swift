/// Money that was spent, by channel, campaign, month and currency.
struct Spend: Sendable {
  var channels = Names()
  var campaigns = Names()
  /// In **minor units**.
  private(set) var sums: [Key: Int128] = [:]

  struct Key: Hashable, Sendable {
    /// By their numbers in `channels` and `campaigns`.
    var channel: Int
    var campaign: Int
    let month: Month
    let currency: Currency
  }

  /// - Parameters:
  ///   - channel: Its number in `channels`.
  ///   - campaign: Its number in `campaigns`.
  mutating func add(
    _ spent: (currency: Currency, units: Int64), channel: Int, campaign: Int, month: Month
  ) {
    let key = Key(channel: channel, campaign: campaign, month: month, currency: spent.currency)
    sums[key, default: 0] += Int128(spent.units)
  }

  mutating func add(_ other: Spend) {
    let (channels, campaigns) = (channels.intern(other.channels), campaigns.intern(other.campaigns))
    for (var key, sum) in other.sums {
      (key.channel, key.campaign) = (channels[key.channel], campaigns[key.campaign])
      sums[key, default: 0] += sum
    }
  }
}

/// A month of a year, by the clocks of the definitions' zone.
struct Month: Hashable, Sendable {
  let year: Int
  /// From 1 to 12.
  let month: Int

  init(_ month: (year: Int, month: Int)) { (year, self.month) = month }

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

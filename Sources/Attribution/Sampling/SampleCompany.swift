/// A made-up company: touchpoints as many as asked for, and the deals that they led to.
///
/// The same values give the same bytes on every machine, since everything is counted in whole
/// numbers. What happens to an account follows from the seed and the account alone, so nothing is
/// remembered between rows, and memory does not grow with their number.
///
/// The company's books cover the eighteen months from the first of January 2025. Touches crowd into
/// the months before a deal is won, and sales people take over as its signature comes near, so that
/// the models have something to disagree about.
package struct SampleCompany: Sendable {
  /// The largest sample, about a terabyte. Up to here no product of two numbers overflows.
  package static let touchpointsLimit = 10_000_000_000

  let touchpoints: Int
  let seed: UInt64
  let currency: Currency
  /// One for twelve touches. An account goes by its rank: 0 is the busiest.
  let accounts: Int
  /// Digits of an account's number in its identifier.
  let accountDigits: Int
  /// How far the identifiers are turned round, so that each seed has its own busiest account.
  private let accountOffset: Int

  /// - Parameters:
  ///   - touchpoints: Rows wanted, 0 to `touchpointsLimit`; the nearest of these if it is neither.
  ///   - currency: Of all amounts and costs, which are written with its decimals.
  package init(touchpoints: Int, seed: UInt64, currency: Currency) {
    self.touchpoints = min(max(touchpoints, 0), SampleCompany.touchpointsLimit)
    self.seed = seed
    self.currency = currency
    accounts = (self.touchpoints + 11) / 12
    accountDigits = max(6, digitCount(accounts))
    var dice = Dice(seed: seed, for: .identifiers)
    accountOffset = dice.below(powerOfTen(accountDigits))
  }
}

extension SampleCompany {
  /// Seconds from the start of 2025 to the end of June 2026.
  static let span = 546 * day
  static let day = 86_400

  private static let winCounts = [1, 1, 1, 1, 1, 1, 2, 2, 2, 3]

  /// How much an account cares at some time about what the company sells.
  enum Interest: Int, CaseIterable {
    case looking, buying, signing
  }

  /// Scatters ranks over identifiers of `accountDigits` digits, so that busy accounts are anywhere.
  ///
  /// No two ranks get the same number: the factor is divisible by neither 2 nor 5, and so shares
  /// no divisor with a power of ten.
  func identifier(ofAccount rank: Int) -> Int {
    (rank * 618_033_989 + accountOffset) % powerOfTen(accountDigits)
  }

  /// How many deals were won with an account: 0 for 85 of 100 accounts, else 1 to 3.
  ///
  /// The busiest always has one, so that no sample is without a win.
  func wins(ofAccount rank: Int) -> Int {
    var dice = Dice(seed: seed, for: .wins, number: rank)
    guard dice.chance(perMille: 150) || rank == 0 else { return 0 }
    return dice.one(of: SampleCompany.winCounts)
  }

  /// The second of the span in which an account's win was closed; later wins close later.
  func closing(ofWin win: Int, of wins: Int, account rank: Int) -> Int {
    let part = SampleCompany.span / wins
    var dice = Dice(seed: seed, for: .closing, number: rank * 3 + win)
    return win * part + dice.below(part)
  }

  /// An account is buying in the 90 days before a win, and signing in the last 30 of them.
  func interest(ofAccount rank: Int, at second: Int) -> Interest {
    let wins = wins(ofAccount: rank)
    for win in 0..<wins {
      switch closing(ofWin: win, of: wins, account: rank) - second {
      case 0..<30 * SampleCompany.day: return .signing
      case 0..<90 * SampleCompany.day: return .buying
      default: continue
      }
    }
    return .looking
  }
}

/// From when to when touches of each account may get credit: from where the window of its first won
/// deal opens to where that of its last closes.
struct AccountWindows: Sendable {
  /// By the account's number in `Deals.accounts`.
  private var all: [AccountWindow]

  /// - Parameter lookback: In **seconds**.
  init(of deals: Deals, lookback: Int64) {
    all = Array(repeating: AccountWindow(), count: deals.accounts.count)
    for deal in deals.won where deal.adjusts == nil && deal.closedAt - lookback <= deal.journeyEnd {
      guard let account = deal.account else { continue }
      all[account].widen(from: deal.closedAt - lookback, to: deal.journeyEnd)
    }
  }

  subscript(account: Int) -> AccountWindow { all[account] }
}

/// That of one account, in eight bytes, since one is looked up for every third touch: nothing is in it
/// at first.
struct AccountWindow: Sendable {
  private var start = UInt32.max
  private var end: UInt32 = 0

  /// 1950 UTC. What lies 136 years after that or before is taken for the nearest second between.
  private static var base: Int64 { -631_152_000 }

  private static func seconds(_ instant: Int64) -> UInt32 {
    UInt32(clamping: instant &- AccountWindow.base)
  }

  fileprivate mutating func widen(from start: Int64, to end: Int64) {
    self.start = min(self.start, AccountWindow.seconds(start))
    self.end = max(self.end, AccountWindow.seconds(end))
  }

  /// Whether a touch at this instant may lie in a window: it does not, where this is false.
  func mayHold(_ instant: Int64) -> Bool {
    let seconds = AccountWindow.seconds(instant)
    return (seconds >= start).bit & (seconds <= end).bit == 1
  }
}

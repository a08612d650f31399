/// Why a won deal has no journey, in the order in which the reasons are tried (R8, R13).
package enum UncreditedReason: Int, CaseIterable, Sendable {
  case noAccount, noTouches, noTouchesBeforeClose, noneWithinLookback, journeyRestarted
  case adjustedDealNotInFiles

  package var name: String {
    switch self {
    case .noAccount: "no account"
    case .noTouches: "no touches"
    case .noTouchesBeforeClose: "no touches before close"
    case .noneWithinLookback: "none within lookback"
    case .journeyRestarted: "journey restarted"
    case .adjustedDealNotInFiles: "adjusted deal not in the files"
    }
  }
}

/// The journey of every won deal: its touches, oldest first (R1–R4, R13).
///
/// The touches of an account follow each other, the oldest first, and a journey is a stretch of them,
/// given by two positions, so that touches in the journeys of many deals take no more room. The
/// touches that are bound to a deal follow each other too, and its journey has a second stretch of
/// these.
///
///     touches   a a a a a a b b b c | c d d
///     journeys  [   ]           of an account's first deal
///                 [     ]       of its second
///                                 []  [ ]  of a deal with touches of its own
///
/// Touches that repeat others stand behind all of these. A journey of which touches are dropped has a
/// list of its own.
package struct Journeys: Sendable {
  /// Touches, by their index in `Touchpoints`, of journeys of which some are dropped.
  private var lists: [Int32] = []
  /// Where the journey of each deal of `Deals.won` lies; an adjustment has its deal's.
  private var stretches: [Stretches] = []
  /// Where the journeys would lie if no touch were dropped; empty if the definitions drop none.
  private var whole: [Stretches] = []
  /// What touches have in common by which they are dropped; nil if the definitions drop none.
  private var repeats: Repeats?
  /// Why a deal has none.
  private var reasons: [UncreditedReason?] = []
  /// What became of each touch.
  private(set) var outcomes: [TouchOutcome] = []
  /// Where the touches of each account, then of each deal with touches bound to it, begin, and behind
  /// them where the last end.
  private var starts: [UInt32] = [0]
  /// When each account, by its number, won deals, ascending; only where that restarts journeys.
  private let wins: [[Int64]]
  private let accountCount: Int
  private let all: TouchOrder

  /// Positions of touches; in `lists` behind all touches.
  private struct Stretches: Sendable, Equatable {
    /// Of the account's touches.
    var free: Range<UInt32> = 0..<0
    /// Of the deal's own.
    var own: Range<UInt32> = 0..<0
  }

  /// The touches of a deal's journey, oldest first.
  package func touches(of deal: Int) -> JourneyTouches { touches(in: stretches[deal]) }

  /// The position in a deal's journey of the touch that stays in the place of a dropped one; nil if
  /// that one was not dropped.
  package func position(ofTouchRepeatedBy touch: Int32, in deal: Int) -> Int? {
    guard let repeats, touches(in: whole[deal]).contains(touch) else { return nil }
    return touches(of: deal).lastIndex { repeats.isRepeated($0, by: touch) }
      .map { $0 - touches(of: deal).startIndex }
  }

  private func touches(in stretches: Stretches) -> JourneyTouches {
    let (free, own) = (stretches.free, stretches.own)
    if own.isEmpty, free.lowerBound < touchCount { return JourneyTouches(positions(free)) }
    if own.isEmpty {
      return JourneyTouches(
        Array(lists[Int(free.lowerBound) - touchCount..<Int(free.upperBound) - touchCount]))
    }
    if free.isEmpty { return JourneyTouches(positions(own)) }
    var merged: [Int32] = []
    merged.reserveCapacity(free.count + own.count)
    var (first, second) = (free.lowerBound, own.lowerBound)
    while first < free.upperBound || second < own.upperBound {
      let takesSecond =
        first == free.upperBound
        || second < own.upperBound && all.precedes(Int(second), Int(first))
      merged.append(Int32(takesSecond ? second : first))
      if takesSecond { second += 1 } else { first += 1 }
    }
    return JourneyTouches(merged)
  }

  private var touchCount: Int { all.instants.count }

  private func positions(_ range: Range<UInt32>) -> Range<Int> {
    Int(range.lowerBound)..<Int(range.upperBound)
  }

  /// Where the touches of a scope lie.
  private func scope(_ number: Int) -> Range<UInt32> { starts[number]..<starts[number + 1] }

  /// How many touches a deal's journey has.
  func count(of deal: Int) -> Int { stretches[deal].free.count + stretches[deal].own.count }

  /// Why a deal is uncredited; nil if it has a journey.
  package func reason(of deal: Int) -> UncreditedReason? { reasons[deal] }

  /// All touches that could belong to a deal if they were at another time, oldest first: those of
  /// its account, then those that name it.
  package func candidates(of index: Int, in deals: Deals) -> [Int32] {
    let free = deals.won[index].account.map { scope($0) } ?? 0..<0
    return (Array(free) + Array(scope(accountCount + index))).map { Int32($0) }
  }

  /// When the first of these candidates was; nil if there are none.
  func earliestCandidate(of index: Int, in deals: Deals) -> Int64? {
    func earliest(in scope: Range<UInt32>) -> Int64? {
      scope.isEmpty ? nil : all.instants[Int(scope.lowerBound)]
    }
    let own = earliest(in: scope(accountCount + index))
    guard let free = deals.won[index].account.flatMap({ earliest(in: scope($0)) }) else {
      return own
    }
    return min(free, own ?? free)
  }

  /// The journeys that the same touches and deals have by another lookback.
  ///
  /// They share the sorted lists with these. What became of each touch is not told.
  ///
  /// - Parameter lookback: In **seconds**; nil: without limit.
  func within(_ lookback: Int64?, of deals: Deals, by definitions: Definitions) -> Journeys {
    var definitions = definitions
    definitions.lookback = lookback
    var copy = self
    copy.outcomes = []
    copy.findStretches(of: deals, by: definitions, jobs: 1)
    return copy
  }

  /// Whether a deal has the same journey here as there, where the sorted lists are shared.
  func hasJourney(of deal: Int, asIn other: Journeys) -> Bool {
    // Touches that are dropped follow from those that are not, but journeys of which some are lie
    // where each of the two put them.
    whole.isEmpty
      ? stretches[deal] == other.stretches[deal] : whole[deal] == other.whole[deal]
  }

  /// - Parameters:
  ///   - touches: They are put into the order of journeys.
  ///   - isReported: Whether a deal is closed in the period of the report.
  init(
    of deals: Deals, through touches: inout Touchpoints, by definitions: Definitions, jobs: Int,
    isReported: (Int) -> Bool
  ) {
    accountCount = deals.accounts.count
    wins = definitions.restartAfterWin ? Journeys.wins(of: deals) : []
    outcomes = Array(repeating: .outsideEveryWindow, count: touches.count)
    let sorted = SortedTouches(&touches, jobs: jobs)
    starts = sorted.starts
    touches.arrange(sorted.order, jobs: jobs)
    all = TouchOrder(touches)
    repeats = definitions.collapse.map { Repeats(among: touches, by: $0) }
    findStretches(of: deals, by: definitions, jobs: jobs)
    for deal in whole.indices where whole[deal] != stretches[deal] {
      for touch in self.touches(in: whole[deal]) { outcomes[Int(touch)] = .collapsed }
    }
    for index in deals.won.indices {
      let outcome = isReported(index) ? TouchOutcome.credited : .creditedInAnotherPeriodOnly
      note(outcome, of: stretches[index].free)
      note(outcome, of: stretches[index].own)
    }
    // A row that says again what another says has that one's fate, but for the credit.
    for (index, first) in sorted.firsts.enumerated()
    where outcomes[Int(first)] != .outsideEveryWindow {
      outcomes[Int(starts[starts.count - 1]) + index] = .duplicate
    }
  }

  /// Finds the journey of every deal in the sorted lists.
  private mutating func findStretches(
    of deals: Deals, by definitions: Definitions, jobs: Int
  ) {
    let blocks = cuts(of: deals.won.count, size: 1 << 14)
    let found = parallelMap(blocks.count, jobs: jobs) { [self] block in
      blocks[block].map { index in
        let deal = deals.won[index]
        return deal.adjusts == nil
          ? journey(of: deal, index, definitions) : (Stretches(), .adjustedDealNotInFiles)
      }
    }
    stretches = found.flatMap { $0.map(\.0) }
    reasons = found.flatMap { $0.map(\.1) }
    if let repeats { drop(by: repeats, jobs: jobs) }
    for (index, deal) in deals.won.enumerated() {
      guard case .deal(let base) = deal.adjusts else { continue }
      stretches[index] = stretches[base]
      reasons[index] = reasons[base]
      if !whole.isEmpty { whole[index] = whole[base] }
    }
  }

  /// Notes what became of the touches of a stretch, if it is more than is known of them.
  private mutating func note(_ outcome: TouchOutcome, of stretch: Range<UInt32>) {
    for position in positions(stretch) {
      let touch = position < touchCount ? position : Int(lists[position - touchCount])
      if outcomes[touch].rawValue < outcome.rawValue { outcomes[touch] = outcome }
    }
  }

  /// The journey of one deal, or why it has none.
  private func journey(
    of deal: Deal, _ index: Int, _ definitions: Definitions
  ) -> (Stretches, UncreditedReason?) {
    var found = Stretches()
    found.free = deal.account.map { scope($0) } ?? found.free
    found.own = scope(accountCount + index)
    func isEmpty() -> Bool { found.free.isEmpty && found.own.isEmpty }
    if isEmpty() { return (found, deal.account == nil ? .noAccount : .noTouches) }

    found.free = found.free.lowerBound..<end(of: found.free, through: deal.journeyEnd)
    found.own = found.own.lowerBound..<end(of: found.own, through: deal.journeyEnd)
    if isEmpty() { return (found, .noTouchesBeforeClose) }

    if let lookback = definitions.lookback {
      let before = deal.closedAt - lookback - 1
      found.free = end(of: found.free, through: before)..<found.free.upperBound
      found.own = end(of: found.own, through: before)..<found.own.upperBound
      if isEmpty() { return (found, .noneWithinLookback) }
    }
    if let earlier = earlierWin(of: deal) {
      found.free = end(of: found.free, through: earlier)..<found.free.upperBound
      if isEmpty() { return (found, .journeyRestarted) }
    }
    return (found, nil)
  }

  /// Drops the touches of each journey that repeat another of it.
  private mutating func drop(by repeats: Repeats, jobs: Int) {
    whole = stretches
    let journeys = self
    let blocks = cuts(of: stretches.count, weighing: { journeys.count(of: $0) })
    // To note them never fails.
    try! inOrder(
      blocks.count, jobs: jobs, scratch: { Repeats.LastTouches() },
      produce: { last, number in
        var found: [(deal: Int, count: Int)] = []
        var lists: [Int32] = []
        for deal in blocks[number] {
          let start = lists.count
          repeats.keep(journeys.touches(of: deal), in: &lists, &last)
          let count = lists.count - start
          if count < journeys.count(of: deal) {
            found.append((deal, count))
          } else {
            lists.removeLast(count)
          }
        }
        return (found: found, lists: lists)
      },
      consume: { _, part in
        var start = UInt32(touchCount + lists.count)
        for (deal, count) in part.found {
          stretches[deal] = Stretches(free: start..<start + UInt32(count))
          start += UInt32(count)
        }
        lists += part.lists
      })
  }

  /// The latest win before a deal after which its journey restarts; nil if there is none (R3).
  private func earlierWin(of deal: Deal) -> Int64? {
    guard deal.amount >= 0, let account = deal.account, !wins.isEmpty else { return nil }
    let wins = wins[account]
    let place = wins.partitionPoint { $0 >= deal.closedAt }
    return place == 0 ? nil : wins[place - 1]
  }

  /// The first touch that a deal's journey would have if the window had no limit; nil if it would
  /// have none.
  func firstWithoutWindow(of index: Int, in deals: Deals) -> Int? {
    let deal = deals.won[index]
    let free = deal.account.map { scope($0) } ?? 0..<0
    let from = earlierWin(of: deal).map { end(of: free, through: $0) } ?? free.lowerBound
    let firsts = [from..<free.upperBound, scope(accountCount + index)].filter { !$0.isEmpty }
      .map { Int($0.lowerBound) }
    return firsts.filter { all.instants[$0] <= deal.journeyEnd }.min { all.precedes($0, $1) }
  }

  /// The position behind the last touch of a sorted stretch that is not later than an instant.
  private func end(of range: Range<UInt32>, through instant: Int64) -> UInt32 {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if all.instants[Int(middle)] > instant { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// When each account, by its number, won deals, ascending.
  private static func wins(of deals: Deals) -> [[Int64]] {
    var wins = Array(repeating: [Int64](), count: deals.accounts.count)
    for deal in deals.won where deal.isWin {
      if let account = deal.account { wins[account].append(deal.closedAt) }
    }
    return wins.map { $0.sorted() }
  }
}

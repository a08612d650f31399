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
/// The touches of an account lie in one sorted list, and a journey is a stretch of it, given by two
/// positions, so that touches in the journeys of many deals take no more room. The touches that are
/// bound to a deal lie in a list of their own, of which its journey has a second stretch.
///
///     lists     a a a a a a b b b c | c d d
///     journeys  [   ]           of an account's first deal
///                 [     ]       of its second
///                                 []  [ ]  of a deal with touches of its own
///
/// A journey of which touches are dropped, since they repeat others of it, has a list of its own
/// behind these.
package struct Journeys: Sendable {
  /// Touches by their index in `Touchpoints`.
  private var lists: [Int32] = []
  /// Where in `lists` the journey of each deal of `Deals.won` lies; an adjustment has its deal's.
  private var stretches: [Stretches] = []
  /// Where the journeys would lie if no touch were dropped; empty if the definitions drop none.
  private var whole: [Stretches] = []
  /// What touches have in common by which they are dropped; nil if the definitions drop none.
  private var repeats: Repeats?
  /// Why a deal has none.
  private var reasons: [UncreditedReason?] = []
  /// What became of each touch.
  private(set) var outcomes: [TouchOutcome] = []
  /// Where in `lists` the touches of each account, then of each deal with touches bound to it, lie.
  private var scopes: [Range<Int>] = []
  /// When each account, by its number, won deals, ascending; only where that restarts journeys.
  private let wins: [[Int64]]
  private let accountCount: Int
  private let all: TouchOrder

  private struct Stretches: Sendable, Equatable {
    /// Of the account's touches.
    var free = 0..<0
    /// Of the deal's own.
    var own = 0..<0
  }

  /// The touches of a deal's journey, oldest first, by their index in `Touchpoints`.
  package func touches(of deal: Int) -> ArraySlice<Int32> { touches(in: stretches[deal]) }

  /// The position in a deal's journey of the touch that stays in the place of a dropped one; nil if
  /// that one was not dropped.
  package func position(ofTouchRepeatedBy touch: Int32, in deal: Int) -> Int? {
    guard let repeats, touches(in: whole[deal]).contains(touch) else { return nil }
    return touches(of: deal).lastIndex { repeats.isRepeated($0, by: touch) }
      .map { $0 - touches(of: deal).startIndex }
  }

  private func touches(in stretches: Stretches) -> ArraySlice<Int32> {
    let (free, own) = (stretches.free, stretches.own)
    if own.isEmpty { return lists[free] }
    if free.isEmpty { return lists[own] }
    var merged: [Int32] = []
    merged.reserveCapacity(free.count + own.count)
    var (first, second) = (free.lowerBound, own.lowerBound)
    while first < free.upperBound || second < own.upperBound {
      let takesSecond =
        first == free.upperBound
        || second < own.upperBound && all.precedes(Int(lists[second]), Int(lists[first]))
      merged.append(lists[takesSecond ? second : first])
      if takesSecond { second += 1 } else { first += 1 }
    }
    return merged[...]
  }

  /// How many touches a deal's journey has.
  func count(of deal: Int) -> Int { stretches[deal].free.count + stretches[deal].own.count }

  /// Why a deal is uncredited; nil if it has a journey.
  package func reason(of deal: Int) -> UncreditedReason? { reasons[deal] }

  /// All touches that could belong to a deal if they were at another time, oldest first: those of
  /// its account, then those that name it.
  package func candidates(of index: Int, in deals: Deals) -> [Int32] {
    let deal = deals.won[index]
    let free = deal.account.map { lists[scopes[$0]] } ?? []
    return Array(free) + lists[scopes[accountCount + index]]
  }

  /// When the first of these candidates was; nil if there are none.
  func earliestCandidate(of index: Int, in deals: Deals) -> Int64? {
    let scopes = [deals.won[index].account, accountCount + index].compactMap(\.self)
      .map { self.scopes[$0] }
    return scopes.filter { !$0.isEmpty }.map { all.instants[Int(lists[$0.lowerBound])] }.min()
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
    copy.findStretches(of: deals, by: definitions)
    return copy
  }

  /// Whether a deal has the same journey here as there, where the sorted lists are shared.
  func hasJourney(of deal: Int, asIn other: Journeys) -> Bool {
    // Touches that are dropped follow from those that are not, but journeys of which some are lie
    // where each of the two put them.
    whole.isEmpty
      ? stretches[deal] == other.stretches[deal] : whole[deal] == other.whole[deal]
  }

  /// - Parameter isReported: Whether a deal is closed in the period of the report.
  init(
    of deals: Deals, through touches: Touchpoints, by definitions: Definitions, jobs: Int,
    isReported: (Int) -> Bool
  ) {
    accountCount = deals.accounts.count
    all = TouchOrder(touches)
    wins = definitions.restartAfterWin ? Journeys.wins(of: deals) : []
    outcomes = Array(repeating: .outsideEveryWindow, count: touches.count)
    let duplicates = sortIntoScopes(touches, scopeCount: accountCount + deals.won.count, jobs: jobs)
    repeats = definitions.collapse.map { Repeats(among: touches, by: $0) }
    findStretches(of: deals, by: definitions)
    for deal in whole.indices where whole[deal] != stretches[deal] {
      for touch in self.touches(in: whole[deal]) { outcomes[Int(touch)] = .collapsed }
    }
    for index in deals.won.indices {
      let outcome = isReported(index) ? TouchOutcome.credited : .creditedInAnotherPeriodOnly
      for stretch in [stretches[index].free, stretches[index].own] {
        for touch in lists[stretch] where outcomes[Int(touch)].rawValue < outcome.rawValue {
          outcomes[Int(touch)] = outcome
        }
      }
    }
    // A row that says again what another says has that one's fate, but for the credit.
    for (duplicate, first) in duplicates where outcomes[first] != .outsideEveryWindow {
      outcomes[duplicate] = .duplicate
    }
  }

  /// Finds the journey of every deal in the sorted lists.
  private mutating func findStretches(of deals: Deals, by definitions: Definitions) {
    stretches.removeAll(keepingCapacity: true)
    reasons.removeAll(keepingCapacity: true)
    stretches.reserveCapacity(deals.won.count)
    for (index, deal) in deals.won.enumerated() {
      let found: (Stretches, UncreditedReason?) =
        deal.adjusts == nil
        ? journey(of: deal, index, definitions) : (Stretches(), .adjustedDealNotInFiles)
      stretches.append(found.0)
      reasons.append(found.1)
    }
    if let repeats { drop(by: repeats) }
    for (index, deal) in deals.won.enumerated() {
      guard case .deal(let base) = deal.adjusts else { continue }
      stretches[index] = stretches[base]
      reasons[index] = reasons[base]
      if !whole.isEmpty { whole[index] = whole[base] }
    }
  }

  /// Sorts the touches of each account, and of each deal that has touches of its own, by R2, and
  /// leaves out duplicates (R4).
  ///
  /// - Returns: The duplicates, each with the touch that stays.
  private mutating func sortIntoScopes(_ touches: Touchpoints, scopeCount: Int, jobs: Int)
    -> [(duplicate: Int, first: Int)]
  {
    func scope(_ touch: Int) -> Int {
      touches.deal(of: touch).map { accountCount + $0 } ?? Int(touches.accounts[touch])
    }
    var starts = Array(repeating: 0, count: scopeCount + 1)
    for touch in 0..<touches.count { starts[scope(touch) + 1] += 1 }
    for scope in 0..<scopeCount { starts[scope + 1] += starts[scope] }
    var next = starts
    var grouped = Array(repeating: Int32(0), count: touches.count)
    for touch in 0..<touches.count {
      let scope = scope(touch)
      grouped[next[scope]] = Int32(touch)
      next[scope] += 1
    }

    // Blocks of whole scopes, so that no two threads sort the same list.
    let blocks = cuts(of: scopeCount, weighing: { starts[$0 + 1] - starts[$0] })
    let sorted = { @Sendable [all, grouped, starts] (block: Int) -> SortedLists in
      var lists: [Int32] = []
      var counts: [Int] = []
      var duplicates: [(duplicate: Int, first: Int)] = []
      // With their instants, which lie far from each other in memory.
      var list: [(instant: Int64, touch: Int32)] = []
      for scope in blocks[block] {
        let before = lists.count
        list.removeAll(keepingCapacity: true)
        // Most files are in the order of time, and most of these lists are empty.
        var isInOrder = true
        for touch in grouped[starts[scope]..<starts[scope + 1]] {
          let instant = all.instants[Int(touch)]
          if let last = list.last, last.instant >= instant { isInOrder = false }
          list.append((instant, touch))
        }
        if !isInOrder {
          list.sort { first, second in
            first.instant == second.instant
              ? all.precedes(Int(first.touch), Int(second.touch)) : first.instant < second.instant
          }
        }
        for (_, touch) in list {
          if lists.count > before, all.areDuplicates(Int(touch), Int(lists[lists.count - 1])) {
            duplicates.append((Int(touch), Int(lists[lists.count - 1])))
          } else {
            lists.append(touch)
          }
        }
        counts.append(lists.count - before)
      }
      return SortedLists(lists: lists, counts: counts, duplicates: duplicates)
    }
    var duplicates: [(duplicate: Int, first: Int)] = []
    scopes.reserveCapacity(scopeCount)
    lists.reserveCapacity(touches.count)
    // Appending never fails.
    try! inOrder(
      blocks.count, jobs: jobs, scratch: {}, produce: { _, block in sorted(block) },
      consume: { _, block in
        for count in block.counts {
          let start = scopes.last?.upperBound ?? 0
          scopes.append(start..<start + count)
        }
        lists += block.lists
        duplicates += block.duplicates
      })
    return duplicates
  }

  /// The sorted touches of some scopes, one list behind the other, how many each has, and those that
  /// were left out.
  private struct SortedLists: Sendable {
    let lists: [Int32]
    let counts: [Int]
    let duplicates: [(duplicate: Int, first: Int)]
  }

  /// The journey of one deal, or why it has none.
  private func journey(
    of deal: Deal, _ index: Int, _ definitions: Definitions
  ) -> (Stretches, UncreditedReason?) {
    var found = Stretches()
    found.free = deal.account.map { scopes[$0] } ?? found.free
    found.own = scopes[accountCount + index]
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
  private mutating func drop(by repeats: Repeats) {
    whole = stretches
    var scratch = Repeats.Scratch(repeats)
    for deal in stretches.indices {
      let all = touches(of: deal)
      let kept = repeats.kept(of: all, &scratch)
      guard kept.count < all.count else { continue }
      stretches[deal] = Stretches(free: lists.count..<lists.count + kept.count)
      lists += kept
    }
  }

  /// The latest win before a deal after which its journey restarts; nil if there is none (R3).
  private func earlierWin(of deal: Deal) -> Int64? {
    guard deal.amount >= 0, let account = deal.account, !wins.isEmpty else { return nil }
    return wins[account].last { $0 < deal.closedAt }
  }

  /// The first touch that a deal's journey would have if the window had no limit; nil if it would
  /// have none.
  func firstWithoutWindow(of index: Int, in deals: Deals) -> Int? {
    let deal = deals.won[index]
    let free = deal.account.map { scopes[$0] } ?? 0..<0
    let from = earlierWin(of: deal).map { end(of: free, through: $0) } ?? free.lowerBound
    let starts = [from..<free.upperBound, scopes[accountCount + index]].compactMap { range in
      range.isEmpty ? nil : Int(lists[range.lowerBound])
    }
    return starts.filter { all.instants[$0] <= deal.journeyEnd }.min { all.precedes($0, $1) }
  }

  /// The position behind the last touch of a sorted stretch that is not later than an instant.
  private func end(of range: Range<Int>, through instant: Int64) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if all.instants[Int(lists[middle])] > instant { high = middle } else { low = middle + 1 }
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

/// What the order of touches depends on: with all that is known of them, every list that is sorted
/// would pay for a copy.
private struct TouchOrder: Sendable {
  let instants: [Int64]
  private let ids: TextColumn

  init(_ touches: Touchpoints) {
    instants = touches.instants
    ids = touches.ids
  }

  /// Whether a touch is listed before another: the older, then by the bytes of its id, then as read
  /// (R2).
  func precedes(_ first: Int, _ second: Int) -> Bool {
    if instants[first] != instants[second] { return instants[first] < instants[second] }
    if ids.areEqual(first, second) { return first < second }
    return ids.precedes(first, second)
  }

  /// Whether two touches of one account or deal are one, recorded twice (R4).
  func areDuplicates(_ first: Int, _ second: Int) -> Bool {
    instants[first] == instants[second] && !ids.isEmpty(first) && ids.areEqual(first, second)
  }
}

/// The order of journeys: the touches of each account, then those that are bound to each deal, sorted
/// by R2 and without duplicates (R4), which come behind all others.
struct SortedTouches {
  /// Touches by their index as read.
  private(set) var order: [Int32] = []
  /// Where in the order each of `Touchpoints.scopes` begins, and behind them where the last ends.
  private(set) var starts: [UInt32] = [0]
  /// For each duplicate, in the order in which they stand, the place of the touch that it repeats.
  private(set) var firsts: [Int32] = []

  init(_ touches: Touchpoints, jobs: Int) {
    let all = TouchOrder(touches)
    let groups = SortedTouches.grouped(touches)
    order.reserveCapacity(touches.count)
    starts.reserveCapacity(touches.scopeCount + 1)
    var duplicates: [Int32] = []
    // Blocks of whole scopes, so that no two threads sort the same list.
    let blocks = cuts(
      of: touches.scopeCount, weighing: { Int(groups.starts[$0 + 1] - groups.starts[$0]) })
    // Appending never fails.
    try! inOrder(
      blocks.count, jobs: jobs, scratch: {},
      produce: { _, block in Block(of: groups, in: blocks[block], by: all) },
      consume: { _, block in
        firsts += block.firsts.map { $0 + Int32(order.count) }
        for count in block.counts { starts.append(starts[starts.count - 1] + count) }
        order += block.order
        duplicates += block.duplicates
      })
    order += duplicates
  }

  /// The touches of each scope, as read: those of one behind those of the other.
  private struct Groups: Sendable {
    var touches: [Int32]
    /// Where each scope begins, and behind them where the last ends.
    var starts: [UInt32]
  }

  private static func grouped(_ touches: Touchpoints) -> Groups {
    var starts = Array(repeating: UInt32(0), count: touches.scopeCount + 1)
    for scope in touches.scopes { starts[Int(scope) + 1] += 1 }
    for scope in 0..<touches.scopeCount { starts[scope + 1] += starts[scope] }
    var next = starts
    var grouped = Array(repeating: Int32(0), count: touches.count)
    for (touch, scope) in touches.scopes.enumerated() {
      grouped[Int(next[Int(scope)])] = Int32(touch)
      next[Int(scope)] += 1
    }
    return Groups(touches: grouped, starts: starts)
  }

  /// The sorted touches of some scopes, how many each has, and those that were left out.
  private struct Block: Sendable {
    var order: [Int32] = []
    var counts: [UInt32] = []
    var duplicates: [Int32] = []
    /// The place in the order of the touch that each of these repeats.
    var firsts: [Int32] = []

    init(of groups: Groups, in scopes: Range<Int>, by all: TouchOrder) {
      // With their instants, which lie far from each other in memory.
      var list: [(instant: Int64, touch: Int32)] = []
      for scope in scopes {
        list.removeAll(keepingCapacity: true)
        // Most files are in the order of time, and many of these lists are empty.
        var isInOrder = true
        for touch in groups.touches[Int(groups.starts[scope])..<Int(groups.starts[scope + 1])] {
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
        let start = order.count
        for (_, touch) in list {
          if order.count > start, !isInOrder,
            all.areDuplicates(Int(touch), Int(order[order.count - 1]))
          {
            duplicates.append(touch)
            firsts.append(Int32(order.count - 1))
          } else {
            order.append(touch)
          }
        }
        counts.append(UInt32(order.count - start))
      }
    }
  }
}

/// What the order of touches depends on: with all that is known of them, every list that is sorted
/// would pay for a copy.
struct TouchOrder: Sendable {
  let instants: Instants
  private let ids: TextColumn
  private let turns: [Int32]

  init(_ touches: Touchpoints) {
    instants = touches.instants
    ids = touches.ids
    turns = touches.turns
  }

  /// Whether a touch is listed before another: the older, then by the bytes of its id, then as read
  /// (R2).
  func precedes(_ first: Int, _ second: Int) -> Bool {
    if instants[first] != instants[second] { return instants[first] < instants[second] }
    if ids.areEqual(first, second) { return turn(first) < turn(second) }
    return ids.precedes(first, second)
  }

  private func turn(_ touch: Int) -> Int { turns.isEmpty ? touch : Int(turns[touch]) }

  /// Whether two touches of one account or deal are one, recorded twice (R4).
  func areDuplicates(_ first: Int, _ second: Int) -> Bool {
    instants[first] == instants[second] && !ids.isEmpty(first) && ids.areEqual(first, second)
  }
}

/// The order of journeys: the touches of each account, then those that are bound to each deal, sorted
/// by R2 and without duplicates (R4), which come behind all others.
struct SortedTouches {
  /// Touches by their index as read.
  private(set) var order: [Int32] = []
  /// Where in the order each of `Touchpoints.scopes` begins, and behind them where the last ends.
  private(set) var starts: [UInt32] = [0]
  /// For each duplicate, in the order in which they stand, the place of the touch that it repeats.
  private(set) var firsts: [Int32] = []

  /// - Parameter touches: Those as they were read; they forget their scopes.
  init(_ touches: inout Touchpoints, jobs: Int) {
    let groups = Groups(touches.takeScopes(), count: touches.scopeCount)
    let (instants, ids) = (touches.instants, touches.packedIDs)
    order.reserveCapacity(touches.count)
    starts.reserveCapacity(touches.scopeCount + 1)
    var duplicates: [Int32] = []
    // Blocks of whole scopes, so that no two threads sort the same list.
    let blocks = cuts(
      of: touches.scopeCount, weighing: { Int(groups.starts[$0 + 1] - groups.starts[$0]) })
    // Appending never fails.
    try! inOrder(
      blocks.count, jobs: jobs, scratch: {},
      produce: { _, block in Block(of: groups, in: blocks[block], instants, ids) },
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
    private(set) var touches: [Int32]
    /// Where each scope begins, and behind them where the last ends.
    private(set) var starts: [UInt32]

    /// - Parameter scopes: That of each touch.
    init(_ scopes: [Int32], count: Int) {
      starts = Array(repeating: 0, count: count + 1)
      for scope in scopes { starts[Int(scope) + 1] += 1 }
      for scope in 0..<count { starts[scope + 1] += starts[scope] }
      var next = starts
      touches = Array(repeating: 0, count: scopes.count)
      for touch in scopes.indices {
        let scope = Int(scopes[touch])
        touches[Int(next[scope])] = Int32(touch)
        next[scope] += 1
      }
    }
  }

  /// The sorted touches of some scopes, how many each has, and those that were left out.
  private struct Block: Sendable {
    var order: [Int32] = []
    var counts: [UInt32] = []
    var duplicates: [Int32] = []
    /// The place in the order of the touch that each of these repeats.
    var firsts: [Int32] = []

    init(of groups: Groups, in scopes: Range<Int>, _ instants: Instants, _ ids: PackedTexts) {
      // With their instants, which lie far from each other in memory.
      var list: [(instant: Int64, touch: Int32)] = []
      var names = TextColumn()
      for scope in scopes {
        list.removeAll(keepingCapacity: true)
        // Most files are in the order of time, and many of these lists are empty.
        var isInOrder = true
        for touch in groups.touches[Int(groups.starts[scope])..<Int(groups.starts[scope + 1])] {
          let instant = instants[Int(touch)]
          if let last = list.last, last.instant >= instant { isInOrder = false }
          list.append((instant, touch))
        }
        let start = order.count
        if isInOrder {
          for (_, touch) in list { order.append(touch) }
        } else {
          list.sort { $0 < $1 }
          var from = 0
          while from < list.count {
            let end = list[from...].firstIndex { $0.instant != list[from].instant } ?? list.count
            if end - from == 1 {
              order.append(list[from].touch)
            } else {
              add(list[from..<end].map(\.touch), ids, &names)
            }
            from = end
          }
        }
        counts.append(UInt32(order.count - start))
      }
    }

    /// Adds several touches of the same instant, as read.
    private mutating func add(
      _ touches: [Int32], _ ids: PackedTexts, _ names: inout TextColumn
    ) {
      names.removeAll()
      for touch in touches { ids.append(Int(touch), to: &names) }
      var last: Int?
      for place in touches.indices.sorted(by: { [names] one, other in
        names.areEqual(one, other) ? one < other : names.precedes(one, other)
      }) {
        if let last, !names.isEmpty(place), names.areEqual(last, place) {
          duplicates.append(touches[place])
          firsts.append(Int32(order.count - 1))
        } else {
          order.append(touches[place])
          last = place
        }
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
}

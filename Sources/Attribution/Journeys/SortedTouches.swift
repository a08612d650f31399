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
    let buckets = ScopeBuckets(touches.takeScopes(), count: touches.scopeCount, jobs: jobs)
    let (instants, ids) = (touches.instants, touches.packedIDs)
    order.reserveCapacity(touches.count)
    starts.reserveCapacity(touches.scopeCount + 1)
    var duplicates: [Int32] = []
    // Appending never fails.
    try! inOrder(
      buckets.count, jobs: jobs, scratch: { BucketSorter() },
      produce: { sorter, bucket in sorter.sorted(bucket, of: buckets, instants, ids) },
      consume: { _, block in
        firsts += block.firsts.map { $0 + Int32(order.count) }
        for count in block.counts { starts.append(starts[starts.count - 1] + count) }
        order += block.order
        duplicates += block.duplicates
      })
    order += duplicates
  }
}

/// Touches by the buckets of their scopes: a bucket has so few scopes that its touches can be put in
/// order without leaving the cache.
private struct ScopeBuckets: Sendable {
  /// How many scopes there are.
  private let scopeCount: Int
  private var stretches: [Stretch] = []
  /// A scope within its bucket and a touch within its stretch have 16 bits each.
  private static var scopeBits: Int { 10 }
  private static var touchBits: Int { 16 }

  /// Touches that were read one after the other, bucket by bucket.
  private struct Stretch {
    /// Of each its scope, from the first of the bucket on, above its number, from the first of the
    /// stretch on.
    var touches: [UInt32]
    /// Where each bucket ends.
    var ends: [UInt32]
  }

  /// How many buckets there are.
  var count: Int { (scopeCount + 1 << ScopeBuckets.scopeBits - 1) >> ScopeBuckets.scopeBits }

  /// - Parameter scopes: That of each touch.
  init(_ scopes: [Int32], count: Int, jobs: Int) {
    scopeCount = count
    let bucketCount = self.count
    let cuts = cuts(of: scopes.count, size: 1 << ScopeBuckets.touchBits)
    stretches = parallelMap(cuts.count, jobs: jobs) { stretch in
      ScopeBuckets.stretch(scopes.span.extracting(cuts[stretch]), bucketCount)
    }
  }

  private static func stretch(_ scopes: Span<Int32>, _ bucketCount: Int) -> Stretch {
    var counts = Array(repeating: UInt32(0), count: bucketCount)
    var ends = counts.mutableSpan
    for touch in scopes.indices { ends[Int(scopes[touch]) >> scopeBits] &+= 1 }
    var start: UInt32 = 0
    for bucket in 0..<bucketCount {
      let count = ends[bucket]
      ends[bucket] = start
      start += count
    }
    var touches = Array(repeating: UInt32(0), count: scopes.count)
    var places = touches.mutableSpan
    for touch in scopes.indices {
      let (bucket, scope) = (Int(scopes[touch]) >> scopeBits, scopes[touch] & (1 << scopeBits - 1))
      places[Int(ends[bucket])] = UInt32(scope) << touchBits | UInt32(touch)
      ends[bucket] &+= 1
    }
    return Stretch(touches: touches, ends: counts)
  }

  /// How many scopes a bucket has.
  func scopeCount(of bucket: Int) -> Int {
    min(scopeCount - bucket << ScopeBuckets.scopeBits, 1 << ScopeBuckets.scopeBits)
  }

  /// Calls `body` with each touch of a bucket in the order in which they were read, and with its scope,
  /// from the first of the bucket on.
  @inline(__always)
  func each(in bucket: Int, _ body: (_ scope: Int, _ touch: Int) -> Void) {
    for (number, stretch) in stretches.enumerated() {
      let touches = stretch.touches.span
      let start = bucket == 0 ? 0 : stretch.ends[bucket - 1]
      for place in Int(start)..<Int(stretch.ends[bucket]) {
        body(
          Int(touches[place]) >> ScopeBuckets.touchBits,
          number << ScopeBuckets.touchBits | Int(touches[place]) & (1 << ScopeBuckets.touchBits - 1)
        )
      }
    }
  }
}

/// The sorted touches of some scopes, how many each has, and those that were left out.
private struct SortedBlock: Sendable {
  var order: [Int32] = []
  var counts: [UInt32] = []
  var duplicates: [Int32] = []
  /// The place in the order of the touch that each of these repeats.
  var firsts: [Int32] = []

  /// Adds several touches of the same instant, as read.
  mutating func add(_ touches: [Int32], _ ids: PackedTexts, _ names: inout TextColumn) {
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

/// Puts the touches of one bucket after the other in order, and keeps its working arrays between them.
private struct BucketSorter {
  private var ends: [Int] = []
  /// The touches of the bucket, scope by scope, as read, and when they were.
  private var touches: [Int32] = []
  private var instants: [Int64] = []
  /// The ids of touches of the same instant.
  private var names = TextColumn()

  mutating func sorted(
    _ bucket: Int, of buckets: ScopeBuckets, _ all: Instants, _ ids: PackedTexts
  ) -> SortedBlock {
    let scopeCount = buckets.scopeCount(of: bucket)
    ends.fill(scopeCount, with: 0)
    let count = BucketSorter.count(bucket, of: buckets, &ends)
    touches.fill(count, with: 0)
    instants.fill(count, with: 0)
    BucketSorter.place(bucket, of: buckets, all, &ends, &touches, &instants)
    var block = SortedBlock()
    block.order.reserveCapacity(count)
    block.counts.reserveCapacity(scopeCount)
    var start = 0
    for end in ends {
      let before = block.order.count
      // Most files are in the order of time, and many scopes are empty.
      if isInOrder(start..<end) {
        for place in start..<end { block.order.append(touches[place]) }
      } else {
        sort(start..<end, ids, into: &block)
      }
      block.counts.append(UInt32(block.order.count - before))
      start = end
    }
    return block
  }

  private func isInOrder(_ scope: Range<Int>) -> Bool {
    let instants = instants.span
    for place in scope.dropFirst() where instants[place - 1] >= instants[place] { return false }
    return true
  }

  private mutating func sort(_ scope: Range<Int>, _ ids: PackedTexts, into block: inout SortedBlock)
  {
    let list = scope.map { (instant: instants[$0], touch: touches[$0]) }.sorted { $0 < $1 }
    var from = 0
    while from < list.count {
      let end = list[from...].firstIndex { $0.instant != list[from].instant } ?? list.count
      if end - from == 1 {
        block.order.append(list[from].touch)
      } else {
        block.add(list[from..<end].map(\.touch), ids, &names)
      }
      from = end
    }
  }

  /// Finds where each scope begins.
  ///
  /// - Returns: How many touches the bucket has.
  private static func count(
    _ bucket: Int, of buckets: ScopeBuckets, _ starts: inout [Int]
  ) -> Int {
    var starts = starts.mutableSpan
    buckets.each(in: bucket) { scope, _ in starts[scope] &+= 1 }
    var start = 0
    for scope in starts.indices {
      let count = starts[scope]
      starts[scope] = start
      start += count
    }
    return start
  }

  /// Puts each touch to those of its scope, after which `starts` are the ends of the scopes.
  private static func place(
    _ bucket: Int, of buckets: ScopeBuckets, _ all: Instants, _ starts: inout [Int],
    _ touches: inout [Int32], _ instants: inout [Int64]
  ) {
    var starts = starts.mutableSpan
    var touches = touches.mutableSpan
    var instants = instants.mutableSpan
    buckets.each(in: bucket) { scope, touch in
      let place = starts[scope]
      starts[scope] = place &+ 1
      touches[place] = Int32(truncatingIfNeeded: touch)
      instants[place] = all[touch]
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

/// Some dozens of deals with journeys, side by side.
///
/// What all threads share is asked for once for all of them: were it for each deal, the processors
/// would wait for each other to count who holds it.
struct DealBatch {
  private(set) var entries: [Entry] = []
  /// The journey of each entry, and room for more.
  var journeys: [Journey] = []
  /// The kinds of each journey's touches, in the order of their first touches, by their number in
  /// `TouchKinds`: what every touch adds to lies close together then, and goes on to teams, channels
  /// and other values once for each kind.
  private(set) var kinds: [Int] = []
  /// The touches of each of these, and room for more.
  private(set) var parts: [JourneyPart] = []
  /// The kind of each touch of each journey, by its position in `kinds`; and room for more.
  private(set) var places: [Int] = []
  /// By the number of the kind, its position in `kinds` when it was found last, counted from the
  /// first batch on, so that nothing has to be cleared.
  private var positions: [Int]
  /// How many kinds the batches before had.
  private var earlier = 0
  private let tiesShare: Bool

  struct Entry: Sendable {
    /// The index of the deal in `Deals.won`.
    let deal: Int
    /// Where it stands among the deals of the batch, with those without a journey.
    let place: Int
    let group: Int
    let tally: Tally
    /// What of `DealBatch.kinds` and `parts`, and what of `places`, is its journey's.
    let kinds: Range<Int>
    let touches: Range<Int>
  }

  /// - Parameter kindCount: How many kinds there are in all.
  init(kindCount: Int, tiesShare: Bool) {
    positions = Array(repeating: -1, count: kindCount)
    self.tiesShare = tiesShare
  }

  /// Begins again, and keeps the room.
  mutating func removeAll() {
    earlier += kinds.count
    entries.removeAll(keepingCapacity: true)
    kinds.removeAll(keepingCapacity: true)
  }

  /// Adds a deal.
  ///
  /// - Parameters:
  ///   - place: Where it stands among the deals of the batch.
  ///   - touches: Those of its journey, at least one.
  ///   - closedAt: When the deal was closed that has the journey.
  ///   - kindOf: The kind of every touch there is.
  mutating func add(
    _ deal: Int, at place: Int, in group: Int, _ tally: Tally, _ touches: JourneyTouches,
    closedAt: Int64, _ instants: Instants, _ kindOf: [UInt32]
  ) {
    if journeys.count == entries.count { journeys.append(Journey(tiesShare: tiesShare)) }
    journeys[entries.count].become(touches.count) { closedAt - instants[Int(touches[$0])] }
    let (kind, touch) = (kinds.count, entries.last?.touches.upperBound ?? 0)
    let end = touch + touches.count
    if places.count < end { places += Array(repeating: 0, count: 2 * end - places.count) }
    while parts.count < kind + touches.count { parts.append(JourneyPart()) }
    DealBatch.find(
      touches, from: touch, journeys[entries.count].ages, kindOf, earlier, &kinds, &parts,
      &places, &positions)
    entries.append(
      Entry(
        deal: deal, place: place, group: group, tally: tally, kinds: kind..<kinds.count,
        touches: touch..<end))
  }

  /// Finds the kinds of a journey's touches.
  private static func find(
    _ touches: JourneyTouches, from start: Int, _ ages: [Int64], _ kindOf: [UInt32],
    _ earlier: Int, _ kinds: inout [Int], _ parts: inout [JourneyPart], _ places: inout [Int],
    _ positions: inout [Int]
  ) {
    let (first, ages) = (kinds.count, ages.span)
    var places = places.mutableSpan
    var positions = positions.mutableSpan
    var parts = parts.mutableSpan
    for touch in ages.indices {
      let kind = Int(kindOf[Int(touches[touch])])
      var place = positions[kind] &- earlier
      if place < first {
        place = kinds.count
        positions[kind] = earlier &+ place
        kinds.append(kind)
        parts[place] = JourneyPart()
      }
      places[start &+ touch] = place
      parts[place].touches &+= 1
      parts[place].age &+= Int128(ages[touch])
    }
    findEnds(ages, from: start, places.span, parts)
  }

  /// Finds which touches are first and last: several, if they are of the same instant.
  private static func findEnds(
    _ ages: Span<Int64>, from start: Int, _ places: Span<Int>,
    _ parts: consuming MutableSpan<JourneyPart>
  ) {
    let last = ages.count &- 1
    let (oldest, youngest) = (ages[0], ages[last])
    if oldest == youngest {
      for touch in ages.indices { parts[places[start &+ touch]].alone += 1 }
      return
    }
    var touch = 0
    while ages[touch] == oldest {
      parts[places[start &+ touch]].first += 1
      touch &+= 1
    }
    touch = last
    while ages[touch] == youngest {
      parts[places[start &+ touch]].last += 1
      touch &-= 1
    }
  }
}

/// What the journeys of some deals look like: how long they are, which way they go, and whose touches
/// they hold.
struct JourneyShapes {
  /// How many touches each journey has.
  private(set) var touches: [Int] = []
  /// From the first touch to the close, in seconds.
  private(set) var durations: [Int] = []
  /// Money of the deals with a journey, in minor units.
  private(set) var amount: Int64 = 0
  /// Journeys of the same channels one after the other.
  private(set) var paths: [Alike] = []
  /// Journeys with touches of the same teams, in any order.
  private(set) var combinations: [Alike] = []

  /// Deals whose journeys have something in common.
  struct Alike: Sendable {
    /// The first of them in the order of the report, and its place in that.
    fileprivate(set) var example: Int32 = 0
    fileprivate var place = Int32.max
    fileprivate var count: UInt32 = 0
    fileprivate(set) var amount: Int64 = 0

    var deals: Int { Int(count) }
  }

  var count: Int { touches.count }

  /// - Parameters:
  ///   - deals: Without adjustments and negative amounts, which have no journeys of their own; in the
  ///     order of `Deals.won`.
  ///   - places: Of each deal in the report, by its index in `Deals.won`.
  init(of deals: [Int], at places: [Int32], in attribution: Attribution) {
    let (journeys, parties) = (attribution.journeys, ShapeParties(of: attribution))
    let cuts = cuts(
      of: deals.count, weighing: { journeys.count(of: deals[$0]) }, target: 1 << 15)
    // What grows is copied, and leaves gaps behind.
    touches.reserveCapacity(deals.count)
    durations.reserveCapacity(deals.count)
    var paths = AlikePaths(of: parties, atMost: deals.count)
    // A bit for each team.
    var sets = Names()
    // Adding never fails.
    try! inOrder(
      cuts.count, jobs: attribution.jobs,
      scratch: { Array(repeating: UInt8(0), count: parties.teamCount / 8 + 1) },
      produce: { set, number in
        ShapedJourneys(of: deals[cuts[number]], at: places, in: attribution, parties, &set)
      },
      consume: { _, found in
        let ofSets = sets.intern(found.sets)
        while combinations.count < sets.count { combinations.append(Alike()) }
        for journey in found.all {
          touches.append(journey.touches)
          durations.append(journey.duration)
          amount += journey.amount
          combinations[ofSets[journey.set]].add(journey)
        }
        paths.add(found.all)
      })
    self.paths = paths.all
  }
}

/// A deal with a journey.
private struct ShapedJourney: Sendable {
  let deal: Int
  let place: Int32
  let amount: Int64
  let touches: Int
  let duration: Int
  /// The hash of its channels.
  let path: UInt64
  /// The number of its set of teams.
  let set: Int
}

/// The journeys of some deals, one behind the other.
private struct ShapedJourneys: Sendable {
  private(set) var all: [ShapedJourney] = []
  /// The sets of teams of these.
  private(set) var sets = Names()

  /// - Parameter set: Room for a set of teams, all bits nothing; left so.
  init(
    of indices: ArraySlice<Int>, at places: [Int32], in attribution: Attribution,
    _ parties: ShapeParties, _ set: inout [UInt8]
  ) {
    let touches = attribution.touches
    let (parties, partyOf) = (parties.all.span, touches.parties.span)
    // Looked at once whether anybody else has it, not at every touch.
    var bits = set.mutableSpan
    for index in indices {
      let (deal, list) = (attribution.deals.won[index], attribution.journeys.touches(of: index))
      guard let first = list.first else { continue }
      var path: UInt64 = 0
      for touch in list {
        let party = parties[Int(partyOf[Int(touch)])]
        path = (path ^ party.channel) &* 0x9E37_79B9_7F4A_7C15
        path ^= path &>> 32
        bits[party.team &>> 3] |= 1 &<< UInt8(truncatingIfNeeded: party.team & 7)
      }
      all.append(
        ShapedJourney(
          deal: index, place: places[index], amount: deal.amount, touches: list.count,
          duration: Int(deal.closedAt - touches.instants[Int(first)]), path: path,
          set: sets.intern(bits.span)))
      for byte in bits.indices { bits[byte] = 0 }
    }
  }
}

/// What shapes of journeys tell of touches, by the number of the party.
private struct ShapeParties: Sendable {
  /// The number of its channel, from 1 on, and that of its team in the order of their names.
  let all: [(channel: UInt64, team: Int)]
  let teamCount: Int
  private let touches: Touchpoints
  private let journeys: Journeys

  init(of attribution: Attribution) {
    (touches, journeys) = (attribution.touches, attribution.journeys)
    let teams = TeamOrder(touches.partyNames)
    var channels = Names()
    all = zip(touches.partyNames, teams.position).map { party, team in
      (UInt64(channels.intern(party.channel) + 1), team)
    }
    teamCount = teams.names.count
  }

  /// Whether two journeys are of the same channels one after the other.
  func areAlike(_ one: Int, _ other: Int) -> Bool {
    let (one, other) = (journeys.touches(of: one), journeys.touches(of: other))
    return one.elementsEqual(other) { channel(of: $0) == channel(of: $1) }
  }

  private func channel(of touch: Int32) -> UInt64 { all[Int(touches.parties[Int(touch)])].channel }
}

/// Journeys by the channels of their touches. Most have a path of their own: nothing is kept of it but
/// its hash, and where that is another's the two journeys are compared.
private struct AlikePaths {
  private let parties: ShapeParties
  /// Half of a path's hash and its number + 1 in each slot, 0 where there is none; a power of two, at
  /// most half full.
  private var slots: [UInt64]
  private(set) var all: [JourneyShapes.Alike] = []

  init(of parties: ShapeParties, atMost count: Int) {
    self.parties = parties
    slots = Array(repeating: 0, count: 2 << (Int.bitWidth - count.leadingZeroBitCount))
    all.reserveCapacity(count)
  }

  mutating func add(_ journeys: [ShapedJourney]) {
    let mask = slots.count - 1
    // They lie anywhere in memory: looked at before, many are on their way at once.
    let firsts = journeys.map { slots[Int(truncatingIfNeeded: $0.path) & mask] }
    for (journey, first) in zip(journeys, firsts) {
      var slot = Int(truncatingIfNeeded: journey.path) & mask
      // What was there is there still.
      var held = first == 0 ? slots[slot] : first
      while held != 0, !isOf(journey, held) {
        slot = (slot + 1) & mask
        held = slots[slot]
      }
      if held == 0 {
        all.append(JourneyShapes.Alike())
        held = (journey.path >> 32) << 32 | UInt64(all.count)
        slots[slot] = held
      }
      all[AlikePaths.number(held)].add(journey)
    }
  }

  private func isOf(_ journey: ShapedJourney, _ held: UInt64) -> Bool {
    held >> 32 == journey.path >> 32
      && parties.areAlike(journey.deal, Int(all[AlikePaths.number(held)].example))
  }

  private static func number(_ held: UInt64) -> Int { Int(held & 0xFFFF_FFFF) - 1 }
}

extension JourneyShapes.Alike {
  fileprivate mutating func add(_ journey: ShapedJourney) {
    if journey.place < place { (example, place) = (Int32(journey.deal), journey.place) }
    count += 1
    amount += journey.amount
  }
}

extension [JourneyShapes.Alike] {
  /// The most common first, as many as are wanted, the larger of equally common ones before.
  func ranked(first count: Int) -> ArraySlice<JourneyShapes.Alike> {
    // Most journeys are like no other, and need not be compared where enough are.
    let common = filter { $0.deals > 1 }
    return (common.count < count ? self : common).sorted(first: count) { first, second in
      (second.deals, second.amount, first.place) < (first.deals, first.amount, second.place)
    }.prefix(count)
  }
}

extension [Int] {
  /// The value that so many hundredths of all do not exceed: the nearest rank.
  ///
  /// - Parameter percent: 1 to 100; there must be a value.
  func rank(_ percent: Int) -> Int { element(at: (count * percent + 99) / 100 - 1) }

  /// The element at a position in increasing order.
  ///
  /// None of them is sorted: each round counts those in each of some equal parts of what lies between
  /// the least and the greatest, and goes on with one part.
  private func element(at position: Int) -> Int {
    let (least, greatest) = reduce(into: (Int.max, Int.min)) { bounds, value in
      bounds = (Swift.min(bounds.0, value), Swift.max(bounds.1, value))
    }
    guard least < greatest else { return least }
    // Parts as long as a power of two, no more of them than 1,024.
    let shift = Swift.max(0, Int.bitWidth - (greatest - least).leadingZeroBitCount - 10)
    var counts = [Int](repeating: 0, count: 1 << 10)
    for value in self { counts[(value - least) >> shift] += 1 }
    var (part, rest) = (0, position)
    while rest >= counts[part] {
      rest -= counts[part]
      part += 1
    }
    return filter { ($0 - least) >> shift == part }.element(at: rest)
  }
}

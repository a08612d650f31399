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
    /// The first of them in the order of the report.
    let example: Int
    var deals = 1
    var amount: Int64
  }

  var count: Int { touches.count }

  /// - Parameter deals: Without adjustments and negative amounts: these have no journeys of their own.
  init(of deals: [Int], in attribution: Attribution) {
    let (journeys, parties) = (attribution.journeys, ShapeParties(of: attribution))
    let cuts = cuts(
      of: deals.count, weighing: { journeys.count(of: deals[$0]) }, target: 1 << 15)
    var paths = AlikeJourneys(of: parties, atMost: deals.count)
    // A bit for each team.
    var sets = Names()
    // Adding never fails.
    try! inOrder(
      cuts.count, jobs: attribution.jobs,
      scratch: { Array(repeating: UInt8(0), count: parties.teamCount / 8 + 1) },
      produce: { set, number in
        ShapedJourneys(of: deals[cuts[number]], in: attribution, parties, &set)
      },
      consume: { _, stretch in
        touches += stretch.touches
        durations += stretch.durations
        let ofSets = sets.intern(stretch.sets)
        for (place, deal) in stretch.deals.enumerated() {
          let amount = stretch.amounts[place]
          self.amount += amount
          paths.add(deal, amount, as: stretch.paths[place])
          combinations.add(deal, amount, at: ofSets[stretch.setOf[place]])
        }
      })
    self.paths = paths.all
  }
}

/// The journeys of some deals, one behind the other.
private struct ShapedJourneys: Sendable {
  var deals: [Int] = []
  var amounts: [Int64] = []
  var touches: [Int] = []
  var durations: [Int] = []
  /// For each journey the hash of its channels.
  var paths: [UInt64] = []
  /// The sets of teams, and for each journey the number of its own.
  var sets = Names()
  var setOf: [Int] = []

  /// - Parameter set: Room for a set of teams, all bits nothing; left so.
  init(
    of indices: ArraySlice<Int>, in attribution: Attribution, _ parties: ShapeParties,
    _ set: inout [UInt8]
  ) {
    let all = attribution.touches
    // Not deal by deal, so that much of what lies anywhere in memory is on its way at once.
    let won = indices.map {
      (amount: attribution.deals.won[$0].amount, closedAt: attribution.deals.won[$0].closedAt)
    }
    let lists = indices.map { attribution.journeys.touches(of: $0) }
    let starts = lists.map { list in
      list.first.map { (instant: all.instants[Int($0)], party: all.parties[Int($0)]) }
    }
    let (parties, partyOf) = (parties.all.span, all.parties.span)
    // Looked at once whether anybody else has it, not at every touch.
    var bits = set.mutableSpan
    for (place, index) in indices.enumerated() {
      guard let start = starts[place] else { continue }
      var path: UInt64 = 0
      for touch in lists[place] {
        let party = parties[Int(partyOf[Int(touch)])]
        path = (path ^ party.channel) &* 0x9E37_79B9_7F4A_7C15
        path ^= path &>> 32
        bits[party.team &>> 3] |= 1 &<< UInt8(truncatingIfNeeded: party.team & 7)
      }
      deals.append(index)
      amounts.append(won[place].amount)
      touches.append(lists[place].count)
      durations.append(Int(won[place].closedAt - start.instant))
      paths.append(path)
      setOf.append(sets.intern(bits.span))
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
private struct AlikeJourneys {
  private let parties: ShapeParties
  /// The number + 1 of a path in each slot, 0 where there is none; a power of two, at most half full.
  private var slots: [UInt32]
  /// By the number of the path.
  private var hashes: [UInt64] = []
  private(set) var all: [JourneyShapes.Alike] = []

  init(of parties: ShapeParties, atMost count: Int) {
    self.parties = parties
    slots = Array(repeating: 0, count: 2 << (Int.bitWidth - count.leadingZeroBitCount))
  }

  /// Adds a deal that comes behind these in the report.
  mutating func add(_ deal: Int, _ amount: Int64, as hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash)
    while true {
      slot &= slots.count &- 1
      let number = Int(slots[slot]) - 1
      if number < 0 {
        slots[slot] = UInt32(all.count + 1)
        hashes.append(hash)
        return all.add(deal, amount, at: all.count)
      }
      if hashes[number] == hash, parties.areAlike(deal, all[number].example) {
        return all.add(deal, amount, at: number)
      }
      slot &+= 1
    }
  }
}

extension [JourneyShapes.Alike] {
  /// Adds a deal that comes behind these in the report to those of a number, the next one at most.
  fileprivate mutating func add(_ deal: Int, _ amount: Int64, at number: Int) {
    if number == count {
      append(JourneyShapes.Alike(example: deal, amount: amount))
    } else {
      self[number].deals += 1
      self[number].amount += amount
    }
  }
}

extension [JourneyShapes.Alike] {
  /// The most common first, as many as are wanted, the larger of equally common ones before; the others
  /// behind them in any order.
  func ranked(first count: Int) -> [JourneyShapes.Alike] {
    [Int](indices).sorted(first: count) { first, second in
      (self[second].deals, self[second].amount, first)
        < (self[first].deals, self[first].amount, second)
    }.map { self[$0] }
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

/// What the journeys of some deals look like: how long they are, which way they go, and whose touches
/// they hold. Adjustments and negative amounts have no journeys of their own.
struct JourneyShapes: Sendable {
  /// How many touches each journey has, in increasing order.
  private(set) var touches: [Int] = []
  /// From the first touch to the close, in seconds, in increasing order.
  private(set) var durations: [Int64] = []
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
    var deals = 0
    var amount: Int64 = 0
  }

  var count: Int { touches.count }

  init(of deals: [Int], in attribution: Attribution) {
    let (all, journeys) = (attribution.touches, attribution.journeys)
    var names = Names()
    let channels = all.partyNames.map { names.intern($0.channel) }
    let teams = TeamOrder(all.partyNames)
    let cuts = cuts(
      of: deals.count, weighing: { journeys.count(of: deals[$0]) }, target: 1 << 15)
    var (paths, combinations) = (AlikeJourneys(), AlikeJourneys())
    // Adding never fails.
    try! inOrder(
      cuts.count, jobs: attribution.jobs,
      // Which deal was the last with a touch of each team, so that nothing need be cleared.
      scratch: { Array(repeating: -1, count: teams.names.count) },
      produce: { lastWith, number in
        var shapes = JourneyShapes()
        var (paths, combinations) = (AlikeJourneys(), AlikeJourneys())
        var (path, present): ([UInt8], [Int]) = ([], [])
        let indices = deals[cuts[number]]
        // Not deal by deal, so that much of what lies anywhere in memory is on its way at once.
        let won = indices.map {
          (tally: Tally(attribution.deals.won[$0]), closedAt: attribution.deals.won[$0].closedAt)
        }
        let lists = indices.map { journeys.touches(of: $0) }
        for (place, index) in indices.enumerated() where won[place].tally.dealUnits > 0 {
          let (list, amount) = (lists[place], won[place].tally.credit)
          guard let first = list.first else { continue }
          path.removeAll(keepingCapacity: true)
          present.removeAll(keepingCapacity: true)
          for touch in list {
            let party = Int(all.parties[Int(touch)])
            path.append(number: channels[party])
            let team = teams.position[party]
            if lastWith[team] != index {
              lastWith[team] = index
              present.append(team)
            }
          }
          shapes.touches.append(list.count)
          shapes.durations.append(won[place].closedAt - all.instants[Int(first)])
          shapes.amount += amount
          paths.add(index, amount, as: path.span)
          path.removeAll(keepingCapacity: true)
          for team in present.sorted() { path.append(number: team) }
          combinations.add(index, amount, as: path.span)
        }
        return (shapes, paths, combinations)
      },
      consume: { _, found in
        touches += found.0.touches
        durations += found.0.durations
        amount += found.0.amount
        paths.add(found.1)
        combinations.add(found.2)
      })
    touches.sort()
    durations.sort()
    self.paths = paths.all
    self.combinations = combinations.all
  }

  private init() {}
}

/// Journeys by what they have in common.
private struct AlikeJourneys: Sendable {
  private var keys = Names()
  /// By the number of the key.
  private(set) var all: [JourneyShapes.Alike] = []

  mutating func add(_ deal: Int, _ amount: Int64, as key: Span<UInt8>) {
    add(JourneyShapes.Alike(example: deal, deals: 1, amount: amount), as: keys.intern(key))
  }

  /// Adds those of deals that come behind these in the report.
  mutating func add(_ other: AlikeJourneys) {
    for (alike, number) in zip(other.all, keys.intern(other.keys)) { add(alike, as: number) }
  }

  private mutating func add(_ alike: JourneyShapes.Alike, as number: Int) {
    if number == all.count {
      all.append(alike)
    } else {
      all[number].deals += alike.deals
      all[number].amount += alike.amount
    }
  }
}

extension [JourneyShapes.Alike] {
  /// The most common first, the larger of equally common ones before.
  var ranked: [JourneyShapes.Alike] {
    enumerated().sorted {
      ($1.element.deals, $1.element.amount, $0.offset)
        < ($0.element.deals, $0.element.amount, $1.offset)
    }.map(\.element)
  }
}

extension [UInt8] {
  /// Seven bits a byte, the last one marked, so that no two lists of numbers have the same bytes.
  fileprivate mutating func append(number: Int) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(rest & 0x7F))
      rest >>= 7
    }
    append(UInt8(rest) | 0x80)
  }
}

extension RandomAccessCollection where Index == Int {
  /// The value that so many hundredths of all, in increasing order, do not exceed: the nearest rank.
  ///
  /// - Parameter percent: 1 to 100; there must be a value.
  func rank(_ percent: Int) -> Element {
    self[startIndex + (count * percent + 99) / 100 - 1]
  }
}

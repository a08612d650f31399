/// What the journeys of some deals look like: how long they are, which way they go, and whose touches
/// they hold. Adjustments and negative amounts have no journeys of their own.
struct JourneyShapes {
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
  struct Alike {
    /// The first of them in the order of the report.
    let example: Int
    var deals = 0
    var amount: Int64 = 0
  }

  var count: Int { touches.count }

  init(of deals: [Int], in attribution: Attribution) {
    let all = attribution.touches
    var names = Names()
    let channels = all.partyNames.map { names.intern($0.channel) }
    let teams = TeamOrder(all.partyNames)
    // Which deal was the last with a touch of each team, so that nothing need be cleared.
    var lastWith = Array(repeating: -1, count: teams.names.count)
    var (pathKeys, teamKeys) = (Names(), Names())
    var (path, present): ([UInt8], [Int]) = ([], [])
    for index in deals where attribution.deals.won[index].dealUnits > 0 {
      let list = attribution.journeys.touches(of: index)
      guard let first = list.first else { continue }
      let deal = attribution.deals.won[index]
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
      touches.append(list.count)
      durations.append(deal.closedAt - all.instants[Int(first)])
      amount += deal.amount
      paths.add(index, deal.amount, as: pathKeys.intern(path.span))
      path.removeAll(keepingCapacity: true)
      for team in present.sorted() { path.append(number: team) }
      combinations.add(index, deal.amount, as: teamKeys.intern(path.span))
    }
    touches.sort()
    durations.sort()
  }
}

extension [JourneyShapes.Alike] {
  /// - Parameter number: At most one more than the largest before.
  fileprivate mutating func add(_ deal: Int, _ amount: Int64, as number: Int) {
    if number == count { append(JourneyShapes.Alike(example: deal)) }
    self[number].deals += 1
    self[number].amount += amount
  }

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

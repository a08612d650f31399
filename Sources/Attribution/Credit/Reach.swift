/// In how many deals something had a part, and which one.
///
/// Deals overlap: the same deal is touched by many. Touches of the same instant are equally first
/// and equally last. Adjustments and negative amounts are no deals.
package struct Reach: Sendable, Equatable {
  package var touches = 0
  /// Deals with a touch of it.
  package var touched = 0
  /// Money of these deals, in minor units.
  package var amountTouched: Int64 = 0
  /// Deals that it opened: one of its touches was first.
  package var opened = 0
  /// Deals that it closed: one of its touches was last.
  package var closed = 0
  /// Deals with touches of nothing else.
  package var alone = 0
  /// Money of the deals that it opened, and of those that it closed.
  package var amountOpened: Int64 = 0
  package var amountClosed: Int64 = 0
  package var places = Places()
  /// How long before the close its touches were, added up, in seconds.
  package var age: Int128 = 0

  /// Where touches sit in their journeys; they add up to `touches`.
  package struct Places: Sendable, Equatable {
    package var first = 0
    package var between = 0
    package var last = 0
    /// In journeys of one instant, where a touch is as much first as last.
    package var alone = 0
  }
}

extension Reach {
  /// Adds the touches of one kind in a deal.
  fileprivate mutating func add(_ part: JourneyPart) {
    touches += part.touches
    age += part.age
    places.first += part.first
    places.last += part.last
    places.alone += part.alone
    places.between += part.touches - part.first - part.last - part.alone
  }

  /// Adds a deal that has a touch of it.
  fileprivate mutating func add(_ amount: Int64, _ ends: Ends, isAlone: Bool) {
    touched += 1
    amountTouched += amount
    alone += isAlone ? 1 : 0
    // Every deal has other ends: nothing to jump over, since nobody could guess.
    opened += ends.opens ? 1 : 0
    amountOpened += ends.opens ? amount : 0
    closed += ends.closes ? 1 : 0
    amountClosed += ends.closes ? amount : 0
  }

  /// The reach in these deals and in others.
  static func += (left: inout Reach, right: Reach) {
    left.touches += right.touches
    left.touched += right.touched
    left.amountTouched += right.amountTouched
    left.opened += right.opened
    left.closed += right.closed
    left.alone += right.alone
    left.amountOpened += right.amountOpened
    left.amountClosed += right.amountClosed
    left.places += right.places
    left.age += right.age
  }
}

extension Reach.Places {
  static func += (left: inout Reach.Places, right: Reach.Places) {
    left.first += right.first
    left.between += right.between
    left.last += right.last
    left.alone += right.alone
  }
}

/// The touches of one kind in a journey.
struct JourneyPart: Sendable {
  var touches = 0
  var first = 0
  var last = 0
  var alone = 0
  var age: Int128 = 0
}

/// Whether something has a touch in the deal at hand, and which ends of it.
private struct Ends: Sendable {
  var isHere = false
  var opens = false
  var closes = false

  mutating func add(_ part: JourneyPart) {
    isHere = true
    opens = opens || part.first + part.alone > 0
    closes = closes || part.last + part.alone > 0
  }
}

/// The reach of every team and of every channel that has a touch in the journeys of some deals.
package struct GroupReach: Sendable {
  package private(set) var teams: [Label: Reach] = [:]
  package private(set) var channels: [Label: Reach] = [:]

  mutating func add(_ found: ReachCounts.Found) {
    for (name, reach) in found.teams { teams[name, default: Reach()] += reach }
    for (name, reach) in found.channels { channels[name, default: Reach()] += reach }
  }
}

/// Adds the reach of teams and channels up deal by deal.
struct ReachCounts: Sendable {
  private var teams: ReachCount
  private var channels: ReachCount

  /// What was added up of those that have a touch.
  struct Found: Sendable {
    var teams: [(name: Label, reach: Reach)] = []
    var channels: [(name: Label, reach: Reach)] = []
  }

  init(_ parties: [Touchpoints.Party]) {
    teams = ReachCount(parties.map(\.team))
    channels = ReachCount(parties.map(\.channel))
  }

  /// Adds a deal with a journey.
  ///
  /// - Parameters:
  ///   - parts: The touches of each kind that the journey has.
  ///   - kinds: The numbers of these.
  ///   - partyOf: The party of each kind there is.
  mutating func add(
    _ parts: Span<JourneyPart>, of kinds: Span<Int>, _ partyOf: [Int], amount: Int64
  ) {
    teams.add(parts, of: kinds, partyOf, amount: amount)
    channels.add(parts, of: kinds, partyOf, amount: amount)
  }

  /// What was added up, after which there is nothing.
  mutating func take() -> Found { Found(teams: teams.take(), channels: channels.take()) }
}

/// Adds the reach up deal by deal, by small numbers.
private struct ReachCount: Sendable {
  private let names: [Label]
  /// By the number of the party.
  private let numbers: [Int]
  /// What those have of the deal at hand that have a touch in it.
  private var ends: [Ends]
  /// Who they are, and room for one more.
  private var here: [Int]
  private var reach: [Reach]
  /// Those that have any.
  private var found: [Int] = []

  /// - Parameter given: What each party is called.
  init(_ given: [String]) {
    var names = Names()
    numbers = given.map { names.intern($0) }
    self.names = (0..<names.count).map { Label(names[$0]) }
    ends = Array(repeating: Ends(), count: names.count)
    here = Array(repeating: 0, count: names.count + 1)
    reach = Array(repeating: Reach(), count: names.count)
  }

  /// Adds a deal.
  mutating func add(
    _ parts: Span<JourneyPart>, of kinds: Span<Int>, _ partyOf: [Int], amount: Int64
  ) {
    let count = ReachCount.add(parts, of: kinds, partyOf, numbers, to: &reach, &ends, &here)
    ReachCount.add(amount, to: &reach, of: here, count, &ends, &found)
  }

  /// Adds the touches of the deal at hand.
  ///
  /// - Returns: How many things have one.
  private static func add(
    _ parts: Span<JourneyPart>, of kinds: Span<Int>, _ partyOf: [Int], _ numbers: [Int],
    to reach: inout [Reach], _ ends: inout [Ends], _ here: inout [Int]
  ) -> Int {
    var reach = reach.mutableSpan
    var ends = ends.mutableSpan
    var here = here.mutableSpan
    var count = 0
    for place in kinds.indices {
      let number = numbers[partyOf[kinds[place]]]
      // Nothing to jump over, since nobody could guess.
      here[count] = number
      count &+= ends[number].isHere ? 0 : 1
      ends[number].add(parts[place])
      reach[number].add(parts[place])
    }
    return count
  }

  /// Adds the deal to what has a touch in it, after which nothing has one.
  private static func add(
    _ amount: Int64, to reach: inout [Reach], of here: [Int], _ count: Int, _ ends: inout [Ends],
    _ found: inout [Int]
  ) {
    var ends = ends.mutableSpan
    var reach = reach.mutableSpan
    let here = here.span
    for place in 0..<count {
      let number = here[place]
      if reach[number].touched == 0 { found.append(number) }
      reach[number].add(amount, ends[number], isAlone: count == 1)
      ends[number] = Ends()
    }
  }

  /// What was added up, after which there is nothing.
  mutating func take() -> [(name: Label, reach: Reach)] {
    let all = found.map { (name: names[$0], reach: reach[$0]) }
    for number in found { reach[number] = Reach() }
    found.removeAll(keepingCapacity: true)
    return all
  }
}

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
  fileprivate mutating func add(_ part: Part, of amount: Int64, isAlone: Bool) {
    touches += part.touches
    age += part.age
    touched += 1
    amountTouched += amount
    if isAlone { alone += 1 }
    if part.first + part.alone > 0 {
      opened += 1
      amountOpened += amount
    }
    if part.last + part.alone > 0 {
      closed += 1
      amountClosed += amount
    }
    places.first += part.first
    places.last += part.last
    places.alone += part.alone
    places.between += part.touches - part.first - part.last - part.alone
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

/// The touches of something in one deal.
private struct Part {
  var touches = 0
  var first = 0
  var last = 0
  var alone = 0
  var age: Int128 = 0

  static func += (left: inout Part, right: Part) {
    left.touches += right.touches
    left.first += right.first
    left.last += right.last
    left.alone += right.alone
    left.age += right.age
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
  /// For each kind of touches of the journey at hand.
  private var parts: [Part] = []

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
  ///   - kinds: Those of its touches.
  ///   - partyOf: The party of each kind there is.
  ///   - ages: How long before the close each touch was, oldest first.
  mutating func add(_ kinds: JourneyKinds, of partyOf: [Int], ages: [Int64], amount: Int64) {
    parts.fill(kinds.kinds.count, with: Part())
    let (ages, ofTouch) = (ages.span, kinds.ofTouch.span)
    var parts = self.parts.mutableSpan
    let (oldest, youngest) = (ages[0], ages[ages.count - 1])
    for touch in ages.indices {
      let (age, position) = (ages[touch], ofTouch[touch])
      parts[position].touches += 1
      parts[position].age += Int128(age)
      switch (age == oldest, age == youngest) {
      case (true, true): parts[position].alone += 1
      case (true, false): parts[position].first += 1
      case (false, true): parts[position].last += 1
      case (false, false): break
      }
    }
    teams.add(self.parts, of: kinds.kinds, partyOf, amount: amount)
    channels.add(self.parts, of: kinds.kinds, partyOf, amount: amount)
  }

  /// What was added up, after which there is nothing.
  mutating func take() -> Found { Found(teams: teams.take(), channels: channels.take()) }
}

/// Adds the reach up deal by deal, by small numbers.
private struct ReachCount: Sendable {
  private let names: [Label]
  /// By the number of the party.
  private let numbers: [Int]
  /// How many touches of the deal at hand sit where, so that the rest is added once a deal.
  private var parts: [Part]
  /// Those that have a touch in the deal at hand.
  private var here: [Int] = []
  private var reach: [Reach]
  /// Those that have any.
  private var found: [Int] = []

  /// - Parameter given: What each party is called.
  init(_ given: [String]) {
    var names = Names()
    numbers = given.map { names.intern($0) }
    self.names = (0..<names.count).map { Label(names[$0]) }
    parts = Array(repeating: Part(), count: names.count)
    reach = Array(repeating: Reach(), count: names.count)
  }

  mutating func add(_ own: [Part], of kinds: [Int], _ partyOf: [Int], amount: Int64) {
    here.removeAll(keepingCapacity: true)
    ReachCount.add(own, of: kinds, partyOf, numbers, to: &parts, &here)
    ReachCount.add(&parts, of: here, amount: amount, to: &reach, &found)
  }

  /// Brings the touches of kinds together by what their parties are called.
  private static func add(
    _ own: [Part], of kinds: [Int], _ partyOf: [Int], _ numbers: [Int],
    to parts: inout [Part], _ here: inout [Int]
  ) {
    let (own, kinds) = (own.span, kinds.span)
    var parts = parts.mutableSpan
    for place in kinds.indices {
      let number = numbers[partyOf[kinds[place]]]
      if parts[number].touches == 0 { here.append(number) }
      parts[number] += own[place]
    }
  }

  /// Adds the touches of a deal, after which there are none.
  private static func add(
    _ parts: inout [Part], of here: [Int], amount: Int64, to reach: inout [Reach],
    _ found: inout [Int]
  ) {
    var parts = parts.mutableSpan
    var reach = reach.mutableSpan
    for number in here {
      if reach[number].touches == 0 { found.append(number) }
      reach[number].add(parts[number], of: amount, isAlone: here.count == 1)
      parts[number] = Part()
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

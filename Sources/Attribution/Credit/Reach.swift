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
  /// The reach of everything that touches are called by, in some deals.
  ///
  /// - Parameters:
  ///   - indices: Deals of one currency by their index in `Deals.won`.
  ///   - name: What a party is called: its team, or its channel.
  static func all(
    in indices: [Int], of deals: Deals, through journeys: Journeys, touches: Touchpoints,
    by name: (Touchpoints.Party) -> String
  ) -> [Label: Reach] {
    // By small numbers, since every touch is looked at.
    var names = Names()
    let numbers = touches.partyNames.map { names.intern(name($0)) }
    var reach = Array(repeating: Reach(), count: names.count)
    // How many touches of the deal at hand sit where, so that the rest is added once a deal.
    var parts = Array(repeating: Part(), count: names.count)
    var here: [Int] = []
    for index in indices where deals.won[index].dealUnits > 0 {
      let list = journeys.touches(of: index)
      guard let first = list.first, let last = list.last else { continue }
      let (opening, closing) = (touches.instants[Int(first)], touches.instants[Int(last)])
      let deal = deals.won[index]
      for touch in list {
        let number = numbers[Int(touches.parties[Int(touch)])]
        let instant = touches.instants[Int(touch)]
        if parts[number].add(
          age: deal.closedAt - instant, isFirst: instant == opening, isLast: instant == closing)
        {
          here.append(number)
        }
      }
      for number in here {
        reach[number].add(parts[number], of: deal.amount, isAlone: here.count == 1)
        parts[number] = Part()
      }
      here.removeAll(keepingCapacity: true)
    }
    return Dictionary(uniqueKeysWithValues: reach.indices.map { (Label(names[$0]), reach[$0]) })
  }

  private mutating func add(_ part: Part, of amount: Int64, isAlone: Bool) {
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
}

/// The touches of something in one deal.
private struct Part {
  var touches = 0
  var first = 0
  var last = 0
  var alone = 0
  var age: Int128 = 0

  /// - Returns: Whether it is the first of them.
  mutating func add(age: Int64, isFirst: Bool, isLast: Bool) -> Bool {
    touches += 1
    self.age += Int128(age)
    if isFirst, isLast { alone += 1 } else if isFirst { first += 1 } else if isLast { last += 1 }
    return touches == 1
  }
}

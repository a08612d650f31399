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
    var parts = Array(repeating: (isFirst: false, isLast: false, isHere: false), count: names.count)
    for index in indices where deals.won[index].dealUnits > 0 {
      let list = journeys.touches(of: index)
      guard let first = list.first, let last = list.last else { continue }
      let (opening, closing) = (touches.instants[Int(first)], touches.instants[Int(last)])
      var here: [Int] = []
      for touch in list {
        let number = numbers[Int(touches.parties[Int(touch)])]
        let instant = touches.instants[Int(touch)]
        reach[number].touches += 1
        reach[number].age += Int128(deals.won[index].closedAt - instant)
        if !parts[number].isHere {
          parts[number] = (false, false, true)
          here.append(number)
        }
        if instant == opening { parts[number].isFirst = true }
        if instant == closing { parts[number].isLast = true }
        switch (instant == opening, instant == closing) {
        case (true, true): reach[number].places.alone += 1
        case (true, false): reach[number].places.first += 1
        case (false, true): reach[number].places.last += 1
        case (false, false): reach[number].places.between += 1
        }
      }
      for number in here {
        reach[number].touched += 1
        reach[number].amountTouched += deals.won[index].amount
        if here.count == 1 { reach[number].alone += 1 }
        if parts[number].isFirst {
          reach[number].opened += 1
          reach[number].amountOpened += deals.won[index].amount
        }
        if parts[number].isLast {
          reach[number].closed += 1
          reach[number].amountClosed += deals.won[index].amount
        }
        parts[number].isHere = false
      }
    }
    return Dictionary(uniqueKeysWithValues: reach.indices.map { (Label(names[$0]), reach[$0]) })
  }
}

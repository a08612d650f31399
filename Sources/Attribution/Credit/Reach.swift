/// In how many deals something had a part, and which one.
///
/// Deals overlap: the same deal is touched by many. Touches of the same instant are equally first
/// and equally last. Adjustments are no deals of their own.
package struct Reach: Sendable, Equatable {
  package var touches = 0
  /// Deals with a touch of it.
  package var touched = 0
  /// Deals that it opened: one of its touches was first.
  package var opened = 0
  /// Deals that it closed: one of its touches was last.
  package var closed = 0
}

extension Attribution {
  /// The reach of everything that touches are called by, in some deals.
  ///
  /// - Parameters:
  ///   - indices: Deals by their index in `Deals.won`.
  ///   - name: What a party is called: its team, or its channel.
  func reach(in indices: [Int], by name: (Touchpoints.Party) -> String) -> [String: Reach] {
    let names = touches.partyNames.map(name)
    var reach: [String: Reach] = [:]
    for index in indices where deals.won[index].adjusts == nil {
      let list = journeys.touches(of: index)
      guard let first = list.first, let last = list.last else { continue }
      var here: [String: (first: Bool, last: Bool)] = [:]
      for touch in list {
        let name = names[Int(touches.parties[Int(touch)])]
        let instant = touches.instants[Int(touch)]
        reach[name, default: Reach()].touches += 1
        let part = here[name] ?? (false, false)
        here[name] = (
          part.first || instant == touches.instants[Int(first)],
          part.last || instant == touches.instants[Int(last)]
        )
      }
      for (name, part) in here {
        reach[name, default: Reach()].touched += 1
        if part.first { reach[name, default: Reach()].opened += 1 }
        if part.last { reach[name, default: Reach()].closed += 1 }
      }
    }
    return reach
  }
}

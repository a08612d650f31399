/// What can be said of single journeys.
extension Journeys {
  /// Whether touches of different teams are equally first, or equally last, in a deal's journey.
  func hasTeamTie(_ deal: Int, in touches: Touchpoints) -> Bool {
    let list = self.touches(of: deal)
    guard let first = list.first, let last = list.last else { return false }
    func areTied(_ one: Int32, _ other: Int32) -> Bool {
      let (one, other) = (Int(touches.parties[Int(one)]), Int(touches.parties[Int(other)]))
      // Mostly it is the same party, and no name need be looked at.
      return one != other
        && touches.partyNames[one].teamNumber != touches.partyNames[other].teamNumber
    }
    func isTied(_ end: Int32, _ others: some Sequence<Int32>) -> Bool {
      for other in others {
        guard touches.instants[Int(other)] == touches.instants[Int(end)] else { return false }
        if areTied(other, end) { return true }
      }
      return false
    }
    return isTied(first, list.dropFirst()) || isTied(last, list.dropLast().reversed())
  }

  /// Whether the last touch of a deal's journey lies on the closing day, and nothing says at what time
  /// of that day the deal was closed.
  func endsOnTimelessClosingDay(_ index: Int, in deals: Deals, touches: Touchpoints) -> Bool {
    guard let day = deals.won[index].closingDay, let last = self.touches(of: index).last else {
      return false
    }
    return touches.instants[Int(last)] >= day
  }

  /// Whether touches that could belong to a deal with a journey are too old for the window.
  func isCut(_ index: Int, in deals: Deals, lookback: Int64?) -> Bool {
    guard let lookback, reason(of: index) == nil,
      let first = earliestCandidate(of: index, in: deals)
    else { return false }
    return first < deals.won[index].closedAt - lookback
  }
}

/// What can be said of single journeys.
extension Journeys {
  /// Whether touches of different teams are equally first, or equally last, in a deal's journey.
  func hasTeamTie(_ deal: Int, in touches: Touchpoints) -> Bool {
    let list = self.touches(of: deal)
    guard let first = list.first, let last = list.last else { return false }
    func team(_ touch: Int32) -> Int {
      touches.partyNames[Int(touches.parties[Int(touch)])].teamNumber
    }
    func isTied(_ end: Int32, _ others: some Sequence<Int32>) -> Bool {
      others.lazy.prefix { touches.instants[Int($0)] == touches.instants[Int(end)] }
        .contains { team($0) != team(end) }
    }
    return isTied(first, list) || isTied(last, list.reversed())
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

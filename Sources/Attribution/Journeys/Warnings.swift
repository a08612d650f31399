extension Warning {
  /// What the meeting should know of the inputs and the journeys, in the order of the codes (R14).
  ///
  /// - Parameter reported: The deals of the report, by their index in `Deals.won`.
  static func all(
    deals: Deals, touches: Touchpoints, journeys: Journeys, reported: [Int]
  ) -> [Warning] {
    [
      unknownStages(deals), channelsWithoutTeam(touches), negativeAmounts(deals, reported),
      teamTies(deals, touches, journeys, reported),
    ].compactMap { $0 }
  }

  private static func unknownStages(_ deals: Deals) -> Warning? {
    let stages = deals.stages.filter { $0.isWon == nil }
      .sorted { Label($0.name) < Label($1.name) }
    guard !stages.isEmpty else { return nil }
    let list = stages.map { "\(quoted($0.name)) (\(counted($0.rows, "row")))" }
    return Warning(
      code: .stageUnknown,
      message: """
        \(counted(stages.count, "stage")) that the definitions call neither won nor lost, read as \
        not won: \(listed(list))
        """)
  }

  private static func channelsWithoutTeam(_ touches: Touchpoints) -> Warning? {
    let channels = touches.channelsWithoutTeam.sorted { $0.key < $1.key }
    guard !channels.isEmpty else { return nil }
    return Warning(
      code: .channelUnassigned,
      message: """
        \(counted(channels.count, "channel")) without a team, credited to \(unassignedTeam): \
        \(listed(channels.map { "\(quoted($0.key.text)) (\(counted($0.value, "touch", "touches")))" }))
        """)
  }

  private static func negativeAmounts(_ deals: Deals, _ reported: [Int]) -> Warning? {
    let negative = reported.filter { deals.won[$0].adjusts == nil && deals.won[$0].amount < 0 }
    guard !negative.isEmpty else { return nil }
    let ids = names(of: negative, deals)
    return Warning(
      code: .negativeWithoutAdjusts,
      message: """
        \(counted(negative.count, "won row")) with a negative amount and no deal that it adjusts, \
        \(sums(negative, deals)): \(listed(ids.map(quoted)))
        """)
  }

  private static func teamTies(
    _ deals: Deals, _ touches: Touchpoints, _ journeys: Journeys, _ reported: [Int]
  ) -> Warning? {
    let tied = reported.filter { index in
      let list = journeys.touches(of: index)
      guard deals.won[index].adjusts == nil, let first = list.first, let last = list.last else {
        return false
      }
      func team(_ touch: Int32) -> Int {
        touches.partyNames[Int(touches.parties[Int(touch)])].teamNumber
      }
      func isTied(_ end: Int32, _ others: some Sequence<Int32>) -> Bool {
        others.lazy.prefix { touches.instants[Int($0)] == touches.instants[Int(end)] }
          .contains { team($0) != team(end) }
      }
      return isTied(first, list) || isTied(last, list.reversed())
    }
    guard !tied.isEmpty else { return nil }
    let ids = names(of: tied, deals)
    return Warning(
      code: .teamTies,
      message: """
        \(counted(tied.count, "deal")) where touches of different teams are equally first or \
        equally last, \(sums(tied, deals)): \(listed(ids.map(quoted)))
        """)
  }

  private static func names(of indices: [Int], _ deals: Deals) -> [String] {
    indices.map { Label(deals.name(deals.won[$0])) }.sorted().map(\.text)
  }

  /// The money of some deals, a sum for each currency.
  private static func sums(_ indices: [Int], _ deals: Deals) -> String {
    var sums: [Currency: Int128] = [:]
    for index in indices {
      sums[deals.won[index].currency, default: 0] += Int128(deals.won[index].amount)
    }
    return sums.sorted { $0.key.code < $1.key.code }
      .map { $0.key.grouped($0.value) }.joined(separator: " and ")
  }
}

/// The credit of one period and currency by team, by channel, or by both, models side by side.
package struct Breakdown: Sendable {
  /// Sorted by the bytes of its names; rows without anything in any model are left out.
  package let rows: [Row]

  package struct Row: Sendable {
    package let names: [String]
    /// One for each model, in run order.
    package let tallies: [Tally]

    package var isUncredited: Bool { names[0] == uncredited }
  }

  /// - Parameter names: What a party is called in this breakdown.
  package init(
    of group: CreditGroup, parties: [Touchpoints.Party], by names: (Touchpoints.Party) -> [String]
  ) {
    let models = group.byModel.count
    var sums: [[String]: [Tally]] = [:]
    for (number, party) in parties.enumerated() {
      let tallies = group.byModel.map { $0[number] }
      guard !tallies.allSatisfy(\.isZero) else { continue }
      var row = sums[names(party)] ?? Array(repeating: Tally(), count: models)
      for model in 0..<models { row[model] += tallies[model] }
      sums[names(party)] = row
    }
    if !group.uncredited.isZero {
      let columns = names(Touchpoints.Party(team: "", channel: "", teamNumber: 0)).count
      sums[Array(repeating: uncredited, count: columns)] = Array(
        repeating: group.uncredited, count: models)
    }
    rows = sums.filter { !$0.value.allSatisfy(\.isZero) }
      .map { Row(names: $0.key, tallies: $0.value) }
      .sorted { first, second in
        for (one, other) in zip(first.names, second.names) where one.utf8 != other.utf8 {
          return one.utf8.precedes(other.utf8)
        }
        return false
      }
  }

  /// The rows that have something in a model.
  package func rows(in model: Int) -> [Row] { rows.filter { !$0.tallies[model].isZero } }
}

extension String.UTF8View {
  package static func != (left: String.UTF8View, right: String.UTF8View) -> Bool {
    !left.elementsEqual(right)
  }
}

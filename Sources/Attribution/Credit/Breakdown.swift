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
    var sums: [[Label]: [Tally]] = [:]
    for (position, party) in group.parties.enumerated() {
      let tallies = group.byModel.map { $0[position] }
      let key = names(parties[party]).map { Label($0) }
      var row = sums[key] ?? Array(repeating: Tally(), count: models)
      for model in 0..<models { row[model] += tallies[model] }
      sums[key] = row
    }
    if !group.uncredited.isZero {
      let columns = names(Touchpoints.Party(team: "", channel: "", teamNumber: 0)).count
      sums[Array(repeating: Label(uncredited), count: columns)] = Array(
        repeating: group.uncredited, count: models)
    }
    rows = sums.filter { !$0.value.allSatisfy(\.isZero) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { Row(names: $0.key.map(\.text), tallies: $0.value) }
  }

  /// The rows that have something in a model.
  package func rows(in model: Int) -> [Row] { rows.filter { !$0.tallies[model].isZero } }
}

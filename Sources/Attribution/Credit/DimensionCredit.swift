/// The credit of each period and currency by the values of a dimension and by team, models side by
/// side.
///
/// Money without a touch has the team `(uncredited)`; in a dimension of touches that is its value too,
/// in one of deals it has its deal's value.
package struct DimensionCredit: Sendable {
  package let dimension: Dimension
  private let names: DimensionNames
  /// One for each of `Credit.groups`, sorted by key.
  private let tables: [KeyedTallies]

  package struct Row: Sendable {
    package let value: String
    package let team: String
    /// One for each model, in run order.
    package let tallies: [Tally]

    package var isUncredited: Bool { team == uncredited }
  }

  /// The rows of a group, sorted by the bytes of value and team; those without anything in any model
  /// are left out.
  ///
  /// - Parameter group: Its index in `Credit.groups`.
  package func rows(of group: Int) -> [Row] {
    let table = tables[group]
    return table.keys.indices.map { number in
      let (value, team) = names.names(of: table.keys[number])
      return Row(value: value, team: team, tallies: Array(table.tallies(at: number)))
    }
  }

  /// What each value of a group got, teams and money without a touch together.
  package func values(of group: Int) -> [(value: String, tallies: [Tally])] {
    var sums: [(value: String, tallies: [Tally])] = []
    for row in rows(of: group) {
      guard let last = sums.indices.last, Label(sums[last].value) == Label(row.value) else {
        sums.append((row.value, row.tallies))
        continue
      }
      for model in row.tallies.indices { sums[last].tallies[model] += row.tallies[model] }
    }
    return sums
  }

  /// - Parameter tables: By the numbers of `names`, one for each of `Credit.groups`.
  init(_ dimension: Dimension, _ names: DimensionNames, _ tables: [KeyedTallies]) {
    self.dimension = dimension
    self.names = names
    self.tables = tables
  }
}

/// The values of a dimension and the teams, both together as one number that sorts as their bytes do.
struct DimensionNames: Sendable {
  private let values: Ranking
  private let teams: Ranking

  /// - Returns: These, and by what the credit of the dimension is added up.
  static func all(
    of dimension: Dimension, _ deals: Deals, _ touches: Touchpoints
  ) -> (names: DimensionNames, keys: TallyKeys) {
    let isOfDeals = dimension.kind == .deal
    let column = isOfDeals ? deals.values(of: dimension) : touches.values(of: dimension)
    let texts = (0..<column.names.count).map { column.names[$0] }
    // The last number of each ranking is `(uncredited)`.
    let values = Ranking(texts.map { $0.isEmpty ? noValue : $0 } + [uncredited])
    let teams = Ranking(touches.partyNames.map(\.team) + [uncredited])
    let numbers = column.numbers + [UInt32(texts.count)]
    return (
      DimensionNames(values: values, teams: teams),
      TallyKeys(
        isOfDeals: isOfDeals, values: numbers.map { values.ranks[Int($0)] }, names: teams.ranks)
    )
  }

  func names(of key: UInt64) -> (value: String, team: String) {
    (values.texts[Int(key >> 32)].text, teams.texts[Int(key & 0xFFFF_FFFF)].text)
  }
}

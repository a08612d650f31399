/// The credit of each period and currency by the values of a dimension and by team, models side by
/// side.
///
/// Money without a touch has the team `(uncredited)`; in a dimension of touches that is its value too,
/// in one of deals it has its deal's value.
package struct DimensionCredit: Sendable {
  package let dimension: Dimension
  private let keys: DimensionKeys
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
      let (value, team) = keys.names(of: table.keys[number])
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

  /// The credit of several dimensions, each deal shared out once.
  ///
  /// - Parameter groups: The deals of the report: `Credit.groups`.
  static func all(
    _ dimensions: [Dimension], in groups: [CreditGroup], of deals: Deals,
    through journeys: Journeys, touches: Touchpoints, by definitions: Definitions, jobs: Int
  ) throws(Failure) -> [DimensionCredit] {
    guard !dimensions.isEmpty else { return [] }
    let (models, teams) = (
      definitions.models, Ranking(touches.partyNames.map(\.team) + [uncredited])
    )
    let keys = dimensions.map { DimensionKeys($0, deals, touches, teams) }
    var blocks: [(group: Int, deals: Range<Int>)] = []
    for (number, group) in groups.enumerated() {
      let runs = cuts(
        of: group.deals.count, weighing: { journeys.touches(of: group.deals[$0]).count },
        target: 1 << 15)
      blocks += runs.map { (number, $0) }
    }
    let none = KeyedTallies(modelCount: models.count)
    var tables = keys.map { _ in groups.map { _ in none } }
    try inOrder(
      blocks.count, jobs: jobs,
      scratch: {
        Crediting(deals: deals, journeys: journeys, touches: touches, definitions: definitions)
      },
      produce: { [blocks] crediting, number in
        var tables = keys.map { _ in none }
        var numbers = keys.map { _ in [Int]() }
        for index in groups[blocks[number].group].deals[blocks[number].deals] {
          let list = journeys.touches(of: index)
          let deal = deals.won[index]
          for (dimension, keys) in keys.enumerated() where list.isEmpty {
            let number = tables[dimension].number(of: keys.withoutTouch(deal: index))
            let tally = Tally(credit: deal.amount, dealUnits: deal.dealUnits)
            for model in models.indices { tables[dimension].add(tally, to: number, by: model) }
          }
          guard !list.isEmpty else { continue }
          for (dimension, keys) in keys.enumerated() {
            numbers[dimension].removeAll(keepingCapacity: true)
            for touch in list {
              numbers[dimension].append(
                tables[dimension].number(of: keys.key(deal: index, touch: Int(touch))))
            }
          }
          for model in models.indices {
            crediting.credit(index, by: models[model])
            for dimension in keys.indices {
              for (position, number) in numbers[dimension].enumerated() {
                tables[dimension].add(
                  Tally(credit: crediting.money[position], dealUnits: crediting.units[position]),
                  to: number, by: model)
              }
            }
          }
        }
        return tables
      },
      consume: { (number, found) throws(Failure) in
        for dimension in found.indices {
          tables[dimension][blocks[number].group].add(found[dimension])
        }
      })
    return dimensions.indices.map { dimension in
      DimensionCredit(
        dimension: dimensions[dimension], keys: keys[dimension],
        tables: tables[dimension].map(\.sorted))
    }
  }
}

/// By what the credit of a dimension is added up: value and team together, as one number that sorts
/// as their bytes do.
private struct DimensionKeys: Sendable {
  private let isOfDeals: Bool
  private let values: Ranking
  private let teams: Ranking
  /// The number of the value of each touch, or of each deal.
  private let numbers: [UInt32]
  /// The numbers by party.
  private let teamOfTouch: [UInt32]

  init(_ dimension: Dimension, _ deals: Deals, _ touches: Touchpoints, _ teams: Ranking) {
    isOfDeals = dimension.kind == .deal
    let column = isOfDeals ? deals.values(of: dimension) : touches.values(of: dimension)
    let texts = (0..<column.names.count).map { column.names[$0] }
    values = Ranking(texts.map { $0.isEmpty ? noValue : $0 } + [uncredited])
    numbers = column.numbers
    self.teams = teams
    teamOfTouch = touches.parties
  }

  func key(deal: Int, touch: Int) -> UInt64 {
    key(Int(numbers[isOfDeals ? deal : touch]), Int(teamOfTouch[touch]))
  }

  /// Of a deal without a journey. The last number of each ranking is `(uncredited)`.
  func withoutTouch(deal: Int) -> UInt64 {
    key(isOfDeals ? Int(numbers[deal]) : values.ranks.count - 1, teams.ranks.count - 1)
  }

  func names(of key: UInt64) -> (value: String, team: String) {
    (values.texts[Int(key >> 32)].text, teams.texts[Int(key & 0xFFFF_FFFF)].text)
  }

  private func key(_ value: Int, _ team: Int) -> UInt64 {
    UInt64(values.ranks[value]) << 32 | UInt64(teams.ranks[team])
  }
}

/// Texts by their bytes, each once.
private struct Ranking: Sendable {
  let texts: [Label]
  /// For each text as it was given, where it stands among them.
  let ranks: [UInt32]

  init(_ given: [String]) {
    let labels = given.map { Label($0) }
    texts = Set(labels).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(texts, texts.indices))
    ranks = labels.map { UInt32(places[$0]!) }
  }
}

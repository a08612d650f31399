/// What a few of very many things got from each model, each thing found by its key: nothing is made for
/// things that got nothing.
struct KeyedTallies: Sendable {
  let modelCount: Int
  private var numbers = KeyNumbers()
  /// For each key one for each model.
  private(set) var tallies: [Tally] = []

  init(modelCount: Int) { self.modelCount = modelCount }

  var keys: [UInt64] { numbers.keys }

  /// What the thing with this number got, for each model.
  func tallies(at number: Int) -> ArraySlice<Tally> {
    tallies[number * modelCount..<(number + 1) * modelCount]
  }

  func tally(at number: Int, by model: Int) -> Tally { tallies[number * modelCount + model] }

  /// The number of this key, which it gets now if it has none.
  mutating func number(of key: UInt64) -> Int {
    let number = numbers.number(of: key)
    while tallies.count < numbers.count * modelCount { tallies.append(Tally()) }
    return number
  }

  mutating func add(_ tally: Tally, to number: Int, by model: Int) {
    tallies[number * modelCount + model] += tally
  }

  /// Adds what was shared out by a model, a share for each of these numbers.
  mutating func add(_ money: [Int64], _ units: [Int64], to numbers: [Int], by model: Int) {
    let modelCount = modelCount
    var sums = tallies.mutableSpan
    for position in numbers.indices {
      sums[numbers[position] * modelCount + model] += Tally(
        credit: money[position], dealUnits: units[position])
    }
  }

  mutating func add(_ other: KeyedTallies) {
    for (index, key) in other.keys.enumerated() {
      let number = number(of: key)
      for model in 0..<modelCount {
        add(other.tallies[index * modelCount + model], to: number, by: model)
      }
    }
  }

  /// The same by key, without those that got nothing in any model.
  var sorted: KeyedTallies {
    var sorted = KeyedTallies(modelCount: modelCount)
    for index in keys.indices.sorted(by: { keys[$0] < keys[$1] })
    where !tallies(at: index).allSatisfy(\.isZero) {
      _ = sorted.numbers.number(of: keys[index])
      sorted.tallies += tallies(at: index)
    }
    return sorted
  }
}

extension KeyedTallies {
  /// What each thing got of the deals of some groups, by keys of several kinds, each deal shared out
  /// once.
  ///
  /// - Returns: For each kind of keys one for each group.
  static func all(
    by keys: [TallyKeys], in groups: [CreditGroup], of deals: Deals, through journeys: Journeys,
    touches: Touchpoints, definitions: Definitions, jobs: Int
  ) throws(Failure) -> [[KeyedTallies]] {
    let models = definitions.models
    let blocks = groups.blocks(through: journeys)
    let weighings = models.map(\.weigh)
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
          for kind in keys.indices {
            numbers[kind].removeAll(keepingCapacity: true)
            for touch in list {
              numbers[kind].append(
                tables[kind].number(of: keys[kind].key(deal: index, touch: touch)))
            }
            guard list.isEmpty else { continue }
            let deal = deals.won[index]
            numbers[kind].append(tables[kind].number(of: keys[kind].withoutTouch(deal: index)))
            for model in weighings.indices {
              tables[kind].add([deal.amount], [deal.dealUnits], to: numbers[kind], by: model)
            }
          }
          guard !list.isEmpty else { continue }
          for number in weighings.indices {
            crediting.credit(index, by: weighings[number])
            for kind in keys.indices {
              tables[kind].add(crediting.money, crediting.units, to: numbers[kind], by: number)
            }
          }
        }
        return tables
      },
      consume: { (number, found) throws(Failure) in
        for kind in found.indices { tables[kind][blocks[number].group].add(found[kind]) }
      })
    return tables.map { $0.map(\.sorted) }
  }
}

/// By what credit is added up: something that a touch or its deal says, and something of the touch's
/// party, together as one number.
struct TallyKeys: Sendable {
  private let isOfDeals: Bool
  /// Of each touch or each deal; the last is that of money without a touch, if deals say nothing.
  private let values: [UInt32]
  /// By the number of the party; the last is that of money without a touch.
  private let names: [UInt32]
  private let parties: [UInt32]

  init(isOfDeals: Bool, values: [UInt32], names: [UInt32], parties: [UInt32]) {
    self.isOfDeals = isOfDeals
    self.values = values
    self.names = names
    self.parties = parties
  }

  func key(deal: Int, touch: Int32) -> UInt64 {
    let touch = Int(touch)
    return key(values[isOfDeals ? deal : touch], names[Int(parties[touch])])
  }

  /// Of a deal without a journey.
  func withoutTouch(deal: Int) -> UInt64 {
    key(values[isOfDeals ? deal : values.count - 1], names[names.count - 1])
  }

  private func key(_ value: UInt32, _ name: UInt32) -> UInt64 {
    UInt64(value) << 32 | UInt64(name)
  }
}

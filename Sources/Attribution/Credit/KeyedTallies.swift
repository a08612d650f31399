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

  /// Adds a tally for each model.
  mutating func add(_ others: some Collection<Tally>, to number: Int) {
    let start = number * modelCount
    var sums = tallies.mutableSpan
    for (model, tally) in others.enumerated() { sums[start + model] += tally }
  }

  /// Adds what was shared out by a model, a share for each of these numbers.
  mutating func add(_ money: Shares, _ units: Shares, at numbers: [Int], _ model: Int) {
    tallies.add(money, units, at: numbers, model, of: modelCount)
  }

  mutating func add(_ other: KeyedTallies) {
    for (index, key) in other.keys.enumerated() {
      add(other.tallies(at: index), to: number(of: key))
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

extension [Tally] {
  /// Adds what touches get from a model to what their numbers have, each a tally for each model.
  mutating func add(
    _ money: Shares, _ units: Shares, at numbers: [Int], _ model: Int, of modelCount: Int
  ) {
    let numbers = numbers.span
    var tallies = mutableSpan
    money.each { position, share in
      tallies[numbers[position] &* modelCount &+ model].credit &+= share
    }
    units.each { position, share in
      tallies[numbers[position] &* modelCount &+ model].dealUnits &+= share
    }
  }
}

/// By what credit is added up: something that a touch or its deal says, and something of the touch's
/// party, together as one number.
struct TallyKeys: Sendable {
  /// Whether only a deal and a party say what the key of a touch is.
  let isOfDeals: Bool
  /// Of each touch or each deal; the last is that of money without a touch, if deals say nothing.
  private let values: [UInt32]
  /// By the number of the party; the last is that of money without a touch.
  private let names: [UInt32]

  init(isOfDeals: Bool, values: [UInt32], names: [UInt32]) {
    self.isOfDeals = isOfDeals
    self.values = values
    self.names = names
  }

  /// - Parameter index: Of the touch, or of the deal.
  func key(of index: Int, party: Int) -> UInt64 { key(values[index], names[party]) }

  /// Of a deal without a journey.
  func withoutTouch(deal: Int) -> UInt64 {
    key(values[isOfDeals ? deal : values.count - 1], names[names.count - 1])
  }

  private func key(_ value: UInt32, _ name: UInt32) -> UInt64 {
    UInt64(value) << 32 | UInt64(name)
  }
}

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
  private mutating func number(of key: UInt64) -> Int {
    let number = numbers.number(of: key)
    while tallies.count < numbers.count * modelCount { tallies.append(Tally()) }
    return number
  }

  /// Adds the same for every model.
  mutating func add(_ tally: Tally, to key: UInt64) {
    let start = number(of: key) * modelCount
    for model in 0..<modelCount { tallies[start + model] += tally }
  }

  /// Adds what some kinds of touches get of a deal.
  ///
  /// - Parameters:
  ///   - shares: For each of these kinds one for each model.
  ///   - keys: By the number of the kind, its part of the key.
  ///   - first: Where that of the first kind is.
  ///   - part: That of the deal.
  mutating func add(
    _ shares: Span<Tally>, of kinds: Span<Int>, _ keys: Span<UInt64>, from first: Int,
    _ part: UInt64
  ) {
    let modelCount = modelCount
    var share = 0
    for place in kinds.indices {
      var sum = number(of: keys[first + kinds[place]] | part) &* modelCount
      var sums = tallies.mutableSpan
      let end = share &+ modelCount
      while share < end {
        sums[sum] += shares[share]
        sum &+= 1
        share &+= 1
      }
    }
  }

  mutating func add(_ other: KeyedTallies) {
    for (index, key) in other.keys.enumerated() {
      let start = number(of: key) * modelCount
      for (model, tally) in other.tallies(at: index).enumerated() {
        tallies[start + model] += tally
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

  /// What a touch or a deal says, as a number.
  func value(of index: Int) -> UInt32 { values[index] }

  /// What the party of a touch adds to that.
  func name(of party: Int) -> UInt32 { names[party] }

  /// The part of a key that a deal says.
  func part(of deal: Int) -> UInt64 { isOfDeals ? UInt64(values[deal]) << 32 : 0 }

  /// Of a deal without a journey.
  func withoutTouch(deal: Int) -> UInt64 {
    UInt64(values[isOfDeals ? deal : values.count - 1]) << 32 | UInt64(names[names.count - 1])
  }
}

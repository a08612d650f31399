/// What a few of very many things got from each model, each thing found by its key.
///
/// An open-addressing table, since every touch looks something up: nothing is made for things that
/// got nothing.
struct KeyedTallies: Sendable {
  let modelCount: Int
  private(set) var keys: [UInt64] = []
  /// For each key one for each model.
  private(set) var tallies: [Tally] = []
  /// Number + 1 of the key in each slot, 0 where there is none; a power of two, at most half full.
  private var slots: [UInt32] = Array(repeating: 0, count: 16)

  init(modelCount: Int) { self.modelCount = modelCount }

  /// What the thing with this number got, for each model.
  func tallies(at number: Int) -> ArraySlice<Tally> {
    tallies[number * modelCount..<(number + 1) * modelCount]
  }

  /// The number of this key, which it gets now if it has none.
  mutating func number(of key: UInt64) -> Int {
    let slot = slot(of: key)
    if slots[slot] != 0 { return Int(slots[slot]) - 1 }
    keys.append(key)
    for _ in 0..<modelCount { tallies.append(Tally()) }
    slots[slot] = UInt32(keys.count)
    if keys.count * 2 > slots.count { grow() }
    return keys.count - 1
  }

  mutating func add(_ tally: Tally, to number: Int, by model: Int) {
    tallies[number * modelCount + model] += tally
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
      sorted.keys.append(keys[index])
      sorted.tallies += tallies(at: index)
    }
    return sorted
  }

  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    // Fibonacci hashing; the product's high bits are the mixed ones.
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while slots[slot] != 0, keys[Int(slots[slot]) - 1] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for number in keys.indices { slots[slot(of: keys[number])] = UInt32(number + 1) }
  }
}

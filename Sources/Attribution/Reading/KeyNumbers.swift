/// Keys that are numbers within a run: each different one has a small number, from 0 on.
///
/// An open-addressing table, since something is looked up for every row or touch.
struct KeyNumbers: Sendable {
  private(set) var keys: [UInt64] = []
  /// Number + 1 of the key in each slot, 0 where there is none; a power of two, at most a quarter full: a
  /// key that is not in the first slot looked at is one that the processor guesses wrong.
  private var slots: [UInt32] = Array(repeating: 0, count: 16)

  var count: Int { keys.count }

  /// The number of this key, which it gets now if it has none.
  @inline(__always)
  mutating func number(of key: UInt64) -> Int {
    let (slot, number) = find(key)
    return number >= 0 ? number : add(key, at: slot)
  }

  /// The slot of a key, and its number; −1 if it has none.
  @inline(__always)
  private func find(_ key: UInt64) -> (slot: Int, number: Int) {
    let mask = slots.count &- 1
    // Fibonacci hashing; the product's high bits are the mixed ones.
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 32) & mask
    while true {
      let number = Int(slots[slot]) &- 1
      if number < 0 || keys[number] == key { return (slot, number) }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(never)
  private mutating func add(_ key: UInt64, at slot: Int) -> Int {
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    if keys.count * 4 > slots.count { grow() }
    return keys.count - 1
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for number in keys.indices { slots[find(keys[number]).slot] = UInt32(number + 1) }
  }
}

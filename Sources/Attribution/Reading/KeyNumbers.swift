/// Keys that are numbers within a run: each different one has a small number, from 0 on.
///
/// An open-addressing table, since something is looked up for every row or touch.
struct KeyNumbers: Sendable {
  private(set) var keys: [UInt64] = []
  /// Number + 1 of the key in each slot, 0 where there is none; a power of two, at most half full.
  private var slots: [UInt32] = Array(repeating: 0, count: 16)

  var count: Int { keys.count }

  /// The number of this key, which it gets now if it has none.
  mutating func number(of key: UInt64) -> Int {
    let slot = slot(of: key)
    if slots[slot] != 0 { return Int(slots[slot]) - 1 }
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    if keys.count * 2 > slots.count { grow() }
    return keys.count - 1
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

/// The ids of deals, each found by its number.
///
/// `Names` that are small rather than quick to find: nearly every row of a deal file has a new id, and
/// few touches name one. So a slot holds no text, but of its hash what the number leaves free.
struct DealIDs: Sendable {
  private(set) var texts = TextColumn()
  /// Number + 1 of the text in each slot, 0 where there is none, and above it bits of the hash; a power
  /// of two, at most half full.
  private var slots: [UInt32] = Array(repeating: 0, count: 16)

  var count: Int { texts.count }

  subscript(number: Int) -> String { texts[number] }

  /// The number of this id, or nil if it has none.
  func find(_ text: Span<UInt8>) -> Int? {
    number(in: slot(of: text, TextKey(of: text).home))
  }

  /// The number of an id that is a name with that number elsewhere, or nil if it has none.
  func find(_ number: Int, of names: Names) -> Int? {
    find(names.texts.bytes.span.extracting(names.texts.range(number)))
  }

  /// The numbers of the ids of a column, which they get now if they have none.
  ///
  /// The slots of many are loaded at once. The table of many ids lies far from the processor, which
  /// waits for several slots at a time as long as nothing depends on what they hold.
  mutating func intern(_ column: TextColumn) -> [Int] {
    var numbers: [Int] = []
    numbers.reserveCapacity(column.count)
    for batch in batches(of: column.count) {
      let mask = mask
      let hashes = batch.map {
        TextKey(of: column.bytes.span.extracting(column.range($0))).home
      }
      let held = hashes.map { slots[$0 & Int(mask)] }
      for (place, index) in batch.enumerated() {
        let text = column.bytes.span.extracting(column.range(index))
        let number = Int(held[place] & mask) - 1
        let isLikely = number >= 0 && held[place] & ~mask == bits(of: hashes[place], mask)
        numbers.append(
          isLikely && holds(text, at: number) ? number : intern(text, hashes[place]))
      }
    }
    return numbers
  }

  private mutating func intern(_ text: Span<UInt8>, _ hash: Int) -> Int {
    let slot = slot(of: text, hash)
    if let known = number(in: slot) { return known }
    texts.append(text)
    put(count, in: slot, hash)
    if count * 2 > slots.count { grow(to: slots.count * 2) }
    return count - 1
  }

  /// Makes room for as many times the ids that there are.
  mutating func reserve(times: Int) {
    texts.reserve(beyond: 0, times: times)
    var size = slots.count
    while size < count * times * 2 { size *= 2 }
    grow(to: size)
  }

  /// What of a slot is the number; the rest is of the hash.
  private var mask: UInt32 { UInt32(slots.count - 1) }

  private func bits(of hash: Int, _ mask: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: hash >> 32) & ~mask
  }

  private func number(in slot: Int) -> Int? {
    let number = slots[slot] & mask
    return number == 0 ? nil : Int(number) - 1
  }

  /// The slot that holds this text, or the empty one where it belongs.
  private func slot(of text: Span<UInt8>, _ hash: Int) -> Int {
    let mask = mask
    let bits = bits(of: hash, mask)
    var at = hash & Int(mask)
    while slots[at] != 0 {
      if slots[at] & ~mask == bits, holds(text, at: Int(slots[at] & mask) - 1) { return at }
      at = (at + 1) & Int(mask)
    }
    return at
  }

  private func holds(_ text: Span<UInt8>, at number: Int) -> Bool {
    texts.bytes.span.extracting(texts.range(number)).hasSameBytes(as: text)
  }

  private mutating func put(_ number: Int, in slot: Int, _ hash: Int) {
    slots[slot] = bits(of: hash, mask) | UInt32(number)
  }

  private mutating func grow(to size: Int) {
    slots = Array(repeating: 0, count: size)
    for number in 0..<count {
      let hash = TextKey(of: texts.bytes.span.extracting(texts.range(number))).home
      var at = hash & (size - 1)
      while slots[at] != 0 { at = (at + 1) & (size - 1) }
      put(number + 1, in: at, hash)
    }
  }
}

/// Stretches of so many texts that what a table holds of them stays in the second-level cache.
func batches(of count: Int) -> [Range<Int>] {
  stride(from: 0, to: count, by: 1 << 11).map { $0..<min($0 + (1 << 11), count) }
}

extension TouchpointReader {
  /// The number of an id that a touch names; −1 if that is empty or no deal's.
  func number(of text: TextRange, in ids: DealIDs, _ bytes: Span<UInt8>) -> Int32 {
    guard !text.isEmpty, let number = ids.find(bytes.extracting(text.range)) else { return -1 }
    return Int32(truncatingIfNeeded: number)
  }
}

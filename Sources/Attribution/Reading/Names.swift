/// Texts one behind the other, each found by its number.
///
///     bytes  w e b i n a r e m a i l
///     ends                7         12
struct TextColumn: Sendable {
  private(set) var bytes: [UInt8] = []
  private var ends: [Int] = []

  var count: Int { ends.count }

  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  mutating func append(_ text: Span<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  mutating func append(contentsOf other: TextColumn) {
    let base = bytes.count
    bytes.append(contentsOf: other.bytes)
    ends.append(contentsOf: other.ends.lazy.map { base + $0 })
  }

  func isEmpty(_ index: Int) -> Bool { range(index).isEmpty }

  /// The text; it was valid UTF-8 when it was read.
  subscript(index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }

  /// Whether the first text comes before the second by its bytes.
  func precedes(_ first: Int, _ second: Int) -> Bool {
    bytes[range(first)].lexicographicallyPrecedes(bytes[range(second)])
  }

  func areEqual(_ first: Int, _ second: Int) -> Bool {
    bytes[range(first)] == bytes[range(second)]
  }
}

/// Texts that are numbers within a run: each different text has one, from 0 on.
///
/// An open-addressing table of numbers over one column of texts, so that looking up the bytes of a
/// cell makes no object.
struct Names: Sendable {
  private(set) var texts = TextColumn()
  /// Number + 1 of the text in each slot, 0 where there is none; a power of two, at most half full.
  private var slots: [UInt32] = Array(repeating: 0, count: 16)

  init() {}

  init(_ texts: some Sequence<String>) {
    for text in texts { _ = intern(text) }
  }

  var count: Int { texts.count }

  subscript(number: Int) -> String { texts[number] }

  /// The number here of a text that another set has with that number, or nil if it has none.
  func find(_ number: Int, of other: Names) -> Int? {
    find(other.texts.bytes.span.extracting(other.texts.range(number)))
  }

  /// The number of this text, or nil if it has none.
  func find(_ text: Span<UInt8>) -> Int? {
    let number = slots[slot(of: text)]
    return number == 0 ? nil : Int(number) - 1
  }

  /// The number of this text, which it gets now if it has none.
  mutating func intern(_ text: Span<UInt8>) -> Int {
    let slot = slot(of: text)
    if slots[slot] != 0 { return Int(slots[slot]) - 1 }
    texts.append(text)
    slots[slot] = UInt32(texts.count)
    if texts.count * 2 > slots.count { grow() }
    return texts.count - 1
  }

  mutating func intern(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    return intern(bytes.span)
  }

  /// Gives every text of another set a number here; the result maps its numbers to ours.
  mutating func intern(_ other: Names) -> [Int] {
    (0..<other.count).map { number in
      intern(other.texts.bytes.span.extracting(other.texts.range(number)))
    }
  }

  /// The slot that holds this text, or the empty one where it belongs.
  private func slot(of text: Span<UInt8>) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash(text)) & mask
    while slots[slot] != 0 {
      let range = texts.range(Int(slots[slot]) - 1)
      if range.count == text.count, texts.bytes.span.extracting(range).hasSameBytes(as: text) {
        break
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    let mask = slots.count - 1
    for number in 0..<texts.count {
      var slot =
        Int(truncatingIfNeeded: hash(texts.bytes.span.extracting(texts.range(number)))) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// FNV-1a, folded: its low bits alone are poor. No seed: results never depend on the order of
  /// the slots.
  private func hash(_ text: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in text.indices { hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01B3 }
    return hash ^ hash >> 32
  }
}

extension Span<UInt8> {
  func hasSameBytes(as other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }
}

extension [UInt8] {
  mutating func append(contentsOf text: Span<UInt8>) {
    for index in text.indices { append(text[index]) }
  }
}

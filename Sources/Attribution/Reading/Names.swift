/// Texts one behind the other, each found by its number.
///
///     bytes  w e b i n a r e m a i l
///     ends                7         12
struct TextColumn: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Where each ends, from where its block begins: half as long as whole positions, and of texts that
  /// fit into a row no block is longer than they can say.
  private var ends: [UInt32] = []
  /// Where each block of texts begins.
  private var blocks: [Int] = []
  private static var blockBits: Int { 7 }

  var count: Int { ends.count }

  func range(_ index: Int) -> Range<Int> {
    // A block is a power of two, and an index never negative.
    let base = blocks[index &>> TextColumn.blockBits]
    let isFirst = index & (1 &<< TextColumn.blockBits &- 1) == 0
    return base + (isFirst ? 0 : Int(ends[index - 1]))..<base + Int(ends[index])
  }

  mutating func append(_ text: Span<UInt8>) {
    bytes.append(text)
    end(at: bytes.count, length: text.count)
  }

  /// Appends one text that is in two parts.
  mutating func append(_ first: Span<UInt8>, _ second: Span<UInt8>) {
    bytes.append(first)
    bytes.append(second)
    end(at: bytes.count, length: first.count + second.count)
  }

  /// Appends parts of some bytes, each as a text: copied with nothing between, so that many are on
  /// their way from memory at once.
  mutating func append(_ ranges: [Range<Int>], of source: Span<UInt8>) {
    var position = bytes.count
    let byteCount = ranges.reduce(0) { $0 + $1.count }
    bytes.append(addingCapacity: byteCount + 15) { bytes in
      for range in ranges { bytes.append(range, of: source) }
    }
    for range in ranges {
      position += range.count
      end(at: position, length: range.count)
    }
  }

  /// Begins again, and keeps the room.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
  }

  mutating func append(contentsOf other: TextColumn) {
    let base = bytes.count
    bytes.append(contentsOf: other.bytes)
    if ends.count & (1 &<< TextColumn.blockBits &- 1) == 0 {
      // Its blocks are ours.
      blocks.append(contentsOf: other.blocks.lazy.map { $0 + base })
      ends.append(contentsOf: other.ends)
      return
    }
    for index in 0..<other.count {
      let range = other.range(index)
      end(at: base + range.upperBound, length: range.count)
    }
  }

  /// Makes room for some texts.
  mutating func reserve(_ count: Int, byteCount: Int) {
    bytes.reserveCapacity(byteCount)
    ends.reserveCapacity(count)
  }

  /// Makes room for as many times the texts from one on.
  mutating func reserve(beyond start: Int, times: Int) {
    let from = start < count ? range(start).lowerBound : bytes.count
    bytes.reserveCapacity(from + (bytes.count - from) * times)
    ends.reserveCapacity(start + (count - start) * times)
  }

  private mutating func end(at position: Int, length: Int) {
    if ends.count & (1 &<< TextColumn.blockBits &- 1) == 0 { blocks.append(position - length) }
    ends.append(UInt32(position - blocks[blocks.count - 1]))
  }

  func isEmpty(_ index: Int) -> Bool { range(index).isEmpty }

  /// The text; it was valid UTF-8 when it was read.
  subscript(index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }

  /// Whether the first text comes before the second by its bytes.
  func precedes(_ first: Int, _ second: Int) -> Bool {
    bytes.span.extracting(range(first)).precedes(bytes.span.extracting(range(second)))
  }

  func areEqual(_ first: Int, _ second: Int) -> Bool {
    bytes.span.extracting(range(first)).hasSameBytes(as: bytes.span.extracting(range(second)))
  }
}

/// Texts that are numbers within a run: each different text has one, from 0 on.
///
/// An open-addressing table beside one column of texts, so that looking up the bytes of a cell makes
/// no object. What a slot holds decides most lookups alone: the texts lie elsewhere in memory, and
/// the table of a large file is read at random.
struct Names: Sendable {
  private(set) var texts = TextColumn()
  /// A power of two, at most half full.
  private var slots = Array(repeating: Slot.empty, count: 16)

  private struct Slot {
    let key: TextKey
    /// Number + 1 of the text, 0 where there is none.
    let number: UInt32

    static let empty = Slot(key: TextKey(word: 0, count: 0), number: 0)
  }

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
    let number = number(of: text, TextKey(of: text))
    return number < 0 ? nil : Int(number)
  }

  /// The number of the text with this key; −1 if it has none.
  @inline(__always)
  func number(of text: Span<UInt8>, _ key: TextKey) -> Int32 {
    number(inSlot: slot(of: text, key))
  }

  /// The slot that is looked at first for a key.
  @inline(__always)
  func firstSlot(of key: TextKey) -> Int { key.home & (slots.count &- 1) }

  /// The number of the text in a slot; −1 if there is none.
  @inline(__always)
  func number(inSlot slot: Int) -> Int32 { Int32(truncatingIfNeeded: slots[slot].number) &- 1 }

  /// The number of a text with this key; −1 if there is none. It may be another text, if the key is not
  /// whole.
  @inline(__always)
  func likelyNumber(of key: TextKey) -> Int32 {
    var at = firstSlot(of: key)
    while slots[at].number != 0, slots[at].key != key { at = (at &+ 1) & (slots.count &- 1) }
    return number(inSlot: at)
  }

  /// The number of a text with this key if it is in that slot, which is looked at first, and −1 if it
  /// is not; and whether it may be in one of those behind.
  @inline(__always)
  func likelyNumber(of key: TextKey, inSlot slot: Int) -> (number: Int32, mayBeBehind: Bool) {
    let found = slots[slot]
    let isSame = (found.key == key).bit
    let number = Int32(truncatingIfNeeded: found.number) &* Int32(truncatingIfNeeded: isSame) &- 1
    return (number, (found.number != 0).bit & (1 &- isSame) == 1)
  }

  /// The keys of all texts, in any order.
  var keys: some Sequence<TextKey> { slots.lazy.filter { $0.number != 0 }.map(\.key) }

  /// The number of this text, which it gets now if it has none.
  mutating func intern(_ text: Span<UInt8>) -> Int {
    let key = TextKey(of: text)
    let slot = slot(of: text, key)
    let number = slots[slot].number
    if number != 0 { return Int(number) - 1 }
    texts.append(text)
    slots[slot] = Slot(key: key, number: UInt32(texts.count))
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
  @inline(__always)
  private func slot(of text: Span<UInt8>, _ key: TextKey) -> Int {
    let mask = slots.count &- 1
    var at = firstSlot(of: key)
    while true {
      let slot = slots[at]
      if slot.number == 0 { return at }
      if slot.key == key, key.isWhole || holds(text, at: Int(slot.number) &- 1) { return at }
      at = (at &+ 1) & mask
    }
  }

  /// Whether a text is the one with this number.
  @inline(never)
  func holds(_ text: Span<UInt8>, at number: Int) -> Bool {
    texts.bytes.span.extracting(texts.range(number)).hasSameBytes(as: text)
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: .empty, count: old.count * 2)
    let mask = slots.count - 1
    for slot in old where slot.number != 0 {
      var at = slot.key.home & mask
      while slots[at].number != 0 { at = (at + 1) & mask }
      slots[at] = slot
    }
  }
}

/// What tells most texts apart: a text of up to eight bytes is its word and its length; of a longer
/// one the word is a hash. No seed: results never depend on the order of slots.
struct TextKey: Equatable, Sendable {
  let word: UInt64
  let count: UInt32

  @inline(__always)
  static func == (left: TextKey, right: TextKey) -> Bool {
    (left.word ^ right.word) | UInt64(left.count ^ right.count) == 0
  }

  /// Whether texts with this key are the same, and need not be compared.
  var isWhole: Bool { count <= 8 }
  var isEmpty: Bool { count == 0 }

  init(word: UInt64, count: UInt32) {
    self.word = word
    self.count = count
  }

  @inline(__always)
  init(of text: Span<UInt8>) {
    let bytes = unsafe text.bytes
    let end = bytes.byteCount
    // All offsets are below the count, by the case.
    func half(_ offset: Int) -> UInt64 {
      UInt64(unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self))
    }
    func whole(_ offset: Int) -> UInt64 {
      unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
    }
    count = UInt32(truncatingIfNeeded: end)
    switch end {
    case 9...:
      // The last word overlaps the one before it, so that none is cut.
      var hash = multiplied(UInt64(truncatingIfNeeded: end) ^ whole(end &- 8))
      var at = 0
      while at &+ 8 < end {
        hash = multiplied(hash ^ whole(at))
        at &+= 8
      }
      word = hash
    case 4...8: word = half(0) &<< 32 | half(end &- 4)
    case 1...3:
      word = UInt64(text[0]) &<< 16 | UInt64(text[end &>> 1]) &<< 8 | UInt64(text[end &- 1])
    default: word = 0
    }
  }

  /// Where in a table of texts the search for this one begins.
  @inline(__always)
  var home: Int { Int(truncatingIfNeeded: multiplied(word ^ UInt64(count) &<< 56)) }
}

/// A number times an odd constant, whose upper half is folded onto the lower: every bit of the result
/// depends on every bit of the number.
@inline(__always)
private func multiplied(_ number: UInt64) -> UInt64 {
  let product = number.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
  return product.high ^ product.low
}

/// Eight bytes as a number, the first of them the lowest.
@inline(__always)
func littleEndianWord(_ bytes: RawSpan, _ offset: Int) -> UInt64 {
  // Any eight bytes are a number; the offset is checked.
  UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
}

extension Span<UInt8> {
  /// The text; it is valid UTF-8.
  var text: String { unsafe withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) } }

  /// Whether the text comes before another by its bytes.
  package func precedes(_ other: Span<UInt8>) -> Bool {
    let shorter = Swift.min(count, other.count)
    var at = 0
    while at &+ 8 <= shorter {
      let one = unsafe littleEndianWord(bytes, at).byteSwapped
      let two = unsafe littleEndianWord(other.bytes, at).byteSwapped
      if one != two { return one < two }
      at &+= 8
    }
    while at < shorter {
      if self[at] != other[at] { return self[at] < other[at] }
      at &+= 1
    }
    return count < other.count
  }

  @inline(__always)
  func hasSameBytes(as other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    let (one, two) = unsafe (bytes, other.bytes)
    // All offsets are below the count, which is that of both.
    func areEqual(_ at: Int) -> Bool {
      unsafe one.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt64.self)
        == two.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt64.self)
    }
    guard count >= 8 else {
      for index in 0..<count where self[index] != other[index] { return false }
      return true
    }
    // The last word overlaps the one before it.
    var at = 0
    while at &+ 8 < count {
      guard areEqual(at) else { return false }
      at &+= 8
    }
    return areEqual(count &- 8)
  }
}

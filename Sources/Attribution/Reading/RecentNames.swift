/// The numbers of the texts of a column with few different ones, such as channels: those met last are
/// found without a look at the table of all.
struct RecentNames: Sendable {
  private(set) var names = Names()
  /// Each where its text would stand.
  private var recent = Array(repeating: Recent.none, count: 1 << bits)
  private static var bits: UInt64 { 10 }

  /// A text of up to sixteen bytes is its first and its last eight and its length; of a longer one
  /// those between are compared.
  private struct Recent {
    let first: UInt64
    let last: UInt64
    let count: UInt32
    let number: UInt32
    /// Where it stands in the texts of all names.
    let start: Int

    static let none = Recent(first: 0, last: 0, count: .max, number: 0, start: 0)
  }

  var count: Int { names.count }

  subscript(number: Int) -> String { names[number] }

  /// The number of a text, which it gets now if it has none.
  @inline(__always)
  mutating func intern(_ text: TextRange, in bytes: Span<UInt8>) -> Int {
    let (start, count) = (Int(text.start), text.count)
    guard start &+ 8 <= bytes.count, start &+ count >= 8, start &+ count <= bytes.count else {
      return names.intern(bytes.extracting(text.range))
    }
    // Eight bytes stand behind the start and before the end, also of a shorter text: the others are
    // shifted away, since nobody could guess whether there are some.
    let raw = unsafe bytes.bytes
    func word(_ offset: Int) -> UInt64 { eightBytes(of: raw, at: start &+ offset) }
    let others = UInt64(truncatingIfNeeded: 8 &* max(8 &- count, 0))
    let first = word(0) << others
    let last = word(count &- 8) >> others
    // Names that are made of words, as campaigns are, often begin and end alike.
    let middle = word(max(count / 2 &- 4, 0)) << others
    let mixed =
      (first ^ last &<< 23 ^ last &>> 41 ^ middle &>> 31 ^ middle &<< 33
        ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
    let place = Int(truncatingIfNeeded: mixed &>> (64 &- RecentNames.bits))
    let known = recent[place]
    if known.first == first, known.last == last, Int(known.count) == count,
      count <= 16 || hasSameMiddle(raw, text, as: known)
    {
      return Int(known.number)
    }
    let number = names.intern(bytes.extracting(text.range))
    recent[place] = Recent(
      first: first, last: last, count: UInt32(truncatingIfNeeded: count),
      number: UInt32(truncatingIfNeeded: number), start: names.texts.range(number).lowerBound)
    return number
  }

  mutating func intern(_ text: String) -> Int { names.intern(text) }

  /// Whether a text of more than sixteen bytes is the same as one of as many but for the first and the
  /// last eight.
  @inline(__always)
  private func hasSameMiddle(_ bytes: RawSpan, _ text: TextRange, as known: Recent) -> Bool {
    let (one, other) = (Int(text.start), known.start)
    let rest = text.count &- 8
    let all = names.texts.bytes.span
    func differing(_ offset: Int) -> UInt64 {
      // The text is as long as the known one, of which all bytes are there.
      unsafe eightBytes(of: bytes, at: one &+ offset)
        ^ eightBytes(of: all.bytes, at: other &+ offset)
    }
    // Two words from either end, which overlap in most: how many there are nobody can guess.
    let isOther =
      differing(min(8, rest)) | differing(min(16, rest)) | differing(max(rest &- 8, 0))
      | differing(max(rest &- 16, 0))
    guard isOther == 0 else { return false }
    var at = 24
    while at < rest &- 16 {
      if differing(at) != 0 { return false }
      at &+= 8
    }
    return true
  }
}

/// Eight bytes, which are there.
@inline(__always)
private func eightBytes(of bytes: RawSpan, at offset: Int) -> UInt64 {
  unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
}

/// The numbers of the texts of a column with few different ones, such as channels: those met last are
/// found without a look at the table of all.
struct RecentNames: Sendable {
  private(set) var names = Names()
  /// Each where its text would stand.
  private var recent = Array(repeating: Recent.none, count: 1 << bits)
  private static var bits: UInt64 { 8 }

  /// A text of up to sixteen bytes is its first and its last eight and its length; of a longer one
  /// those between are compared.
  private struct Recent {
    let first: UInt64
    let last: UInt64
    let count: UInt32
    let number: UInt32

    static let none = Recent(first: 0, last: 0, count: .max, number: 0)
  }

  var count: Int { names.count }

  subscript(number: Int) -> String { names[number] }

  /// The number of this text, which it gets now if it has none.
  @inline(__always)
  mutating func intern(_ text: Span<UInt8>) -> Int {
    var (first, last): (UInt64, UInt64)
    if text.count >= 8 {
      let bytes = unsafe text.bytes
      // Both are of the text.
      first = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt64.self)
      last = unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: text.count &- 8, as: UInt64.self)
    } else {
      (first, last) = (TextKey(of: text).word, 0)
    }
    let count = UInt32(truncatingIfNeeded: text.count)
    let mixed = (first ^ last &<< 23 ^ last &>> 41 ^ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15
    let place = Int(truncatingIfNeeded: mixed &>> (64 &- RecentNames.bits))
    let known = recent[place]
    if known.first == first, known.last == last, known.count == count,
      count <= 16 || names.hasSameMiddle(text, as: Int(known.number))
    {
      return Int(known.number)
    }
    let number = names.intern(text)
    recent[place] = Recent(
      first: first, last: last, count: count, number: UInt32(truncatingIfNeeded: number))
    return number
  }

  mutating func intern(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    return intern(bytes.span)
  }
}

extension Names {
  /// Whether a text is the same as one of as many bytes here but for the first and the last eight.
  fileprivate func hasSameMiddle(_ text: Span<UInt8>, as number: Int) -> Bool {
    let start = texts.range(number).lowerBound
    return texts.bytes.span.extracting(start + 8..<start + text.count - 8)
      .hasSameBytes(as: text.extracting(8..<text.count - 8))
  }
}

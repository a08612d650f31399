/// The numbers of the texts of a column with few different ones, such as campaigns: those met last are
/// found without a look at the table of all.
struct RecentNames: Sendable {
  private(set) var names = Names()
  /// Each where its text would stand.
  private var recent = Array(repeating: Recent.none, count: 1 << bits)
  private static var bits: UInt64 { 10 }

  private struct Recent {
    let text: RecentText
    let number: UInt32

    static let none = Recent(text: .none, number: 0)
  }

  var count: Int { names.count }

  subscript(number: Int) -> String { names[number] }

  /// The number of a text, which it gets now if it has none.
  @inline(__always)
  mutating func intern(_ text: TextRange, in bytes: Span<UInt8>) -> Int {
    guard TextWords.areThere(text, in: bytes) else {
      return names.intern(bytes.extracting(text.range))
    }
    let words = TextWords(of: text, in: bytes)
    let place = Int(truncatingIfNeeded: words.hash &>> (64 &- RecentNames.bits))
    let known = recent[place]
    if known.text.differing(from: words) == 0, known.text.hasMiddle(of: text, bytes, names) {
      return Int(known.number)
    }
    let number = names.intern(bytes.extracting(text.range))
    recent[place] = Recent(
      text: RecentText(words, number: number, of: names),
      number: UInt32(truncatingIfNeeded: number))
    return number
  }

  mutating func intern(_ text: String) -> Int { names.intern(text) }
}

/// What tells most texts apart at a glance: their first eight bytes and their last, and their length.
struct TextWords: Sendable {
  let first: UInt64
  let last: UInt64
  /// Of names that are made of words, as those of campaigns are, which often begin and end alike.
  private let middle: UInt64
  let count: UInt32

  /// Whether there are eight bytes behind the start of a text and before its end, its own or others.
  @inline(__always)
  static func areThere(_ text: TextRange, in bytes: Span<UInt8>) -> Bool {
    let (start, end) = (Int(text.start), Int(text.end))
    return start <= end && start &+ 8 <= bytes.count && end >= 8 && end <= bytes.count
  }

  /// - Parameter text: Of which `areThere` is true.
  @inline(__always)
  init(of text: TextRange, in bytes: Span<UInt8>) {
    let raw = unsafe bytes.bytes
    let (start, count) = (Int(text.start), text.count)
    func word(_ offset: Int) -> UInt64 { eightBytes(of: raw, at: start &+ offset) }
    // The bytes of a shorter text that are not its own are shifted away: nobody could guess whether
    // there are some.
    let others = UInt64(truncatingIfNeeded: 8 &* max(8 &- count, 0))
    first = word(0) << others
    last = word(count &- 8) >> others
    middle = word(max(count / 2 &- 4, 0)) << others
    self.count = UInt32(truncatingIfNeeded: count)
  }

  /// A number whose highest bits differ for most texts.
  @inline(__always)
  var hash: UInt64 {
    (first ^ last &<< 23 ^ last &>> 41 ^ middle &>> 31 ^ middle &<< 33 ^ UInt64(count))
      &* 0x9E37_79B9_7F4A_7C15
  }
}

/// A text that was met before. One of up to sixteen bytes is its words; of a longer one those between
/// are compared with what stands in a column of names.
struct RecentText: Sendable {
  private let first: UInt64
  private let last: UInt64
  private let count: UInt32
  /// Where it stands in the texts of the names.
  private let start: Int

  /// No text is the same.
  static let none = RecentText(first: 0, last: 0, count: .max, start: 0)

  private init(first: UInt64, last: UInt64, count: UInt32, start: Int) {
    (self.first, self.last, self.count, self.start) = (first, last, count, start)
  }

  /// - Parameter number: That of the text in `names`, if it is longer than sixteen bytes.
  init(_ words: TextWords, number: Int, of names: Names) {
    self.init(
      first: words.first, last: words.last, count: words.count,
      start: names.texts.range(number).lowerBound)
  }

  /// 0 if the words of both are the same.
  @inline(__always)
  func differing(from words: TextWords) -> UInt64 {
    (first ^ words.first) | (last ^ words.last) | UInt64(count ^ words.count)
  }

  /// Whether a text with the same words is the same, since it is short or its other bytes are those
  /// of this one too.
  @inline(__always)
  func hasMiddle(of text: TextRange, _ bytes: Span<UInt8>, _ names: Names) -> Bool {
    count <= 16 || hasSameMiddle(text, bytes, names)
  }

  @inline(__always)
  private func hasSameMiddle(_ text: TextRange, _ bytes: Span<UInt8>, _ names: Names) -> Bool {
    let (one, other) = (Int(text.start), start)
    let rest = text.count &- 8
    let raw = unsafe bytes.bytes
    let all = names.texts.bytes.span
    func differing(_ offset: Int) -> UInt64 {
      // The text is as long as the known one, of which all bytes are there.
      unsafe eightBytes(of: raw, at: one &+ offset)
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

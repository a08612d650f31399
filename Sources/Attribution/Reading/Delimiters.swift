/// Where separators, line ends and quotes stand in a stretch of bytes, and which of its bytes are no
/// ASCII.
///
/// It looks at 16 bytes at a time and judges nothing: `PlainRows` makes rows of what it finds. Its
/// slow twin is `RowScanner`, which takes one byte after the other.
struct Delimiters {
  /// How many bytes are looked at in one go: what is found of them stays in the first-level cache.
  private static var stretch: Int { 16 << 10 }
  /// A word of bits covers 64 bytes.
  private static var word: Int { 64 }
  /// How many positions are noted of each word at once: of most, all.
  private static var few: Int { 8 }

  /// The positions, ascending, as far as `count`.
  private(set) var positions: [UInt32] = Array(repeating: 0, count: stretch + few)
  private(set) var count = 0
  /// The bytes that were looked at.
  private(set) var range = 0..<0
  /// How many words before each one, from `start` on, hold a byte that is no ASCII.
  private var foreign: [UInt16] = Array(repeating: 0, count: stretch / word + 1)

  private let wanted: Wanted

  /// What is looked for, sixteen times each.
  private struct Wanted {
    let separator: SIMD16<UInt8>
    // Values that the compiler does not know: it compares known ones byte by byte.
    let quotes: SIMD16<UInt8>
    let lineFeeds: SIMD16<UInt8>
    let returns: SIMD16<UInt8>
  }

  init(separator: UInt8) {
    wanted = Wanted(
      separator: SIMD16(repeating: separator), quotes: SIMD16(repeating: quote),
      lineFeeds: SIMD16(repeating: lineFeed), returns: SIMD16(repeating: carriageReturn))
  }

  /// Looks at the bytes from an index on, as far as whole words go.
  ///
  /// - Parameter end: Where it ends at the latest, below 2³².
  mutating func find(in bytes: RawSpan, from start: Int, to end: Int) {
    // Two spans of one value exclude each other.
    var foreign: [UInt16] = []
    swap(&foreign, &self.foreign)
    // Arrays are checked for uniqueness once, not at every position.
    (count, range) = Delimiters.find(
      in: bytes, from: start, to: min(end, start + Delimiters.stretch), wanted,
      into: positions.mutableSpan, foreign.mutableSpan)
    swap(&foreign, &self.foreign)
  }

  private static func find(
    in bytes: RawSpan, from start: Int, to end: Int, _ wanted: Wanted,
    into positions: consuming MutableSpan<UInt32>, _ foreign: consuming MutableSpan<UInt16>
  ) -> (count: Int, range: Range<Int>) {
    var count = 0
    var word = 0
    var at = start
    precondition(start >= 0 && end <= bytes.byteCount && end &- start &+ few <= positions.count)
    while at &+ Delimiters.word <= end {
      var found: UInt64 = 0
      var all = SIMD16<UInt8>()
      for lane in 0..<4 {
        // Not beyond the end, and no more positions than bytes: both were looked at once.
        let part = unsafe bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: at &+ 16 &* lane, as: SIMD16<UInt8>.self)
        let isDelimiter =
          (part .== wanted.separator) .| (part .== wanted.quotes)
          .| (part .== wanted.lineFeeds) .| (part .== wanted.returns)
        found |= bits(isDelimiter) &<< UInt64(16 &* lane)
        all |= part
      }
      let words = unsafe unsafeBitCast(all, to: SIMD2<UInt64>.self)
      let isForeign = (words[0] | words[1]) & 0x8080_8080_8080_8080 != 0
      foreign[word &+ 1] = foreign[word] &+ (isForeign ? 1 : 0)
      // Some more than there may be, which the next word writes over: to stop behind the last would
      // be a guess for the processor, and it would guess wrong at every second word.
      let end = count &+ found.nonzeroBitCount
      var place = count
      repeat {
        for next in 0..<Delimiters.few {
          unsafe positions[unchecked: place &+ next] = UInt32(
            truncatingIfNeeded: at &+ found.trailingZeroBitCount)
          found &= found &- 1
        }
        place &+= Delimiters.few
      } while place < end
      count = end
      at &+= Delimiters.word
      word &+= 1
    }
    return (count, start..<at)
  }

  /// Whether all bytes near a range are ASCII: those of the words that it touches.
  func areASCII(_ range: Range<Int>) -> Bool {
    let (first, last) = (
      range.lowerBound &- self.range.lowerBound, range.upperBound &- self.range.lowerBound &- 1
    )
    return foreign[first / Delimiters.word] == foreign[last / Delimiters.word &+ 1]
  }
}

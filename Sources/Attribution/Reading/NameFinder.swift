/// Finds the numbers of many texts, most of which have none.
///
/// The table of a large file lies far from the processor. So a bit for each key, in a stretch of
/// memory that lies near, turns most of those away that are not there, and the others are looked up
/// together: the processor waits for several of them at a time, where text by text it would wait
/// for each.
struct NameFinder: Sendable {
  private let names: Names
  private var bits: [UInt64]

  init(_ names: Names) {
    self.names = names
    // Eight to sixteen bits for each name: of ten texts that are not there, one gets through.
    bits = [0]
    while bits.count * 8 < names.count { bits.append(contentsOf: bits) }
    for key in names.keys {
      let (word, bit) = place(key)
      bits[word] |= bit
    }
  }

  @inline(__always)
  private func place(_ key: TextKey) -> (word: Int, bit: UInt64) {
    let home = UInt64(bitPattern: Int64(key.home))
    return (Int(truncatingIfNeeded: home &>> 38) & (bits.count &- 1), 1 &<< (home &>> 32))
  }

  /// The numbers of some texts; −1 where a text is empty or has none.
  func find(
    _ texts: Span<TextRange>, in bytes: Span<UInt8>, into numbers: inout MutableSpan<Int32>
  ) {
    var batch = Batch(repeating: TextKey(word: 0, count: 0))
    var candidates = Batch(repeating: 0)
    var keys = batch.mutableSpan
    var count = 0
    for index in texts.indices {
      let key = TextKey(of: bytes.extracting(texts[index].range))
      let (word, bit) = place(key)
      keys[index] = key
      numbers[index] = -1
      candidates[count] = index
      count &+= bits[word] & bit != 0 && !key.isEmpty ? 1 : 0
    }
    // Without a look at them: it would wait for one before it asks for the next.
    for place in 0..<count {
      let index = candidates[place]
      numbers[index] = names.firstNumber(at: keys[index])
    }
    for place in 0..<count {
      let index = candidates[place]
      numbers[index] = names.number(of: bytes.extracting(texts[index].range), keys[index])
    }
  }
}

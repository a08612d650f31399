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
      bits[word] |= 1 &<< bit
    }
  }

  /// The word of a key's bit, and its number there.
  @inline(__always)
  private func place(_ key: TextKey) -> (word: Int, bit: UInt64) {
    let home = UInt64(bitPattern: Int64(key.home))
    return (Int(truncatingIfNeeded: home &>> 38) & (bits.count &- 1), home &>> 32)
  }

  /// The numbers of some texts; −1 where a text is empty or has none.
  ///
  /// - Parameter texts: No more than a batch.
  func find(
    _ texts: Span<TextRange>, in bytes: Span<UInt8>, into numbers: consuming MutableSpan<Int32>
  ) {
    var candidates = Batch(repeating: Candidate())
    var count = 0
    for index in texts.indices {
      let key = TextKey(of: bytes.extracting(texts[index].range))
      let (word, bit) = place(key)
      numbers[index] = -1
      // Written down in any case: whether it is one is what nobody can guess.
      candidates[count] = Candidate(
        key: key, index: UInt32(truncatingIfNeeded: index), slot: names.firstSlot(of: key))
      count &+= Int(truncatingIfNeeded: bits[word] &>> bit & 1) & (!key.isEmpty).bit
    }
    // Without a look at what it gets: it would wait for one before it asks for the next.
    for place in 0..<count {
      let candidate = candidates[place]
      numbers[Int(candidate.index)] = names.number(inSlot: candidate.slot)
    }
    var (areWhole, others) = (true, RowList())
    for place in 0..<count {
      let candidate = candidates[place]
      areWhole = areWhole && candidate.key.isWhole
      let (number, mayBeBehind) = names.likelyNumber(of: candidate.key, inSlot: candidate.slot)
      numbers[Int(candidate.index)] = number
      others.add(place, mayBeBehind.bit)
    }
    for place in 0..<others.count {
      let candidate = candidates[others[place]]
      numbers[Int(candidate.index)] = names.likelyNumber(of: candidate.key)
    }
    guard !areWhole else { return }
    // Longer texts are compared. They lie far from the processor as well.
    var starts = Batch(repeating: 0)
    var firsts = Batch<UInt8>(repeating: 0)
    for place in 0..<count {
      let number = numbers[Int(candidates[place].index)]
      if number >= 0 { starts[place] = names.texts.range(Int(number)).lowerBound }
    }
    let known = names.texts.bytes.span
    for place in 0..<count { firsts[place] = known[starts[place]] }
    for place in 0..<count where !candidates[place].key.isWhole {
      let index = Int(candidates[place].index)
      let text = bytes.extracting(texts[index].range)
      if numbers[index] >= 0,
        firsts[place] != text[0] || !names.holds(text, at: Int(numbers[index]))
      {
        numbers[index] = names.number(of: text, candidates[place].key)
      }
    }
  }

  /// A text that may have a number.
  private struct Candidate {
    var key = TextKey(word: 0, count: 0)
    var index: UInt32 = 0
    var slot = 0
  }
}

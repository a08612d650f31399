/// A bit for each of some numbers: an eighth of what truth values take, so that more of it lies near
/// the processor.
struct BitSet: Sendable {
  private var words: [UInt64]

  init(_ values: [Bool]) {
    words = Array(repeating: 0, count: values.count / 64 + 1)
    for (index, value) in values.enumerated() where value {
      words[index &>> 6] |= 1 &<< UInt64(index & 63)
    }
  }

  subscript(index: Int) -> Bool { words[index &>> 6] &>> UInt64(index & 63) & 1 != 0 }
}

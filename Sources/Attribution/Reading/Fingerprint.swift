/// A hash of the bytes of a file, however they were cut into pieces and whoever read them.
///
/// It is taken of each block of 1 MiB and then of the block hashes in order, so that threads can
/// hash blocks on their own and the result never shows it. It is the same on every machine. It
/// detects change, not forgery: nothing in it is secret, so a file can be made to have the
/// fingerprint of another.
package struct Fingerprint: Sendable, Equatable {
  /// Bytes in each block but the last.
  package static let blockSize = 1 << 20

  private let state: Mixer

  fileprivate init(_ state: Mixer) { self.state = state }

  /// The fingerprint of a text in UTF-8.
  package init(of text: String) {
    let bytes = Array(text.utf8)
    var builder = Builder()
    builder.add(bytes.span)
    self = builder.fingerprint()
  }

  /// 32 lower-case hexadecimal digits.
  package var text: String { digits(state.high) + digits(state.low) }
}

/// The hash of one block of a file.
package struct BlockHash: Sendable, Equatable {
  fileprivate let state: Mixer

  /// Hashes a block: all 128 bits depend on every byte and on the count.
  ///
  /// Four chains run side by side, since one alone would spend its time waiting for the
  /// multiplier.
  package init(of block: Span<UInt8>) {
    let bytes = unsafe block.bytes
    var (first, second, third, fourth) = (Mixer(), Mixer(), Mixer(), Mixer())
    var at = 0
    while at &+ 64 <= bytes.byteCount {
      // All 64 bytes are there.
      func word(_ offset: Int) -> UInt64 {
        UInt64(
          littleEndian: unsafe bytes.unsafeLoadUnaligned(
            fromUncheckedByteOffset: at &+ offset, as: UInt64.self))
      }
      first.add(word(0), word(8))
      second.add(word(16), word(24))
      third.add(word(32), word(40))
      fourth.add(word(48), word(56))
      at &+= 64
    }
    // The last few bytes go round like 64; what is missing counts as zeros, and the byte count
    // tells those from real ones.
    if at < bytes.byteCount {
      first.add(partialWord(block, at), partialWord(block, at + 8))
      second.add(partialWord(block, at + 16), partialWord(block, at + 24))
      third.add(partialWord(block, at + 32), partialWord(block, at + 40))
      fourth.add(partialWord(block, at + 48), partialWord(block, at + 56))
    }
    var all = Mixer()
    all.add(first.low, first.high)
    all.add(second.low, second.high)
    all.add(third.low, third.high)
    all.add(fourth.low, fourth.high)
    all.finish(count: block.count)
    state = all
  }
}

extension Fingerprint {
  /// Takes the fingerprint of bytes that come one piece after the other.
  package struct Builder: Sendable {
    private var state = Mixer()
    private var byteCount = 0
    /// Bytes that do not fill a block yet.
    private var block: [UInt8] = []

    package init() {}

    /// Adds the next bytes, any number of them.
    package mutating func add(_ bytes: Span<UInt8>) {
      var at = 0
      while at < bytes.count {
        let end = min(bytes.count, at + Fingerprint.blockSize - block.count)
        unsafe bytes.extracting(at..<end).withUnsafeBufferPointer {
          unsafe block.append(contentsOf: $0)
        }
        at = end
        if block.count == Fingerprint.blockSize { addBlock() }
      }
    }

    /// Adds the next block by its hash.
    ///
    /// - Precondition: Every block but the last holds `Fingerprint.blockSize` bytes.
    package mutating func add(_ hash: BlockHash, byteCount: Int) {
      precondition(self.byteCount % Fingerprint.blockSize == 0 && block.isEmpty)
      state.add(hash.state.low, hash.state.high)
      self.byteCount += byteCount
    }

    /// The fingerprint of all bytes so far.
    package func fingerprint() -> Fingerprint {
      var builder = self
      if !builder.block.isEmpty { builder.addBlock() }
      builder.state.finish(count: builder.byteCount)
      return Fingerprint(builder.state)
    }

    private mutating func addBlock() {
      let (hash, count) = (BlockHash(of: block.span), block.count)
      block.removeAll(keepingCapacity: true)
      add(hash, byteCount: count)
    }
  }
}

/// 128 bits that depend on every word added and on their order.
///
/// Each half, mixed with a word, is multiplied by a constant of its own; the upper half of either
/// product goes to the other side. A multiplication by a constant loses nothing, and unlike the
/// lower half the upper one carries every bit down as well as up.
private struct Mixer: Equatable {
  // The binary digits of π, as far as they make odd multipliers with high bits set.
  private static let multipliers: (UInt64, UInt64) = (0xc0ac_29b7_c97c_50dd, 0x9216_d5d9_8979_fb1b)
  private(set) var low: UInt64 = 0x243f_6a88_85a3_08d3
  private(set) var high: UInt64 = 0x1319_8a2e_0370_7344

  @inline(__always)
  mutating func add(_ first: UInt64, _ second: UInt64) {
    let one = (low ^ first).multipliedFullWidth(by: Mixer.multipliers.0)
    let other = (high ^ second).multipliedFullWidth(by: Mixer.multipliers.1)
    low = one.low ^ other.high
    high = other.low ^ one.high
  }

  /// Adds how many bytes there were, and goes round until the last word has reached every bit.
  mutating func finish(count: Int) {
    add(UInt64(count), 0)
    for _ in 0..<3 { add(0, 0) }
  }
}

/// The same where the bytes may end before.
private func partialWord(_ block: Span<UInt8>, _ offset: Int) -> UInt64 {
  var word: UInt64 = 0
  for index in (offset..<offset + 8).reversed() {
    word = word << 8 | (index < block.count ? UInt64(block[index]) : 0)
  }
  return word
}

private func digits(_ number: UInt64) -> String {
  let text = String(number, radix: 16)
  return String(repeating: "0", count: 16 - text.utf8.count) + text
}

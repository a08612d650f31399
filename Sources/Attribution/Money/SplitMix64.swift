/// Numbers that fall like throws of dice, and fall alike wherever they are thrown.
///
/// The generator is SplitMix64: G. L. Steele, D. Lea and C. H. Flood, *Fast splittable pseudorandom
/// number generators* (2014). The standard library's `random(in:using:)` is not used, since its
/// results may change from one version to the next.
struct SplitMix64: Sendable {
  static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var state: UInt64

  init(state: UInt64) { self.state = state }

  /// One of many generators that have nothing to do with each other: it begins where the number
  /// at this position, counted from 0, of the generator that begins at the seed says.
  init(seed: UInt64, stream: Int) {
    var seeds = SplitMix64(
      state: seed &+ UInt64(truncatingIfNeeded: stream) &* SplitMix64.step)
    state = seeds.next()
  }

  /// 64 bits, each 0 or 1 with equal chance.
  mutating func next() -> UInt64 {
    state &+= SplitMix64.step
    return SplitMix64.mixed(state)
  }

  /// One of 0, 1 … `bound` − 1. The unevenness is below `bound` in 2⁶⁴.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

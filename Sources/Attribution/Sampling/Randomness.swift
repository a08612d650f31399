/// Dice whose throws depend on nothing but what they are thrown for.
///
/// Dice for the same seed, purpose and number fall alike wherever they are thrown, so the writer of
/// the touchpoints and the writer of the deals agree about an account without telling each other.
///
/// The throws are SplitMix64: G. L. Steele, D. Lea and C. H. Flood, *Fast splittable pseudorandom
/// number generators* (2014). The standard library's `random(in:using:)` is not used, since its
/// results may change from one version to the next.
struct Dice {
  /// What dice are thrown for: those of different purposes have nothing to do with each other.
  enum Purpose: UInt64 {
    case identifiers, wins, closing, deals, strangers, touchpoint
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var state: UInt64

  init(seed: UInt64, for purpose: Purpose, number: Int = 0) {
    let key = Dice.mixed(Dice.mixed(seed &+ Dice.step) &+ purpose.rawValue)
    state = Dice.mixed(key &+ UInt64(truncatingIfNeeded: number) &* Dice.step)
  }

  /// 64 bits, each 0 or 1 with equal chance.
  mutating func next() -> UInt64 {
    state &+= Dice.step
    return Dice.mixed(state)
  }

  /// One of 0, 1 … `bound` − 1. The unevenness is below `bound` in 2⁶⁴.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// True `perMille` times in a thousand.
  mutating func chance(perMille: Int) -> Bool {
    below(1_000) < perMille
  }

  /// One of the choices, all equally likely.
  mutating func one<Choice>(of choices: [Choice]) -> Choice {
    choices[below(choices.count)]
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// Dice whose throws depend on nothing but what they are thrown for.
///
/// Dice for the same seed, purpose and number fall alike wherever they are thrown, so the writer of
/// the touchpoints and the writer of the deals agree about an account without telling each other.
struct Dice {
  /// What dice are thrown for: those of different purposes have nothing to do with each other.
  enum Purpose: UInt64 {
    case identifiers, wins, closing, deals, strangers, touchpoint
  }

  private var numbers: SplitMix64

  init(seed: UInt64, for purpose: Purpose, number: Int = 0) {
    let key = SplitMix64.mixed(SplitMix64.mixed(seed &+ SplitMix64.step) &+ purpose.rawValue)
    numbers = SplitMix64(
      state: SplitMix64.mixed(key &+ UInt64(truncatingIfNeeded: number) &* SplitMix64.step))
  }

  /// 64 bits, each 0 or 1 with equal chance.
  mutating func next() -> UInt64 { numbers.next() }

  /// One of 0, 1 … `bound` − 1.
  mutating func below(_ bound: Int) -> Int { numbers.below(bound) }

  /// True `perMille` times in a thousand.
  mutating func chance(perMille: Int) -> Bool {
    below(1_000) < perMille
  }

  /// One of the choices, all equally likely.
  mutating func one<Choice>(of choices: [Choice]) -> Choice {
    choices[below(choices.count)]
  }
}

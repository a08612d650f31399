extension ModelKind {
  /// A touch counts half as much for every half-life that it lies further back: 2^(−age ÷ half-life).
  static let timeDecay = ModelKind(
    name: "time_decay",
    parameters: [Parameter(name: "halfLifeDays", unit: .days, standard: 7 * 86_400)]
  ) { name, settings in
    let halfLife = settings[0]
    let decay = Decay(halfLife: halfLife)
    return Model(
      name: name, kind: "time_decay", parameters: [("halfLifeDays", decimalDays(halfLife))],
      settings: settings,
      rule: """
        a touch counts half as much for every \(decimalDays(halfLife)) d that it lies further back, \
        2^(−age ÷ \(decimalDays(halfLife)) d): one 30 d before the close counts \
        \(afterThirtyDays(decay)) of one at the close
        """,
      weigh: { journey, weights in
        // From the newest touch on, so that the largest weight is never 0.
        let youngest = journey.ages[journey.count - 1]
        let ages = journey.ages.span
        weights.runs.append(addingCapacity: ages.count) { runs in
          for index in ages.indices {
            let weight = decay.weight(ages[index] - youngest)
            runs.append(Weights.Run(value: weight, end: index + 1))
          }
        }
      },
      formula: { journey, index in
        // Two decimals of a day say too little of ages that are compared with hours.
        halfLife < 86_400
          ? "2^(−\(journey.ages[index]) s ÷ \(halfLife) s)"
          : "2^(−\(daysText(journey.ages[index])) d ÷ \(decimalDays(halfLife)) d)"
      })
  }
}

/// How much a touch thirty days before the close counts of one at the close.
private func afterThirtyDays(_ decay: Decay) -> String {
  let whole = decay.weight(0)
  return percentText((decay.weight(30 * 86_400) * 1_000 + whole / 2) / whole)
}

/// 2⁵² × 2^(−age ÷ halfLife), to the nearest whole number or one beside it.
///
/// Whole-number arithmetic throughout: a C library's `exp2` may differ in the last bit from the
/// next one's, and a cent with it. The age in half-lives is *q* + *f*: 2^−q is a shift, and 2^−f is
/// the product of one table entry for each of the upper four bytes of *f* and of 1 − f·ln 2 for what
/// is left, which is below 2⁻³², so that the next term of the series, below 2⁻⁶⁵, does not matter.
package struct Decay: Sendable {
  private let halfLife: UInt64
  /// 2^128 ÷ halfLife: products with it take the place of divisions, and are at most one too small.
  private let scale: (high: UInt64, low: UInt64)
  private let powers: [UInt64]

  /// - Parameter halfLife: Seconds, at least one.
  package init(halfLife: Int64) {
    self.halfLife = UInt64(halfLife)
    let scale = UInt128.max / UInt128(halfLife)
    self.scale = (UInt64(scale >> 64), UInt64(truncatingIfNeeded: scale))
    powers = powersOfHalf
  }

  /// - Parameter age: Seconds, not negative.
  package func weight(_ age: Int64) -> UInt64 {
    let age = UInt64(age)
    var halvings = age.multipliedFullWidth(by: scale.high).high
    var rest = age &- halvings &* halfLife
    if rest >= halfLife {
      halvings &+= 1
      rest &-= halfLife
    }
    guard halvings < 53 else { return 0 }
    var fraction = rest &* scale.high &+ rest.multipliedFullWidth(by: scale.low).high
    // Of what the division leaves, the lower 64 bits say enough.
    if 0 &- fraction &* halfLife >= halfLife { fraction &+= 1 }
    var value = one
    for byte in 0..<4 {
      value = product(value, powers[byte << 8 | Int(fraction >> (56 - 8 * byte) & 0xFF)])
    }
    // × ln 2, from 64 binary places to 63
    let small = ((fraction & 0xFFFF_FFFF) * 0xB172_17F7) >> 33
    value = product(value, one - small)
    let shift = 11 + halvings  // from 63 binary places to 52, and the halvings
    return (value + (1 << (shift - 1))) >> shift
  }
}

/// 1 with 63 binary places; so are all the numbers below.
private var one: UInt64 { 1 << 63 }

/// 2^(−b ÷ 256^(k+1)) at index 256·k + b, for k below 4.
private let powersOfHalf: [UInt64] = {
  // 2^(−1/2), 2^(−1/4), 2^(−1/8) …: each the square root of the one before.
  var roots: [UInt64] = []
  var last = one >> 1
  for _ in 0..<32 {
    last = squareRoot(UInt128(last) << 63)
    roots.append(last)
  }
  return (0..<4).flatMap { group in
    (0..<256).map { byte in
      (0..<8).reduce(one) { value, bit in
        byte >> (7 - bit) & 1 == 1 ? product(value, roots[8 * group + bit]) : value
      }
    }
  }
}()

private func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let full = a.multipliedFullWidth(by: b)
  return full.high << 1 | full.low >> 63
}

/// The largest number whose square is not above `square`, by Newton's method from above.
private func squareRoot(_ square: UInt128) -> UInt64 {
  var root = UInt128(1) << 64
  while true {
    let next = (root + square / root) >> 1
    if next >= root { return UInt64(root) }
    root = next
  }
}

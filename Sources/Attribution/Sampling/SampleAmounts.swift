/// What deals are worth: a log-normal distribution of median 18,000 and σ 1.1.
enum SampleAmounts {
  /// One amount above zero, in hundredths: most are whole hundreds, some have odd cents.
  static func one(_ dice: inout Dice) -> Int {
    let (step, place) = dice.below(64 << 10).quotientAndRemainder(dividingBy: 1 << 10)
    let (low, high) = (100 * cuts[step], 100 * cuts[step + 1])
    let hundredths = low + (high - low) * place / (1 << 10)
    return hundredths - hundredths % dice.one(of: roundings)
  }

  // Most prices are round.
  private static let roundings = [10_000, 10_000, 10_000, 10_000, 10_000, 5_000, 100, 100, 1, 1]

  // The 65 amounts that cut the distribution into 64 equally likely parts; the outermost are those
  // of 1 in 512. A table, since the logarithms of different machines differ in their last bits.
  private static let cuts = [
    750, 1_680, 2_320, 2_850, 3_330, 3_780, 4_220, 4_650, 5_080, 5_500, 5_930, 6_350, 6_780, 7_220,
    7_660, 8_110, 8_570, 9_040, 9_520, 10_000, 10_500, 11_000, 11_600, 12_100, 12_700, 13_300,
    13_900, 14_500, 15_100, 15_800, 16_500, 17_200, 18_000, 18_800, 19_600, 20_500, 21_400, 22_400,
    23_400, 24_400, 25_600, 26_700, 28_000, 29_400, 30_800, 32_400, 34_000, 35_800, 37_800, 39_900,
    42_300, 44_900, 47_800, 51_000, 54_700, 58_900, 63_800, 69_600, 76_700, 85_600, 97_300,
    113_700, 139_700, 192_400, 430_300,
  ]
}

extension Currency {
  /// Minor units in a hundredth of what the sample calls a unit: a dollar, or a hundred yen, since
  /// money without decimals comes in large numbers.
  var hundredth: Int { Int(max(1, unit / 100)) }
}

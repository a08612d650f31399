/// A scale of thousandths with round ticks, which always has zero on it.
struct PercentScale {
  /// Ascending, at least two; the first and the last are the ends.
  let ticks: [Int128]

  /// - Parameter values: What must be on the scale.
  init(over values: [Int128]) {
    let (low, high) = (min(0, values.min() ?? 0), max(0, values.max() ?? 0))
    guard low < high else {
      ticks = [0, 200, 400, 600, 800, 1_000]
      return
    }
    var (step, factor) = (Int128(1), 0)
    while (high - low) / step > 6 {
      // 1, 2, 5, 10, 20, 50 …
      step = factor == 1 ? step / 2 * 5 : step * 2
      factor = (factor + 1) % 3
    }
    // Divisions round towards zero, which is the wrong way at both ends.
    let (first, last) = ((low - step + 1) / step, (high + step - 1) / step)
    ticks = (first...last).map { $0 * step }
  }

  /// How far along `length` from the lower end a value lies.
  func place(of value: Int128, along length: Int) -> Int {
    Int((value - ticks[0]) * Int128(length) / (ticks[ticks.count - 1] - ticks[0]))
  }

  /// A tick as a percentage, without decimals where no tick needs them.
  func text(_ tick: Int128) -> String {
    let text = percentText(tick)
    return ticks.contains { $0 % 10 != 0 } ? text : text.replacing(".0 %", with: " %")
  }
}

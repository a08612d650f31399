/// A scale of thousandths that has zero on it, and round ticks.
struct PercentScale {
  /// Zero and all values, no more.
  private let ends: (low: Int128, high: Int128)
  /// Ascending, zero among them.
  let ticks: [Int128]

  /// - Parameter values: What must be on the scale.
  init(over values: [Int128]) {
    let (low, high) = (min(0, values.min() ?? 0), max(0, values.max() ?? 0))
    guard low < high else {
      ends = (0, 1_000)
      ticks = [0, 200, 400, 600, 800, 1_000]
      return
    }
    ends = (low, high)
    var (step, factor) = (Int128(1), 0)
    while (high - low) / step > 6 {
      // 1, 2, 5, 10, 20, 50 …
      step = factor == 1 ? step / 2 * 5 : step * 2
      factor = (factor + 1) % 3
    }
    ticks = (low / step...high / step).map { $0 * step }
  }

  /// How far along `length` from the lower end a value lies.
  func place(of value: Int128, along length: Int) -> Int {
    Int((value - ends.low) * Int128(length) / (ends.high - ends.low))
  }

  /// A tick as a percentage, without decimals where no tick needs them.
  func text(_ tick: Int128) -> String {
    let text = percentText(tick)
    return ticks.contains { $0 % 10 != 0 } ? text : text.dropLast(".0 %".count) + " %"
  }
}

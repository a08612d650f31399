extension ModelKind {
  /// The ends count most: by default 40 % to the first touch, 40 % to the last, and 20 % in equal
  /// parts to those between.
  ///
  /// | touches | first | between, each | last |
  /// |--------:|------:|--------------:|-----:|
  /// |       1 | 100 % |               |      |
  /// |       2 |  50 % |               | 50 % |
  /// |       3 |  40 % |          20 % | 40 % |
  /// |     *n* |  40 % | 20 % ÷ (*n*−2)| 40 % |
  ///
  /// Where no touch is between, the ends share all in their own proportion, and equally if both
  /// are set to nothing. A journey of one instant has no ends: its touches count the same.
  static let positionBased = ModelKind(
    name: "position_based",
    parameters: [
      Parameter(name: "first", unit: .percent, standard: 4_000),
      Parameter(name: "last", unit: .percent, standard: 4_000),
    ]
  ) { name, settings in
    let (first, last) = (settings[0], settings[1])
    let between = 10_000 - first - last
    return Model(
      name: name, kind: "position_based",
      parameters: [("first", trimmedDecimal(first, 2)), ("last", trimmedDecimal(last, 2))],
      rule: """
        \(percent(first)) to the first touch, \(percent(last)) to the last, \(percent(between)) in \
        equal parts to those between; with none between, the ends in their own proportion
        """,
      weigh: { journey, weights in
        let middle = journey.count - journey.openers - journey.closers
        guard !journey.isOneInstant, middle > 0 || first + last > 0 else {
          weights = Array(repeating: 1, count: journey.count)
          return
        }
        // Each part over the number of touches that share it, brought to one denominator:
        // whole numbers, below 2⁶⁴ for any journey of fewer than 2²⁶ touches.
        let (a, b) = (UInt64(journey.openers), UInt64(journey.closers))
        let m = UInt64(max(middle, 1))
        let denominator = leastCommonMultiple(leastCommonMultiple(a, b), m)
        weights = Array(repeating: UInt64(between) * (denominator / m), count: journey.count)
        for index in 0..<journey.openers { weights[index] = UInt64(first) * (denominator / a) }
        for index in journey.count - journey.closers..<journey.count {
          weights[index] = UInt64(last) * (denominator / b)
        }
      },
      formula: { journey, index in
        let middle = journey.count - journey.openers - journey.closers
        guard !journey.isOneInstant, middle > 0 || first + last > 0 else {
          return journey.count == 1 ? "100 %" : "100 % ÷ \(journey.count)"
        }
        let ends = middle > 0 ? "" : " ÷ \(percent(first + last))"
        func part(_ share: Int64, among count: Int, _ scale: String) -> String {
          percent(share) + scale + (count == 1 ? "" : " ÷ \(count)")
        }
        if index < journey.openers { return part(first, among: journey.openers, ends) }
        if index >= journey.count - journey.closers {
          return part(last, among: journey.closers, ends)
        }
        return part(between, among: middle, "")
      })
  }
}

/// Hundredths of a percent as a percentage: `40 %`, `33.33 %`.
private func percent(_ hundredths: Int64) -> String { trimmedDecimal(hundredths, 2) + " %" }

private func leastCommonMultiple(_ a: UInt64, _ b: UInt64) -> UInt64 {
  var (x, y) = (a, b)
  while y != 0 { (x, y) = (y, x % y) }
  return a / x * b
}

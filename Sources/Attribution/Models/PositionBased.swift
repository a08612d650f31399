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
      settings: settings,
      rule: """
        \(percent(first)) to the first touch, \(percent(last)) to the last, \(percent(between)) in \
        equal parts to those between; with none between, the ends in their own proportion
        """,
      weigh: { journey, weights in
        guard !journey.isOneInstant else {
          weights.append(1, count: journey.count)
          return
        }
        let parts = Parts(first, between, last, of: journey)
        // Each part over the number of touches that share it, brought to one denominator:
        // whole numbers, below 2⁶⁴ for any journey of fewer than 2²⁶ touches.
        let (openers, closers) = (UInt64(journey.openers), UInt64(journey.closers))
        let between = journey.count - journey.openers - journey.closers
        let middle = UInt64(max(between, 1))
        // The least common denominator is `ends` × `middle` ÷ `common`.
        let ends = openers / greatestCommonDivisor(openers, closers) * closers
        let common = greatestCommonDivisor(ends, middle)
        let (first, last) = (ends / openers, ends / closers)
        weights.append(
          UInt64(parts.first) * (middle / common) * first, count: journey.openers)
        weights.append(UInt64(parts.between) * (ends / common), count: between)
        weights.append(UInt64(parts.last) * (middle / common) * last, count: journey.closers)
      },
      formula: { journey, index in
        guard !journey.isOneInstant else {
          return journey.count == 1 ? "100 %" : "100 % ÷ \(journey.count)"
        }
        let parts = Parts(first, between, last, of: journey)
        let middle = journey.count - journey.openers - journey.closers
        let ends = middle > 0 ? "" : " ÷ \(percent(parts.first + parts.last))"
        func formula(_ part: Int64, among count: Int, _ scale: String) -> String {
          percent(part) + scale + (count == 1 ? "" : " ÷ \(count)")
        }
        if index < journey.openers { return formula(parts.first, among: journey.openers, ends) }
        if index >= journey.count - journey.closers {
          return formula(parts.last, among: journey.closers, ends)
        }
        return formula(parts.between, among: middle, "")
      })
  }
}

/// What the first, those between and the last have in a journey, in hundredths of a percent.
private struct Parts {
  var first: Int64
  var between: Int64
  var last: Int64

  init(_ first: Int64, _ between: Int64, _ last: Int64, of journey: Journey) {
    (self.first, self.between, self.last) = (first, between, last)
    // Ends of nothing with none between them: equal ends.
    if journey.openers + journey.closers == journey.count, first + last == 0 {
      (self.first, self.last) = (5_000, 5_000)
    }
  }
}

/// Hundredths of a percent as a percentage: `40 %`, `33.33 %`.
private func percent(_ hundredths: Int64) -> String { trimmedDecimal(hundredths, 2) + " %" }

private func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
  var (x, y) = (a, b)
  while y != 0 { (x, y) = (y, x % y) }
  return x
}

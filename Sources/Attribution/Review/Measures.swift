// Numbers of the review as a person reads them, from whole numbers alone.

/// Seconds as days with one decimal, cut: `12.4`.
func daysWithTenths(_ seconds: some FixedWidthInteger) -> String {
  decimalText(Int128(seconds) * 10 / 86_400, 1)
}

/// How many there are for each, with two decimals, rounded: `2.43`.
func perEach(_ count: Int, _ total: Int) -> String {
  decimalText((Int128(count) * 200 + Int128(total)) / (2 * Int128(total)), 2)
}

/// What part of a whole something is, rounded, on its own: parts that are shown beside each other and
/// add up are `fractions`.
func partText(_ part: some FixedWidthInteger, of whole: some FixedWidthInteger) -> String {
  percentText((Int128(part) * 2_000 + Int128(whole)) / (2 * Int128(whole)))
}

/// `1 deal`, `12,345 deals`.
func countedGrouped(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(grouped(count)) \(count == 1 ? noun : plural ?? noun + "s")"
}

/// `1st`, `2nd`, `11th`, `23rd`.
func ordinal(_ number: Int) -> String {
  let ending =
    switch (number % 10, number % 100) {
    case (_, 11...13): "th"
    case (1, _): "st"
    case (2, _): "nd"
    case (3, _): "rd"
    default: "th"
    }
  return grouped(number) + ending
}

private func decimalText(_ units: Int128, _ decimals: Int) -> String {
  var bytes: [UInt8] = []
  bytes.append(units, decimals: decimals)
  return String(decoding: bytes, as: UTF8.self)
}

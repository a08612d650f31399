/// Seconds as days for reading, to at most two decimals, cut: `7`, `12.4`, `0.04`.
package func daysText(_ seconds: Int64) -> String { trimmedDecimal(seconds * 100 / 86_400, 2) }

/// `1 day`, `0.5 days`, `365 days`.
package func dayCount(_ seconds: Int64) -> String {
  let days = daysText(seconds)
  return days == "1" ? "1 day" : "\(days) days"
}

/// Seconds as days, to six decimals: enough to read the same whole second again from them.
package func decimalDays(_ seconds: Int64) -> String {
  trimmedDecimal((seconds * 1_000_000 + 43_200) / 86_400, 6)
}

/// Seconds as hours, to six decimals: enough to read the same whole second again from them.
package func decimalHours(_ seconds: Int64) -> String {
  trimmedDecimal((seconds * 1_000_000 + 1_800) / 3_600, 6)
}

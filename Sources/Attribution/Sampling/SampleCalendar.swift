/// The days around the sample as text, so that writing a date is copying ten bytes.
struct SampleCalendar {
  /// Deals were already under way when the books began.
  private static let daysBefore = 184
  /// July 2024 to June 2026.
  private static let monthLengths = [
    31, 31, 30, 31, 30, 31,
    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    31, 28, 31, 30, 31, 30,
  ]

  /// Ten bytes a day.
  private var dates: [UInt8] = []
  private var quarters: [Int] = []

  init() {
    for (month, length) in SampleCalendar.monthLengths.enumerated() {
      for day in 1...length {
        dates.append(2024 + (month + 6) / 12, digits: 4)
        dates.append(ascii: "-")
        dates.append((month + 6) % 12 + 1, digits: 2)
        dates.append(ascii: "-")
        dates.append(day, digits: 2)
        quarters.append(month / 3 - 2)
      }
    }
  }

  /// `2025-01-01` is the date of second 0.
  func date(at second: Int) -> String {
    String(decoding: dateBytes(at: second), as: UTF8.self)
  }

  /// `2025-03-14T09:26:53Z`
  func time(at second: Int) -> String {
    var bytes: [UInt8] = []
    appendTime(at: second, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  func appendTime(at second: Int, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: dateBytes(at: second))
    bytes.append(ascii: "T")
    bytes.append(second / 3_600 % 24, digits: 2)
    bytes.append(ascii: ":")
    bytes.append(second / 60 % 60, digits: 2)
    bytes.append(ascii: ":")
    bytes.append(second % 60, digits: 2)
    bytes.append(ascii: "Z")
  }

  /// 0 for the first quarter of 2025.
  func quarter(at second: Int) -> Int {
    quarters[index(ofDayAt: second)]
  }

  private func dateBytes(at second: Int) -> ArraySlice<UInt8> {
    let start = 10 * index(ofDayAt: second)
    return dates[start..<start + 10]
  }

  private func index(ofDayAt second: Int) -> Int {
    (second + SampleCalendar.daysBefore * SampleCompany.day) / SampleCompany.day
  }
}

/// What a check asks of a touchpoint file beyond what a run needs.
package struct TouchSurvey: Sendable {
  /// The accounts that its rows name.
  private(set) var accounts = Names()
  /// How many rows name each of them, by its number.
  private(set) var rows: [Int] = []
  /// How many rows each month has, by year × 12 + month − 1.
  package private(set) var months: [Int: Int] = [:]

  init() {}

  mutating func add(account: Span<UInt8>, month: (year: Int, month: Int)) {
    months[month.year * 12 + month.month - 1, default: 0] += 1
    guard account.count > 0 else { return }
    add(accounts.intern(account), 1)
  }

  /// How many different accounts its rows name.
  var accountCount: Int { accounts.count }

  /// Those that are not among others, each with its rows, in the order in which they were met.
  func unknownAccounts(besides known: Names) -> [(account: String, rows: Int)] {
    (0..<accounts.count).filter { known.find($0, of: accounts) == nil }
      .map { (accounts[$0], rows[$0]) }
  }

  mutating func add(_ other: TouchSurvey) {
    months.merge(other.months, uniquingKeysWith: +)
    for (number, count) in zip(accounts.intern(other.accounts), other.rows) { add(number, count) }
  }

  private mutating func add(_ number: Int, _ count: Int) {
    if number == rows.count { rows.append(0) }
    rows[number] += count
  }
}

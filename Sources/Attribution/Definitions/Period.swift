/// The stretch of time that a report is about, by the days on which deals were closed in the
/// definitions' zone.
package enum Period: Sendable, Equatable {
  /// Every month on its own.
  case everyMonth
  /// One period: `2026-10`, `2026-Q4` or `2026`; months from 1 to 12.
  case one(year: Int, months: ClosedRange<Int>)

  /// Reads a period as the command takes it; nil if it is none.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts[0].count == 4, parts[0].utf8.allSatisfy({ digit($0) != nil }),
      let year = Int(parts[0]), year > 0
    else { return nil }
    guard parts.count == 2 else {
      self = .one(year: year, months: 1...12)
      return
    }
    let part = parts[1]
    if part.count == 2, part.first == "Q", let quarter = Int(part.dropFirst()),
      (1...4).contains(quarter)
    {
      self = .one(year: year, months: quarter * 3 - 2...quarter * 3)
    } else if part.count == 2, part.utf8.allSatisfy({ digit($0) != nil }), let month = Int(part),
      (1...12).contains(month)
    {
      self = .one(year: year, months: month...month)
    } else {
      return nil
    }
  }

  /// The name of the period in which a month lies, as results write it; nil if it is in none.
  package func name(year: Int, month: Int) -> String? {
    switch self {
    case .everyMonth: monthName(year: year, month: month)
    case .one(year, let months) where months.contains(month): name
    case .one: nil
    }
  }

  /// The name of the whole, which the default output folder has too.
  package var name: String {
    switch self {
    case .everyMonth: "all"
    case .one(let year, let months):
      switch months.count {
      case 1: monthName(year: year, month: months.lowerBound)
      case 3: padded(year) + "-Q\((months.lowerBound + 2) / 3)"
      default: padded(year)
      }
    }
  }
}

private func monthName(year: Int, month: Int) -> String {
  padded(year) + (month < 10 ? "-0\(month)" : "-\(month)")
}

private func padded(_ year: Int) -> String {
  String(repeating: "0", count: max(0, 4 - "\(year)".count)) + "\(year)"
}

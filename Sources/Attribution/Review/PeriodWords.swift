extension Attribution {
  /// The time that the report is about, as a person says it: `In October 2026`.
  var periodWords: String {
    switch period {
    case .everyMonth:
      let periods = credit.groups.map(\.period)
      guard let first = periods.first, let last = periods.last else { return "In these files" }
      return first == last
        ? "In \(monthWords(first))" : "From \(monthWords(first)) to \(monthWords(last))"
    case .one(let year, let months):
      switch months.count {
      case 1: return "In \(monthNames[months.lowerBound - 1]) \(year)"
      case 3:
        let quarter = ["first", "second", "third", "fourth"][(months.lowerBound - 1) / 3]
        return "In the \(quarter) quarter of \(year)"
      default: return "In \(year)"
      }
    }
  }
}

/// `2026-10` as `October 2026`.
func monthWords(_ period: String) -> String {
  let parts = period.split(separator: "-")
  guard parts.count == 2, let month = Int(parts[1]), (1...12).contains(month) else { return period }
  return "\(monthNames[month - 1]) \(parts[0])"
}

private let monthNames = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December",
]

// Every wording about finance's control totals.

extension Problem {
  static func notAControlPeriod(_ place: Place, _ value: String) -> Problem {
    Problem(
      place: place, column: "period", value: value,
      message: "period \(quoted(value)) is no month, quarter or year",
      hint: "write it as 2026-10, 2026-Q4 or 2026; a spreadsheet may have made a date of it")
  }

  static func notAControlAmount(_ place: Place, _ value: String, in currency: String) -> Problem {
    Problem(
      place: place, column: "amount", value: value,
      message: "amount \(quoted(value)) is no exact amount of \(currency)",
      hint: "write it with digits and a point, and no more decimals than \(currency) has: 345000.00"
    )
  }

  static func notADealCount(_ place: Place, _ value: String) -> Problem {
    Problem(
      place: place, column: "deals", value: value,
      message: "deals \(quoted(value)) is no number of deals",
      hint: "write a whole number, or leave it empty where finance does not count deals")
  }

  static func controlTotalTwice(_ place: Place, period: String, currency: String, first: Place)
    -> Problem
  {
    Problem(
      place: place, column: "period", value: period,
      message: "finance's figure for \(period) in \(currency) was already read at \(first.text)",
      hint: "which of the two is right? leave one line for each period and currency")
  }
}

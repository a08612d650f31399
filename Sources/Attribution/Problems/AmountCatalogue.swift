// Every wording about a single amount.

extension Problem {
  private static func amount(
    kind: String = #function, _ place: Place, _ value: String, _ message: String, hint: String
  ) -> Problem {
    Problem(
      kind: kind, place: place, column: "amount", value: value,
      message: "amount \(quoted(value)) \(message)", hint: hint)
  }

  /// What to write in the definitions for amounts to be read so.
  private static func declared(_ format: AmountFormat) -> String {
    "\"deals\": [{\"amountFormat\": \"\(format.rawValue)\"}]"
  }

  /// - Parameters:
  ///   - format: How the amounts of its file are read.
  ///   - fitting: The formats in which it would be an amount.
  static func notAnAmount(
    _ place: Place, _ value: String, format: String, fitting: [AmountFormat]
  ) -> Problem {
    let isPlain = format == AmountFormat.plain.rawValue
    let byHand =
      isPlain
      ? "write it with digits and a point: -1234.50" : "write it like the others: -\(format)"
    return amount(
      place, value, isPlain ? "is not a plain number" : "is not an amount like \(format)",
      hint: fitting.isEmpty
        ? byHand
        : "if the source writes amounts so, write in the definitions "
          + fitting.map(declared).joined(separator: " or ") + "; else correct it at the source")
  }

  /// - Parameter whole: The format in which it would have no decimals at all.
  static func tooManyDecimals(_ place: Place, _ value: String, whole: AmountFormat?) -> Problem {
    let thousands = whole.map { format in
      "; if its \(format == .pointComma ? "point" : "comma") separates thousands, write in the "
        + "definitions \(declared(format))"
    }
    return amount(
      place, value, "has more decimals than its currency",
      hint: "round it at the source: this program never rounds an input" + (thousands ?? ""))
  }

  static let largestAmount =
    "with two decimals, 92,233,720,368,547,758.07 is the largest that can be counted"

  static func amountTooLarge(_ place: Place, _ value: String) -> Problem {
    amount(
      place, value, "is too large to count",
      hint: "correct it at the source; \(largestAmount)")
  }

  static func amountInOtherCurrency(_ place: Place, _ value: String, of currency: String) -> Problem
  {
    amount(
      place, value, "is in another currency than its row, which names \(currency)",
      hint: "which of the two is right? correct the other at the source")
  }

  /// - Parameters:
  ///   - declared: The definitions' currency, in which rows are that name none.
  ///   - meant: What the amount may be in; nil if that cannot be said.
  static func amountInUndeclaredCurrency(
    _ place: Place, _ value: String, declared: String, meant: String?
  ) -> Problem {
    amount(
      place, value, "is not in \(declared), the currency of rows that name none",
      hint: """
        name the column that holds the currency in the definitions, \
        "deals": [{"columns": {"currency": "…"}}], or the currency of all rows that name none: \
        "currency": "\(meant ?? "…")"
        """)
  }

  /// - Parameter readings: What it would be in each of two formats.
  static func ambiguousAmount(
    _ place: Place, _ value: String, readings: [(format: AmountFormat, amount: String)]
  ) -> Problem {
    let choices = readings.map { "\(declared($0.format)) for \($0.amount)" }
    return amount(
      place, value,
      "is \(readings.map(\.amount).joined(separator: " or ")), and no other amount tells which",
      hint: "write in the definitions \(choices.joined(separator: ", or "))")
  }
}

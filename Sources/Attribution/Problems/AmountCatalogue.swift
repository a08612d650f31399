// Every wording about a single amount.

extension Problem {
  private static func amount(
    kind: String = #function, _ cell: AmountCell, _ message: String, hint: String
  ) -> Problem {
    Problem(
      kind: kind, place: cell.place, column: cell.column, value: cell.value,
      message: "\(cell.column) \(quoted(cell.value)) \(message)", hint: hint)
  }

  /// - Parameters:
  ///   - format: How the amounts of its file are read.
  ///   - fitting: The formats in which it would be an amount.
  static func notAnAmount(
    _ cell: AmountCell, format: String, fitting: [AmountFormat]
  ) -> Problem {
    let isPlain = format == AmountFormat.plain.rawValue
    let byHand =
      isPlain
      ? "write it with digits and a point: -1234.50" : "write it like the others: -\(format)"
    return amount(
      cell, isPlain ? "is not a plain number" : "is not an amount like \(format)",
      hint: fitting.isEmpty
        ? byHand
        : "if the source writes amounts so, write in the definitions "
          + fitting.map(cell.declared).joined(separator: " or ") + "; else correct it at the source"
    )
  }

  /// - Parameter whole: The format in which it would have no decimals at all.
  static func tooManyDecimals(_ cell: AmountCell, whole: AmountFormat?) -> Problem {
    let thousands = whole.map { format in
      "; if its \(format == .pointComma ? "point" : "comma") separates thousands, write in the "
        + "definitions \(cell.declared(format))"
    }
    return amount(
      cell, "has more decimals than its currency",
      hint: "round it at the source: this program never rounds an input" + (thousands ?? ""))
  }

  static let largestAmount =
    "with two decimals, 92,233,720,368,547,758.07 is the largest that can be counted"

  static func amountTooLarge(_ cell: AmountCell) -> Problem {
    amount(
      cell, "is too large to count",
      hint: "correct it at the source; \(largestAmount)")
  }

  static func amountInOtherCurrency(_ cell: AmountCell, of currency: String) -> Problem {
    amount(
      cell, "is in another currency than its row, which names \(currency)",
      hint: "which of the two is right? correct the other at the source")
  }

  /// - Parameters:
  ///   - declared: The definitions' currency, in which rows are that name none.
  ///   - meant: What the amount may be in; nil if that cannot be said.
  static func amountInUndeclaredCurrency(
    _ cell: AmountCell, declared: String, meant: String?
  ) -> Problem {
    let all = "\"currency\": \"\(meant ?? "…")\""
    return amount(
      cell, "is not in \(declared), the currency of rows that name none",
      // What touches cost has no currency of its own.
      hint: cell.column == TouchpointColumn.cost.rawValue
        ? "name the currency of all rows that name none in the definitions: \(all)"
        : """
        name the column that holds the currency in the definitions, \
        "\(cell.key)": [{"columns": {"currency": "…"}}], or the currency of all rows that name none: \
        \(all)
        """)
  }

  /// - Parameter readings: What it would be in each of two formats.
  static func ambiguousAmount(
    _ cell: AmountCell, readings: [(format: AmountFormat, amount: String)]
  ) -> Problem {
    let choices = readings.map { "\(cell.declared($0.format)) for \($0.amount)" }
    return amount(
      cell,
      "is \(readings.map(\.amount).joined(separator: " or ")), and no other amount tells which",
      hint: "write in the definitions \(choices.joined(separator: ", or "))")
  }
}

/// A cell with an amount, as messages speak of it.
struct AmountCell {
  let place: Place
  /// Its logical column.
  let column: String
  let value: String
  /// Where in the definitions files like its own are described.
  let key: String

  /// What to write in the definitions for amounts to be read so.
  fileprivate func declared(_ format: AmountFormat) -> String {
    "\"\(key)\": [{\"amountFormat\": \"\(format.rawValue)\"}]"
  }
}

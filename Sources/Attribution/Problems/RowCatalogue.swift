// What can be wrong with a row, so that it is rejected. Each has a folder in `Fixtures/errors`.

extension Problem {
  static func wrongFieldCount(_ place: Place, found: Int, expected: Int) -> Problem {
    Problem(
      place: place,
      message: "the row has \(found) field\(found == 1 ? "" : "s"), the header has \(expected)",
      hint: "quote fields that hold commas or line breaks; give every row all its commas")
  }

  static func misplacedQuote(_ place: Place) -> Problem {
    Problem(
      place: place, message: "a quote stands inside a field that is not quoted",
      hint: "quote the whole field, and double the quotes in it: \"say \"\"yes\"\"\"")
  }

  /// - Parameter lines: How many lines above this place the field begins.
  static func textAfterQuote(_ place: Place, lines: Int) -> Problem {
    Problem(
      place: place,
      message: "text follows the closing quote of a field"
        + (lines > 0 ? " that begins on line \(place.line - lines)" : ""),
      hint: (lines > 0 ? "is a quote missing there? else " : "")
        + "double the quotes that belong to the text: \"say \"\"yes\"\"\"")
  }

  static func missingValue(_ place: Place, _ column: String, key: String) -> Problem {
    Problem(
      place: place, column: column, message: "\(column) is empty",
      hint: column == "amount" && key == "deals"
        ? #"fill it in, or, if blank is zero, write "blankAmount": "zero" in the file's entry of "deals" in the definitions"#
        : "fill it in, or take the row out of the export")
  }

  /// - Parameter layouts: Those in which it would be a time.
  static func notATime(_ place: Place, _ column: String, _ value: String, layouts: [String])
    -> Problem
  {
    let declared = layouts.map { "\"timeFormat\": \(quoted($0))" }
    return Problem(
      place: place, column: column, value: value,
      message: "\(column) \(quoted(value)) is not a time that can be read",
      hint: declared.isEmpty
        ? "write it as 2026-10-31 or 2026-10-31T17:45:00Z"
        : "say how the source writes times, in its entry in the definitions: "
          + declared.joined(separator: " or ") + (declared.count > 1 ? ", whichever it is" : ""))
  }

  static func impossibleTime(_ place: Place, _ column: String, _ value: String) -> Problem {
    Problem(
      place: place, column: column, value: value,
      message: "\(column) \(quoted(value)) is no possible date and time",
      hint: "correct it at the source: days and hours are never guessed")
  }

  static func unknownCurrency(_ place: Place, _ value: String) -> Problem {
    Problem(
      place: place, column: "currency", value: value,
      message: "currency \(quoted(value)) is no code of ISO 4217",
      hint: "write three letters, such as USD"
        + (nearest(value, among: Currency.codes).map { " (did you mean \($0)?)" } ?? ""))
  }

  static func notASalesforceID(_ place: Place, _ column: String, _ value: String) -> Problem {
    Problem(
      place: place, column: column, value: value,
      message: "\(column) \(quoted(value)) is no Salesforce id"
        + (value.utf8.count == 18 ? ": its last three characters do not fit the others" : ""),
      hint: """
        an id has 15 letters and digits, or 18 of which the last three check the others; a spreadsheet \
        may have changed it: export it again
        """)
  }

  static func severalTexts(_ place: Place, _ column: String, _ value: String) -> Problem {
    Problem(
      place: place, column: column, value: value,
      message: "\(column) \(quoted(value)) names several, where the definitions expect only one",
      hint: """
        leave one in the export, or write "pick": "first" in the definitions if the first is the one \
        that counts
        """)
  }

  static func reservedName(_ place: Place, _ column: String) -> Problem {
    Problem(
      place: place, column: column, value: "(uncredited)",
      message: "\(column) \"(uncredited)\" is reserved for the money that no touch led to",
      hint: "give the \(column) another name at the source")
  }

  static func conflictingDeal(_ place: Place, _ deal: String, first: Place, columns: [String])
    -> Problem
  {
    Problem(
      place: place, column: "deal_id", value: deal,
      message: """
        deal \(quoted(deal)) was already read at \(first.text), with another \
        \(columns.joined(separator: " and "))
        """,
      hint: columns.contains("amount")
        ? "does the report have one row per product? export one row per deal, with the whole amount"
        : "which of the two is right? take the other out of the export")
  }

  static func adjustsAnAdjustment(_ place: Place, _ deal: String) -> Problem {
    Problem(
      place: place, column: "adjusts", value: deal,
      message: "the row adjusts \(quoted(deal)), which itself adjusts a deal",
      hint: "name the deal that was won in the first place")
  }

  static func adjustsInOtherCurrency(
    _ place: Place, _ deal: String, currency: String, dealCurrency: String
  ) -> Problem {
    Problem(
      place: place, column: "currency", value: currency,
      message: """
        the row is in \(currency), but the deal \(quoted(deal)) that it adjusts is in \
        \(dealCurrency)
        """,
      hint: "book the adjustment in the deal's currency")
  }
}

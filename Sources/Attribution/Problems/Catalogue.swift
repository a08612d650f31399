// Every wording that the reading of the inputs can lead to, so that they can be read, compared and
// improved together. Each has a folder of the same name in `Fixtures/errors`.

extension Problem {
  // MARK: Files

  static func cannotOpen(_ path: String, _ reason: String) -> Problem {
    Problem(
      place: nil, message: "\(quoted(path)) cannot be opened: \(reason)",
      hint: """
        check the path, and that you may read it; without / in front it starts at the current folder
        """)
  }

  static func sameFileTwice(_ first: String, _ second: String) -> Problem {
    Problem(
      place: nil,
      message: first == second
        ? "\(quoted(first)) is given twice" : "\(quoted(first)) and \(quoted(second)) are one file",
      hint: "name each file once, or its rows would count twice")
  }

  static func isAFolder(_ path: String) -> Problem {
    Problem(
      place: nil, message: "\(quoted(path)) is a folder",
      hint: "name the files in it, one by one")
  }

  static func readingFailed(_ name: String, _ reason: String) -> Problem {
    Problem(
      place: Place(file: name), message: "reading failed midway: \(reason)",
      hint: "run again; if it fails again, copy the file to a sound disk first")
  }

  static func changedWhileReading(_ name: String) -> Problem {
    Problem(
      place: Place(file: name), message: "the file was changed while it was being read",
      hint: "run again when the export that writes it is finished")
  }

  static func cannotSpool(_ name: String, _ reason: String) -> Problem {
    Problem(
      place: Place(file: name),
      message: "the input is no plain file, and cannot be kept in a temporary one: \(reason)",
      hint: "point TMPDIR to a folder with room, or save it as a file and name that")
  }

  static func emptyFile(_ place: Place) -> Problem {
    Problem(
      place: place, message: "the file is empty, without even a header",
      hint: "export it again; a period without rows still has its header line")
  }

  /// - Parameter example: The first cell that is in no deal file, its column, and what the deal files
  ///   have there; nil if no row names anything.
  static func joinsNothing(
    _ place: Place, rows: Int, example: (column: String, value: String, known: String)?
  ) -> Problem {
    guard let example else {
      return Problem(
        place: place, message: "none of its \(rows) rows names an account or a deal",
        hint: """
          name the column that holds the account ids in the definitions: \
          \(mapping("touchpoints", "account_id", "…")); or leave this file out
          """)
    }
    return Problem(
      place: place,
      message: """
        none of its \(rows) rows names an account or deal of the deal files: \(example.column) is \
        \(quoted(example.value)) here and \(quoted(example.known)) there
        """,
      hint: """
        are these two kinds of ids? export the deals' own, or name their column in the \
        definitions: \(mapping("touchpoints", example.column, "…")); or leave this file out
        """)
  }

  static func tooManyRejects(_ place: Place, rejected: Int, rows: Int, limit: String, key: String)
    -> Problem
  {
    Problem(
      place: place, message: "\(rejected) of \(rows) rows cannot be used (allowed: \(limit))",
      hint: rejected == rows
        ? "correct them, or how the definitions read this file: not one of its rows can be used"
        : #"correct them, or allow more in the definitions: "rejects": {"\#(key)": \#(rejected)}"#
    )
  }

  static func nothingWon(rows: Int, stages: [String], won: [String]) -> Problem {
    Problem(
      place: nil,
      message: "none of the \(rows) deal rows is in a stage that the definitions call won "
        + "(\(listed(won.map(quoted)))); they are in \(listed(stages.map(quoted)))",
      hint: "name the stages that are won in the definitions: \"won\": [\(quoted(stages[0]))]")
  }

  // MARK: Headers

  /// What to write in the definitions for a column to be read from a header.
  private static func mapping(_ key: String, _ column: String, _ header: String) -> String {
    #""\#(key)": [{"columns": {"\#(column)": \#(quoted(header))}}]"#
  }

  static func otherFormat(_ place: Place, _ format: String, hint: String) -> Problem {
    Problem(place: place, message: "is \(format), not a CSV file", hint: hint)
  }

  static func missingColumn(
    _ place: Place, _ column: String, nearest: String?, headers: [String], key: String
  ) -> Problem {
    let free = headers.isEmpty ? "" : "; not used yet: \(listed(headers.map(quoted)))"
    return Problem(
      place: place, column: column, message: "no column is called \"\(column)\"\(free)",
      hint: nearest.map {
        "did you mean \(quoted($0))? then write in the definitions: \(mapping(key, column, $0))"
      } ?? "name the one that holds it in the definitions: \(mapping(key, column, "…"))")
  }

  static func mappedColumnMissing(
    _ place: Place, _ column: String, header: String, nearest: String?
  ) -> Problem {
    Problem(
      place: place, column: column, value: header,
      message: "the definitions read \"\(column)\" from \(quoted(header)), which is no header here",
      hint: nearest.map { "did you mean \(quoted($0))?" }
        ?? "name one of the headers of the file, or null if it has no such column")
  }

  static func columnTwice(
    _ place: Place, _ column: String, _ first: String, _ second: String, key: String
  ) -> Problem {
    Problem(
      place: place, column: column, value: second,
      message: first == second
        ? "two columns are called \(quoted(first))"
        : "\(quoted(first)) and \(quoted(second)) both fit the column \"\(column)\"",
      hint: first == second
        ? "rename one of the two headers in the export, or leave it out"
        : "choose one in the definitions: \(mapping(key, column, first))")
  }

  static func looksLike(_ place: Place, header: String, column: String, otherwise: String)
    -> Problem
  {
    Problem(
      place: place, column: column, value: header,
      message: "column \(quoted(header)) is not used and looks like the \(column)",
      hint: """
        write "\(column)": \(quoted(header)) in the definitions, or "\(column)": null if \
        \(otherwise); its place there is "deals": [{"columns": {…}}]
        """)
  }

  static func headerNotUTF8(_ place: Place) -> Problem {
    Problem(
      place: place, message: "the header is not valid UTF-8", hint: saveAsUTF8)
  }

  static func tooManyColumns(_ place: Place, limit: Int) -> Problem {
    Problem(
      place: place, message: "the header has more than \(limit) columns",
      hint: "check that this is a CSV file with one record per line")
  }

  // MARK: Rows that end the reading of a file

  static func unclosedQuote(_ place: Place) -> Problem {
    Problem(
      place: place, message: "a quote is opened here and never closed",
      hint: "close it, or double it if it belongs to the text: \"\"")
  }

  static func lineTooLong(_ place: Place, limit: Int) -> Problem {
    Problem(
      place: place, message: "the row that begins here does not end within \(limit >> 20) MiB",
      hint: "check that this is a CSV file with line ends, and that every quote is closed")
  }

  // MARK: Rejected rows

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

  private static let saveAsUTF8 = "save the file as UTF-8 (in Excel: CSV UTF-8)"

  static func invalidUTF8(_ place: Place, _ column: String, _ value: String) -> Problem {
    Problem(
      place: place, column: column, value: value,
      message: "\(column) \(quoted(value)) is not valid UTF-8", hint: saveAsUTF8)
  }

  static func missingValue(_ place: Place, _ column: String) -> Problem {
    Problem(
      place: place, column: column, message: "\(column) is empty",
      hint: column == "amount"
        ? #"fill it in, or, if blank is zero, write "deals": [{"blankAmount": "zero"}] in the definitions"#
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

  static func notAnAmount(_ place: Place, _ value: String) -> Problem {
    Problem(
      place: place, column: "amount", value: value,
      message: "amount \(quoted(value)) is not a plain number",
      hint: "write it with digits and a point: -1234.50")
  }

  static func tooManyDecimals(_ place: Place, _ value: String) -> Problem {
    Problem(
      place: place, column: "amount", value: value,
      message: "amount \(quoted(value)) has more decimals than its currency",
      hint: "round it at the source: this program never rounds an input")
  }

  private static let largest =
    "with two decimals, 92,233,720,368,547,758.07 is the largest that can be counted"

  static func amountTooLarge(_ place: Place, _ value: String) -> Problem {
    Problem(
      place: place, column: "amount", value: value,
      message: "amount \(quoted(value)) is too large to count",
      hint: "correct it at the source; \(largest)")
  }

  static func unknownCurrency(_ place: Place, _ value: String) -> Problem {
    Problem(
      place: place, column: "currency", value: value,
      message: "currency \(quoted(value)) is no code of ISO 4217",
      hint: "write three letters, such as USD"
        + (nearest(value, among: Currency.codes).map { " (did you mean \($0)?)" } ?? ""))
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

  // MARK: The run as a whole

  static func sumTooLarge(period: String, currency: String) -> Problem {
    Problem(
      place: nil,
      message: "the deals in \(currency) up to \(period) add up to more than can be counted",
      hint: "look for a deal with a wrong amount; \(largest)")
  }

  static func journeyTooLong(deal: String, touches: Int) -> Problem {
    Problem(
      place: nil, message: "deal \(quoted(deal)) has a journey of \(touches) touches",
      hint: "journeys have fewer than 67 million touches; check the account ids of the touches")
  }

  static func brokenBalance(_ what: String) -> Problem {
    Problem(
      place: nil, message: "the figures do not balance: \(what)",
      hint: "this is a fault of the program; please report it with the files, nothing was written")
  }

  static func failedOn(_ warning: Warning) -> Problem {
    Problem(
      place: nil, message: "\(warning.code.rawValue): \(warning.message)",
      hint: "the definitions stop on this warning (\"failOn\")")
  }

  // MARK: Files that are written beside the results

  static func insideOutput(_ path: String, _ output: String) -> Problem {
    Problem(
      place: nil,
      message: "\(quoted(path)) lies in the output folder \(quoted(output)), which is replaced",
      hint: "keep it elsewhere, or choose another --output")
  }

  static func rejectsOverInput(_ path: String) -> Problem {
    Problem(
      place: nil, message: "--rejects \(quoted(path)) is one of the input files",
      hint: "choose another name")
  }

  static func rejectsNotOurs(_ path: String) -> Problem {
    Problem(
      place: nil,
      message: "--rejects \(quoted(path)) exists and is no list of rejected rows",
      hint: "choose another name; nothing that is not ours is replaced")
  }

  static func rejectsNotCreated(_ path: String, _ reason: String) -> Problem {
    Problem(
      place: nil, message: "--rejects \(quoted(path)) cannot be created: \(reason)",
      hint: "choose a name in a folder that exists and may be written to")
  }

  static func sampleExists(_ path: String) -> Problem {
    Problem(
      place: nil, message: "\(quoted(path)) already exists",
      hint: "choose another --output folder, or remove it")
  }

  static func sampleNotCreated(_ path: String, _ reason: String) -> Problem {
    Problem(
      place: nil, message: "the folder \(quoted(path)) cannot be created: \(reason)",
      hint: "choose another --output folder")
  }
}

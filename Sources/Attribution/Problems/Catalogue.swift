// Every wording that the reading of the inputs can lead to, so that they can be read, compared and
// improved together. Each has a folder of the same name in `Fixtures/errors`.

extension Problem {
  // MARK: Files

  static func cannotOpen(_ name: String, _ reason: String) -> Problem {
    Problem(
      place: Place(file: name), message: "cannot be opened: \(reason)",
      hint: "check the path; a relative one is looked up from the current folder")
  }

  static func sameFileTwice(_ first: String, _ second: String) -> Problem {
    Problem(
      place: nil,
      message: first == second
        ? "\(quoted(first)) is given twice" : "\(quoted(first)) and \(quoted(second)) are one file",
      hint: "name each file once; its rows would count double")
  }

  static func isAFolder(_ name: String) -> Problem {
    Problem(
      place: Place(file: name), message: "is a folder", hint: "name the files in it, one by one")
  }

  static func readingFailed(_ name: String, _ reason: String) -> Problem {
    Problem(
      place: Place(file: name), message: "reading failed midway: \(reason)",
      hint: "run again; if it fails again, copy the file to a sound disk first")
  }

  static func changedWhileReading(_ name: String) -> Problem {
    Problem(
      place: Place(file: name), message: "was changed while it was being read",
      hint: "run again when the export that writes it is finished")
  }

  static func cannotSpool(_ name: String, _ reason: String) -> Problem {
    Problem(
      place: Place(file: name),
      message: "cannot be kept in a temporary file, as all but plain files must be: \(reason)",
      hint: "point TMPDIR to a folder with room, or save it as a file and name that")
  }

  static func emptyFile(_ place: Place) -> Problem {
    Problem(
      place: place, message: "is empty, not even a header",
      hint: "export it again; a period without rows still has its header line")
  }

  static func joinsNothing(_ place: Place, rows: Int, account: String?, known: String) -> Problem {
    Problem(
      place: place,
      message: account.map {
        "none of its \(rows) rows names an account or deal of the deal files: it says "
          + "\(quoted($0)), they say \(quoted(known))"
      } ?? "none of its \(rows) rows names an account or a deal",
      hint: "map the column that holds the deals' own account ids, or leave this file out")
  }

  static func tooManyRejects(_ place: Place, rejected: Int, rows: Int, limit: String, key: String)
    -> Problem
  {
    Problem(
      place: place,
      message: "\(rejected) of its \(rows) rows cannot be used, more than the \(limit) allowed",
      hint: "correct the rows, or raise \"rejects\": {\"\(key)\": …} in the definitions")
  }

  // MARK: Headers

  static func missingColumn(_ place: Place, _ column: String, nearest: String?, key: String)
    -> Problem
  {
    Problem(
      place: place, column: column, message: "no column is called \"\(column)\"",
      hint: nearest.map {
        "did you mean \(quoted($0))? then write \"\(column)\": \(quoted($0)) under \"columns\" "
          + "in the definitions"
      } ?? "map one in the definitions: \"\(key)\": [{\"columns\": {\"\(column)\": \"…\"}}]")
  }

  static func mappedColumnMissing(
    _ place: Place, _ column: String, header: String, nearest: String?
  ) -> Problem {
    Problem(
      place: place, column: column, value: header,
      message:
        "the definitions read \"\(column)\" from \(quoted(header)), and there is no such header",
      hint: nearest.map { "did you mean \(quoted($0))?" }
        ?? "name one of the headers of the file, or null if there is no such column")
  }

  static func columnTwice(_ place: Place, _ column: String, _ first: String, _ second: String)
    -> Problem
  {
    Problem(
      place: place, column: column, value: second,
      message: "\(quoted(first)) and \(quoted(second)) both fit the column \"\(column)\"",
      hint: "write \"\(column)\": \(quoted(first)) under \"columns\" in the definitions, "
        + "or rename one of the headers if they are alike")
  }

  static func looksLike(_ place: Place, header: String, column: String, otherwise: String)
    -> Problem
  {
    Problem(
      place: place, column: column, value: header,
      message: "column \(quoted(header)) is not used and looks like the \(column)",
      hint: "write \"\(column)\": \(quoted(header)) in the definitions, "
        + "or \"\(column)\": null if \(otherwise)")
  }

  static func headerNotUTF8(_ place: Place) -> Problem {
    Problem(
      place: place, message: "the header is not valid UTF-8", hint: "save the file as UTF-8 (CSV)")
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

  static func textAfterQuote(_ place: Place) -> Problem {
    Problem(
      place: place, message: "text follows the closing quote of a field",
      hint: "double the quotes that belong to the text: \"say \"\"yes\"\"\"")
  }

  static func invalidUTF8(_ place: Place, _ column: String, _ value: String) -> Problem {
    Problem(
      place: place, column: column, value: value,
      message: "\(column) \(quoted(value)) is not valid UTF-8", hint: "save the file as UTF-8 (CSV)"
    )
  }

  static func missingValue(_ place: Place, _ column: String) -> Problem {
    Problem(
      place: place, column: column, message: "\(column) is empty",
      hint: column == "amount"
        ? "fill it in, or write \"blankAmount\": \"zero\" in the definitions if blank means zero"
        : "fill it in, or take the row out of the export")
  }

  static func notATime(_ place: Place, _ column: String, _ value: String) -> Problem {
    Problem(
      place: place, column: column, value: value,
      message: "\(column) \(quoted(value)) is not a time that can be read",
      hint: "write it as 2026-10-31 or 2026-10-31T17:45:00Z")
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

  static func amountTooLarge(_ place: Place, _ value: String) -> Problem {
    Problem(
      place: place, column: "amount", value: value,
      message: "amount \(quoted(value)) is too large to count",
      hint: "amounts go up to 92 million billion minor units")
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
      message: "\(column) \"(uncredited)\" is the name of the line for money without a touch",
      hint: "give the \(column) another name at the source")
  }

  static func conflictingDeal(_ place: Place, _ deal: String, first: Place, columns: [String])
    -> Problem
  {
    Problem(
      place: place, column: "deal_id", value: deal,
      message: """
        deal \(quoted(deal)) was already read at \(first.text) with another \
        \(columns.joined(separator: ", "))
        """,
      hint:
        "does the report have one row per product? export one row per deal, with the whole amount")
  }

  static func adjustsAnAdjustment(_ place: Place, _ deal: String) -> Problem {
    Problem(
      place: place, column: "adjusts", value: deal,
      message: "it adjusts \(quoted(deal)), which itself adjusts a deal",
      hint: "name the deal that was won first")
  }

  static func adjustsInOtherCurrency(
    _ place: Place, _ deal: String, currency: String, dealCurrency: String
  ) -> Problem {
    Problem(
      place: place, column: "currency", value: currency,
      message:
        "it is in \(currency), and the deal \(quoted(deal)) that it adjusts in \(dealCurrency)",
      hint: "book the adjustment in the deal's currency")
  }

  // MARK: The run as a whole

  static func sumTooLarge(period: String, currency: String) -> Problem {
    Problem(
      place: nil,
      message: "the deals in \(currency) up to \(period) add up to more than can be counted",
      hint: "sums go up to 92 million billion minor units; look for a deal with a wrong amount")
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
      place: nil, message: "\(quoted(path)) exists",
      hint: "choose another --output folder, or remove it")
  }

  static func sampleNotCreated(_ path: String, _ reason: String) -> Problem {
    Problem(
      place: nil, message: "the folder \(quoted(path)) cannot be created: \(reason)",
      hint: "choose another --output folder")
  }
}

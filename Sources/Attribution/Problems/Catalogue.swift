// Every wording that the reading of the inputs can lead to, so that they can be read, compared and
// improved together. Each has a folder of the same name in `Fixtures/errors`.

extension Problem {
  // MARK: Files

  static func cannotOpen(_ path: String, _ reason: String) -> Problem {
    Problem(
      place: nil, message: "\(quotedPath(path)) cannot be opened: \(reason)",
      hint: """
        check the path, and that you may read it; without / in front it starts at the current folder
        """)
  }

  /// What is wrong with a file that the user did not name, but the definitions.
  static func lookedUp(_ problem: Problem) -> Problem {
    var problem = problem
    problem.hint = """
      the definitions look columns up in it, and name it from their own folder: put it there, or \
      correct the "file" of the "lookup"
      """
    return problem
  }

  static func sameFileTwice(_ first: String, _ second: String) -> Problem {
    Problem(
      place: nil,
      message: first == second
        ? "\(quotedPath(first)) is given twice"
        : "\(quotedPath(first)) and \(quotedPath(second)) are one file",
      hint: "name each file once, or its rows would count twice")
  }

  static func isAFolder(_ path: String) -> Problem {
    Problem(
      place: nil, message: "\(quotedPath(path)) is a folder",
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
      message:
        "the input is no plain file in UTF-8, and cannot be kept in a temporary one: \(reason)",
      hint: "point TMPDIR to a folder with room, or save it as a file in UTF-8 and name that")
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

  /// - Parameter advice: What to do about the kind of problems that these rows have most often.
  static func tooManyRejects(
    _ place: Place, rejected: Int, rows: Int, limit: String, key: String, advice: String?
  ) -> Problem {
    let advice = advice.map { ", most often so: \($0)" } ?? ""
    return Problem(
      place: place,
      message: "\(rejected) of \(counted(rows, "row")) cannot be used (allowed: \(limit))",
      hint: rejected == rows
        ? "correct them, or how the definitions read this file\(advice)"
        : "correct them\(advice); or leave them out: \"rejects\": {\"\(key)\": \(rejected)}")
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

  /// - Parameter isAlone: Whether the header is a single text, as a title above the header is.
  static func missingColumn(
    _ place: Place, _ column: String, nearest: String?, headers: [String], isAlone: Bool,
    key: String
  ) -> Problem {
    let free = headers.isEmpty ? "" : "; not used yet: \(listed(headers.map(quoted)))"
    let unknown =
      key.isEmpty
      ? "call the column that holds it \(quoted(column)) in the file"
      : isAlone
        ? "does the header come on a later line? then write \"\(key)\": [{\"headerLine\": 4}]"
        : "name the one that holds it in the definitions: \(mapping(key, column, "…"))"
    return Problem(
      place: place, column: column, message: "no column is called \"\(column)\"\(free)",
      hint: nearest.map {
        "did you mean \(quoted($0))? then "
          + (key.isEmpty
            ? unknown : "write in the definitions: \(mapping(key, column, $0))")
      } ?? unknown)
  }

  static func mappedColumnMissing(
    _ place: Place, _ column: String, header: String, nearest: String?, headers: [String]
  ) -> Problem {
    Problem(
      place: place, column: column, value: header,
      message: "the definitions read \"\(column)\" from \(quoted(header)), which is no header here",
      hint: nearest.map { "did you mean \(quoted($0))?" }
        ?? "name one of the headers of the file: \(listed(headers.map(quoted)))")
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
        || key.isEmpty
        ? "rename one of the two headers in the export, or leave it out"
        : "choose one in the definitions: \(mapping(key, column, first))")
  }

  static func looksLike(
    _ place: Place, header: String, column: String, otherwise: String, key: String
  ) -> Problem {
    Problem(
      place: place, column: column, value: header,
      message: "column \(quoted(header)) is not used and looks like the \(column)",
      hint: """
        write "\(column)": \(quoted(header)) in the definitions, or "\(column)": null if \
        \(otherwise); its place there is "\(key)": [{"columns": {…}}]
        """)
  }

  static func spendTwice(_ place: Place) -> Problem {
    Problem(
      place: place, column: "cost",
      message: "its touches have a cost, and spend files are given too: money might count twice",
      hint: """
        write "cost": null in the definitions, "touchpoints": [{"columns": {…}}], or leave --costs \
        out; a file of touches may be given to --costs as well
        """)
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

  // MARK: The run as a whole

  static func sumTooLarge(period: String, currency: String) -> Problem {
    Problem(
      place: nil,
      message: "the deals in \(currency) up to \(period) add up to more than can be counted",
      hint: "look for a deal with a wrong amount; \(largestAmount)")
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
}

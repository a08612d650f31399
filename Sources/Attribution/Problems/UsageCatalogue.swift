// Every wording about the command line itself.

extension Problem {
  private static func usage(_ message: String, _ hint: String) -> Problem {
    Problem(kind: "usage", place: nil, message: message, hint: hint)
  }

  package static func unknownSubcommand(_ word: String, known: [String]) -> Problem {
    usage(
      "\(quoted(word)) is no subcommand\(suggestion(word, among: known + ["--version"]))",
      "the subcommands are \(known.joined(separator: ", "))")
  }

  package static func unknownOption(_ option: String, known: [String], subcommand: String)
    -> Problem
  {
    usage(
      "\(quoted(option)) is no option of \(subcommand)\(suggestion(option, among: known))",
      "see smarketing \(subcommand) --help")
  }

  package static func missingOptionValue(_ option: String, _ placeholder: String) -> Problem {
    usage("\(option) is given without a value", "write \(option) \(placeholder)")
  }

  package static func unexpectedOptionValue(_ option: String, _ value: String) -> Problem {
    usage("\(option) takes no value, and \(quoted(value)) is given", "write \(option) alone")
  }

  package static func optionTwice(_ option: String) -> Problem {
    usage("\(option) is given twice", "give it once")
  }

  package static func missingOption(_ option: String, _ placeholder: String, subcommand: String)
    -> Problem
  {
    usage(
      "\(option) is missing",
      "write smarketing \(subcommand) … \(option) \(placeholder); see --help")
  }

  package static func unexpectedArgument(_ word: String, subcommand: String) -> Problem {
    usage(
      "\(quoted(word)) is not expected here",
      "options begin with --; see smarketing \(subcommand) --help")
  }

  package static func missingArgument(_ name: String, subcommand: String) -> Problem {
    usage(
      "\(name) is missing",
      "write it right after the subcommand: smarketing \(subcommand) \(name) …")
  }

  package static func notAWholeNumber(
    _ option: String, _ value: String, _ range: ClosedRange<Int>
  ) -> Problem {
    usage(
      "\(option) \(quoted(value)) is no whole number from \(range.lowerBound) to \(range.upperBound)",
      "write it with digits alone")
  }

  package static func notAPeriod(_ value: String) -> Problem {
    usage(
      "--period \(quoted(value)) is no period",
      "write a month 2026-10, a quarter 2026-Q4 or a year 2026")
  }

  package static func notAFormOfCSV(_ value: String, known: [String]) -> Problem {
    usage(
      "--csv \(quoted(value)) is no form of CSV\(suggestion(value, among: known))",
      "write plain for programs, excel where decimals have a point, excel-eu where they have a comma"
    )
  }

  package static func notACurrency(_ value: String) -> Problem {
    usage(
      "--currency \(quoted(value)) is no code of ISO 4217\(suggestion(value, among: Currency.codes))",
      "write three letters, such as USD")
  }

  package static func standardInputTwice() -> Problem {
    usage("standard input (-) is given twice", "name it once; save what else is needed as a file")
  }

  /// - Parameter written: The folder that was written before, and stays.
  package static func outputNotPrinted(_ reason: String, written: String?) -> Problem {
    Problem(
      kind: "outputNotPrinted", place: nil, message: "the output could not be printed: \(reason)",
      hint: written.map { "the results are in \($0) all the same" }
        ?? "free some space, or print to another place")
  }

  package static func optionsExclude(_ option: String, _ other: String) -> Problem {
    Problem(
      place: nil, message: "\(option) and \(other) exclude each other",
      hint: "leave out one of them")
  }

  package static func unknownDeal(_ id: String, nearest: [String]) -> Problem {
    Problem(
      place: nil, message: "no row of the deal files that can be used has the id \(quoted(id))",
      hint: nearest.isEmpty
        ? "check the id; it is compared byte for byte"
        : "did you mean \(nearest.map(quoted).joined(separator: " or "))?")
  }
}

import Attribution
@unsafe @preconcurrency import Glibc

/// A subcommand: what it takes, how it is explained, and what it does.
struct Subcommand: Sendable {
  let name: String
  let summary: String
  /// How it is called, without `smarketing`.
  let synopsis: String
  let examples: [String]
  let options: [Option]
  /// Anything that the options alone do not say.
  var notes = ""
  let run: @Sendable (Arguments) throws(Failure) -> Void
}

@main
struct Command {
  static let subcommands: [Subcommand] = [
    .run, .check, .`init`, .explain, .close, .verify, .diff, .sample,
  ]

  static func main() {
    Console.openStandardDescriptors()
    Memory.returnLargeBlocks()
    // Beyond a limit on file sizes, and where nobody reads on, writing fails with an error.
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    do throws(Failure) {
      try perform(Array(CommandLine.arguments.dropFirst()))
    } catch {
      Console.error(
        error.text.replacing("error:", with: Console.emphasized("error:"), maxReplacements: .max))
      exit(error.code.rawValue)
    }
  }

  private static func perform(_ words: [String]) throws(Failure) {
    guard let first = words.first else { return try Console.output(overview) }
    // Help is given wherever it is asked for, whatever else is said.
    let asked = words.prefix { $0 != "--" }
    let named = words.first { $0 != "help" }
    let subcommand = subcommands.first { $0.name == named }
    if named == nil || asked.contains("--help") || asked.contains("-h") {
      return try Console.output(subcommand.map(help) ?? overview)
    }
    if asked.contains("--version") { return try Console.output("smarketing \(programVersion)\n") }
    guard let subcommand else {
      throw Failure(
        .usage, [.unknownSubcommand(named ?? first, known: subcommands.map(\.name) + ["help"])])
    }
    if first == "help" { return try Console.output(help(subcommand)) }
    try subcommand.run(
      Arguments(
        words.dropFirst(), options: subcommand.options, subcommand: subcommand.name))
  }

  static var overview: String {
    let width = subcommands.map(\.name.count).max() ?? 0
    return """
      Who brought in the deals? Shares the money of won deals among the touches that led to them,
      by several attribution models side by side, exact to the cent.

      EXAMPLES
        smarketing run --touchpoints marketing.csv sales.csv --deals deals.csv
        smarketing init --touchpoints marketing.csv sales.csv --deals deals.csv
        smarketing check --touchpoints marketing.csv sales.csv --deals deals.csv
        smarketing explain D-1017 --touchpoints marketing.csv sales.csv --deals deals.csv
        smarketing sample --touchpoints 100000 --output sample

      SUBCOMMANDS
      \(subcommands.map { "  \(padded($0.name, width))  \($0.summary)\n" }.joined())
      smarketing SUBCOMMAND --help tells more; smarketing --version tells which version this is.

      """
  }

  static func help(_ subcommand: Subcommand) -> String {
    func left(_ option: Option) -> String {
      let short = option.short.map { "-\($0), " } ?? "    "
      return short + option.spelling + (option.value.map { " \($0)" } ?? "")
    }
    let options =
      subcommand.options + [
        Option(name: "help", short: "h", help: "print this text"),
        Option(name: "version", help: "print the version"),
      ]
    let width = options.map { left($0).count }.max() ?? 0
    let indent = String(repeating: " ", count: width + 4)
    let lines = options.map { option in
      "  \(padded(left(option), width))  "
        + option.help.replacing("\n", with: "\n" + indent) + "\n"
    }
    return """
      \(subcommand.summary)

      EXAMPLES
      \(subcommand.examples.map { "  \($0)\n" }.joined())
      USAGE
        smarketing \(subcommand.synopsis)

      OPTIONS
      \(lines.joined())\(subcommand.notes)
      """
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

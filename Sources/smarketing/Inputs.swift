import Attribution
import FoundationEssentials

extension Option {
  /// The options that say what is read; the subcommands that read have them in common.
  static let inputs: [Option] = [
    Option(
      name: "touchpoints", value: "FILE…", isMany: true,
      help: "CSV files with touchpoints; - is standard input"),
    Option(
      name: "deals", value: "FILE…", isMany: true,
      help: "CSV files with closed deals"),
    Option(
      name: "definitions", value: "FILE",
      help: "what the teams agreed: stages, teams, windows, models (JSON5)"),
    Option(
      name: "jobs", short: "j", value: "N",
      help: "threads at most (default: one for each processor)"),
  ]
}

extension Option {
  static let costs = Option(
    name: "costs", value: "FILE…", isMany: true,
    help: "CSV files with what was spent: date or month, channel, amount,\n"
      + "and campaign and currency if there are such")

  static let control = Option(
    name: "control", value: "FILE",
    help: "finance's own totals to compare with: a CSV file with the columns period\n"
      + "(2026-10, 2026-Q4, 2026), currency, amount, deals")

  static let closed = Option(
    name: "closed", value: "FOLDER",
    help: "a folder with closed result folders: what the files say of them now")

  static let period = Option(
    name: "period", value: "PERIOD",
    help: "only deals closed in 2026-10, 2026-Q4 or 2026, as one period\n"
      + "(default: all won deals, month by month)")
}

extension Request {
  /// The request that the options in common ask for.
  init(_ arguments: Arguments) throws(Failure) {
    let touchpoints = try arguments.required("touchpoints")
    let deals = try arguments.required("deals")
    let definitionsPath = arguments.value("definitions")
    let costs = arguments.list("costs")
    let control = arguments.value("control")
    let paths = touchpoints + deals + costs + [control, definitionsPath].compactMap(\.self)
    if paths.count(where: { $0 == "-" }) > 1 {
      throw Failure(.usage, [.standardInputTwice()])
    }
    self.init(
      touchpoints: touchpoints, deals: deals,
      definitions: try definitionsPath.map { (path) throws(Failure) in
        try Definitions.read(path)
      } ?? Definitions(),
      jobs: try arguments.wholeNumber(
        "jobs", in: 1...1024, standard: ProcessInfo.processInfo.activeProcessorCount))
    self.definitionsPath = definitionsPath
    self.control = control
    self.costs = costs
    closed = arguments.value("closed")
    if let text = arguments.value("period") {
      guard let period = Period(text) else { throw Failure(.usage, [.notAPeriod(text)]) }
      self.period = period
    }
  }
}

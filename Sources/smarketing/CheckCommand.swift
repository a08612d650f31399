import Attribution

extension Subcommand {
  static let check = Subcommand(
    name: "check",
    summary:
      "Read everything as a run would, and say what is found and what is wrong; write nothing.",
    synopsis: "check --touchpoints FILE… --deals FILE… [options]",
    examples: [
      "smarketing check --touchpoints marketing.csv sales.csv --deals deals.csv \\",
      "    --definitions definitions.json",
    ],
    options: Option.inputs + [.costs, .period, .control, .closed],
    notes: """

      EXIT CODES
        0 ready for a run, 65 something to fix first, others as for a run

      """
  ) { (arguments) throws(Failure) in
    _ = try arguments.operands([])
    let (report, isReady) = try Attribution.check(Request(arguments))
    try Console.output(report)
    // The report has said why.
    guard isReady else { throw Failure(.data, []) }
  }
}

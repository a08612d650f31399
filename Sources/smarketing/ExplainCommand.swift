import Attribution

extension Subcommand {
  static let explain = Subcommand(
    name: "explain",
    summary: "Print one deal's journey and every model's arithmetic, to the cent.",
    synopsis: "explain DEAL_ID --touchpoints FILE… --deals FILE… [options]",
    examples: [
      "smarketing explain D-1017 --touchpoints marketing.csv sales.csv --deals deals.csv \\",
      "    --definitions definitions.json",
    ],
    options: Option.inputs
  ) { (arguments) throws(Failure) in
    let id = try arguments.operands(["DEAL_ID"])[0]
    var problems = Problems()
    let attribution = try Attribution(Request(arguments), problems: &problems)
    Console.error(attribution.rejected.text(as: "rejected"))
    try Console.output(attribution.explanation(of: id))
  }
}

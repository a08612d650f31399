import Attribution

extension Subcommand {
  static let explain = Subcommand(
    name: "explain",
    summary: "Print one deal's journey and every model's arithmetic, to the cent.",
    synopsis: "explain DEAL_ID (--touchpoints FILE… --deals FILE… [options] | --from FOLDER)",
    examples: [
      "smarketing explain D-1017 --touchpoints marketing.csv sales.csv --deals deals.csv \\",
      "    --definitions definitions.json",
      "smarketing explain D-1017 --from reports/2026-09",
    ],
    options: Option.inputs + [
      Option(
        name: "from", value: "FOLDER",
        help: "answer from the results in this folder alone, without the inputs")
    ]
  ) { (arguments) throws(Failure) in
    let id = try arguments.operands(["DEAL_ID"])[0]
    if let folder = arguments.value("from") {
      try arguments.allow("from", without: ["touchpoints", "deals", "definitions"])
      return try Console.output(ResultFolder(folder).explanation(of: id))
    }
    var problems = Problems()
    var request = try Request(arguments)
    request.certainty = .none
    let attribution = try Attribution(request, problems: &problems)
    Console.error(attribution.rejected.text(as: "rejected"))
    try Console.output(attribution.explanation(of: id))
  }
}

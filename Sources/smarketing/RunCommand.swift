import Attribution

extension Subcommand {
  static let run = Subcommand(
    name: "run",
    summary: "Share out the won deals and write a folder with the credit review.",
    synopsis: "run --touchpoints FILE… --deals FILE… [options]",
    examples: [
      "smarketing run --touchpoints marketing.csv sales.csv --deals deals.csv",
      "smarketing run --touchpoints marketing.csv sales.csv --deals deals.csv \\",
      "    --definitions definitions.json --period 2026-10 --output reports/2026-10",
    ],
    options: Option.inputs + [
      .costs, .period, .control, .closed,
      Option(
        name: "output", short: "o", value: "FOLDER",
        help: "the folder to write, replaced as a whole (default: reports/PERIOD,\n"
          + "or reports/all)"),
      Option(
        name: "csv", value: "FORM",
        help: "plain for programs (default); for spreadsheets, with times by the clocks\n"
          + "of the definitions' zone: excel, or excel-eu (semicolons, decimal commas)"),
      Option(name: "html", help: "write the review as a page for a browser too, review.html"),
      Option(name: "no-ledger", help: "leave out ledger.csv, the row for every touch"),
      Option(
        name: "sensitivity",
        help: "tell how sure the shares are also above 10,000 won deals"),
      Option(
        name: "rejects", value: "FILE",
        help: "write every row that cannot be used here too, also if the run fails"),
      Option(name: "quiet", short: "q", help: "print nothing but errors"),
      Option(
        name: "timings",
        help: "print what each stage took on standard error, also with --quiet"),
    ],
    notes: """

      EXIT CODES
        0 done, 64 usage, 65 the data, 66 an input is missing, 70 a bug, 73 the output folder,
        74 reading or writing failed, 75 another run holds the folder, 78 the definitions

      """
  ) { (arguments) throws(Failure) in
    _ = try arguments.operands([])
    var stopwatch = Stopwatch()
    var request = try Request(arguments)
    if let name = arguments.value("csv") {
      guard let form = CSVForm(name: name, zone: request.definitions.zone) else {
        throw Failure(.usage, [.notAFormOfCSV(name, known: CSVForm.names)])
      }
      request.csv = form
    }
    if arguments.has("sensitivity") { request.certainty = .any }
    let output = arguments.value("output") ?? "reports/\(request.period.name)"
    var options = ResultOptions()
    options.withLedger = !arguments.has("no-ledger")
    options.withHTML = arguments.has("html")
    options.rejectsPath = arguments.value("rejects")
    let isQuiet = arguments.has("quiet")
    clearOutputWhenInterrupted()

    let bar = isQuiet || !Console.errorIsTerminal ? nil : ProgressBar()
    let attribution: Attribution
    do throws(Failure) {
      attribution = try Attribution.run(
        request, to: output, options: options,
        progress: { bytes, total in bar?.advance(bytes, of: total) },
        ended: { stage, bytes in
          stopwatch.lap(stage, bytes: bytes)
          bar?.end(stage)
        })
    } catch {
      bar?.clear()
      throw error
    }
    bar?.clear()
    if !isQuiet {
      Console.error(attribution.notices)
      try Console.output(
        attribution.summary
          + "Written to \(output): open review.\(options.withHTML ? "html" : "md") first.\n",
        written: output)
    }
    if arguments.has("timings") { Console.error(stopwatch.timings.text(peakMemory: peakMemory())) }
  }
}

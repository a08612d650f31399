import Attribution

extension Subcommand {
  static let sample = Subcommand(
    name: "sample",
    summary: "Write the files of a made-up company, of any size, to try the program on.",
    synopsis: "sample --touchpoints N [--seed N] [--currency CODE] --output FOLDER",
    examples: [
      "smarketing sample --touchpoints 100000 --output sample",
      "smarketing run --touchpoints sample/touchpoints.csv --deals sample/deals.csv",
    ],
    options: [
      Option(name: "touchpoints", value: "N", help: "how many touches"),
      Option(
        name: "seed", value: "N", help: "another number, another company (default: 1)"),
      Option(name: "currency", value: "CODE", help: "of all amounts (default: USD)"),
      Option(
        name: "output", short: "o", value: "FOLDER",
        help: "where touchpoints.csv and deals.csv are written; they must not exist"),
    ]
  ) { (arguments) throws(Failure) in
    _ = try arguments.operands([])
    _ = try arguments.required("touchpoints")
    let touchpoints = try arguments.wholeNumber(
      "touchpoints", in: 0...SampleCompany.touchpointsLimit, standard: 0)
    let seed = try arguments.wholeNumber("seed", in: 0...Int.max, standard: 1)
    let code = arguments.value("currency") ?? "USD"
    guard let currency = Currency(code: code.utf8) else {
      throw Failure(.usage, [.notACurrency(code)])
    }
    let output = try arguments.required("output")[0]
    clearOutputWhenInterrupted()
    let company = SampleCompany(touchpoints: touchpoints, seed: UInt64(seed), currency: currency)
    let files = try company.write(to: output)
    try Console.output(files.map { "\(output)/\($0.name)  \($0.bytes) bytes\n" }.joined())
  }
}

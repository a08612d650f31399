import Attribution

extension Subcommand {
  static let `init` = Subcommand(
    name: "init",
    summary: "Propose a definitions file from the headers and values of your own exports.",
    synopsis: "init --touchpoints FILE… --deals FILE… [--output FILE]",
    examples: [
      "smarketing init --touchpoints campaign_members.csv tasks.csv --deals opportunities.csv",
      "smarketing check --touchpoints campaign_members.csv tasks.csv --deals opportunities.csv \\",
      "    --definitions definitions.json",
    ],
    options: Option.inputs.filter { $0.name != "definitions" } + [
      Option(
        name: "output", short: "o", value: "FILE",
        help: "the file to write, which must not exist (default: definitions.json);\n"
          + "- prints it")
    ],
    notes: """

      Every line of the proposal says what it rests on. What the values do not decide is left out
      with a question, in the file and at the end of what is printed.

      """
  ) { (arguments) throws(Failure) in
    _ = try arguments.operands([])
    let request = try Request(arguments)
    let output = arguments.value("output") ?? "definitions.json"
    clearOutputWhenInterrupted()
    let isPrinted = output == "-"
    if !isPrinted { try Proposal.requireFree(output) }
    let proposal = try Proposal(request, output: output)
    guard !isPrinted else {
      Console.error(proposal.findings + questions(of: proposal))
      return try Console.output(proposal.text)
    }
    try proposal.write(to: output)
    let next = words(
      ["smarketing", "check", "--touchpoints"] + request.touchpoints + ["--deals"]
        + request.deals + ["--definitions", output])
    try Console.output(
      proposal.findings + "Written to \(output): read it first, it says what each line rests on.\n"
        + questions(of: proposal) + "\(proposal.questions.isEmpty ? "Next" : "Then"): \(next)\n",
      written: output)
  }
}

private func questions(of proposal: Proposal) -> String {
  guard !proposal.questions.isEmpty else { return "" }
  return "A person must decide, before a run can be right:\n"
    + proposal.questions.map { "  \($0)\n" }.joined()
}

/// The words of a command line as a shell takes them.
private func words(_ words: [String]) -> String {
  words.map { word in
    let isPlain = word.utf8.allSatisfy { byte in
      byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        || "-_./=,:@%+".utf8.contains(byte)
    }
    return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }.joined(separator: " ")
}

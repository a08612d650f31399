import Attribution

extension Subcommand {
  static let close = Subcommand(
    name: "close",
    summary: "Close a result folder: no later run replaces it.",
    synopsis: "close FOLDER",
    examples: ["smarketing close reports/2026-09"],
    options: [],
    notes: """

      The folder is verified first. closed.json is added to it, with the fingerprint of its run.json;
      closing it again is fine, and changes nothing.

      EXIT CODES
        0 closed, 65 its files were changed or do not balance, 66 there is no such result folder,
        73 closed.json cannot be written, 75 a run is writing to the folder

      """
  ) { (arguments) throws(Failure) in
    let path = try arguments.operands(["FOLDER"])[0]
    clearOutputWhenInterrupted()
    let isNew = try ResultFolder.close(path)
    try Console.output(
      isNew
        ? "\(path) is closed: it was verified, and no run replaces it from now on.\n"
        : "\(path) was closed before, and is as it was then.\n")
  }

  static let verify = Subcommand(
    name: "verify",
    summary: "Check that a result folder is as it was written, and that its figures add up.",
    synopsis: "verify FOLDER",
    examples: ["smarketing verify reports/2026-09"],
    options: [],
    notes: """

      Fingerprints detect change, not forgery.

      EXIT CODES
        0 all is well, 65 something was changed or does not balance, 66 there is no such result folder

      """
  ) { (arguments) throws(Failure) in
    let path = try arguments.operands(["FOLDER"])[0]
    try Console.output(Verification(of: ResultFolder(path)).text)
  }
}

extension Subcommand {
  static let diff = Subcommand(
    name: "diff",
    summary: "Compare two result folders: whose credit changed, and why, deal by deal.",
    synopsis: "diff OLD NEW [--csv FILE]",
    examples: [
      "smarketing diff reports/2026-09 reports/2026-09-again",
      "smarketing diff reports/2026-09 reports/2026-09-again --csv changes.csv > changes.md",
    ],
    options: [
      Option(
        name: "csv", value: "FILE",
        help: "write every change here too: a row for each model, team or channel, and deal")
    ],
    notes: """

      What is printed is Markdown. Of several things that changed about a deal the first of the list
      is its cause: added, removed, currency, amount, date, account, adjusted deal, credited or not,
      touches added, removed, moved in time, of another team or channel; otherwise the definitions.

      EXIT CODES
        0 compared, whether or not anything changed, 65 a folder was changed or they are about
        different periods, 66 there is no such result folder, 73 the file is not ours or cannot be made

      """
  ) { (arguments) throws(Failure) in
    let paths = try arguments.operands(["OLD", "NEW"])
    clearOutputWhenInterrupted()
    let comparison = try Comparison(ResultFolder(paths[0]), ResultFolder(paths[1]))
    let csv = arguments.value("csv")
    if let csv { try comparison.writeRows(to: csv) }
    try Console.output(comparison.sameness ?? comparison.document.markdown, written: csv)
  }
}

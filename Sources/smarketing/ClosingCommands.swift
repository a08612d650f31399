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

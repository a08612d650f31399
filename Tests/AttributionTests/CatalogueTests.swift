import Foundation
import Testing

/// Every message of the program against the folders that show it.
struct `Catalogues of messages` {
  /// Messages that no folder of small inputs can provoke, with the reason.
  private let exceptions = [
    "brokenBalance": "only a fault of the program leads to it",
    "cannotSpool": "needs a folder for temporary files that is missing or full: see below",
    "changedWhileReading": "needs somebody who writes to the file at that moment",
    "closingIsBusy": "needs a run at that moment: see ClosingTests",
    "fileIsBusy": "needs a second run at that moment",
    "journeyTooLong": "needs 67 million touches",
    "lineTooLong": "needs a row of 16 MiB",
    "lookedUp": "only another hint: see cannot-open-a-looked-up-file",
    "outputHasNoName": "the command line asks for a name before that: see PublishingTests",
    "outputIsBusy": "needs a second run at that moment: see PublishingTests",
    "outputIsMountPoint": "needs a disk of its own, and the right to write beside it",
    "outputNotPrinted": "needs a full disk behind standard output: see below",
    "outputNotPublished": "needs a disk that fails at that moment",
    "outputNotWritten": "needs a full disk, or a limit on the size of files: see below",
    "readingFailed": "needs a disk that fails at that moment",
    "tooManyColumns": "needs 65,537 columns: see below",
  ]

  @Test func `every message has a fixture that shows it, or a reason why not`() throws {
    let names = try catalogued()
    #expect(names.count > 80)
    let found = Set(Fixture.all(in: "errors").compactMap { shown(by: $0, among: names) })
    for name in names {
      #expect(
        found.contains(name) != (exceptions[name] != nil),
        "Fixtures/errors/\(words(of: name).joined(separator: "-"))")
    }
    #expect(Set(exceptions.keys).isSubset(of: names))
  }

  @Test func `every fixture shows a message of a catalogue`() throws {
    let names = try catalogued()
    for fixture in Fixture.all(in: "errors") {
      #expect(shown(by: fixture, among: names) != nil, "\(fixture.testDescription)")
    }
  }

  /// The functions of the catalogues that make a problem and can be called from elsewhere.
  private func catalogued() throws -> [String] {
    let folder = Fixture.project.appending(path: "Sources/Attribution/Problems")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try files.filter { $0.hasSuffix("Catalogue.swift") }.flatMap { file in
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      return text.matches(of: /\n  (package )?static func (\w+)\([^{]*?-> Problem\s*\{/)
        .map { String($0.2) }
    }
  }

  /// The message that a fixture is about: its folder's name begins with the message's.
  private func shown(by fixture: Fixture, among names: [String]) -> String? {
    let folder = fixture.testDescription.split(separator: "-").map(String.init)
    return names.filter { folder.starts(with: words(of: $0)) }
      .max { words(of: $0).count < words(of: $1).count }
  }

  /// `notAnAmount` → `not`, `an`, `amount`.
  private func words(of name: String) -> [String] {
    name.replacing(/[a-z](?=[A-Z])|[A-Z](?=[A-Z][a-z])/) { "\($0.output) " }
      .lowercased().split(separator: " ").map(String.init)
  }
}

/// Messages that take more than a folder of small inputs.
final class `Messages without a fixture` {
  private let workspace: Workspace
  private let inputs = ["--touchpoints", "touchpoints.csv", "--deals", "deals.csv"]

  init() throws {
    workspace = try Workspace()
    try workspace.write("account_id,occurred_at\nACC-1001,2026-10-02\n", to: "touchpoints.csv")
    try workspace.write(
      "deal_id,account_id,amount,closed_at\nOPP-2001,ACC-1001,12500.00,2026-10-16\n",
      to: "deals.csv")
  }

  @Test func `a header with too many columns`() throws {
    let columns = (1...65_535).map { ",c\($0)" }.joined()
    try workspace.write("account_id,occurred_at\(columns)\n", to: "touchpoints.csv")
    let outcome = try Program.run(["run"] + inputs, in: workspace.folder)
    #expect(outcome.code == 65)
    #expect(
      outcome.errors == """
        touchpoints.csv:1:1: error: the header has more than 65536 columns
          check that this is a CSV file with one record per line

        """)
  }

  @Test func `no room for a copy of standard input`() throws {
    let outcome = try Program.run(
      ["run", "--touchpoints", "-", "--deals", "deals.csv"], in: workspace.folder,
      environment: ["TMPDIR": workspace.path("missing")], input: Data())
    #expect(outcome.code == 73)
    #expect(
      outcome.errors == """
        -: error: the input is no plain file in UTF-8, and cannot be kept in a temporary one: \
        No such file or directory
          point TMPDIR to a folder with room, or save it as a file in UTF-8 and name that

        """)
  }

  @Test func `no room for what is printed`() throws {
    let outcome = try Program.run(
      ["explain", "OPP-2001"] + inputs, in: workspace.folder, shell: "exec >/dev/full;")
    #expect(outcome.code == 74)
    #expect(
      outcome.errors == """
        error: the output could not be printed: No space left on device
          free some space, or print to another place

        """)
  }

  @Test func `no room for the results`() throws {
    let before = try workspace.contents()
    let outcome = try Program.run(
      ["run"] + inputs + ["--output", "october"], in: workspace.folder, shell: "ulimit -f 1;")
    #expect(outcome.code == 74)
    #expect(
      outcome.errors == """
        error: cannot write october/sensitivity.csv: File too large
          raise the limit (ulimit -f), or write less (--no-ledger); nothing was changed

        """)
    #expect(try workspace.contents() == before)
  }
}

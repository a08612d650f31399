import Foundation
import Testing

/// Folders of `Fixtures/` against what the program makes of them.
struct `Golden files` {
  /// A folder holds the inputs, a file `arguments` with what follows `smarketing`, and the folder
  /// `expected`; the output goes to `output`.
  @Test(arguments: Fixture.all(in: "reports"))
  func `a report reads as its fixture says`(_ fixture: Fixture) throws {
    let workspace = try Workspace()
    let arguments = try words(fixture.text("arguments"))
    let outcome = try Program.run(
      arguments + ["--output", workspace.path("output"), "--quiet"], in: fixture.folder)
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    try fixture.expect(folder: workspace.folder.appending(path: "output"), equals: "expected")
  }

  /// A folder holds the smallest input that causes the error, a file `arguments` with what follows
  /// `smarketing`, and a file `expected` with the exit code and what is printed on stderr. The
  /// program runs in a copy of the folder, and leaves it as it was.
  @Test(arguments: Fixture.all(in: "errors"))
  func `an error reads as its fixture says`(_ fixture: Fixture) throws {
    let workspace = try Workspace()
    let copy = workspace.folder.appending(path: "copy")
    try FileManager.default.copyItem(at: fixture.folder, to: copy)
    let before = try workspace.contents(of: "copy")
    let outcome = try Program.run(words(fixture.text("arguments")), in: copy)
    #expect(outcome.output == "")
    #expect(try workspace.contents(of: "copy") == before)
    try fixture.expect("exit \(outcome.code)\n\(outcome.errors)", equals: "expected")
  }

  /// A folder holds exports, a file `init.arguments` with what follows `smarketing`, and what comes of
  /// it: the definitions file, and what is printed in `init.expected`. The program runs in a copy of
  /// the folder, since it replaces nothing.
  @Test(arguments: Fixture.all(in: "exports") + Fixture.all(in: "proposals"))
  func `a proposal reads as its fixture says`(_ fixture: Fixture) throws {
    let workspace = try Workspace()
    let copy = workspace.folder.appending(path: "copy")
    try FileManager.default.copyItem(at: fixture.folder, to: copy)
    try? FileManager.default.removeItem(at: copy.appending(path: "definitions.json"))
    let outcome = try Program.run(words(fixture.text("init.arguments")), in: copy)
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    try fixture.expect(outcome.output, equals: "init.expected")
    try fixture.expect(workspace.text("copy/definitions.json"), equals: "definitions.json")
  }

  /// What is proposed for exports is checked, `check.expected`, and run, the folder `report`.
  @Test(arguments: Fixture.all(in: "exports"))
  func `exports are checked and run by what is proposed for them`(_ fixture: Fixture) throws {
    let workspace = try Workspace()
    let files =
      try words(fixture.text("init.arguments")).dropFirst() + ["--definitions", "definitions.json"]
    let check = try Program.run(["check"] + files, in: fixture.folder)
    #expect(check.code == 0)
    #expect(check.errors == "")
    try fixture.expect(check.output, equals: "check.expected")
    let run = try Program.run(
      ["run"] + files + ["--output", workspace.path("report"), "--quiet"], in: fixture.folder)
    #expect(run.code == 0)
    #expect(run.errors == "")
    try fixture.expect(folder: workspace.folder.appending(path: "report"), equals: "report")
  }

  /// Checks: a folder holds the inputs, `arguments`, and in `expected` the exit code and what is
  /// printed on stdout. Nothing else is printed, and nothing is written.
  @Test(arguments: Fixture.all(in: "checks"))
  func `a check reads as its fixture says`(_ fixture: Fixture) throws {
    let workspace = try Workspace()
    let copy = workspace.folder.appending(path: "copy")
    try FileManager.default.copyItem(at: fixture.folder, to: copy)
    let before = try workspace.contents(of: "copy")
    let outcome = try Program.run(words(fixture.text("arguments")), in: copy)
    #expect(outcome.errors == "")
    #expect(try workspace.contents(of: "copy") == before)
    try fixture.expect("exit \(outcome.code)\n\(outcome.output)", equals: "expected")
  }

  /// What is proposed where it leaves something open is checked too, `check.expected`: what a person
  /// must decide is said again.
  @Test(arguments: Fixture.all(in: "proposals"))
  func `a proposal is checked as its fixture says`(_ fixture: Fixture) throws {
    let files =
      try words(fixture.text("init.arguments")).dropFirst() + ["--definitions", "definitions.json"]
    let check = try Program.run(["check"] + files, in: fixture.folder)
    #expect(check.errors == "")
    try fixture.expect("exit \(check.code)\n\(check.output)", equals: "check.expected")
  }

  /// Explanations of deals: `NAME.arguments` and `NAME.expected`.
  @Test(arguments: Fixture.all(in: "explanations"))
  func `an explanation reads as its fixture says`(_ fixture: Fixture) throws {
    let outcome = try Program.run(words(fixture.text("arguments")), in: fixture.folder)
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    try fixture.expect(outcome.output, equals: "expected")
  }
}

/// The words of a command line: separated by spaces and line ends, `'…'` for words with spaces.
func words(_ line: String) -> [String] {
  var words: [String] = []
  var word: String?
  var isQuoted = false
  for character in line {
    switch character {
    case "'":
      isQuoted.toggle()
      word = word ?? ""
    case " " where !isQuoted, "\n" where !isQuoted:
      if let word { words.append(word) }
      word = nil
    default: word = (word ?? "") + String(character)
    }
  }
  return words + (word.map { [$0] } ?? [])
}

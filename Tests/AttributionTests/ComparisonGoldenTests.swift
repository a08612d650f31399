import Attribution
import Foundation
import Testing

/// `diff` on the results of two sets of files.
struct `Comparisons as they read` {
  /// A folder holds the files of two runs in `before` and `now`, perhaps `options` for both runs,
  /// and what `diff` makes of them: `expected.md` and `expected.csv`.
  @Test(arguments: Fixture.all(in: "comparisons"))
  func `a comparison reads as its fixture says`(_ fixture: Fixture) throws {
    let workspace = try Workspace()
    let options = (try? words(fixture.text("options"))) ?? []
    for name in ["before", "now"] {
      let run = try Program.run(
        words("run --touchpoints touchpoints.csv --deals deals.csv --definitions definitions.json")
          + ["--period", "2026-09", "--quiet", "--output", workspace.path(name)] + options,
        in: fixture.folder.appending(path: name))
      #expect(run.code == 0)
      #expect(run.errors == "")
    }
    let diff = try Program.run(
      words("diff before now --csv changes.csv"), in: workspace.folder)
    #expect(diff.code == 0)
    #expect(diff.errors == "")
    try fixture.expect(diff.output, equals: "expected.md")
    try fixture.expect(workspace.text("changes.csv"), equals: "expected.csv")
  }

  @Test func `the README shows a table of one`() throws {
    let readme = try String(
      contentsOf: Fixture.project.appending(path: "README.md"), encoding: .utf8)
    let shown = readme.components(separatedBy: "```markdown\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }
    let expected = try Fixture("comparisons/september").text("expected.md")
    #expect(shown.count == 1)
    for table in shown { #expect(expected.contains(table)) }
  }
}

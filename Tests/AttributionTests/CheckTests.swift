import Attribution
import Foundation
import Testing

/// A check against the run that it is a check for.
struct Checks {
  /// Runs that end for the data's sake.
  private static let failing = Fixture.all(in: "errors").filter { fixture in
    guard let arguments = try? fixture.text("arguments"),
      let expected = try? fixture.text("expected")
    else { return false }
    return arguments.hasPrefix("run ") && expected.hasPrefix("exit 65\n")
  }

  @Test func `there are runs to compare with`() {
    #expect(Checks.failing.count > 40)
    #expect(Fixture.all(in: "reports").count > 8)
  }

  @Test(arguments: failing)
  func `a check of files that end a run says the same first`(_ fixture: Fixture) throws {
    let (outcome, isUntouched) = try check(fixture)
    #expect(outcome.code == 65)
    #expect(outcome.errors == "")
    #expect(isUntouched)
    let expected = try fixture.text("expected").split(separator: "\n")
    let first = try #require(expected.dropFirst().first).replacing("error: ", with: "")
    let report = unwrapped(outcome.output)
    #expect(report.contains(first))
    // What ends the run comes last there, unless it is all there is to say.
    let reason = try #require(expected.dropFirst().filter { $0.contains("error: ") }.last)
    #expect(report.contains(reason.replacing("error: ", with: "")))
    let last = try #require(outcome.output.split(separator: "\n").last)
    #expect(last.hasPrefix("Fix first: "))
  }

  @Test(arguments: Fixture.all(in: "reports"))
  func `a check of files that give a result says so`(_ fixture: Fixture) throws {
    let (outcome, isUntouched) = try check(fixture)
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    #expect(isUntouched)
    let last = try #require(outcome.output.split(separator: "\n").last)
    #expect(last.hasPrefix("Ready: a run with these files gives a result"))
  }

  /// What is found in a file is what `rows.csv` says of it.
  @Test(arguments: 0..<25 as Range<UInt64>)
  func `a check counts what a run counts`(seed: UInt64) throws {
    let workspace = try Workspace()
    let request = try RuledCompany(RandomCompany(seed: seed), seed: seed).request(in: workspace)
    let rows = try Results(of: request).rows("rows.csv")
    let (report, isReady) = try Attribution.check(request)
    #expect(isReady)
    for (file, rows) in Dictionary(grouping: rows, by: { $0["file"]! }) {
      let section = try #require(
        unwrapped(report).components(separatedBy: "\n\n").first { $0.hasPrefix("\(file) (") })
      let counts = Dictionary(
        rows.filter { $0["kind"] != "match" }.map { ($0["outcome"]!, Int($0["rows"]!)!) },
        uniquingKeysWith: +)
      let all = counts.filter { !["blank", "comment"].contains($0.key) }.values.reduce(0, +)
      let line = try #require(section.split(separator: "\n").first { $0.hasPrefix("  rows ") })
      #expect(line.contains(" \(all)"))
      for (outcome, count) in counts { #expect(line.contains("\(count) \(outcome)"), "\(file)") }
      for row in rows where row["kind"] == "match" {
        #expect(section.contains(": \(row["rows"]!)"))
      }
    }
  }

  @Test func `what ends the reading of one file hides nothing of another`() throws {
    let workspace = try Workspace()
    let deals = "deal_id,account_id,amount,closed_at\n"
    let rows = (1...30).map { "D\($0),A\($0),1,2026-10-30\n" }.joined()
    let touches = "account_id,occurred_at\n" + String(repeating: "B,2026-10-01\n", count: 30)
    func check(_ files: [String]) throws -> String {
      try Attribution.check(
        Request(
          touchpoints: [try workspace.write(touches, to: "t.csv")],
          deals: try files.enumerated().map { index, text in
            try workspace.write(text, to: "d\(index).csv")
          })
      ).report
    }
    let joins = "none of its 30 rows names an account or deal"
    #expect(try check([deals + rows]).contains("Fix first: t.csv: \(joins)"))
    // Perhaps the touches join what cannot be read.
    let broken = try check([deals + rows, deals + "\"D"])
    #expect(broken.contains("Fix first: d1.csv:2:1: "))
    #expect(!broken.contains(joins))
  }

  /// Checks the files of a fixture in a copy of it.
  private func check(
    _ fixture: Fixture
  ) throws -> (outcome: Program.Outcome, isUntouched: Bool) {
    let workspace = try Workspace()
    try workspace.makeFolder("reports")
    let copy = workspace.folder.appending(path: "reports/copy")
    // Some are about the company.
    try FileManager.default.copyItem(
      at: Fixture.root.appending(path: "company"), to: workspace.folder.appending(path: "company"))
    try FileManager.default.copyItem(at: fixture.folder, to: copy)
    let before = try workspace.contents()
    var arguments = words(try fixture.text("arguments"))
    arguments[0] = "check"
    // What is written is no matter for a check.
    for option in ["--output", "--rejects"] {
      if let at = arguments.firstIndex(of: option) { arguments.removeSubrange(at...at + 1) }
    }
    arguments.removeAll { ["--no-ledger", "--quiet", "-q"].contains($0) }
    let outcome = try Program.run(arguments, in: copy)
    return (outcome, try workspace.contents() == before)
  }
}

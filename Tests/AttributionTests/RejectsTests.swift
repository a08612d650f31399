import Foundation
import Testing

/// `--rejects FILE`: every row that cannot be used, also when the run fails.
final class RejectsTests {
  private let workspace: Workspace
  private let inputs = ["--touchpoints", "touchpoints.csv", "--deals", "deals.csv"]

  init() throws {
    workspace = try Workspace()
    try workspace.write(
      """
      account_id,occurred_at,campaign
      ACC-1001,2026-09-14,"Trade show, Cologne"
      ACC-1001,yesterday,Webinar
      ACC-1001,2026-10-02
      ACC-1001,,"Letter
      to customers"

      """, to: "touchpoints.csv")
    try workspace.write(
      """
      deal_id,deal_name,account_id,amount,closed_at
      OPP-2001,Ledger Suite,ACC-1001,12500.00,2026-10-16
      OPP-2002,"Training,
      two days",ACC-1001,"1,80.00",2026-10-19
      OPP-2003,Support,ACC-1001,=B2*0.2,2026-10-20

      """, to: "deals.csv")
  }

  private let dealRejects = """
    deals.csv,4,amount,"1,80.00","amount ""1,80.00"" is not a plain number"
    deals.csv,5,amount,'=B2*0.2,"amount ""=B2*0.2"" is not a plain number"

    """
  private let touchpointRejects = """
    touchpoints.csv,3,occurred_at,yesterday,"occurred_at ""yesterday"" is not a time that can be read"
    touchpoints.csv,4,,,"the row has 2 fields, the header has 3"
    touchpoints.csv,5,occurred_at,,occurred_at is empty

    """
  private let header = "file,line,column,value,reason\n"

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["run"] + inputs + arguments, in: workspace.folder)
  }

  @Test func `a run that fails writes every row that it read and could not use`() throws {
    let before = try workspace.contents()
    let outcome = try run("--rejects", "rejects-out.csv")
    #expect(outcome.code == 65)
    #expect(try workspace.text("rejects-out.csv") == header + dealRejects)
    // That file is all that it leaves: the touchpoints were not read.
    var after = try workspace.contents()
    after["rejects-out.csv"] = nil
    #expect(after == before)
  }

  @Test func `a run that tolerates them writes the same file as into its folder`() throws {
    try workspace.write(#"{"rejects": {"deals": 2, "touchpoints": "75%"}}"#, to: "definitions.json")
    let outcome = try run(
      "--rejects", "rejects-out.csv", "--definitions", "definitions.json", "--output", "october")
    #expect(outcome.code == 0)
    #expect(try workspace.text("rejects-out.csv") == header + dealRejects + touchpointRejects)
    #expect(try workspace.text("october/rejects.csv") == workspace.text("rejects-out.csv"))
    let names = try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path)
    #expect(
      names.sorted() == [
        "deals.csv", "definitions.json", "october", "rejects-out.csv", "touchpoints.csv",
      ])
  }

  @Test func `what is wrong with a file as a whole is in it too`() throws {
    try workspace.write("deal,account_id,amount,closed_at\n", to: "deals.csv")
    let outcome = try run("--rejects", "rejects-out.csv")
    #expect(outcome.code == 65)
    #expect(
      try workspace.text("rejects-out.csv") == header
        + #"deals.csv,1,deal_id,,"no column is called ""deal_id""; not used yet: ""deal""""# + "\n")
  }

  @Test func `the list of an earlier run is replaced, an empty file too`() throws {
    for earlier in ["", header, header + touchpointRejects] {
      try workspace.write(earlier, to: "rejects-out.csv")
      #expect(try run("--rejects", "rejects-out.csv").code == 65)
      #expect(try workspace.text("rejects-out.csv") == header + dealRejects)
    }
  }

  @Test(arguments: [
    ("deals.csv", 64), ("./touchpoints.csv", 64), ("plan.csv", 73), ("folder", 73),
    ("missing/rejects.csv", 73), ("/dev/null", 73), ("", 64), ("october/rejects.csv", 64),
  ])
  func `what must not be replaced is refused and stays`(_ path: String, code: Int32) throws {
    try workspace.write("file,line\nhand-made,1\n", to: "plan.csv")
    for folder in ["folder", "october"] {
      try FileManager.default.createDirectory(
        atPath: workspace.path(folder), withIntermediateDirectories: false)
    }
    let before = try workspace.contents()
    #expect(try run("--rejects", path, "--output", "october").code == code)
    #expect(try workspace.contents() == before)
  }
}

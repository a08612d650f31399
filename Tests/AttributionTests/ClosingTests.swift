import Attribution
import Foundation
import Testing

/// Result folders that are verified, closed and compared with the real binary.
final class `Months that stay closed` {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try write(amount: "60000.00")
  }

  private func write(amount: String, touch: String = "2026-09-02T10:00:00Z") throws {
    try workspace.write(
      """
      touchpoint_id,account_id,occurred_at,channel,team
      T-1,ACC-3,\(touch),webinar,marketing
      T-2,ACC-3,2026-09-09T16:00:00Z,demo,sales

      """, to: "touchpoints.csv")
    try workspace.write(
      """
      deal_id,deal_name,account_id,amount,closed_at,stage
      D-7,Juno,ACC-3,\(amount),2026-09-16,Closed Won
      D-8,Pallas,ACC-4,12000.00,2026-10-02,Closed Won

      """, to: "deals.csv")
  }

  private func run(_ line: String) throws -> Program.Outcome {
    let inputs = "--touchpoints touchpoints.csv --deals deals.csv"
    return try Program.run(words(line.replacing("INPUTS", with: inputs)), in: workspace.folder)
  }

  @Test func `a closed folder is not replaced, and can be compared with`() throws {
    #expect(try run("run INPUTS --period 2026-09 -q -o september").code == 0)
    let closing = try run("close september")
    #expect(closing.code == 0)
    #expect(
      closing.output
        == "september is closed: it was verified, and no run replaces it from now on.\n")
    let before = try workspace.contents(of: "september")
    let again = try run("close september")
    #expect(again.code == 0)
    #expect(again.output == "september was closed before, and is as it was then.\n")

    try write(amount: "45000.00")
    let refused = try run("run INPUTS --period 2026-09 -q -o september")
    #expect(refused.code == 73)
    #expect(
      refused.errors == """
        error: september is closed: it holds closed.json, and is not replaced
          choose another folder with --output, then see what has changed: smarketing diff september \
        THAT_FOLDER

        """)
    #expect(try workspace.contents(of: "september") == before)
    #expect(try workspace.names() == ["deals.csv", "september", "touchpoints.csv"])

    #expect(try run("run INPUTS -q -o present").code == 0)
    let diff = try run("diff september present --csv changes.csv")
    #expect(diff.code == 0)
    #expect(diff.output.contains("amount 60,000.00 → 45,000.00"))
    #expect(
      try workspace.text("changes.csv").contains(
        """
        2026-09,USD,linear,team,marketing,D-7,Juno,amount changed,"amount 60,000.00 → 45,000.00",\
        30000.00,22500.00,-7500.00

        """))
    // Its own file is replaced; October is not in the closed folder.
    #expect(try run("diff september present --csv changes.csv").code == 0)
    #expect(try !workspace.text("changes.csv").contains("2026-10"))
    #expect(try workspace.contents(of: "september") == before)
  }

  @Test func `verification says what was verified`() throws {
    #expect(try run("run INPUTS -q -o all").code == 0)
    #expect(try run("close all").code == 0)
    let outcome = try run("verify all")
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    let text = outcome.output.replacing(/[0-9]+ files of [0-9,]+ bytes/, with: "N files of N bytes")
    #expect(
      text == """
        all
          files     N files of N bytes, each as it was written; nothing else is there
          closed    yes, and run.json is the one that was closed
          deals     2, and in each of 5 models their money adds up to won revenue
                      by teams, channels, deals by team, the ledger; so does the reconciliation
          2026-09 USD  won revenue $60,000.00
          2026-10 USD  won revenue $12,000.00

        """)
  }

  @Test func `every file that is changed is found`() throws {
    #expect(try run("run INPUTS -q -o all").code == 0)
    let names = try FileManager.default.subpathsOfDirectory(atPath: workspace.path("all"))
    #expect(names.contains { $0.hasPrefix("charts/") })
    for name in names.sorted() where !["run.json", "charts"].contains(name) {
      var bytes = Array(try Data(contentsOf: workspace.folder.appending(path: "all/\(name)")))
      bytes[bytes.count - 1] ^= 1
      let whole = bytes
      try workspace.write(bytes, to: "all/\(name)")
      let outcome = try run("verify all")
      #expect(outcome.code == 65)
      #expect(outcome.errors.hasPrefix("error: \"all/\(name)\" was changed since it was written\n"))
      #expect(try run("close all").errors == outcome.errors)
      bytes = whole
      bytes[bytes.count - 1] ^= 1
      try workspace.write(bytes, to: "all/\(name)")
    }
    #expect(try run("verify all").code == 0)
    #expect(try !workspace.names(in: "all").contains("closed.json"))
  }

  @Test func `another run.json under the seal is found`() throws {
    #expect(try run("run INPUTS -q -o all").code == 0)
    #expect(try run("close all").code == 0)
    let text = try workspace.text("all/run.json")
    try workspace.write(text.replacing("\"UTC\"", with: "\"GMT\""), to: "all/run.json")
    let outcome = try run("verify all")
    #expect(outcome.code == 65)
    #expect(outcome.errors.contains("its fingerprint of definitions is another"))
    try workspace.write(text + " ", to: "all/run.json")
    #expect(try run("verify all").errors.contains("one of the two was changed"))
    #expect(try run("close all").code == 65)
    #expect(try run("run INPUTS -q -o all").code == 73)
  }

  @Test func `a folder that a run is writing to is not closed`() throws {
    #expect(try run("run INPUTS -q -o all").code == 0)
    let claimed = try OutputFolder(claiming: workspace.path("all"))
    let outcome = try run("close all")
    #expect(outcome.code == 75)
    #expect(
      outcome.errors == """
        error: a run is writing to "all"
          wait until it has ended, look at its results, and close it then

        """)
    claimed.abandon()
    #expect(try run("close all").code == 0)
  }

  @Test func `what a killed run or closing left is no matter`() throws {
    #expect(try run("run INPUTS -q -o all").code == 0)
    try workspace.makeFolder(".all.smarketing")
    try workspace.write("{", to: ".all.smarketing/new")
    #expect(try run("close all").code == 0)
    #expect(try run("verify all").code == 0)
    #expect(try workspace.names() == ["all", "deals.csv", "touchpoints.csv"])
  }

  @Test func `a full disk closes nothing`() throws {
    #expect(try run("run INPUTS -q -o all").code == 0)
    let outcome = try Program.run(
      ["close", "all"], in: workspace.folder, shell: "ulimit -f 0;")
    #expect(outcome.code == 73)
    #expect(outcome.errors.contains("cannot write closed.json into \"all\": File too large"))
    #expect(try workspace.names() == ["all", "deals.csv", "touchpoints.csv"])
    #expect(try !workspace.names(in: "all").contains("closed.json"))
  }

  @Test func `a link to a folder closes the folder`() throws {
    #expect(try run("run INPUTS -q -o all").code == 0)
    try workspace.link("latest", to: "all")
    #expect(try run("close latest").code == 0)
    #expect(try workspace.names(in: "all").contains("closed.json"))
    #expect(try run("run INPUTS -q -o latest").code == 73)
  }

  @Test func `the same credit has the same fingerprint, and other credit another`() throws {
    func fingerprint(_ name: String) throws -> [String?] {
      let record = try ResultFolder(workspace.path(name)).record
      return [record.creditFingerprint, record.definitionsFingerprint]
    }
    #expect(try run("run INPUTS -q -o one").code == 0)
    // Of nobody's account.
    let text = try workspace.text("touchpoints.csv")
    try workspace.write(text + "T-3,ACC-9,2026-09-02,email,marketing\n", to: "touchpoints.csv")
    #expect(try run("run INPUTS -q -o two --no-ledger").code == 0)
    try write(amount: "60000.00", touch: "2026-09-10T10:00:00Z")
    try workspace.write("{\"lookbackDays\": 90}", to: "definitions.json")
    #expect(try run("run INPUTS --definitions definitions.json -q -o three").code == 0)
    let (one, two, three) = (
      try fingerprint("one"), try fingerprint("two"), try fingerprint("three")
    )
    #expect(one == two)
    #expect(one[0] != three[0] && one[1] != three[1])
    #expect(!one.contains(nil))
  }

  @Test func `folders of versions without the new keys are read`() throws {
    #expect(try run("run INPUTS -q -o all").code == 0)
    let text = try workspace.text("all/run.json")
    let old = text.replacing(
      /\ \ "(creditFingerprint|definitionsFingerprint|csv)" : .*\n/, with: "")
    #expect(old != text)
    try workspace.write(old, to: "all/run.json")
    #expect(try run("verify all").code == 0)
    #expect(try run("close all").code == 0)
  }

  @Test func `a changed key of the definitions is named with its values`() throws {
    try workspace.write(
      """
      {"models": ["linear", {"model": "time_decay", "name": "decay", "halfLifeDays": 30}]}
      """, to: "before.json")
    try workspace.write(
      """
      {"lookbackDays": 10, "teams": {"sales": ["demo"]},
       "models": ["linear", {"model": "time_decay", "name": "decay", "halfLifeDays": 3.5}, "last_touch"]}
      """, to: "now.json")
    #expect(try run("run INPUTS --definitions before.json -q -o before").code == 0)
    #expect(try run("run INPUTS --definitions now.json -q -o now").code == 0)
    let comparison = try Comparison(
      ResultFolder(workspace.path("before")), ResultFolder(workspace.path("now")))
    #expect(
      comparison.definitions.map { [$0.key, $0.old, $0.new] } == [
        ["lookbackDays", "365", "10"],
        ["models[decay].halfLifeDays", "30", "3.5"],
        ["models[last_touch]", nil, "{\"model\": \"last_touch\", \"name\": \"last_touch\"}"],
        ["teams.sales", nil, "[\"demo\"]"],
      ])
    #expect(comparison.models == ["linear", "decay"])
    #expect(comparison.modelsOfNew == ["last_touch"])
    let output = try run("diff before now").output
    #expect(output.contains("Only now has `last_touch`: there is nothing to compare with."))
    #expect(output.contains("| definitions changed |"))
    #expect(output.contains("1 touch removed: webinar of marketing, 2026-09-02 10:00:00"))
  }
}

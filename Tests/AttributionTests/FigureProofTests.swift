import Attribution
import Foundation
import Testing

/// Verification of folders whose files are what `run.json` says, and whose figures are wrong all the
/// same: each sum is proved, not only the bytes.
struct `Figures of a folder` {
  struct Fault: CustomTestStringConvertible, Sendable {
    /// The file that says something else, and what it says.
    var file: String
    var from: String
    var to: String
    /// What is found.
    var found: String

    var testDescription: String { "\(file): \(from) → \(to)" }
  }

  private static let model = "2026-09,USD,first_touch,"

  static let faults = [
    Fault(
      file: "credit.csv", from: "webinar,70.00", to: "webinar,70.01",
      found: "first_touch in credit.csv: $120.01"),
    Fault(
      file: "credit.csv", from: model + "(uncredited),(uncredited),", to: model + "sales,demo,",
      found: "first_touch in (uncredited) in credit.csv: $0.00"),
    Fault(
      file: "channel_credit.csv", from: "webinar,70.00", to: "webinar,69.99",
      found: "first_touch in channel_credit.csv: $119.99"),
    Fault(
      file: "channel_credit.csv", from: "(uncredited),", to: "demo,",
      found: "first_touch in (uncredited) in channel_credit.csv: $0.00"),
    Fault(
      file: "team_credit.csv", from: "marketing,70.00", to: "marketing,71.00",
      found: "first_touch in team_credit.csv: $121.00"),
    Fault(
      file: "team_credit.csv", from: "(uncredited),", to: "sales,",
      found: "first_touch in (uncredited) in team_credit.csv: $0.00"),
    Fault(
      file: "deal_team_credit.csv", from: "marketing,100.00", to: "marketing,99.00",
      found: "does not add up to the amount of deal \"D-7\""),
    Fault(
      file: "deal_team_credit.csv", from: "marketing,-30.00", to: "marketing,30.00",
      found: "does not add up to the amount of deal \"N-7\""),
    Fault(
      file: "ledger.csv", from: "webinar,marketing,,100.00", to: "webinar,marketing,,100.01",
      found: "does not add up to the amount of deal \"D-7\""),
    // A touch without credit moves no sum.
    Fault(
      file: "ledger.csv",
      from:
        "2026-09,N-7,,A,2026-09-18T23:59:59Z,USD,-30.00,2,2,T-2,,2026-09-09T16:00:00Z,demo,sales"
        + ",,0.00\n", to: "", found: "does not add up to the amount of deal \"N-7\""),
    Fault(
      file: "reconciliation.csv", from: "adjustments,0,-30.00", to: "adjustments,0,-29.00",
      found: "won deals and adjustments in reconciliation.csv: $121.00"),
    Fault(
      file: "reconciliation.csv", from: "won revenue,2,120.00", to: "won revenue,2,121.00",
      found: "won revenue in reconciliation.csv: $121.00"),
    Fault(
      file: "reconciliation.csv", from: "credited,1,70.00", to: "credited,1,71.00",
      found: "credited and uncredited in reconciliation.csv: $121.00"),
    Fault(
      file: "run.json", from: "\"won\" : \"120.00\"", to: "\"won\" : \"121.00\"",
      found: "won in run.json: $121.00"),
    Fault(
      file: "run.json", from: "\"credited\" : \"70.00\"", to: "\"credited\" : \"71.00\"",
      found: "first_touch in run.json: $121.00"),
    Fault(
      file: "run.json", from: "\"uncredited\" : \"50.00\"", to: "\"uncredited\" : \"49.00\"",
      found: "first_touch in what run.json calls uncredited: $49.00"),
  ]

  /// A folder with a deal of two touches, one without a touch, and a credit note.
  private static func folder(in workspace: Workspace) throws {
    var definitions = Definitions()
    definitions.models = [try #require(definitions.models.first { $0.name == "first_touch" })]
    _ = try Attribution.run(
      Request(
        touchpoints: [
          try workspace.write(
            """
            touchpoint_id,account_id,occurred_at,channel,team
            T-1,A,2026-09-02T10:00:00Z,webinar,marketing
            T-2,A,2026-09-09T16:00:00Z,demo,sales

            """, to: "t.csv")
        ],
        deals: [
          try workspace.write(
            """
            deal_id,account_id,amount,closed_at,adjusts
            D-7,A,100.00,2026-09-16,
            D-8,B,50.00,2026-09-17,
            N-7,A,-30.00,2026-09-18,D-7

            """, to: "d.csv")
        ], definitions: definitions), to: workspace.path("folder"))
  }

  private static func problems(of path: String) throws -> [String] {
    do throws(Failure) {
      _ = try Verification(of: ResultFolder(path))
    } catch {
      #expect(error.code == .data)
      return error.problems.map(\.message)
    }
    return []
  }

  @Test(arguments: faults)
  func `are proved, whatever their fingerprints say`(_ fault: Fault) throws {
    let workspace = try Workspace()
    try Self.folder(in: workspace)
    #expect(try Self.problems(of: workspace.path("folder")) == [])
    let before = try workspace.text("folder/\(fault.file)")
    #expect(before.contains(fault.from))
    let after = before.replacing(fault.from, with: fault.to, maxReplacements: 1)
    try workspace.write(after, to: "folder/\(fault.file)")
    // A folder without a fingerprint of its credit is one of an earlier version.
    var record = try workspace.text("folder/run.json")
      .replacing(/\ \ "creditFingerprint" : .*\n/, with: "")
    func entry(_ text: String) -> String {
      "\"bytes\" : \(text.utf8.count),\n      \"fingerprint\" : \"\(Fingerprint(of: text).text)\""
    }
    if fault.file != "run.json" {
      #expect(record.contains(entry(before)))
      record = record.replacing(entry(before), with: entry(after))
    }
    try workspace.write(record, to: "folder/run.json")
    let problems = try Self.problems(of: workspace.path("folder"))
    #expect(problems.contains { $0.contains(fault.found) }, "\(problems)")
  }

  @Test func `may not be of other files than the fingerprint of the credit`() throws {
    let workspace = try Workspace()
    try Self.folder(in: workspace)
    let record = try workspace.text("folder/run.json")
    let other = Fingerprint(of: "another").text
    try workspace.write(
      record.replacing(
        /"creditFingerprint" : "[0-9a-f]*"/, with: "\"creditFingerprint\" : \"\(other)\""),
      to: "folder/run.json")
    let problems = try Self.problems(of: workspace.path("folder"))
    #expect(problems.count == 1)
    #expect(problems.first?.contains("its fingerprint of files is another") == true, "\(problems)")
  }
}

import Attribution
import Testing

/// What a comparison says of inputs that are not the same.
struct `Inputs in a comparison` {
  /// - Parameter deals: The name of the file of deals and its rows, before and now.
  private func told(_ deals: (name: String, rows: String)...) throws -> String {
    let workspace = try Workspace()
    for (index, file) in deals.enumerated() {
      let request = Request(
        touchpoints: [
          try workspace.write("account_id,occurred_at\nA,2026-09-01T10:00:00Z\n", to: "t.csv")
        ],
        deals: [
          try workspace.write(
            "deal_id,account_id,amount,closed_at\n" + file.rows, to: file.name)
        ])
      _ = try Attribution.run(request, to: workspace.path("\(index)"))
    }
    let comparison = try Comparison(
      ResultFolder(workspace.path("0")), ResultFolder(workspace.path("1")))
    let lines = comparison.document.markdown.split(separator: "\n")
    return String(try #require(lines.first { $0.hasPrefix("- The inputs") }))
  }

  private static let juno = "D-1,A,100.00,2026-09-16T12:00:00Z\n"

  @Test func `of one name are told apart by their rows and sizes`() throws {
    let (juno, other) = (`Inputs in a comparison`.juno, "D-2,A,7.00,2026-09-17T12:00:00Z\n")
    #expect(
      try told(("deals.csv", juno), ("deals.csv", juno + other)) == """
        - The inputs are not the same: deals.csv (deals, 1 row, 70 bytes) before; deals.csv (deals, \
        2 rows, 102 bytes) now.
        """)
  }

  @Test func `of one name and size are told apart by their fingerprints`() throws {
    let juno = `Inputs in a comparison`.juno
    let line = try told(("deals.csv", juno), ("deals.csv", juno.replacing("100", with: "900")))
    let words = /deals\.csv \(deals, 1 row, 70 bytes, fingerprint ([0-9a-f]{8})…\)/
    let marks = line.matches(of: words).map(\.1)
    #expect(marks.count == 2)
    #expect(Set(marks).count == 2, "\(line)")
  }

  @Test func `of other names are told by these`() throws {
    let juno = `Inputs in a comparison`.juno
    #expect(
      try told(("old.csv", juno), ("new.csv", juno + "\n")) == """
        - The inputs are not the same: old.csv (deals) before; new.csv (deals) now.
        """)
  }
}

import Attribution
import Foundation
import Testing

/// Texts of the input in the forms that results are written in.
struct `Texts as they are written` {
  // MARK: CSV

  @Test(arguments: [
    ("-1", "-1"), ("-1.5", "-1.5"), ("+49.", "'+49."), ("-1.", "'-1."), ("=1", "'=1"),
    ("\rx", "\"'\rx\""), ("\nx", "\"'\nx\""), ("\tx", "'\tx"),
  ])
  func `a cell that a spreadsheet may run is guarded`(_ text: String, _ cell: String) throws {
    var table = CSVTable(["name"], in: .plain)
    table.text(text)
    table.endRow()
    var bytes: [UInt8] = []
    try table.flush(to: { bytes += $0 }, all: true)
    #expect(String(decoding: bytes, as: UTF8.self) == "name\n\(cell)\n")
  }

  /// The last column too, whose name stands before the end of the line.
  @Test(arguments: CSVForm.names)
  func `a folder in any form is read back whole`(_ form: String) throws {
    let workspace = try Workspace()
    var definitions = Definitions()
    definitions.zone = try #require(Zone(name: "America/New_York"))
    var request = Request(
      touchpoints: [
        try workspace.write("account_id,occurred_at,team\nA,2026-10-01,sales\n", to: "t.csv")
      ],
      deals: [
        try workspace.write("deal_id,account_id,amount,closed_at\nD,A,1,2026-10-09\n", to: "d.csv")
      ], definitions: definitions)
    request.csv = try #require(CSVForm(name: form, zone: definitions.zone))
    for name in ["one", "two"] { _ = try Attribution.run(request, to: workspace.path(name)) }
    let one = try ResultFolder(workspace.path("one"))
    _ = try Verification(of: one)
    let comparison = try Comparison(one, ResultFolder(workspace.path("two")))
    #expect(comparison.hasLedgers)
    #expect(comparison.isSame)
    let metadata = try workspace.text("one/csv-metadata.json")
    #expect(metadata.contains("By the clocks of America/New_York.") == (form != "plain"))
    #expect(metadata.contains("In UTC.") == (form == "plain"))
  }

  @Test func `a month is from 01 to 12`() throws {
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
      deals: [
        try workspace.write("deal_id,account_id,amount,closed_at\nD,A,1,2026-10-09\n", to: "d.csv")
      ])
    for (month, isRead) in [("00", false), ("01", true), ("12", true), ("13", false)] {
      request.costs = [
        try workspace.write("channel,date,amount\nmail,2026-\(month),5.00\n", to: "s.csv")
      ]
      #expect(Results(of: request).failure.isEmpty == isRead, "\(month)")
    }
  }

  // MARK: Markdown

  @Test(arguments: [
    ("a|b@example.com", "`a\\|b@example.com`"), ("a`b@c", "`` a`b@c ``"),
    ("a``b@c", "``` a``b@c ```"), ("WWW.Example.com", "`WWW.Example.com`"), ("a|b", "a\\|b"),
  ])
  func `no address or link breaks a table`(_ text: String, _ shown: String) {
    #expect(Prose.input(text).markdown == shown)
  }

  // MARK: Pictures

  @Test func `every series has a letter of its own where marks run out`() throws {
    let series = (0..<80).map { Series("model \($0)") }
    let row = RowChart.Row(Subject("sales"), values: series.indices.map { Int128($0) * 10 })
    let svg = Picture(
      name: "x", title: "", description: "", chart: .rows(RowChart(series: series, rows: [row]))
    ).svg
    let letters = try Element.all(in: svg)
      .filter { $0.attributes["class"]?.hasPrefix("letter") == true && $0.title != nil }
      .map(\.text)
    #expect(letters.count > 52)
    #expect(Set(letters).count == letters.count)
    #expect(Set(letters).isSuperset(of: ["A", "Z", "AA", "AZ", "BA"]))
  }
}

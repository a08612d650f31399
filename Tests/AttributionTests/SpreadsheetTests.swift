import Foundation
import Testing

/// The forms for spreadsheets hold what the plain form holds. That spreadsheets take it for numbers
/// and dates is shown by `scripts/test-spreadsheets`.
struct `Result files for spreadsheets` {
  /// How cells are written, told apart from the program.
  struct Form: CustomTestStringConvertible, Sendable {
    let name: String
    let separator: Unicode.Scalar
    let decimalMark: String

    var testDescription: String { name }
  }

  private static let forms = [
    Form(name: "excel", separator: ",", decimalMark: "."),
    Form(name: "excel-eu", separator: ";", decimalMark: ","),
  ]

  @Test(arguments: forms, Fixture.all(in: "reports"))
  func `hold the same cells as plain ones`(_ form: Form, _ fixture: Fixture) throws {
    let workspace = try Workspace()
    let arguments = try words(fixture.text("arguments")) + ["--quiet"]
    for name in ["plain", form.name] {
      let outcome = try Program.run(
        arguments + ["--csv", name, "--output", workspace.path(name)], in: fixture.folder)
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    #expect(try workspace.names(in: form.name) == workspace.names(in: "plain"))
    let run = try workspace.text("\(form.name)/run.json")
    let zone = try #require(run.firstMatch(of: /"timeZone" : "([^"]+)",?\n    "touchpoints"/)).1
    #expect(run.contains(#""csv" : "\#(form.name)""#))

    var count = 0
    for file in try workspace.names(in: "plain") where file.hasSuffix(".csv") {
      let plain = cells(of: try workspace.text("plain/\(file)"), separator: ",")
      let text = try String(
        decoding: Data(contentsOf: workspace.folder.appending(path: "\(form.name)/\(file)")),
        as: UTF8.self)
      #expect(text.utf8.starts(with: [0xEF, 0xBB, 0xBF]))
      #expect(text.utf8.suffix(2).elementsEqual([13, 10]))
      let other = cells(
        of: String(text.unicodeScalars.dropFirst()), separator: form.separator)
      let expected = plain.enumerated().map { number, row in
        number == 0
          ? row
          : zip(plain[0], row).map { column, cell in
            written(cell, of: column, of: file, in: form, zone: String(zone))
          }
      }
      #expect(other == expected, "\(file)")
      count += expected.joined().count
    }
    #expect(count > 0)
  }

  /// What a plain cell becomes.
  private func written(
    _ cell: String, of column: String, of file: String, in form: Form, zone: String
  ) -> String {
    let texts: Set = [
      "period", "currency", "model", "team", "channel", "deal_id", "deal_name", "account_id",
      "account_name", "deal_type", "source", "owner", "owner_team", "adjusts", "status", "reason",
      "touchpoint_id", "contact_id", "campaign", "line", "file", "kind", "outcome", "column",
      "closed", "cause", "detail", "setting", "in_force",
    ]
    if column.hasSuffix("_at"), let date = try? Date(cell, strategy: .iso8601) {
      let reader = DateFormatter()
      reader.locale = Locale(identifier: "en_US_POSIX")
      reader.timeZone = TimeZone(identifier: zone)
      reader.dateFormat = "yyyy-MM-dd'T'HH:mm:ss"
      return reader.string(from: date)
    }
    return texts.contains(column) || column == "value" && file == "rejects.csv"
      ? cell : cell.replacing(".", with: form.decimalMark)
  }

  @Test func `leave what has the other form's separator without quotes`() throws {
    let workspace = try Workspace()
    try workspace.write(
      "account_id,occurred_at,channel\nA,2026-01-01,\"mail, post\"\nA,2026-01-02,\"call;visit\"\n",
      to: "t.csv")
    try workspace.write(
      "deal_id,account_id,amount,closed_at\nD-1,A,-10.50,2026-01-03\n", to: "d.csv")
    let run = ["run", "--touchpoints", "t.csv", "--deals", "d.csv", "--quiet", "--output"]
    for form in ["plain", "excel", "excel-eu"] {
      #expect(
        try Program.run(run + [form, "--csv", form], in: workspace.folder).code == 0)
    }
    func rows(_ form: String) throws -> [String] {
      try workspace.text("\(form)/channel_comparison.csv").components(separatedBy: .newlines)
        .filter { !$0.isEmpty }.map { String($0.prefix(40)) }
    }
    #expect(
      try rows("plain").dropFirst() == [
        "2026-01,USD,call;visit,0.00,-10.50,-5.25", "2026-01,USD,\"mail, post\",-10.50,0.00,-5.",
      ])
    #expect(
      try rows("excel").dropFirst() == [
        "2026-01,USD,call;visit,0.00,-10.50,-5.25", "2026-01,USD,\"mail, post\",-10.50,0.00,-5.",
      ])
    #expect(
      try rows("excel-eu").dropFirst() == [
        "2026-01;USD;\"call;visit\";0,00;-10,50;-5,", "2026-01;USD;mail, post;-10,50;0,00;-5,25",
      ])
  }

  @Test func `list rejected rows in the same form, also beside the results`() throws {
    let workspace = try Workspace()
    try workspace.write("account_id,occurred_at\nA,2026-13-01\nA,2026-01-01\n", to: "t.csv")
    try workspace.write(
      "deal_id,account_id,amount,closed_at\nD-1,A,10.50,2026-01-03\n", to: "d.csv")
    try workspace.write(#"{"rejects": {"touchpoints": 1}}"#, to: "x.json")
    let run = [
      "run", "--touchpoints", "t.csv", "--deals", "d.csv", "--definitions", "x.json", "--quiet",
      "--output", "out", "--rejects", "list.csv",
    ]
    // The list of a run in another form is replaced like any.
    for form in [["--csv", "excel"], [], ["--csv", "excel-eu"]] {
      let outcome = try Program.run(run + form, in: workspace.folder)
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    let files = try workspace.contents()
    #expect(files["out/rejects.csv"] == files["list.csv"])
    let list = try String(decoding: #require(files["list.csv"]), as: UTF8.self)
    let start = "\u{FEFF}file;line;column;value;reason\r\nt.csv;2;occurred_at;2026-13-01;"
    #expect(list.utf8.starts(with: start.utf8))
  }
}

/// The cells of a text, row by row, read without regard to what ends a row but in quotes.
func cells(of text: String, separator: Unicode.Scalar) -> [[String]] {
  var rows: [[String]] = [[""]]
  var isQuoted = false
  func add(_ scalar: Unicode.Scalar) {
    rows[rows.count - 1][rows[rows.count - 1].count - 1].unicodeScalars.append(scalar)
  }
  var last: Unicode.Scalar = " "
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"":
      // Two in quotes are one.
      if last == "\"", !isQuoted { add(scalar) }
      isQuoted.toggle()
    case "\r" where !isQuoted: break
    case "\n" where !isQuoted: rows.append([""])
    case separator where !isQuoted: rows[rows.count - 1].append("")
    default: add(scalar)
    }
    last = scalar
  }
  return rows.dropLast()
}

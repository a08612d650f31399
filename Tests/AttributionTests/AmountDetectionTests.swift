import Attribution
import Testing

struct `How amounts are written` {
  /// The amounts of a file, and what is found: a format, or the line with its two readings.
  static let files: [(cells: [String], found: String)] = [
    ([], "1234.50"), (["", ""], "1234.50"), (["5", "-5.25", "+858.0", "12.500"], "1234.50"),
    // Which may be wrong, but is refused row by row where it has too many decimals.
    (["1.234"], "1234.50"), (["1.234", "5", "0.5"], "1234.50"),
    (["n/a", "45k", "", "5"], "1234.50"), (["1,23,456"], "1234.50"),

    (["$5"], "1,234.50"), (["(5)", "5"], "1,234.50"), (["5-"], "1,234.50"),
    (["\u{2212}5"], "1,234.50"), (["$1,234.50"], "1,234.50"), (["1,234,567"], "1,234.50"),
    (["1,234", "1,234.50"], "1,234.50"), (["1,234", "5.25"], "1,234.50"),
    (["45k", "$1,234.50", "n/a", ""], "1,234.50"), (["5", "5.25", "EUR 6"], "1,234.50"),
    (["1.234", "$5.25"], "1,234.50"),

    (["1.234,50"], "1.234,50"), (["1.234.567"], "1.234,50"), (["1.234", "5,25 €"], "1.234,50"),
    (["5,25"], "1.234,50"), (["5,25", "6"], "1.234,50"),
    (["1 234,50"], "1 234,50"), (["1\u{A0}234", "5,25"], "1 234,50"),
    (["1\u{202F}234"], "1 234,50"), (["1 234", "5.25"], "1 234.50"),
    (["1’234"], "1’234.50"), (["1'234", "5.25"], "1’234.50"), (["CHF 1’234.50"], "1’234.50"),

    (["1,234"], "line 2: 1234 or 1.234"), (["$5", "$1.234"], "line 3: 1.234 or 1234"),
    (["5", "", "45k", "-1,234"], "line 5: -1234 or -1.234"),
    (["1,234", "2,345", "$5"], "line 2: 1234 or 1.234"), (["$5.250"], "line 2: 5.25 or 5250"),
    (["$0,000"], "1.234,50"), (["$0,125", "$1,50"], "1.234,50"),

    // No format reads them all.
    (["1,234.50", "1.234,50"], "1234.50"), (["1.5", "1,5"], "1234.50"),
    (["1’234", "1 234"], "1234.50"), (["1234.50", "1.234.567"], "1234.50"),
  ]

  @Test(arguments: files)
  func `is found out from all that can be read`(_ cells: [String], found: String) throws {
    #expect(try find(file(cells)) == found)
  }

  @Test(arguments: AmountFormat.allCases.dropFirst(), 0..<30 as Range<UInt64>)
  func `is asked, or found so that every amount is what it was`(
    _ format: AmountFormat, seed: UInt64
  ) throws {
    var random = Seeded(seed)
    let dollars = Currency.of("USD")
    let amounts = (0..<random.number(1...6)).map { _ in
      Int64(random.magnitude(below: 1 << 40)) * (random.chance(50) ? 1 : 100)
    }
    var cells = amounts.map { written($0, in: dollars, format, &random) }
    // One that is not plain, or the point would be one by rule.
    cells.append("$5")
    let found = try find(file(cells))
    guard let format = AmountFormat(rawValue: found) else {
      #expect(found.hasPrefix("line "))
      return
    }
    for (cell, amount) in zip(cells, amounts) {
      let bytes = Array(cell.utf8)
      #expect(try format.read(bytes.span, in: dollars, isOwn: true).units == amount, "\(cells)")
    }
  }

  @Test func `is looked for in rows that are whole, as far as one mebibyte`() throws {
    let rows = String(repeating: "D,5,\(String(repeating: "x", count: 1_019))\n", count: 1 << 10)
    #expect(try find("deal_id,amount,note\n\(rows)D,$5,x\n") == "1234.50")
    #expect(try find("deal_id,amount,note\n\(rows.dropFirst(12))D,$5,x\n") == "1,234.50")
    #expect(try find("deal_id,amount,note\nD,$5\nD,\"5\"x,\n") == "1234.50")
    #expect(try find("deal_id,amount,note\nD,5,\"x\nD,$5,x\n") == "1234.50")
    #expect(try find("deal_id,amount,note\nD,\"$5\",\"x\"\"y\"\n") == "1,234.50")
    #expect(try find("sep=;\n\ndeal_id;amount;note\n\nD;-1,5 €;x\n") == "1.234,50")
  }

  @Test func `is asked with the place of the cell`() throws {
    let text =
      "# made by hand\ndeal_id,note,amount\nD,\"x\ny\",5\nD,\"x\ny\", \"\"\nD,\"é\n\",\"1,234\"\n"
    let problem = try #require(try problem(text, field: 2))
    #expect(problem.place?.text == "deals.csv:8:3")
    #expect(problem.value == "1,234")
  }

  @Test func `is said aloud, unless it is declared to be plain`() throws {
    let workspace = try Workspace()
    try workspace.write("account_id,occurred_at\nA,2026-10-01\n", to: "touches.csv")
    try workspace.write("deal_id,account_id,amount,closed_at\nD,A,$5,2026-10-05\n", to: "deals.csv")
    let run = words("run --touchpoints touches.csv --deals deals.csv --output out")
    let found = try Program.run(run, in: workspace.folder)
    #expect(found.code == 0)
    #expect(found.errors.hasPrefix("note: deals.csv is read with amounts like 1,234.50\n"))
    #expect(try workspace.text("out/run.json").contains("\"amountFormat\" : \"1,234.50\""))

    try workspace.write(#"{"deals": [{"amountFormat": "1234.50"}]}"#, to: "definitions.json")
    let declared = try Program.run(
      run + ["--definitions", "definitions.json"], in: workspace.folder)
    #expect(declared.code == 65)
    #expect(declared.errors.hasPrefix("deals.csv:2:5: error: amount \"$5\" is not a plain number"))
  }

  @Test(arguments: [
    // What stands in a row that is not won decides nothing, and asks nothing.
    (["Closed Won,100,", "Closed Lost,\"1,234\","], "1234.50"),
    (["Closed Won,\"$1,234.50\",", "Closed Lost,\"1.234,50\","], "1,234.50"),
    (["closed won,\"1.234,50\",", "Open,n/a,"], "1.234,50"),
    // An adjustment is taken whatever its stage.
    (["Closed Won,100,", "Credit,\"-$1,234.50\",D1"], "1,234.50"),
  ])
  func `is found out from rows that are won`(_ rows: [String], format: String) throws {
    let workspace = try Workspace()
    let text = rows.enumerated().map { "D\($0 + 1),A,2026-10-05,\($1)\n" }.joined()
    let request = Request(
      touchpoints: [try workspace.write("account_id,occurred_at\nA,2026-10-01\n", to: "t.csv")],
      deals: [
        try workspace.write(
          "deal_id,account_id,closed_at,stage,amount,adjusts\n\(text)", to: "d.csv")
      ])
    var problems = Problems()
    let attribution = try Attribution(request, problems: &problems)
    #expect(attribution.deals.files[0].input.amountFormat?.rawValue == format)
    #expect(attribution.rejected.counts.isEmpty)
  }

  /// A file with these amounts from line 2 on.
  private func file(_ cells: [String]) -> String {
    "deal_id,amount,note\n" + cells.map { "D,\"\($0)\",x\n" }.joined()
  }

  private func find(_ text: String) throws -> String {
    switch try result(text, field: 1) {
    case .success(let format): return format.rawValue
    case .failure(let problem):
      let readings = problem.message.split(separator: " is ").last!.split(separator: ",")[0]
      return "line \(problem.place?.line ?? 0): \(readings)"
    }
  }

  private func problem(_ text: String, field: Int) throws -> Problem? {
    if case .failure(let problem) = try result(text, field: field) { problem } else { nil }
  }

  private func result(_ text: String, field: Int) throws -> Result<AmountFormat, Problem> {
    let workspace = try Workspace()
    let path = try workspace.write(text, to: "deals.csv")
    let file = try InputFile(path: path, name: "deals.csv", index: 0)
    return try AmountFormat.find(in: file, after: Header.read(file).get(), field: field)
  }
}

import Attribution
import Testing

/// What `explain --from` answers from results is what `explain` answers from the files, without the
/// places of rows and the touches that missed.
struct `An explanation from results` {
  @Test(arguments: 0..<12 as Range<UInt64>, ["plain", "excel-eu"])
  func `is that from the files`(_ seed: UInt64, _ form: String) throws {
    let workspace = try Workspace()
    let company = RandomCompany(seed: seed, [.negatives, .adjustments])
    var request = try company.request(in: workspace)
    request.csv = try #require(CSVForm(name: form, zone: request.definitions.zone))
    let attribution = try Attribution.run(request, to: workspace.path("out"))
    let folder = try ResultFolder(workspace.path("out"))
    for deal in try folder.deals() {
      let full = try attribution.explanation(of: deal.id.text)
      let found = try folder.explanation(of: deal.id.text)
      #expect(Self.comparable(found) == Self.comparable(full))
    }
  }

  /// What both can say: without the lines and columns of places, and with spaces made one.
  private static func comparable(_ explanation: String) -> [String] {
    var lines = explanation.components(separatedBy: "\nNot in the journey")[0]
      .split(separator: "\n").map(String.init)
    lines.removeAll { $0.hasPrefix("  read at") || $0.hasPrefix("  results") }
    for index in lines.indices {
      if lines[index].hasPrefix("Uncredited: ") {
        lines[index] = String(lines[index].prefix { $0 != ";" && $0 != "." })
      }
      let words = lines[index].split(separator: " ")
      let place = words.last.map { $0.contains(".csv:") } ?? false
      let kept = place ? words.dropLast() : words[...]
      lines[index] = kept.joined(separator: " ").replacing(" read at", with: "")
    }
    return lines
  }

  @Test func `without a ledger tells what the teams got`() throws {
    let workspace = try Workspace()
    let company = RandomCompany(seed: 5)
    var options = ResultOptions()
    options.withLedger = false
    _ = try Attribution.run(
      company.request(in: workspace), to: workspace.path("out"), options: options)
    let folder = try ResultFolder(workspace.path("out"))
    let deal = try #require(try folder.deals().first { $0.isCredited })
    let text = try folder.explanation(of: deal.id.text)
    #expect(text.contains("it was written without a ledger"))
    try folder.forEachDealCredit { row in
      guard row.deal == deal.id else { return }
      #expect(text.contains(row.currency.grouped(row.credit)))
    }
  }
}

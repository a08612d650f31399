import Attribution
import Foundation
import Testing

/// What is kept of touches for the ledger alone shows in nothing but the ledger.
struct `Without the ledger` {
  @Test(arguments: 0..<24 as Range<UInt64>)
  func `the other results are the same`(seed: UInt64) throws {
    let company = RandomCompany(seed: seed) { definitions in
      if seed % 3 == 1 {
        definitions.dimensions = [
          Dimension(name: "campaign", column: "campaign", kind: .touch),
          Dimension(name: "contact", column: "contact_id", kind: .touch),
        ]
      }
      if seed % 3 == 2 {
        definitions.collapse = Collapse(same: [.contact, .campaign], within: 86_400)
      }
    }
    let workspace = try Workspace()
    var request = try company.request(in: workspace, jobs: 2)
    // What other lookbacks would make of the credit asks for touches outside of all windows.
    if seed % 2 == 0 { request.certainty = .none }
    var results: [[String: Data]] = []
    for withLedger in [true, false] {
      var options = ResultOptions()
      options.withLedger = withLedger
      let folder = workspace.folder.appending(path: "ledger-\(withLedger)")
      _ = try Attribution.run(request, to: folder.path, options: options)
      // These list what else is there.
      let apart: Set = ["ledger.csv", "run.json", "csv-metadata.json", "charts"]
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      results.append(
        try Dictionary(
          uniqueKeysWithValues: names.filter { !apart.contains($0) }.map {
            ($0, try Data(contentsOf: folder.appending(path: $0)))
          }))
    }
    #expect(results[0].count > 10)
    #expect(results[0].keys == results[1].keys)
    for (name, bytes) in results[0] { #expect(results[1][name] == bytes, "\(name)") }
  }
}

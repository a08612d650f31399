import Attribution
import Foundation
import Testing

/// What is kept in the order of journeys is told in the order of the files.
struct `Order as read` {
  @Test func `touches just as near to a journey are listed as they were read`() throws {
    let workspace = try Workspace()
    // Their ids are in the opposite order.
    let touches = (1...4).map { "T\(9 - $0),A1,2026-01-05,channel \($0)," }
    let bound = ["T0,A2,2026-01-05,bound,D1"]
    let request = Request(
      touchpoints: [
        try workspace.write(
          (["touchpoint_id,account_id,occurred_at,channel,deal_id"] + bound + touches)
            .joined(separator: "\n"), to: "touchpoints.csv")
      ],
      deals: [
        try workspace.write(
          "deal_id,account_id,amount,closed_at\nD1,A1,90.00,2026-01-04", to: "deals.csv")
      ])
    var problems = Problems { (_) throws(Failure) in }
    let text = try Attribution(request, problems: &problems).explanation(of: "D1")
    let places = text.split(separator: "\n").compactMap { line in
      line.split(separator: " ").first { $0.contains("touchpoints.csv:") }
    }
    #expect(places == (2...6).map { "touchpoints.csv:\($0)" })
  }
}

/// Texts of the definitions that look alike and are not.
struct `Spellings of definitions` {
  @Test func `are all in run.json`() throws {
    let (composed, decomposed) = ("\u{E9}", "e\u{301}")
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [
        try workspace.write(
          "account_id,occurred_at,channel\nA1,2026-01-05,email", to: "touchpoints.csv")
      ],
      deals: [
        try workspace.write(
          "deal_id,account_id,amount,closed_at\nD1,A1,90.00,2026-02-01", to: "deals.csv")
      ])
    request.definitions.teamOfChannel = [Label("x1"): composed, Label("x2"): decomposed]
    let folder = workspace.folder.appending(path: "results")
    _ = try Attribution.run(request, to: folder.path)
    let record = try String(
      decoding: Data(contentsOf: folder.appending(path: "run.json")), as: UTF8.self)
    for team in [composed, decomposed] {
      #expect(record.utf8.count(of: "\"\(team)\"") == 1, "\(Array(team.utf8))")
    }
  }
}

extension String.UTF8View {
  /// How often the bytes of a text occur.
  fileprivate func count(of text: String) -> Int {
    let (bytes, wanted) = (Array(self), Array(text.utf8))
    return bytes.indices.dropLast(wanted.count - 1).count { start in
      bytes[start..<start + wanted.count].elementsEqual(wanted)
    }
  }
}

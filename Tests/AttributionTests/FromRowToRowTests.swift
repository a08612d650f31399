import Attribution
import Testing

/// What is kept from one row to the next, so that it need not be found again, is right for each.
struct `From row to row` {
  /// In Beirut the clocks went from midnight back to 23:00 that night.
  @Test func `an hour that comes twice at the end of a day is counted`() throws {
    let times = ["2025-10-25 22:30:00", "2025-10-25 23:30:00", "2025-10-24 23:30:00"]
    let attribution = try attribution(times.map { "A1,\($0),email" }) { definitions in
      definitions.zone = Zone(name: "Asia/Beirut")!
    }
    #expect(attribution.touches.files[0].unclearTimes.doubled == 1)
  }

  @Test(arguments: [17, 24, 33, 200])
  func `names that begin and end alike are told apart`(length: Int) throws {
    let ends = (first: "the same", last: "same end")
    let names = ["1", "2"].map { middle in
      ends.first + String(repeating: middle, count: length - 16) + ends.last
    }
    let rows = (0..<6).map { "A1,2025-10-0\($0 + 1),\(names[$0 % 2])" }
    let attribution = try attribution(rows) { _ in }
    var bytes: [UInt8] = []
    try attribution.writeChannelCredit { bytes += $0 }
    let credited = CSVTwin.records(String(decoding: bytes, as: UTF8.self))
    #expect(Set(credited.map { $0["channel"]! }) == Set(names))
  }

  private func attribution(
    _ rows: [String], _ change: (inout Definitions) -> Void
  ) throws -> Attribution {
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [
        try workspace.write(
          (["account_id,occurred_at,channel"] + rows).joined(separator: "\n"),
          to: "touchpoints.csv")
      ],
      deals: [
        try workspace.write(
          "deal_id,account_id,amount,closed_at\nD1,A1,90.00,2025-11-01", to: "deals.csv")
      ])
    change(&request.definitions)
    var problems = Problems { (_) throws(Failure) in }
    return try Attribution(request, problems: &problems)
  }
}

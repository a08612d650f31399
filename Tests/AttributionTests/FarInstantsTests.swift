import Attribution
import Testing

/// Touches of long ago and of times to come, which do not fit into the four bytes that most do.
struct `Far instants` {
  @Test(arguments: [90 * 86_400, nil] as [Int64?])
  func `are credited as all others, with and without what the ledger keeps`(
    lookback: Int64?
  ) throws {
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [
        try workspace.write(
          """
          touchpoint_id,account_id,occurred_at,channel
          T1,A1,1930-05-01,email
          T2,A1,1930-05-02,webinar
          T3,A2,2120-01-01,email
          T4,A1,1800-01-01,email
          T5,A3,2026-01-01,webinar
          T6,A2,2119-01-01,webinar
          """, to: "touchpoints.csv")
      ],
      deals: [
        try workspace.write(
          """
          deal_id,account_id,amount,closed_at
          D1,A1,90.00,1930-06-01
          D2,A2,60.00,2120-02-01
          D3,A3,30.00,2026-02-01
          """, to: "deals.csv")
      ])
    request.definitions.lookback = lookback
    request.certainty = .none
    let kept = try tables(of: request)
    request.kept = []
    let others = try tables(of: request)
    // The touch of 1800 shares in the deal of 1930 only where the window has no limit.
    #expect(
      try CSVTwin.records(#require(kept["deals.csv"])).map { $0["touches"] }
        == (lookback == nil ? ["3", "1", "2"] : ["2", "1", "1"]))
    for (name, text) in kept { #expect(others[name] == text, "\(name)") }
  }

  /// All tables but the ledger.
  private func tables(of request: Request) throws -> [String: String] {
    var problems = Problems { (_) throws(Failure) in }
    let attribution = try Attribution(request, problems: &problems)
    var tables: [String: String] = [:]
    for report in reports where report.name != "ledger.csv" {
      var bytes: [UInt8] = []
      try report.write(attribution) { bytes += $0 }
      tables[report.name] = String(decoding: bytes, as: UTF8.self)
    }
    return tables
  }
}

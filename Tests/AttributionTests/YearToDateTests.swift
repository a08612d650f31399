import Attribution
import Testing

/// What the year to date says of months that it does not have.
struct `The year to date` {
  /// What stands before its table in October, with some months closed.
  private func note(won: [String], closed: [String]) throws -> String {
    let workspace = try Workspace()
    let deals = won.enumerated().map { "D\($0),A,10.00,\($1)-15T12:00:00Z\n" }.joined()
    var request = Request(
      touchpoints: [
        try workspace.write("account_id,occurred_at,channel\nA,2026-01-01,demo\n", to: "t.csv")
      ],
      deals: [
        try workspace.write("deal_id,account_id,amount,closed_at\n" + deals, to: "d.csv")
      ])
    for month in closed {
      request.period = try #require(Period(month))
      _ = try Attribution.run(request, to: workspace.path("reports/\(month)"))
      #expect(try ResultFolder.close(workspace.path("reports/\(month)")))
    }
    request.closed = workspace.path("reports")
    request.period = try #require(Period("2026-10"))
    let review = try #require(Results(of: request).files["review.md"])
    return String(
      try #require(review.split(separator: "\n").first { $0.hasPrefix("Year to date") }))
  }

  @Test(arguments: [
    (
      ["2025-12", "2026-03", "2026-05", "2026-08", "2026-09", "2026-10", "2026-11"],
      ["2026-08", "2026-09"],
      """
       Not closed, and so not in it: 2026-03, 2026-05. Neither the files nor the closed folders have \
      a deal won in 2026 before 2026-03.
      """
    ),
    (
      ["2026-09", "2026-10"], ["2026-09"],
      " Neither the files nor the closed folders have a deal won in 2026 before 2026-09."
    ),
    (["2026-01", "2026-02", "2026-10"], ["2026-01"], " Not closed, and so not in it: 2026-02."),
    (["2026-01", "2026-09", "2026-10"], ["2026-Q1", "2026-09"], ""),
    (["2026-09", "2026-10"], ["2026-Q1", "2026-Q3"], ""),
  ])
  func `names the months that it lacks`(_ won: [String], _ closed: [String], _ said: String) throws
  {
    #expect(
      try note(won: won, closed: closed)
        == "Year to date by `first_touch`: what was closed, what changed since, and 2026-10."
        + said)
  }
}

import Attribution
import Testing

/// The rules of the review that are there only where they are in use.
struct `Ground rules` {
  private func rules(_ change: (inout Request, Workspace) throws -> Void) throws -> [String] {
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [
        try workspace.write(
          "account_id,occurred_at,channel,Campaign ID,campaign\nA,2026-09-01,demo,7,Spring\n",
          to: "t.csv")
      ],
      deals: [
        try workspace.write("deal_id,account_id,amount,closed_at\nD,A,9,2026-09-02\n", to: "d.csv")
      ])
    try change(&request, workspace)
    return try Reviewed(request).sentences("Ground rules")
  }

  private func isOfDimensions(_ rule: String) -> Bool { rule.hasPrefix("Beside team and channel") }
  private func isOfCosts(_ rule: String) -> Bool { rule.hasPrefix("Costs are") }

  @Test func `say nothing of dimensions and costs that nobody uses`() throws {
    let rules = try rules { _, _ in }
    #expect(!rules.isEmpty)
    #expect(!rules.contains { isOfDimensions($0) || isOfCosts($0) })
  }

  @Test func `name the dimensions`() throws {
    let one = try rules { request, _ in
      request.definitions.dimensions = [
        Dimension(name: "campaign", column: "campaign", kind: .touch)
      ]
    }
    #expect(
      one.filter(isOfDimensions) == [
        "Beside team and channel, credit is told by campaign (of touches)."
      ])
    let three = try rules { request, workspace in
      request.definitions.dimensions = [
        Dimension(name: "campaign", column: "campaign", kind: .touch),
        Dimension(name: "number", column: "Campaign ID", kind: .touch),
      ]
      request.deals = [
        try workspace.write(
          "deal_id,account_id,amount,closed_at,deal_type\nD,A,9,2026-09-02,New\n", to: "d.csv")
      ]
    }
    #expect(
      three.filter(isOfDimensions) == [
        """
        Beside team and channel, credit is told by campaign (of touches), number (of touches, their \
        column Campaign ID) and deal_type (of deals).
        """
      ])
  }

  @Test func `tell what counts as a cost`() throws {
    let spend = try rules { request, workspace in
      request.costs = [
        try workspace.write("month,channel,amount\n2026-09,demo,3.00\n", to: "s.csv")
      ]
    }
    let ending = """
      ; return is the credit of deals won in that period ÷ cost. A channel without a cost has no \
      return.
      """
    #expect(
      spend.filter(isOfCosts) == [
        "Costs are what the spend files say, in the period in which the money was spent" + ending
      ])
    let touches = try rules { request, workspace in
      request.touchpoints = [
        try workspace.write(
          "account_id,occurred_at,channel,cost\nA,2026-09-01,demo,3.00\n", to: "t.csv")
      ]
    }
    #expect(
      touches.filter(isOfCosts) == [
        "Costs are the cost of touches, in the period of the touch" + ending
      ])
  }
}

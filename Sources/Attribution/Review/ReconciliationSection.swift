extension Attribution {
  /// How won revenue comes about and where it went; `reconciliation.csv` has the periods apart.
  var reconciliationSection: [Document.Block] {
    var table = Table([
      ("currency", .left), ("line", .left), ("deals", .right), ("amount", .right),
    ])
    var order: [String] = []
    var sums: [String: (currency: Currency?, line: String, deals: Int, amount: Int128)] = [:]
    for reconciliation in reconciliations.sorted(by: {
      ($0.currency?.code ?? "") < ($1.currency?.code ?? "")
    }) {
      for line in reconciliation.lines {
        let key = "\(reconciliation.currency?.code ?? "") \(line.name)"
        if sums[key] == nil { order.append(key) }
        let sum = sums[key] ?? (reconciliation.currency, line.name, 0, 0)
        sums[key] = (sum.currency, sum.line, sum.deals + line.deals, sum.amount + line.amount)
      }
    }
    guard !order.isEmpty else { return [] }
    for key in order {
      let sum = sums[key]!
      table.add([
        "\(sum.currency?.code ?? "")", "\(sum.line)", "\(sum.deals)",
        "\(sum.currency?.grouped(sum.amount, withCode: false) ?? "")",
      ])
    }
    return [
      .heading(2, "Reconciliation"),
      .paragraph(
        """
        Won revenue is what finance can hold against the books, deal by deal in \
        \(code: "deals.csv"). In every model, by team and by channel, what is credited and what is \
        not add up to it. Adjustments and negative amounts have money, but count as no deals.
        """),
      .table(table),
    ]
  }
}

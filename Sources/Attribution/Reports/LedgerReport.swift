extension Attribution {
  /// `ledger.csv`: every touch of every journey with its credit in each model.
  ///
  /// The credit is computed again, deal by deal, rather than kept in memory; what is written is held
  /// against the tallies afterwards.
  package func writeLedger(to sink: Sink) throws(Failure) {
    let models = definitions.models
    try sink(
      table(
        [
          "period", "deal_id", "deal_name", "account_id", "closed_at", "currency", "deal_amount",
          "touch_number", "touches_in_journey", "touchpoint_id", "contact_id", "occurred_at",
          "channel", "team", "campaign",
        ] + models.map(\.name)
      ).bytes)

    // Of each party, the cells that its touches have.
    let parties = touches.partyNames.map { party in
      var cells = table()
      cells.text(party.channel)
      cells.text(party.team)
      return cells
    }
    var sums: [String: [Currency: [Int64]]] = [:]
    try inStretches(
      weighing: journeys.count,
      scratch: {
        Crediting(deals: deals, journeys: journeys, touches: touches, definitions: definitions)
      },
      rows: { crediting, period, indices in
        var stretch = LedgerStretch(table: table(), head: table())
        for index in indices {
          stretch.add(index, period: period, of: self, parties, &crediting)
        }
        return stretch
      },
      consume: { (period, stretch) throws(Failure) in
        try sink(stretch.table.bytes)
        for (currency, credits) in stretch.sums {
          var sum = sums[period]?[currency] ?? Array(repeating: 0, count: models.count)
          for model in models.indices { sum[model] += credits[model] }
          sums[period, default: [:]][currency] = sum
        }
      })
    for group in credit.groups {
      let none = Array(repeating: Int64(0), count: models.count)
      try proveLedger(sums[group.period]?[group.currency] ?? none, of: group, models: models)
    }
  }
}

/// The rows of some deals that follow each other in the ledger.
private struct LedgerStretch: Sendable {
  var table: CSVTable
  /// What all rows of a deal begin with: written once and copied.
  var head: CSVTable
  /// What the rows add up to, for each model.
  var sums: [Currency: [Int64]] = [:]
  /// What the deal at hand gives, model by model, to each touch.
  private var credits: [Int64] = []

  init(table: CSVTable, head: CSVTable) { (self.table, self.head) = (table, head) }

  /// - Parameter parties: The cells of each party.
  mutating func add(
    _ index: Int, period: String, of attribution: Attribution, _ parties: [CSVTable],
    _ crediting: inout Crediting
  ) {
    let (deals, touches) = (attribution.deals, attribution.touches)
    let list = attribution.journeys.touches(of: index)
    guard !list.isEmpty else { return }
    let deal = deals.won[index]
    let models = attribution.definitions.models
    credits.removeAll(keepingCapacity: true)
    var sum = sums[deal.currency] ?? Array(repeating: 0, count: models.count)
    for (number, model) in models.enumerated() {
      crediting.creditMoney(of: index, by: model)
      credits += crediting.money
      sum[number] += crediting.money.reduce(0, +)
    }
    sums[deal.currency] = sum

    head.clear()
    head.name(period)
    head.text(deals.ids.texts, deal.id)
    head.text(deals.label(.name, of: index))
    head.text(deals.account(deal.account))
    head.instant(deal.closedAt)
    head.name(deal.currency.code)
    head.number(deal.amount, decimals: deal.currency.decimals)
    for (position, touch) in list.enumerated() {
      let touch = Int(touch)
      table.cells(head)
      table.number(position + 1)
      table.number(list.count)
      table.text(touches.ids, touch)
      table.text(touches.contacts, touch)
      table.instant(touches.instants[touch])
      table.cells(parties[Int(touches.parties[touch])])
      table.text(touches.campaignNames.texts, Int(touches.campaigns[touch]))
      for model in models.indices {
        table.number(
          credits[model * list.count + position], decimals: deal.currency.decimals)
      }
      table.endRow()
    }
  }
}

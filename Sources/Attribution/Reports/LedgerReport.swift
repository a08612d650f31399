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

    var sums: [String: [Currency: [Int64]]] = [:]
    for (period, indices) in dealsByPeriod {
      let runs = cuts(
        of: indices.count, weighing: { journeys.touches(of: indices[$0]).count }, target: 1 << 12)
      try inOrder(
        runs.count, jobs: jobs,
        scratch: {
          Crediting(deals: deals, journeys: journeys, touches: touches, definitions: definitions)
        },
        produce: { crediting, number in
          var stretch = LedgerStretch(table: table())
          for index in indices[runs[number]] {
            stretch.add(index, period: period, of: self, &crediting)
          }
          return stretch
        },
        consume: { (_, stretch) throws(Failure) in
          try sink(stretch.table.bytes)
          for (currency, credits) in stretch.sums {
            var sum = sums[period]?[currency] ?? Array(repeating: 0, count: models.count)
            for model in models.indices { sum[model] += credits[model] }
            sums[period, default: [:]][currency] = sum
          }
        })
    }
    for group in credit.groups {
      let none = Array(repeating: Int64(0), count: models.count)
      try proveLedger(sums[group.period]?[group.currency] ?? none, of: group, models: models)
    }
  }
}

/// The rows of some deals that follow each other in the ledger.
private struct LedgerStretch: Sendable {
  var table: CSVTable
  /// What the rows add up to, for each model.
  var sums: [Currency: [Int64]] = [:]

  mutating func add(
    _ index: Int, period: String, of attribution: Attribution, _ crediting: inout Crediting
  ) {
    let (deals, touches) = (attribution.deals, attribution.touches)
    let list = attribution.journeys.touches(of: index)
    guard !list.isEmpty else { return }
    let deal = deals.won[index]
    let models = attribution.definitions.models
    var credits: [[Int64]] = []
    var sum = sums[deal.currency] ?? Array(repeating: 0, count: models.count)
    for (number, model) in models.enumerated() {
      crediting.creditMoney(of: index, by: model)
      credits.append(crediting.money)
      sum[number] += crediting.money.reduce(0, +)
    }
    sums[deal.currency] = sum

    // What all rows of a deal begin with is written once and copied.
    var head = attribution.table()
    head.name(period)
    head.text(deals.name(deal))
    head.text(deals.label(.name, of: index))
    head.text(deals.account(deal.account))
    head.instant(deal.closedAt)
    head.name(deal.currency.code)
    head.number(deal.amount, decimals: deal.currency.decimals)
    for (position, touch) in list.enumerated() {
      let touch = Int(touch)
      let party = touches.partyNames[Int(touches.parties[touch])]
      table.row(beginningWith: head)
      table.number(position + 1)
      table.number(list.count)
      table.text(touches.ids.bytes.span.extracting(touches.ids.range(touch)))
      table.text(touches.contacts.bytes.span.extracting(touches.contacts.range(touch)))
      table.instant(touches.instants[touch])
      table.text(party.channel)
      table.text(party.team)
      table.text(touches.campaignNames[Int(touches.campaigns[touch])])
      for credit in credits { table.number(credit[position], decimals: deal.currency.decimals) }
      table.endRow()
    }
  }
}

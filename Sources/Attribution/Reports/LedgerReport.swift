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
      return cells.bytes
    }
    var sums: [String: [Currency: [Int64]]] = [:]
    try inStretches(
      weighing: journeys.count,
      scratch: {
        Crediting(deals: deals, journeys: journeys, touches: touches, definitions: definitions)
      },
      rows: { crediting, period, indices in
        var stretch = LedgerStretch(of: self, parties)
        for index in indices { stretch.add(index, period: period, &crediting) }
        return stretch.rows
      },
      consume: { (period, rows) throws(Failure) in
        try sink(rows.bytes)
        for (currency, credits) in rows.sums {
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
private struct LedgerStretch {
  private var table: CSVTable
  /// What the rows add up to, for each model.
  private var sums: [Currency: [Int64]] = [:]
  private let attribution: Attribution
  private let weighings: [Model.Weighing]
  /// The cells of each party.
  private let parties: [[UInt8]]
  /// What all rows of a deal begin with: written once and copied.
  private var head: CSVTable
  /// What the deal at hand gives, model by model, to each touch.
  private var credits: [Int64] = []

  init(of attribution: Attribution, _ parties: [[UInt8]]) {
    self.attribution = attribution
    self.parties = parties
    weighings = attribution.definitions.models.map(\.weigh)
    (table, head) = (attribution.table(), attribution.table())
  }

  var rows: (bytes: [UInt8], sums: [Currency: [Int64]]) { (table.bytes, sums) }

  mutating func add(_ index: Int, period: String, _ crediting: inout Crediting) {
    let list = attribution.journeys.touches(of: index)
    guard !list.isEmpty else { return }
    let deal = attribution.deals.won[index]
    let decimals = deal.currency.decimals
    credits.removeAll(keepingCapacity: true)
    var sum = sums[deal.currency] ?? Array(repeating: 0, count: weighings.count)
    for model in weighings.indices {
      crediting.creditMoney(of: index, by: weighings[model])
      crediting.money.append(to: &credits)
      sum[model] += credits[(model * list.count)...].reduce(0, +)
    }
    sums[deal.currency] = sum

    head.clear()
    head.name(period)
    head.text(attribution.deals.ids.texts, deal.id)
    head.text(attribution.deals.label(.name, of: index))
    head.text(attribution.deals.account(deal.account))
    head.instant(deal.closedAt)
    head.name(deal.currency.code)
    head.number(deal.amount, decimals: decimals)
    for (position, touch) in list.enumerated() {
      let touch = Int(touch)
      table.cells(head.bytes)
      table.number(position + 1)
      table.number(list.count)
      table.text(attribution.touches.ids, touch)
      table.text(attribution.touches.contacts, touch)
      table.instant(attribution.touches.instants[touch])
      table.cells(parties[Int(attribution.touches.parties[touch])])
      table.text(
        attribution.touches.campaignNames.texts, Int(attribution.touches.campaigns[touch]))
      for model in weighings.indices {
        table.number(credits[model * list.count + position], decimals: decimals)
      }
      table.endRow()
    }
  }
}

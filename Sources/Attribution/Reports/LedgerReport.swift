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
    var parties = TextColumn()
    for party in touches.partyNames {
      var cells = table()
      cells.text(party.channel)
      cells.text(party.team)
      parties.append(cells.bytes.span)
    }
    let campaigns = CellColumn(
      of: NamedColumn(names: touches.campaignNames, numbers: touches.campaigns), in: csv)
    var sums: [String: [Currency: [Int64]]] = [:]
    try inStretches(
      to: sink, weighing: journeys.count, scratch: { LedgerDeal(of: self) },
      rows: { [parties] deal, period, indices, table in
        let (ids, contacts) = (touches.ids.bytes.span, touches.contacts.bytes.span)
        let (ofParties, ofCampaigns) = (parties.bytes.span, campaigns.cells.bytes.span)
        var sums: [Currency: [Int64]] = [:]
        for index in indices where journeys.count(of: index) > 0 {
          deal.find(index, of: self, period: period)
          let (currency, journey) = (deals.won[index].currency, journeys.touches(of: index))
          let count = journey.count
          for position in 0..<count {
            let touch = Int(journey[position])
            table.cells(deal.head.bytes.span)
            table.number(position + 1)
            table.number(count)
            table.text(touches.ids.found(touch), of: ids)
            table.text(touches.contacts.found(touch), of: contacts)
            table.instant(touches.instants[touch])
            table.cells(parties.range(Int(touches.parties[touch])), of: ofParties)
            table.cells(campaigns.found(touch), of: ofCampaigns)
            for model in models.indices {
              table.number(
                deal.credits[model * count + position], decimals: currency.decimals)
            }
            table.endRow()
          }
          sums[currency] = deal.sums(adding: sums[currency])
        }
        return sums
      },
      consume: { period, found in
        for (currency, credits) in found {
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

/// What the rows of one deal after the other have.
private struct LedgerDeal {
  private var crediting: Crediting
  private let weighings: [Model.Weighing]
  /// What all rows begin with: written once and copied.
  private(set) var head: CSVTable
  /// What the deal gives, model by model, to each touch.
  private(set) var credits: [Int64] = []

  init(of attribution: Attribution) {
    crediting = Crediting(
      deals: attribution.deals, journeys: attribution.journeys, touches: attribution.touches,
      definitions: attribution.definitions)
    weighings = attribution.definitions.models.map(\.weigh)
    head = attribution.table()
  }

  /// Goes on to a deal, which has a journey.
  mutating func find(_ index: Int, of attribution: Attribution, period: String) {
    credits.removeAll(keepingCapacity: true)
    for weighing in weighings {
      crediting.creditMoney(of: index, by: weighing)
      crediting.money.append(to: &credits)
    }
    let deal = attribution.deals.won[index]
    head.clear()
    head.name(period)
    head.text(attribution.deals.ids.texts, deal.id)
    head.text(attribution.deals.texts(of: .name), index)
    if let account = deal.account {
      head.text(attribution.deals.accounts.texts, account)
    } else {
      head.name("")
    }
    head.instant(deal.closedAt)
    head.name(deal.currency.code)
    head.number(deal.amount, decimals: deal.currency.decimals)
  }

  /// What the rows of the deal add up to, for each model, and others before.
  func sums(adding others: [Int64]?) -> [Int64] {
    let count = credits.count / weighings.count
    return weighings.indices.map { model in
      (others?[model] ?? 0) + credits[(model * count)..<(model + 1) * count].reduce(0, +)
    }
  }
}

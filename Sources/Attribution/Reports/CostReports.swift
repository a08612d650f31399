// `channel_costs.csv`, `campaign_costs.csv`: what was spent, and what came of it.

extension Attribution {
  package func writeChannelCosts(to sink: Sink) throws(Failure) {
    var table = table([
      "period", "currency", "model", "channel", "cost", "credit", "return", "deal_credit",
      "cost_per_deal",
    ])
    for group in costGroups {
      let decimals = group.currency.decimals
      for (number, model) in definitions.models.enumerated() {
        for channel in group.channels
        where channel.cost != 0 || !channel.tallies[number].isZero {
          table.name(group.period)
          table.name(group.currency.code)
          table.name(model.name)
          table.text(channel.channel)
          table.number(channel.cost, decimals: decimals)
          table.number(channel.tallies[number].credit, decimals: decimals)
          table.quotient(channel.returnOnCost(number), decimals: 4)
          table.number(channel.tallies[number].dealUnits, decimals: 6)
          table.quotient(channel.costPerDeal(number), decimals: decimals)
          table.endRow()
          try table.flush(to: sink)
        }
      }
    }
    try table.flush(to: sink, all: true)
  }

  /// What was spent on each channel and campaign, by period and currency, in the order of their names;
  /// what comes to nothing is left out.
  package func writeCampaignCosts(to sink: Sink) throws(Failure) {
    var table = table(["period", "currency", "channel", "campaign", "cost"])
    if let spend = costs.spend {
      let (channels, campaigns) = (Ranking(spend.channels), Ranking(spend.campaigns))
      let (periods, parts) = spentParts(of: spend, channels, campaigns)
      var from = 0
      while from < parts.count {
        let part = parts[from]
        var units: Int128 = 0
        while from < parts.count, parts[from].place == part.place, parts[from].names == part.names {
          units += parts[from].units
          from += 1
        }
        guard units != 0 else { continue }
        let (period, currency) = periods[Int(part.place)]
        table.name(period)
        table.name(currency.code)
        table.text(channels.texts[Int(part.names >> 32)].text)
        table.text(campaigns.texts[Int(part.names & 0xFFFF_FFFF)].text)
        table.number(units, decimals: currency.decimals)
        table.endRow()
        try table.flush(to: sink)
      }
    }
    try table.flush(to: sink, all: true)
  }

  /// A part of what was spent, by where it stands in the report: there may be one for every touch.
  private struct SpentPart {
    /// Its period and currency.
    let place: UInt32
    /// Ranks of its channel, and of its campaign in the lower half.
    let names: UInt64
    let units: Int128
  }

  /// The periods and currencies of a report of what was spent, and the parts in its order.
  private func spentParts(
    of spend: Spend, _ channels: Ranking, _ campaigns: Ranking
  ) -> (periods: [(period: String, currency: Currency)], parts: [SpentPart]) {
    struct MonthKey: Hashable {
      let month: Month
      let currency: Currency
    }
    let months = Set(spend.parts.lazy.map { MonthKey(month: $0.month, currency: $0.currency) })
    let found = months.compactMap { key in
      periodName(of: key.month).map { (key: key, period: $0) }
    }.sorted { ($0.period, $0.key.currency.code) < ($1.period, $1.key.currency.code) }
    // Several months may be one period.
    var periods: [(period: String, currency: Currency)] = []
    var places: [MonthKey: UInt32] = [:]
    for (key, period) in found {
      if periods.last?.period != period || periods.last?.currency != key.currency {
        periods.append((period, key.currency))
      }
      places[key] = UInt32(periods.count - 1)
    }
    let parts = spend.parts.compactMap { part in
      places[MonthKey(month: part.month, currency: part.currency)].map { place in
        SpentPart(
          place: place,
          names: UInt64(channels.ranks[part.channel]) << 32
            | UInt64(campaigns.ranks[part.campaign]), units: part.units)
      }
    }
    return (periods, parts.sorted { ($0.place, $0.names) < ($1.place, $1.names) })
  }
}

extension CSVTable {
  /// A cell with a quotient, empty where there is none.
  fileprivate mutating func quotient(_ units: Int128?, decimals: Int) {
    if let units { number(units, decimals: decimals) } else { name("") }
  }
}

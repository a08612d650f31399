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

  package func writeCampaignCosts(to sink: Sink) throws(Failure) {
    var table = table(["period", "currency", "channel", "campaign", "cost"])
    for row in campaignCosts {
      table.name(row.period)
      table.name(row.currency.code)
      table.text(row.channel)
      table.text(row.campaign)
      table.number(row.units, decimals: row.currency.decimals)
      table.endRow()
      try table.flush(to: sink)
    }
    try table.flush(to: sink, all: true)
  }

  /// What was spent on each channel and campaign, by period and currency, in the order of their names;
  /// what comes to nothing is left out.
  private var campaignCosts:
    [(period: String, currency: Currency, channel: String, campaign: String, units: Int128)]
  {
    guard let spend = costs.spend else { return [] }
    let parts = spend.parts.compactMap { part in
      periodName(of: part.month).map { (period: $0, part: part) }
    }
    // Names are compared once each: there may be a row for every touch.
    let periods = Ranking(parts.map(\.period))
    let currencies = Ranking(parts.map(\.part.currency.code))
    let (channels, campaigns) = (Ranking(spend.channels), Ranking(spend.campaigns))
    let order = parts.indices.map { index in
      let part = parts[index].part
      return (
        key: (
          periods.ranks[index], currencies.ranks[index], channels.ranks[part.channel],
          campaigns.ranks[part.campaign]
        ), index: index
      )
    }.sorted { $0.key < $1.key }
    var rows: [(first: Int, units: Int128)] = []
    for (place, entry) in order.enumerated() {
      if place > 0, order[place - 1].key == entry.key {
        rows[rows.count - 1].units += parts[entry.index].part.units
      } else {
        rows.append((entry.index, parts[entry.index].part.units))
      }
    }
    return rows.filter { $0.units != 0 }.map { row in
      let (period, part) = parts[row.first]
      return (
        period, part.currency, spend.channels[part.channel], spend.campaigns[part.campaign],
        row.units
      )
    }
  }
}

extension CSVTable {
  /// A cell with a quotient, empty where there is none.
  fileprivate mutating func quotient(_ units: Int128?, decimals: Int) {
    if let units { number(units, decimals: decimals) } else { name("") }
  }
}

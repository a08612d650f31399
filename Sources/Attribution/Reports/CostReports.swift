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
    struct Key: Hashable {
      let period: String
      let currency: Currency
      let channel: Label
      let campaign: Label
    }
    var sums: [Key: Int128] = [:]
    if let spend = costs.spend {
      for part in spend.parts {
        guard let period = periodName(of: part.month) else { continue }
        sums[
          Key(
            period: period, currency: part.currency, channel: Label(spend.channels[part.channel]),
            campaign: Label(spend.campaigns[part.campaign])), default: 0] += part.units
      }
    }
    let rows = sums.filter { $0.value != 0 }.sorted {
      let (one, other) = ($0.key, $1.key)
      return (one.period, one.currency.code, one.channel, one.campaign)
        < (other.period, other.currency.code, other.channel, other.campaign)
    }
    for (key, sum) in rows {
      table.name(key.period)
      table.name(key.currency.code)
      table.text(key.channel.text)
      table.text(key.campaign.text)
      table.number(sum, decimals: key.currency.decimals)
      table.endRow()
      try table.flush(to: sink)
    }
    try table.flush(to: sink, all: true)
  }
}

extension CSVTable {
  /// A cell with a quotient, empty where there is none.
  fileprivate mutating func quotient(_ units: Int128?, decimals: Int) {
    if let units { number(units, decimals: decimals) } else { name("") }
  }
}

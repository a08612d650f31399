/// What a channel cost, beside what each model credits it with.
package struct ChannelCost: Sendable {
  package let channel: String
  package let isUncredited: Bool
  /// Minor units; 0 where nobody says that it cost anything.
  package private(set) var cost: Int128
  /// One for each model, in run order.
  package private(set) var tallies: [Tally]

  init(channel: String, isUncredited: Bool = false, cost: Int128 = 0, tallies: [Tally]) {
    self.channel = channel
    self.isUncredited = isUncredited
    self.cost = cost
    self.tallies = tallies
  }

  /// Ten-thousandths of credit for each unit of money that was spent; nil where that is not above
  /// zero. To the nearest, halves to even.
  package func returnOnCost(_ model: Int) -> Int128? {
    quotient(Int128(tallies[model].credit) * 10_000, by: cost)
  }

  /// Minor units that were spent for each deal that is credited; nil where no part of a deal is, and
  /// where there is no cost: what nobody recorded is not free. To the nearest, halves to even.
  package func costPerDeal(_ model: Int) -> Int128? {
    cost > 0 ? quotient(cost * 1_000_000, by: Int128(tallies[model].dealUnits)) : nil
  }

  static func += (left: inout ChannelCost, right: ChannelCost) {
    left.cost += right.cost
    for model in left.tallies.indices { left.tallies[model] += right.tallies[model] }
  }
}

/// The channels of one period and currency that cost anything or are credited with anything.
package struct CostGroup: Sendable {
  package let period: String
  package let currency: Currency
  /// Sorted by the bytes of their names.
  package let channels: [ChannelCost]
}

extension Attribution {
  /// The period in which a month lies; nil if the report is not about it.
  func periodName(of month: Month) -> String? {
    period.name(year: month.year, month: month.month)
  }

  /// Costs beside credit, by period and currency; none where no input says what anything cost.
  ///
  /// Money counts in the period in which it was spent, credit in that in which the deal was won.
  package var costGroups: [CostGroup] {
    guard let spend = costs.spend else { return [] }
    let credits = Dictionary(
      uniqueKeysWithValues: credit.groups.map { (CostKey($0.period, $0.currency), $0) })
    let spent = spentOnChannels(of: spend)
    let order = Ranking(spend.channels)
    let naming = PartyNaming(touches.partyNames) { [$0.channel] }
    return Set(credits.keys).union(spent.keys).sorted {
      ($0.period, $0.currency.code) < ($1.period, $1.currency.code)
    }.map { key in
      let costs = (spent[key] ?? [:]).map { (rank: order.ranks[$0.key], cost: $0.value) }
        .sorted { $0.rank < $1.rank }
        .map { (channel: order.texts[Int($0.rank)], cost: $0.cost) }
      let credited = credits[key].map { Breakdown(of: $0, by: naming).rows } ?? []
      return CostGroup(
        period: key.period, currency: key.currency, channels: merged(costs, credited))
    }
  }

  private struct CostKey: Hashable {
    let period: String
    let currency: Currency

    init(_ period: String, _ currency: Currency) {
      (self.period, self.currency) = (period, currency)
    }
  }

  /// Minor units for each channel, by its number in `Spend.channels`.
  private func spentOnChannels(of spend: Spend) -> [CostKey: [Int: Int128]] {
    struct MonthKey: Hashable {
      let month: Month
      let currency: Currency
    }
    // Periods are named by month: there may be a part for every touch.
    var months: [MonthKey: [Int: Int128]] = [:]
    for part in spend.parts {
      months[MonthKey(month: part.month, currency: part.currency), default: [:]][
        part.channel, default: 0] += part.units
    }
    var periods: [CostKey: [Int: Int128]] = [:]
    for (key, costs) in months {
      guard let period = periodName(of: key.month) else { continue }
      periods[CostKey(period, key.currency), default: [:]].merge(costs, uniquingKeysWith: +)
    }
    return periods
  }

  /// What channels cost and what they are credited with, both sorted by the bytes of their names.
  private func merged(
    _ costs: [(channel: Label, cost: Int128)], _ credited: [Breakdown.Row]
  ) -> [ChannelCost] {
    let none = Array(repeating: Tally(), count: definitions.models.count)
    var channels: [ChannelCost] = []
    var rows = credited[...]
    for (channel, cost) in costs {
      while let row = rows.first, Label(row.names[0]) < channel {
        channels.append(ChannelCost(row, cost: 0))
        rows.removeFirst()
      }
      if let row = rows.first, Label(row.names[0]) == channel {
        channels.append(ChannelCost(row, cost: cost))
        rows.removeFirst()
      } else {
        channels.append(ChannelCost(channel: channel.text, cost: cost, tallies: none))
      }
    }
    return channels + rows.map { ChannelCost($0, cost: 0) }
  }
}

extension ChannelCost {
  fileprivate init(_ row: Breakdown.Row, cost: Int128) {
    self.init(
      channel: row.names[0], isUncredited: row.isUncredited, cost: cost, tallies: row.tallies)
  }
}

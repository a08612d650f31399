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
    struct Key: Hashable {
      let period: String
      let currency: Currency
    }
    let none = Array(repeating: Tally(), count: definitions.models.count)
    var channels: [Key: [Label: ChannelCost]] = [:]
    for part in spend.parts {
      guard let period = periodName(of: part.month) else { continue }
      let channel = spend.channels[part.channel]
      channels[Key(period: period, currency: part.currency), default: [:]][
        Label(channel), default: ChannelCost(channel: channel, tallies: none)] +=
        ChannelCost(channel: channel, cost: part.units, tallies: none)
    }
    for group in credit.groups {
      let breakdown = Breakdown(of: group, parties: touches.partyNames) { [$0.channel] }
      for row in breakdown.rows {
        let credited = ChannelCost(
          channel: row.names[0], isUncredited: row.isUncredited, tallies: row.tallies)
        let key = Key(period: group.period, currency: group.currency)
        if channels[key]?[Label(row.names[0])] == nil {
          channels[key, default: [:]][Label(row.names[0])] = credited
        } else {
          channels[key]![Label(row.names[0])]! += credited
        }
      }
    }
    return channels.sorted {
      ($0.key.period, $0.key.currency.code) < ($1.key.period, $1.key.currency.code)
    }.map { key, channels in
      CostGroup(
        period: key.period, currency: key.currency,
        channels: channels.sorted { $0.key < $1.key }.map(\.value))
    }
  }
}

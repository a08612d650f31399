extension Attribution {
  /// `deals.csv`: every won deal and adjustment; its amounts add up to won revenue.
  package func writeDeals(to sink: Sink) throws(Failure) {
    var table = table([
      "period", "deal_id", "deal_name", "account_id", "account_name", "deal_type", "source",
      "owner", "owner_team", "created_at", "closed_at", "currency", "amount", "adjusts", "status",
      "reason", "touches", "first_touch_at", "last_touch_at",
    ])
    for (period, indices) in dealsByPeriod {
      for index in indices {
        let deal = deals.won[index]
        let list = journeys.touches(of: index)
        table.name(period)
        table.text(deals.name(deal))
        table.text(deals.label(.name, of: index))
        table.text(deals.account(deal.account))
        for label in [DealColumn.accountName, .type, .source, .owner, .ownerTeam] {
          table.text(deals.label(label, of: index))
        }
        table.instant(deal.createdAt)
        table.instant(deal.closedAt)
        table.name(deal.currency.code)
        table.number(deal.amount, decimals: deal.currency.decimals)
        table.text(deals.adjustedName(of: deal))
        table.name(list.isEmpty ? "uncredited" : "credited")
        table.name(journeys.reason(of: index)?.name ?? "")
        table.number(list.count)
        table.instant(list.first.map { touches.instants[Int($0)] })
        table.instant(list.last.map { touches.instants[Int($0)] })
        table.endRow()
        try table.flush(to: sink)
      }
    }
    try table.flush(to: sink, all: true)
  }

  /// The deals of each period, all currencies together, sorted by the bytes of their ids.
  var dealsByPeriod: [(period: String, deals: [Int])] {
    var periods: [(period: String, deals: [Int])] = []
    for group in credit.groups {
      if periods.last?.period == group.period {
        periods[periods.count - 1].deals += group.deals
      } else {
        periods.append((group.period, group.deals))
      }
    }
    return periods.map { period, indices in
      (
        period,
        indices.sorted { deals.ids.texts.precedes(deals.won[$0].id, deals.won[$1].id) }
      )
    }
  }
}

extension Deals {
  /// The id of the deal that a row adjusts; empty for a deal of its own.
  package func adjustedName(of deal: Deal) -> String {
    switch deal.adjusts {
    case nil: ""
    case .deal(let base): name(won[base])
    case .unknown(let name): name
    }
  }
}

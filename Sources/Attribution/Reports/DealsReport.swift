extension Attribution {
  /// `deals.csv`: every won deal and adjustment; its amounts add up to won revenue.
  package func writeDeals(to sink: Sink) throws(Failure) {
    let header = table([
      "period", "deal_id", "deal_name", "account_id", "account_name", "deal_type", "source",
      "owner", "owner_team", "created_at", "closed_at", "currency", "amount", "adjusts", "status",
      "reason", "touches", "first_touch_at", "last_touch_at",
    ])
    try sink(header.bytes)
    let (names, accountNames) = (deals.texts(of: .name), deals.texts(of: .accountName))
    let labels = [DealColumn.type, .source, .owner, .ownerTeam].map(deals.labels(of:))
    try inStretches(
      // A row is as long as some of other files.
      weighing: { _ in 8 }, scratch: {},
      rows: { _, period, indices in
        var table = self.table()
        let won = indices.map { deals.won[$0] }
        let ids = deals.ids.texts.gathered(won.lazy.map { Optional($0.id) })
        let accounts = deals.accounts.texts.gathered(won.lazy.map(\.account))
        let (names, accountNames) = (names.gathered(indices), accountNames.gathered(indices))
        let ends = indices.map { index in
          let journey = journeys.touches(of: index)
          return (
            count: journey.count, first: journey.first.map { touches.instants[Int($0)] },
            last: journey.last.map { touches.instants[Int($0)] }
          )
        }
        for (place, index) in indices.enumerated() {
          let (deal, journey) = (won[place], ends[place])
          table.name(period)
          table.text(ids, place)
          table.text(names, place)
          table.text(accounts, place)
          table.text(accountNames, place)
          for label in labels.indices { table.text(labels[label], index) }
          table.instant(deal.createdAt)
          table.instant(deal.closedAt)
          table.name(deal.currency.code)
          table.number(deal.amount, decimals: deal.currency.decimals)
          table.text(deals.adjustedName(of: deal))
          table.name(journey.count == 0 ? "uncredited" : "credited")
          table.name(journeys.reason(of: index)?.name ?? "")
          table.number(journey.count)
          table.instant(journey.first)
          table.instant(journey.last)
          table.endRow()
        }
        return table.bytes
      },
      consume: { (_, bytes) throws(Failure) in try sink(bytes) })
  }
}

extension Deals {
  /// One of the columns of `DealRows.texts`, by the index of the deal in `won`.
  func texts(of column: DealColumn) -> TextColumn {
    texts[DealRows.texts.firstIndex(of: column)!]
  }

  /// One of the columns of `DealRows.labels`, by the index of the deal in `won`.
  func labels(of column: DealColumn) -> NamedColumn {
    labels[DealRows.labels.firstIndex(of: column)!]
  }

  /// The id of the deal that a row adjusts; empty for a deal of its own.
  package func adjustedName(of deal: Deal) -> String {
    switch deal.adjusts {
    case nil: ""
    case .deal(let base): name(won[base])
    case .unknown(let number): adjustedIDs[number]
    }
  }
}

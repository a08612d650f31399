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
    func cells(of column: DealColumn) -> CellColumn {
      CellColumn(of: deals.labels(of: column), in: csv)
    }
    let (types, sources) = (cells(of: .type), cells(of: .source))
    let (owners, ownerTeams) = (cells(of: .owner), cells(of: .ownerTeam))
    // For each reason, and last for none, the cells of what became of a deal.
    let reasons = UncreditedReason.allCases
    var outcomes = TextColumn()
    for (status, reason) in reasons.map({ ("uncredited", $0.name) }) + [("credited", "")] {
      var cells = table()
      cells.name(status)
      cells.name(reason)
      outcomes.append(cells.bytes.span)
    }
    try inStretches(
      // A row is as long as some of other files.
      to: sink, weighing: { _ in 8 }, scratch: {},
      rows: { [outcomes] _, period, indices, table in
        let won = indices.map { deals.won[$0] }
        let foundIDs = deals.ids.texts.found(won.lazy.map { Optional($0.id) })
        let foundNames = names.found(indices)
        let foundAccounts = deals.accounts.texts.found(won.lazy.map(\.account))
        let foundAccountNames = accountNames.found(indices)
        let (foundTypes, foundSources) = (types.found(indices), sources.found(indices))
        let (foundOwners, foundOwnerTeams) = (owners.found(indices), ownerTeams.found(indices))
        let found = indices.map { journeys.touches(of: $0) }
        let firsts = found.map { $0.first.map { touches.instants[Int($0)] } }
        let lasts = found.map { $0.last.map { touches.instants[Int($0)] } }
        let (idBytes, nameBytes) = (deals.ids.texts.bytes.span, names.bytes.span)
        let (accountBytes, accountNameBytes) = (
          deals.accounts.texts.bytes.span, accountNames.bytes.span
        )
        let (typeBytes, sourceBytes) = (types.cells.bytes.span, sources.cells.bytes.span)
        let (ownerBytes, ownerTeamBytes) = (owners.cells.bytes.span, ownerTeams.cells.bytes.span)
        let outcomeBytes = outcomes.bytes.span
        for (place, index) in indices.enumerated() {
          let deal = won[place]
          table.name(period)
          table.text(foundIDs[place], of: idBytes)
          table.text(foundNames[place], of: nameBytes)
          table.text(foundAccounts[place], of: accountBytes)
          table.text(foundAccountNames[place], of: accountNameBytes)
          table.cells(foundTypes[place], of: typeBytes)
          table.cells(foundSources[place], of: sourceBytes)
          table.cells(foundOwners[place], of: ownerBytes)
          table.cells(foundOwnerTeams[place], of: ownerTeamBytes)
          table.instant(deal.createdAt)
          table.instant(deal.closedAt)
          table.name(deal.currency.code)
          table.number(deal.amount, decimals: deal.currency.decimals)
          table.text(deals.adjustedName(of: deal))
          let outcome = journeys.reason(of: index)?.rawValue ?? reasons.count
          table.cells(outcomes.range(outcome), of: outcomeBytes)
          table.number(found[place].count)
          table.instant(firsts[place])
          table.instant(lasts[place])
          table.endRow()
        }
      })
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

// `credit.csv`, `channel_credit.csv`, `team_credit.csv`: one number a row, for pivots.

extension Attribution {
  package func writeCredit(to sink: Sink) throws(Failure) {
    var table = table([
      "period", "currency", "model", "team", "channel", "credit", "deal_credit",
    ])
    let naming = PartyNaming(touches.partyNames) { [$0.team, $0.channel] }
    for group in credit.groups {
      let breakdown = Breakdown(of: group, by: naming)
      for (number, model) in definitions.models.enumerated() {
        for row in breakdown.rows(in: number) {
          table.name(group.period)
          table.name(group.currency.code)
          table.name(model.name)
          for name in row.names { table.text(name) }
          table.number(row.tallies[number].credit, decimals: group.currency.decimals)
          table.number(row.tallies[number].dealUnits, decimals: 6)
          table.endRow()
          try table.flush(to: sink)
        }
      }
    }
    try table.flush(to: sink, all: true)
  }

  package func writeChannelCredit(to sink: Sink) throws(Failure) {
    try writeShares(of: "channel", by: { [$0.channel] }, to: sink)
  }

  package func writeTeamCredit(to sink: Sink) throws(Failure) {
    try writeShares(of: "team", by: { [$0.team] }, to: sink)
  }

  private func writeShares(
    of column: String, by names: (Touchpoints.Party) -> [String], to sink: Sink
  ) throws(Failure) {
    var table = table([
      "period", "currency", "model", column, "credit", "share_of_won", "share_of_credited",
      "deal_credit",
    ])
    let naming = PartyNaming(touches.partyNames, by: names)
    for group in credit.groups {
      let breakdown = Breakdown(of: group, by: naming)
      for (number, model) in definitions.models.enumerated() {
        table.addShares(
          breakdown.rows(in: number).map { ([$0.names[0]], $0.isUncredited, $0.tallies[number]) },
          of: group, by: model)
        try table.flush(to: sink)
      }
    }
    try table.flush(to: sink, all: true)
  }
}

extension CSVTable {
  /// The rows of a period, currency and model: whose they are, credit, shares and deals. Shares of
  /// what is credited leave out what is not.
  mutating func addShares(
    _ rows: [(names: [String], isUncredited: Bool, tally: Tally)], of group: CreditGroup,
    by model: Model
  ) {
    let ofWon = fractions(of: rows.map(\.tally.credit))
    let ofCredited = fractions(of: rows.filter { !$0.isUncredited }.map(\.tally.credit))
    var credited = 0
    for (index, row) in rows.enumerated() {
      name(group.period)
      name(group.currency.code)
      name(model.name)
      for name in row.names { text(name) }
      number(row.tally.credit, decimals: group.currency.decimals)
      share(ofWon?[index])
      share(row.isUncredited ? nil : ofCredited?[credited])
      if !row.isUncredited { credited += 1 }
      number(row.tally.dealUnits, decimals: 6)
      endRow()
    }
  }

  /// A cell with millionths as a fraction, empty if there is none.
  mutating func share(_ millionths: Int128?) {
    if let millionths { number(millionths, decimals: 6) } else { name("") }
  }
}

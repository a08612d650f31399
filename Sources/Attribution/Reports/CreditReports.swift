// `credit.csv`, `channel_credit.csv`, `team_credit.csv`: one number a row, for pivots.

extension Attribution {
  package func writeCredit(to sink: Sink) throws(Failure) {
    var table = table([
      "period", "currency", "model", "team", "channel", "credit", "deal_credit",
    ])
    for group in credit.groups {
      let breakdown = Breakdown(of: group, parties: touches.partyNames) { [$0.team, $0.channel] }
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
    for group in credit.groups {
      let breakdown = Breakdown(of: group, parties: touches.partyNames, by: names)
      for (number, model) in definitions.models.enumerated() {
        let rows = breakdown.rows(in: number)
        let ofWon = fractions(of: rows.map { $0.tallies[number].credit })
        let ofCredited = fractions(
          of: rows.filter { !$0.isUncredited }.map { $0.tallies[number].credit })
        var credited = 0
        for (index, row) in rows.enumerated() {
          table.name(group.period)
          table.name(group.currency.code)
          table.name(model.name)
          table.text(row.names[0])
          table.number(row.tallies[number].credit, decimals: group.currency.decimals)
          table.share(ofWon?[index])
          table.share(row.isUncredited ? nil : ofCredited?[credited])
          if !row.isUncredited { credited += 1 }
          table.number(row.tallies[number].dealUnits, decimals: 6)
          table.endRow()
          try table.flush(to: sink)
        }
      }
    }
    try table.flush(to: sink, all: true)
  }
}

extension CSVTable {
  /// A cell with millionths as a fraction, empty if there is none.
  mutating func share(_ millionths: Int128?) {
    if let millionths { number(millionths, decimals: 6) } else { name("") }
  }
}

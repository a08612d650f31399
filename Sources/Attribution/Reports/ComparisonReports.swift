// `channel_comparison.csv`, `team_comparison.csv`: models side by side, for reading.

extension Attribution {
  package func writeChannelComparison(to sink: Sink) throws(Failure) {
    try writeComparison(of: "channel", by: { [$0.channel] }, to: sink)
  }

  package func writeTeamComparison(to sink: Sink) throws(Failure) {
    try writeComparison(of: "team", by: { [$0.team] }, to: sink)
  }

  private func writeComparison(
    of column: String, by names: (Touchpoints.Party) -> [String], to sink: Sink
  ) throws(Failure) {
    var table = table(
      ["period", "currency", column] + definitions.models.map(\.name)
        + ["lowest", "highest", "spread"])
    for group in credit.groups {
      let breakdown = Breakdown(of: group, parties: touches.partyNames, by: names)
      for row in breakdown.rows {
        table.name(group.period)
        table.name(group.currency.code)
        table.text(row.names[0])
        let credits = row.tallies.map(\.credit)
        let (lowest, highest) = (credits.min()!, credits.max()!)
        for credit in credits { table.number(credit, decimals: group.currency.decimals) }
        table.number(lowest, decimals: group.currency.decimals)
        table.number(highest, decimals: group.currency.decimals)
        // Wider than 64 bits where the two are far apart on both sides of zero.
        table.number(Int128(highest) - Int128(lowest), decimals: group.currency.decimals)
        table.endRow()
        try table.flush(to: sink)
      }
    }
    try table.flush(to: sink, all: true)
  }
}

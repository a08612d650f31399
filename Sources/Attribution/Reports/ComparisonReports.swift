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
    let naming = PartyNaming(touches.partyNames, by: names)
    for group in credit.groups {
      let breakdown = Breakdown(of: group, by: naming)
      for row in breakdown.rows {
        table.name(group.period)
        table.name(group.currency.code)
        table.text(row.names[0])
        table.compared(row.tallies.map(\.credit), decimals: group.currency.decimals)
        table.endRow()
        try table.flush(to: sink)
      }
    }
    try table.flush(to: sink, all: true)
  }
}

extension CSVTable {
  /// The credit of every model, then the lowest, the highest and how far they are apart.
  mutating func compared(_ credits: [Int64], decimals: Int) {
    let (lowest, highest) = (credits.min()!, credits.max()!)
    for credit in credits { number(credit, decimals: decimals) }
    number(lowest, decimals: decimals)
    number(highest, decimals: decimals)
    // Wider than 64 bits where the two are far apart on both sides of zero.
    number(Int128(highest) - Int128(lowest), decimals: decimals)
  }
}

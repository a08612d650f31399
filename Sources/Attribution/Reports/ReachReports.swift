// `channel_reach.csv`, `team_reach.csv`: in how many deals something had a part. Reach overlaps, and
// never adds up to revenue.

extension Attribution {
  package func writeChannelReach(to sink: Sink) throws(Failure) {
    try writeReach(of: "channel", by: \.channels, to: sink)
  }

  package func writeTeamReach(to sink: Sink) throws(Failure) {
    try writeReach(of: "team", by: \.teams, to: sink)
  }

  private func writeReach(
    of column: String, by names: (GroupReach) -> [Label: Reach], to sink: Sink
  ) throws(Failure) {
    var table = table([
      "period", "currency", column, "touches", "deals_touched", "amount_touched", "deals_opened",
      "deals_closed", "deals_alone",
    ])
    for (group, reach) in zip(credit.groups, reach) {
      for (name, reach) in names(reach).sorted(by: { $0.key < $1.key }) {
        table.name(group.period)
        table.name(group.currency.code)
        table.text(name.text)
        table.number(reach.touches)
        table.number(reach.touched)
        table.number(reach.amountTouched, decimals: group.currency.decimals)
        table.number(reach.opened)
        table.number(reach.closed)
        table.number(reach.alone)
        table.endRow()
        try table.flush(to: sink)
      }
    }
    try table.flush(to: sink, all: true)
  }
}

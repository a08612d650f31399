// `NAME_credit.csv` and `NAME_comparison.csv` of each dimension. In one of deals every touch of a deal
// has its deal's value: there the models differ between the teams of a value alone.

extension Dimension {
  var creditFile: String { "\(name)_credit.csv" }
  var comparisonFile: String { "\(name)_comparison.csv" }
  var files: [String] { [creditFile, comparisonFile] }
}

extension Attribution {
  /// What the values of a dimension got, by team: one number a row, for pivots.
  package func writeCredit(of dimension: DimensionCredit, to sink: Sink) throws(Failure) {
    var table = table([
      "period", "currency", "model", dimension.dimension.name, "team", "credit", "share_of_won",
      "share_of_credited", "deal_credit",
    ])
    for (position, group) in credit.groups.enumerated() {
      let all = dimension.rows(of: position)
      for (number, model) in definitions.models.enumerated() {
        let rows = all.filter { !$0.tallies[number].isZero }
        table.addShares(
          rows.map { ([$0.value, $0.team], $0.isUncredited, $0.tallies[number]) }, of: group,
          by: model)
        try table.flush(to: sink)
      }
    }
    try table.flush(to: sink, all: true)
  }

  /// What the values of a dimension got, teams together, models side by side.
  package func writeComparison(of dimension: DimensionCredit, to sink: Sink) throws(Failure) {
    var table = table(
      ["period", "currency", dimension.dimension.name] + definitions.models.map(\.name)
        + ["lowest", "highest", "spread"])
    for (position, group) in credit.groups.enumerated() {
      for (value, tallies) in dimension.values(of: position) {
        table.name(group.period)
        table.name(group.currency.code)
        table.text(value)
        table.compared(tallies.map(\.credit), decimals: group.currency.decimals)
        table.endRow()
        try table.flush(to: sink)
      }
    }
    try table.flush(to: sink, all: true)
  }
}

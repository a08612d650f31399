extension Attribution {
  /// `sensitivity.csv`: what the teams would get by other half-lives, lookbacks and weights of the
  /// ends; each period, currency, setting, value and model adds up to won revenue.
  package func writeSensitivity(to sink: Sink) throws(Failure) {
    var table = table([
      "period", "currency", "setting", "value", "model", "team", "credit", "share_of_won",
      "in_force",
    ])
    let mark = String(Unicode.Scalar(csv.decimalMark))
    if let sensitivity = certainty?.sensitivity {
      for (number, group) in credit.groups.enumerated() {
        for (position, variation) in sensitivity.variations.enumerated() {
          let rows = sensitivity.rows(of: number, by: position)
          let ofWon = fractions(of: rows.map(\.credit))
          for (index, row) in rows.enumerated() {
            table.name(group.period)
            table.name(group.currency.code)
            table.name(variation.setting.rawValue)
            table.name(
              mark == "." ? variation.value : variation.value.replacing(".", with: mark))
            table.name(definitions.models[variation.model].name)
            table.text(row.team)
            table.number(row.credit, decimals: group.currency.decimals)
            table.share(ofWon?[index])
            table.name(variation.isInForce ? "yes" : "no")
            table.endRow()
            try table.flush(to: sink)
          }
        }
      }
    }
    try table.flush(to: sink, all: true)
  }
}

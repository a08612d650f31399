extension CurrencyChapter {
  /// The teams month by month, where there are several periods.
  func trendSection(of attribution: Attribution) -> [Document.Block] {
    guard groups.count > 1 else { return [] }
    let order = attribution.modelsLeadFirst
    let models = attribution.definitions.models
    var table = Table(
      [("period", .left), ("team (\(currency.code))", .left)]
        + order.map { ("\(models[$0].name)", .right) })
    for group in groups {
      let rows = CreditRows(of: [group], in: attribution, by: \.team)
      for row in rows.folded(to: 6, noun: "team") {
        table.add(
          ["\(group.period)", row.label]
            + order.map { "\(currency.grouped(row.credits[$0], withCode: false))" })
      }
    }
    return [.heading(2, "Period by period\(suffix(of: attribution))"), .table(table)]
  }
}

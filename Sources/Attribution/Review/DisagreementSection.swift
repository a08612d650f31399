extension CurrencyChapter {
  /// The largest differences between models, with what the data say of them.
  func disagreementSection(of attribution: Attribution) -> [Document.Block] {
    let models = attribution.definitions.models
    guard models.count > 1 else { return [] }
    var table = Table([
      ("who", .left), ("lowest (\(currency.code))", .right), ("by", .left),
      ("highest (\(currency.code))", .right), ("by", .left), ("spread", .right), ("why", .left),
    ])
    let names: [(String, (Touchpoints.Party) -> String, Int)] = [
      ("team", \.team, 3), ("channel", \.channel, 5),
    ]
    for (noun, name, limit) in names {
      let reach = Reach.all(
        in: deals, of: attribution.deals, through: attribution.journeys,
        touches: attribution.touches, by: name)
      let ranked = CreditRows(of: groups, in: attribution, by: name).rows
        .filter { !$0.isUncredited && $0.spread > 0 }
        .sorted { ($1.spread, Label($0.name)) < ($0.spread, Label($1.name)) }.prefix(limit)
      for row in ranked {
        let lowest = row.credits.indices.min { row.credits[$0] < row.credits[$1] }!
        let highest = row.credits.indices.max { row.credits[$0] < row.credits[$1] }!
        let part = reach[Label(row.name)] ?? Reach()
        table.add([
          "\(noun) \(input: row.name)",
          "\(currency.grouped(row.credits[lowest], withCode: false))", "\(models[lowest].name)",
          "\(currency.grouped(row.credits[highest], withCode: false))", "\(models[highest].name)",
          "\(currency.grouped(row.spread, withCode: false))",
          """
          touched \(counted(part.touched, "deal")): first in \(part.opened), last in \
          \(part.closed), \(counted(part.touches, "touch", "touches"))
          """,
        ])
      }
    }
    guard !table.isEmpty else { return [] }
    return [
      .heading(2, "Where the models disagree most\(suffix(of: attribution))"),
      .paragraph(
        """
        Who is often first gains by models that look at the beginning, who is often last by models \
        that look at the end, and who has many touches by \(code: "linear"). One deal may count for \
        several; adjustments and negative amounts do not count here.
        """),
      .table(table),
    ]
  }
}

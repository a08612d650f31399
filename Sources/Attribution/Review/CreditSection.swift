extension CurrencyChapter {
  /// Who gets what by which model: by team, then by channel.
  func creditSections(of attribution: Attribution) -> [Document.Block] {
    let suffix = suffix(of: attribution)
    let teams = CreditRows(of: groups, in: attribution, by: \.team)
    let channels = CreditRows(of: groups, in: attribution, by: \.channel)
    return [.heading(2, "Credit by team\(suffix)")] + tables(of: teams, "team", attribution)
      + [.heading(2, "Credit by channel\(suffix)")] + tables(of: channels, "channel", attribution)
  }

  /// Money, then shares, models side by side.
  private func tables(
    of rows: CreditRows, _ noun: String, _ attribution: Attribution
  ) -> [Document.Block] {
    let order = attribution.modelsLeadFirst
    let models = attribution.definitions.models
    func heading(_ model: Int) -> Prose {
      let isOfRecord = models[model].name == attribution.definitions.modelOfRecord
      return "\(models[model].name)\(isOfRecord ? " (of record)" : "")"
    }
    let shown = rows.folded(to: 15, noun: noun)
    var money = Table(
      [("\(noun) (\(currency.code))", .left)] + order.map { (heading($0), .right) })
    for row in shown {
      money.add(
        [row.label] + order.map { "\(currency.grouped(row.credits[$0], withCode: false))" })
    }
    money.sum = ["won revenue"] + order.map { _ in "\(currency.grouped(won, withCode: false))" }
    guard won > 0 else {
      return [
        .table(money), .paragraph("No shares are given, since won revenue is not above zero."),
      ]
    }
    // The same fractions as of all rows, so that a row's share does not depend on what is folded.
    var share = Table(
      [("\(noun), share of won revenue", .left)] + order.map { (heading($0), .right) })
    for row in shown {
      share.add([row.label] + order.map { "\(percentText(row.shares[$0]))" })
    }
    share.sum = ["sum"] + order.map { _ in "100.0 %" }
    return [.table(money), .table(share)]
  }
}

extension CurrencyChapter {
  /// Who gets what by which model: by team, then by channel.
  func creditSections(of attribution: Attribution) -> [Document.Block] {
    let suffix = suffix(of: attribution)
    let teams = CreditRows(of: groups, in: attribution, by: \.team)
    let channels = CreditRows(of: groups, in: attribution, by: \.channel)
    return [.heading(2, "Credit by team\(suffix)")] + blocks(on: teams, "team", attribution)
      + [.heading(2, "Credit by channel\(suffix)")] + blocks(on: channels, "channel", attribution)
  }

  /// The picture, money, then shares, models side by side.
  private func blocks(
    on rows: CreditRows, _ noun: String, _ attribution: Attribution
  ) -> [Document.Block] {
    let shown = rows.folded(to: 15, noun: noun)
    let money = Document.Block.table(moneyTable(of: shown, noun, attribution))
    guard won > 0 else {
      return [money, .paragraph("No shares are given, since won revenue is not above zero.")]
    }
    return [
      .picture(creditPicture(of: shown, noun, attribution)), money,
      .table(shareTable(of: shown, noun, attribution)),
    ]
  }

  private func moneyTable(
    of rows: [CreditRows.Row], _ noun: String, _ attribution: Attribution
  ) -> Table {
    let order = attribution.modelsLeadFirst
    func money(_ amount: some FixedWidthInteger) -> Prose {
      "\(currency.grouped(amount, withCode: false))"
    }
    var table = Table(
      columns("\(noun) (\(currency.code))", ["lowest", "highest", "spread"], attribution))
    for row in rows {
      let range = [money(row.credits.min()!), money(row.credits.max()!), money(row.spread)]
      table.add(
        [row.label] + order.map { money(row.credits[$0]) } + (order.count > 1 ? range : []))
    }
    // What is lowest for one is not for another: these add up to nothing.
    table.sum =
      ["won revenue"] + order.map { _ in money(won) } + (order.count > 1 ? ["", "", ""] : [])
    return table
  }

  /// The same fractions as of all rows, so that a row's share does not depend on what is folded.
  private func shareTable(
    of rows: [CreditRows.Row], _ noun: String, _ attribution: Attribution
  ) -> Table {
    let order = attribution.modelsLeadFirst
    var table = Table(
      columns(
        "\(noun), share of won revenue", ["lowest", "highest", "points between"], attribution)
    )
    for row in rows {
      let (lowest, highest) = (row.shares.min()!, row.shares.max()!)
      let points = String(percentText(highest - lowest).dropLast(" %".count))
      let range: [Prose] = ["\(percentText(lowest))", "\(percentText(highest))", "\(points)"]
      table.add(
        [row.label] + order.map { "\(percentText(row.shares[$0]))" }
          + (order.count > 1 ? range : []))
    }
    table.sum = ["sum"] + order.map { _ in "100.0 %" } + (order.count > 1 ? ["", "", ""] : [])
    return table
  }

  private func columns(
    _ first: Prose, _ last: [Prose], _ attribution: Attribution
  ) -> [(Prose, TextTable.Alignment)] {
    let models = attribution.definitions.models
    let headings = attribution.modelsLeadFirst.map { model -> Prose in
      let isOfRecord = models[model].name == attribution.definitions.modelOfRecord
      return "\(models[model].name)\(isOfRecord ? " (of record)" : "")"
    }
    return [(first, .left)] + (headings + (models.count > 1 ? last : [])).map { ($0, .right) }
  }
}

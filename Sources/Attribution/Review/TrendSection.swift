extension CurrencyChapter {
  /// The teams' credit in the model that is quoted, a column a period, where there are several.
  func trendSection(of attribution: Attribution) -> [Document.Block] {
    guard groups.count > 1 else { return [] }
    // Amounts of more periods would not fit beside each other.
    let shown = Array(groups.suffix(6))
    let lead = attribution.leadModel
    let teams = CreditRows(of: shown, in: attribution, by: \.team)
    let periods = shown.map { CreditRows(of: [$0], in: attribution, by: \.team) }

    var money = Table(
      [("team (\(currency.code))", .left)] + shown.map { ("\($0.period)", .right) })
    for row in trend(of: teams, in: periods, { $0.credits[lead] }) {
      money.add([row.label] + row.values.map { "\(currency.grouped($0, withCode: false))" })
    }
    money.sum =
      ["won revenue"] + shown.map { "\(currency.grouped($0.won.credit, withCode: false))" }

    var share = Table(
      [("team, share of won revenue", .left)]
        + shown.map { group in
          (
            "\(group.period) (\(countedGrouped(Int(group.won.dealUnits / 1_000_000), "deal")))",
            .right
          )
        })
    let hasShares = periods.map { $0.shares(of: lead) != nil }
    let shares = trend(of: teams, in: periods) { $0.shares.count > lead ? $0.shares[lead] : 0 }
    for row in shares {
      share.add(
        [row.label]
          + zip(row.values, hasShares).map { $1 ? "\(percentText($0))" : "" })
    }
    share.sum = ["sum"] + hasShares.map { $0 ? "100.0 %" : "" }

    var sentence: Prose = "By \(code: attribution.definitions.models[lead].name)."
    if groups.count > shown.count {
      sentence += """
         The last \(shown.count) of \(groups.count) periods; all are in \(code: "team_credit.csv").
        """
    }
    if hasShares.contains(false) {
      sentence += " No shares are given of periods whose won revenue is not above zero."
    }
    let chart = LineChart(
      steps: shown.map(\.period),
      lines: shares.map { row in
        LineChart.Line(
          Subject(row.label), values: zip(row.values, hasShares).map { $1 ? $0 : nil })
      })
    let model = attribution.definitions.models[lead].name
    let picture = Picture(
      name: pictureName("trend", attribution),
      title: "\(shown[0].period) to \(shown[shown.count - 1].period): share of won revenue by team"
        + suffix(of: attribution).plain,
      description: "The share of each period's won revenue that each team has by \(model).",
      chart: .lines(chart))
    let heading = Document.Block.heading(2, "Period by period\(suffix(of: attribution))")
    return hasShares.contains(true)
      ? [heading, .paragraph(sentence), .picture(picture), .table(money), .table(share)]
      : [heading, .paragraph(sentence), .table(money)]
  }

  /// Values of teams in each period: the largest of all periods together, the others in one row, and
  /// what is uncredited.
  private func trend<Value: FixedWidthInteger>(
    of teams: CreditRows, in periods: [CreditRows], _ value: (CreditRows.Row) -> Value
  ) -> [(label: Prose, values: [Value])] {
    let byName = periods.map { period in
      Dictionary(
        uniqueKeysWithValues: period.rows.map {
          ($0.isUncredited ? Label(uncredited) : Label($0.name), value($0))
        })
    }
    let rows = teams.rows.map { row in
      (label: row.label, values: byName.map { $0[Label(row.name)] ?? 0 })
    }
    let named = rows.count - (teams.rows.last?.isUncredited == true ? 1 : 0)
    let limit = 6
    guard named > limit + 1 else { return rows }
    var rest = rows[limit]
    rest.label = "\(grouped(named - limit)) more teams"
    for row in rows[(limit + 1)..<named] {
      for period in rest.values.indices { rest.values[period] += row.values[period] }
    }
    return rows.prefix(limit) + [rest] + rows[named...]
  }
}

extension CurrencyChapter {
  /// The teams' credit in the model that is quoted, a column a month, where there are several.
  func trendSection(of attribution: Attribution) -> [Document.Block] {
    guard groups.count > 1 else { return [] }
    // Amounts of more months would not fit beside each other.
    let shown = Array(steps.suffix(6).drop { $0.group == nil })
    let lead = attribution.leadModel
    let teams = CreditRows(of: shown.compactMap(\.group), in: attribution, by: \.team)
    let periods = shown.map { month in
      CreditRows(of: [month.group].compactMap(\.self), in: attribution, by: \.team)
    }

    var money = Table(
      [("team (\(currency.code))", .left)] + shown.map { ("\($0.name)", .right) })
    for row in trend(of: teams, in: periods, { $0.credits[lead] }) {
      money.add([row.label] + row.values.map { "\(currency.grouped($0, withCode: false))" })
    }
    money.sum =
      ["won revenue"]
      + shown.map { "\(currency.grouped($0.group?.won.credit ?? 0, withCode: false))" }

    var share = Table(
      [("team, share of won revenue", .left)]
        + shown.map { month in
          let deals = Int((month.group?.won.dealUnits ?? 0) / 1_000_000)
          return ("\(month.name) (\(countedGrouped(deals, "deal")))", .right)
        })
    let hasShares = zip(shown, periods).map { $0.group != nil && $1.shares(of: lead) != nil }
    let shares = trend(of: teams, in: periods) { $0.shares.count > lead ? $0.shares[lead] : 0 }
    for row in shares {
      share.add(
        [row.label]
          + zip(row.values, hasShares).map { $1 ? "\(percentText($0))" : "" })
    }
    share.sum = ["sum"] + hasShares.map { $0 ? "100.0 %" : "" }

    var sentence: Prose = "By \(code: attribution.definitions.models[lead].name)."
    if shown[0].name != groups[0].period {
      sentence += " From \(shown[0].name) on; earlier months are in \(code: "team_credit.csv")."
    }
    if hasShares.contains(false) {
      sentence += " No shares are given of months whose won revenue is not above zero."
    }
    let chart = LineChart(
      steps: shown.map(\.name),
      lines: shares.map { row in
        LineChart.Line(
          Subject(row.label), values: zip(row.values, hasShares).map { $1 ? $0 : nil })
      })
    let model = attribution.definitions.models[lead].name
    let picture = Picture(
      name: pictureName("trend", attribution),
      title: "\(shown[0].name) to \(shown[shown.count - 1].name): share of won revenue by team"
        + suffix(of: attribution).plain,
      description: "The share of each period's won revenue that each team has by \(model).",
      chart: .lines(chart))
    let heading = Document.Block.heading(2, "Period by period\(suffix(of: attribution))")
    return hasShares.contains(true)
      ? [heading, .paragraph(sentence), .picture(picture), .table(money), .table(share)]
      : [heading, .paragraph(sentence), .table(money)]
  }

  /// The months with credit, each with it, and between them those without: as many as follow each
  /// other stand together.
  private var steps: [(name: String, group: CreditGroup?)] {
    func number(_ name: String) -> Int? {
      guard case .one(let year, let months)? = Period(name) else { return nil }
      return year * 12 + months.lowerBound - 1
    }
    func name(_ number: Int) -> String {
      let month = number % 12 + 1
      return Period.one(year: number / 12, months: month...month).name
    }
    var steps: [(name: String, group: CreditGroup?)] = []
    for (index, group) in groups.enumerated() {
      if index > 0, let before = number(groups[index - 1].period), let own = number(group.period),
        before + 1 < own
      {
        let (first, last) = (name(before + 1), name(own - 1))
        steps.append((first == last ? first : "\(first) to \(last)", nil))
      }
      steps.append((group.period, group))
    }
    return steps
  }

  /// Values of teams in each month: the largest of all periods together, the others in one row, and
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

extension Attribution {
  /// `deal_team_credit.csv`: what each team gets of each deal in each model.
  package func writeDealTeamCredit(to sink: Sink) throws(Failure) {
    try sink(
      table(["period", "deal_id", "deal_name", "currency", "model", "team", "credit"]).bytes)
    let teams = TeamOrder(touches.partyNames).names + [uncredited]
    // For each model the cells of each team, and last those of no team.
    var cells = TextColumn()
    for model in definitions.models {
      for team in teams {
        var pair = table()
        pair.name(model.name)
        pair.text(team)
        cells.append(pair.bytes.span)
      }
    }
    let ranges = (0..<cells.count).map(cells.range)
    let names = deals.texts(of: .name)
    try inStretches(
      to: sink, weighing: journeys.count, scratch: { self.table() },
      rows: { [cells] head, period, indices, table in
        let won = indices.map { (id: deals.won[$0].id, currency: deals.won[$0].currency) }
        let ids = deals.ids.texts.found(won.lazy.map { Optional($0.id) })
        let (found, credits) = (names.found(indices), credit.teams.found(indices))
        let (idBytes, nameBytes) = (deals.ids.texts.bytes.span, names.bytes.span)
        let (cellBytes, ranges) = (cells.bytes.span, ranges.span)
        for place in won.indices {
          let currency = won[place].currency
          // What all rows of the deal begin with.
          head.clear()
          head.name(period)
          head.text(ids[place], of: idBytes)
          head.text(found[place], of: nameBytes)
          head.name(currency.code)
          let (headBytes, decimals) = (head.bytes.span, currency.decimals)
          credit.teams.each(at: credits[place], modelCount: definitions.models.count) {
            model, team, credit in
            table.row(
              headBytes, ranges[model * teams.count + team], of: cellBytes, number: credit,
              decimals: decimals)
          }
        }
      })
  }
}

extension Attribution {
  /// `deal_team_credit.csv`: what each team gets of each deal in each model.
  package func writeDealTeamCredit(to sink: Sink) throws(Failure) {
    try sink(
      table(["period", "deal_id", "deal_name", "currency", "model", "team", "credit"]).bytes)
    let teams = TeamOrder(touches.partyNames)
    // For each model the cells of each team, and last those of no team.
    let cells = definitions.models.map { model in
      (teams.names + [uncredited]).map { team in
        var cells = table()
        cells.name(model.name)
        cells.text(team)
        return cells.bytes
      }
    }
    let names = deals.texts(of: .name)
    try inStretches(
      weighing: journeys.count, scratch: { self.table() },
      rows: { head, period, indices in
        var table = self.table()
        let ids = deals.ids.texts.gathered(indices.lazy.map { Optional(deals.won[$0].id) })
        let names = names.gathered(indices)
        for (place, index) in indices.enumerated() {
          let currency = deals.won[index].currency
          // What all rows of the deal begin with.
          head.clear()
          head.name(period)
          head.text(ids, place)
          head.text(names, place)
          head.name(currency.code)
          credit.teams.each(of: index, modelCount: cells.count) { model, team, credit in
            table.row(head.bytes, cells[model][team], number: credit, decimals: currency.decimals)
          }
        }
        return table.bytes
      },
      consume: { (_, bytes) throws(Failure) in try sink(bytes) })
  }
}

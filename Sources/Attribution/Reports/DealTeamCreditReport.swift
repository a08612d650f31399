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
    try inStretches(
      weighing: journeys.count, scratch: { TeamRows(of: self, teams, cells) },
      rows: { rows, period, indices in rows.rows(of: indices, period: period) },
      consume: { (_, bytes) throws(Failure) in try sink(bytes) })
  }
}

/// Makes the rows of deals, and keeps its working arrays between them.
private struct TeamRows {
  private let attribution: Attribution
  private let weighings: [Model.Weighing]
  private let teams: TeamOrder
  private let names: TextColumn
  /// What stands between a deal's cells and the credit, by model and team.
  private let cells: [[[UInt8]]]
  private var crediting: Crediting
  /// What all rows of a deal begin with.
  private var head: CSVTable
  /// The team of each touch of the deal at hand.
  private var teamOfTouch: [Int] = []
  /// What each team gets of it from a model, and last what goes to none.
  private var credits: [Int64]

  init(of attribution: Attribution, _ teams: TeamOrder, _ cells: [[[UInt8]]]) {
    (self.attribution, self.teams, self.cells) = (attribution, teams, cells)
    weighings = attribution.definitions.models.map(\.weigh)
    names = attribution.deals.texts(of: .name)
    crediting = Crediting(
      deals: attribution.deals, journeys: attribution.journeys, touches: attribution.touches,
      definitions: attribution.definitions)
    head = attribution.table()
    credits = Array(repeating: 0, count: teams.names.count + 1)
  }

  mutating func rows(of indices: ArraySlice<Int>, period: String) -> [UInt8] {
    var table = attribution.table()
    for index in indices {
      let (id, currency) = (attribution.deals.won[index].id, attribution.deals.won[index].currency)
      head.clear()
      head.name(period)
      head.text(attribution.deals.ids.texts, id)
      head.text(names, index)
      head.name(currency.code)
      teamOfTouch.removeAll(keepingCapacity: true)
      for touch in attribution.journeys.touches(of: index) {
        teamOfTouch.append(teams.position[Int(attribution.touches.parties[Int(touch)])])
      }
      for model in weighings.indices {
        if teamOfTouch.isEmpty {
          credits[credits.count - 1] = attribution.deals.won[index].amount
        } else {
          crediting.creditMoney(of: index, by: weighings[model])
          crediting.money.add(to: &credits, at: teamOfTouch)
        }
        for team in credits.indices where credits[team] != 0 {
          table.row(
            head.bytes, cells[model][team], number: credits[team], decimals: currency.decimals)
          credits[team] = 0
        }
      }
    }
    return table.bytes
  }
}

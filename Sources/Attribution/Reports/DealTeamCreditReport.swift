extension Attribution {
  /// `deal_team_credit.csv`: what each team gets of each deal in each model.
  package func writeDealTeamCredit(to sink: Sink) throws(Failure) {
    try sink(
      table(["period", "deal_id", "deal_name", "currency", "model", "team", "credit"]).bytes)
    let teams = TeamOrder(touches.partyNames)
    for (period, indices) in dealsByPeriod {
      let runs = cuts(
        of: indices.count, weighing: { journeys.touches(of: indices[$0]).count + 1 },
        target: 1 << 12)
      try inOrder(
        runs.count, jobs: jobs,
        scratch: {
          Crediting(deals: deals, journeys: journeys, touches: touches, definitions: definitions)
        },
        produce: { crediting, number in
          var table = table()
          var credits = Array(repeating: Int64(0), count: teams.names.count)
          for index in indices[runs[number]] {
            addTeams(of: index, period: period, in: teams, &credits, to: &table, &crediting)
          }
          return table
        },
        consume: { (_, table) throws(Failure) in try sink(table.bytes) })
    }
  }

  /// - Parameter credits: Room for what each team gets; nothing before and after.
  private func addTeams(
    of index: Int, period: String, in teams: TeamOrder, _ credits: inout [Int64],
    to table: inout CSVTable, _ crediting: inout Crediting
  ) {
    let deal = deals.won[index]
    let list = journeys.touches(of: index)
    var head = self.table()
    head.name(period)
    head.text(deals.name(deal))
    head.text(deals.label(.name, of: index))
    head.name(deal.currency.code)
    func add(_ team: String, _ credit: Int64, by model: Model) {
      guard credit != 0 else { return }
      table.row(beginningWith: head)
      table.name(model.name)
      table.text(team)
      table.number(credit, decimals: deal.currency.decimals)
      table.endRow()
    }
    for model in definitions.models {
      guard !list.isEmpty else {
        add(uncredited, deal.amount, by: model)
        continue
      }
      crediting.creditMoney(of: index, by: model)
      for (position, touch) in list.enumerated() {
        credits[teams.position[Int(touches.parties[Int(touch)])]] += crediting.money[position]
      }
      for team in credits.indices {
        add(teams.names[team], credits[team], by: model)
        credits[team] = 0
      }
    }
  }
}

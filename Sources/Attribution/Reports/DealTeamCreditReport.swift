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
      weighing: journeys.count,
      scratch: {
        Crediting(deals: deals, journeys: journeys, touches: touches, definitions: definitions)
      },
      rows: { crediting, period, indices in
        var stretch = TeamStretch(of: self, teams, cells)
        for index in indices { stretch.add(index, period: period, &crediting) }
        return stretch.bytes
      },
      consume: { (_, bytes) throws(Failure) in try sink(bytes) })
  }
}

/// The rows of some deals that follow each other.
private struct TeamStretch {
  private var table: CSVTable
  private let attribution: Attribution
  private let weighings: [Model.Weighing]
  private let teams: TeamOrder
  private let names: TextColumn
  /// What stands between a deal's cells and the credit, by model and team.
  private let cells: [[[UInt8]]]
  /// What all rows of a deal begin with.
  private var head: CSVTable
  /// The team of each touch of the deal at hand, and what each team gets of it.
  private var teamOfTouch: [Int] = []
  private var credits: [Int64]

  init(of attribution: Attribution, _ teams: TeamOrder, _ cells: [[[UInt8]]]) {
    (self.attribution, self.teams, self.cells) = (attribution, teams, cells)
    weighings = attribution.definitions.models.map(\.weigh)
    names = attribution.deals.texts(of: .name)
    (table, head) = (attribution.table(), attribution.table())
    credits = Array(repeating: 0, count: teams.names.count)
  }

  var bytes: [UInt8] { table.bytes }

  mutating func add(_ index: Int, period: String, _ crediting: inout Crediting) {
    let deal = attribution.deals.won[index]
    head.clear()
    head.name(period)
    head.text(attribution.deals.ids.texts, deal.id)
    head.text(names, index)
    head.name(deal.currency.code)
    teamOfTouch.removeAll(keepingCapacity: true)
    for touch in attribution.journeys.touches(of: index) {
      teamOfTouch.append(teams.position[Int(attribution.touches.parties[Int(touch)])])
    }
    for model in weighings.indices {
      guard !teamOfTouch.isEmpty else {
        add(deal.amount, of: deal, team: credits.count, by: model)
        continue
      }
      crediting.creditMoney(of: index, by: weighings[model])
      for position in teamOfTouch.indices {
        credits[teamOfTouch[position]] += crediting.money[position]
      }
      for team in credits.indices {
        add(credits[team], of: deal, team: team, by: model)
        credits[team] = 0
      }
    }
  }

  private mutating func add(_ credit: Int64, of deal: Deal, team: Int, by model: Int) {
    guard credit != 0 else { return }
    table.cells(head.bytes)
    table.cells(cells[model][team])
    table.number(credit, decimals: deal.currency.decimals)
    table.endRow()
  }
}

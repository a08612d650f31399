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
        return cells
      }
    }
    try inStretches(
      weighing: journeys.count,
      scratch: {
        Crediting(deals: deals, journeys: journeys, touches: touches, definitions: definitions)
      },
      rows: { crediting, period, indices in
        var stretch = TeamStretch(table: table(), head: table(), teams: teams)
        for index in indices {
          stretch.add(index, period: period, of: self, cells, &crediting)
        }
        return stretch.table.bytes
      },
      consume: { (_, bytes) throws(Failure) in try sink(bytes) })
  }
}

/// The rows of some deals that follow each other.
private struct TeamStretch {
  var table: CSVTable
  /// What all rows of a deal begin with.
  private var head: CSVTable
  private let teams: TeamOrder
  /// The team of each touch of the deal at hand, and what each team gets of it.
  private var teamOfTouch: [Int] = []
  private var credits: [Int64]

  init(table: CSVTable, head: CSVTable, teams: TeamOrder) {
    (self.table, self.head, self.teams) = (table, head, teams)
    credits = Array(repeating: 0, count: teams.names.count)
  }

  /// - Parameter cells: What stands between a deal's cells and the credit, by model and team.
  mutating func add(
    _ index: Int, period: String, of attribution: Attribution, _ cells: [[CSVTable]],
    _ crediting: inout Crediting
  ) {
    let deals = attribution.deals
    let deal = deals.won[index]
    let decimals = deal.currency.decimals
    head.clear()
    head.name(period)
    head.text(deals.ids.texts, deal.id)
    head.text(deals.labels(of: .name), index)
    head.name(deal.currency.code)
    teamOfTouch.removeAll(keepingCapacity: true)
    for touch in attribution.journeys.touches(of: index) {
      teamOfTouch.append(teams.position[Int(attribution.touches.parties[Int(touch)])])
    }
    for (model, rule) in attribution.definitions.models.enumerated() {
      guard !teamOfTouch.isEmpty else {
        add(deal.amount, decimals, cells[model][credits.count])
        continue
      }
      crediting.creditMoney(of: index, by: rule)
      for (position, team) in teamOfTouch.enumerated() {
        credits[team] += crediting.money[position]
      }
      for team in credits.indices {
        add(credits[team], decimals, cells[model][team])
        credits[team] = 0
      }
    }
  }

  private mutating func add(_ credit: Int64, _ decimals: Int, _ cells: CSVTable) {
    guard credit != 0 else { return }
    table.cells(head)
    table.cells(cells)
    table.number(credit, decimals: decimals)
    table.endRow()
  }
}

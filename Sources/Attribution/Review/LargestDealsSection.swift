extension CurrencyChapter {
  /// The largest deals, and what each team gets of them.
  func largestDealsSection(
    _ figures: ChapterFigures, of attribution: Attribution
  ) -> [Document.Block] {
    let all = attribution.deals
    let largest = all.largest(10, of: figures.deals)
    guard !largest.isEmpty else { return [] }
    let shares = TeamShares(of: largest, by: figures.teams, in: attribution)
    let lead = attribution.definitions.models[attribution.leadModel].name
    let shown = Set(largest)
    // Most files have none.
    let others = deals.count > figures.deals.count ? deals : []
    let hasAdjustments = others.contains {
      if case .deal(let base) = all.won[$0].adjusts { shown.contains(base) } else { false }
    }
    let (them, these) = largest.count == 1 ? ("it", "this deal") : ("them", "these deals")
    let adjustments = hasAdjustments ? " Adjustments of \(these) are not in these figures." : ""
    var blocks: [Document.Block] = [
      .heading(2, "The largest deals\(suffix(of: attribution))"),
      .table(facts(of: largest, in: attribution)),
      .paragraph("What each team gets of \(them) by \(code: lead).\(adjustments)"),
      .table(shares.credits(of: largest, in: attribution, currency)),
    ]
    if attribution.definitions.models.count > 1 {
      blocks += [
        .paragraph("The lowest and the highest of all models."),
        .table(shares.ranges(of: largest, in: attribution, currency)),
      ]
    }
    return blocks
  }

  private func facts(of largest: [Int], in attribution: Attribution) -> Table {
    let all = attribution.deals
    // A column that says nothing is left out.
    let labels = [(DealColumn.type, "type"), (.owner, "owner")].filter { column, _ in
      largest.contains { !all.label(column, of: $0).isEmpty }
    }
    var table = Table(
      [("deal", .left)] + labels.map { ("\($0.1)", .left) } + [
        ("amount (\(currency.code))", .right), ("touches", .right),
        ("days from first touch to close", .right),
      ])
    for index in largest {
      let deal = all.won[index]
      let list = attribution.journeys.touches(of: index)
      let start = list.first.map { attribution.touches.instants[Int($0)] }
      table.add(
        [all.title(of: index)] + labels.map { .input(all.label($0.0, of: index)) } + [
          "\(currency.grouped(deal.amount, withCode: false))", "\(grouped(list.count))",
          start.map { "\(daysWithTenths(deal.closedAt - $0))" } ?? "",
        ])
    }
    let sum = largest.reduce(0) { $0 + all.won[$1].amount }
    table.sum =
      ["sum"] + labels.map { _ in "" }
      + ["\(currency.grouped(sum, withCode: false))", "", ""]
    return table
  }
}

/// What each team gets of some deals.
private struct TeamShares {
  let columns: [Column]

  struct Column {
    var heading: Prose
    /// For each deal what each model gives; both in the order given.
    var credits: [[Int64]]
  }

  /// - Parameter teams: In their order, the first five of which are shown apart.
  init(of deals: [Int], by teams: PartyFigures, in attribution: Attribution) {
    let order = TeamOrder(attribution.touches.partyNames)
    let models = attribution.definitions.models
    let none = Array(repeating: Array(repeating: Int64(0), count: models.count), count: deals.count)
    var byTeam: [Int: [[Int64]]] = [:]
    var without = none
    var crediting = Crediting(
      deals: attribution.deals, journeys: attribution.journeys, touches: attribution.touches,
      definitions: attribution.definitions)
    for (row, index) in deals.enumerated() {
      let list = attribution.journeys.touches(of: index)
      for (model, rule) in models.enumerated() {
        guard !list.isEmpty else {
          without[row][model] = attribution.deals.won[index].amount
          continue
        }
        crediting.creditMoney(of: index, by: rule.weigh)
        let money = crediting.money.flat
        for (position, touch) in list.enumerated() {
          let team = order.position[Int(attribution.touches.parties[Int(touch)])]
          byTeam[team, default: none][row][model] += money[position]
        }
      }
    }
    let places = Dictionary(
      uniqueKeysWithValues: zip(order.names.map { Label($0) }, order.names.indices))
    var columns = teams.names.compactMap { name in
      byTeam[places[name]!].map { Column(heading: .input(name.text, limit: 24), credits: $0) }
    }
    if columns.count > 6 {
      var rest = columns[5]
      for column in columns[6...] {
        for row in rest.credits.indices {
          for model in models.indices { rest.credits[row][model] += column.credits[row][model] }
        }
      }
      rest.heading = "\(columns.count - 5) more teams"
      columns = columns.prefix(5) + [rest]
    }
    if without != none { columns.append(Column(heading: "uncredited", credits: without)) }
    self.columns = columns
  }

  /// What the model gives that is quoted: rows add up to the amounts of the deals.
  func credits(of deals: [Int], in attribution: Attribution, _ currency: Currency) -> Table {
    let amounts = deals.map { attribution.deals.won[$0].amount }
    func text(_ units: Int64) -> Prose { "\(currency.grouped(units, withCode: false))" }
    var table = Table(
      [("deal", .left)] + columns.map { ($0.heading, .right) } + [
        ("amount (\(currency.code))", .right)
      ])
    let credits = columns.map { $0.credits.map { $0[attribution.leadModel] } }
    for (row, index) in deals.enumerated() {
      table.add(
        [.input(attribution.deals.name(attribution.deals.won[index]))]
          + credits.map { text($0[row]) } + [text(amounts[row])])
    }
    table.sum = ["sum"] + (credits + [amounts]).map { text($0.reduce(0, +)) }
    return table
  }

  func ranges(of deals: [Int], in attribution: Attribution, _ currency: Currency) -> Table {
    func text(_ units: Int64) -> String { currency.grouped(units, withCode: false) }
    var table = Table([("deal", .left)] + columns.map { ($0.heading, .right) })
    for (row, index) in deals.enumerated() {
      table.add(
        [.input(attribution.deals.name(attribution.deals.won[index]))]
          + columns.map { column in
            let (lowest, highest) = (column.credits[row].min()!, column.credits[row].max()!)
            return lowest == highest
              ? "\(text(lowest))" : "\(text(lowest)) to \(text(highest))"
          })
    }
    return table
  }
}

extension Deals {
  /// The largest of some deals by amount, then by the bytes of their ids.
  func largest(_ count: Int, of indices: [Int]) -> [Int] {
    Array(
      indices.sorted(first: count) {
        won[$0].amount != won[$1].amount
          ? won[$0].amount > won[$1].amount : ids.texts.precedes(won[$0].id, won[$1].id)
      }.prefix(count))
  }

  /// A deal by its name, with its id.
  func title(of index: Int) -> Prose {
    let (name, id) = (label(.name, of: index), self.name(won[index]))
    return name.isEmpty ? .input(id) : "\(input: name) (\(input: id))"
  }
}

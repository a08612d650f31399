/// What became of the months that were closed, for the first page of the review.
extension Attribution {
  /// How many deals of a period are told, those that moved most first.
  private static let dealLimit = 3

  var closedSection: [Document.Block] {
    guard !closed.isEmpty else { return [] }
    var items = closed.flatMap(changes)
    let same = closed.filter { $0.comparison.isSame }.map { "\($0.comparison.old.record.period)" }
    if !same.isEmpty {
      items.append("As \(same.count == 1 ? "it was" : "they were") closed: \(listed(same)).")
    }
    return [.heading(2, "What changed in closed months"), .list(items)] + yearToDate
  }

  /// A sentence for each currency of a closed period in which deals have other credit now.
  private func changes(_ closed: ClosedPeriod) -> [Prose] {
    let comparison = closed.comparison
    // The definitions' own currency first, as everywhere in the review.
    let groups =
      comparison.groups.filter { $0.key.currency == definitions.currency }
      + comparison.groups.filter { $0.key.currency != definitions.currency }
    return groups.filter { !$0.isSame }.map { group in
      let deals = group.deals
      let unit = comparison.groups.count > 1 ? " (\(group.key.currency.code))" : ""
      var sentence: Prose =
        "Since \(monthWords(group.key.period)) was closed, \(deals.count) of its deals changed\(unit)"
      if let model = quotedModel(comparison) {
        let ranked = deals.sorted { weight($0, model) > weight($1, model) }
        let told = ranked.prefix(Attribution.dealLimit)
          .map { change($0, model, group.key.currency, comparison.models[model]) }
        sentence += ": \(told.joined(separator: "; "))"
        if deals.count > told.count { sentence += "; \(deals.count - told.count) more" }
      }
      if !comparison.definitions.isEmpty {
        let keys = comparison.definitions.map { Prose.code($0.key) }.joined()
        sentence += ". The definitions are not those of then: \(keys)"
      }
      return sentence + "."
    }
  }

  /// The model whose figures are quoted: that of the report if the closed folder has it too.
  private func quotedModel(_ comparison: Comparison) -> Int? {
    let name = definitions.models[leadModel].name
    return comparison.models.firstIndex(of: name) ?? comparison.models.indices.first
  }

  private func weight(_ deal: Comparison.DealChange, _ model: Int) -> UInt64 {
    deal.teams[model].reduce((deal.amount.new - deal.amount.old).magnitude) {
      $0 + $1.difference.magnitude
    }
  }

  private func change(
    _ deal: Comparison.DealChange, _ model: Int, _ currency: Currency, _ modelName: String
  ) -> Prose {
    let name = deal.name.isEmpty ? deal.id.text : deal.name
    func amount(_ units: Int64) -> String { currency.grouped(units, withCode: false) }
    let money =
      deal.amount.old == deal.amount.new
      ? amount(deal.amount.new) : "\(amount(deal.amount.old)) → \(amount(deal.amount.new))"
    let teams: [Prose] = deal.teams[model].map { total in
      let sign = total.difference > 0 ? "+" : ""
      return "\(teamName(total.name)) \(sign)\(amount(total.difference))"
    }
    let inModel: Prose = teams.isEmpty ? "" : "\(teams.joined()), \(code: modelName); "
    return "\(input: name) \(money) (\(inModel)\(cause(of: deal)))"
  }

  private func teamName(_ team: Label) -> Prose {
    team.text == uncredited ? "uncredited" : .input(team.text)
  }

  /// Why, and of a deal that went to another period, to which.
  private func cause(of deal: Comparison.DealChange) -> String {
    guard deal.cause == .dealRemoved, let index = deals.index(of: deal.id.text) else {
      return deal.cause.name
    }
    let (year, month) = definitions.zone.month(of: deals.won[index].closedAt)
    return "closed in \(Period.one(year: year, months: month...month).name) now"
  }

  // MARK: Year to date

  /// Closed figures, what changed since, and this period: they add up to the year so far.
  private var yearToDate: [Document.Block] {
    guard case .one(let year, let months) = period else { return [] }
    let earlier = closed.filter {
      if case .one(year, let others) = $0.period {
        others.upperBound < months.lowerBound
      } else {
        false
      }
    }
    let model = definitions.models[leadModel].name
    guard !earlier.isEmpty, earlier.allSatisfy({ $0.comparison.models.contains(model) }) else {
      return []
    }
    var covered: Set<Int> = []
    for case .one(_, let others) in earlier.map(\.period) { covered.formUnion(others) }
    let before = Set(
      deals.won.map { definitions.zone.month(of: $0.closedAt) }
        .filter { $0.year == year && $0.month < months.lowerBound }.map(\.month))
    func name(_ month: Int) -> String { Period.one(year: year, months: month...month).name }
    let open = before.subtracting(covered).sorted().map(name)
    let first = before.union(covered).min()!
    let currencies = Set(
      earlier.flatMap { $0.comparison.groups.map(\.key.currency) } + credit.groups.map(\.currency))
    var note: Prose = """
      Year to date by \(code: model): what was closed, what changed since, and \(period.name).
      """
    if !open.isEmpty { note += " Not closed, and so not in it: \(listed(open))." }
    if first > 1 {
      note += """
         Neither the files nor the closed folders have a deal won in \(year) before \(name(first)).
        """
    }
    // The definitions' own currency first, as everywhere in the review.
    let sorted =
      currencies.sorted { $0.code < $1.code }.filter { $0 == definitions.currency }
      + currencies.sorted { $0.code < $1.code }.filter { $0 != definitions.currency }
    return [.paragraph(note)] + sorted.map { .table(yearTable($0, earlier, model)) }
  }

  private func yearTable(
    _ currency: Currency, _ earlier: [ClosedPeriod], _ model: String
  ) -> Table {
    var teams: [Label: (closed: Int64, changed: Int64, now: Int64)] = [:]
    for comparison in earlier.map(\.comparison) {
      let number = comparison.models.firstIndex(of: model)!
      for group in comparison.groups where group.key.currency == currency {
        for total in group.teams[number] {
          teams[total.name, default: (0, 0, 0)].closed += total.old
          teams[total.name, default: (0, 0, 0)].changed += total.difference
        }
      }
    }
    let groups = credit.groups.filter { $0.currency == currency }
    for row in CreditRows(of: groups, in: self, by: \.team).rows {
      teams[Label(row.name), default: (0, 0, 0)].now += row.credits[leadModel]
    }
    var table = Table([
      ("team (\(currency.code))", .left), ("as closed", .right), ("changed since", .right),
      ("\(period.name)", .right), ("year to date", .right),
    ])
    func cells(_ parts: (closed: Int64, changed: Int64, now: Int64)) -> [Prose] {
      [parts.closed, parts.changed, parts.now, parts.closed + parts.changed + parts.now]
        .map { "\(currency.grouped($0, withCode: false))" }
    }
    func all(_ parts: (closed: Int64, changed: Int64, now: Int64)) -> Int64 {
      parts.closed + parts.changed + parts.now
    }
    let byMoney = teams.sorted {
      all($0.value) != all($1.value) ? all($0.value) > all($1.value) : $0.key < $1.key
    }
    let sorted =
      byMoney.filter { $0.key.text != uncredited } + byMoney.filter { $0.key.text == uncredited }
    for (team, parts) in sorted {
      table.add([teamName(team)] + cells(parts))
    }
    table.sum =
      ["won revenue"]
      + cells(
        teams.values.reduce((0, 0, 0)) { ($0.0 + $1.closed, $0.1 + $1.changed, $0.2 + $1.now) })
    return table
  }
}

/// The comparison as a document.
extension Comparison {
  /// The most rows that a table of deals or channels has; the others are one row together.
  private static let rowLimit = 20
  /// The most teams that have a column of their own.
  private static let columnLimit = 6

  package var document: Document {
    let title: Prose = "What changed from \(path(old)) to \(path(new))"
    var blocks: [Document.Block] = [.paragraph(headline)]
    blocks += [.list(basis)]
    blocks += definitionsSection
    for group in groups where !group.isSame { blocks += section(of: group) }
    return Document(title: title, body: blocks)
  }

  private func path(_ folder: ResultFolder) -> Prose { .input(folder.path, limit: .max) }

  /// The one sentence that there is to say of folders that are the same.
  package var sameness: String? {
    guard old.record.fingerprint == new.record.fingerprint else { return nil }
    return "\(old.path) and \(new.path) hold the same results.\n"
  }

  private var headline: Prose {
    let deals = Set(groups.flatMap { $0.deals.map(\.id) }).count
    if isSame { return "Every team and channel has the same credit of every deal." }
    let moved = groups.count { !$0.isSame }
    return """
      \(counted(deals, "deal")) \(deals == 1 ? "has" : "have") other credit than before\
      \(moved == groups.count ? "" : ", in \(moved) of \(groups.count) periods and currencies").
      """
  }

  /// What the two were made of.
  private var basis: [Prose] {
    var items: [Prose] = [
      hasSameInputs
        ? "The inputs are the same, byte for byte." : "The inputs are not the same: \(otherInputs)."
    ]
    if definitions.isEmpty {
      items.append("The definitions are the same.")
    } else {
      let keys = counted(definitions.count, "key")
      let hasSameProgram = old.record.version == new.record.version
      items.append(
        hasSameInputs && hasSameProgram
          ? "The definitions are not the same, in \(keys); nothing else can be the cause."
          : """
          The definitions are not the same, in \(keys): touches and deals that come and go may \
          do so by them.
          """)
    }
    if old.record.version != new.record.version {
      items.append(
        "Version \(input: old.record.version) wrote one, \(input: new.record.version) the other.")
    }
    for (models, folder) in [(modelsOfOld, old), (modelsOfNew, new)] where !models.isEmpty {
      items.append(
        """
        Only \(path(folder)) has \(models.map(Prose.code).joined()): there is nothing to compare \
        with.
        """)
    }
    if !hasLedgers {
      items.append("Without both ledgers, touches are only counted, and channels have sums alone.")
    }
    return items
  }

  /// The inputs that only one of them has, by name.
  private var otherInputs: Prose {
    func inputs(_ record: ResultRecord, without other: ResultRecord) -> [ResultRecord.Input] {
      record.inputs.filter { input in
        !other.inputs.contains { $0.kind == input.kind && $0.fingerprint == input.fingerprint }
      }
    }
    let (before, now) = (
      inputs(old.record, without: new.record), inputs(new.record, without: old.record)
    )
    func listed(_ inputs: [ResultRecord.Input], beside others: [ResultRecord.Input]) -> Prose {
      inputs.isEmpty ? "none" : inputs.map { $0.words(beside: others) }.joined(separator: "; ")
    }
    return "\(listed(before, beside: now)) before; \(listed(now, beside: before)) now"
  }

  private var definitionsSection: [Document.Block] {
    guard !definitions.isEmpty else { return [] }
    var table = Table([("key", .left), ("before", .left), ("now", .left)])
    func value(_ text: String?) -> Prose { text.map { .input($0, limit: 120) } ?? "not there" }
    for change in definitions {
      table.add([.input(change.key, limit: 120), value(change.old), value(change.new)])
    }
    return [.heading(2, "Definitions"), .table(table)]
  }

  // MARK: A period and currency

  private func section(of group: Group) -> [Document.Block] {
    let currency = group.key.currency
    let (before, now) = group.won
    var blocks: [Document.Block] = [
      .heading(2, "\(group.key.period), \(currency.code)"),
      .paragraph(
        """
        Won revenue was \(currency.grouped(before)) and is \(currency.grouped(now)): \
        \(signed(now - before, currency)). \(counted(group.deals.count, "deal")) \
        \(group.deals.count == 1 ? "has" : "have") other credit.
        """),
    ]
    if !group.deals.isEmpty { blocks.append(.table(causes(of: group))) }
    for model in modelOrder {
      let hasMoved = (group.teams[model] + group.channels[model]).contains { $0.difference != 0 }
      let deals = group.deals.filter { !($0.teams[model] + $0.channels[model]).isEmpty }
      if !hasMoved && deals.isEmpty { continue }
      blocks.append(.heading(3, "\(group.key.period), \(currency.code), \(code: models[model])"))
      blocks.append(.table(totals("team", group.teams[model], currency)))
      blocks += teamsByDeal(deals, model, group)
      blocks.append(.table(totals("channel", group.channels[model], currency)))
    }
    return blocks
  }

  /// The models with that of record first.
  private var modelOrder: [Int] {
    let record = models.firstIndex { $0 == new.record.definitions["modelOfRecord"]?.text }
    return models.indices.sorted { ($0 == record ? 0 : 1, $0) < ($1 == record ? 0 : 1, $1) }
  }

  /// How many deals there are of each cause, and what they make of won revenue.
  private func causes(of group: Group) -> Table {
    let currency = group.key.currency
    var table = Table([("cause", .left), ("deals", .right), ("won revenue", .right)])
    var sum: Int64 = 0
    for cause in Cause.allCases {
      let deals = group.deals.filter { $0.cause == cause }
      guard !deals.isEmpty else { continue }
      let difference = deals.reduce(0) { $0 + $1.amount.new - $1.amount.old }
      sum += difference
      table.add(["\(cause.name)", "\(grouped(deals.count))", "\(signed(difference, currency))"])
    }
    table.sum = ["sum", "\(grouped(group.deals.count))", "\(signed(sum, currency))"]
    return table
  }

  /// What names had and have, those that moved most first; what did not move is one row.
  private func totals(_ heading: Prose, _ totals: [Total], _ currency: Currency) -> Table {
    var table = Table([
      (heading, .left), ("before", .right), ("now", .right), ("difference", .right),
    ])
    func add(_ name: Prose, _ members: some Sequence<Total>) {
      let (old, new) = members.reduce((0, 0)) { ($0.0 + $1.old, $0.1 + $1.new) }
      table.add([
        name, amount(old, currency), amount(new, currency), "\(signed(new - old, currency))",
      ])
    }
    let moved = totals.filter { $0.difference != 0 }
      .sorted { $0.difference.magnitude > $1.difference.magnitude }
    let still = totals.filter { $0.difference == 0 }
    for total in moved.prefix(Comparison.rowLimit) { add(.input(total.name.text), [total]) }
    let rest = moved.dropFirst(Comparison.rowLimit)
    if !rest.isEmpty { add("\(grouped(rest.count)) more", rest) }
    if !still.isEmpty { add("\(grouped(still.count)) as before", still) }
    let (old, new) = totals.reduce((0, 0)) { ($0.0 + $1.old, $0.1 + $1.new) }
    table.sum = [
      "sum", amount(old, currency), amount(new, currency), "\(signed(new - old, currency))",
    ]
    return table
  }

  /// What each cause, and then each deal, took from and gave to the teams.
  private func teamsByDeal(_ deals: [DealChange], _ model: Int, _ group: Group) -> [Document.Block]
  {
    let columns = TeamColumns(
      group.teams[model], deals: deals, model, limit: Comparison.columnLimit)
    guard !columns.teams.isEmpty else { return [] }
    let currency = group.key.currency
    func table(_ headings: [Prose]) -> Table {
      Table(
        headings.map { ($0, .left) }
          + (columns.headings + ["all teams"]).map { ($0, .right) })
    }
    func cells(_ deals: some Sequence<DealChange>) -> [Prose] {
      var sums = columns.none
      for deal in deals { columns.add(deal.teams[model], to: &sums) }
      return (sums + [sums.reduce(0, +)]).map { "\(signed($0, currency))" }
    }
    var causes = table(["cause"])
    for cause in Cause.allCases {
      let members = deals.filter { $0.cause == cause }
      if !members.isEmpty { causes.add(["\(cause.name)"] + cells(members)) }
    }
    causes.sum = ["sum"] + cells(deals)

    var rows = table(["deal", "what changed"])
    func weight(_ deal: DealChange) -> UInt64 {
      deal.teams[model].reduce(0) { $0 + $1.difference.magnitude }
    }
    let ranked = deals.sorted { weight($0) > weight($1) }
    for deal in ranked.prefix(Comparison.rowLimit) {
      let name: Prose = deal.name.isEmpty ? "" : " \(input: deal.name)"
      let detail: Prose = deal.detail.isEmpty ? "\(deal.cause.name)" : deal.detail
      rows.add(["\(input: deal.id.text)\(name)", detail] + cells([deal]))
    }
    let rest = ranked.dropFirst(Comparison.rowLimit)
    if !rest.isEmpty { rows.add(["\(grouped(rest.count)) more deals", ""] + cells(rest)) }
    rows.sum = ["sum", ""] + cells(deals)
    return [.table(causes), .table(rows)]
  }

  private func amount(_ units: Int64, _ currency: Currency) -> Prose {
    "\(currency.grouped(units, withCode: false))"
  }
}

extension ResultRecord.Input {
  /// `deals.csv (deals)`, and beside one of the same name what tells the two apart.
  fileprivate func words(beside others: [ResultRecord.Input]) -> Prose {
    let namesakes = others.filter { $0.kind == kind && Label($0.name) == Label(name) }
    var facts: [Prose] = ["\(kind)"]
    if !namesakes.isEmpty {
      if !rows.isEmpty { facts.append("\(countedGrouped(rowCount, "row"))") }
      facts.append("\(countedGrouped(bytes, "byte"))")
    }
    if namesakes.contains(where: { $0.bytes == bytes && $0.rowCount == rowCount }) {
      facts.append("fingerprint \(input: String(fingerprint.prefix(8)))…")
    }
    return "\(input: name) (\(facts.joined()))"
  }

  /// Whatever became of them.
  private var rowCount: Int { rows.values.reduce(0, &+) }
}

/// The teams that have a column of their own, and one for all others.
private struct TeamColumns {
  /// Those that moved, by how much they did.
  let teams: [Label]
  private let position: [Label: Int]
  private let limit: Int

  init(_ totals: [Comparison.Total], deals: [Comparison.DealChange], _ model: Int, limit: Int) {
    var moved: [Label: UInt64] = [:]
    for total in deals.flatMap({ $0.teams[model] }) {
      moved[total.name, default: 0] += total.difference.magnitude
    }
    teams = moved.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .map(\.key)
    position = Dictionary(
      uniqueKeysWithValues: teams.enumerated().map { ($0.element, min($0.offset, limit)) })
    self.limit = limit
  }

  var headings: [Prose] {
    teams.prefix(limit).map { .input($0.text) }
      + (teams.count > limit ? ["\(teams.count - limit) more"] : [])
  }

  /// Room for a sum in each column.
  var none: [Int64] { Array(repeating: 0, count: min(teams.count, limit + 1)) }

  func add(_ movements: [Comparison.Total], to sums: inout [Int64]) {
    for movement in movements { sums[position[movement.name]!] += movement.difference }
  }
}

/// A difference with its sign: `+1,250.00`, `−5,000.00`, `0.00`.
private func signed(_ units: Int64, _ currency: Currency) -> String {
  (units > 0 ? "+" : "") + currency.grouped(units, withCode: false)
}

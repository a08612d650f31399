extension CurrencyChapter {
  /// What the CRM says of where deals come from, beside whose touch was first.
  func sourceSection(_ figures: ChapterFigures, of attribution: Attribution) -> [Document.Block] {
    let all = attribution.deals
    let said = all.labels(of: .source)
    // Most files say nothing of any deal.
    guard (0..<said.names.count).contains(where: { !said.names.texts.isEmpty($0) }),
      figures.deals.contains(where: { !said.isEmpty($0) })
    else { return [] }
    let cross = SourceTable(of: figures.deals, by: figures.teams, in: attribution)
    return [
      .heading(2, "What the CRM says\(suffix(of: attribution))"),
      .paragraph(
        """
        The source that the CRM has for a deal, against the team of its first touch. Tied are deals \
        whose first second has touches of several teams.
        """),
      .table(cross.table("source, deals") { grouped($0.deals) }),
      .table(
        cross.table("source, amount (\(currency.code))") {
          currency.grouped($0.amount, withCode: false)
        }),
    ] + disagreements(cross, attribution)
  }

  private func disagreements(
    _ cross: SourceTable, _ attribution: Attribution
  ) -> [Document.Block] {
    let rule: Prose = """
      A source is taken for a team's if it is the team's name, or a channel that is one team's alone \
      (without case, spaces, \(code: "-") and \(code: "_"))
      """
    guard !cross.judged.isEmpty else {
      return [
        .paragraph(
          rule + "; none is that of a deal with a touch, so that nothing is said of agreement.")
      ]
    }
    let all = attribution.deals
    func sum(_ indices: [Int]) -> String {
      currency.grouped(indices.reduce(0) { $0 + all.won[$1].amount })
    }
    let differing = cross.judged.filter { !$0.agrees }.map(\.deal)
    let judged = cross.judged.map(\.deal)
    let count: Prose = """
      : so it is for \(countedGrouped(judged.count, "deal")) with a touch, worth \(sum(judged)).
      """
    guard !differing.isEmpty else {
      return [.paragraph(rule + count + " In all of them a touch of that team is among the first.")]
    }
    var table = Table([
      ("deal", .left), ("amount (\(currency.code))", .right), ("the CRM's source", .left),
      ("a source of", .left), ("first touch", .left),
    ])
    for index in all.largest(10, of: differing) {
      table.add([
        all.title(of: index), "\(currency.grouped(all.won[index].amount, withCode: false))",
        .input(all.label(.source, of: index)),
        .input(cross.sources.team(of: all.label(.source, of: index))?.text ?? ""),
        openers(of: index, in: attribution),
      ])
    }
    let more =
      differing.count > 10 ? " The ten largest of these \(grouped(differing.count)):" : ""
    return [
      .paragraph(
        rule + count + """
           In \(grouped(differing.count)) of them, worth \(sum(differing)), no touch of that team is \
          among the first.\(more)
          """), .table(table),
    ]
  }

  /// The first touches of a deal: channels, each with its team.
  private func openers(of index: Int, in attribution: Attribution) -> Prose {
    let parties = attribution.openers(of: index).map { attribution.touches.partyNames[$0] }
    let names = Set(parties.map { [Label($0.channel), Label($0.team)] })
      .sorted { $0.lexicographicallyPrecedes($1) }
    let shown = names.prefix(3).map { "\(input: $0[0].text) (\(input: $0[1].text))" as Prose }
    return shown.joined()
      + (names.count > 3 ? " and \(names.count - 3) more" : "")
  }
}

/// The sources of deals against the teams of their first touches.
private struct SourceTable {
  let sources: SourceTeams
  /// Deals whose source is a team's and that have a touch.
  private(set) var judged: [(deal: Int, agrees: Bool)] = []
  private var rows: [Row] = []
  private var headings: [Prose] = []

  struct Cell {
    var deals = 0
    var amount: Int64 = 0

    static func += (left: inout Cell, right: Cell) {
      left.deals += right.deals
      left.amount += right.amount
    }
  }

  private struct Row {
    var label: Prose
    var team: Prose
    /// One for each heading.
    var cells: [Cell]

    var sum: Cell { cells.reduce(into: Cell()) { $0 += $1 } }
  }

  /// - Parameter teams: In their order, the first five of which are shown apart.
  init(of deals: [Int], by teams: PartyFigures, in attribution: Attribution) {
    sources = SourceTeams(of: attribution)
    let all = attribution.deals
    let order = TeamOrder(attribution.touches.partyNames)
    let positions = Dictionary(
      uniqueKeysWithValues: zip(order.names.map { Label($0) }, order.names.indices))
    // The columns: teams that are shown, the others, tied, no touch.
    let (shown, rest) = teams.folded(to: 5)
    var columnOf = Array(repeating: shown.count, count: order.names.count)
    for (column, name) in shown.enumerated() { columnOf[positions[name]!] = column }
    let tied = shown.count + (rest.isEmpty ? 0 : 1)
    headings =
      shown.map { .input($0.text, limit: 24) } + (rest.isEmpty ? [] : ["\(rest.count) more teams"])
      + ["tied", "no touch"]

    var names = Names()
    var cells: [[Cell]] = []
    var mapped: [Int?] = []
    let said = all.labels(of: .source)
    for index in deals {
      let number = names.intern(said.names.texts, Int(said.numbers[index]))
      if number == cells.count {
        cells.append(Array(repeating: Cell(), count: headings.count))
        mapped.append(sources.team(of: names[number]).map { positions[$0] ?? -1 })
      }
      let openers = Set(attribution.openers(of: index).map { order.position[$0] })
      let column = openers.isEmpty ? tied + 1 : openers.count > 1 ? tied : columnOf[openers.first!]
      cells[number][column] += Cell(deals: 1, amount: all.won[index].amount)
      if let team = mapped[number], !openers.isEmpty {
        judged.append((index, openers.contains(team)))
      }
    }
    rows = cells.indices.map { number in
      Row(
        label: names[number].isEmpty ? "none" : .input(names[number]),
        team: .input(sources.team(of: names[number])?.text ?? ""), cells: cells[number])
    }
    let ranked = rows.indices.sorted {
      let (first, second) = (rows[$0].sum, rows[$1].sum)
      return (second.amount, second.deals, Label(names[$0]))
        < (first.amount, first.deals, Label(names[$1]))
    }
    rows = ranked.map { rows[$0] }
    fold(to: 15)
    leaveOutEmptyColumns()
  }

  private mutating func fold(to limit: Int) {
    guard rows.count > limit + 1 else { return }
    var rest = Row(
      label: "\(grouped(rows.count - limit)) more sources", team: "",
      cells: Array(repeating: Cell(), count: headings.count))
    for row in rows[limit...] {
      for column in headings.indices { rest.cells[column] += row.cells[column] }
    }
    rows = rows.prefix(limit) + [rest]
  }

  private mutating func leaveOutEmptyColumns() {
    let kept = headings.indices.filter { column in rows.contains { $0.cells[column].deals > 0 } }
    headings = kept.map { headings[$0] }
    for row in rows.indices { rows[row].cells = kept.map { rows[row].cells[$0] } }
  }

  func table(_ heading: Prose, _ text: (Cell) -> String) -> Table {
    var table = Table(
      [(heading, .left), ("a source of", .left)] + headings.map { ($0, .right) }
        + [("sum", .right)])
    for row in rows {
      table.add(
        [row.label, row.team] + row.cells.map { "\(text($0))" } + ["\(text(row.sum))"])
    }
    let sums = headings.indices.map { column in
      rows.reduce(into: Cell()) { $0 += $1.cells[column] }
    }
    table.sum =
      ["sum", ""] + sums.map { "\(text($0))" }
      + ["\(text(sums.reduce(into: Cell()) { $0 += $1 }))"]
    return table
  }
}

/// Whose work a CRM's source is, where its name says that without a guess.
private struct SourceTeams {
  /// Teams by their own names; then by their channels in the definitions; then by those of touches.
  private var layers: [[[UInt8]: Set<Label>]] = [[:], [:], [:]]

  init(of attribution: Attribution) {
    let declared = attribution.definitions.teamOfChannel
    let parties = attribution.touches.partyNames
    for team in declared.values + parties.map(\.team) { add(team, team, to: 0) }
    for (channel, team) in declared { add(channel.text, team, to: 1) }
    for party in parties where party.channel != noChannel { add(party.channel, party.team, to: 2) }
  }

  private mutating func add(_ name: String, _ team: String, to layer: Int) {
    layers[layer][foldedHeader(name), default: []].insert(Label(team))
  }

  /// The team of a source; nil if it is nobody's, or several teams'.
  func team(of source: String) -> Label? {
    let folded = foldedHeader(source)
    guard !folded.isEmpty, let teams = layers.lazy.compactMap({ $0[folded] }).first,
      teams.count == 1, let team = teams.first, team.text != unassignedTeam
    else { return nil }
    return team
  }
}

extension Attribution {
  /// The parties of the touches of a journey's first second; none where there is no journey.
  fileprivate func openers(of index: Int) -> [Int] {
    let list = journeys.touches(of: index)
    guard let first = list.first else { return [] }
    let opening = touches.instants[Int(first)]
    return list.prefix { touches.instants[Int($0)] == opening }
      .map { Int(touches.parties[Int($0)]) }
  }
}

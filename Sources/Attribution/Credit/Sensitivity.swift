/// What the teams get under other settings: how far the shares depend on rules that might have been
/// agreed otherwise.
struct Sensitivity: Sendable {
  /// By setting, value and model.
  let variations: [Variation]
  /// The teams, and `(uncredited)` at the end.
  private let names: [Label]
  /// Their positions by the bytes of the names.
  private let order: [Int]
  /// For each variation the cell in which it is computed: some come to the same.
  private let cellOf: [Int]
  /// For each group of `Credit.groups` and each cell: minor units by team, then without a touch.
  private var credits: [[[Int64]]]

  /// Something that is computed: the journeys by one lookback, weighed by one rule.
  private struct Cell: Equatable {
    let window: Int
    let rule: Int
  }

  /// What each team and `(uncredited)` get in a period and currency, sorted by the bytes of their
  /// names; who gets nothing is left out.
  ///
  /// - Parameters:
  ///   - group: By its position in `Credit.groups`.
  ///   - variation: By its position in `variations`.
  func rows(of group: Int, by variation: Int) -> [(team: String, credit: Int64)] {
    let credits = credits[group][cellOf[variation]]
    return order.compactMap { credits[$0] == 0 ? nil : (names[$0].text, credits[$0]) }
  }

  /// - Throws: A `Failure` if it does not add up to won revenue, which is a fault of the program.
  init(
    of credit: Credit, deals: Deals, through windows: Windows, of touches: Touchpoints,
    by definitions: Definitions, jobs: Int
  ) throws(Failure) {
    variations = Variation.all(by: definitions)
    let teams = TeamOrder(touches.partyNames)
    let names = (teams.names + [uncredited]).map { Label($0) }
    self.names = names
    order = names.indices.sorted { names[$0] < names[$1] }
    var rules: [Model] = []
    var cells: [Cell] = []
    cellOf = variations.map { variation in
      let rule = rules.place(variation.rule) { $0.isSameRule(as: $1) }
      let window = windows.lookbacks.firstIndex(of: variation.lookback)!
      return cells.place(Cell(window: window, rule: rule), by: ==)
    }
    let none = cells.map { _ in Array(repeating: Int64(0), count: names.count) }
    credits = credit.groups.map { _ in none }

    var blocks: [(group: Int, deals: Range<Int>)] = []
    for (number, group) in credit.groups.enumerated() {
      let runs = cuts(of: group.deals.count, weighing: { windows.touchCount(of: group.deals[$0]) })
      blocks += runs.map { (number, $0) }
    }
    let rulesOfWindow = windows.lookbacks.indices.map { window in
      cells.indices.filter { cells[$0].window == window }.map { (cell: $0, rule: cells[$0].rule) }
    }
    var sums = credits
    try inOrder(
      blocks.count, jobs: jobs,
      scratch: { [rules] in
        Weighing(windows, deals: deals, touches: touches, definitions: definitions, rules: rules)
      },
      produce: { [blocks] weighing, number in
        var sums = none
        for index in credit.groups[blocks[number].group].deals[blocks[number].deals] {
          for (window, rules) in rulesOfWindow.enumerated() {
            weighing.open(window, for: index)
            for (cell, rule) in rules {
              weighing.add(index, by: rule, to: &sums[cell], teams)
            }
          }
        }
        return sums
      },
      consume: { (number, block) throws(Failure) in
        let group = blocks[number].group
        for cell in block.indices {
          for team in block[cell].indices { sums[group][cell][team] += block[cell][team] }
        }
      })
    credits = sums
    for (number, group) in credit.groups.enumerated() {
      for (variation, cell) in zip(variations, cellOf) {
        try proveBalance(
          of: credits[number][cell], in: group,
          "\(definitions.models[variation.model].name) by \(variation.setting.rawValue) "
            + variation.value)
      }
    }
  }
}

/// The journeys by each lookback that is looked at.
struct Windows: Sendable {
  /// In seconds, ascending; nil, without limit, at the end.
  let lookbacks: [Int64?]
  let journeys: [Journeys]

  init(of deals: Deals, through journeys: Journeys, by definitions: Definitions) {
    let all = Variation.all(by: definitions).filter { $0.setting == .lookback }.map(\.lookback)
    lookbacks = all.indices.filter { $0 == 0 || all[$0] != all[$0 - 1] }.map { all[$0] }
    self.journeys = lookbacks.map { lookback in
      lookback == definitions.lookback
        ? journeys : journeys.within(lookback, of: deals, by: definitions)
    }
  }

  /// How many touches the journeys of a deal have together.
  func touchCount(of deal: Int) -> Int { journeys.reduce(0) { $0 + $1.count(of: deal) } }
}

/// Shares out deal after deal, through one window after the other, by one rule after the other.
///
/// Where a deal's journey is the same through the next window, so are the shares.
private struct Weighing {
  private let windows: Windows
  private let deals: Deals
  private let touches: Touchpoints
  private let rules: [Model]
  private var creditings: [Crediting]
  private var window = 0
  private var parties: [UInt32] = []
  /// What each touch gets by each rule; empty for one that was not asked for yet.
  private var shares: [[Int64]]

  init(
    _ windows: Windows, deals: Deals, touches: Touchpoints, definitions: Definitions,
    rules: [Model]
  ) {
    self.windows = windows
    self.deals = deals
    self.touches = touches
    self.rules = rules
    creditings = windows.journeys.map {
      Crediting(deals: deals, journeys: $0, touches: touches, definitions: definitions)
    }
    shares = rules.map { _ in [] }
  }

  /// Goes on to a window of a deal, the first one first.
  mutating func open(_ window: Int, for index: Int) {
    self.window = window
    let journeys = windows.journeys
    if window > 0, journeys[window].hasJourney(of: index, asIn: journeys[window - 1]) { return }
    parties.removeAll(keepingCapacity: true)
    for touch in journeys[window].touches(of: index) {
      parties.append(touches.parties[Int(touch)])
    }
    for rule in shares.indices { shares[rule].removeAll(keepingCapacity: true) }
  }

  /// - Parameter sums: By team, and at the end what no touch led to.
  mutating func add(_ index: Int, by rule: Int, to sums: inout [Int64], _ teams: TeamOrder) {
    guard !parties.isEmpty else {
      sums[sums.count - 1] += deals.won[index].amount
      return
    }
    if shares[rule].isEmpty {
      creditings[window].creditMoney(of: index, by: rules[rule].weigh)
      creditings[window].money.append(to: &shares[rule])
    }
    for (party, share) in zip(parties, shares[rule]) { sums[teams.position[Int(party)]] += share }
  }
}

extension Model {
  /// Whether two models, whatever their names, share out alike.
  fileprivate func isSameRule(as other: Model) -> Bool {
    kind == other.kind && settings == other.settings
  }
}

extension Array {
  /// Where an element is, which is put at the end if none is the same.
  fileprivate mutating func place(_ element: Element, by areSame: (Element, Element) -> Bool) -> Int
  {
    if let known = firstIndex(where: { areSame($0, element) }) { return known }
    append(element)
    return count - 1
  }
}

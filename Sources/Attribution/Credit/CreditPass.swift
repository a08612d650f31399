/// What comes of all deals of the report, each looked at and shared out once: most of the time goes by
/// with waiting for what is known of deals and touches.
struct CreditPass: Sendable {
  /// What each thing got, by keys of several kinds: for each kind one for each group.
  private(set) var tables: [[KeyedTallies]]
  private(set) var teams: TeamCredits
  /// One for each group.
  private(set) var reach: [GroupReach]

  /// What comes of a block of deals of one group.
  fileprivate struct Part: Sendable {
    /// One for each kind of keys.
    var tables: [KeyedTallies]
    var teams = TeamCredits()
    /// How many bytes each deal has in them.
    var lengths: [Int] = []
    var reach = ReachCounts.Found()

    init(_ tables: [KeyedTallies]) { self.tables = tables }
  }

  init(
    by keys: [TallyKeys], in groups: [CreditGroup], of deals: Deals, through journeys: Journeys,
    touches: Touchpoints, definitions: Definitions, jobs: Int
  ) {
    let models = definitions.models
    let blocks = groups.blocks(through: journeys)
    let order = TeamOrder(touches.partyNames)
    let none = KeyedTallies(modelCount: models.count)
    var tables = keys.map { _ in groups.map { _ in none } }
    var teams = TeamCredits(dealCount: deals.won.count)
    var reach = groups.map { _ in GroupReach() }
    // Adding never fails.
    try! inOrder(
      blocks.count, jobs: jobs,
      scratch: {
        Worker(
          Crediting(deals: deals, journeys: journeys, touches: touches, definitions: definitions),
          by: keys, order, ReachCounts(touches.partyNames), weighings: models.map(\.weigh))
      },
      produce: { [blocks] worker, number in
        let block = blocks[number]
        return worker.part(
          of: groups[block.group].deals[block.deals], deals, journeys, touches.parties)
      },
      consume: { number, part in
        let block = blocks[number]
        for kind in keys.indices { tables[kind][block.group].add(part.tables[kind]) }
        teams.append(part.teams, of: groups[block.group].deals[block.deals], lengths: part.lengths)
        reach[block.group].add(part.reach)
      })
    self.tables = tables.map { $0.map(\.sorted) }
    self.teams = teams
    self.reach = reach
  }
}

/// Credits one deal after the other, and adds up what comes of it.
private struct Worker {
  private var crediting: Crediting
  private let keys: [TallyKeys]
  private let weighings: [Model.Weighing]
  /// What the parties of the deal at hand get, for each one for each model: most keys tell no more of
  /// its touches apart.
  private var tallies: [Tally] = []
  private var parties: JourneyParties
  private let teams: TeamOrder
  /// What each team gets of the deal at hand from a model, and last what goes to none.
  private var credits: [Int64]
  /// For each kind of keys that tells more apart, the numbers of the touches of the deal at hand.
  private var numbers: [[Int]]
  private var reach: ReachCounts

  init(
    _ crediting: Crediting, by keys: [TallyKeys], _ teams: TeamOrder, _ reach: ReachCounts,
    weighings: [Model.Weighing]
  ) {
    self.crediting = crediting
    self.keys = keys
    self.weighings = weighings
    self.teams = teams
    self.reach = reach
    parties = JourneyParties(partyCount: teams.position.count)
    credits = Array(repeating: 0, count: teams.names.count + 1)
    numbers = keys.map { _ in [] }
  }

  /// What comes of a block of deals of one group.
  mutating func part(
    of indices: ArraySlice<Int>, _ deals: Deals, _ journeys: Journeys, _ partyOf: [UInt32]
  ) -> CreditPass.Part {
    var part = CreditPass.Part(keys.map { _ in KeyedTallies(modelCount: weighings.count) })
    // Deals in the order of their ids lie anywhere in memory: asked for one behind the other, many
    // are on their way at once.
    let won = indices.map { Tally(deals.won[$0]) }
    let all = indices.map { journeys.touches(of: $0) }
    for (place, index) in indices.enumerated() {
      let start = part.teams.count
      if all[place].isEmpty {
        leave(index, won[place], in: &part)
      } else {
        parties.find(in: all[place], partyOf)
        credit(index, all[place], in: &part)
        if won[place].dealUnits > 0 {
          reach.add(parties, ages: crediting.ages, amount: won[place].credit)
        }
      }
      part.lengths.append(part.teams.count - start)
    }
    part.reach = reach.take()
    return part
  }

  /// Adds a deal without a journey.
  private mutating func leave(_ index: Int, _ tally: Tally, in part: inout CreditPass.Part) {
    for kind in keys.indices {
      part.tables[kind].add(
        repeatElement(tally, count: weighings.count),
        to: part.tables[kind].number(of: keys[kind].withoutTouch(deal: index)))
    }
    for _ in weighings.indices {
      credits[credits.count - 1] = tally.credit
      part.teams.append(&credits)
    }
  }

  /// Shares out a deal with a journey, whose parties are found.
  private mutating func credit(
    _ index: Int, _ journey: JourneyTouches, in part: inout CreditPass.Part
  ) {
    let modelCount = weighings.count
    tallies.fill(parties.parties.count * modelCount, with: Tally())
    for kind in keys.indices where !keys[kind].isOfDeals {
      numbers[kind].removeAll(keepingCapacity: true)
      for (touch, position) in zip(journey, parties.ofTouch) {
        let key = keys[kind].key(of: Int(touch), party: parties.parties[position])
        numbers[kind].append(part.tables[kind].number(of: key))
      }
    }
    for model in weighings.indices {
      crediting.credit(index, by: weighings[model])
      tallies.add(crediting.money, crediting.units, at: parties.ofTouch, model, of: modelCount)
      for kind in keys.indices where !keys[kind].isOfDeals {
        part.tables[kind].add(crediting.money, crediting.units, at: numbers[kind], model)
      }
    }
    for kind in keys.indices where keys[kind].isOfDeals {
      for (position, party) in parties.parties.enumerated() {
        let number = part.tables[kind].number(of: keys[kind].key(of: index, party: party))
        part.tables[kind].add(
          tallies[(position * modelCount)..<(position + 1) * modelCount], to: number)
      }
    }
    for model in weighings.indices {
      for (position, party) in parties.parties.enumerated() {
        credits[teams.position[party]] += tallies[position * modelCount + model].credit
      }
      part.teams.append(&credits)
    }
  }
}

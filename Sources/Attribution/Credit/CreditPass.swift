/// What comes of all deals of the report, each looked at and shared out once.
struct CreditPass: Sendable {
  /// What each thing got, by keys of several kinds: for each kind one for each group.
  private(set) var tables: [[KeyedTallies]]
  private(set) var teams: TeamCredits
  /// One for each group.
  private(set) var reach: [GroupReach]

  /// What comes of a block of deals.
  fileprivate struct Part: Sendable {
    /// One for each group, for each kind of keys.
    var tables: [[KeyedTallies]]
    var teams = TeamCredits()
    /// How many bytes each deal has in them.
    var lengths: [Int] = []
    /// One for each group.
    var reach: [ReachCounts.Found] = []

    init(_ tables: [[KeyedTallies]]) { self.tables = tables }
  }

  init(
    by keys: [TallyKeys], in groups: [CreditGroup], of deals: Deals, through journeys: Journeys,
    touches: Touchpoints, definitions: Definitions, jobs: Int
  ) {
    var groupOf = Array(repeating: Int32(-1), count: deals.won.count)
    for (number, group) in groups.enumerated() {
      for deal in group.deals { groupOf[deal] = Int32(number) }
    }
    // In the order of the files: accounts are numbered in it, so that the journeys of deals that
    // follow each other lie together in memory.
    let blocks = cuts(
      of: deals.won.count, weighing: { groupOf[$0] < 0 ? 0 : journeys.count(of: $0) },
      target: 1 << 15)
    let plan = CreditPlan(keys, touches, definitions)
    let counts = ReachCounts(touches.partyNames)
    let none = keys.map { _ in
      groups.map { _ in KeyedTallies(modelCount: definitions.models.count) }
    }
    var tables = none
    var teams = TeamCredits(dealCount: deals.won.count)
    var reach = groups.map { _ in GroupReach() }
    // Adding never fails.
    try! inOrder(
      blocks.count, jobs: jobs,
      scratch: {
        Worker(
          kinds: JourneyKinds(count: plan.kinds.count), reach: groups.map { _ in counts })
      },
      produce: { [groupOf] worker, number in
        var part = Part(none)
        worker.add(
          blocks[number], of: deals, groupOf, journeys, touches.instants, by: plan, to: &part)
        return part
      },
      consume: { number, part in
        for kind in keys.indices {
          for group in groups.indices { tables[kind][group].add(part.tables[kind][group]) }
        }
        teams.append(part.teams, of: blocks[number], lengths: part.lengths)
        for group in groups.indices { reach[group].add(part.reach[group]) }
      })
    self.tables = tables.map { $0.map(\.sorted) }
    self.teams = teams
    self.reach = reach
  }
}

/// What is the same for all deals.
private struct CreditPlan: Sendable {
  let keys: [TallyKeys]
  let kinds: TouchKinds
  /// What each kind of touches adds to what the deal says: for each of `keys` one for each kind.
  let keysOfKinds: [UInt64]
  /// The team of each kind, by its position in `TeamOrder`.
  let teamOfKind: [Int]
  /// How many teams there are, and one for what goes to none.
  let teamCount: Int
  let weighings: [Model.Weighing]
  let tiesShare: Bool

  init(_ keys: [TallyKeys], _ touches: Touchpoints, _ definitions: Definitions) {
    self.keys = keys
    let kinds = TouchKinds(of: touches, by: keys)
    let teams = TeamOrder(touches.partyNames)
    self.kinds = kinds
    keysOfKinds = keys.flatMap { kinds.keys(by: $0) }
    teamOfKind = kinds.parties.map { teams.position[$0] }
    teamCount = teams.names.count + 1
    weighings = definitions.models.map(\.weigh)
    tiesShare = definitions.ties == .share
  }
}

/// Credits one deal after the other, and adds up what comes of it.
private struct Worker {
  /// Those of the deal at hand.
  var kinds: JourneyKinds
  /// One for each group.
  var reach: [ReachCounts]

  /// Adds a block of deals.
  ///
  /// - Parameter groupOf: By the index of the deal, the number of its group; below 0 where the report
  ///   is not about it.
  mutating func add(
    _ block: Range<Int>, of deals: Deals, _ groupOf: [Int32], _ journeys: Journeys,
    _ instants: Instants, by plan: CreditPlan, to part: inout CreditPass.Part
  ) {
    let modelCount = plan.weighings.count
    var journey = Journey(tiesShare: plan.tiesShare)
    var (weights, shareOut) = (Weights(), ShareOut())
    // What the kinds of touches of the deal at hand get, for each model one for each kind: minor units,
    // and millionths of a deal.
    var (money, units) = ([Int64](), [Int64]())
    // For each model what each team gets of it, and last what goes to none.
    var credits: [Int64] = []
    part.lengths.reserveCapacity(block.count)
    for index in block {
      let start = part.teams.count
      defer { part.lengths.append(part.teams.count - start) }
      let group = Int(groupOf[index])
      guard group >= 0 else { continue }
      let deal = Tally(deals.won[index])
      let touches = journeys.touches(of: index)
      credits.fill(modelCount * plan.teamCount, with: 0)
      guard !touches.isEmpty else {
        for number in plan.keys.indices {
          part.tables[number][group].add(
            deal, to: plan.keys[number].withoutTouch(deal: index))
        }
        for model in 0..<modelCount { credits[(model + 1) * plan.teamCount - 1] = deal.credit }
        part.teams.append(credits, inRowsOf: plan.teamCount)
        continue
      }
      let closedAt = deals.journeyClose(of: index)
      journey.become(touches.count) { closedAt - instants[Int(touches[$0])] }
      kinds.find(in: touches, plan.kinds.ofTouch)
      let kindCount = kinds.kinds.count
      money.fill(modelCount * kindCount, with: 0)
      units.fill(modelCount * kindCount, with: 0)
      for model in 0..<modelCount {
        weights.removeAll()
        plan.weighings[model](journey, &weights)
        let (total, start) = (weights.total, model * kindCount)
        shareOut.share(
          deal.credit, by: weights, total: total, to: &money, from: start, at: kinds.ofTouch)
        shareOut.share(
          deal.dealUnits, by: weights, total: total, to: &units, from: start, at: kinds.ofTouch)
      }
      for number in plan.keys.indices {
        part.tables[number][group].add(
          money, units, of: kinds.kinds, plan.keysOfKinds, from: number * plan.kinds.count,
          plan.keys[number].part(of: index))
      }
      addByTeam(money, of: kinds.kinds, plan.teamOfKind, to: &credits, plan.teamCount)
      part.teams.append(credits, inRowsOf: plan.teamCount)
      if deal.dealUnits > 0 {
        reach[group].add(kinds, of: plan.kinds.parties, ages: journey.ages, amount: deal.credit)
      }
    }
    for group in reach.indices { part.reach.append(reach[group].take()) }
  }
}

extension ShareOut {
  /// Shares an amount out to touches, and adds what they get to sums.
  ///
  /// - Parameters:
  ///   - start: From which sum on the model has its own.
  ///   - places: For each touch, which of these it adds to.
  fileprivate mutating func share(
    _ amount: Int64, by weights: Weights, total: UInt128, to sums: inout [Int64],
    from start: Int, at places: [Int]
  ) {
    let places = places.span
    var sums = sums.mutableSpan
    share(amount, by: weights, total: total) { share, touch, end in
      var touch = share == 0 ? end : touch
      while touch < end {
        sums[start &+ places[touch]] &+= share
        touch &+= 1
      }
    }
  }
}

/// Adds what kinds of touches get to what their teams get, for each model.
private func addByTeam(
  _ money: [Int64], of kinds: [Int], _ teamOfKind: [Int], to credits: inout [Int64],
  _ teamCount: Int
) {
  let (money, kinds) = (money.span, kinds.span)
  var credits = credits.mutableSpan
  for place in kinds.indices {
    var (team, sum) = (teamOfKind[kinds[place]], place)
    while team < credits.count {
      credits[team] += money[sum]
      team &+= teamCount
      sum &+= kinds.count
    }
  }
}

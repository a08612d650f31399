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
    let reported = deals.won.indices.filter { groupOf[$0] >= 0 }
    let blocks = cuts(
      of: reported.count, weighing: { journeys.count(of: reported[$0]) }, target: 1 << 15)
    let plan = CreditPlan(keys, touches, definitions)
    let counts = ReachCounts(touches.partyNames)
    let none = keys.map { _ in
      groups.map { _ in KeyedTallies(modelCount: definitions.models.count) }
    }
    var tables = none
    var teams = TeamCredits(count: reported.count, dealCount: deals.won.count)
    var reach = groups.map { _ in GroupReach() }
    // Adding never fails.
    try! inOrder(
      blocks.count, jobs: jobs,
      scratch: { Worker(plan, reach: groups.map { _ in counts }) },
      produce: { [groupOf] worker, number in
        var part = Part(none)
        worker.add(
          reported[blocks[number]], of: deals, groupOf, journeys, touches.instants, by: plan,
          to: &part)
        return part
      },
      consume: { number, part in
        for kind in keys.indices {
          for group in groups.indices { tables[kind][group].add(part.tables[kind][group]) }
        }
        teams.append(part.teams, of: reported[blocks[number]], lengths: part.lengths)
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

/// Credits some dozens of deals after the other, and adds up what comes of them.
private struct Worker {
  private var batch: DealBatch
  private var weights = Weights()
  private var shareOut = ShareOut()
  /// What the touches of a journey get: minor units, and millionths of a deal.
  private var money: [Int64] = []
  private var units: [Int64] = []
  /// What the kinds of touches of the deals at hand get: for each of `batch.kinds` one for each model.
  private var shares: [Tally] = []
  /// What each team gets of each deal from each model, and last what goes to none.
  private var credits: [Int64] = []
  /// One for each group.
  private var reach: [ReachCounts]

  private static var batchSize: Int { 64 }

  init(_ plan: CreditPlan, reach: [ReachCounts]) {
    batch = DealBatch(kindCount: plan.kinds.count, tiesShare: plan.tiesShare)
    self.reach = reach
  }

  /// Adds a block of deals.
  ///
  /// - Parameter groupOf: By the index of the deal, the number of its group.
  mutating func add(
    _ block: ArraySlice<Int>, of deals: Deals, _ groupOf: [Int32], _ journeys: Journeys,
    _ instants: Instants, by plan: CreditPlan, to part: inout CreditPass.Part
  ) {
    let creditCount = plan.weighings.count * plan.teamCount
    part.lengths.reserveCapacity(block.count)
    var rest = block
    while !rest.isEmpty {
      let indices = rest.prefix(Worker.batchSize)
      rest = rest.dropFirst(Worker.batchSize)
      batch.removeAll()
      credits.fill(indices.count * creditCount, with: 0)
      for (place, index) in indices.enumerated() {
        let (group, tally) = (Int(groupOf[index]), Tally(deals.won[index]))
        let touches = journeys.touches(of: index)
        if touches.isEmpty {
          addUncredited(index, in: group, tally, at: place, by: plan, to: &part)
        } else {
          batch.add(
            index, at: place, in: group, tally, touches, closedAt: deals.journeyClose(of: index),
            instants, plan.kinds.ofTouch)
        }
      }
      batch.share(by: plan.weighings, &weights, &shareOut, &money, &units, to: &shares)
      batch.add(shares, by: plan, to: &part.tables)
      batch.add(shares, by: plan, to: &credits)
      part.teams.append(
        credits, inRowsOf: plan.teamCount, plan.weighings.count, lengths: &part.lengths)
      batch.addReach(of: plan.kinds.parties, to: &reach)
    }
    for group in reach.indices { part.reach.append(reach[group].take()) }
  }

  /// Adds a deal without a journey.
  private mutating func addUncredited(
    _ index: Int, in group: Int, _ tally: Tally, at place: Int, by plan: CreditPlan,
    to part: inout CreditPass.Part
  ) {
    for number in plan.keys.indices {
      part.tables[number][group].add(tally, to: plan.keys[number].withoutTouch(deal: index))
    }
    for model in plan.weighings.indices {
      credits[((place * plan.weighings.count) + model + 1) * plan.teamCount - 1] = tally.credit
    }
  }
}

extension DealBatch {
  /// Shares the deals out.
  ///
  /// - Parameters:
  ///   - money: Room for what the touches of a journey get, in minor units.
  ///   - units: The same in millionths of a deal.
  ///   - shares: Overwritten with what each of `kinds` gets, one for each model.
  fileprivate mutating func share(
    by weighings: [Model.Weighing], _ weights: inout Weights, _ shareOut: inout ShareOut,
    _ money: inout [Int64], _ units: inout [Int64], to shares: inout [Tally]
  ) {
    let modelCount = weighings.count
    shares.fill(kinds.count * modelCount, with: Tally())
    if money.count < places.count {
      money.fill(places.count, with: 0)
      units.fill(places.count, with: 0)
    }
    var shares = shares.mutableSpan
    var money = money.mutableSpan
    var units = units.mutableSpan
    let (entries, places) = (entries, places)
    var journey = Journey(tiesShare: true)
    for model in weighings.indices {
      let weigh = weighings[model]
      for number in entries.indices {
        let (tally, touches) = (entries[number].tally, entries[number].touches)
        let kinds = entries[number].kinds
        if kinds.count == 1 {
          // All to the only kind, whichever of its touches gets it.
          shares[kinds.lowerBound &* modelCount &+ model] = tally
          continue
        }
        weights.removeAll()
        // Handed over: a copy would be counted.
        swap(&journey, &journeys[number])
        weigh(journey, &weights)
        swap(&journey, &journeys[number])
        let sum = weights.sum
        if let only = sum.only, only.count == 1 {
          shares[places[touches.lowerBound &+ only.lowerBound] &* modelCount &+ model] = tally
          continue
        }
        shareOut.share(tally.credit, by: weights, sum, into: &money)
        shareOut.share(tally.dealUnits, by: weights, sum, into: &units)
        for touch in 0..<touches.count {
          shares[places[touches.lowerBound &+ touch] &* modelCount &+ model] += Tally(
            credit: money[touch], dealUnits: units[touch])
        }
      }
    }
  }

  /// Adds what the deals were shared out to up by keys.
  fileprivate func add(
    _ shares: [Tally], by plan: CreditPlan, to tables: inout [[KeyedTallies]]
  ) {
    let modelCount = plan.weighings.count
    let (entries, kinds, shares) = (entries.span, kinds.span, shares.span)
    for number in plan.keys.indices {
      let keys = plan.keys[number]
      for place in entries.indices {
        let entry = entries[place]
        let own = entry.kinds.lowerBound * modelCount..<entry.kinds.upperBound * modelCount
        tables[number][entry.group].add(
          shares.extracting(own), of: kinds.extracting(entry.kinds), plan.keysOfKinds.span,
          from: number * plan.kinds.count, keys.part(of: entry.deal))
      }
    }
  }

  /// Adds what kinds of touches get to what their teams get.
  fileprivate func add(_ shares: [Tally], by plan: CreditPlan, to credits: inout [Int64]) {
    let (modelCount, teamCount) = (plan.weighings.count, plan.teamCount)
    let (entries, kinds, shares) = (entries.span, kinds.span, shares.span)
    let teamOfKind = plan.teamOfKind.span
    var credits = credits.mutableSpan
    for number in entries.indices {
      for place in entries[number].kinds {
        var credit = entries[number].place * modelCount * teamCount + teamOfKind[kinds[place]]
        for share in place * modelCount..<(place + 1) * modelCount {
          credits[credit] += shares[share].credit
          credit += teamCount
        }
      }
    }
  }

  fileprivate func addReach(of parties: [Int], to reach: inout [ReachCounts]) {
    let (kinds, parts) = (kinds.span, parts.span)
    for entry in entries where entry.tally.dealUnits > 0 {
      reach[entry.group].add(
        parts.extracting(entry.kinds), of: kinds.extracting(entry.kinds), parties,
        amount: entry.tally.credit)
    }
  }
}

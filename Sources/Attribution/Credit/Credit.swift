/// Money and deals that were credited to somebody or something.
package struct Tally: Sendable, Equatable {
  /// Minor units.
  package var credit: Int64 = 0
  /// Millionths of a deal.
  package var dealUnits: Int64 = 0

  package var isZero: Bool { credit == 0 && dealUnits == 0 }

  package init(credit: Int64 = 0, dealUnits: Int64 = 0) {
    self.credit = credit
    self.dealUnits = dealUnits
  }

  /// What a deal counts.
  init(_ deal: Deal) { self.init(credit: deal.amount, dealUnits: deal.dealUnits) }

  static func += (left: inout Tally, right: Tally) {
    left.credit += right.credit
    left.dealUnits += right.dealUnits
  }
}

/// The deals of one period in one currency, with what every model makes of them.
package struct CreditGroup: Sendable {
  package let period: String
  package let currency: Currency
  /// Deals and adjustments by their index in `Deals.won`, sorted by the bytes of their ids.
  package fileprivate(set) var deals: [Int] = []
  /// The sum of their amounts without signs.
  fileprivate var magnitude: UInt128 = 0
  /// Money of all of them: deals and adjustments.
  package fileprivate(set) var won = Tally()
  /// Money of those without a journey.
  package fileprivate(set) var uncredited = Tally()
  /// The parties that got something in a model, by their number in `Touchpoints.partyNames`.
  package fileprivate(set) var parties: [Int] = []
  /// For each model, in run order: what each of these parties got.
  package fileprivate(set) var byModel: [[Tally]] = []
}

extension CreditGroup {
  fileprivate init(period: String, currency: Currency) {
    self.period = period
    self.currency = currency
  }

  /// Adds a deal; sums that are too large are found when all are there.
  fileprivate mutating func add(_ deal: Int, _ tally: Tally, isCredited: Bool) {
    deals.append(deal)
    magnitude += UInt128(tally.credit.magnitude)
    won.credit &+= tally.credit
    won.dealUnits += tally.dealUnits
    if !isCredited {
      uncredited.credit &+= tally.credit
      uncredited.dealUnits += tally.dealUnits
    }
  }
}

/// What every model makes of every deal of the report (R3, R6–R8).
package struct Credit: Sendable {
  /// Sorted by period and currency.
  package private(set) var groups: [CreditGroup] = []
  /// What the values of each dimension got.
  package private(set) var dimensions: [DimensionCredit] = []
  /// What each team got of each deal.
  let teams: TeamCredits
  /// In how many deals teams and channels had a part; one for each group.
  package let reach: [GroupReach]

  /// - Parameter dimensions: By which credit is added up beside teams and channels.
  init(
    for deals: Deals, through journeys: Journeys, of touches: Touchpoints,
    and dimensions: [Dimension], by definitions: Definitions, in periods: Periods, jobs: Int
  ) throws(Failure) {
    groups = try Credit.group(deals, journeys, periods, jobs: jobs)
    let asked = dimensions.map { DimensionNames.all(of: $0, deals, touches) }
    let ofParties = TallyKeys(
      isOfDeals: true, values: Array(repeating: 0, count: deals.won.count),
      names: (0...touches.partyNames.count).map { UInt32($0) })
    let pass = CreditPass(
      by: [ofParties] + asked.map(\.keys), in: groups, of: deals, through: journeys,
      touches: touches, definitions: definitions, jobs: jobs)
    teams = pass.teams
    reach = pass.reach
    for (number, table) in pass.tables[0].enumerated() {
      // Money without a touch stands behind all parties.
      groups[number].parties = table.keys.map { Int($0) }.filter { $0 < touches.partyNames.count }
      groups[number].byModel = definitions.models.indices.map { model in
        groups[number].parties.indices.map { table.tally(at: $0, by: model) }
      }
    }
    self.dimensions = dimensions.indices.map { index in
      DimensionCredit(dimensions[index], asked[index].names, pass.tables[index + 1])
    }
  }

  /// The deals of the report by period and currency.
  private static func group(
    _ deals: Deals, _ journeys: Journeys, _ periods: Periods, jobs: Int
  ) throws(Failure) -> [CreditGroup] {
    var groups: [CreditGroup] = []
    // The numbers of the groups of each period.
    var members = periods.names.map { _ in [Int]() }
    for index in deals.won.indices {
      guard let period = periods[index] else { continue }
      guard journeys.count(of: index) < 1 << 26 else {
        throw Failure(
          .data,
          [
            .journeyTooLong(
              deal: deals.name(deals.won[index]), touches: journeys.count(of: index))
          ])
      }
      let currency = deals.won[index].currency
      var group = members[period].first { groups[$0].currency == currency }
      if group == nil {
        group = groups.count
        members[period].append(groups.count)
        groups.append(CreditGroup(period: periods.names[period], currency: currency))
      }
      groups[group!].add(
        index, Tally(deals.won[index]), isCredited: journeys.reason(of: index) == nil)
    }
    groups.sort { ($0.period, $0.currency.code) < ($1.period, $1.currency.code) }
    // Of absolute amounts, so that no part of a sum can be too large either; of all periods, since
    // the review adds them up.
    var magnitudes: [Currency: UInt128] = [:]
    for group in groups {
      magnitudes[group.currency, default: 0] += group.magnitude
      guard magnitudes[group.currency]! <= UInt128(Int64.max) else {
        throw Failure(
          .data, [.sumTooLarge(period: group.period, currency: group.currency.code)])
      }
    }
    // Most files are in the order of ids, and then so are the deals of each group.
    if !deals.areInOrderOfIDs {
      let sorted = parallelMap(groups.count, jobs: jobs) { [groups] group in
        groups[group].deals.sorted {
          deals.ids.texts.precedes(deals.won[$0].id, deals.won[$1].id)
        }
      }
      for group in groups.indices { groups[group].deals = sorted[group] }
    }
    return groups
  }
}

/// Credits one deal after the other, and keeps its working arrays between them.
package struct Crediting {
  private let deals: Deals
  private let journeys: Journeys
  private let touches: Touchpoints
  private var shareOut = ShareOut()
  /// The deal whose journey is at hand.
  private var index: Int?
  private var journey: Journey
  private var weights = Weights()
  /// Minor units for each touch of the journey of the deal that was credited last.
  package private(set) var money = Shares()

  package init(
    deals: Deals, journeys: Journeys, touches: Touchpoints, definitions: Definitions
  ) {
    self.deals = deals
    self.journeys = journeys
    self.touches = touches
    journey = Journey(tiesShare: definitions.ties == .share)
  }

  /// Shares out one deal, which has a journey, by one model.
  ///
  /// - Parameter weigh: That of the model: without the texts that it has beside, which would be
  ///   counted as used and as left for every deal.
  package mutating func creditMoney(of index: Int, by weigh: Model.Weighing) {
    // One model after the other asks for the journey.
    if self.index != index { open(index) }
    weights.removeAll()
    weigh(journey, &weights)
    shareOut.share(deals.won[index].amount, by: weights, into: &money)
  }

  private mutating func open(_ index: Int) {
    let closedAt = deals.journeyClose(of: index)
    let instants = touches.instants
    let list = journeys.touches(of: index)
    journey.become(list.count) { closedAt - instants[Int(list[$0])] }
    self.index = index
  }
}

extension Deals {
  /// Whether `won` is sorted by the bytes of the ids.
  fileprivate var areInOrderOfIDs: Bool {
    won.indices.dropFirst().allSatisfy { !ids.texts.precedes(won[$0].id, won[$0 - 1].id) }
  }

  /// When the deal was closed whose journey a deal has: an adjustment has that of the deal that it
  /// adjusts (R13).
  func journeyClose(of index: Int) -> Int64 {
    if case .deal(let base) = won[index].adjusts { won[base].closedAt } else { won[index].closedAt }
  }
}

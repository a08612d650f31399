/// Money and deals that were credited to somebody or something.
package struct Tally: Sendable, Equatable {
  /// Minor units.
  package var credit: Int64 = 0
  /// Millionths of a deal.
  package var dealUnits: Int64 = 0

  package var isZero: Bool { credit == 0 && dealUnits == 0 }

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
  package fileprivate(set) var deals: [Int]
  /// Money of all of them: deals and adjustments.
  package let won: Tally
  /// Money of those without a journey.
  package let uncredited: Tally
  /// The parties that got something in a model, by their number in `Touchpoints.partyNames`.
  package fileprivate(set) var parties: [Int] = []
  /// For each model, in run order: what each of these parties got.
  package fileprivate(set) var byModel: [[Tally]] = []
}

extension [CreditGroup] {
  /// Their deals in stretches of about as many touches, each of one group, for several threads.
  func blocks(through journeys: Journeys) -> [(group: Int, deals: Range<Int>)] {
    indices.flatMap { group in
      let deals = self[group].deals
      return cuts(
        of: deals.count, weighing: { journeys.count(of: deals[$0]) }, target: 1 << 15
      ).map { (group, $0) }
    }
  }
}

/// What every model makes of every deal of the report (R3, R6–R8).
package struct Credit: Sendable {
  /// Sorted by period and currency.
  package private(set) var groups: [CreditGroup] = []
  /// What the values of each dimension got.
  package private(set) var dimensions: [DimensionCredit] = []

  /// - Parameter dimensions: By which credit is added up beside teams and channels.
  init(
    for deals: Deals, through journeys: Journeys, of touches: Touchpoints,
    and dimensions: [Dimension], by definitions: Definitions, periodOf: (Int) -> String?, jobs: Int
  ) throws(Failure) {
    groups = try Credit.group(deals, journeys, periodOf, jobs: jobs)
    let asked = dimensions.map { DimensionNames.all(of: $0, deals, touches) }
    let ofParties = TallyKeys(
      isOfDeals: true, values: Array(repeating: 0, count: deals.won.count),
      names: (0...touches.partyNames.count).map { UInt32($0) })
    let tables = try KeyedTallies.all(
      by: [ofParties] + asked.map(\.keys), in: groups, of: deals, through: journeys,
      touches: touches, definitions: definitions, jobs: jobs)
    for (number, table) in tables[0].enumerated() {
      // Money without a touch stands behind all parties.
      groups[number].parties = table.keys.map { Int($0) }.filter { $0 < touches.partyNames.count }
      groups[number].byModel = definitions.models.indices.map { model in
        groups[number].parties.indices.map { table.tally(at: $0, by: model) }
      }
    }
    self.dimensions = dimensions.indices.map { index in
      DimensionCredit(dimensions[index], asked[index].names, tables[index + 1])
    }
  }

  /// The deals of the report by period and currency.
  private static func group(
    _ deals: Deals, _ journeys: Journeys, _ periodOf: (Int) -> String?, jobs: Int
  ) throws(Failure) -> [CreditGroup] {
    var members: [String: [Currency: [Int]]] = [:]
    for index in deals.won.indices {
      guard let period = periodOf(index) else { continue }
      guard journeys.count(of: index) < 1 << 26 else {
        throw Failure(
          .data,
          [
            .journeyTooLong(
              deal: deals.name(deals.won[index]), touches: journeys.count(of: index))
          ])
      }
      members[period, default: [:]][deals.won[index].currency, default: []].append(index)
    }
    var groups: [CreditGroup] = []
    var magnitudes: [Currency: UInt128] = [:]
    for (period, byCurrency) in members.sorted(by: { $0.key < $1.key }) {
      for (currency, indices) in byCurrency.sorted(by: { $0.key.code < $1.key.code }) {
        // Of absolute amounts, so that no part of a sum can be too large either; of all periods,
        // since the review adds them up.
        for index in indices {
          magnitudes[currency, default: 0] += UInt128(deals.won[index].amount.magnitude)
        }
        guard magnitudes[currency]! <= UInt128(Int64.max) else {
          throw Failure(.data, [.sumTooLarge(period: period, currency: currency.code)])
        }
        var won = Tally()
        var uncredited = Tally()
        for index in indices {
          let deal = deals.won[index]
          let tally = Tally(credit: deal.amount, dealUnits: deal.dealUnits)
          won += tally
          if journeys.reason(of: index) != nil { uncredited += tally }
        }
        groups.append(
          CreditGroup(
            period: period, currency: currency, deals: indices, won: won,
            uncredited: uncredited))
      }
    }
    let sorted = parallelMap(groups.count, jobs: jobs) { [groups] group in
      groups[group].deals.sorted {
        deals.ids.texts.precedes(deals.won[$0].id, deals.won[$1].id)
      }
    }
    for group in groups.indices { groups[group].deals = sorted[group] }
    return groups
  }
}

/// Credits one deal after the other, and keeps its working arrays between them.
package struct Crediting {
  private let deals: Deals
  private let journeys: Journeys
  private let touches: Touchpoints
  private let tiesShare: Bool
  private var shareOut = ShareOut()
  private var last: (index: Int, journey: Journey)?
  private var weights = Weights()
  /// Minor units for each touch of the journey of the deal that was credited last.
  package private(set) var money = Shares()
  /// Millionths of a deal for each touch.
  private(set) var units = Shares()

  package init(
    deals: Deals, journeys: Journeys, touches: Touchpoints, definitions: Definitions
  ) {
    self.deals = deals
    self.journeys = journeys
    self.touches = touches
    tiesShare = definitions.ties == .share
  }

  /// Shares out one deal, which has a journey, by one model.
  ///
  /// - Parameter weigh: That of the model: without the texts that it has beside, which would be
  ///   counted as used and as left for every deal.
  mutating func credit(_ index: Int, by weigh: Model.Weighing) {
    creditMoney(of: index, by: weigh)
    shareOut.share(deals.won[index].dealUnits, by: weights, into: &units)
  }

  /// The same where nobody asks for parts of a deal; `units` is left as it was.
  package mutating func creditMoney(of index: Int, by weigh: Model.Weighing) {
    if last?.index != index { last = (index, journey(of: index)) }
    weights.removeAll()
    // One model after the other asks for the journey.
    weigh(last!.journey, &weights)
    shareOut.share(deals.won[index].amount, by: weights, into: &money)
  }

  /// What a model may know of a deal's journey. An adjustment has its deal's (R13).
  private func journey(of index: Int) -> Journey {
    let closedAt =
      if case .deal(let base) = deals.won[index].adjusts { deals.won[base].closedAt } else {
        deals.won[index].closedAt
      }
    return Journey(
      ages: journeys.touches(of: index).map { closedAt - touches.instants[Int($0)] },
      tiesShare: tiesShare)
  }
}

/// How far the teams' shares of won revenue in one currency, all periods together, depend on which
/// deals happened to close: the bootstrap of B. Efron, *Bootstrap methods: another look at the
/// jackknife* (1979).
///
/// A resample draws as many deals as there are, each time any of them, so that some come twice or
/// more and some never. A deal's adjustments come with it; one of a deal that is not in the report
/// counts like a deal. The middle 90 % of the shares that a team has in the resamples are its range.
package struct ShareRanges: Sendable {
  package let currency: Currency
  /// How many deals there are to draw from.
  package let dealCount: Int
  /// How many of these are adjustments of deals that are not in the report, or negative amounts.
  package let otherCount: Int
  /// The deal, with its adjustments, that has most of won revenue, by its index in `Deals.won`, and
  /// the thousandths that it has, rounded up; nil where won revenue is not above zero.
  package let largest: (deal: Int, share: Int128)?
  /// Resamples whose won revenue is above zero: in the others nothing has a share of it.
  package let usable: Int
  /// For each model, in run order: the teams and `(uncredited)`, as far as they get anything, with
  /// thousandths of won revenue, the lower end rounded down and the upper end up. Empty where no
  /// ranges can be given.
  package let ranges: [[Label: ClosedRange<Int64>]]

  /// How many resamples are drawn.
  package static let resampleCount = 1_000
  /// Where the generator begins. Any number does; it stays this one.
  package static let seed: UInt64 = 90
  /// Of fewer deals, chance cannot be told from resamples of them.
  package static let fewDeals = 20
  /// Fewer usable resamples than these are not all that might have happened.
  private static let fewUsable = 950

  /// One for each currency of the report, by code.
  static func all(
    of credit: Credit, deals: Deals, through journeys: Journeys, of touches: Touchpoints,
    by definitions: Definitions, jobs: Int
  ) -> [ShareRanges] {
    Dictionary(grouping: credit.groups, by: \.currency)
      .sorted { $0.key.code < $1.key.code }
      .map { currency, groups in
        let drawn = DrawnDeals(
          groups.flatMap(\.deals), of: deals, through: journeys, touches, definitions, jobs: jobs)
        return ShareRanges(currency, drawn, jobs: jobs)
      }
  }

  private init(_ currency: Currency, _ drawn: DrawnDeals, jobs: Int) {
    self.currency = currency
    dealCount = drawn.deals.count
    otherCount = drawn.otherCount
    let won = drawn.amounts.reduce(Int128(0)) { $0 + Int128($1) }
    let most = drawn.amounts.indices.max { drawn.amounts[$0] < drawn.amounts[$1] }
    largest = most.flatMap { most in
      won > 0 ? (drawn.deals[most], (Int128(drawn.amounts[most]) * 1_000 + won - 1) / won) : nil
    }
    guard dealCount >= ShareRanges.fewDeals, won > 0 else {
      (usable, ranges) = (0, [])
      return
    }
    // The largest of all sums would be of resamples with one deal alone.
    let resamples =
      drawn.largestMagnitude.multipliedReportingOverflow(by: UInt64(dealCount)).overflow
        || drawn.largestMagnitude * UInt64(dealCount) > UInt64(Int64.max)
      ? drawn.shares(in: Int128.self, jobs: jobs) : drawn.shares(in: Int64.self, jobs: jobs)
    usable = resamples.count
    guard usable >= ShareRanges.fewUsable else {
      ranges = []
      return
    }
    let outside = resamples.count / 20
    ranges = stride(from: 0, to: drawn.columns.count, by: drawn.names.count).map { first in
      var ranges: [Label: ClosedRange<Int64>] = [:]
      for (team, name) in drawn.names.enumerated() where !drawn.columns[first + team].isEmpty {
        let shares = resamples.map { $0[first + team] }.sorted()
        ranges[name] = shares[outside].floor...shares[shares.count - 1 - outside].ceiling
      }
      return ranges
    }
  }
}

/// A share between two thousandths or on one.
private struct Share: Comparable, Sendable {
  let floor: Int64
  let isExact: Bool
  var ceiling: Int64 { isExact ? floor : floor + 1 }

  /// - Parameter whole: Above zero.
  init(_ part: Int128, of whole: Int128) {
    let (quotient, remainder) = (part * 1_000).quotientAndRemainder(dividingBy: whole)
    floor = Int64(clamping: remainder < 0 ? quotient - 1 : quotient)
    isExact = remainder == 0
  }

  static func < (one: Share, other: Share) -> Bool {
    one.floor != other.floor ? one.floor < other.floor : one.isExact && !other.isExact
  }
}

/// The deals of one currency as resamples draw them, with what each team gets of each by each model.
private struct DrawnDeals: Sendable {
  /// By their index in `Deals.won`, in the order of the report.
  private(set) var deals: [Int] = []
  /// Minor units of each, its adjustments with it.
  private(set) var amounts: [Int64] = []
  /// The teams, and `(uncredited)` at the end.
  let names: [Label]
  /// For each model, for each of the names: which deals it gets something of.
  private(set) var columns: [[Part]]
  /// Adjustments of deals that are not in the report, and negative amounts.
  let otherCount: Int

  struct Part: Sendable {
    /// By its position in `deals`.
    let deal: Int32
    /// Minor units.
    let credit: Int64
  }

  var largestMagnitude: UInt64 {
    let credits = columns.joined().lazy.map(\.credit.magnitude).max() ?? 0
    return max(credits, amounts.lazy.map(\.magnitude).max() ?? 0)
  }

  /// - Parameter indices: Deals and adjustments of one currency.
  init(
    _ indices: [Int], of won: Deals, through journeys: Journeys, _ touches: Touchpoints,
    _ definitions: Definitions, jobs: Int
  ) {
    let models = definitions.models
    let teams = TeamOrder(touches.partyNames)
    names = (teams.names + [uncredited]).map { Label($0) }
    let teamCount = names.count
    columns = Array(repeating: [], count: models.count * teamCount)

    var position = Array(repeating: Int32(-1), count: won.won.count)
    let isReported = indices.reduce(into: Array(repeating: false, count: won.won.count)) {
      $0[$1] = true
    }
    func base(of index: Int) -> Int {
      if case .deal(let base) = won.won[index].adjusts, isReported[base] { base } else { index }
    }
    for index in indices where base(of: index) == index {
      position[index] = Int32(deals.count)
      deals.append(index)
    }
    otherCount = deals.count { won.won[$0].dealUnits == 0 }
    amounts = Array(repeating: 0, count: deals.count)
    for index in indices { amounts[Int(position[base(of: index)])] += won.won[index].amount }

    let runs = cuts(of: indices.count, weighing: { journeys.count(of: indices[$0]) })
    // Appending never fails.
    try! inOrder(
      runs.count, jobs: jobs,
      scratch: {
        Crediting(deals: won, journeys: journeys, touches: touches, definitions: definitions)
      },
      produce: { crediting, number in
        var parts: [(column: Int, index: Int, credit: Int64)] = []
        var credits = Array(repeating: Int64(0), count: teamCount)
        for index in indices[runs[number]] {
          let list = journeys.touches(of: index)
          for (number, model) in models.enumerated() {
            if list.isEmpty {
              credits[teamCount - 1] = won.won[index].amount
            } else {
              crediting.creditMoney(of: index, by: model.weigh)
              for (touch, money) in zip(list, crediting.money.flat) {
                credits[teams.position[Int(touches.parties[Int(touch)])]] += money
              }
            }
            for team in credits.indices where credits[team] != 0 {
              parts.append((number * teamCount + team, index, credits[team]))
              credits[team] = 0
            }
          }
        }
        return parts
      },
      consume: { (_, parts) in
        for (column, index, credit) in parts {
          columns[column].append(Part(deal: position[base(of: index)], credit: credit))
        }
      })
  }

  /// What part of won revenue each column has in each resample whose won revenue is above zero.
  ///
  /// - Parameter number: Holds every sum there can be.
  func shares<Number: FixedWidthInteger & Sendable>(in number: Number.Type, jobs: Int)
    -> [[Share]]
  {
    parallelMap(ShareRanges.resampleCount, jobs: jobs) { resample -> [Share]? in
      var chance = SplitMix64(seed: ShareRanges.seed, stream: resample)
      var draws = Array(repeating: Int32(0), count: deals.count)
      for _ in deals { draws[chance.below(deals.count)] &+= 1 }
      var won = Number(0)
      for (amount, draws) in zip(amounts, draws) {
        won &+= Number(truncatingIfNeeded: amount) &* Number(truncatingIfNeeded: draws)
      }
      guard won > 0 else { return nil }
      return columns.map { column in
        var sum = Number(0)
        for part in column {
          sum &+=
            Number(truncatingIfNeeded: part.credit)
            &* Number(truncatingIfNeeded: draws[Int(part.deal)])
        }
        return Share(Int128(sum), of: Int128(won))
      }
    }.compactMap(\.self)
  }
}

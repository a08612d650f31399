/// What deals and adjustments come to, by what they are and what became of them: all of them are looked at
/// once, however many lines tell of them.
struct DealSums {
  struct Kind {
    var isAdjustment: Bool
    var isNegative: Bool
    /// Why they are uncredited; nil if they are not.
    var reason: UncreditedReason?
  }

  struct Sum {
    /// Deals and adjustments.
    var rows = 0
    /// Adjustments and negative amounts count as no deals.
    var deals = 0
    /// Minor units.
    var amount: Int128 = 0
  }

  /// By the number of the kind.
  private var sums = Array(repeating: Sum(), count: kinds.count)

  private static let kinds: [Kind] = ([nil] + UncreditedReason.allCases).flatMap { reason in
    [(false, false), (false, true), (true, false), (true, true)].map {
      Kind(isAdjustment: $0, isNegative: $1, reason: reason)
    }
  }

  init() {}

  /// - Parameter deals: Of one currency, by their index in `Deals.won`.
  init(of deals: [Int], in attribution: Attribution) {
    for index in deals { add(attribution.deals.won[index], attribution.journeys.reason(of: index)) }
  }

  fileprivate mutating func add(_ deal: Deal, _ reason: UncreditedReason?) {
    let number = reason.map { $0.rawValue + 1 } ?? 0
    sums[4 * number + (deal.adjusts != nil ? 2 : 0) + (deal.amount < 0 ? 1 : 0)] += Sum(
      rows: 1, deals: deal.dealUnits > 0 ? 1 : 0, amount: Int128(deal.amount))
  }

  /// What several of them come to together.
  init(of parts: some Sequence<DealSums>) {
    for part in parts {
      for kind in sums.indices { sums[kind] += part.sums[kind] }
    }
  }

  /// Those of some kinds together.
  func sum(_ isIn: (Kind) -> Bool) -> Sum {
    zip(DealSums.kinds, sums).reduce(into: Sum()) { all, next in
      if isIn(next.0) { all += next.1 }
    }
  }
}

extension DealSums.Sum {
  fileprivate static func += (left: inout DealSums.Sum, right: DealSums.Sum) {
    left.rows += right.rows
    left.deals += right.deals
    left.amount += right.amount
  }
}

extension Attribution {
  /// One for each of `Credit.groups`.
  var dealSums: [DealSums] {
    var groupOf = Array(repeating: Int32(-1), count: deals.won.count)
    for (number, group) in credit.groups.enumerated() {
      for deal in group.deals { groupOf[deal] = Int32(number) }
    }
    var all = Array(repeating: DealSums(), count: credit.groups.count)
    // In the order of the files, in which what is known of deals lies.
    for (index, deal) in deals.won.enumerated() where groupOf[index] >= 0 {
      all[Int(groupOf[index])].add(deal, journeys.reason(of: index))
    }
    return all
  }
}

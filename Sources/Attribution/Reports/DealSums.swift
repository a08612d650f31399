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

  /// - Parameter deals: Of one currency, by their index in `Deals.won`.
  init(of deals: [Int], in attribution: Attribution) {
    // Looked at once whether anybody else has them, not at every deal.
    var sums = sums.mutableSpan
    for index in deals {
      let deal = attribution.deals.won[index]
      let reason = attribution.journeys.reason(of: index).map { $0.rawValue + 1 } ?? 0
      let kind = 4 * reason + (deal.adjusts != nil ? 2 : 0) + (deal.amount < 0 ? 1 : 0)
      sums[kind].rows += 1
      sums[kind].deals += deal.dealUnits > 0 ? 1 : 0
      sums[kind].amount += Int128(deal.amount)
    }
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
  var dealSums: [DealSums] { credit.groups.map { DealSums(of: $0.deals, in: self) } }
}

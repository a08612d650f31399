/// What became of a touch row, in the order in which the reasons are tried (DESIGN's R10).
package enum TouchOutcome: Int, CaseIterable, Sendable {
  case rejected, filtered, noAccount, dealUnknown, dealNotWon, accountInNoDealFile
  case accountWithoutWonDeal, outsideEveryWindow, duplicate, collapsed
  case creditedInAnotherPeriodOnly, credited

  package var name: String {
    switch self {
    case .rejected: "rejected"
    case .filtered: "filtered"
    case .noAccount: "no account"
    case .dealUnknown: "deal unknown"
    case .dealNotWon: "deal not won"
    case .accountInNoDealFile: "account in no deal file"
    case .accountWithoutWonDeal: "account without a won deal"
    case .outsideEveryWindow: "outside every window"
    case .duplicate: "duplicate"
    case .collapsed: "collapsed"
    case .creditedInAnotherPeriodOnly: "credited in another period only"
    case .credited: "credited"
    }
  }
}

/// How many rows had each outcome.
package struct OutcomeCounts: Sendable, Equatable {
  // In place, since one of them is counted up for every row.
  private var counts: InlineArray<12, Int> = InlineArray(repeating: 0)

  package init() { precondition(counts.count == TouchOutcome.allCases.count) }

  package subscript(outcome: TouchOutcome) -> Int {
    get { counts[outcome.rawValue] }
    set { counts[outcome.rawValue] = newValue }
  }

  package var sum: Int { counts.indices.reduce(0) { $0 + counts[$1] } }

  static func += (left: inout OutcomeCounts, right: OutcomeCounts) {
    for index in left.counts.indices { left.counts[index] += right.counts[index] }
  }

  package static func == (left: OutcomeCounts, right: OutcomeCounts) -> Bool {
    left.counts.indices.allSatisfy { left.counts[$0] == right.counts[$0] }
  }
}

/// How much work may be done to tell how sure the shares are.
package enum Effort: Sendable {
  case none
  /// Up to the bounds of `Certainty`.
  case usual
  case any

  /// Whether this many won deals of a report are no more work than wanted.
  func includes(dealCount: Int) -> Bool {
    switch self {
    case .none: false
    case .usual: dealCount <= Certainty.usualDeals
    case .any: true
    }
  }
}

/// How sure the shares are: what other rules would make of them, and what chance does.
package struct Certainty: Sendable {
  let sensitivity: Sensitivity
  /// One for each currency of the report, by code.
  package let ranges: [ShareRanges]

  /// How many won deals a report may have by default, and how many touches their journeys may have,
  /// those by all lookbacks together.
  package static let usualDeals = 10_000
  static let usualTouches = 10_000_000

  /// - Returns: nil if that is more work than wanted.
  init?(
    of credit: Credit, deals: Deals, through journeys: Journeys, of touches: Touchpoints,
    by definitions: Definitions, jobs: Int, effort: Effort
  ) throws(Failure) {
    let indices = credit.groups.flatMap(\.deals)
    let dealCount = indices.count { deals.won[$0].adjusts == nil }
    guard effort.includes(dealCount: dealCount) else { return nil }
    let windows = Windows(of: deals, through: journeys, by: definitions)
    let touchCount = indices.reduce(0) { $0 + windows.touchCount(of: $1) }
    guard effort == .any || touchCount <= Certainty.usualTouches else { return nil }
    sensitivity = try Sensitivity(
      of: credit, deals: deals, through: windows, of: touches, by: definitions, jobs: jobs)
    ranges = ShareRanges.all(
      of: credit, deals: deals, through: journeys, of: touches, by: definitions, jobs: jobs)
  }
}

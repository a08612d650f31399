/// The credit of the deals of one type, by team.
struct TypeCredit {
  /// What the document calls the type.
  let label: Prose
  /// Money of the type's deals and of what adjusts them, in minor units.
  private(set) var won: Int64 = 0
  /// What each team gets, in minor units for each model, in run order.
  private(set) var teams: [Label: [Int64]] = [:]
  /// What no touch led to.
  private(set) var uncredited: Int64 = 0

  fileprivate mutating func add(_ row: DimensionCredit.Row) {
    // In every model the parts add up to what was won.
    won += row.tallies[0].credit
    guard !row.isUncredited else {
      uncredited += row.tallies[0].credit
      return
    }
    let credits = row.tallies.map(\.credit)
    teams[Label(row.team)] =
      teams[Label(row.team)].map { known in zip(known, credits).map { $0 + $1 } } ?? credits
  }
}

extension Attribution {
  /// The credit of a group apart for each type of deal, the type with the most money first; the last
  /// holds all types beyond the third. Empty if no deal has a type.
  func creditByType(of group: CreditGroup) -> [TypeCredit] {
    let type = Dimension.dealType
    guard
      let dimension = dimensions.first(where: {
        $0.dimension.kind == type.kind && $0.dimension.column == type.column
      }),
      let number = credit.groups.firstIndex(where: {
        $0.period == group.period && $0.currency == group.currency
      })
    else { return [] }
    let byType = Dictionary(grouping: dimension.rows(of: number)) { Label($0.value) }
    guard byType.keys.contains(where: { $0.text != noValue }) else { return [] }
    let ranked = byType.map { type, rows in
      (type, rows, rows.reduce(into: Int64(0)) { $0 += $1.tallies[0].credit })
    }.sorted { ($1.2, $0.0) < ($0.2, $1.0) }
    let limit = 3
    let shown = ranked.count > limit ? limit - 1 : ranked.count
    let rest = ranked[shown...]
    let more: Prose = "\(rest.count) more types"
    let parts =
      ranked[..<shown].map { (Prose.input($0.0.text, limit: 24), $0.1) }
      + (rest.isEmpty ? [] : [(more, rest.flatMap(\.1))])
    return parts.map { label, rows in
      rows.reduce(into: TypeCredit(label: label)) { $0.add($1) }
    }
  }
}

/// Touches of a journey that say again what one said shortly before: clicks are not work.
package struct Collapse: Sendable, Equatable {
  /// What two such touches have in common, byte for byte; an empty value equals an empty one.
  package var same: [Column]
  /// How long after a touch that stays another is dropped, in **seconds**, at least one.
  package var within: Int64

  package init(same: [Column], within: Int64) {
    self.same = same
    self.within = within
  }

  /// The columns of touches that can be compared, by their names in the definitions.
  package enum Column: String, Sendable, CaseIterable {
    case contact = "contact_id"
    case channel, team, campaign
  }
}

extension DefinitionsValue {
  func collapse() throws(DefinitionsFault) -> Collapse? {
    var collapse = Collapse(same: [], within: 0)
    let keys = [
      DefinitionsKey("same", \Collapse.same, DefinitionsValue.sameColumns),
      DefinitionsKey("withinHours", \.within, DefinitionsValue.hours),
    ]
    try fill(&collapse, by: keys, .collapse)
    // Neither has a value that everybody would take for granted.
    guard keys.allSatisfy({ self[$0.name] != nil }) else { throw unexpected(.collapse) }
    return collapse
  }

  func sameColumns() throws(DefinitionsFault) -> [Collapse.Column] {
    let columns: [Collapse.Column] = try list(.sameColumns, of: DefinitionsValue.choice)
    guard !columns.isEmpty else { throw unexpected(.sameColumns) }
    return columns
  }

  /// In seconds, at least one.
  func hours() throws(DefinitionsFault) -> Int64 {
    try number(.hours) { hours in
      hours <= 0 || hours > 87_840_000
        ? nil : (hours * 3_600).rounded.map { max(Int64($0), 1) }
    }
  }
}

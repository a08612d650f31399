/// Touches that may get credit, column by column, in the order of the file.
struct TouchColumns: Sendable {
  /// Seconds since 1970 UTC.
  var instants: [Int64] = []
  /// The account, by its number in `Deals.accounts`; of a touch that is bound to a deal the complement
  /// of the deal's number in `Deals.ids`, which is below 0.
  var scopes: [Int32] = []
  /// Team and channel, by their number in `TouchpointRows.parties`.
  var parties: [UInt32] = []
  /// By their number in `TouchpointRows.campaignNames`; empty unless they are kept, as the lines are.
  var campaigns: [UInt32] = []
  var lines: [UInt32] = []

  var count: Int { instants.count }

  mutating func append(at instant: Int64, _ scope: Int32, _ party: UInt32) {
    instants.append(instant)
    scopes.append(scope)
    parties.append(party)
  }
}

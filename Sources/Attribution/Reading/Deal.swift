/// A row of a deal file that is a won deal or an adjustment of one.
package struct Deal: Sendable {
  /// Its id, by its number in `Deals.ids`.
  package let id: Int
  /// Its account, by its number in `Deals.accounts`; nil if the row names none.
  package let account: Int?
  /// Minor units of the currency.
  package let amount: Int64
  package let currency: Currency
  /// Seconds since 1970 UTC, as all instants.
  package let closedAt: Int64
  /// The last instant at which a touch still belongs to the journey.
  package let journeyEnd: Int64
  /// The first second of the closing day, where the close is a day without a time; else nil.
  package let closingDay: Int64?
  package let createdAt: Int64?
  /// What the row adjusts; nil for a deal of its own.
  package var adjusts: Adjusted?
  /// Where it stands, for `explain`.
  package let file: Int
  package let line: Int

  package enum Adjusted: Sendable {
    /// The deal with this index in `Deals.won`.
    case deal(Int)
    /// A deal of this name is not in the files, or is not won.
    case unknown(String)
  }

  /// Millionths of a deal that it counts (R7): adjustments and negative amounts count nothing.
  package var dealUnits: Int64 { adjusts != nil || amount < 0 ? 0 : 1_000_000 }

  /// Whether it is a win, after which journeys may restart (R3).
  package var isWin: Bool { adjusts == nil && amount >= 0 }
}

/// A row of a deal file that is a won deal or an adjustment of one.
///
/// What it stores are small numbers: there are as many deals as there are journeys.
package struct Deal: Sendable {
  /// Minor units of the currency.
  package let amount: Int64
  /// Seconds since 1970 UTC, as all instants.
  package let closedAt: Int64
  private let created: Int64
  private var idNumber: UInt32 = 0
  private var accountNumber = noNumber
  private let lineNumber: UInt32
  private var adjusted: Int32 = -1
  private let closing: Closing
  package let currency: Currency

  private static var noNumber: UInt32 { .max }

  /// A deal as its row says it, which has no numbers yet.
  init(
    amount: Int64, currency: Currency, closedAt: Int64, closing: Closing, createdAt: Int64?,
    line: Int
  ) {
    (self.amount, self.currency, self.closedAt) = (amount, currency, closedAt)
    self.closing = closing
    created = createdAt ?? .min
    lineNumber = UInt32(clamping: line)
  }

  /// The deal with its numbers in `Deals`, and the lines before its piece of the file.
  func numbered(id: Int, account: Int?, adjusts: Adjusted?, lineBase: Int) -> Deal {
    var deal = Deal(
      amount: amount, currency: currency, closedAt: closedAt, closing: closing,
      createdAt: createdAt, line: line + lineBase)
    deal.idNumber = UInt32(id)
    deal.accountNumber = account.map { UInt32($0) } ?? Deal.noNumber
    deal.adjusts = adjusts
    return deal
  }

  /// Its id, by its number in `Deals.ids`.
  package var id: Int { Int(idNumber) }
  /// Its account, by its number in `Deals.accounts`; nil if the row names none.
  package var account: Int? { accountNumber == Deal.noNumber ? nil : Int(accountNumber) }
  package var createdAt: Int64? { created == .min ? nil : created }
  /// The first second of the closing day, where the close is a day without a time; else nil.
  package var closingDay: Int64? { closing.length == 0 ? nil : closedAt - closing.length }
  /// The last instant at which a touch still belongs to the journey.
  package var journeyEnd: Int64 { closing.isLeftOut ? closedAt - closing.length - 1 : closedAt }
  /// Where it stands in its file, for `explain`; counted to four billion.
  package var line: Int { Int(lineNumber) }

  /// What the row adjusts; nil for a deal of its own.
  package var adjusts: Adjusted? {
    get {
      adjusted == -1 ? nil : adjusted >= 0 ? .deal(Int(adjusted)) : .unknown(Int(~adjusted) - 1)
    }
    set {
      adjusted =
        switch newValue {
        case nil: -1
        case .deal(let index): Int32(index)
        case .unknown(let number): ~Int32(number + 1)
        }
    }
  }

  package enum Adjusted: Sendable, Equatable {
    /// The deal with this index in `Deals.won`.
    case deal(Int)
    /// A deal that is not in the files, or is not won, by its number in `Deals.adjustedIDs`.
    case unknown(Int)
  }

  /// How a close that is a day without a time counts; an instant has no length.
  struct Closing: Sendable {
    /// Seconds from the first of the day to the last, below 0 where journeys end before the day.
    private var signed: Int32 = 0

    static let instant = Closing()

    private init() {}

    init(day: ClosedRange<Int64>, isLeftOut: Bool) {
      let length = Int32(day.upperBound - day.lowerBound)
      signed = isLeftOut ? -length : length
    }

    fileprivate var length: Int64 { Int64(signed.magnitude) }
    fileprivate var isLeftOut: Bool { signed < 0 }
  }

  /// Millionths of a deal that it counts (R7): adjustments and negative amounts count nothing.
  package var dealUnits: Int64 { adjusted != -1 || amount < 0 ? 0 : 1_000_000 }

  /// Whether it is a win, after which journeys may restart (R3).
  package var isWin: Bool { adjusted == -1 && amount >= 0 }
}

/// Finance's figures beside those of the deal files, by period and currency.
package struct ControlComparison: Sendable {
  /// Those of the report that finance has a figure for, in the order of its file.
  package private(set) var pairs: [Pair] = []
  /// The periods and currencies of the report that finance has no figure for; none where there is no
  /// file.
  package private(set) var missing: [(period: String, currency: Currency)] = []
  /// The lines of finance's that are of no period of the report, in the order of its file.
  package private(set) var unused: [ControlTotals.Line] = []

  package struct Pair: Sendable {
    package let period: String
    package let currency: Currency
    /// Minor units; `deals` is nil where finance does not say.
    package let finance: (amount: Int64, deals: Int?)
    /// Won revenue, and the deals that it counts (R7).
    package let won: (amount: Int64, deals: Int)

    /// Finance's figure minus won revenue.
    package var difference: Int128 { Int128(finance.amount) - Int128(won.amount) }
    /// Finance's deals minus those won; nil where finance does not say.
    package var dealDifference: Int? { finance.deals.map { $0 - won.deals } }
    package var differs: Bool { difference != 0 || dealDifference ?? 0 != 0 }
  }

  init(of credit: Credit, with control: ControlTotals, in period: Period) {
    guard control.file != nil else { return }
    let months = credit.groups.map(\.period)
    func isReported(_ name: String) -> Bool {
      guard case .everyMonth = period else { return name == period.name }
      guard let first = months.first, let last = months.last,
        case .one(_, let span)? = Period(name), span.count == 1
      else { return false }
      return first <= name && name <= last
    }
    for line in control.lines {
      guard isReported(line.period) else {
        unused.append(line)
        continue
      }
      let group = credit.groups.first { $0.period == line.period && $0.currency == line.currency }
      let won = group?.won ?? Tally()
      pairs.append(
        Pair(
          period: line.period, currency: line.currency, finance: (line.amount, line.deals),
          won: (won.credit, Int(won.dealUnits / 1_000_000))))
    }
    for group in credit.groups
    where !pairs.contains(where: { $0.period == group.period && $0.currency == group.currency }) {
      missing.append((group.period, group.currency))
    }
  }

  func pair(_ period: String, _ currency: Currency) -> Pair? {
    pairs.first { $0.period == period && $0.currency == currency }
  }

  /// What the meeting should know of the figures that are not the same; nil if all are.
  var warning: Warning? {
    let differences = pairs.filter(\.differs).map { pair in
      func text(_ amount: Int64, _ deals: Int?) -> String {
        pair.currency.grouped(amount) + (deals.map { " in \(counted($0, "deal"))" } ?? "")
      }
      return "\(pair.period) \(text(pair.finance.amount, pair.finance.deals)), won revenue is "
        + text(pair.won.amount, pair.finance.deals.map { _ in pair.won.deals })
    }
    return differences.isEmpty ? nil : .controlTotalDiffers(differences)
  }
}

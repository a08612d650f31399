/// How the money of one period and currency comes about and where it went: what finance holds
/// against the books.
package struct Reconciliation: Sendable {
  package let period: String
  package let currency: Currency?
  package let lines: [Line]

  package struct Line: Sendable {
    package let name: String
    /// Nil where finance counts none.
    package let deals: Int?
    package let amount: Int128
  }
}

extension Attribution {
  /// One for each period and currency, in their order.
  ///
  /// - Parameter sums: One for each of `Credit.groups`.
  func reconciliations(_ sums: [DealSums]) -> [Reconciliation] {
    var leftOut = leftOutRows
    for pair in comparison.pairs {
      leftOut[LeftOutKey(period: pair.period, currency: pair.currency), default: []] += [
        Reconciliation.Line(
          name: "finance", deals: pair.finance.deals, amount: Int128(pair.finance.amount)),
        Reconciliation.Line(
          name: "difference", deals: pair.dealDifference, amount: pair.difference),
      ]
    }
    var all: [Reconciliation] = zip(credit.groups, sums).map { group, sums in
      func line(_ name: String, _ isIn: (DealSums.Kind) -> Bool) -> Reconciliation.Line {
        let sum = sums.sum(isIn)
        return Reconciliation.Line(name: name, deals: sum.deals, amount: sum.amount)
      }
      var lines = [
        line("won deals") { !$0.isAdjustment },
        line("adjustments") { $0.isAdjustment },
        line("won revenue") { _ in true },
        line("credited") { $0.reason == nil },
      ]
      for reason in UncreditedReason.allCases where sums.sum({ $0.reason == reason }).rows > 0 {
        lines.append(line("uncredited: \(reason.name)") { $0.reason == reason })
      }
      let key = LeftOutKey(period: group.period, currency: group.currency)
      lines += leftOut.removeValue(forKey: key) ?? []
      return Reconciliation(period: group.period, currency: group.currency, lines: lines)
    }
    // Rows of periods or currencies that have nothing else, or whose own could not be read.
    all += leftOut.map {
      Reconciliation(period: $0.key.period, currency: $0.key.currency, lines: $0.value)
    }
    return all.sorted {
      $0.period != $1.period
        ? $0.period < $1.period
        : ($0.currency?.code ?? "") < ($1.currency?.code ?? "")
    }
  }

  private struct LeftOutKey: Hashable {
    let period: String
    let currency: Currency?
  }

  /// The rejected and the filtered rows that are or may be won deals of the report, by what could be
  /// read of them.
  private var leftOutRows: [LeftOutKey: [Reconciliation.Line]] {
    var lines: [LeftOutKey: [Reconciliation.Line]] = [:]
    for (name, rows) in [
      ("rejected won rows", deals.rejected), ("filtered won rows", deals.filtered),
    ] {
      for (key, members) in Dictionary(grouping: rows, by: leftOutKey) {
        guard let key else { continue }
        lines[key, default: []].append(
          Reconciliation.Line(
            name: name, deals: members.count,
            amount: members.reduce(0) { $0 + Int128($1.amount ?? 0) }))
      }
    }
    return lines
  }

  /// The period and the currency of a row as far as they could be read; nil for a row that is closed
  /// in no period of the report.
  private func leftOutKey(of row: LeftOutDeal) -> LeftOutKey? {
    guard let closedAt = row.closedAt else { return LeftOutKey(period: "", currency: row.currency) }
    let (year, month) = definitions.zone.month(of: closedAt)
    return period.name(year: year, month: month).map {
      LeftOutKey(period: $0, currency: row.currency)
    }
  }

  /// `reconciliation.csv`
  package func writeReconciliation(to sink: Sink) throws(Failure) {
    var table = table(["period", "currency", "line", "deals", "amount"])
    for reconciliation in reconciliations(dealSums) {
      for line in reconciliation.lines {
        table.name(reconciliation.period)
        table.name(reconciliation.currency?.code ?? "")
        table.name(line.name)
        if let deals = line.deals { table.number(deals) } else { table.name("") }
        if let currency = reconciliation.currency {
          table.number(line.amount, decimals: currency.decimals)
        } else {
          table.name("")
        }
        table.endRow()
      }
    }
    try table.flush(to: sink, all: true)
  }
}

/// A closed result folder, beside what the inputs of a run say of its period.
package struct ClosedPeriod: Sendable {
  /// The name of the folder, without those above it.
  package let name: String
  package let period: Period
  package let comparison: Comparison
  /// The period in which the folder has each deal.
  let periodOfDeal: [Label: String]

  /// The closed folders in a folder, by their periods and names.
  ///
  /// - Throws: `noInput` if there is no such folder; `data` if a closed folder is not as it was
  ///   written, if two are about the same time, and what comparing throws.
  static func all(
    in path: String, beside attribution: Attribution
  ) throws(Failure) -> [ClosedPeriod] {
    var found: [(name: String, period: Period, folder: ResultFolder)] = []
    for name in try ResultFolder.closedNames(in: path) {
      let folder = try ResultFolder("\(path)/\(name)")
      guard try folder.isClosed() else { continue }
      let period = Period(folder.record.period) ?? .everyMonth
      if let other = found.first(where: { $0.period.overlaps(period) }) {
        throw Failure(.data, [.closedTwice(other.folder.path, folder.path)])
      }
      found.append((name, period, folder))
    }
    var all: [ClosedPeriod] = []
    for (name, period, folder) in found.sorted(by: {
      ($0.folder.record.period, Label($0.name)) < ($1.folder.record.period, Label($1.name))
    }) {
      all.append(
        ClosedPeriod(
          name: name, period: period,
          comparison: try Comparison(folder, ResultFolder(of: attribution.credit(of: period))),
          periodOfDeal: Dictionary(
            try folder.deals().map { ($0.id, $0.period) }, uniquingKeysWith: { first, _ in first })
        ))
    }
    return all
  }
}

extension Period {
  /// Whether a month may be in both. Every month on its own is not a stretch of time.
  fileprivate func overlaps(_ other: Period) -> Bool {
    switch (self, other) {
    case (.one(let year, let months), .one(let otherYear, let otherMonths)):
      year == otherYear && months.overlaps(otherMonths)
    case (.everyMonth, .everyMonth): true
    default: false
    }
  }
}

extension Warning {
  /// Deals of the report that a closed folder has in another period: their money is in both.
  static func dealsInClosedPeriods(of attribution: Attribution) -> Warning? {
    let (deals, zone) = (attribution.deals, attribution.definitions.zone)
    var found: [(id: Label, period: String)] = []
    for index in attribution.credit.groups.flatMap(\.deals) {
      let deal = deals.won[index]
      let id = Label(deals.name(deal))
      let month = zone.month(of: deal.closedAt)
      for closed in attribution.closed {
        guard let period = closed.periodOfDeal[id],
          Period(period)?.name(year: month.year, month: month.month) == nil
        else { continue }
        found.append((id, period))
      }
    }
    guard !found.isEmpty else { return nil }
    return .dealInClosedPeriod(
      found.sorted { ($0.id, Label($0.period)) < ($1.id, Label($1.period)) }
        .map { ($0.id.text, $0.period) })
  }
}

extension Attribution {
  /// `closed_changes.csv`: a row for each closed folder, period, currency, model, team and deal whose
  /// credit is not what it was. A header alone where no closed folders are given.
  package func writeClosedChanges(to sink: Sink) throws(Failure) {
    var table = table([
      "closed", "period", "currency", "model", "team", "deal_id", "deal_name", "cause", "detail",
      "closed_credit", "credit", "difference",
    ])
    for period in closed {
      for group in period.comparison.groups {
        let decimals = group.key.currency.decimals
        for (number, model) in period.comparison.models.enumerated() {
          let rows = group.deals.flatMap { deal in deal.teams[number].map { (deal, $0) } }
          for (deal, total) in rows.sorted(by: { $0.1.name < $1.1.name }) {
            table.text(period.name)
            table.name(group.key.period)
            table.name(group.key.currency.code)
            table.name(model)
            table.text(total.name.text)
            table.text(deal.id.text)
            table.text(deal.name)
            table.name(deal.cause.name)
            table.text(deal.detail.plain)
            table.number(total.old, decimals: decimals)
            table.number(total.new, decimals: decimals)
            table.number(total.difference, decimals: decimals)
            table.endRow()
          }
          try table.flush(to: sink)
        }
      }
    }
    try table.flush(to: sink, all: true)
  }
}

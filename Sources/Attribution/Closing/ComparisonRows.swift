extension Comparison {
  private static let columns = [
    "period", "currency", "model", "dimension", "name", "deal_id", "deal_name", "cause", "detail",
    "old_credit", "new_credit", "difference",
  ]

  /// A row for each period, currency, model, team or channel, and deal whose credit is not the same.
  ///
  /// Of each team and channel the differences add up to its own. Without both ledgers a channel has
  /// one row, without a deal.
  package func writeRows(to sink: Sink) throws(Failure) {
    var table = CSVTable(Comparison.columns, in: .plain)
    for group in groups {
      let decimals = group.key.currency.decimals
      for (model, name) in models.enumerated() {
        func add(_ dimension: String, _ total: Total, of deal: DealChange?) {
          table.name(group.key.period)
          table.name(group.key.currency.code)
          table.name(name)
          table.name(dimension)
          table.text(total.name.text)
          table.text(deal?.id.text ?? "")
          table.text(deal?.name ?? "")
          table.name((deal?.cause ?? .notTold).name)
          table.text(deal?.detail.plain ?? "")
          table.number(total.old, decimals: decimals)
          table.number(total.new, decimals: decimals)
          table.number(total.difference, decimals: decimals)
          table.endRow()
        }
        func addDeals(_ dimension: String, _ totals: (DealChange) -> [Total]) {
          let rows = group.deals.flatMap { deal in totals(deal).map { (deal, $0) } }
          // By name; the deals of each stay in their order.
          for (deal, total) in rows.sorted(by: { $0.1.name < $1.1.name }) {
            add(dimension, total, of: deal)
          }
        }
        addDeals("team") { $0.teams[model] }
        if hasLedgers {
          addDeals("channel") { $0.channels[model] }
        } else {
          for total in group.channels[model] where total.difference != 0 {
            add("channel", total, of: nil)
          }
        }
        try table.flush(to: sink)
      }
    }
    try table.flush(to: sink, all: true)
  }

  /// Writes the rows to a file of the user's choice, as a whole or not at all.
  ///
  /// - Throws: `usage` if it lies in one of the folders, `cannotCreate` if there is something else
  ///   of the name, or it cannot be made; `busy` or `inputOutput`.
  package func writeRows(to path: String) throws(Failure) {
    for folder in [old, new] where lies(path, in: folder.path) {
      throw Failure(.usage, [.comparisonInResults(path, folder.path)])
    }
    guard mayReplace(path, beginningWith: [CSVTable(Comparison.columns, in: .plain).bytes]) else {
      throw Failure(.cannotCreate, [.comparisonNotOurs(path)])
    }
    var file = try StagedFile(at: path) { .comparisonNotCreated(path, $0) }
    try writeRows { (bytes) throws(Failure) in try file.write(bytes) }
    _ = try file.publish()
  }
}

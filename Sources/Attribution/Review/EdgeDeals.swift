/// Deals closed within a day of where a period begins or ends: another clock would put some of them
/// into another period.
extension Attribution {
  var edgeDeals: [Document.Block] {
    let near = deals.won.indices.compactMap(edgeDeal)
    guard !near.isEmpty else { return [] }
    let differing = near.filter { $0.period != $0.utcPeriod }
    let listed = near.sorted(first: EdgeDeal.shown) { first, second in
      let (one, other) = (first.period != first.utcPeriod, second.period != second.utcPeriod)
      if one != other { return one }
      let (left, right) = (deals.won[first.index], deals.won[second.index])
      return left.amount.magnitude != right.amount.magnitude
        ? left.amount.magnitude > right.amount.magnitude
        : deals.ids.texts.precedes(left.id, right.id)
    }
    let zone = definitions.zone
    // Beside UTC's own clock a second one says nothing.
    let withUTC = zone.name != Zone.utc.name
    var table = Table(
      [
        ("deal", .left), ("name", .left), ("amount", .right),
        ("closed, \(input: zone.name)", .left), ("period", .left),
      ] + (withUTC ? [("closed, UTC", .left), ("by UTC", .left)] : []))
    for edge in listed.prefix(EdgeDeal.shown) {
      let deal = deals.won[edge.index]
      func name(_ period: String?) -> Prose { "\(period ?? "not in the report")" }
      table.add(
        [
          .input(deals.name(deal)), .input(deals.label(.name, of: edge.index)),
          "\(deal.currency.grouped(deal.amount))", "\(zone.text(of: deal.closedAt))",
          name(edge.period),
        ] + (withUTC ? ["\(Zone.utc.text(of: deal.closedAt))", name(edge.utcPeriod)] : []))
    }
    let count = counted(near.count, "deal or adjustment", "deals and adjustments")
    var sentence = """
      \(count) \(near.count == 1 ? "was" : "were") closed within a day of where a period begins \
      or ends.
      """
    if withUTC { sentence += " UTC's clocks would put \(differing.count) into another period." }
    if near.count > EdgeDeal.shown { sentence += " Shown are \(EdgeDeal.shown)." }
    return [
      .heading(3, "Closed at the edge of a period"), .paragraph("\(sentence)"), .table(table),
    ]
  }

  private struct EdgeDeal {
    let index: Int
    /// nil where the report does not have the deal.
    let period: String?
    /// The period by the clocks of UTC.
    let utcPeriod: String?

    static let shown = 10
  }

  private func edgeDeal(_ index: Int) -> EdgeDeal? {
    let (closedAt, zone) = (deals.won[index].closedAt, definitions.zone)
    let reading = closedAt + zone.offset(at: closedAt)
    let (year, month, day) = civil(daysSince1970: floorDivide(reading, 86_400))
    // Those between are not within a day of either end, even where clocks are set by a whole day.
    guard day < 5 || day > 24 else { return nil }
    // A month is longer than a day on each side, so a neighbour's name tells where the edges are.
    let neighbours = [closedAt - 86_400, closedAt + 86_400].map(zone.month)
      .filter { $0 != (year, month) }
    guard !neighbours.isEmpty else { return nil }
    let own = period.name(year: year, month: month)
    guard neighbours.contains(where: { period.name(year: $0.year, month: $0.month) != own })
    else { return nil }
    let utc = Zone.utc.month(of: closedAt)
    return EdgeDeal(
      index: index, period: own, utcPeriod: period.name(year: utc.year, month: utc.month))
  }
}

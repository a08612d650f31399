/// Deals closed within a day of where a period begins or ends: another clock would put some of them
/// into another period.
extension Attribution {
  var edgeDeals: [Document.Block] {
    var names = PeriodNames(of: period)
    let near = deals.won.indices.compactMap { edgeDeal($0, &names) }
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

  private func edgeDeal(_ index: Int, _ names: inout PeriodNames) -> EdgeDeal? {
    let (closedAt, zone) = (deals.won[index].closedAt, definitions.zone)
    let reading = closedAt + zone.offset(at: closedAt)
    let (year, month, day) = civil(daysSince1970: floorDivide(reading, 86_400))
    // Those between are not within a day of either end, even where clocks are set by a whole day.
    guard day < 5 || day > 24 else { return nil }
    // A month is longer than a day on each side, so a neighbour's name tells where the edges are.
    let (before, after) = (zone.month(of: closedAt - 86_400), zone.month(of: closedAt + 86_400))
    guard before != (year, month) || after != (year, month) else { return nil }
    let own = names.name((year, month))
    guard names.name(before) != own || names.name(after) != own else { return nil }
    return EdgeDeal(
      index: index, period: own, utcPeriod: names.name(Zone.utc.month(of: closedAt)))
  }

  /// The names of the periods of months, each asked for once.
  private struct PeriodNames {
    private let period: Period
    private var known: [Int: String?] = [:]

    init(of period: Period) { self.period = period }

    /// nil where the report does not have the month.
    mutating func name(_ month: (year: Int, month: Int)) -> String? {
      let key = 12 * month.year + month.month
      if let name = known[key] { return name }
      let name = period.name(year: month.year, month: month.month)
      known[key] = .some(name)
      return name
    }
  }
}

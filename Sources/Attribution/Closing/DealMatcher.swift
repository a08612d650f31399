/// Holds the deals of two folders against each other, by their ids.
struct DealMatcher {
  /// Won revenue of each period and currency, in minor units.
  let won: (old: [ResultGroup: Int64], new: [ResultGroup: Int64])
  private let old: Side
  private let new: Side
  private let models: [String]
  private let zone: Zone
  private let overall: Cause
  private let hasSameInputs: Bool

  private struct Side {
    let deals: [Label: ResultDeal]
    let credits: DealCredits

    init(_ folder: ResultFolder, models: [String]) throws(Failure) {
      deals = Dictionary(
        try folder.deals().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      credits = try DealCredits(of: folder, models: models)
    }

    var won: [ResultGroup: Int64] {
      deals.values.reduce(into: [:]) { $0[$1.group, default: 0] += $1.amount }
    }

    /// The journey of a deal; nil without a ledger.
    func touches(of deal: ResultDeal?) throws(Failure) -> [ResultTouch]? {
      guard let ledger = credits.ledger else { return nil }
      return try deal.map { (deal) throws(Failure) in try ledger.touches(of: deal.id) } ?? []
    }
  }

  /// - Parameter overall: The cause where nothing is different about a deal, and where the inputs
  ///   are the same.
  init(
    _ old: ResultFolder, _ new: ResultFolder, models: [String], overall: Cause, hasSameInputs: Bool
  ) throws(Failure) {
    self.old = try Side(old, models: models)
    self.new = try Side(new, models: models)
    self.models = models
    self.overall = overall
    self.hasSameInputs = hasSameInputs
    zone = new.record.zone
    won = (self.old.won, self.new.won)
  }

  /// The deals whose credit is not the same, by the bytes of their ids. One that is in another
  /// period or currency now is in both.
  func changes() throws(Failure) -> [ResultGroup: [Comparison.DealChange]] {
    var changes: [ResultGroup: [Comparison.DealChange]] = [:]
    for id in Set(old.deals.keys).union(new.deals.keys).sorted() {
      let (before, now) = (old.deals[id], new.deals[id])
      if let before, let now, try isPlainlySame(before, now) { continue }
      let (earlier, later) = (try old.touches(of: before), try new.touches(of: now))
      let groups = Set([before?.group, now?.group].compactMap(\.self)).sorted()
      var reason: (Cause, Prose)?
      for group in groups {
        let (before, now) = (
          before.flatMap { $0.group == group ? $0 : nil },
          now.flatMap { $0.group == group ? $0 : nil }
        )
        let teams = movements(
          before.map { old.credits.teams(of: $0, earlier) },
          now.map { new.credits.teams(of: $0, later) })
        var channels = models.map { _ in [Comparison.Total]() }
        if let earlier, let later {
          channels = movements(
            before.map { old.credits.channels(of: $0, earlier) },
            now.map { new.credits.channels(of: $0, later) })
        }
        if (teams + channels).allSatisfy(\.isEmpty) { continue }
        if reason == nil { reason = try why(id, earlier, later) }
        let (cause, detail) = reason!
        changes[group, default: []].append(
          Comparison.DealChange(
            id: id, name: (new.deals[id] ?? old.deals[id])?.name ?? "", cause: cause,
            detail: detail, amount: (before?.amount ?? 0, now?.amount ?? 0), teams: teams,
            channels: channels))
      }
    }
    return changes
  }

  /// Whether a glance at the bytes says that nothing moved. Most deals are so.
  private func isPlainlySame(_ before: ResultDeal, _ now: ResultDeal) throws(Failure) -> Bool {
    guard let ledger = old.credits.ledger, let other = new.credits.ledger else { return false }
    guard before.group == now.group, before.amount == now.amount, before.touches == now.touches
    else { return false }
    return try ledger.hasSameRows(of: before.id, as: other)
  }

  private func movements(
    _ old: DealCredits.Shares?, _ new: DealCredits.Shares?
  ) -> [[Comparison.Total]] {
    let (old, new) = (old ?? [:], new ?? [:])
    let names = Set(old.keys).union(new.keys).sorted()
    return models.indices.map { model in
      names.map { name in
        Comparison.Total(
          name: name, old: old[name]?[model] ?? 0, new: new[name]?[model] ?? 0)
      }.filter { $0.difference != 0 }
    }
  }

  private func why(
    _ id: Label, _ earlier: [ResultTouch]?, _ later: [ResultTouch]?
  ) throws(Failure) -> (Cause, Prose) {
    var facts = try facts(id, earlier, later)
    if facts.isEmpty, let adjusted = new.deals[id]?.adjusts, !adjusted.isEmpty {
      let base = Label(adjusted)
      let found = try self.facts(
        base, old.touches(of: old.deals[base]), new.touches(of: new.deals[base]))
      if !found.isEmpty {
        let told = found.map(\.text).joined(separator: "; ")
        facts.append(
          DealFact(cause: .adjustedDealChanged, text: "\(input: adjusted): \(told)"))
      }
    }
    let isOverall = hasSameInputs && overall != .notTold
    let cause = isOverall ? overall : facts.first?.cause ?? overall
    return (cause, facts.map(\.text).joined(separator: "; "))
  }

  private func facts(
    _ id: Label, _ earlier: [ResultTouch]?, _ later: [ResultTouch]?
  ) throws(Failure) -> [DealFact] {
    var touches: TouchChanges?
    if let earlier, let later { touches = TouchChanges(from: earlier, to: later) }
    return DealPair(old: old.deals[id], new: new.deals[id], touches: touches, zone: zone).facts
  }
}

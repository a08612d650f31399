/// The balance of R11, proved again from the files of a result folder.
struct FolderBalance {
  /// What one model makes of a group.
  private struct Part: Hashable {
    let group: ResultGroup
    let model: String
  }

  /// Rows of `deals.csv`.
  let deals: Int
  /// Won revenue in minor units, as `deals.csv` adds up to.
  let won: [ResultGroup: Int128]
  private let folder: ResultFolder
  private let rows: [ResultDeal]
  /// As much of it as no touch is credited for.
  private let left: [ResultGroup: Int128]
  private var problems: [Problem] = []

  init(of folder: ResultFolder) throws(Failure) {
    self.folder = folder
    rows = try folder.deals()
    deals = rows.count
    var won: [ResultGroup: Int128] = [:]
    var left: [ResultGroup: Int128] = [:]
    for deal in rows {
      let group = deal.group
      won[group, default: 0] += Int128(deal.amount)
      if !deal.isCredited { left[group, default: 0] += Int128(deal.amount) }
    }
    self.won = won
    self.left = left
  }

  /// - Throws: `data` with every sum that is not what it must be.
  mutating func prove() throws(Failure) {
    var totals: [Part: Int128] = [:]
    var left: [Part: Int128] = [:]
    for total in folder.record.totals {
      let part = Part(
        group: ResultGroup(period: total.period, currency: total.currency), model: total.model)
      totals[part, default: 0] += Int128(total.credited) + Int128(total.uncredited)
      left[part, default: 0] += Int128(total.uncredited)
      if total.won != won[part.group] ?? 0 {
        require(Int128(total.won), part.group, "won in run.json", won[part.group] ?? 0)
      }
    }
    require(totals, "run.json", won)
    require(left, "what run.json calls uncredited", self.left)
    for (file, isUncredited) in [
      ("credit.csv", { $0.channel == uncredited }),
      ("channel_credit.csv", { $0.channel == uncredited }),
      ("team_credit.csv", { $0.team == uncredited }),
    ] as [(String, (ResultCredit) -> Bool)] {
      var (all, left): ([Part: Int128], [Part: Int128]) = ([:], [:])
      for row in try folder.credit(file) {
        let part = Part(group: row.group, model: row.model)
        all[part, default: 0] += Int128(row.credit)
        if isUncredited(row) { left[part, default: 0] += Int128(row.credit) }
      }
      require(all, file, won)
      require(left, "(uncredited) in \(file)", self.left)
    }
    // Folders of versions before 0.2 have no such file.
    if folder.has("deal_team_credit.csv") { try proveDeals() }
    try proveLedger()
    try proveReconciliation()
    guard problems.isEmpty else { throw Failure(.data, problems) }
  }

  /// Deal by deal, credit by team is the deal's amount; in sum it follows.
  private mutating func proveDeals() throws(Failure) {
    struct Key: Hashable {
      let deal: Label
      let model: String
    }
    var open: [Key: Int128] = [:]
    for deal in rows where deal.amount != 0 {
      for model in folder.record.models {
        open[Key(deal: deal.id, model: model)] = Int128(deal.amount)
      }
    }
    try folder.forEachDealCredit { (row) in
      open[Key(deal: row.deal, model: row.model), default: 0] -= Int128(row.credit)
    }
    let wrong = Set(open.filter { $0.value != 0 }.map(\.key.deal))
    for deal in rows where wrong.contains(deal.id) {
      problems.append(
        .resultsOfDealUnbalanced(folder.path, "deal_team_credit.csv", deal: deal.id.text))
    }
  }

  private mutating func proveLedger() throws(Failure) {
    guard let ledger = try folder.ledger() else { return }
    for deal in rows {
      let touches = try ledger.touches(of: deal.id)
      var isRight = touches.count == deal.touches
      for model in folder.record.models.indices {
        let sum = touches.reduce(Int128(0)) { $0 + Int128($1.credits[model]) }
        if sum != (deal.isCredited ? Int128(deal.amount) : 0) { isRight = false }
      }
      if !isRight {
        problems.append(.resultsOfDealUnbalanced(folder.path, "ledger.csv", deal: deal.id.text))
      }
    }
  }

  private mutating func proveReconciliation() throws(Failure) {
    var (booked, shared, revenue):
      ([ResultGroup: Int128], [ResultGroup: Int128], [ResultGroup: Int128]) =
        ([:], [:], [:])
    for line in try folder.reconciliation() {
      guard let currency = line.currency else { continue }
      let group = ResultGroup(period: line.period, currency: currency)
      switch line.name {
      case "won deals", "adjustments": booked[group, default: 0] += Int128(line.amount)
      case "won revenue": revenue[group, default: 0] += Int128(line.amount)
      case "credited": shared[group, default: 0] += Int128(line.amount)
      case let name where name.hasPrefix("uncredited: "):
        shared[group, default: 0] += Int128(line.amount)
      default: break
      }
    }
    for (sums, what) in [
      (revenue, "won revenue in reconciliation.csv"),
      (booked, "won deals and adjustments in reconciliation.csv"),
      (shared, "credited and uncredited in reconciliation.csv"),
    ] {
      for group in Set(sums.keys).union(won.keys).sorted() {
        require(sums[group] ?? 0, group, what, won[group] ?? 0)
      }
    }
  }

  /// Holds sums by model against those of the deals, in every model.
  private mutating func require(
    _ sums: [Part: Int128], _ what: String, _ expected: [ResultGroup: Int128]
  ) {
    let groups = Set(expected.keys).union(sums.keys.map(\.group)).sorted()
    for group in groups {
      for model in folder.record.models {
        require(
          sums[Part(group: group, model: model)] ?? 0, group, "\(model) in \(what)",
          expected[group] ?? 0)
      }
    }
  }

  private mutating func require(
    _ sum: Int128, _ group: ResultGroup, _ what: String, _ expected: Int128
  ) {
    guard sum != expected else { return }
    problems.append(
      .resultsUnbalanced(
        folder.path, "\(group.period) \(group.currency.code), \(what)",
        group.currency.grouped(sum), expected: group.currency.grouped(expected)))
  }
}

/// What each deal of a folder gave to whom.
struct DealCredits {
  /// In minor units, by name and then by model.
  typealias Shares = [Label: [Int64]]

  let ledger: ResultLedger?
  /// Where the models that are asked for stand among those of the folder.
  private let models: [Int]
  /// By deal; empty where the ledger says it.
  private var teams: [Label: Shares] = [:]

  /// - Parameter models: Those that are asked for; the folder must have them.
  init(of folder: ResultFolder, models: [String]) throws(Failure) {
    self.models = models.compactMap { folder.record.models.firstIndex(of: $0) }
    ledger = try folder.ledger()
    if ledger != nil { return }
    let count = models.count
    let numbers = Dictionary(uniqueKeysWithValues: zip(models, models.indices))
    var teams: [Label: Shares] = [:]
    try folder.forEachDealCredit { (row) in
      guard let model = numbers[row.model] else { return }
      teams[row.deal, default: [:]][
        Label(row.team), default: Array(repeating: 0, count: count)][model] += row.credit
    }
    self.teams = teams
  }

  /// - Parameter touches: The journey as the ledger has it; nil without one.
  func teams(of deal: ResultDeal, _ touches: [ResultTouch]?) -> Shares {
    touches.map { shares(of: deal, $0) { $0.team } } ?? teams[deal.id] ?? [:]
  }

  func channels(of deal: ResultDeal, _ touches: [ResultTouch]) -> Shares {
    shares(of: deal, touches) { $0.channel }
  }

  private func shares(
    of deal: ResultDeal, _ touches: [ResultTouch], by name: (ResultTouch) -> Label
  ) -> Shares {
    guard !touches.isEmpty else {
      return [Label(uncredited): Array(repeating: deal.amount, count: models.count)]
    }
    var shares: Shares = [:]
    for touch in touches {
      for (position, model) in models.enumerated() {
        shares[name(touch), default: Array(repeating: 0, count: models.count)][position] +=
          touch.credits[model]
      }
    }
    return shares
  }
}

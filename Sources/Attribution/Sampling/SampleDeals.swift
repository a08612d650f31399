extension SampleCompany {
  /// Writes `deals.csv`: account by account, a credit note after the deal that it adjusts.
  ///
  /// - Parameter sink: Gets the next bytes of the file, about 256 KiB at a time.
  package func writeDeals<Refusal: Error>(
    to sink: ([UInt8]) throws(Refusal) -> Void
  ) throws(Refusal) {
    var file = SampleDealFile(of: self)
    // A prime larger than the number of accounts leads to every rank once, in no visible order.
    let prime = 6_180_339_887_498_971
    var rank = accounts / 2
    for visit in 0..<accounts {
      file.addDeals(ofAccount: rank)
      file.addDeal(ofStranger: visit)
      try file.bytes.handOver(to: sink)
      rank = (rank + prime) % accounts
    }
    try file.bytes.handOver(ifAtLeast: 1, to: sink)
  }
}

private struct SampleDeal {
  enum Outcome {
    case won, lost, open

    var stages: [String] {
      switch self {
      case .won: ["Closed Won"]
      case .lost: ["Closed Lost"]
      case .open: ["Qualification", "Discovery", "Proposal", "Negotiation"]
      }
    }
  }

  var identifier: String
  var account: String
  var name: String
  /// See `Currency.hundredth`.
  var hundredths: Int
  /// Seconds of the span, which deals may open before.
  var opening: Int
  /// A second of the span; nil if the deal is open.
  var closing: Int?
  /// Whether the file tells the time of the closing, and not the day alone.
  var isTimed: Bool
  var stage: String
  var kind: String
  var owner: SampleNames.Owner
  var adjusts = ""
}

/// `deals.csv` as far as it is not handed over yet.
private struct SampleDealFile {
  private let company: SampleCompany
  private let calendar = SampleCalendar()
  /// Digits of a deal's number in its identifier.
  private let digits: Int
  private var deals = 0
  var bytes: [UInt8] = []

  init(of company: SampleCompany) {
    self.company = company
    // An account has at most three won deals, a lost and an open one, and a stranger's beside it.
    digits = max(7, digitCount(company.accounts * 6))
    bytes.append(
      "deal_id,deal_name,account_id,amount,currency,created_at,closed_at,stage,deal_type,owner,"
        + "owner_team,adjusts\n")
  }

  mutating func addDeals(ofAccount rank: Int) {
    var dice = Dice(seed: company.seed, for: .deals, number: rank)
    let wins = company.wins(ofAccount: rank)
    let isLost = dice.chance(perMille: 40)
    let isOpen = dice.chance(perMille: 29)
    guard wins > 0 || isLost || isOpen else { return }

    let account = identifier("A", company.identifier(ofAccount: rank), company.accountDigits)
    let name = SampleNames.company(&dice)
    let closings = (0..<wins).map { company.closing(ofWin: $0, of: wins, account: rank) }
    for closing in closings {
      add(.won, of: account, name, closing, isFirst: closing == closings[0], &dice)
    }
    if isLost {
      let closing = dice.below(SampleCompany.span)
      let isFirst = closings.allSatisfy { closing < $0 }
      add(.lost, of: account, name, closing, isFirst: isFirst, &dice)
    }
    if isOpen {
      let closing = SampleCompany.span + dice.below(20 * SampleCompany.day)
      add(.open, of: account, name, closing, isFirst: wins == 0, &dice)
    }
  }

  /// About two wins in a hundred are with accounts of which nobody recorded a touch.
  mutating func addDeal(ofStranger number: Int) {
    var dice = Dice(seed: company.seed, for: .strangers, number: number)
    guard dice.chance(perMille: 4) else { return }
    let account = identifier("X", number, company.accountDigits)
    let closing = dice.below(SampleCompany.span)
    add(.won, of: account, SampleNames.company(&dice), closing, isFirst: true, &dice)
  }

  /// - Parameter closing: When it was closed, or for an open deal, when it may be.
  private mutating func add(
    _ outcome: SampleDeal.Outcome, of account: String, _ buyer: String, _ closing: Int,
    isFirst: Bool,
    _ dice: inout Dice
  ) {
    deals += 1
    let kind = isFirst ? "new business" : dice.one(of: ["renewal", "expansion"])
    let opening = closing - (20 + dice.below(131)) * SampleCompany.day
    var deal = SampleDeal(
      identifier: identifier("D", deals, digits),
      account: dice.chance(perMille: 3) ? "" : account,
      name: "\(buyer) \(kind) \(calendar.date(at: opening).prefix(4))",
      hundredths: SampleAmounts.one(&dice),
      opening: opening,
      closing: outcome == .open ? nil : closing,
      isTimed: dice.below(6) > 0,
      stage: dice.one(of: outcome.stages),
      kind: kind,
      owner: dice.one(of: SampleNames.owners))
    append(deal)

    guard outcome == .won, dice.below(150) == 0 else { return }
    deal.adjusts = deal.identifier
    deal.identifier += "-C1"
    deal.hundredths = -deal.hundredths * dice.one(of: [100, 100, 50, 25, 10]) / 100
    deal.opening = closing
    let later = closing + (10 + dice.below(51)) * SampleCompany.day
    deal.closing = min(later, SampleCompany.span - 1)
    deal.stage = "Credit Note"
    append(deal)
  }

  private mutating func append(_ deal: SampleDeal) {
    let isQuoted = deal.name.utf8.contains(UInt8(ascii: ","))
    let closedAt = deal.closing.map {
      deal.isTimed ? calendar.time(at: $0) : calendar.date(at: $0)
    }
    let cells = [
      deal.identifier,
      isQuoted ? "\"\(deal.name)\"" : deal.name,
      deal.account,
      company.currency.text(Int64(deal.hundredths * company.currency.hundredth)),
      company.currency.code,
      calendar.date(at: deal.opening),
      closedAt ?? "",
      deal.stage,
      deal.kind,
      deal.owner.name,
      deal.owner.team,
      deal.adjusts,
    ]
    bytes.append(cells.joined(separator: ","))
    bytes.append(ascii: "\n")
  }
}

private func identifier(_ letter: Unicode.Scalar, _ number: Int, _ digits: Int) -> String {
  var bytes: [UInt8] = []
  bytes.append(identifier: letter, number, digits: digits)
  return String(decoding: bytes, as: UTF8.self)
}

import Attribution
import Foundation

/// The rules R1–R4, R7, R8, R10 and R13 as they read, by comparing everything with everything: what
/// four reports of a company must say.
struct CompanyTwin {
  private let rules: Definitions
  private let period: Period
  private let clock: ClockTwin
  private var touches: [Touch] = []
  private var rows: [DealRow] = []
  private let company: RandomCompany
  /// For each touch the one that it is a duplicate of, or itself.
  private var firsts: [Int] = []
  /// The won rows that are deals or adjustments of their own, and the journey of each.
  private var won: [DealRow] = []
  private var journeys: [Journey] = []
  /// The same before any touch is dropped.
  private var whole: [Journey] = []

  /// Touches by their index, oldest first; if there are none, why.
  private typealias Journey = (touches: [Int], reason: String)

  private struct Touch {
    let file: String
    /// nil for a row that is rejected.
    let instant: Int64?
    let id: Text
    let account: Text
    let deal: Text
    let contact: Text
    let campaign: Text
    let channel: Text
    let team: Text
  }

  private struct DealRow {
    let file: String
    let id: Text
    let account: Text
    let adjusts: Text
    let isWon: Bool
    /// Whether an earlier won row has its id.
    let isAgain: Bool
    let currency: Currency
    let amount: Int64
    let closedAt: Int64
    let journeyEnd: Int64
    let createdAt: Int64?
    let labels: [String: Text]

    /// A win of its own, which touches may be bound to.
    var isDeal: Bool { isWon && adjusts.isEmpty }
  }

  init(of company: RandomCompany, period: Period = .everyMonth) {
    self.company = company
    self.period = period
    rules = company.definitions
    clock = ClockTwin(rules.zone.name)
    for table in company.deals {
      for record in table.records() {
        rows.append(read(record, of: table))
      }
    }
    for table in company.touchpoints {
      for record in table.records() { touches.append(touch(record, of: table)) }
    }
    firsts = touches.indices.map(first)
    won = rows.filter { $0.isWon && !$0.isAgain }
    whole = won.map(journey)
    journeys = whole.map { ($0.touches.reduce(into: [], drop), $0.reason) }
  }

  // MARK: Rows

  private func read(_ record: [String: String], of table: Table) -> DealRow {
    let currency =
      record["currency"].flatMap { $0.isEmpty ? nil : Currency.of($0) } ?? rules.currency
    let closed = clock.read(record["closed_at"]!, endsDay: true)!
    let endsBefore = closed.isDayAlone && !rules.includesClosingDay
    let adjusts = Text(record["adjusts"] ?? "")
    let id = Text(record["deal_id"]!)
    let stages = rules.won.map { $0.lowercased() }
    let isWon =
      !adjusts.isEmpty || (record["stage"].map { stages.contains($0.lowercased()) } ?? true)
    return DealRow(
      file: table.name, id: id, account: Text(record["account_id"]!), adjusts: adjusts,
      isWon: isWon, isAgain: isWon && rows.contains { $0.isWon && $0.id == id },
      currency: currency,
      amount: MoneyTwin.units(record["amount"]!, decimals: currency.decimals)!,
      closedAt: closed.instant,
      journeyEnd: endsBefore ? clock.endOfDayBefore(closed.instant) : closed.instant,
      createdAt: clock.read(record["created_at"] ?? "")?.instant,
      labels: record.mapValues { Text($0) })
  }

  private func touch(_ record: [String: String], of table: Table) -> Touch {
    let source = rules.touchpoints.first { table.name.hasPrefix($0.file.dropLast()) }
    let channel = [record["channel"], source?.channel, "(none)"].compactMap { $0 }
      .first { !$0.isEmpty }!
    let ofChannel = rules.teamOfChannel.first { $0.key == Label(channel) }?.value
    let team = [record["team"], source?.team, ofChannel, "(unassigned)"].compactMap { $0 }
      .first { !$0.isEmpty }!
    var instant = clock.read(record["occurred_at"]!)?.instant
    if rules.precision == .day { instant = instant.map(clock.startOfDay) }
    return Touch(
      file: table.name, instant: instant, id: Text(record["touchpoint_id"]!),
      account: Text(record["account_id"]!), deal: Text(record["deal_id"] ?? ""),
      contact: Text(record["contact_id"]!), campaign: Text(record["campaign"]!),
      channel: Text(channel), team: Text(team))
  }

  // MARK: Journeys

  /// The touch that this one repeats, or itself (R4).
  private func first(of index: Int) -> Int {
    let touch = touches[index]
    guard touch.instant != nil, !touch.id.isEmpty else { return index }
    return touches[..<index].firstIndex {
      $0.instant == touch.instant && $0.id == touch.id && $0.deal == touch.deal
        && (!touch.deal.isEmpty || $0.account == touch.account)
    } ?? index
  }

  /// The journey of a deal (R1–R4, R8, R13).
  private func journey(of deal: DealRow) -> Journey {
    if !deal.adjusts.isEmpty {
      guard let base = won.first(where: { $0.isDeal && $0.id == deal.adjusts }) else {
        return ([], "adjusted deal not in the files")
      }
      return journey(of: base)
    }
    var left = touches.indices.filter { index in
      let touch = touches[index]
      guard touch.instant != nil, firsts[index] == index else { return false }
      return touch.deal.isEmpty
        ? touch.account == deal.account && !deal.account.isEmpty : touch.deal == deal.id
    }
    if left.isEmpty { return ([], deal.account.isEmpty ? "no account" : "no touches") }
    left.removeAll { touches[$0].instant! > deal.journeyEnd }
    if left.isEmpty { return ([], "no touches before close") }
    if let lookback = rules.lookback {
      left.removeAll { touches[$0].instant! < deal.closedAt - lookback }
    }
    if left.isEmpty { return ([], "none within lookback") }
    if rules.restartAfterWin, deal.amount >= 0 {
      let wins = won.filter {
        $0.isDeal && $0.amount >= 0 && $0.account == deal.account && $0.closedAt < deal.closedAt
      }
      if let last = wins.map(\.closedAt).max() {
        left.removeAll { touches[$0].deal.isEmpty && touches[$0].instant! <= last }
      }
    }
    if left.isEmpty { return ([], "journey restarted") }
    left.sort {
      let (one, other) = (touches[$0], touches[$1])
      if one.instant != other.instant { return one.instant! < other.instant! }
      return one.id == other.id ? $0 < $1 : one.id < other.id
    }
    return (left, "")
  }

  /// Takes the next touch of a journey, unless it repeats one of those taken.
  private func drop(_ kept: inout [Int], _ next: Int) {
    guard let collapse = rules.collapse else { return kept.append(next) }
    func values(_ index: Int) -> [Text] {
      let touch = touches[index]
      let all: [Collapse.Column: Text] = [
        .contact: touch.contact, .channel: touch.channel, .team: touch.team,
        .campaign: touch.campaign,
      ]
      return collapse.same.map { all[$0]! }
    }
    let isRepeated = kept.contains {
      values($0) == values(next)
        && touches[$0].instant! >= touches[next].instant! - collapse.within
    }
    if !isRepeated { kept.append(next) }
  }

  private func periodName(of deal: DealRow) -> String? {
    let (year, month) = clock.month(deal.closedAt)
    return period.name(year: year, month: month)
  }

  /// The deals of the report with their periods and journeys, in the order of the reports.
  private var reported: [(period: String, deal: DealRow, touches: [Int], reason: String)] {
    zip(won, journeys).compactMap { deal, journey in
      periodName(of: deal).map { ($0, deal, journey.touches, journey.reason) }
    }.sorted { $0.0 != $1.0 ? $0.0 < $1.0 : $0.1.id < $1.1.id }
  }

  // MARK: Reports

  var dealsReport: String {
    var lines = [
      "period,deal_id,deal_name,account_id,account_name,deal_type,source,owner,owner_team,"
        + "created_at,closed_at,currency,amount,adjusts,status,reason,touches,first_touch_at,"
        + "last_touch_at"
    ]
    for (period, deal, list, reason) in reported {
      let ends = [list.first, list.last].map { $0.map { written(touches[$0].instant!) } ?? "" }
      lines.append(
        [
          period, deal.id.cell, deal.labels["deal_name"]!.cell, deal.account.cell, "", "", "", "",
          deal.labels["owner_team"]!.cell, deal.createdAt.map(written) ?? "",
          written(deal.closedAt), deal.currency.code, money(deal.amount, deal.currency),
          deal.adjusts.cell, list.isEmpty ? "uncredited" : "credited", reason, "\(list.count)",
          ends[0], ends[1],
        ].joined(separator: ","))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  var ledgerReport: String {
    var lines = [
      "period,deal_id,deal_name,account_id,closed_at,currency,deal_amount,touch_number,"
        + "touches_in_journey,touchpoint_id,contact_id,occurred_at,channel,team,campaign"
        + rules.models.map { "," + $0.name }.joined()
    ]
    for (period, deal, list, _) in reported where !list.isEmpty {
      let credits = rules.models.map { shares(of: deal.amount, deal, list, by: $0) }
      for (position, index) in list.enumerated() {
        let touch = touches[index]
        lines.append(
          ([
            period, deal.id.cell, deal.labels["deal_name"]!.cell, deal.account.cell,
            written(deal.closedAt), deal.currency.code, money(deal.amount, deal.currency),
            "\(position + 1)", "\(list.count)", touch.id.cell, touch.contact.cell,
            written(touch.instant!), touch.channel.cell, touch.team.cell, touch.campaign.cell,
          ] + credits.map { money($0[position], deal.currency) }).joined(separator: ","))
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// `credit.csv`, added up touch by touch.
  var creditReport: String {
    struct Key: Hashable {
      let period: String
      let currency: String
      let model: Int
      let team: Text
      let channel: Text
    }
    var sums: [Key: (credit: Int64, units: Int64)] = [:]
    let none = Text("(uncredited)")
    for (period, deal, list, _) in reported {
      let units: Int64 = deal.isDeal && deal.amount >= 0 ? 1_000_000 : 0
      for (number, model) in rules.models.enumerated() {
        let parties =
          list.isEmpty ? [(none, none)] : list.map { (touches[$0].team, touches[$0].channel) }
        let credit = list.isEmpty ? [deal.amount] : shares(of: deal.amount, deal, list, by: model)
        let counts = list.isEmpty ? [units] : shares(of: units, deal, list, by: model)
        for (index, (team, channel)) in parties.enumerated() {
          let key = Key(
            period: period, currency: deal.currency.code, model: number, team: team,
            channel: channel)
          let sum = sums[key] ?? (0, 0)
          sums[key] = (sum.credit + credit[index], sum.units + counts[index])
        }
      }
    }
    func order(_ key: Key) -> (String, String, Int, Text, Text) {
      (key.period, key.currency, key.model, key.team, key.channel)
    }
    let lines = sums.filter { $0.value.credit != 0 || $0.value.units != 0 }
      .sorted { order($0.key) < order($1.key) }
      .map { key, sum in
        [
          key.period, key.currency, rules.models[key.model].name, key.team.cell, key.channel.cell,
          money(sum.credit, .of(key.currency)), "\(Decimal(sum.units))".millionths,
        ].joined(separator: ",") + "\n"
      }
    return "period,currency,model,team,channel,credit,deal_credit\n" + lines.joined()
  }

  /// `rows.csv`: the first outcome that holds, row by row (R10).
  var rowsReport: String {
    var lines = ["file,kind,team,outcome,rows\n"]
    let outcomes = touches.indices.map(outcome)
    for table in company.touchpoints {
      for outcome in CompanyTwin.touchOutcomes {
        let teams = touches.indices
          .filter { touches[$0].file == table.name && outcomes[$0] == outcome }
          .map { touches[$0].team }
        for team in Set(teams).sorted() {
          let count = teams.count { $0 == team }
          lines.append("\(table.name),touchpoints,\(team.cell),\(outcome),\(count)\n")
        }
      }
    }
    for table in company.deals {
      for outcome in ["not won", "duplicate", "outside the period", "uncredited", "credited"] {
        let count = rows.count { $0.file == table.name && self.outcome(of: $0) == outcome }
        if count > 0 { lines.append("\(table.name),deals,,\(outcome),\(count)\n") }
      }
    }
    return lines.joined()
  }

  private static let touchOutcomes = [
    "rejected", "no account", "deal unknown", "deal not won", "account in no deal file",
    "account without a won deal", "outside every window", "duplicate", "collapsed",
    "credited in another period only", "credited",
  ]

  private func outcome(of touchIndex: Int) -> String {
    let touch = touches[touchIndex]
    if touch.instant == nil { return "rejected" }
    if touch.deal.isEmpty {
      if touch.account.isEmpty { return "no account" }
      let ofAccount = rows.filter { $0.account == touch.account }
      if ofAccount.isEmpty { return "account in no deal file" }
      if !ofAccount.contains(where: \.isDeal) { return "account without a won deal" }
    } else {
      let named = rows.filter { $0.id == touch.deal }
      if named.isEmpty { return "deal unknown" }
      if !named.contains(where: \.isDeal) { return "deal not won" }
    }
    let first = firsts[touchIndex]
    if !whole.contains(where: { $0.touches.contains(first) }) { return "outside every window" }
    if first != touchIndex { return "duplicate" }
    let deals = won.indices.filter { journeys[$0].touches.contains(first) }
    if deals.isEmpty { return "collapsed" }
    return deals.contains { periodName(of: won[$0]) != nil }
      ? "credited" : "credited in another period only"
  }

  private func outcome(of row: DealRow) -> String {
    if !row.isWon { return "not won" }
    if row.isAgain { return "duplicate" }
    if periodName(of: row) == nil { return "outside the period" }
    let index = won.firstIndex { $0.id == row.id }!
    return journeys[index].touches.isEmpty ? "uncredited" : "credited"
  }

  // MARK: Warnings

  /// How many files or deals some of the warnings are about (R14).
  var warnings: [String: Int] {
    let closings = reported.map(\.deal.closedAt)
    var opening: Int64?
    if let lookback = rules.lookback {
      switch period {
      case .everyMonth: opening = closings.min().map { clock.startOfMonth($0) - lookback }
      case .one(let year, let months):
        let first = clock.read("\(year)-\(String("0\(months.lowerBound)".suffix(2)))-01")
        opening = first!.instant - lookback
      }
    }
    var counts: [String: Int] = [:]
    for table in company.touchpoints {
      let own = touches.filter { $0.file == table.name && $0.instant != nil }
      let named = own.filter { !$0.account.isEmpty || !$0.deal.isEmpty }
      let matched = named.filter { touch in
        rows.contains {
          $0.id == touch.deal || $0.account == touch.account && !touch.account.isEmpty
        }
      }
      guard !own.isEmpty else { continue }
      if matched.count * 100 < named.count * 5 { counts["low-match", default: 0] += 1 }
      if let opening, own.allSatisfy({ $0.instant! > opening }) {
        counts["source-starts-late", default: 0] += 1
      }
      if let last = closings.max(), own.allSatisfy({ last - $0.instant! > 604_800 }) {
        counts["source-ends-early", default: 0] += 1
      }
    }
    if let lookback = rules.lookback {
      let cut = reported.filter { _, deal, list, _ in
        deal.adjusts.isEmpty && !list.isEmpty
          && touches.contains {
            guard let instant = $0.instant, deal.closedAt - instant > lookback else { return false }
            return $0.deal.isEmpty
              ? $0.account == deal.account && !deal.account.isEmpty : $0.deal == deal.id
          }
      }
      counts["window-cut"] = cut.isEmpty ? nil : cut.count
    }
    return counts
  }

  // MARK: Words and numbers

  private func shares(of amount: Int64, _ deal: DealRow, _ list: [Int], by model: Model) -> [Int64]
  {
    let base = won.first { $0.isDeal && $0.id == deal.adjusts } ?? deal
    let ages = list.map { base.closedAt - touches[$0].instant! }
    return MoneyTwin.shares(
      of: amount, by: model.weights(ages, tiesShare: rules.ties == .share))
  }

  private func money(_ units: Int64, _ currency: Currency) -> String { currency.text(units) }

  private func written(_ instant: Int64) -> String { ClockTwin.written(instant) }
}

extension String {
  /// Millionths as a fraction with six decimals.
  fileprivate var millionths: String {
    let digits = String(repeating: "0", count: max(0, 7 - count)) + self
    return digits.dropLast(6) + "." + digits.suffix(6)
  }
}

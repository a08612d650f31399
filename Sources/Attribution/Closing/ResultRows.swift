/// What is added up on its own.
package struct ResultGroup: Hashable, Comparable, Sendable {
  package let period: String
  package let currency: Currency

  package static func < (left: ResultGroup, right: ResultGroup) -> Bool {
    left.period != right.period
      ? left.period < right.period : left.currency.code < right.currency.code
  }
}

/// A row of `deals.csv`: a won deal or an adjustment. Its id is in no other row of the folder.
package struct ResultDeal: Sendable {
  package let period: String
  package let id: Label
  package let name: String
  package let account: String
  package let accountName: String
  package let type: String
  package let source: String
  package let owner: String
  package let ownerTeam: String
  /// Seconds since 1970 UTC, as all instants here.
  package let createdAt: Int64?
  package let closedAt: Int64
  package let currency: Currency
  /// In minor units.
  package let amount: Int64
  /// The id of the deal that it changes; empty for a deal of its own.
  package let adjusts: String
  /// Why no touch is credited for it; empty where touches are.
  package let reason: String
  /// How many touches its journey has.
  package let touches: Int
  package let firstTouchAt: Int64?
  package let lastTouchAt: Int64?

  package var isCredited: Bool { touches > 0 }

  package var group: ResultGroup { ResultGroup(period: period, currency: currency) }
}

/// A row of `deal_team_credit.csv`.
package struct ResultDealCredit: Sendable {
  package let period: String
  package let deal: Label
  package let currency: Currency
  package let model: String
  package let team: String
  /// In minor units.
  package let credit: Int64
}

/// A row of `credit.csv`, `channel_credit.csv` or `team_credit.csv`.
package struct ResultCredit: Sendable {
  package let period: String
  package let currency: Currency
  package let model: String
  /// Nil where the file has no such column.
  package let team: String?
  package let channel: String?
  /// In minor units.
  package let credit: Int64

  package var group: ResultGroup { ResultGroup(period: period, currency: currency) }
}

/// A row of `reconciliation.csv`.
package struct ResultLine: Sendable {
  /// Empty for rows of which no period could be read.
  package let period: String
  /// Nil for rows of which no currency could be read; they have no amount.
  package let currency: Currency?
  package let name: String
  /// Nil where the line counts none.
  package let deals: Int?
  /// In minor units.
  package let amount: Int64
}

extension ResultFolder {
  /// The rows of `deals.csv`, by period and then by the bytes of the id.
  package func deals() throws(Failure) -> [ResultDeal] {
    let table = try table("deals.csv")
    let period = try table.column("period")
    let id = try table.column("deal_id")
    let name = try table.column("deal_name")
    let account = try table.column("account_id")
    let accountName = try table.column("account_name")
    let type = try table.column("deal_type")
    let source = try table.column("source")
    let owner = try table.column("owner")
    let ownerTeam = try table.column("owner_team")
    let createdAt = try table.column("created_at")
    let closedAt = try table.column("closed_at")
    let currency = try table.column("currency")
    let amount = try table.column("amount")
    let adjusts = try table.column("adjusts")
    let reason = try table.column("reason")
    let touches = try table.column("touches")
    let firstTouchAt = try table.column("first_touch_at")
    let lastTouchAt = try table.column("last_touch_at")
    var deals: [ResultDeal] = []
    try table.forEachRow { (row, _) throws(Failure) in
      let money = try row.currency(currency)
      deals.append(
        ResultDeal(
          period: row.text(period), id: Label(row.text(id)), name: row.text(name),
          account: row.text(account), accountName: row.text(accountName), type: row.text(type),
          source: row.text(source), owner: row.text(owner), ownerTeam: row.text(ownerTeam),
          createdAt: try row.instant(createdAt), closedAt: try row.someInstant(closedAt),
          currency: money, amount: try row.money(amount, in: money), adjusts: row.text(adjusts),
          reason: row.text(reason), touches: try row.number(touches),
          firstTouchAt: try row.instant(firstTouchAt), lastTouchAt: try row.instant(lastTouchAt)))
    }
    return deals
  }

  /// Reads `deal_team_credit.csv`: each deal's rows follow each other, by model and team.
  package func forEachDealCredit(
    _ body: (ResultDealCredit) throws(Failure) -> Void
  ) throws(Failure) {
    let table = try table("deal_team_credit.csv")
    let period = try table.column("period")
    let deal = try table.column("deal_id")
    let currency = try table.column("currency")
    let model = try table.column("model")
    let team = try table.column("team")
    let credit = try table.column("credit")
    try table.forEachRow { (row, _) throws(Failure) in
      let money = try row.currency(currency)
      try body(
        ResultDealCredit(
          period: row.text(period), deal: Label(row.text(deal)), currency: money,
          model: row.text(model), team: row.text(team), credit: try row.money(credit, in: money)))
    }
  }

  /// The rows of `credit.csv`, `channel_credit.csv` or `team_credit.csv`.
  package func credit(_ name: String = "credit.csv") throws(Failure) -> [ResultCredit] {
    let table = try table(name)
    let period = try table.column("period")
    let currency = try table.column("currency")
    let model = try table.column("model")
    let team = name == "channel_credit.csv" ? nil : try table.column("team")
    let channel = name == "team_credit.csv" ? nil : try table.column("channel")
    let credit = try table.column("credit")
    var rows: [ResultCredit] = []
    try table.forEachRow { (row, _) throws(Failure) in
      let money = try row.currency(currency)
      rows.append(
        ResultCredit(
          period: row.text(period), currency: money, model: row.text(model),
          team: team.map(row.text), channel: channel.map(row.text),
          credit: try row.money(credit, in: money)))
    }
    return rows
  }

  /// The rows of `reconciliation.csv`.
  package func reconciliation() throws(Failure) -> [ResultLine] {
    let table = try table("reconciliation.csv")
    let period = try table.column("period")
    let currency = try table.column("currency")
    let line = try table.column("line")
    let deals = try table.column("deals")
    let amount = try table.column("amount")
    var lines: [ResultLine] = []
    try table.forEachRow { (row, _) throws(Failure) in
      let money = row.text(currency).isEmpty ? nil : try row.currency(currency)
      lines.append(
        ResultLine(
          period: row.text(period), currency: money, name: row.text(line),
          deals: row.raw(deals).isEmpty ? nil : try row.number(deals),
          amount: try money.map { (money) throws(Failure) in
            try row.money(amount, in: money)
          } ?? 0))
    }
    return lines
  }
}

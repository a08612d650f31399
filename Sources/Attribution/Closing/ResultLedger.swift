/// A row of `ledger.csv`: a touch of a deal's journey.
package struct ResultTouch: Sendable, Equatable {
  /// Empty for a touch without one.
  package let id: Label
  package let contact: Label
  /// Seconds since 1970 UTC.
  package let occurredAt: Int64
  package let channel: Label
  package let team: Label
  package let campaign: Label
  /// In minor units, for each model of the folder in run order.
  package let credits: [Int64]
}

/// `ledger.csv`, open: the touches of any deal, without holding all of them in memory.
package struct ResultLedger: Sendable {
  private let table: ResultTable
  /// Where each deal's rows lie.
  private let rows: [Label: Range<Int>]
  private let columns: Columns

  private struct Columns: Sendable {
    let currency, id, contact, occurredAt, channel, team, campaign: Int
    let credits: [Int]

    init(_ table: ResultTable, models: [String]) throws(Failure) {
      currency = try table.column("currency")
      id = try table.column("touchpoint_id")
      contact = try table.column("contact_id")
      occurredAt = try table.column("occurred_at")
      channel = try table.column("channel")
      team = try table.column("team")
      campaign = try table.column("campaign")
      var credits: [Int] = []
      for model in models { credits.append(try table.column(Label(model))) }
      self.credits = credits
    }
  }

  fileprivate init(_ table: ResultTable, models: [String]) throws(Failure) {
    self.table = table
    columns = try Columns(table, models: models)
    let deal = try table.column("deal_id")
    var rows: [Label: Range<Int>] = [:]
    var last: (raw: [UInt8], id: Label, bytes: Range<Int>)?
    try table.forEachRow { (row, bytes) throws(Failure) in
      let raw = row.raw(deal)
      if let known = last, known.raw.elementsEqual(raw) {
        last?.bytes = known.bytes.lowerBound..<bytes.upperBound
        return
      }
      if let last { rows[last.id] = last.bytes }
      last = (Array(raw), Label(row.text(deal)), bytes)
    }
    if let last { rows[last.id] = last.bytes }
    self.rows = rows
  }

  /// The journey of a deal, oldest touch first; empty for one without touches.
  package func touches(of deal: Label) throws(Failure) -> [ResultTouch] {
    guard let range = rows[deal] else { return [] }
    var touches: [ResultTouch] = []
    try table.forEachRow(in: range) { (row, _) throws(Failure) in
      let currency = try row.currency(columns.currency)
      var credits: [Int64] = []
      for column in columns.credits { credits.append(try row.money(column, in: currency)) }
      touches.append(
        ResultTouch(
          id: Label(row.text(columns.id)), contact: Label(row.text(columns.contact)),
          occurredAt: try row.someInstant(columns.occurredAt),
          channel: Label(row.text(columns.channel)), team: Label(row.text(columns.team)),
          campaign: Label(row.text(columns.campaign)), credits: credits))
    }
    return touches
  }
}

extension ResultLedger {
  /// Whether a deal's rows are byte for byte the same in another ledger of the same columns.
  func hasSameRows(of deal: Label, as other: ResultLedger) throws(Failure) -> Bool {
    guard rows[deal]?.count == other.rows[deal]?.count, table.isAlike(other.table) else {
      return false
    }
    guard let range = rows[deal], let otherRange = other.rows[deal] else { return true }
    return try table.bytes(range) == other.table.bytes(otherRange)
  }
}

extension ResultFolder {
  /// The ledger; nil for a folder that was written with `--no-ledger`.
  package func ledger() throws(Failure) -> ResultLedger? {
    has("ledger.csv") ? try ResultLedger(table("ledger.csv"), models: record.models) : nil
  }
}

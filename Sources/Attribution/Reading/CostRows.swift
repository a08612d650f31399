/// The rows of a stretch of a spend file, added up.
struct CostRows: Sendable {
  var spend = Spend()
  /// Rows that are kept and in order, by their months.
  var months: [Month: Int] = [:]
  var rejects: [Reject] = []
  var rowCount = 0
  /// Rows that the definitions leave out.
  var filtered = 0
  var unclearTimes = UnclearTimes()
  /// What became of the rules of columns.
  var ruleCounts: RuleCounts
}

/// Adds up the rows of a spend file.
struct CostReader: RowReader {
  let columns: ColumnMap<CostColumn>
  let separator: Separator
  let fieldLimit: Int
  let times: SourceTimes
  let amounts: AmountFormat
  /// The definitions' zone and currency.
  let zone: Zone
  let currency: Currency
  /// Of rows whose own cell says nothing.
  let channel: String

  var empty: CostRows { CostRows(ruleCounts: RuleCounts(columns.rules)) }

  init(
    header: Header, columns: ColumnMap<CostColumn>, definitions: Definitions,
    source: Definitions.Source, amounts: AmountFormat
  ) {
    self.columns = columns
    self.amounts = amounts
    separator = header.separator
    fieldLimit = header.cells.count
    times = SourceTimes(source, definitions)
    zone = definitions.zone
    currency = definitions.currency
    channel = source.channel ?? noChannel
  }

  func read(
    _ scanner: borrowing RowScanner, _ window: inout Window, rowStart: Int, line: Int,
    into rows: inout CostRows
  ) {
    rows.rowCount += 1
    var cells = Cells(rowStart: rowStart, line: line)
    let isShaped = cells.requireShape(scanner, window, fieldCount: fieldLimit)
    if isShaped, !columns.filters.pass(scanner, &window) {
      rows.filtered += 1
      return
    }
    if !isShaped || !add(&cells, scanner, &window, to: &rows),
      let reject = cells.explained(scanner, &window, columnCount: fieldLimit)
    {
      rows.rejects.append(reject)
    }
  }

  /// Adds up a row, or says what is wrong with it.
  private func add(
    _ cells: inout Cells, _ scanner: borrowing RowScanner, _ window: inout Window,
    to rows: inout CostRows
  ) -> Bool {
    func cell(_ column: CostColumn, _ cells: inout Cells, _ window: inout Window) -> Cell {
      cells.cell(
        columns.field(column), column.rawValue, by: columns.rules, &rows.ruleCounts, scanner,
        &window)
    }
    func note(_ reason: Reject.Reason, _ cell: Cell, _ column: CostColumn) {
      cells.note(reason, cell, column.rawValue, scanner, window)
    }
    let named = cell(.channel, &cells, &window)
    if window.bytes[named.text].elementsEqual(uncredited.utf8) {
      note(.reservedName, named, .channel)
    }
    let campaign = cell(.campaign, &cells, &window)
    let date = cell(.date, &cells, &window)
    var month: Month?
    if date.text.isEmpty {
      note(.missingValue, date, .date)
    } else {
      month = self.month(date, &cells, &rows.unclearTimes, scanner, window)
    }
    let code = cell(.currency, &cells, &window)
    let isOwn = !code.text.isEmpty
    let currency = isOwn ? Currency(code: window.bytes[code.text]) : self.currency
    if currency == nil { note(.unknownCurrency, code, .currency) }
    let amount = cell(.amount, &cells, &window)
    if amount.text.isEmpty { note(.missingValue, amount, .amount) }
    guard let currency, !amount.text.isEmpty,
      let spent = cells.amount(
        amount, CostColumn.amount.rawValue, by: amounts, in: currency, isOwn: isOwn, scanner,
        window),
      let month, cells.reject == nil
    else { return false }
    rows.months[month, default: 0] += 1
    let bytes = window.bytes.span
    let channel =
      named.text.isEmpty
      ? rows.spend.channels.intern(self.channel)
      : rows.spend.channels.intern(bytes.extracting(named.text))
    let campaignNumber = rows.spend.campaigns.intern(bytes.extracting(campaign.text))
    rows.spend.add(spent, channel: channel, campaign: campaignNumber, month: month)
    return true
  }

  /// The month that a cell names; a day is one of the file's own calendar, whatever its zone.
  private func month(
    _ date: Cell, _ cells: inout Cells, _ unclear: inout UnclearTimes,
    _ scanner: borrowing RowScanner, _ window: borrowing Window
  ) -> Month? {
    if let month = Month(window.bytes.span.extracting(date.text)) { return month }
    guard
      let (instant, reading) = cells.time(
        date, CostColumn.date.rawValue, by: times, &unclear, scanner, window)
    else { return nil }
    guard reading.kind == .day else { return Month(zone.month(of: instant)) }
    let day = civil(daysSince1970: floorDivide(reading.seconds, 86_400))
    return Month((day.year, day.month))
  }
}

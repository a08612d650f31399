/// The rows of a deal file as columns.
struct DealRows: Sendable {
  /// Ids of the rows, won or not, that are in order.
  var ids = TextColumn()
  var accounts = TextColumn()
  /// What each of these rows is: an index into `won`, or −1.
  var wonIndex: [Int] = []
  /// The stage of each of these rows, by its number in `stages`; −1 where it is not looked at.
  var stageOfRow: [Int] = []

  var won: [WonRow] = []
  /// One column for each of `DealRows.labels`, then for each of `ColumnMap.dimensions`.
  var labels: [TextColumn]
  var adjusts = TextColumn()

  var stages = Names()
  var stageCounts: [StageCount] = []
  var rejects: [Reject] = []
  var rejected: [LeftOutDeal] = []
  var rowCount = 0
  var notWon = 0
  /// Rows that the definitions leave out, those among them that are or may be won deals.
  var filtered = 0
  var filteredWon: [LeftOutDeal] = []
  /// What became of the rules of columns.
  var ruleCounts: RuleCounts
  var unclearTimes = UnclearTimes()
  /// The currency that was asked for last.
  var currencies = CurrencyFinder()

  static let labels: [DealColumn] = [.name, .accountName, .type, .source, .owner, .ownerTeam]

  /// A row that is a won deal or an adjustment.
  struct WonRow: Sendable {
    var amount: Int64
    var currency: Currency
    var closedAt: Int64
    /// The last instant at which a touch still belongs to the journey.
    var journeyEnd: Int64
    /// The first second of the closing day, where the close has no time.
    var closingDay: Int64?
    var createdAt: Int64?
    var line: Int
  }

  /// What was found in a stage's rows; the amounts of rows that are not won are read for this alone.
  struct StageCount: Sendable {
    /// Whether the definitions call it won.
    let isWon: Bool
    var rows = 0
    var sums: [(currency: Currency, units: Int128)] = []
    /// Rows whose amount could not be read.
    var unread = 0

    init(isWon: Bool) { self.isWon = isWon }
  }
}

/// What could be read of a row that is or may be a won deal, but was rejected or filtered.
package struct LeftOutDeal: Sendable {
  package var closedAt: Int64?
  package var currency: Currency?
  package var amount: Int64?
}

/// Makes columns of the rows of a deal file (DESIGN's R0, R12).
struct DealReader: RowReader {
  let columns: ColumnMap<DealColumn>
  let separator: Separator
  let fieldCount: Int
  let definitions: Definitions
  let source: Definitions.Source
  let times: SourceTimes
  /// How amounts are written.
  let amounts: AmountFormat
  let wonStages: Set<Label>
  /// Where columns are: every row asks.
  private let places: Places
  /// The columns of `DealRows.labels`, and where they are.
  private let labels: [(column: String, place: Int)]

  var fieldLimit: Int { fieldCount }
  var empty: DealRows {
    DealRows(labels: labels.map { _ in TextColumn() }, ruleCounts: RuleCounts(columns.rules))
  }

  init(
    header: Header, columns: ColumnMap<DealColumn>, definitions: Definitions,
    source: Definitions.Source, amounts: AmountFormat
  ) {
    self.columns = columns
    labels = DealRows.labels.map { ($0.rawValue, columns.field($0)) } + columns.dimensions
    self.amounts = amounts
    self.definitions = definitions
    self.source = source
    times = SourceTimes(source, definitions)
    separator = header.separator
    fieldCount = header.cells.count
    wonStages = Set(definitions.won.map { Label($0.lowercased()) })
    places = Places(columns)
  }

  /// A column, and where it is: see `ColumnMap.field(_:)`.
  private typealias Place = (column: DealColumn, field: Int)

  private struct Places {
    let deal, account, adjusts, stage, currency, amount, closedAt, createdAt: Place

    init(_ columns: ColumnMap<DealColumn>) {
      func place(_ column: DealColumn) -> Place { (column, columns.field(column)) }
      deal = place(.deal)
      account = place(.account)
      adjusts = place(.adjusts)
      stage = place(.stage)
      currency = place(.currency)
      amount = place(.amount)
      closedAt = place(.closedAt)
      createdAt = place(.createdAt)
    }
  }

  func read(
    _ scanner: borrowing RowScanner, _ window: inout Window, rowStart: Int, line: Int,
    into rows: inout DealRows
  ) {
    rows.rowCount += 1
    var cells = Cells(rowStart: rowStart, line: line)
    func explained() -> Reject? { cells.explained(scanner, &window, columnCount: fieldCount) }
    guard cells.requireShape(scanner, window, fieldCount: fieldCount) else {
      if let reject = explained() { rows.rejects.append(reject) }
      rows.rejected.append(LeftOutDeal())
      return
    }
    guard columns.filters.pass(scanner, &window) else {
      countFiltered(scanner, &window, rowStart: rowStart, line: line, into: &rows)
      return
    }
    let id = self.id(places.deal, &cells, &rows, scanner, &window)
    let account = self.id(places.account, &cells, &rows, scanner, &window)
    let adjusts = self.id(places.adjusts, &cells, &rows, scanner, &window)
    if id.text.isEmpty { cells.note(.missingValue, id, DealColumn.deal.rawValue, scanner, window) }

    // The stage is judged first: of a row that is not won the money is only added up, if it can
    // be read, and nothing else is looked at.
    var money = Cells(rowStart: rowStart, line: line)
    let (currency, amount) = readMoney(&money, &rows, scanner, &window)
    if places.stage.field != -1, adjusts.text.isEmpty {
      var aside = Cells(rowStart: rowStart, line: line)
      let stage = cell(places.stage, &aside, &rows, scanner, &window)
      // Headings and subtotals of grouped reports are no deals that were not won.
      if aside.reject == nil, stage.text.isEmpty, account.text.isEmpty,
        scanner.groupedReportText(&window, columnCount: fieldCount) != nil
      {
        cells.note(.missingValue, stage, DealColumn.stage.rawValue, scanner, window)
        if let reject = explained() { rows.rejects.append(reject) }
        return
      }
      if aside.reject == nil {
        let number = rows.stages.intern(window.bytes.span.extracting(stage.text))
        if number == rows.stageCounts.count {
          let isWon = wonStages.contains(Label(rows.stages[number].lowercased()))
          rows.stageCounts.append(DealRows.StageCount(isWon: isWon))
        }
        rows.stageCounts[number].add(money.reject == nil ? amount : nil, in: currency)
        guard rows.stageCounts[number].isWon else {
          if let reject = explained() {
            rows.rejects.append(reject)
            return
          }
          rows.ids.append(window.bytes.span.extracting(id.text))
          rows.accounts.append(window.bytes.span.extracting(account.text))
          rows.wonIndex.append(-1)
          rows.stageOfRow.append(number)
          rows.notWon += 1
          return
        }
      } else {
        cells.note(aside)
      }
    }

    cells.note(money)
    let closedAt = readClose(&cells, &rows, scanner, &window)
    let created = cell(places.createdAt, &cells, &rows, scanner, &window)
    var createdAt: Int64?
    if !created.text.isEmpty,
      let (instant, _) = cells.time(
        created, DealColumn.createdAt.rawValue, by: times, &rows.unclearTimes, scanner, window)
    {
      createdAt = instant
    }
    var labelTexts: [Range<Int>] = []
    for (column, place) in labels {
      labelTexts.append(
        cells.cell(place, column, by: columns.rules, &rows.ruleCounts, scanner, &window).text)
    }

    guard cells.reject == nil, let currency, let amount, let closedAt else {
      if let reject = explained() { rows.rejects.append(reject) }
      rows.rejected.append(
        LeftOutDeal(closedAt: closedAt?.instant, currency: currency, amount: amount))
      return
    }
    rows.ids.append(window.bytes.span.extracting(id.text))
    rows.accounts.append(window.bytes.span.extracting(account.text))
    rows.wonIndex.append(rows.won.count)
    rows.stageOfRow.append(-1)
    rows.adjusts.append(window.bytes.span.extracting(adjusts.text))
    for (index, label) in labelTexts.enumerated() {
      rows.labels[index].append(window.bytes.span.extracting(label))
    }
    rows.won.append(
      DealRows.WonRow(
        amount: amount, currency: currency, closedAt: closedAt.instant, journeyEnd: closedAt.end,
        closingDay: closedAt.day, createdAt: createdAt, line: line))
  }

  /// Counts a row that the definitions leave out; if it is or may be a won deal, with the money that
  /// can be read, so that no filter hides any.
  private func countFiltered(
    _ scanner: borrowing RowScanner, _ window: inout Window, rowStart: Int, line: Int,
    into rows: inout DealRows
  ) {
    rows.filtered += 1
    // It says nothing of the rules either.
    let countsBefore = rows.ruleCounts
    defer { rows.ruleCounts = countsBefore }
    var cells = Cells(rowStart: rowStart, line: line)
    if places.stage.field != -1,
      cell(places.adjusts, &cells, &rows, scanner, &window).text.isEmpty
    {
      let stage = cell(places.stage, &cells, &rows, scanner, &window).text
      let name = String(decoding: window.bytes[stage], as: UTF8.self)
      guard wonStages.contains(Label(name.lowercased())) else { return }
    }
    let (currency, amount) = readMoney(&cells, &rows, scanner, &window)
    let closedAt = readClose(&cells, &rows, scanner, &window)
    rows.filteredWon.append(
      LeftOutDeal(closedAt: closedAt?.instant, currency: currency, amount: amount))
  }

  private func cell(
    _ place: Place, _ cells: inout Cells, _ rows: inout DealRows,
    _ scanner: borrowing RowScanner, _ window: inout Window
  ) -> Cell {
    cells.cell(
      place.field, place.column.rawValue, by: columns.rules, &rows.ruleCounts, scanner, &window)
  }

  private func id(
    _ place: Place, _ cells: inout Cells, _ rows: inout DealRows,
    _ scanner: borrowing RowScanner, _ window: inout Window
  ) -> Cell {
    let cell = cell(place, &cells, &rows, scanner, &window)
    return cells.id(cell, place.column.rawValue, as: columns.ids, scanner, &window)
  }

  /// When the deal was closed, the last instant of its journey, and the first second of the closing
  /// day where that is all there is.
  private func readClose(
    _ cells: inout Cells, _ rows: inout DealRows, _ scanner: borrowing RowScanner,
    _ window: inout Window
  ) -> (instant: Int64, end: Int64, day: Int64?)? {
    let closed = cell(places.closedAt, &cells, &rows, scanner, &window)
    guard !closed.text.isEmpty else {
      cells.note(.missingValue, closed, DealColumn.closedAt.rawValue, scanner, window)
      return nil
    }
    guard
      let (instant, reading) = cells.time(
        closed, DealColumn.closedAt.rawValue, by: times, atEndOfDay: true, &rows.unclearTimes,
        scanner, window)
    else { return nil }
    guard reading.kind == .day else { return (instant, instant, nil) }
    let day = times.zone.instant(of: reading)
    return (instant, definitions.includesClosingDay ? instant : day - 1, day)
  }

  /// The currency of the row, and its amount in minor units; what cannot be read is nil.
  private func readMoney(
    _ cells: inout Cells, _ rows: inout DealRows, _ scanner: borrowing RowScanner,
    _ window: inout Window
  ) -> (currency: Currency?, amount: Int64?) {
    let code = cell(places.currency, &cells, &rows, scanner, &window)
    let isOwn = !code.text.isEmpty
    let currency =
      isOwn ? rows.currencies.find(window.bytes.span.extracting(code.text)) : definitions.currency
    if currency == nil {
      cells.note(.unknownCurrency, code, DealColumn.currency.rawValue, scanner, window)
    }
    let cell = cell(places.amount, &cells, &rows, scanner, &window)
    if cell.text.isEmpty {
      if source.readsBlankAmountAsZero { return (currency, 0) }
      cells.note(.missingValue, cell, DealColumn.amount.rawValue, scanner, window)
      return (currency, nil)
    }
    guard let currency else { return (nil, nil) }
    let read = cells.amount(
      cell, DealColumn.amount.rawValue, by: amounts, in: currency, isOwn: isOwn, scanner, window)
    return read.map { ($0.currency, $0.units) } ?? (currency, nil)
  }
}

extension DealRows.StageCount {
  /// Adds a row with its amount, nil if that cannot be read.
  fileprivate mutating func add(_ amount: Int64?, in currency: Currency?) {
    rows += 1
    if let currency, let amount {
      let place = sums.firstIndex { $0.currency == currency } ?? sums.count
      if place == sums.count { sums.append((currency, 0)) }
      sums[place].units += Int128(amount)
    } else {
      unread += 1
    }
  }
}

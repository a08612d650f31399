/// The rows of a deal file as columns.
struct DealRows: Sendable {
  /// Ids of the rows, won or not, that are in order.
  var ids = TextColumn()
  var accounts = TextColumn()
  /// The stage of each of these rows that is not won, by its number in `stages`; −1 for one that is
  /// in `won`.
  var unwonStages: [Int32] = []

  /// The rows that are won deals or adjustments, without numbers.
  var won: [Deal] = []
  /// One column for each of `DealRows.texts`.
  var texts: [TextColumn]
  /// One column for each of `DealRows.labels`, then for each of `ColumnMap.dimensions`.
  var labels: [NamedColumn]
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
  /// The days that were read last.
  var closes = QuickTimes()
  var creations = QuickTimes()

  /// The columns in which most deals say something else.
  static let texts: [DealColumn] = [.name, .accountName]
  /// Those in which many say the same.
  static let labels: [DealColumn] = [.type, .source, .owner, .ownerTeam]

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
  /// Of rows that name none.
  let currency: Currency
  let includesClosingDay: Bool
  let readsBlankAmountAsZero: Bool
  let times: SourceTimes
  /// How amounts are written.
  let amounts: AmountFormat
  let wonStages: Set<Label>
  /// Where columns are: every row asks.
  let places: Places
  /// The columns of `DealRows.texts`, and where they are.
  let texts: [(column: String, place: Int)]
  /// Those of `DealRows.labels`, and those that dimensions need beside them.
  let labels: [(column: String, place: Int)]

  var fieldLimit: Int { fieldCount }
  var empty: DealRows {
    DealRows(
      texts: texts.map { _ in TextColumn() }, labels: labels.map { _ in NamedColumn() },
      ruleCounts: RuleCounts(columns.rules))
  }

  init(
    header: Header, columns: ColumnMap<DealColumn>, definitions: Definitions,
    source: Definitions.Source, amounts: AmountFormat
  ) {
    self.columns = columns
    texts = DealRows.texts.map { ($0.rawValue, columns.field($0)) }
    labels = DealRows.labels.map { ($0.rawValue, columns.field($0)) } + columns.dimensions
    self.amounts = amounts
    currency = definitions.currency
    includesClosingDay = definitions.includesClosingDay
    readsBlankAmountAsZero = source.readsBlankAmountAsZero
    times = SourceTimes(source, definitions)
    separator = header.separator
    fieldCount = header.cells.count
    wonStages = Set(definitions.won.map { Label($0.lowercased()) })
    places = Places(columns)
  }

  /// A column, and where it is: see `ColumnMap.field(_:)`.
  typealias Place = (column: DealColumn, field: Int)

  struct Places {
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
        let number = number(ofStage: window.bytes.span.extracting(stage.text), &rows)
        rows.stageCounts[number].add(money.reject == nil ? amount : nil, in: currency)
        guard rows.stageCounts[number].isWon else {
          if let reject = explained() {
            rows.rejects.append(reject)
            return
          }
          rows.addUnwon(id: id.text, account: account.text, window.bytes.span, stage: number)
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
    for (column, place) in texts + labels {
      labelTexts.append(
        cells.cell(place, column, by: columns.rules, &rows.ruleCounts, scanner, &window).text)
    }
    guard cells.reject == nil, let currency, let amount, let closedAt else {
      if let reject = explained() { rows.rejects.append(reject) }
      rows.rejected.append(
        LeftOutDeal(closedAt: closedAt?.instant, currency: currency, amount: amount))
      return
    }
    let bytes = window.bytes.span
    for (index, text) in labelTexts.enumerated() {
      rows.addLabel(index, bytes.extracting(text))
    }
    rows.addWon(
      Deal(
        amount: amount, currency: currency, closedAt: closedAt.instant, closing: closedAt.closing,
        createdAt: createdAt, line: line),
      id: id.text, account: account.text, adjusts: adjusts.text, bytes)
  }

  /// The number that the rows have for a stage.
  func number(ofStage name: Span<UInt8>, _ rows: inout DealRows) -> Int {
    let number = rows.stages.intern(name)
    if number == rows.stageCounts.count {
      let isWon = wonStages.contains(Label(rows.stages[number].lowercased()))
      rows.stageCounts.append(DealRows.StageCount(isWon: isWon))
    }
    return number
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

  /// When the deal was closed.
  private func readClose(
    _ cells: inout Cells, _ rows: inout DealRows, _ scanner: borrowing RowScanner,
    _ window: inout Window
  ) -> (instant: Int64, closing: Deal.Closing)? {
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
    return (instant, closing(reading, at: instant))
  }

  /// How a close counts whose last instant is found.
  func closing(_ reading: TimeReading, at instant: Int64) -> Deal.Closing {
    guard reading.kind == .day else { return .instant }
    return Deal.Closing(
      day: times.zone.instant(of: reading)...instant, isLeftOut: !includesClosingDay)
  }

  /// The currency of the row, and its amount in minor units; what cannot be read is nil.
  private func readMoney(
    _ cells: inout Cells, _ rows: inout DealRows, _ scanner: borrowing RowScanner,
    _ window: inout Window
  ) -> (currency: Currency?, amount: Int64?) {
    let code = cell(places.currency, &cells, &rows, scanner, &window)
    let isOwn = !code.text.isEmpty
    let currency =
      isOwn ? rows.currencies.find(window.bytes.span.extracting(code.text)) : self.currency
    if currency == nil {
      cells.note(.unknownCurrency, code, DealColumn.currency.rawValue, scanner, window)
    }
    let cell = cell(places.amount, &cells, &rows, scanner, &window)
    if cell.text.isEmpty {
      if readsBlankAmountAsZero { return (currency, 0) }
      cells.note(.missingValue, cell, DealColumn.amount.rawValue, scanner, window)
      return (currency, nil)
    }
    guard let currency else { return (nil, nil) }
    let read = cells.amount(
      cell, DealColumn.amount.rawValue, by: amounts, in: currency, isOwn: isOwn, scanner, window)
    return read.map { ($0.currency, $0.units) } ?? (currency, nil)
  }
}

extension DealRows {
  /// Adds a row that is in order, but not won.
  mutating func addUnwon(
    id: Range<Int>, account: Range<Int>, _ bytes: Span<UInt8>, stage number: Int
  ) {
    ids.append(bytes.extracting(id))
    accounts.append(bytes.extracting(account))
    unwonStages.append(Int32(number))
    notWon += 1
  }

  /// Adds a won deal or an adjustment that is in order; its labels are added apart.
  mutating func addWon(
    _ deal: Deal, id: Range<Int>, account: Range<Int>, adjusts: Range<Int>, _ bytes: Span<UInt8>
  ) {
    ids.append(bytes.extracting(id))
    accounts.append(bytes.extracting(account))
    unwonStages.append(-1)
    self.adjusts.append(bytes.extracting(adjusts))
    won.append(deal)
  }

  /// Adds what a won deal says in one of the texts and, behind them, the labels.
  mutating func addLabel(_ index: Int, _ text: Span<UInt8>) {
    if index < texts.count {
      texts[index].append(text)
    } else {
      labels[index - texts.count].append(text)
    }
  }
}

extension DealRows.StageCount {
  /// Adds a row with its amount, nil if that cannot be read.
  mutating func add(_ amount: Int64?, in currency: Currency?) {
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

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
  /// One column for each of `DealRows.labels`.
  var labels = Array(repeating: TextColumn(), count: DealRows.labels.count)
  var adjusts = TextColumn()

  var stages = Names()
  var stageCounts: [StageCount] = []
  var rejects: [Reject] = []
  var rejected: [RejectedDeal] = []
  var rowCount = 0
  var notWon = 0

  static let labels: [DealColumn] = [.name, .accountName, .type, .source, .owner, .ownerTeam]

  /// A row that is a won deal or an adjustment.
  struct WonRow: Sendable {
    var amount: Int64
    var currency: Currency
    var closedAt: Int64
    /// The last instant at which a touch still belongs to the journey.
    var journeyEnd: Int64
    var createdAt: Int64?
    var line: Int
  }

  /// What was found in a stage's rows; the amounts of rows that are not won are read for this alone.
  struct StageCount: Sendable {
    var rows = 0
    var sums: [Currency: Int128] = [:]
    /// Rows whose amount could not be read.
    var unread = 0
  }
}

/// What could be read of a rejected row that is or may be a won deal.
package struct RejectedDeal: Sendable {
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
  let wonStages: Set<Label>

  var fieldLimit: Int { fieldCount }
  var empty: DealRows { DealRows() }

  init(
    header: Header, columns: ColumnMap<DealColumn>, definitions: Definitions,
    source: Definitions.Source
  ) {
    self.columns = columns
    self.definitions = definitions
    self.source = source
    times = SourceTimes(source, definitions)
    separator = header.separator
    fieldCount = header.cells.count
    wonStages = Set(definitions.won.map { Label($0.lowercased()) })
  }

  func read(
    _ scanner: borrowing RowScanner, _ window: inout Window, rowStart: Int, line: Int,
    into rows: inout DealRows
  ) {
    rows.rowCount += 1
    var cells = Cells(rowStart: rowStart, line: line)
    guard cells.requireShape(scanner, window, fieldCount: fieldCount) else {
      rows.reject(&cells, RejectedDeal())
      return
    }
    let id = text(.deal, &cells, scanner, &window)
    let account = text(.account, &cells, scanner, &window)
    let adjusts = text(.adjusts, &cells, scanner, &window)
    if id.isEmpty { note(.missingValue, .deal, id, &cells, scanner, window) }

    // The stage is judged first: of a row that is not won the money is only added up, if it can
    // be read, and nothing else is looked at.
    var money = Cells(rowStart: rowStart, line: line)
    let currency = readCurrency(&money, scanner, &window)
    let amount = readAmount(in: currency, &money, scanner, &window)
    let stageField = columns.field(.stage)
    if stageField >= 0, adjusts.isEmpty {
      var aside = Cells(rowStart: rowStart, line: line)
      let stage = text(.stage, &aside, scanner, &window)
      if aside.reject == nil {
        let number = rows.stages.intern(window.bytes.span.extracting(stage))
        if number == rows.stageCounts.count { rows.stageCounts.append(.init()) }
        rows.stageCounts[number].add(money.reject == nil ? amount : nil, in: currency)
        guard wonStages.contains(Label(rows.stages[number].lowercased())) else {
          if let reject = cells.reject {
            rows.rejects.append(reject)
            return
          }
          rows.ids.append(window.bytes.span.extracting(id))
          rows.accounts.append(window.bytes.span.extracting(account))
          rows.wonIndex.append(-1)
          rows.stageOfRow.append(number)
          rows.notWon += 1
          return
        }
      } else {
        _ = text(.stage, &cells, scanner, &window)
      }
    }

    cells.note(money)
    let closed = text(.closedAt, &cells, scanner, &window)
    var closedAt: (instant: Int64, end: Int64)?
    if closed.isEmpty {
      note(.missingValue, .closedAt, closed, &cells, scanner, window)
    } else if let (instant, reading) = cells.time(
      columns.field(.closedAt), DealColumn.closedAt.rawValue, closed, by: times, atEndOfDay: true,
      scanner, window)
    {
      let endsBefore = reading.kind == .day && !definitions.includesClosingDay
      closedAt = (instant, endsBefore ? times.zone.instant(of: reading) - 1 : instant)
    }
    let created = text(.createdAt, &cells, scanner, &window)
    var createdAt: Int64?
    if !created.isEmpty,
      let (instant, _) = cells.time(
        columns.field(.createdAt), DealColumn.createdAt.rawValue, created, by: times, scanner,
        window)
    {
      createdAt = instant
    }
    let labels = DealRows.labels.map { text($0, &cells, scanner, &window) }

    guard cells.reject == nil, let currency, let amount, let closedAt else {
      rows.reject(
        &cells, RejectedDeal(closedAt: closedAt?.instant, currency: currency, amount: amount))
      return
    }
    rows.ids.append(window.bytes.span.extracting(id))
    rows.accounts.append(window.bytes.span.extracting(account))
    rows.wonIndex.append(rows.won.count)
    rows.stageOfRow.append(-1)
    rows.adjusts.append(window.bytes.span.extracting(adjusts))
    for (index, label) in labels.enumerated() {
      rows.labels[index].append(window.bytes.span.extracting(label))
    }
    rows.won.append(
      DealRows.WonRow(
        amount: amount, currency: currency, closedAt: closedAt.instant, journeyEnd: closedAt.end,
        createdAt: createdAt, line: line))
  }

  private func text(
    _ column: DealColumn, _ cells: inout Cells, _ scanner: borrowing RowScanner,
    _ window: inout Window
  ) -> Range<Int> {
    cells.text(columns.field(column), column.rawValue, scanner, &window)
  }

  private func note(
    _ reason: Reject.Reason, _ column: DealColumn, _ range: Range<Int>, _ cells: inout Cells,
    _ scanner: borrowing RowScanner, _ window: borrowing Window
  ) {
    cells.note(reason, scanner.fields[columns.field(column)], column.rawValue, range, window)
  }

  private func readCurrency(
    _ cells: inout Cells, _ scanner: borrowing RowScanner, _ window: inout Window
  ) -> Currency? {
    let range = text(.currency, &cells, scanner, &window)
    guard !range.isEmpty else { return definitions.currency }
    let currency = Currency(code: window.bytes[range])
    if currency == nil { note(.unknownCurrency, .currency, range, &cells, scanner, window) }
    return currency
  }

  /// The amount in minor units; where the currency is not known, none.
  private func readAmount(
    in currency: Currency?, _ cells: inout Cells, _ scanner: borrowing RowScanner,
    _ window: inout Window
  ) -> Int64? {
    let range = text(.amount, &cells, scanner, &window)
    if range.isEmpty {
      if source.readsBlankAmountAsZero { return 0 }
      note(.missingValue, .amount, range, &cells, scanner, window)
      return nil
    }
    guard let currency else { return nil }
    do throws(AmountFault) {
      return try currency.minorUnits(window.bytes.span.extracting(range))
    } catch {
      let reason: Reject.Reason =
        switch error {
        case .notANumber: .notAnAmount
        case .tooManyDecimals: .tooManyDecimals
        case .tooLarge: .amountTooLarge
        }
      note(reason, .amount, range, &cells, scanner, window)
      return nil
    }
  }
}

extension DealRows.StageCount {
  /// Adds a row with its amount, nil if that cannot be read.
  fileprivate mutating func add(_ amount: Int64?, in currency: Currency?) {
    rows += 1
    if let currency, let amount {
      sums[currency, default: 0] += Int128(amount)
    } else {
      unread += 1
    }
  }
}

extension DealRows {
  fileprivate mutating func reject(_ cells: inout Cells, _ readable: RejectedDeal) {
    if let reject = cells.reject { rejects.append(reject) }
    rejected.append(readable)
  }
}

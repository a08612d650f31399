/// The touch rows of a stretch of a file: those that may get credit; the others are only counted.
struct TouchpointRows: Sendable {
  /// Those that may get credit, in the order of the file.
  var touches: [Touch] = []
  /// A text for each of them.
  var ids = TextColumn()
  /// Empty unless they are kept.
  var contacts = TextColumn()

  /// A touch that may get credit.
  struct Touch: Sendable {
    /// Seconds since 1970 UTC.
    let instant: Int64
    /// The account, by its number in `Deals.accounts`, or −1 for a touch that is bound to a deal.
    let account: Int32
    /// The deal that it is bound to, by its number in `Deals.ids`, or −1.
    let deal: Int32
    let line: UInt32
    /// Team and channel, by their number in `parties`.
    let party: UInt32
    let campaign: UInt32
  }

  /// The teams and channels of these touches: numbers of `teamNames`, and of `channelNames` in the
  /// lower half.
  var parties = KeyNumbers()
  var channelNames = Names()
  var teamNames = Names()
  var campaignNames = Names()

  /// How many rows of each team, by its number in `teamNames`, had each outcome so far.
  var outcomes: [OutcomeCounts] = []
  /// Rejected rows whose team could not be read.
  var rejectedWithoutTeam = 0
  /// Rows left out by the definitions whose team could not be read.
  var filteredWithoutTeam = 0
  var rejects: [Reject] = []
  var rowCount = 0
  /// Rows whose account or deal is in a deal file.
  var matched = 0
  /// When the first and the last touch of these rows were, whatever became of them; `Int64.max` and
  /// `Int64.min` where there is none.
  var earliest = Int64.max
  var latest = Int64.min
  var unclearTimes = UnclearTimes()
  /// What the touches of all rows cost that are kept and in order, whatever becomes of them; by
  /// `channelNames` and `campaignNames`.
  var spend = SpendSums()
  /// The month that was asked for last, and the day.
  var months = MonthFinder()
  var times = QuickTimes()
  /// The accounts of the plain rows that were found last.
  var accountNumbers = FoundNumbers()
  /// The first account or deal id that is in none, for a message.
  var unmatchedExample: (column: TouchpointColumn, value: String)?
  /// The team of each channel of rows that name none, by the numbers of both; −1 where none of these
  /// rows was met yet.
  var teamOfChannel: [Int] = []
  /// How many of these rows each channel has, by its number.
  var rowsWithoutTeam: [Int] = []
  /// What became of the rules of columns.
  var ruleCounts: RuleCounts
  /// What only a check asks for.
  var survey: TouchSurvey?
  /// One for each of `ColumnMap.dimensions`.
  var dimensions: [NamedColumn] = []
}

/// The texts of a row with which nothing is wrong, in the window's bytes.
struct TouchTexts {
  var account = 0..<0
  var deal = 0..<0
  var channel = 0..<0
  var team = 0..<0
  var id = 0..<0
  var contact = 0..<0
  var campaign = 0..<0
  /// The account's number in `Deals.accounts`, and the deal's in `Deals.ids`; nil if they are not
  /// there.
  var accountFound: Int?
  var dealFound: Int?
}

/// Makes columns of the rows of a touchpoint file.
struct TouchpointReader: RowReader {
  let separator: Separator
  let fieldCount: Int
  let deals: Deals
  let times: SourceTimes
  /// Where days begin, if touches have no times.
  let zone: Zone
  let toWholeDays: Bool
  /// The name that no team or channel may have.
  let reservedName = Array(uncredited.utf8)
  let sourceChannel: String?
  let sourceTeam: String?
  let teamOfChannel: [Label: String]
  let account: Int
  let occurredAt: Int
  let channel: Int
  let team: Int
  let touchpoint: Int
  let contact: Int
  let deal: Int
  let campaign: Int
  private let dimensions: [(column: String, place: Int)]
  /// The columns, beside these, that are dimensions.
  private let reserved: Set<TouchpointColumn>
  let cost: Int
  /// How costs are written, and in which currency, if they do not say it.
  let amounts: AmountFormat
  let currency: Currency
  private let rules: [CellRule]
  private let filters: [RowFilter]
  private let ids: IDForm
  private let keepsContacts: Bool
  private let surveys: Bool

  /// Only where nothing but fields is asked for: rows that rules look at are read one by one.
  var plainRows: PlainRows? {
    let asksForFields =
      rules.isEmpty && filters.isEmpty && dimensions.isEmpty && reserved.isEmpty && ids == .exact
      && amounts == .plain && !surveys && fieldCount > 1
    return asksForFields ? PlainRows(separator: separator.byte, fieldCount: fieldCount) : nil
  }

  var fieldLimit: Int { fieldCount }
  var empty: TouchpointRows {
    TouchpointRows(
      ruleCounts: RuleCounts(rules), survey: surveys ? TouchSurvey() : nil,
      dimensions: dimensions.map { _ in NamedColumn() })
  }

  init(
    header: Header, columns: ColumnMap<TouchpointColumn>, definitions: Definitions,
    source: Definitions.Source, amounts: AmountFormat, deals: Deals, keepsContacts: Bool,
    surveys: Bool
  ) {
    self.deals = deals
    self.keepsContacts = keepsContacts
    self.surveys = surveys
    times = SourceTimes(source, definitions)
    zone = definitions.zone
    toWholeDays = definitions.precision == .day
    sourceChannel = source.channel
    sourceTeam = source.team
    teamOfChannel = definitions.teamOfChannel
    separator = header.separator
    fieldCount = header.cells.count
    account = columns.field(.account)
    occurredAt = columns.field(.occurredAt)
    channel = columns.field(.channel)
    team = columns.field(.team)
    touchpoint = columns.field(.touchpoint)
    contact = columns.field(.contact)
    deal = columns.field(.deal)
    campaign = columns.field(.campaign)
    dimensions = columns.dimensions
    reserved = Set(
      definitions.dimensions.filter { $0.kind == .touch }
        .compactMap { TouchpointColumn(rawValue: $0.column) })
    cost = columns.field(.cost)
    self.amounts = amounts
    currency = definitions.currency
    rules = columns.rules
    filters = columns.filters
    ids = columns.ids
  }

  func read(
    _ scanner: borrowing RowScanner, _ window: inout Window, rowStart: Int, line: Int,
    into rows: inout TouchpointRows
  ) {
    rows.rowCount += 1
    var cells = Cells(rowStart: rowStart, line: line)
    func explained() -> Reject? { cells.explained(scanner, &window, columnCount: fieldCount) }
    guard cells.requireShape(scanner, window, fieldCount: fieldCount) else {
      rows.rejectedWithoutTeam += 1
      if let reject = explained() { rows.rejects.append(reject) }
      return
    }
    func cell(_ field: Int, _ column: TouchpointColumn) -> Cell {
      cells.cell(field, column.rawValue, by: rules, &rows.ruleCounts, scanner, &window)
    }
    func reserve(_ cell: Cell, _ column: @autoclosure () -> String) {
      guard cell.text.count == reservedName.count,
        window.bytes[cell.text].elementsEqual(reservedName)
      else { return }
      cells.note(.reservedName, cell, column(), scanner, window)
    }
    // A row that is left out says nothing of the rules, though its team is asked for.
    let countsBefore = filters.pass(scanner, &window) ? nil : rows.ruleCounts
    let channelCell = cell(channel, .channel)
    let teamCell = cell(team, .team)
    reserve(channelCell, TouchpointColumn.channel.rawValue)
    reserve(teamCell, TouchpointColumn.team.rawValue)
    let (channelText, teamText) = (channelCell.text, teamCell.text)
    let isNamed = cells.reject == nil
    if let countsBefore {
      rows.ruleCounts = countsBefore
      rows.countFiltered(
        isNamed
          ? team(of: teamText, channel: channelText, isTaken: false, window.bytes.span, &rows) : nil
      )
      return
    }
    var accountCell = cell(account, .account)
    var dealCell = cell(deal, .deal)
    if ids != .exact {
      accountCell = cells.id(
        accountCell, TouchpointColumn.account.rawValue, as: ids, scanner, &window)
      dealCell = cells.id(dealCell, TouchpointColumn.deal.rawValue, as: ids, scanner, &window)
    }
    let (accountText, dealText) = (accountCell.text, dealCell.text)
    let idText = cell(touchpoint, .touchpoint).text
    let contactCell = cell(contact, .contact)
    let campaignCell = cell(campaign, .campaign)
    let (contactText, campaignText) = (contactCell.text, campaignCell.text)
    if !reserved.isEmpty {
      if reserved.contains(.contact) { reserve(contactCell, TouchpointColumn.contact.rawValue) }
      if reserved.contains(.campaign) { reserve(campaignCell, TouchpointColumn.campaign.rawValue) }
    }
    var dimensionTexts: [Range<Int>] = []
    for (column, place) in dimensions {
      let cell = cells.cell(place, column, by: rules, &rows.ruleCounts, scanner, &window)
      reserve(cell, column)
      dimensionTexts.append(cell.text)
    }
    let timeCell = cell(occurredAt, .occurredAt)
    var instant: Int64 = 0
    if timeCell.text.isEmpty {
      cells.note(
        .missingValue, timeCell, TouchpointColumn.occurredAt.rawValue, scanner, window)
    } else if let (found, _) = cells.time(
      timeCell, TouchpointColumn.occurredAt.rawValue, by: times, &rows.unclearTimes, scanner, window
    ) {
      instant = toWholeDays ? zone.startOfDay(found) : found
    }
    let costCell = cost == -1 ? Cell.none : cell(cost, .cost)
    let spent =
      costCell.text.isEmpty
      ? nil
      : cells.amount(
        costCell, TouchpointColumn.cost.rawValue, by: amounts, in: currency, isOwn: false, scanner,
        window)
    let dealFound = number(of: dealText, in: deals.ids, window.bytes.span)
    let accountFound = number(of: accountText, in: deals.accounts, window.bytes.span)
    // Also in a row that something else is wrong with: its rule has found what it is for.
    if accountFound != nil { rows.match(accountCell, of: account) }
    if dealFound != nil { rows.match(dealCell, of: deal) }
    guard isNamed else {
      rows.rejectedWithoutTeam += 1
      if let reject = explained() { rows.rejects.append(reject) }
      return
    }
    guard cells.reject == nil else {
      let team = team(of: teamText, channel: channelText, window.bytes.span, &rows)
      rows.outcomes[team][.rejected] += 1
      rows.rejects.append(explained()!)
      return
    }
    let bytes = window.bytes.span
    let row = TouchTexts(
      account: accountText, deal: dealText, channel: channelText, team: teamText, id: idText,
      contact: contactText, campaign: campaignText, accountFound: accountFound,
      dealFound: dealFound)
    guard take(row, at: instant, costing: spent, bytes, line: line, into: &rows) else { return }
    for (index, text) in dimensionTexts.enumerated() {
      rows.dimensions[index].append(bytes.extracting(text))
    }
  }

  /// Takes a row with which nothing is wrong.
  ///
  /// - Returns: Whether its touch may get credit.
  func take(
    _ row: TouchTexts, at instant: Int64, costing spent: (currency: Currency, units: Int64)?,
    _ bytes: Span<UInt8>, line: Int, into rows: inout TouchpointRows
  ) -> Bool {
    let teamNumber = team(of: row.team, channel: row.channel, bytes, &rows)
    rows.earliest = min(rows.earliest, instant)
    rows.latest = max(rows.latest, instant)
    if row.dealFound != nil || row.accountFound != nil {
      rows.matched += 1
    } else if rows.unmatchedExample == nil, !row.deal.isEmpty || !row.account.isEmpty {
      rows.unmatchedExample =
        row.account.isEmpty
        ? (.deal, bytes.extracting(row.deal).text) : (.account, bytes.extracting(row.account).text)
    }
    var found: (channel: Int, campaign: Int)?
    if let spent {
      let named = names(row, bytes, &rows)
      rows.spend.add(
        spent.units, number: rows.spend.number(of: spent.currency), channel: named.channel,
        campaign: named.campaign, month: rows.months.month(of: instant, in: zone))
      found = named
    }
    if surveys {
      rows.survey?.add(account: bytes.extracting(row.account), month: zone.month(of: instant))
    }
    let (outcome, account, deal) = fate(of: row)
    guard outcome == .outsideEveryWindow else {
      rows.outcomes[teamNumber][outcome] += 1
      return false
    }
    let named = found ?? names(row, bytes, &rows)
    let party = rows.parties.number(of: UInt64(teamNumber) << 32 | UInt64(named.channel))
    rows.touches.append(
      TouchpointRows.Touch(
        instant: instant, account: Int32(truncatingIfNeeded: account),
        deal: Int32(truncatingIfNeeded: deal), line: UInt32(truncatingIfNeeded: line),
        party: UInt32(truncatingIfNeeded: party),
        campaign: UInt32(truncatingIfNeeded: named.campaign)))
    rows.ids.append(bytes.extracting(row.id))
    if keepsContacts { rows.contacts.append(bytes.extracting(row.contact)) }
    return true
  }

  /// What becomes of a touch as far as its row tells: `outsideEveryWindow` for one that may lie in
  /// one, with its account or its deal; −1 for the other.
  private func fate(of row: TouchTexts) -> (outcome: TouchOutcome, account: Int, deal: Int) {
    if !row.deal.isEmpty {
      guard let deal = row.dealFound else { return (.dealUnknown, -1, -1) }
      return deals.isWonDeal(deal) ? (.outsideEveryWindow, -1, deal) : (.dealNotWon, -1, -1)
    }
    guard !row.account.isEmpty else { return (.noAccount, -1, -1) }
    guard let account = row.accountFound else { return (.accountInNoDealFile, -1, -1) }
    return deals.hasWonDeal[account]
      ? (.outsideEveryWindow, account, -1) : (.accountWithoutWonDeal, -1, -1)
  }

  /// The number that a set has for a text; nil if that is empty or not in it.
  func number(of text: Range<Int>, in names: Names, _ bytes: Span<UInt8>) -> Int? {
    text.isEmpty ? nil : names.find(bytes.extracting(text))
  }

  private func names(
    _ row: TouchTexts, _ bytes: Span<UInt8>, _ rows: inout TouchpointRows
  ) -> (channel: Int, campaign: Int) {
    (
      channelNumber(row.channel, bytes, &rows),
      rows.campaignNames.intern(bytes.extracting(row.campaign))
    )
  }

  private func channelNumber(
    _ text: Range<Int>, _ bytes: Span<UInt8>, _ rows: inout TouchpointRows
  ) -> Int {
    text.isEmpty
      ? rows.channelNames.intern(sourceChannel ?? noChannel)
      : rows.channelNames.intern(bytes.extracting(text))
  }

  /// The cell; if it is empty the source's team, else the one that the definitions give the channel.
  ///
  /// - Parameter isTaken: Whether it is a lack if the definitions have none for the channel.
  private func team(
    of text: Range<Int>, channel: Range<Int>, isTaken: Bool = true, _ bytes: Span<UInt8>,
    _ rows: inout TouchpointRows
  ) -> Int {
    guard text.isEmpty else {
      return rows.numberTeam(rows.teamNames.intern(bytes.extracting(text)))
    }
    if let sourceTeam { return rows.numberTeam(rows.teamNames.intern(sourceTeam)) }
    let number = channelNumber(channel, bytes, &rows)
    while rows.teamOfChannel.count <= number {
      rows.teamOfChannel.append(-1)
      rows.rowsWithoutTeam.append(0)
    }
    if rows.teamOfChannel[number] < 0 {
      let team = teamOfChannel[Label(rows.channelNames[number])] ?? unassignedTeam
      rows.teamOfChannel[number] = rows.numberTeam(rows.teamNames.intern(team))
    }
    if isTaken { rows.rowsWithoutTeam[number] += 1 }
    return rows.teamOfChannel[number]
  }
}

extension TouchpointRows {
  /// Notes that the id of a cell which a rule found is in a deal file.
  fileprivate mutating func match(_ cell: Cell, of field: Int) {
    guard cell.step >= 0, let rule = CellRule.number(at: field) else { return }
    ruleCounts.match(rule: rule, step: cell.step)
  }

  /// Counts a row that the definitions leave out.
  ///
  /// - Parameter team: Its number; nil if it cannot be read.
  fileprivate mutating func countFiltered(_ team: Int?) {
    if let team { outcomes[team][.filtered] += 1 } else { filteredWithoutTeam += 1 }
  }

  /// Makes room for the counts of a team.
  fileprivate mutating func numberTeam(_ number: Int) -> Int {
    if number == outcomes.count { outcomes.append(OutcomeCounts()) }
    return number
  }
}

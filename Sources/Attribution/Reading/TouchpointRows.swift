/// The touch rows of a stretch of a file as columns: those that may get credit; the others are only
/// counted.
struct TouchpointRows: Sendable {
  /// The account, by its number in `Deals.accounts`, or −1 for a touch that is bound to a deal.
  var accounts: [Int32] = []
  /// The deal that a touch is bound to, by its number in `Deals.ids`, or −1.
  var deals: [Int32] = []
  var instants: [Int64] = []
  var lines: [UInt32] = []
  var channels: [UInt32] = []
  var teams: [UInt32] = []
  var campaigns: [UInt32] = []
  var ids = TextColumn()
  var contacts = TextColumn()

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

/// What became of a touch row, in the order in which the reasons are tried (DESIGN's R10).
package enum TouchOutcome: Int, CaseIterable, Sendable {
  case rejected, filtered, noAccount, dealUnknown, dealNotWon, accountInNoDealFile
  case accountWithoutWonDeal, outsideEveryWindow, duplicate, collapsed
  case creditedInAnotherPeriodOnly, credited

  package var name: String {
    switch self {
    case .rejected: "rejected"
    case .filtered: "filtered"
    case .noAccount: "no account"
    case .dealUnknown: "deal unknown"
    case .dealNotWon: "deal not won"
    case .accountInNoDealFile: "account in no deal file"
    case .accountWithoutWonDeal: "account without a won deal"
    case .outsideEveryWindow: "outside every window"
    case .duplicate: "duplicate"
    case .collapsed: "collapsed"
    case .creditedInAnotherPeriodOnly: "credited in another period only"
    case .credited: "credited"
    }
  }
}

/// How many rows had each outcome.
package struct OutcomeCounts: Sendable, Equatable {
  private var counts = Array(repeating: 0, count: TouchOutcome.allCases.count)

  package init() {}

  package subscript(outcome: TouchOutcome) -> Int {
    get { counts[outcome.rawValue] }
    set { counts[outcome.rawValue] = newValue }
  }

  package var sum: Int { counts.reduce(0, +) }

  static func += (left: inout OutcomeCounts, right: OutcomeCounts) {
    for index in left.counts.indices { left.counts[index] += right.counts[index] }
  }
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
  let sourceChannel: String?
  let sourceTeam: String?
  let teamOfChannel: [Label: String]
  private let account: Int
  private let occurredAt: Int
  private let channel: Int
  private let team: Int
  private let touchpoint: Int
  private let contact: Int
  private let deal: Int
  private let campaign: Int
  private let dimensions: [(column: String, place: Int)]
  /// The columns, beside these, that are dimensions.
  private let reserved: Set<TouchpointColumn>
  private let cost: Int
  /// How costs are written, and in which currency, if they do not say it.
  private let amounts: AmountFormat
  private let currency: Currency
  private let rules: [CellRule]
  private let filters: [RowFilter]
  private let ids: IDForm
  private let surveys: Bool

  var fieldLimit: Int { fieldCount }
  var empty: TouchpointRows {
    TouchpointRows(
      ruleCounts: RuleCounts(rules), survey: surveys ? TouchSurvey() : nil,
      dimensions: dimensions.map { _ in NamedColumn() })
  }

  init(
    header: Header, columns: ColumnMap<TouchpointColumn>, definitions: Definitions,
    source: Definitions.Source, amounts: AmountFormat, deals: Deals, surveys: Bool
  ) {
    self.deals = deals
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
      guard cell.text.count == uncreditedBytes.count,
        window.bytes[cell.text].elementsEqual(uncreditedBytes)
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
          ? team(of: teamText, channel: channelText, isTaken: false, window, &rows) : nil)
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
    let dealFound = number(of: dealText, in: deals.ids, window)
    let accountFound = number(of: accountText, in: deals.accounts, window)
    // Also in a row that something else is wrong with: its rule has found what it is for.
    if accountFound != nil { rows.match(accountCell, of: account) }
    if dealFound != nil { rows.match(dealCell, of: deal) }
    guard isNamed else {
      rows.rejectedWithoutTeam += 1
      if let reject = explained() { rows.rejects.append(reject) }
      return
    }

    let teamNumber = team(of: teamText, channel: channelText, window, &rows)
    if let reject = explained() {
      rows.outcomes[teamNumber][.rejected] += 1
      rows.rejects.append(reject)
      return
    }
    let bytes = window.bytes.span
    rows.earliest = min(rows.earliest, instant)
    rows.latest = max(rows.latest, instant)
    func count(_ outcome: TouchOutcome) { rows.outcomes[teamNumber][outcome] += 1 }
    if dealFound != nil || accountFound != nil {
      rows.matched += 1
    } else if rows.unmatchedExample == nil, !dealText.isEmpty || !accountText.isEmpty {
      let text = accountText.isEmpty ? dealText : accountText
      rows.unmatchedExample = (
        accountText.isEmpty ? .deal : .account, String(decoding: window.bytes[text], as: UTF8.self)
      )
    }
    var found: (channel: Int, campaign: Int)?
    if let spent {
      let named = names(channelText, campaignText, window, &rows)
      rows.spend.add(
        spent, channel: named.channel, campaign: named.campaign,
        month: Month(zone.month(of: instant)))
      found = named
    }
    if surveys {
      rows.survey?.add(account: bytes.extracting(accountText), month: zone.month(of: instant))
    }
    var dealNumber = -1
    var accountNumber = -1
    if !dealText.isEmpty {
      guard let dealFound else { return count(.dealUnknown) }
      guard deals.isWonDeal(dealFound) else { return count(.dealNotWon) }
      dealNumber = dealFound
    } else {
      guard !accountText.isEmpty else { return count(.noAccount) }
      guard let accountFound else { return count(.accountInNoDealFile) }
      guard deals.hasWonDeal[accountFound] else { return count(.accountWithoutWonDeal) }
      accountNumber = accountFound
    }
    rows.accounts.append(Int32(truncatingIfNeeded: accountNumber))
    rows.deals.append(Int32(truncatingIfNeeded: dealNumber))
    rows.instants.append(instant)
    rows.lines.append(UInt32(truncatingIfNeeded: line))
    let named = found ?? names(channelText, campaignText, window, &rows)
    rows.channels.append(UInt32(named.channel))
    rows.teams.append(UInt32(teamNumber))
    rows.campaigns.append(UInt32(named.campaign))
    rows.ids.append(bytes.extracting(idText))
    rows.contacts.append(bytes.extracting(contactText))
    for (index, text) in dimensionTexts.enumerated() {
      rows.dimensions[index].append(bytes.extracting(text))
    }
  }

  /// The number that a set has for a text; nil if that is empty or not in it.
  private func number(
    of text: Range<Int>, in names: Names, _ window: borrowing Window
  ) -> Int? {
    text.isEmpty ? nil : names.find(window.bytes.span.extracting(text))
  }

  private func names(
    _ channel: Range<Int>, _ campaign: Range<Int>, _ window: borrowing Window,
    _ rows: inout TouchpointRows
  ) -> (channel: Int, campaign: Int) {
    (
      channelNumber(channel, window, &rows),
      rows.campaignNames.intern(window.bytes.span.extracting(campaign))
    )
  }

  private func channelNumber(
    _ text: Range<Int>, _ window: borrowing Window, _ rows: inout TouchpointRows
  ) -> Int {
    text.isEmpty
      ? rows.channelNames.intern(sourceChannel ?? noChannel)
      : rows.channelNames.intern(window.bytes.span.extracting(text))
  }

  /// The cell; if it is empty the source's team, else the one that the definitions give the channel.
  ///
  /// - Parameter isTaken: Whether it is a lack if the definitions have none for the channel.
  private func team(
    of text: Range<Int>, channel: Range<Int>, isTaken: Bool = true, _ window: borrowing Window,
    _ rows: inout TouchpointRows
  ) -> Int {
    guard text.isEmpty else {
      return rows.numberTeam(rows.teamNames.intern(window.bytes.span.extracting(text)))
    }
    if let sourceTeam { return rows.numberTeam(rows.teamNames.intern(sourceTeam)) }
    let number = channelNumber(channel, window, &rows)
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

private let uncreditedBytes = Array(uncredited.utf8)

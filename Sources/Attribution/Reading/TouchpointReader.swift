/// Makes columns of the rows of a touchpoint file.
struct TouchpointReader: RowReader {
  let separator: Separator
  let fieldCount: Int
  let deals: Deals
  /// Those of the deal files.
  let accounts: NameFinder
  /// A bit for each of them that has a won deal.
  private let haveWonDeals: BitSet
  /// Where touches outside of them are kept apart; nil where they are not.
  let windows: AccountWindows?
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
  let dimensions: [(column: String, place: Int)]
  /// The columns, beside these, that are dimensions.
  private let reserved: Set<TouchpointColumn>
  /// The fields of all columns that are dimensions.
  let namedFields: [Int]
  /// Those whose texts must be UTF-8.
  let keptFields: [Int]
  let cost: Int
  /// How costs are written, and in which currency, if they do not say it.
  let amounts: AmountFormat
  let currency: Currency
  let rules: [CellRule]
  let filters: [RowFilter]
  let ids: IDForm
  let keepsCampaigns: Bool
  let keepsContacts: Bool
  let keepsLines: Bool
  private let surveys: Bool

  /// None for a check, which asks for more of each row.
  var plainRows: PlainRows? {
    guard !surveys, fieldCount > 1 else { return nil }
    return PlainRows(
      separator: separator.byte, fieldCount: fieldCount, foundCount: rules.count + 2)
  }

  /// Where in plain rows the forms of accounts and deals are in which these are compared.
  var comparedAccount: Int { ids == .exact ? account : CellRule.place(of: rules.count) }
  var comparedDeal: Int {
    ids == .exact || deal == -1 ? deal : CellRule.place(of: rules.count + 1)
  }

  var fieldLimit: Int { fieldCount }
  var empty: TouchpointRows {
    TouchpointRows(
      ruleCounts: RuleCounts(rules), survey: surveys ? TouchSurvey() : nil,
      dimensions: dimensions.map { _ in NamedColumn() })
  }

  init(
    header: Header, columns: ColumnMap<TouchpointColumn>, definitions: Definitions,
    source: Definitions.Source, amounts: AmountFormat, deals: Deals, windows: AccountWindows?,
    kept: KeptColumns, surveys: Bool
  ) {
    self.deals = deals
    accounts = NameFinder(deals.accounts)
    haveWonDeals = BitSet(deals.hasWonDeal)
    self.windows = windows
    keepsCampaigns = kept.contains(.campaigns)
    keepsContacts = kept.contains(.contacts)
    keepsLines = kept.contains(.lines)
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
    namedFields =
      dimensions.map(\.place)
      + reserved.filter { $0 == .contact || $0 == .campaign }
      .map { columns.field($0) }
    keptFields =
      ([account, deal, channel, team, touchpoint, contact, campaign] + dimensions.map(\.place))
      .filter { $0 >= 0 } + columns.rules.flatMap { $0.steps.flatMap(\.fields) }
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
          ? team(
            of: TextRange(teamText), channel: TextRange(channelText), isTaken: false,
            window.bytes.span, &rows) : nil
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
    let dealFound = number(of: TextRange(dealText), in: deals.ids, window.bytes.span)
    let accountFound = number(of: TextRange(accountText), in: deals.accounts, window.bytes.span)
    // Also in a row that something else is wrong with: its rule has found what it is for.
    if accountFound >= 0 { rows.match(accountCell, of: account) }
    if dealFound >= 0 { rows.match(dealCell, of: deal) }
    guard isNamed else {
      rows.rejectedWithoutTeam += 1
      if let reject = explained() { rows.rejects.append(reject) }
      return
    }
    guard cells.reject == nil else {
      let team = team(
        of: TextRange(teamText), channel: TextRange(channelText), window.bytes.span, &rows)
      rows.outcomes[team][.rejected] += 1
      rows.rejects.append(explained()!)
      return
    }
    let bytes = window.bytes.span
    let row = TouchTexts(
      account: TextRange(accountText), deal: TextRange(dealText), channel: TextRange(channelText),
      team: TextRange(teamText), id: TextRange(idText), contact: TextRange(contactText),
      campaign: TextRange(campaignText), accountFound: accountFound, dealFound: dealFound)
    let costing = spent.map { (rows.spend.number(of: $0.currency), $0.units) }
    let isOutside = windows.map { accountFound >= 0 && !$0[Int(accountFound)].mayHold(instant) }
    guard
      take(
        row, at: instant, costing: costing, isOutside: isOutside ?? false, bytes, line: line,
        into: &rows)
    else { return }
    for (index, text) in dimensionTexts.enumerated() {
      rows.dimensions[index].append(bytes.extracting(text))
    }
  }

  /// Takes a row with which nothing is wrong.
  ///
  /// - Parameters:
  ///   - spent: Minor units, of a currency by its number in `rows.spend`.
  ///   - isOutside: Whether it lies outside of all windows of its account, and such touches are kept
  ///     apart.
  /// - Returns: Whether its touch may get credit.
  func take(
    _ row: TouchTexts, at instant: Int64, costing spent: (currency: Int, units: Int64)?,
    isOutside: Bool, _ bytes: Span<UInt8>, line: Int, into rows: inout TouchpointRows
  ) -> Bool {
    let teamNumber = team(of: row.team, channel: row.channel, bytes, &rows)
    rows.earliest = min(rows.earliest, instant)
    rows.latest = max(rows.latest, instant)
    if row.dealFound >= 0 || row.accountFound >= 0 {
      rows.matched += 1
    } else {
      rows.noteUnmatched(account: row.account, deal: row.deal, bytes)
    }
    if surveys {
      rows.survey?.add(account: bytes.extracting(row.account.range), month: zone.month(of: instant))
    }
    let outcome = outcome(
      ofAccount: row.account, row.accountFound, deal: row.deal, row.dealFound)
    let mayGetCredit = outcome == .outsideEveryWindow
    if !mayGetCredit { rows.outcomes[teamNumber][outcome] &+= 1 }
    guard mayGetCredit || spent != nil else { return false }
    let channel = channelNumber(row.channel, bytes, &rows)
    let campaign = rows.campaignNames.intern(row.campaign, in: bytes)
    if let spent {
      rows.spend.add(
        spent.units, number: spent.currency, channel: channel, campaign: campaign,
        month: rows.months.month(of: instant, in: zone))
    }
    guard mayGetCredit else { return false }
    let scope = row.deal.isEmpty ? row.accountFound : ~row.dealFound
    let party = rows.party(
      team: UInt32(truncatingIfNeeded: teamNumber), channel: UInt32(truncatingIfNeeded: channel))
    if isOutside, row.deal.isEmpty {
      rows.outside.append(at: instant, scope, party)
      rows.outsideIDs.append(bytes.extracting(row.id.range))
      return false
    }
    rows.touches.append(at: instant, scope, party)
    if keepsCampaigns { rows.touches.campaigns.append(UInt32(truncatingIfNeeded: campaign)) }
    if keepsLines { rows.touches.lines.append(UInt32(truncatingIfNeeded: line)) }
    rows.ids.append(bytes.extracting(row.id.range))
    if keepsContacts { rows.contacts.append(bytes.extracting(row.contact.range)) }
    return true
  }

  /// What becomes of a touch as far as its row tells: `outsideEveryWindow` for one that may lie in
  /// one, with its deal if it names one, or else with its account.
  ///
  /// - Parameters:
  ///   - accountFound: Its number in `Deals.accounts`; −1 if it is not there.
  ///   - dealFound: Its number in `Deals.ids`; −1 if it is not there.
  @inline(__always)
  func outcome(
    ofAccount account: TextRange, _ accountFound: Int32, deal: TextRange, _ dealFound: Int32
  ) -> TouchOutcome {
    guard deal.isEmpty else {
      guard dealFound >= 0 else { return .dealUnknown }
      return deals.isWonDeal(Int(dealFound)) ? .outsideEveryWindow : .dealNotWon
    }
    if account.isEmpty { return .noAccount }
    // Looked up rather than asked: of most files nobody can guess the answers.
    let outcomes: InlineArray<4, TouchOutcome> = [
      .accountWithoutWonDeal, .outsideEveryWindow, .accountInNoDealFile, .accountInNoDealFile,
    ]
    let isWon = haveWonDeals[Int(max(accountFound, 0))] ? 1 : 0
    return outcomes[(accountFound < 0 ? 2 : 0) | isWon]
  }

  /// The number that a set has for a text; −1 if that is empty or not in it.
  func number(of text: TextRange, in names: Names, _ bytes: Span<UInt8>) -> Int32 {
    guard !text.isEmpty, let number = names.find(bytes.extracting(text.range)) else { return -1 }
    return Int32(truncatingIfNeeded: number)
  }

  /// What the cells of a row name; nil if one has the name that no team or channel may have.
  @inline(__always)
  func named(
    channel: TextRange, team: TextRange, _ bytes: Span<UInt8>, _ rows: inout TouchpointRows
  ) -> RecentParties.Named? {
    rows.named.find(channel: channel, team: team, in: bytes)
      ?? name(channel: channel, team: team, bytes, &rows)
  }

  @inline(never)
  private func name(
    channel: TextRange, team: TextRange, _ bytes: Span<UInt8>, _ rows: inout TouchpointRows
  ) -> RecentParties.Named? {
    for text in [channel, team]
    where bytes.extracting(text.range).hasSameBytes(as: reservedName.span) { return nil }
    let channelNumber = UInt32(channelNumber(channel, bytes, &rows))
    let teamNumber = UInt32(
      self.team(of: team, channel: channel, isTaken: false, bytes, &rows))
    let named = RecentParties.Named(
      channel: channelNumber, team: teamNumber,
      party: rows.party(team: teamNumber, channel: channelNumber),
      isOfChannel: team.isEmpty && sourceTeam == nil)
    rows.named.keep(named, channel: channel, team: team, in: bytes)
    return named
  }

  func channelNumber(
    _ text: TextRange, _ bytes: Span<UInt8>, _ rows: inout TouchpointRows
  ) -> Int {
    text.isEmpty
      ? rows.named.channels.intern(sourceChannel ?? noChannel)
      : rows.named.channels.intern(bytes.extracting(text.range))
  }

  /// The cell; if it is empty the source's team, else the one that the definitions give the channel.
  ///
  /// - Parameter isTaken: Whether it is a lack if the definitions have none for the channel.
  func team(
    of text: TextRange, channel: TextRange, isTaken: Bool = true, _ bytes: Span<UInt8>,
    _ rows: inout TouchpointRows
  ) -> Int {
    guard text.isEmpty else {
      return rows.numberTeam(rows.named.teams.intern(bytes.extracting(text.range)))
    }
    if let sourceTeam { return rows.numberTeam(rows.named.teams.intern(sourceTeam)) }
    let number = channelNumber(channel, bytes, &rows)
    while rows.teamOfChannel.count <= number {
      rows.teamOfChannel.append(-1)
      rows.rowsWithoutTeam.append(0)
    }
    if rows.teamOfChannel[number] < 0 {
      let team = teamOfChannel[Label(rows.named.channels[number])] ?? unassignedTeam
      rows.teamOfChannel[number] = rows.numberTeam(rows.named.teams.intern(team))
    }
    if isTaken { rows.rowsWithoutTeam[number] += 1 }
    return rows.teamOfChannel[number]
  }
}

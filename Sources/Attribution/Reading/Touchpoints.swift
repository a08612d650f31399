/// The touches that may get credit, as columns of whole numbers: first in the order read, those outside
/// of all windows a little later, and in that of journeys once these are known.
package struct Touchpoints: Sendable {
  /// Seconds since 1970 UTC.
  private(set) var instants = Instants()
  /// Team and channel together, by their number in `partyNames`.
  private(set) var parties: [UInt32] = []
  /// Until the journeys are known.
  private(set) var packedIDs = PackedTexts()
  /// Once the journeys are known, if they are kept.
  private(set) var ids = TextColumn()
  /// Empty unless they are kept, as the lines are.
  private(set) var campaigns: [UInt32] = []
  private(set) var contacts = TextColumn()
  /// The columns that dimensions need beside the logical ones.
  private(set) var dimensions: [(column: String, values: NamedColumn)] = []
  /// The line of the row in its file; counted to four billion.
  private(set) var lines: [UInt32] = []
  /// Which of them can be in journeys together, until the journeys are known: those of one account, by
  /// its number in `Deals.accounts`, and behind all accounts those that are bound to one deal, by its
  /// index in `Deals.won`.
  private var scopes: [Int32] = []
  private(set) var scopeCount = 0
  /// The file in which each stands, by its position in `files`; empty where there is but one.
  private var origins: [UInt32] = []
  /// The place that each had in the first of these orders; empty unless some are bound to deals.
  private(set) var turns: [Int32] = []
  private var areBound = false
  /// When the first touch outside of all windows of each account was, as far as it was read.
  private var earliestOutside: [Int64] = []

  /// Every team and channel that touches have together, by number.
  private(set) var partyNames: [Party] = []
  private(set) var campaignNames = Names()
  private var teamNames = Names()
  private var channelNames = Names()
  private var partyOf: [UInt64: UInt32] = [:]

  /// What is kept of each touch beside that.
  private var kept: KeptColumns = []

  package private(set) var files: [TouchpointFile] = []
  /// What touches cost; nil where no file has the column.
  private(set) var spend: Spend?
  /// Channels for which no team could be found, with the number of their rows.
  package private(set) var channelsWithoutTeam: [Label: Int] = [:]

  package init() {}

  package var count: Int { instants.count }

  /// Puts the touches into another order, and forgets what is of no use then.
  ///
  /// - Parameter order: For each place, the touch that comes to it, by its index as read.
  mutating func arrange(_ order: [Int32], jobs: Int) {
    // Of touches that are bound and those that are not, the order is still open.
    if areBound || kept.contains(.ids) {
      ids = packedIDs.unpacked(jobs: jobs)
      ids.arrange(order, jobs: jobs)
    }
    packedIDs = PackedTexts()
    if areBound { turns = order }
    instants.arrange(order, jobs: jobs)
    parties.arrange(order, jobs: jobs)
    if kept.contains(.campaigns) { campaigns.arrange(order, jobs: jobs) }
    if kept.contains(.contacts) { contacts.arrange(order, jobs: jobs) }
    if kept.contains(.lines) { lines.arrange(order, jobs: jobs) }
    if !origins.isEmpty { origins.arrange(order, jobs: jobs) }
    for index in dimensions.indices { dimensions[index].values.arrange(order, jobs: jobs) }
  }

  /// Gives away `scopes`: they are of no use where the touches are grouped by them.
  mutating func takeScopes() -> [Int32] {
    defer { scopes = [] }
    return scopes
  }

  /// Whose work a touch was, and how it happened.
  package struct Party: Sendable, Hashable {
    package let team: String
    package let channel: String
    let teamNumber: Int
  }

  /// The file in which a touch stands, by its position in `files`.
  func file(of touch: Int) -> Int {
    origins.isEmpty ? 0 : Int(origins[touch])
  }
}

/// What is kept of touches though no credit depends on it: of many of them it is more than the rest.
package struct KeptColumns: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  static let campaigns = KeptColumns(rawValue: 1)
  static let contacts = KeptColumns(rawValue: 2)
  static let lines = KeptColumns(rawValue: 4)
  static let ids = KeptColumns(rawValue: 8)
  /// The touches outside of all windows of their accounts, beside the first of each account.
  static let outside = KeptColumns(rawValue: 16)
  /// What the ledger and explanations show.
  package static let all: KeptColumns = [.campaigns, .contacts, .lines, .ids, .outside]

  /// What rules need, whoever asks.
  fileprivate init(neededBy definitions: Definitions) {
    self = []
    let compared = definitions.collapse?.same ?? []
    let columns = definitions.dimensions.filter { $0.kind == .touch }
      .map { TouchpointColumn(rawValue: $0.column) }
    if compared.contains(.campaign) || columns.contains(.campaign) { insert(.campaigns) }
    if compared.contains(.contact) || columns.contains(.contact) { insert(.contacts) }
    // With what they say in a dimension they are not kept apart; and a journey that restarts might,
    // without a window, begin with any of them.
    if !definitions.dimensions.isEmpty || definitions.restartAfterWin { insert(.outside) }
  }
}

/// What a touchpoint file was found to hold.
package struct TouchpointFile: Sendable {
  package var input: InputRecord
  /// How many of its touches that may get credit each party has, by its number in
  /// `Touchpoints.partyNames`; parties behind the last have none.
  fileprivate(set) var rowsOfParties: [Int] = []
  package var rowCount = 0
  package var skipped = SkippedLines()
  /// Rows of each team with each outcome; of touches that may get credit the outcome is added when
  /// the journeys are known.
  package var outcomes: [Label: OutcomeCounts] = [:]
  /// Rejected rows whose team could not be read.
  package var rejectedWithoutTeam = 0
  /// Rows left out by the definitions whose team could not be read.
  package var filteredWithoutTeam = 0
  /// Rows whose account or deal is in a deal file, won or not.
  package var matched = 0
  /// The columns that are found by rules, and what became of these.
  package fileprivate(set) var rules = RuleReport([], isTouchpoints: true)
  /// What only a check asks for.
  package fileprivate(set) var survey: TouchSurvey?
  /// When the first and the last of its touches were, whatever became of them; `Int64.max` and
  /// `Int64.min` if it has none.
  package fileprivate(set) var earliest = Int64.max
  package fileprivate(set) var latest = Int64.min
  package fileprivate(set) var unclearTimes = UnclearTimes()

  package var rejected: Int {
    outcomes.values.reduce(rejectedWithoutTeam) { $0 + $1[.rejected] }
  }

  package var filtered: Int {
    outcomes.values.reduce(filteredWithoutTeam) { $0 + $1[.filtered] }
  }

  /// Rows that name an account or a deal, of those that are kept.
  package var joinable: Int {
    outcomes.values.reduce(rowCount - rejected - filtered) { $0 - $1[.noAccount] }
  }
}

extension Touchpoints {
  /// Reads touchpoint files, one after the other (R12).
  ///
  /// - Parameters:
  ///   - spendIsGiven: Whether there are spend files: then no cost may be read here.
  ///   - kept: What is kept of each touch beside what credit needs.
  ///   - surveys: Whether more is asked than a run needs: `TouchpointFile.survey`.
  ///   - problems: Gets what is wrong with rows.
  /// - Throws: A `Failure` if a file cannot be used at all, has more rejected rows than allowed, or
  ///   has nothing to do with the deals.
  init(
    reading files: [InputFile], for won: Deals, by definitions: Definitions, lookups: Lookups,
    spendIsGiven: Bool, keeping kept: KeptColumns, jobs: Int, pieceSize: Int, surveys: Bool,
    problems: inout Problems, progress: @Sendable (Int) -> Void
  ) throws(Failure) {
    self.init()
    self.kept = kept.union(KeptColumns(neededBy: definitions))
    var windows: AccountWindows?
    if let lookback = definitions.lookback, self.kept.isEmpty, !surveys {
      windows = AccountWindows(of: won, lookback: lookback)
      earliestOutside = Array(repeating: .max, count: won.accounts.count)
    }
    defer { earliestOutside = [] }
    dimensions = definitions.dimensionColumns(.touch).map { ($0, NamedColumn()) }
    scopeCount = won.accounts.count + won.won.count
    // Where a check goes on behind a file of deals or for looking up, that is why nothing joins.
    let canJoin = problems.reasons.isEmpty
    for file in files {
      var record: TouchpointFile?
      try problems.attempt { (problems) throws(Failure) in
        try read(
          file, to: &record, for: won, within: windows, by: definitions, lookups: lookups,
          spendIsGiven: spendIsGiven, jobs: jobs, pieceSize: pieceSize, surveys: surveys,
          canJoin: canJoin, problems: &problems, progress: progress)
      }
      self.files.append(record ?? TouchpointFile(input: InputRecord(file)))
    }
  }

  /// Reads a file.
  ///
  /// - Parameter record: Gets what was found in it, also if it cannot be used.
  private mutating func read(
    _ file: InputFile, to record: inout TouchpointFile?, for won: Deals,
    within windows: AccountWindows?, by definitions: Definitions, lookups: Lookups,
    spendIsGiven: Bool, jobs: Int, pieceSize: Int,
    surveys: Bool, canJoin: Bool, problems: inout Problems, progress: @Sendable (Int) -> Void
  ) throws(Failure) {
    let source = Definitions.source(for: file.fileName, among: definitions.touchpoints)
    let (header, columns, wrong) = try Header.read(
      file, source: source, ids: definitions.ids, lookups: lookups,
      isRequired: \TouchpointColumn.isRequired, dimensions: dimensions.map(\.column),
      key: "touchpoints",
      looksLike: { columns in
        spendIsGiven && columns.field(.cost) != -1 ? [.spendTwice(file.place())] : []
      }, problems: &problems)
    var found = TouchpointFile(input: InputRecord(file, header, columns))
    found.rules = RuleReport(columns.rules, isTouchpoints: true)
    if surveys { found.survey = TouchSurvey() }
    defer { record = found }
    guard wrong.isEmpty else { throw try problems.end(with: wrong) }
    let amounts = try AmountFormat.of(
      file, header, columns, TouchpointColumn.cost, source, problems: &problems)
    if columns.field(.cost) != -1 {
      found.input.amountFormat = amounts
      spend = spend ?? Spend()
    }
    let reader = TouchpointReader(
      header: header, columns: columns, definitions: definitions, source: source,
      amounts: amounts, deals: won, windows: windows, kept: kept, surveys: surveys)
    var unmatched: (column: TouchpointColumn, value: String)?
    var bytesRead = 0
    let start = count
    if !self.files.isEmpty, origins.isEmpty { origins = Array(repeating: 0, count: count) }
    let end = try readRows(
      of: file, after: header, with: reader, jobs: jobs, pieceSize: pieceSize
    ) { (stretch) throws(Failure) in
      try problems.add(
        stretch.rows.rejects, in: file, lineBase: stretch.lineBase,
        expectedFields: header.cells.count)
      add(stretch.rows, lineBase: stretch.lineBase, to: &found, won)
      if let problem = stretch.problem { throw try problems.end(with: [problem]) }
      if unmatched == nil { unmatched = stretch.rows.unmatchedExample }
      progress(stretch.byteCount)
      let isFirst = bytesRead < Touchpoints.sample
      bytesRead += stretch.byteCount
      if isFirst, bytesRead >= Touchpoints.sample {
        reserve(beyond: start, times: file.byteCount / bytesRead + 1)
      }
    }
    found.input.fingerprint = end.fingerprint
    found.skipped = end.skipped
    try requireFewRejects(
      found.rejected, of: found.rowCount, in: file, limit: definitions.rejectedTouchpoints,
      key: "touchpoints", problems: &problems)
    let rows = found.rowCount - found.filtered
    if canJoin, found.matched == 0, rows >= Touchpoints.fewRows, won.ids.count > 0 {
      let example = unmatched.map { column, value in
        let known = column == .deal ? won.ids.texts : won.accounts.texts
        return (column.rawValue, value, known.count > 0 ? known[0] : "")
      }
      throw try problems.end(with: [
        .joinsNothing(file.place(), rows: rows, example: example)
      ])
    }
  }

  /// How many bytes of a file tell about how many touches it has.
  private static let sample = 16 << 20

  /// Makes room for as many times the touches that were read of a file: columns that grow are copied,
  /// and for a moment there are two of them.
  private mutating func reserve(beyond start: Int, times: Int) {
    let more = (count - start) * times
    scopes.reserveCapacity(start + more)
    instants.reserveCapacity(start + more)
    parties.reserveCapacity(start + more)
    if kept.contains(.campaigns) { campaigns.reserveCapacity(start + more) }
    if kept.contains(.lines) { lines.reserveCapacity(start + more) }
    if start == 0 { packedIDs.reserve(times: times) }
    if kept.contains(.contacts) { contacts.reserve(beyond: start, times: times) }
  }

  /// Below this many rows a file without a match may be a coincidence.
  private static let fewRows = 20

  private mutating func add(
    _ rows: TouchpointRows, lineBase: Int, to file: inout TouchpointFile, _ won: Deals
  ) {
    file.rowCount += rows.rowCount
    file.matched += rows.matched
    file.earliest = min(file.earliest, rows.earliest)
    file.latest = max(file.latest, rows.latest)
    file.unclearTimes += rows.unclearTimes
    file.rejectedWithoutTeam += rows.rejectedWithoutTeam
    file.filteredWithoutTeam += rows.filteredWithoutTeam
    file.rules.counts += rows.ruleCounts
    spend?.add(rows.spend, of: rows.named.channels, rows.campaignNames.names)
    if let survey = rows.survey { file.survey?.add(survey) }
    for (number, counts) in rows.outcomes.enumerated() {
      file.outcomes[Label(rows.named.teams[number]), default: OutcomeCounts()] += counts
    }
    for (number, count) in rows.rowsWithoutTeam.enumerated() where count > 0 {
      if rows.named.teams[rows.teamOfChannel[number]] == unassignedTeam {
        channelsWithoutTeam[Label(rows.named.channels[number]), default: 0] += count
      }
    }
    let parties = number(rows, in: &file)
    let touches = rows.touches
    if touches.scopes.allSatisfy({ $0 >= 0 }) {
      scopes += touches.scopes
    } else {
      areBound = true
      scopes += touches.scopes.map { scope in
        scope >= 0 ? scope : Int32(won.accounts.count + won.wonIndex(ofID: Int(~scope)))
      }
    }
    instants.append(contentsOf: touches.instants)
    self.parties.append(addingCapacity: touches.count) { room in
      for party in touches.parties { room.append(parties[Int(party)]) }
    }
    packedIDs.append(contentsOf: rows.ids)
    var firstIDs = PackedTexts()
    for index in 0..<rows.outside.count {
      let (instant, account) = (rows.outside.instants[index], rows.outside.scopes[index])
      // Of the others it is enough to know that there are some.
      guard instant <= earliestOutside[Int(account)] else { continue }
      earliestOutside[Int(account)] = instant
      scopes.append(account)
      instants.append(instant)
      self.parties.append(parties[Int(rows.outside.parties[index])])
      firstIDs.append(rows.outsideIDs.bytes.span.extracting(rows.outsideIDs.range(index)))
    }
    packedIDs.append(contentsOf: firstIDs)
    if !files.isEmpty {
      origins += repeatElement(UInt32(files.count), count: count - origins.count)
    }
    if kept.contains(.campaigns) {
      let campaigns = campaignNames.intern(rows.campaignNames.names).map { UInt32($0) }
      self.campaigns += touches.campaigns.lazy.map { campaigns[Int($0)] }
    }
    lines += touches.lines.lazy.map { UInt32(clamping: Int($0) + lineBase) }
    contacts.append(contentsOf: rows.contacts)
    for (index, values) in rows.dimensions.enumerated() {
      dimensions[index].values.append(contentsOf: values)
    }
  }

  /// The parties of some rows by their numbers in `partyNames`, where they have touches, which are
  /// counted.
  private mutating func number(
    _ rows: TouchpointRows, in file: inout TouchpointFile
  ) -> [UInt32] {
    var counts = Array(repeating: 0, count: rows.parties.count)
    for party in rows.touches.parties { counts[Int(party)] += 1 }
    for party in rows.outside.parties { counts[Int(party)] += 1 }
    let teams = teamNames.intern(rows.named.teams)
    let channels = channelNames.intern(rows.named.channels)
    return rows.parties.keys.enumerated().map { number, key in
      guard counts[number] > 0 else { return 0 }
      let party = party(teams[Int(key >> 32)], channels[Int(key & 0xFFFF_FFFF)])
      while file.rowsOfParties.count < partyNames.count { file.rowsOfParties.append(0) }
      file.rowsOfParties[Int(party)] += counts[number]
      return party
    }
  }

  private mutating func party(_ team: Int, _ channel: Int) -> UInt32 {
    let key = UInt64(team) << 32 | UInt64(channel)
    if let known = partyOf[key] { return known }
    let number = UInt32(partyNames.count)
    partyOf[key] = number
    partyNames.append(
      Party(team: teamNames[team], channel: channelNames[channel], teamNumber: team))
    return number
  }
}

/// The touch rows of a stretch of a file: those that may get credit; the others are only counted.
struct TouchpointRows: Sendable {
  /// Those that may get credit.
  var touches = TouchColumns()
  /// A text for each of them.
  var ids = PackedTexts()
  /// Empty unless they are kept.
  var contacts = TextColumn()

  /// Those that would, if the windows of their accounts' deals were not all over or yet to come; empty
  /// if they are kept with the others.
  var outside = TouchColumns()
  var outsideIDs = TextColumn()

  /// Teams and channels that rows have together: numbers of `named.teams`, and of `named.channels` in the
  /// lower half.
  var parties = KeyNumbers()
  /// Those of all rows.
  var named = RecentParties()
  var campaignNames = RecentNames()

  /// How many rows of each team, by its number in `named.teams`, had each outcome so far.
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
  /// `named.channels` and `campaignNames`.
  var spend = SpendSums()
  /// The month and the date that were found last.
  var months = MonthFinder()
  var times = QuickTimes()
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
  var account = TextRange()
  var deal = TextRange()
  var channel = TextRange()
  var team = TextRange()
  var id = TextRange()
  var contact = TextRange()
  var campaign = TextRange()
  /// The account's number in `Deals.accounts`, and the deal's in `Deals.ids`; −1 if they are not
  /// there.
  var accountFound: Int32 = -1
  var dealFound: Int32 = -1
}

extension TouchpointRows {
  /// Notes that the id of a cell which a rule found is in a deal file.
  mutating func match(_ cell: Cell, of field: Int) {
    guard cell.step >= 0, let rule = CellRule.number(at: field) else { return }
    ruleCounts.match(rule: rule, step: cell.step)
  }

  /// Counts a row that the definitions leave out.
  ///
  /// - Parameter team: Its number; nil if it cannot be read.
  mutating func countFiltered(_ team: Int?) {
    if let team { outcomes[team][.filtered] += 1 } else { filteredWithoutTeam += 1 }
  }

  /// Notes a text that is in no deal file, unless there is one: an account, or else a deal.
  mutating func noteUnmatched(account: TextRange, deal: TextRange, _ bytes: Span<UInt8>) {
    guard unmatchedExample == nil, !deal.isEmpty || !account.isEmpty else { return }
    let isAccount = !account.isEmpty
    unmatchedExample = (
      isAccount ? .account : .deal, bytes.extracting((isAccount ? account : deal).range).text
    )
  }

  /// The number of a team, by its number in `named.teams`, and a channel together.
  @inline(__always)
  mutating func party(team: UInt32, channel: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: parties.number(of: UInt64(team) &<< 32 | UInt64(channel)))
  }

  /// Makes room for the counts of a team.
  @inline(__always)
  mutating func numberTeam(_ number: Int) -> Int {
    if number == outcomes.count { outcomes.append(OutcomeCounts()) }
    return number
  }
}

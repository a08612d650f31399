/// Everything that was read from the deal files.
package struct Deals: Sendable {
  /// The accounts of all rows that are in order, won or not.
  fileprivate(set) var accounts = Names()
  /// Whether an account, by its number, has a won deal.
  fileprivate(set) var hasWonDeal: [Bool] = []
  /// The ids of all rows that are in order, won or not.
  fileprivate(set) var ids = DealIDs()
  /// The index in `won` of the deal with an id, by its number; −1 if it was not won.
  fileprivate var wonOfID: [Int32] = []
  /// The index in `stages` of a deal that was not won, by the number of its id; −1 for others.
  fileprivate var stageOfID: [Int32] = []
  /// The won deals and the adjustments, in the order read.
  package fileprivate(set) var won: [Deal] = []
  /// One column for each of `DealRows.texts`, as long as `won`.
  fileprivate(set) var texts = DealRows.texts.map { _ in TextColumn() }
  /// One column for each of `labelColumns`, as long as `won`.
  fileprivate(set) var labels: [NamedColumn]
  /// `DealRows.labels`, then what dimensions need beside them.
  let labelColumns: [String]
  /// The deals that are adjusted, and are not in the files or not won.
  fileprivate(set) var adjustedIDs = Names()
  package fileprivate(set) var stages: [Stage] = []
  package fileprivate(set) var rejected: [LeftOutDeal] = []
  /// Rows that the definitions leave out although they are or may be won deals.
  package fileprivate(set) var filtered: [LeftOutDeal] = []
  package fileprivate(set) var files: [DealFile] = []

  package init(dimensionColumns: [String] = []) {
    labelColumns = DealRows.labels.map(\.rawValue) + dimensionColumns
    labels = labelColumns.map { _ in NamedColumn() }
  }

  /// A stage as it was found, with the rows that were in it. Adjustments have none.
  package struct Stage: Sendable {
    package let name: String
    package var rows = 0
    /// Whether the definitions call it won or lost; nil if neither.
    package let isWon: Bool?
    /// Sums of the amounts that could be read.
    package var sums: [Currency: Int128] = [:]
    /// Rows whose amount could not be read.
    package var unread = 0
  }

  /// Makes room for as many times what there is: what grows is copied, and leaves gaps behind.
  fileprivate mutating func reserve(times: Int) {
    ids.reserve(times: times)
    won.reserveCapacity(won.count * times)
    wonOfID.reserveCapacity(wonOfID.count * times)
    stageOfID.reserveCapacity(stageOfID.count * times)
    for index in texts.indices { texts[index].reserve(beyond: 0, times: times) }
  }

  package func account(_ number: Int?) -> String { number.map { accounts[$0] } ?? "" }
  package func name(_ deal: Deal) -> String { ids[deal.id] }
  package func label(_ column: DealColumn, of index: Int) -> String {
    if let text = DealRows.texts.firstIndex(of: column) { return texts[text][index] }
    return DealRows.labels.firstIndex(of: column).map { labels[$0][index] } ?? ""
  }

  /// The file in which a deal stands, by its position in `files`; the one that is being read comes
  /// behind them.
  package func file(of index: Int) -> Int {
    files.firstIndex { $0.won.contains(index) } ?? files.count
  }

  /// The number of a won deal, not an adjustment, with this id; `found` is its number in `ids`.
  func isWonDeal(_ found: Int) -> Bool {
    wonOfID[found] >= 0 && won[Int(wonOfID[found])].adjusts == nil
  }

  func wonIndex(ofID found: Int) -> Int { Int(wonOfID[found]) }

  /// The deal with this id, if it was won or is an adjustment.
  package func index(of id: String) -> Int? {
    let bytes = Array(id.utf8)
    return ids.find(bytes.span).flatMap(wonIndex(ofKnown:))
  }

  fileprivate func wonIndex(ofKnown found: Int) -> Int? {
    wonOfID[found] >= 0 ? Int(wonOfID[found]) : nil
  }

  /// The stage of the deal with this id, if it is in the files and was not won.
  package func stageOfUnwon(_ id: String) -> String? {
    let bytes = Array(id.utf8)
    guard let found = ids.find(bytes.span), stageOfID[found] >= 0 else { return nil }
    return stages[Int(stageOfID[found])].name
  }

  package var allAccounts: some Sequence<String> { (0..<accounts.count).lazy.map { accounts[$0] } }
  package var allIDs: some Sequence<String> { (0..<ids.count).lazy.map { ids[$0] } }
}

/// What a deal file was found to hold.
package struct DealFile: Sendable {
  package fileprivate(set) var input: InputRecord
  /// Its won deals and adjustments, by their indices in `Deals.won`.
  package fileprivate(set) var won: Range<Int>
  package fileprivate(set) var rowCount = 0
  package fileprivate(set) var skipped = SkippedLines()
  package fileprivate(set) var rejected = 0
  package fileprivate(set) var filtered = 0
  package fileprivate(set) var notWon = 0
  package fileprivate(set) var duplicates = 0
  /// The ids of the first of these.
  package fileprivate(set) var duplicateIDs: [String] = []
  /// The columns that are found by rules, and what became of these.
  package fileprivate(set) var rules: RuleReport
  package fileprivate(set) var unclearTimes = UnclearTimes()
}

extension Deals {
  /// Reads deal files, one after the other (R0, R4, R12, R13).
  ///
  /// - Parameter problems: Gets what is wrong with rows.
  /// - Throws: A `Failure` if a file cannot be used at all, or has more rejected rows than allowed.
  init(
    reading files: [InputFile], by definitions: Definitions, lookups: Lookups, jobs: Int,
    pieceSize: Int, problems: inout Problems, progress: @Sendable (Int) -> Void
  ) throws(Failure) {
    self.init()
    var builder = DealsBuilder(definitions)
    for position in files.indices {
      try problems.attempt { (problems) throws(Failure) in
        try builder.read(
          files, at: position, by: definitions, lookups: lookups, jobs: jobs, pieceSize: pieceSize,
          problems: &problems, progress: progress)
      }
      builder.endFile(files[position])
    }
    try builder.resolveAdjustments(files: files, &problems)
    self = builder.deals
    for (position, file) in self.files.enumerated() {
      try problems.attempt { (problems) throws(Failure) in
        try requireFewRejects(
          file.rejected, of: file.rowCount, in: files[position], limit: definitions.rejectedDeals,
          key: "deals", problems: &problems)
      }
    }
  }
}

/// Puts the rows of the deal files together, in the order read.
private struct DealsBuilder {
  var deals: Deals
  /// The file that is being read.
  var file: DealFile?
  private var stageOfName: [Label: Int] = [:]
  /// How many bytes of a file tell about how many deals it has.
  private static var sample: Int { 1 << 20 }
  private let wonStages: Set<Label>
  private let lostStages: Set<Label>

  init(_ definitions: Definitions) {
    deals = Deals(dimensionColumns: definitions.dimensionColumns(.deal))
    wonStages = Set(definitions.won.map { Label($0.lowercased()) })
    lostStages = Set(definitions.lost.map { Label($0.lowercased()) })
  }

  /// Reads a file.
  mutating func read(
    _ files: [InputFile], at position: Int, by definitions: Definitions, lookups: Lookups,
    jobs: Int, pieceSize: Int, problems: inout Problems, progress: @Sendable (Int) -> Void
  ) throws(Failure) {
    let file = files[position]
    let source = Definitions.source(for: file.fileName, among: definitions.deals)
    let (header, columns, wrong) = try Header.read(
      file, source: source, ids: definitions.ids, lookups: lookups,
      isRequired: \DealColumn.isRequired, dimensions: deals.dimensionColumns, key: "deals",
      looksLike: { Deals.guessedAway($0, mapped: source.columns) }, problems: &problems)
    self.file = DealFile(
      input: InputRecord(file, header, columns), won: 0..<0,
      rules: RuleReport(columns.rules, isTouchpoints: false))
    guard wrong.isEmpty else { throw try problems.end(with: wrong) }
    let amounts = try AmountFormat.of(
      file, header, columns, source, won: definitions.won, problems: &problems)
    self.file?.input.amountFormat = amounts
    let reader = DealReader(
      header: header, columns: columns, definitions: definitions, source: source, amounts: amounts)
    var bytesRead = 0
    let end = try readRows(
      of: file, after: header, with: reader, jobs: jobs, pieceSize: pieceSize
    ) { (stretch) throws(Failure) in
      let conflicts = add(
        stretch.rows, lineBase: stretch.lineBase, files: files, position: position)
      let isSample = bytesRead < DealsBuilder.sample
      bytesRead += stretch.byteCount
      if isSample, position == 0, bytesRead >= DealsBuilder.sample {
        deals.reserve(times: file.byteCount / bytesRead + 1)
      }
      try problems.add(
        stretch.rows.rejects, and: conflicts, in: file, lineBase: stretch.lineBase,
        expectedFields: header.cells.count)
      if let problem = stretch.problem { throw try problems.end(with: [problem]) }
      progress(stretch.byteCount)
    }
    self.file?.input.fingerprint = end.fingerprint
    self.file?.skipped = end.skipped
  }

  /// Notes what was found in a file.
  mutating func endFile(_ input: InputFile) {
    var ended =
      file
      ?? DealFile(
        input: InputRecord(input), won: 0..<0, rules: RuleReport([], isTouchpoints: false))
    ended.won = (deals.files.last?.won.upperBound ?? 0)..<deals.won.count
    deals.files.append(ended)
    file = nil
  }

  /// - Returns: The rows that say something else of a deal than an earlier one, in their order.
  mutating func add(
    _ rows: DealRows, lineBase: Int, files: [InputFile], position: Int
  ) -> [Problem] {
    var conflicts: [Problem] = []
    file?.rowCount += rows.rowCount
    file?.notWon += rows.notWon
    file?.rejected += rows.rejects.count
    file?.filtered += rows.filtered
    file?.rules.counts += rows.ruleCounts
    file?.unclearTimes += rows.unclearTimes
    deals.rejected += rows.rejected
    deals.filtered += rows.filteredWon
    let stages = (0..<rows.stages.count).map { add(rows.stageCounts[$0], to: rows.stages[$0]) }
    let (ids, accounts) = (ids(of: rows), accounts(of: rows))
    var again: Set<Int> = []
    var next = 0
    for row in rows.unwonStages.indices {
      let id = ids[row]
      let account = accounts[row] < 0 ? nil : accounts[row]
      let stage = Int(rows.unwonStages[row])
      guard stage < 0 else {
        deals.stageOfID[id] = stages[stage]
        continue
      }
      let index = next
      next += 1
      let adjusts =
        rows.adjusts.isEmpty(index) ? nil : deals.adjustedIDs.intern(rows.adjusts, index)
      let deal = rows.won[index].numbered(
        id: id, account: account, adjusts: adjusts.map { .unknown($0) }, lineBase: lineBase)
      if deals.wonOfID[id] >= 0 {
        again.insert(index)
        if let conflict = addAgain(deal, place: files[position].place(line: deal.line), files) {
          conflicts.append(conflict)
        }
        continue
      }
      deals.wonOfID[id] = Int32(deals.won.count)
      if deal.adjusts == nil, let account { deals.hasWonDeal[account] = true }
      deals.won.append(deal)
    }
    for (text, column) in rows.texts.enumerated() {
      deals.texts[text].append(contentsOf: column, without: again)
    }
    for (label, column) in rows.labels.enumerated() {
      deals.labels[label].append(contentsOf: column, without: again)
    }
    return conflicts
  }

  /// The numbers that the ids of rows have now.
  private mutating func ids(of rows: DealRows) -> [Int] {
    let ids = deals.ids.intern(rows.ids)
    while deals.wonOfID.count < deals.ids.count {
      deals.wonOfID.append(-1)
      deals.stageOfID.append(-1)
    }
    return ids
  }

  /// The numbers that the accounts of rows have now; −1 where a row names none.
  private mutating func accounts(of rows: DealRows) -> [Int] {
    let texts = rows.accounts
    var numbers: [Int] = []
    numbers.reserveCapacity(texts.count)
    for batch in batches(of: texts.count) {
      // As with ids, all slots are loaded first.
      for row in batch {
        let key = TextKey(of: texts.bytes.span.extracting(texts.range(row)))
        numbers.append(Int(deals.accounts.number(inSlot: deals.accounts.firstSlot(of: key))))
      }
      for row in batch {
        numbers[row] = texts.isEmpty(row) ? -1 : deals.accounts.intern(texts, row)
      }
    }
    while deals.hasWonDeal.count < deals.accounts.count { deals.hasWonDeal.append(false) }
    return numbers
  }

  /// A row whose id was read before: a duplicate, or a problem if it says something else (R4).
  private mutating func addAgain(_ deal: Deal, place: Place, _ files: [InputFile]) -> Problem? {
    let index = deals.wonIndex(ofID: deal.id)
    let first = deals.won[index]
    let columns: [(DealColumn, Bool)] = [
      (.account, first.account == deal.account), (.amount, first.amount == deal.amount),
      (.currency, first.currency == deal.currency), (.closedAt, first.closedAt == deal.closedAt),
      (.adjusts, first.adjusts == deal.adjusts),
    ]
    let differing = columns.filter { !$0.1 }.map { $0.0.rawValue }
    guard !differing.isEmpty else {
      file?.duplicates += 1
      // A check names five and tells how many there are.
      if file.map({ $0.duplicates <= 5 }) == true {
        file?.duplicateIDs.append(deals.ids[deal.id])
      }
      return nil
    }
    reject(deal)
    file?.rejected += 1
    return .conflictingDeal(
      place, deals.ids[deal.id], first: files[deals.file(of: index)].place(line: first.line),
      columns: differing)
  }

  private mutating func reject(_ deal: Deal) {
    deals.rejected.append(
      LeftOutDeal(closedAt: deal.closedAt, currency: deal.currency, amount: deal.amount))
  }

  /// - Returns: The stage's number in `Deals.stages`.
  private mutating func add(_ count: DealRows.StageCount, to name: String) -> Int32 {
    if stageOfName[Label(name)] == nil {
      stageOfName[Label(name)] = deals.stages.count
      let folded = Label(name.lowercased())
      deals.stages.append(
        Deals.Stage(
          name: name,
          isWon: wonStages.contains(folded) ? true : lostStages.contains(folded) ? false : nil))
    }
    let number = stageOfName[Label(name)]!
    deals.stages[number].rows += count.rows
    deals.stages[number].unread += count.unread
    for sum in count.sums { deals.stages[number].sums[sum.currency, default: 0] += sum.units }
    return Int32(number)
  }

  /// Finds the deal of each adjustment, and rejects those that no deal can be found for by rule
  /// (R13).
  mutating func resolveAdjustments(files: [InputFile], _ problems: inout Problems) throws(Failure) {
    var rejected: Set<Int> = []
    var bases: [(adjustment: Int, deal: Int)] = []
    for (index, deal) in deals.won.enumerated() {
      guard case .unknown(let number) = deal.adjusts,
        let base = deals.ids.find(number, of: deals.adjustedIDs).flatMap(deals.wonIndex(ofKnown:))
      else { continue }
      let name = deals.adjustedIDs[number]
      let place = files[deals.file(of: index)].place(line: deal.line)
      if deals.won[base].adjusts != nil {
        try problems.add(.adjustsAnAdjustment(place, name))
        rejected.insert(index)
      } else if deals.won[base].currency != deal.currency {
        try problems.add(
          .adjustsInOtherCurrency(
            place, name, currency: deal.currency.code,
            dealCurrency: deals.won[base].currency.code))
        rejected.insert(index)
      } else {
        bases.append((index, base))
      }
    }
    for (adjustment, base) in bases { deals.won[adjustment].adjusts = .deal(base) }
    guard !rejected.isEmpty else { return }
    leaveOut(rejected)
  }

  /// Leaves out rejected adjustments; deals behind them move.
  private mutating func leaveOut(_ rejected: Set<Int>) {
    // Where each goes, and where the last ends.
    var moved: [Int] = []
    for (index, deal) in deals.won.enumerated() {
      moved.append((moved.last ?? 0) + (index == 0 || rejected.contains(index - 1) ? 0 : 1))
      guard rejected.contains(index) else { continue }
      reject(deal)
      deals.files[deals.file(of: index)].rejected += 1
      deals.wonOfID[deal.id] = -1
    }
    for text in deals.texts.indices { deals.texts[text].leaveOut(rejected) }
    for label in deals.labels.indices { deals.labels[label].leaveOut(rejected) }
    let kept = deals.won.indices.filter { !rejected.contains($0) }
    moved.append(kept.count)
    for file in deals.files.indices {
      let won = deals.files[file].won
      deals.files[file].won = moved[won.lowerBound]..<moved[won.upperBound]
    }
    deals.won = kept.map { index in
      var deal = deals.won[index]
      if case .deal(let base) = deal.adjusts { deal.adjusts = .deal(moved[base]) }
      deals.wonOfID[deal.id] = Int32(moved[index])
      return deal
    }
  }
}

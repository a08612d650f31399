/// An entry of `touchpoints` or `deals`, with what is known of the files that it is for.
struct ProposedEntry: Sendable {
  /// The first of its files, with the rows of all of them.
  let draft: Draft
  /// What results call its files.
  let names: [String]
  /// What the definitions find them by.
  let pattern: String
  private(set) var columns: [ProposedColumn]
  /// The fields between which only a person can choose the account.
  private let rivals: [Int]
  let times: TimeDecision
  let timeEvidence: TimeEvidence
  let amounts: AmountDecision
  /// Columns of the deals that nothing is read from, and that would stop a run (R0): whether the
  /// values prove that there is no such column.
  private(set) var guessedAway: [(column: String, header: String, isProven: Bool)] = []

  init(
    of draft: Draft, names: [String], pattern: String, columns: [ProposedColumn], rivals: [Int]
  ) {
    self.draft = draft
    self.names = names
    self.pattern = pattern
    self.columns = columns
    self.rivals = rivals
    var times = TimeEvidence()
    var amounts = AmountDecision.none
    for column in columns {
      for rule in column.rules where rule.lookup == nil && rule.missing == nil {
        let profile = draft.profile.columns[rule.profileColumn]
        switch column.column {
        case "occurred_at", "closed_at", "created_at": times.add(profile.times)
        case "amount": amounts = profile.amounts.decide()
        default: break
        }
      }
    }
    timeEvidence = times
    self.times = times.decide()
    self.amounts = amounts
    if draft.kind == .deals { guessedAway = columnsGuessedAway() }
  }

  /// As questions call the file.
  var name: String { names.count == 1 ? names[0] : pattern }

  func column(_ name: String) -> ProposedColumn? { columns.first { $0.column == name } }

  /// What the cells of a column hold, where just one field holds it.
  func profile(of column: String) -> ColumnProfile? {
    self.column(column)?.field.map { draft.profile.columns[$0] }
  }

  /// The headers that are not read, those without a name left out.
  var unusedHeaders: [String] {
    let used = Set(columns.flatMap { $0.rules.flatMap(\.fields) })
    return draft.header.cells.indices.filter { !used.contains($0) }
      .map { draft.header.cells[$0].trimmed }.filter { !$0.isEmpty }
  }

  /// The headers between which a person is to choose a required column.
  func choices(of column: String) -> [String] {
    let used = Set(columns.flatMap { $0.rules.filter(\.isPlain).flatMap(\.fields) })
    let fields =
      column == "account_id" && !rivals.isEmpty
      ? rivals : draft.plausibleFields(of: column, besides: used)
    return fields.map { draft.header.cells[$0].trimmed }
  }

  /// Deals that are won, by the words of their stages, and have no amount.
  var wonWithoutAmount: Int {
    guard draft.kind == .deals, let amount = profile(of: "amount") else { return 0 }
    guard let stage = column("stage") else {
      let isEveryRowWon = guessedAway.allSatisfy { $0.column != "stage" || $0.isProven }
      return isEveryRowWon ? draft.profile.rowCount - draft.profile.oddRows - amount.filled : 0
    }
    guard let values = profile(of: "stage")?.values, !values.hasMore,
      draft.profile.stagesAreSummed(self, in: draft)
    else { return 0 }
    let saysWhetherWon = headerSaysWhetherWon(stage.rules[0].headers[0])
    return values.values.reduce(0) { sum, value in
      let outcome = KnownWords.outcome(of: value, saysWhetherWon: saysWhetherWon)
      return sum + (outcome == .won ? draft.profile.stages.blanks(of: value) : 0)
    }
  }

  /// The required columns that are not found, or only with an export that is missing.
  var missing: [String] {
    let all =
      draft.kind == .touchpoints
      ? TouchpointColumn.allCases.map(\.rawValue) : DealColumn.allCases.map(\.rawValue)
    return all.filter { draft.isRequired($0) && column($0)?.readable.isEmpty ?? true }
  }

  /// Leaves a column out.
  mutating func drop(_ column: String) { columns.removeAll { $0.column == column } }

  mutating func note(_ evidence: String, of column: String) {
    guard let index = columns.firstIndex(where: { $0.column == column }) else { return }
    columns[index].evidence.append(evidence)
  }

  private func columnsGuessedAway() -> [(column: String, header: String, isProven: Bool)] {
    var source = Definitions.Source()
    for column in columns {
      if let header = column.rules.first?.headers.first {
        source.columns[column.column] = ColumnRule(header: header)
      }
    }
    var problems: [Problem] = []
    let map = ColumnMap<DealColumn>(
      draft.header, source: source, ids: .exact, lookups: Lookups(), isRequired: { _ in false },
      key: "", problems: &problems)
    return Deals.guessedAway(map, mapped: source.columns).map { problem in
      let field = draft.header.cells.firstIndex { Label($0) == Label(problem.value) }
      let values = field.map { draft.profile.columns[$0] }
      return (problem.column, problem.value, values.map { proves($0, not: problem) } ?? false)
    }
  }

  /// Whether the values say for sure that a column is not what its header looks like, and that
  /// nothing is lost without one.
  private func proves(_ profile: ColumnProfile, not problem: Problem) -> Bool {
    guard !profile.values.hasMore else { return false }
    let values = profile.values.values
    if problem.column == "currency" { return values.allSatisfy { AmountSpelling($0) != nil } }
    // A deal that is sure to come is one that has come.
    let isWhole =
      profile.filled > 0 && profile.filled + draft.profile.oddRows == draft.profile.rowCount
    return isWhole && headerWords(problem.value).contains("probability")
      && values.allSatisfy { ["100", "100%", "100 %", "1.00", "100.00"].contains($0) }
  }
}

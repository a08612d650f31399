extension Draft {
  /// The columns that can be read, by what the headers say, in their order in the definitions.
  ///
  /// - Parameter account: The field that names the account, where one does.
  func columns(account: Candidate?, companions: inout Companions) -> [ProposedColumn] {
    var found: [String: ProposedColumn] = [:]
    var taken: Set<Int> = []
    // What joins the files goes before what such an export usually has.
    for (column, rules) in rules where column != "account_id" || account == nil {
      let proposed = rules.compactMap { ProposedRule($0, in: self, companions: &companions) }
      guard !proposed.isEmpty else { continue }
      let isRead = proposed.count == 1 && proposed[0].isPlain
      let isDefault =
        isRead && candidates[column]?.first?.sureness == .byDefault
        && candidates[column]?.first?.field == proposed[0].fields[0]
      found[column] = ProposedColumn(
        column: column, rules: proposed,
        sureness: isDefault ? .byDefault : export == nil ? .likely : .sure)
      taken.formUnion(proposed.filter(\.isPlain).flatMap(\.fields))
    }
    func choose(_ column: String, _ candidate: Candidate) {
      guard found[column] == nil, !taken.contains(candidate.field) else { return }
      let lists = profile.columns[candidate.field].lists
      let pick = lists > 0 && column.hasSuffix("_id") && candidate.sureness != .byDefault
      found[column] = ProposedColumn(
        column: column,
        rules: [ProposedRule(field: candidate.field, of: header, pick: pick ? "first" : nil)],
        sureness: candidate.sureness)
      taken.insert(candidate.field)
    }
    if let account { choose("account_id", account) }
    let tables = kind == .touchpoints ? KnownHeaders.touchpoints : KnownHeaders.deals
    let (required, labels) = (
      tables.filter { isRequired($0.column) }, tables.filter { !isRequired($0.column) }
    )
    for table in required where table.column != "account_id" {
      guard let candidate = best(table.column, taken) ?? guess(table.column, taken) else {
        continue
      }
      choose(table.column, candidate)
    }
    if let stage = speakingStage(taken) { choose("stage", stage) }
    for table in labels {
      let first = candidates[table.column]?.first
      if let first, first.sureness == .byDefault { choose(table.column, first) }
    }
    for table in labels {
      if let candidate = best(table.column, taken) { choose(table.column, candidate) }
    }
    if let currency = found["currency"], let named = namingCodes(currency) {
      found["currency"] = named
    }
    return tables.compactMap { found[$0.column] }.map { naming($0, besides: Array(found.values)) }
  }

  /// A column of currencies with the codes of those that are written out; nil where all are codes.
  private func namingCodes(_ currency: ProposedColumn) -> ProposedColumn? {
    guard var rule = currency.rules.first, currency.field != nil else { return nil }
    rule.names = profile.columns[rule.profileColumn].values.byCount.compactMap { value, _ in
      KnownWords.currencyCode(of: value).map { (value, $0) }
    }
    guard !rule.names.isEmpty else { return nil }
    return ProposedColumn(column: currency.column, rules: [rule], sureness: .sure)
  }

  /// The column, to be named if something else is read from the same header: then it would no longer
  /// be found without.
  private func naming(_ column: ProposedColumn, besides all: [ProposedColumn]) -> ProposedColumn {
    guard column.sureness == .byDefault, let field = column.field else { return column }
    let others = all.filter { $0.column != column.column }.flatMap { $0.rules.flatMap(\.fields) }
    let kept = (export?.keeps ?? []).compactMap { header.field($0.column) }
    guard others.contains(field) || kept.contains(field) else { return column }
    var named = column
    named.sureness = .sure
    return named
  }

  func isRequired(_ column: String) -> Bool {
    kind == .touchpoints
      ? TouchpointColumn(rawValue: column)?.isRequired == true
      : DealColumn(rawValue: column)?.isRequired == true
  }

  /// The first candidate whose values can be what its header says.
  private func best(_ column: String, _ taken: Set<Int>) -> Candidate? {
    (candidates[column] ?? []).first { candidate in
      !taken.contains(candidate.field)
        && (candidate.sureness == .byDefault || suits(candidate, column))
    }
  }

  /// The stage whose values say what is won, where the one that is read by default does not: some
  /// CRMs have a `Stage` of negotiations beside a `Status`.
  private func speakingStage(_ taken: Set<Int>) -> Candidate? {
    let stages = (candidates["stage"] ?? []).filter { !taken.contains($0.field) }
    guard kind == .deals, stages.first?.sureness == .byDefault else { return nil }
    return stages.first { profile.columns[$0.field].says(.won, header: header.cells[$0.field]) }
  }

  private func suits(_ candidate: Candidate, _ column: String) -> Bool {
    let profile = profile.columns[candidate.field]
    let header = header.cells[candidate.field].trimmed
    guard isNameable(candidate.field) else { return false }
    guard profile.filled > 0 else { return isRequired(column) }
    switch column {
    case "occurred_at", "closed_at", "created_at":
      return profile.times.count * 2 > profile.filled
        || isRequired(column) && candidate.sureness == .sure
    case "amount": return profile.amounts.count * 2 > profile.filled
    case "currency":
      return profile.values.values.allSatisfy {
        Currency(code: $0.utf8) != nil || KnownWords.currencyCode(of: $0) != nil
      }
    case "stage":
      return candidate.sureness == .sure || profile.says(.won, header: header)
    case "channel", "team":
      return !profile.values.hasMore && profile.values.byCount.count <= 200
    default: return true
    }
  }

  /// The only field whose values are what a column must hold.
  private func guess(_ column: String, _ taken: Set<Int>) -> Candidate? {
    let fits = certainFields(of: column, besides: taken)
    return fits.count == 1 ? Candidate(field: fits[0], sureness: .guessed) : nil
  }
}

extension ColumnProfile {
  /// Whether a value means this by its words.
  func says(_ outcome: KnownWords.Outcome, header: String) -> Bool {
    let saysWhetherWon = headerSaysWhetherWon(header)
    return values.values.contains {
      KnownWords.outcome(of: $0, saysWhetherWon: saysWhetherWon) == outcome
    }
  }
}

/// Whether a column of this header answers a question with yes or no: `IsWon`.
func headerSaysWhetherWon(_ header: String) -> Bool {
  headerWords(header).contains("won") || foldedHeader(header) == foldedHeader("IsWon")
}

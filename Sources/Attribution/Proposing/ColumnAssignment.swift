extension Draft {
  /// The columns that can be read, by what the headers say, in their order in the definitions.
  ///
  /// - Parameter account: The field that names the account, where one does.
  func columns(account: Candidate?, companions: inout Companions) -> [ProposedColumn] {
    var found: [String: ProposedColumn] = [:]
    var taken: Set<Int> = []
    for (column, rules) in export?.columns ?? [:] {
      let proposed = rules.compactMap { ProposedRule($0, in: self, companions: &companions) }
      guard !proposed.isEmpty else { continue }
      let isRead = proposed.count == 1 && proposed[0].isPlain
      let isDefault =
        isRead && candidates[column]?.first?.sureness == .byDefault
        && candidates[column]?.first?.field == proposed[0].fields[0]
      found[column] = ProposedColumn(
        column: column, rules: proposed, sureness: isDefault ? .byDefault : .sure)
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
    for table in labels {
      let first = candidates[table.column]?.first
      if let first, first.sureness == .byDefault { choose(table.column, first) }
    }
    for table in labels {
      if let candidate = best(table.column, taken) { choose(table.column, candidate) }
    }
    return tables.compactMap { found[$0.column] }.map { naming($0, besides: Array(found.values)) }
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

  private func suits(_ candidate: Candidate, _ column: String) -> Bool {
    let profile = profile.columns[candidate.field]
    let header = header.cells[candidate.field].trimmed
    // Of two headers that are the same, none can be named.
    guard self.header.cells.count(where: { Label($0.trimmed) == Label(header) }) == 1 else {
      return false
    }
    guard profile.filled > 0 else { return isRequired(column) }
    switch column {
    case "occurred_at", "closed_at", "created_at":
      return profile.times.count * 2 > profile.filled
        || isRequired(column) && candidate.sureness == .sure
    case "amount": return profile.amounts.count * 2 > profile.filled
    case "currency":
      return profile.values.values.allSatisfy { Currency(code: $0.utf8) != nil }
    case "stage":
      return candidate.sureness == .sure || profile.says(.won, header: header)
    case "channel", "team":
      return !profile.values.hasMore && profile.values.byCount.count <= 200
    default: return true
    }
  }

  /// The only field whose values are what a column must hold.
  private func guess(_ column: String, _ taken: Set<Int>) -> Candidate? {
    let fits = header.cells.indices.filter { field in
      let profile = profile.columns[field]
      guard !taken.contains(field), !header.cells[field].trimmed.isEmpty, profile.filled > 0
      else { return false }
      switch column {
      case "occurred_at", "closed_at": return profile.times.isCertain
      case "amount":
        return profile.amounts.unread == 0 && profile.amounts.count > 0
          && profile.values.values.contains { $0.contains { ".,€$£".contains($0) } }
      default: return false
      }
    }
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

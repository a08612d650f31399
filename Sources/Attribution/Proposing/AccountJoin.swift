/// Which fields name the accounts, so that touchpoints and deals name the same ones.
struct AccountJoin: Sendable {
  /// The field of each draft, and how sure that is; nil where there is none, or where a known export
  /// says how to find the account.
  private(set) var choices: [Draft.Candidate?]
  /// Of the different values of a touchpoint file's field, how many are accounts of the deals.
  private(set) var matches: [(found: Int, of: Int)?]
  /// An account of the deals, for a message.
  private(set) var dealExample: String?

  init(of drafts: [Draft]) {
    choices = drafts.map { AccountJoin.options($0).first }
    matches = drafts.map { _ in nil }
    let deals = drafts.indices.filter { drafts[$0].kind == .deals }
    let touchpoints = drafts.indices.filter { drafts[$0].kind == .touchpoints }

    // By ids if there are some, or by names if that is what the files have in common.
    let byName = drafts.map { draft in
      AccountJoin.options(draft).first { $0.sureness == .likely }
        ?? AccountJoin.options(draft).first
    }
    func joined(_ accounts: Set<Label>) -> Int {
      touchpoints.count { AccountJoin.joining(drafts[$0], accounts) != nil }
    }
    let (ids, names) = (
      AccountJoin.accounts(deals.map { (drafts[$0], choices[$0]) }),
      AccountJoin.accounts(deals.map { (drafts[$0], byName[$0]) })
    )
    var accounts = ids
    if joined(names) > joined(ids) {
      accounts = names
      for index in deals { choices[index] = byName[index] }
    }
    for index in deals where choices[index] == nil && drafts[index].export == nil {
      // Nothing but the values can tell.
      let known = AccountJoin.accounts(touchpoints.map { (drafts[$0], choices[$0]) })
      choices[index] = AccountJoin.guess(drafts[index], known)
      accounts.formUnion(AccountJoin.accounts([(drafts[index], choices[index])]))
    }
    for index in touchpoints where drafts[index].export?.column("account_id") == nil {
      choices[index] =
        AccountJoin.joining(drafts[index], accounts) ?? AccountJoin.guess(drafts[index], accounts)
        ?? choices[index]
      if let field = choices[index]?.field {
        let values = AccountJoin.keys(drafts[index].profile.columns[field])
        matches[index] = (values.count { accounts.contains($0) }, values.count)
      }
    }
    dealExample =
      deals.lazy.compactMap { [choices] index in
        choices[index].flatMap { drafts[index].profile.columns[$0.field].values.values.first }
      }.first
  }

  private static func options(_ draft: Draft) -> [Draft.Candidate] {
    (draft.candidates["account_id"] ?? []).filter { draft.profile.columns[$0.field].filled > 0 }
  }

  /// The best field of a touchpoint file with an account of the deals in it.
  private static func joining(_ draft: Draft, _ accounts: Set<Label>) -> Draft.Candidate? {
    options(draft).first { candidate in
      keys(draft.profile.columns[candidate.field]).contains { accounts.contains($0) }
    }
  }

  /// The field most of whose values are accounts, if there is one.
  private static func guess(_ draft: Draft, _ accounts: Set<Label>) -> Draft.Candidate? {
    let nameable = draft.header.cells.indices.filter { field in
      let header = draft.header.cells[field].trimmed
      return !header.isEmpty && !header.utf8.contains(0)
        && draft.header.cells.count { Label($0.trimmed) == Label(header) } == 1
    }
    let shares = nameable.map { field in
      let values = keys(draft.profile.columns[field])
      return (field: field, found: values.count { accounts.contains($0) }, of: values.count)
    }
    let fits = shares.filter { $0.found > 1 && $0.found * 2 > $0.of }
    return fits.max { $0.found < $1.found }.map {
      Draft.Candidate(field: $0.field, sureness: .guessed)
    }
  }

  private static func accounts(_ deals: [(draft: Draft, choice: Draft.Candidate?)]) -> Set<Label> {
    var accounts: Set<Label> = []
    for (draft, choice) in deals {
      let rules = draft.export?.column("account_id")?.flatMap { $0.headers } ?? []
      let fields = choice.map { [$0.field] } ?? rules.compactMap(draft.header.field)
      for field in fields { accounts.formUnion(keys(draft.profile.columns[field])) }
    }
    return accounts
  }

  /// The values as they are compared: of several in a cell each, of Salesforce's ids the first
  /// fifteen characters.
  private static func keys(_ column: ColumnProfile) -> Set<Label> {
    Set(
      column.values.values.flatMap { $0.split(separator: ";") }.map { part in
        let value = String(part).trimmed
        return Label(isSalesforceID(value) ? String(value.prefix(15)) : value)
      })
  }
}

extension KnownExport {
  /// How a column is to be read, if that takes more than its header.
  func column(_ name: String) -> [KnownRule]? { columns.first { $0.key == name }?.value }
}

/// Whether a text is one of Salesforce's ids: they begin with the prefix of the kind of record.
func isSalesforceID(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  return text.hasPrefix("0") && SalesforceID.whole(bytes.span) != nil
}

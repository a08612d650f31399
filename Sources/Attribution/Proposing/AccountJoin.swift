/// Which fields name the accounts, so that touchpoints and deals name the same ones: by their headers,
/// or where these say nothing or join nothing by their values.
struct AccountJoin: Sendable {
  /// The field of each draft, and how sure that is; nil where there is none, or where a known export
  /// says how to find the account.
  private(set) var choices: [Draft.Candidate?]
  /// The fields between which only a person can choose.
  private(set) var rivals: [[Int]]
  /// How many of the deals' accounts are in a touchpoint file's field.
  private(set) var matches: [Match?]
  /// Where most of the values of a deal file's field are, if only they say that it is the account.
  private(set) var proofs: [(match: Match, draft: Int, field: Int)?]
  /// Accounts of the deals, for a message: those that are kept.
  private(set) var dealAccounts: [String] = []

  struct Match: Sendable {
    let found: Int
    let of: Int
    /// Whether there are more that were not looked for.
    let isPart: Bool

    /// `40 accounts`, or `first 1000 accounts`.
    func of(_ noun: String) -> String { (isPart ? "first " : "") + counted(of, noun) }
  }

  private let drafts: [Draft]
  private let values: DealValues
  /// The numbers of the deals' accounts.
  private var accounts: Set<Int> = []

  init(of drafts: [Draft], values: DealValues) {
    self.drafts = drafts
    self.values = values
    choices = drafts.map { $0.isAccountKnown ? nil : AccountJoin.options($0).first }
    rivals = drafts.map { _ in [] }
    matches = drafts.map { _ in nil }
    proofs = drafts.map { _ in nil }
    let deals = drafts.indices.filter { drafts[$0].kind == .deals }
    let touchpoints = drafts.indices.filter { drafts[$0].kind == .touchpoints }

    chooseHeaders(deals, touchpoints)
    for index in deals where !drafts[index].isAccountKnown {
      if choices[index] == nil || !touchpoints.contains(where: joins) {
        chooseByValues(deal: index, touchpoints)
      }
    }
    accounts = numbers(of: deals, choices)
    for index in touchpoints where !drafts[index].isAccountKnown {
      choose(touchpoint: index)
      if let field = choices[index]?.field { matches[index] = match(field, of: index, deals) }
    }
    dealAccounts = deals.flatMap { index in
      accountFields(of: index, choices).flatMap { drafts[index].profile.columns[$0].values.values }
    }
  }

  private static func options(_ draft: Draft) -> [Draft.Candidate] {
    (draft.candidates["account_id"] ?? []).filter {
      (draft.profile.rowCount == 0 || draft.profile.columns[$0.field].filled > 0)
        && draft.isNameable($0.field)
    }
  }

  /// By ids if there are some, or by names if that is what the files have in common.
  private mutating func chooseHeaders(_ deals: [Int], _ touchpoints: [Int]) {
    let byName = drafts.map { draft in
      AccountJoin.options(draft).first { $0.sureness == .likely }
        ?? AccountJoin.options(draft).first
    }
    let (ids, names) = (numbers(of: deals, choices), numbers(of: deals, byName))
    func joined(_ accounts: Set<Int>) -> Int {
      touchpoints.count { joining(drafts[$0], accounts) != nil }
    }
    accounts = ids
    if joined(names) > joined(ids) {
      accounts = names
      for index in deals { choices[index] = byName[index] }
    }
  }

  /// Whether a touchpoint file's headers name a field with an account of the deals.
  private func joins(_ index: Int) -> Bool {
    drafts[index].isAccountKnown || joining(drafts[index], accounts) != nil
  }

  /// The best field of a touchpoint file with an account of the deals in it.
  private func joining(_ draft: Draft, _ accounts: Set<Int>) -> Draft.Candidate? {
    AccountJoin.options(draft).first {
      !draft.profile.columns[$0.field].found.isDisjoint(with: accounts)
    }
  }

  /// The field most of whose values are in a field of the touchpoints, if one is clearly the best.
  private mutating func chooseByValues(deal index: Int, _ touchpoints: [Int]) {
    let places = touchpoints.flatMap { touchpoint in
      nameFields(of: touchpoint).map { (draft: touchpoint, field: $0) }
    }
    let fits = nameFields(of: index).compactMap { field -> Fit? in
      let column = drafts[index].profile.columns[field]
      let numbers = values.numbers(of: column)
      let counts = places.map { found(numbers, $0.field, of: $0.draft) }
      guard let most = counts.max(), most > 1, most * 2 > numbers.count,
        let place = counts.firstIndex(of: most)
      else { return nil }
      let match = Match(found: most, of: numbers.count, isPart: column.values.hasMore)
      return Fit(field: field, match: match, place: places[place])
    }
    switch AccountJoin.best(fits) {
    case .some(let best):
      choices[index] = Draft.Candidate(field: best.field, sureness: .guessed)
      proofs[index] = (best.match, best.place.draft, best.place.field)
    case nil where choices[index] == nil: rivals[index] = fits.map(\.field)
    case nil: break
    }
  }

  /// By its headers if they join, else by its values.
  private mutating func choose(touchpoint index: Int) {
    if let joining = joining(drafts[index], accounts) {
      choices[index] = joining
      return
    }
    let fits = nameFields(of: index).compactMap { field -> Fit? in
      let column = drafts[index].profile.columns[field]
      let found = found(accounts, field, of: index)
      let own = values.numbers(of: column).intersection(accounts).count
      guard found > 1, found * 2 > accounts.count || own * 2 > column.values.values.count
      else { return nil }
      return Fit(
        field: field, match: Match(found: found, of: accounts.count, isPart: false),
        place: (index, field))
    }
    if let best = AccountJoin.best(fits) {
      choices[index] = Draft.Candidate(field: best.field, sureness: .guessed)
    } else if choices[index] == nil {
      rivals[index] = fits.map(\.field)
    }
  }

  private struct Fit {
    let field: Int
    let match: Match
    let place: (draft: Int, field: Int)
  }

  /// The one that has twice as many matches as any other.
  private static func best(_ fits: [Fit]) -> Fit? {
    let sorted = fits.sorted { $0.match.found > $1.match.found }
    guard let first = sorted.first else { return nil }
    return sorted.count == 1 || first.match.found >= 2 * sorted[1].match.found ? first : nil
  }

  private func nameFields(of index: Int) -> [Int] {
    drafts[index].header.cells.indices.filter(drafts[index].mayNameAccounts)
  }

  private func found(_ numbers: Set<Int>, _ field: Int, of index: Int) -> Int {
    drafts[index].profile.columns[field].found.intersection(numbers).count
  }

  private func match(_ field: Int, of index: Int, _ deals: [Int]) -> Match {
    let isPart = deals.contains { deal in
      accountFields(of: deal, choices).contains {
        drafts[deal].profile.columns[$0].values.hasMore
      }
    }
    return Match(found: found(accounts, field, of: index), of: accounts.count, isPart: isPart)
  }

  private func accountFields(of deal: Int, _ choices: [Draft.Candidate?]) -> [Int] {
    choices[deal].map { [$0.field] } ?? drafts[deal].knownAccountFields
  }

  private func numbers(of deals: [Int], _ choices: [Draft.Candidate?]) -> Set<Int> {
    var numbers: Set<Int> = []
    for deal in deals {
      for field in accountFields(of: deal, choices) {
        numbers.formUnion(values.numbers(of: drafts[deal].profile.columns[field]))
      }
    }
    return numbers
  }
}

extension Draft {
  fileprivate var knownAccountFields: [Int] {
    (export?.column("account_id") ?? []).flatMap { $0.headers.compactMap(header.field) }
      .filter { profile.columns[$0].filled > 0 }
  }

  /// Whether a known export says how the account is found.
  fileprivate var isAccountKnown: Bool {
    kind == .deals ? !knownAccountFields.isEmpty : export?.column("account_id") != nil
  }

  /// Whether a field's values could be accounts; a deal is mostly of an account of its own, unlike
  /// its owner or its country.
  fileprivate func mayNameAccounts(_ field: Int) -> Bool {
    let column = profile.columns[field]
    let isDeal = (candidates["deal_id"] ?? []).contains { $0.field == field }
    guard !isDeal, isNameable(field), column.holdsNames else { return false }
    return kind == .touchpoints || column.values.hasMore
      || column.values.values.count * 2 > column.filled
  }
}

extension KnownExport {
  /// How a column is to be read, if that takes more than its header.
  func column(_ name: String) -> [KnownRule]? { columns.first { $0.key == name }?.value }
}

/// How a column is proposed to be read.
struct ProposedColumn: Sendable {
  let column: String
  /// Tried in order; at least one, if it can be read at all.
  var rules: [ProposedRule] = []
  var sureness: Sureness
  /// What its values show of it, for the comment.
  var evidence: [String] = []

  /// Those that need no export that is missing.
  var readable: [ProposedRule] { rules.filter { $0.missing == nil } }

  /// The one field that holds the column, where nothing else is needed to read it.
  var field: Int? {
    rules.count == 1 && rules[0].isPlain ? rules[0].fields[0] : nil
  }
}

/// One way to read a column.
struct ProposedRule: Sendable {
  let fields: [Int]
  let headers: [String]
  /// The column of the profile that has its values.
  let profileColumn: Int
  var startsWith: String?
  var pick: String?
  var lookup: (file: String, key: String, value: String, ignoresCase: Bool)?
  /// What values are called instead.
  var names: [(value: String, name: String)] = []
  /// The export that it needs and that is not there.
  var missing: KnownRule.Lookup?

  /// Whether the header alone says it.
  var isPlain: Bool {
    fields.count == 1 && startsWith == nil && pick == nil && lookup == nil && names.isEmpty
      && missing == nil
  }
}

extension ProposedRule {
  init(field: Int, of header: Header, pick: String? = nil) {
    self.init(
      fields: [field], headers: [header.cells[field].trimmed], profileColumn: field, pick: pick)
  }

  /// A rule of a known export, for a file that has its headers and values there.
  init?(_ rule: KnownRule, in draft: Draft, companions: inout Companions) {
    let fields = rule.headers.compactMap(draft.header.field)
    guard fields.count == rule.headers.count else { return nil }
    let join = draft.joins.firstIndex(of: fields).map { draft.header.cells.count + $0 }
    let profileColumn = fields.count > 1 ? join ?? fields[0] : fields[0]
    let profile = draft.profile.columns[profileColumn]
    if let startsWith = rule.startsWith,
      !profile.values.hasMore, !profile.values.values.contains(where: { $0.hasPrefix(startsWith) })
    {
      return nil
    }
    guard profile.filled > 0 else { return nil }
    self.init(
      fields: fields, headers: fields.map { draft.header.cells[$0].trimmed },
      profileColumn: profileColumn, startsWith: rule.startsWith,
      pick: profile.lists > 0 ? rule.pick : nil)
    names = profile.values.byCount.compactMap { value, _ in
      KnownWords.name(of: value, by: rule.names).map { (value, $0) }
    }
    if let wanted = rule.lookup {
      if let found = companions.find(wanted, beside: draft.path) {
        lookup = (found.file, found.key, found.value, wanted.ignoresCase)
      } else {
        missing = wanted
      }
    }
  }
}

/// Two result folders side by side: whose credit is not the same, and deal by deal why.
package struct Comparison: Sendable {
  package let old: ResultFolder
  package let new: ResultFolder
  /// The models that both have by the same name, in the order of the new folder.
  package let models: [String]
  /// Those that one of them lacks.
  package let modelsOfOld: [String]
  package let modelsOfNew: [String]
  package let definitions: [DefinitionsChange]
  /// Whether both were made of the same bytes.
  package let hasSameInputs: Bool
  /// Whether channels are told deal by deal: both folders have a ledger.
  package let hasLedgers: Bool
  /// The periods and currencies that both are about, sorted.
  package let groups: [Group]

  /// What there is to compare of one period and currency.
  package struct Group: Sendable {
    package let key: ResultGroup
    /// Won revenue in minor units.
    package let won: (old: Int64, new: Int64)
    /// By model, each sorted by name.
    package let teams: [[Total]]
    package let channels: [[Total]]
    /// The deals whose credit is not the same, by the bytes of their ids.
    package let deals: [DealChange]
  }

  /// What a team or channel has in a model, in minor units.
  package struct Total: Sendable {
    package let name: Label
    package let old: Int64
    package let new: Int64

    package var difference: Int64 { new - old }
  }

  /// A deal whose credit in a group is not the same.
  package struct DealChange: Sendable {
    package let id: Label
    package let name: String
    package let cause: Cause
    /// What is not the same about the deal.
    package let detail: Prose
    /// What it was and is worth in this group, in minor units: 0 where it is not in it.
    package let amount: (old: Int64, new: Int64)
    /// By model, only what differs, each sorted by name.
    package let teams: [[Total]]
    package let channels: [[Total]]
  }

  /// - Throws: `data` if the folders are about different periods or cannot be read, and if the
  ///   differences of the deals are not those of their sums.
  package init(_ old: ResultFolder, _ new: ResultFolder) throws(Failure) {
    (self.old, self.new) = (old, new)
    let (before, now) = (old.record, new.record)
    models = now.models.filter(before.models.contains)
    modelsOfOld = before.models.filter { !now.models.contains($0) }
    modelsOfNew = now.models.filter { !before.models.contains($0) }
    definitions = before.definitions.changes(to: now.definitions)
    func contents(_ record: ResultRecord) -> [String] {
      record.inputs.map { "\($0.kind) \($0.fingerprint)" }.sorted()
    }
    hasSameInputs = contents(before) == contents(now)
    hasLedgers = old.has("ledger.csv") && new.has("ledger.csv")
    let matcher = try DealMatcher(
      old, new, models: models,
      // Of the same inputs only the rules, or the program, can have made something else.
      overall: !definitions.isEmpty
        ? .definitionsChanged : before.version != now.version ? .otherVersion : .notTold,
      hasSameInputs: hasSameInputs)
    let changes = try matcher.changes()
    let teams = try SidesByName(old, new, "team_credit.csv", models: models) { $0.team }
    let channels = try SidesByName(old, new, "channel_credit.csv", models: models) { $0.channel }
    let isAbout = try sharedPeriods(old, new)
    let keys = Set(matcher.won.old.keys).union(matcher.won.new.keys)
    groups = keys.filter { isAbout($0.period) }.sorted().map { key in
      Group(
        key: key, won: (matcher.won.old[key] ?? 0, matcher.won.new[key] ?? 0),
        teams: teams.totals(of: key), channels: channels.totals(of: key),
        deals: changes[key] ?? [])
    }
    guard groups.allSatisfy({ $0.addsUp(withChannels: hasLedgers) }) else {
      throw Failure(.data, [.comparisonUnbalanced(old.path, new.path)])
    }
  }

  /// Whether every team and channel has the same credit of every deal.
  package var isSame: Bool { groups.allSatisfy(\.isSame) }
}

extension Comparison.Group {
  /// Whether nothing moved.
  package var isSame: Bool {
    deals.isEmpty && (teams + channels).allSatisfy { $0.allSatisfy { $0.difference == 0 } }
  }

  /// Whether the differences of the deals add up to those of the teams and channels, and these to
  /// that of won revenue.
  fileprivate func addsUp(withChannels: Bool) -> Bool {
    func isRight(
      _ totals: [[Comparison.Total]], _ movements: (Comparison.DealChange) -> [[Comparison.Total]]
    ) -> Bool {
      totals.indices.allSatisfy { model in
        var open: [Label: Int64] = [:]
        var sum: Int64 = 0
        for total in totals[model] {
          open[total.name, default: 0] += total.difference
          sum += total.difference
        }
        for deal in deals {
          for movement in movements(deal)[model] {
            open[movement.name, default: 0] -= movement.difference
          }
        }
        return open.allSatisfy { $0.value == 0 } && sum == won.new - won.old
      }
    }
    return isRight(teams, \.teams) && (!withChannels || isRight(channels, \.channels))
  }
}

/// Which periods two folders are both about.
///
/// - Throws: `data` if there is none for certain: a month within a quarter cannot be told apart.
private func sharedPeriods(
  _ old: ResultFolder, _ new: ResultFolder
) throws(Failure) -> (String) -> Bool {
  let all = Period.everyMonth.name
  let (before, now) = (old.record.period, new.record.period)
  if before == now { return { _ in true } }
  let one = before == all ? now : before
  guard before == all || now == all, case .one(_, let months) = Period(one), months.count == 1
  else {
    throw Failure(.data, [.comparisonOfOtherPeriods(old.path, before, new.path, now)])
  }
  return { $0 == one }
}

/// What names have in two folders, by model.
private struct SidesByName {
  private var sides: [ResultGroup: [[Label: (old: Int64, new: Int64)]]] = [:]
  private let modelCount: Int

  init(
    _ old: ResultFolder, _ new: ResultFolder, _ file: String, models: [String],
    name: (ResultCredit) -> String?
  ) throws(Failure) {
    modelCount = models.count
    let numbers = Dictionary(uniqueKeysWithValues: zip(models, models.indices))
    let none = Array(repeating: [Label: (old: Int64, new: Int64)](), count: models.count)
    for (folder, isNew) in [(old, false), (new, true)] {
      for row in try folder.credit(file) {
        guard let model = numbers[row.model], let name = name(row) else { continue }
        var side = sides[row.group, default: none][model][Label(name)] ?? (0, 0)
        if isNew { side.new += row.credit } else { side.old += row.credit }
        sides[row.group, default: none][model][Label(name)] = side
      }
    }
  }

  func totals(of group: ResultGroup) -> [[Comparison.Total]] {
    (sides[group] ?? Array(repeating: [:], count: modelCount)).map { names in
      names.sorted { $0.key < $1.key }
        .map { Comparison.Total(name: $0.key, old: $0.value.old, new: $0.value.new) }
    }
  }
}

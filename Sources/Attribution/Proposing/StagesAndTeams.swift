/// The stages of all deal files.
struct FoundStages: Sendable {
  struct Stage: Sendable {
    let name: String
    var rows: Int
    /// In ten-thousandths; nil where it cannot be read or would add up several currencies.
    var sum: Int64?
    let outcome: KnownWords.Outcome
  }

  /// The most frequent first.
  private(set) var all: [Stage] = []
  /// The headers they stand under.
  private(set) var headers: [String] = []

  init(of entries: [ProposedEntry], currencies: Set<Label>) {
    for entry in entries {
      guard let column = entry.column("stage"), let profile = entry.profile(of: "stage"),
        !profile.values.hasMore
      else { continue }
      let header = column.rules[0].headers[0]
      headers.append(header)
      let isSummed =
        currencies.count <= 1 && entry.draft.profile.stagesAreSummed(entry, in: entry.draft)
      for (name, rows) in profile.values.byCount {
        let sum =
          isSummed
          ? entry.amounts.format.flatMap { entry.draft.profile.stages.sum(of: name, format: $0) }
          : nil
        if let index = all.firstIndex(where: { Label($0.name) == Label(name) }) {
          all[index].rows += rows
          all[index].sum = all[index].sum.flatMap { one in
            sum.flatMap { other in
              let (both, overflows) = one.addingReportingOverflow(other)
              return overflows ? nil : both
            }
          }
        } else {
          let saysWhetherWon = headerSaysWhetherWon(header)
          all.append(
            Stage(
              name: name, rows: rows, sum: sum,
              outcome: KnownWords.outcome(of: name, saysWhetherWon: saysWhetherWon)))
        }
      }
    }
    all.sort { $0.rows != $1.rows ? $0.rows > $1.rows : Label($0.name) < Label($1.name) }
  }

  func of(_ outcome: KnownWords.Outcome) -> [Stage] { all.filter { $0.outcome == outcome } }

  var question: Question? {
    guard !all.isEmpty, of(.won).isEmpty else { return nil }
    return Question(
      file: "", text: "which stages are won: \(listed(all.map { quoted($0.name) }))?")
  }
}

extension FoundStages.Stage {
  var note: String { counted(rows, "row") + (sum.map { ", " + decimal($0) } ?? "") }

  /// With two decimals at least, and commas between thousands.
  private func decimal(_ tenThousandths: Int64) -> String {
    let (whole, rest) = tenThousandths.quotientAndRemainder(dividingBy: 10_000)
    let decimals = trimmedDecimal(Int64(rest.magnitude), 4).dropFirst(2)
    let padding = String(repeating: "0", count: max(0, 2 - decimals.count))
    return (whole == 0 && rest < 0 ? "−" : "") + grouped(Int(whole)) + "." + decimals + padding
  }
}

extension FileProfile {
  /// Whether the sums of the stages are those of the columns that are proposed.
  func stagesAreSummed(_ entry: ProposedEntry, in draft: Draft) -> Bool {
    entry.column("stage")?.field == draft.firstField("stage")
      && entry.column("amount")?.field == draft.firstField("amount")
  }
}

/// The channels of all touchpoint files whose team no column and no kind of export says.
struct FoundChannels: Sendable {
  private(set) var teams: [(team: String, channels: [(name: String, rows: Int)])] = []
  private(set) var nobodys: [(name: String, rows: Int)] = []
  /// Every channel with its rows, whoever's it is.
  private(set) var count = 0

  init(of entries: [ProposedEntry]) {
    var rows: [Label: Int] = [:]
    for entry in entries where entry.fixedTeam == nil {
      let teamed = entry.profile(of: "team")?.filled ?? 0
      let all = entry.draft.profile.rowCount - entry.draft.profile.oddRows
      guard teamed < all || all == 0 else { continue }
      for rule in entry.column("channel")?.readable ?? [] where rule.lookup == nil {
        for (value, count) in entry.draft.profile.columns[rule.profileColumn].values.byCount {
          let name = rule.names.first { Label($0.value) == Label(value) }?.name ?? value
          rows[Label(name), default: 0] += count
        }
      }
    }
    rows[Label(uncredited)] = nil
    count = rows.count
    let sorted = rows.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .map { (name: $0.key.text, rows: $0.value) }
    for team in ["marketing", "sales", "sdr", "partner"] {
      let channels = sorted.filter { KnownWords.team(ofChannel: $0.name) == team }
      if !channels.isEmpty { teams.append((team, channels)) }
    }
    nobodys = sorted.filter { KnownWords.team(ofChannel: $0.name) == nil }
  }
}

extension DefinitionsWriter {
  mutating func write(_ stages: FoundStages) {
    space()
    guard !stages.all.isEmpty else {
      guard stages.headers.isEmpty else {
        return comment("No row has a stage yet: \(listed(stages.headers.map(quoted))).")
      }
      comment("No column says the stage: every row of the deal files is taken for a won deal.")
      return
    }
    comment(
      "\(counted(stages.all.count, "stage")) in \(listed(stages.headers.map(quoted))), sorted by their "
        + "words.")
    if let question = stages.question { comment("DECIDE: \(question.text)") }
    for (key, outcome) in [("won", KnownWords.Outcome.won), ("lost", .lost)] {
      let found = stages.of(outcome)
      if found.isEmpty {
        if outcome == .won { disabled(#""won": ["…"],"#) }
        continue
      }
      open("\"\(key)\": [")
      var written: Set<Label> = []
      for stage in found where written.insert(Label(stage.name.lowercased())).inserted {
        line("\(json(stage.name)),  // \(stage.note)")
      }
      close("],")
    }
    let others = stages.of(.neither)
    guard !others.isEmpty else { return }
    comment(
      "Neither won nor lost by their words; a run warns of each until one of the lists has it:")
    for stage in others.prefix(50) { disabled("\(json(stage.name)),  // \(stage.note)") }
    if others.count > 50 { comment("and \(others.count - 50) more") }
  }

  mutating func write(_ channels: FoundChannels) {
    guard channels.count > 0 else { return }
    space()
    comment(
      "Whose work a channel is: a guess by its words. Marketing and sales should both agree to it.")
    open(#""teams": {"#)
    for (team, list) in channels.teams {
      open("\(json(team)): [")
      for (name, rows) in list { line("\(json(name)),  // \(counted(rows, "row"))") }
      close("],")
    }
    if !channels.nobodys.isEmpty {
      comment("Nobody's yet:")
      for (name, rows) in channels.nobodys.prefix(100) {
        disabled("\(json(name)),  // \(counted(rows, "row"))")
      }
      if channels.nobodys.count > 100 { comment("and \(channels.nobodys.count - 100) more") }
    }
    close("},")
  }
}

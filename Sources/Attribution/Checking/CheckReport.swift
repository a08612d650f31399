/// What a check says of the inputs, as text: file by file, then the deals, then what is wrong.
package struct CheckReport {
  private let attribution: Attribution
  private let problems: Problems
  /// The first problems of each input.
  private let firstProblems: [Int: [Problem]]

  package init(
    of attribution: Attribution, problems: Problems, firstProblems: [Int: [Problem]]
  ) {
    self.attribution = attribution
    self.problems = problems
    self.firstProblems = firstProblems
  }

  /// How many problems of a file are shown with it.
  package static let problemsOfFile = 3

  /// Whether a run would give a result.
  package var isReady: Bool { problems.reasons.isEmpty }

  package var text: String {
    let counts = attribution.rowCounts
    let misses = NearMisses(attribution.deals.allAccounts)
    let touchpoints = attribution.touches.files.indices
    return touchpoints.map { touchpointFile($0, counts, misses) }.joined()
      + attribution.deals.files.map { dealFile($0, counts) }.joined()
      + attribution.costs.files.map { costFile($0, counts) }.joined()
      + attribution.lookups.files.map { section($0.input, kind: "looked up", counts) }.joined()
      + (attribution.control.file.map { section($0.input, kind: "control totals", counts) } ?? "")
      + deals + SpreadsheetIDs(of: attribution).text + warnings
      + CheckReport.ending(
        problems, warnings: attribution.warnings.count, withoutCredit: dealsWithoutCredit)
  }

  // MARK: Files

  private func section(
    _ input: InputRecord, kind: String, _ counts: [RowCount], times: String? = nil,
    _ more: [(String, String)] = []
  ) -> String {
    var facts = FactSheet("\(printable(input.name)) (\(kind))")
    let size = "\(grouped(input.byteCount)) bytes, \(input.encoding.name)"
    if let header = input.header {
      facts.add(
        "file",
        "\(size), \(header.separator.name) between fields, header on line \(header.place.line)")
    } else {
      facts.add("file", "\(size), no header that can be read")
    }
    if !input.columns.isEmpty {
      facts.add(
        "columns",
        input.columns.map { "\($0.column) = \(printable($0.header, limit: 200))" }.joined(
          separator: ", "))
    }
    let unused = input.unused.filter { !$0.trimmed.isEmpty }
    if !unused.isEmpty { facts.add("not used", unused.map(quoted).joined(separator: ", ")) }
    if let times { facts.add("times", times) }
    if let format = input.amountFormat { facts.add("amounts", "like \(format.rawValue)") }
    let own = counts.filter { $0.fileIndex == input.index }
    facts.add("rows", rows(own.filter { $0.kind != "match" }))
    for match in own where match.kind == "match" {
      facts.add("found", "\(printable(match.outcome, limit: 200)): \(grouped(match.rows))")
    }
    for (name, text) in more { facts.add(name, text) }
    var last: Problem?
    for problem in firstProblems[input.index] ?? [] {
      // What to do is said once for several of one kind.
      let hint = last?.hint == problem.hint ? "" : "; \(problem.hint)"
      facts.add("problem", (problem.place.map { $0.text + ": " } ?? "") + problem.message + hint)
      last = problem
    }
    return facts.text
  }

  /// How the times of a source are read, and how many are not clear.
  private func times(_ source: Definitions.Source, _ unclear: UnclearTimes) -> String {
    let zone = source.zone ?? attribution.definitions.zone
    let formats = source.timeFormats.map { $0.pattern == "iso" ? "ISO 8601" : $0.pattern }
    return formats.joined(separator: " or ") + "; those without a zone are read in \(zone.name)"
      + (unclear.words.map { "; \($0)" } ?? "")
  }

  /// How many rows there are, and what would become of them.
  private func rows(_ counts: [RowCount]) -> String {
    let lines = ["blank", "comment", "footer"]
    let all = counts.filter { !lines.contains($0.outcome) }.reduce(0) { $0 + $1.rows }
    var outcomes: [String] = []
    for count in counts where !outcomes.contains(count.outcome) { outcomes.append(count.outcome) }
    let parts = outcomes.map { outcome in
      let rows = counts.filter { $0.outcome == outcome }.reduce(0) { $0 + $1.rows }
      return grouped(rows) + " " + (lines.contains(outcome) ? "\(outcome) lines" : outcome)
    }
    return grouped(all) + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
  }

  private func touchpointFile(
    _ position: Int, _ counts: [RowCount], _ misses: NearMisses
  ) -> String {
    let touches = attribution.touches
    let file = touches.files[position]
    var facts: [(String, String)] = []
    let rowsOfTeams = Dictionary(
      grouping: counts.filter {
        $0.fileIndex == file.input.index && $0.kind == "touchpoints" && !$0.team.isEmpty
      }, by: { Label($0.team) }
    ).mapValues { $0.reduce(0) { $0 + $1.rows } }
    if !rowsOfTeams.isEmpty {
      facts.append(
        (
          "teams",
          rowsOfTeams.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\(printable($0.key.text)) \(grouped($0.value))" }.joined(separator: ", ")
        ))
    }
    let again = (0..<touches.count).filter {
      attribution.journeys.outcomes[$0] == .duplicate && touches.file(of: $0) == position
    }.sorted { touches.lines[$0] < touches.lines[$1] }
    facts += duplicates(again.prefix(5).map { touches.ids[$0] }, of: again.count)
    if let survey = file.survey {
      facts += accounts(survey, misses)
      facts += months(survey)
    }
    facts += dimensions(.touch, file.input)
    let source = Definitions.source(
      for: file.input.fileName, among: attribution.definitions.touchpoints)
    return section(
      file.input, kind: "touchpoints", counts, times: times(source, file.unclearTimes), facts)
  }

  /// Ids that stand in several rows: the first of them, and how many there are.
  private func duplicates(_ ids: [String], of count: Int) -> [(String, String)] {
    guard count > 0 else { return [] }
    let more = count > ids.count ? " and \(count - ids.count) more" : ""
    return [
      (
        "duplicates",
        "\(counted(count, "row")): \(ids.map(quoted).joined(separator: ", "))\(more)"
      )
    ]
  }

  /// The accounts that a file names, which of them are in the deal files, and what the others may be.
  private func accounts(_ survey: TouchSurvey, _ misses: NearMisses) -> [(String, String)] {
    let deals = attribution.deals
    let unknown = survey.unknownAccounts(besides: deals.accounts)
    let all = survey.accountCount
    guard all > 0 else { return [("accounts", "none")] }
    let known = all - unknown.count
    var facts = [
      (
        "accounts",
        "\(grouped(all)), \(grouped(known)) of them in a deal file "
          + "(\(percentText(known * 1000 / all)))"
      )
    ]
    var found: [NearMiss.Kind: [(miss: NearMiss, rows: Int)]] = [:]
    for (account, rows) in unknown {
      if let miss = misses.find(account) { found[miss.kind, default: []].append((miss, rows)) }
    }
    for kind in NearMiss.Kind.allCases {
      guard let list = found[kind] else { continue }
      let first = list.min { ($1.rows, Label($0.miss.found)) < ($0.rows, Label($1.miss.found)) }!
      facts.append(
        (
          "accounts",
          "\(counted(list.count, "account")) in \(counted(list.reduce(0) { $0 + $1.rows }, "row")): "
            + "\(quoted(first.miss.found)) here, \(quoted(first.miss.known)) in the deals: \(kind.text)"
            + (kind == .letterCase ? ", for a \"lookup\" with \"match\": \"ignoreCase\"" : "")
        ))
    }
    return facts
  }

  /// From when to when the touches are, and the months between that have none.
  private func months(_ survey: TouchSurvey) -> [(String, String)] {
    guard let first = survey.months.keys.min(), let last = survey.months.keys.max() else {
      return []
    }
    func name(_ month: Int) -> String {
      Period.everyMonth.name(year: month / 12, month: month % 12 + 1) ?? ""
    }
    let gaps = (first...last).filter { survey.months[$0] == nil }
    return [("period", first == last ? name(first) : "\(name(first)) to \(name(last))")]
      + (gaps.isEmpty ? [] : [("gaps", "no touch in " + listed(gaps.map(name)))])
  }

  private func dealFile(_ file: DealFile, _ counts: [RowCount]) -> String {
    let source = Definitions.source(
      for: file.input.fileName, among: attribution.definitions.deals)
    return section(
      file.input, kind: "deals", counts, times: times(source, file.unclearTimes),
      duplicates(file.duplicateIDs, of: file.duplicates) + dimensions(.deal, file.input))
  }

  /// The dimensions that a file has, and those of which it says nothing.
  private func dimensions(_ kind: Dimension.Kind, _ input: InputRecord) -> [(String, String)] {
    let own = attribution.definitions.dimensions.filter { $0.kind == kind }
    guard input.header != nil, !own.isEmpty else { return [] }
    return [
      (
        "dimensions",
        own.map { dimension in
          input.has(dimension.column)
            ? dimension.name
            : "\(dimension.name) (no column \(quoted(dimension.column)))"
        }.joined(separator: ", ")
      )
    ]
  }

  private func costFile(_ file: CostFile, _ counts: [RowCount]) -> String {
    let source = Definitions.source(
      for: file.input.fileName, among: attribution.definitions.costs)
    return section(
      file.input, kind: "costs", counts, times: times(source, file.unclearTimes))
  }

  // MARK: Deals

  private var deals: String {
    let deals = attribution.deals
    var facts = FactSheet("The deals together")
    for stage in deals.stages.sorted(by: { ($1.rows, Label($0.name)) < ($0.rows, Label($1.name)) })
    {
      let meaning = stage.isWon.map { $0 ? "won" : "not won" } ?? "neither won nor lost"
      facts.add("stages", "\(quoted(stage.name)) is \(meaning): \(counted(stage.rows, "row"))")
    }
    if !deals.won.isEmpty {
      let closes = deals.won.map(\.closedAt)
      facts.add(
        "won",
        "\(counted(deals.won.count, "row")), \(sums(of: Array(deals.won.indices))), closed "
          + "\(day(closes.min()!)) to \(day(closes.max()!)) by the clocks of "
          + attribution.definitions.zone.name)
    }
    if !deals.filtered.isEmpty {
      facts.add(
        "filtered",
        "\(counted(deals.filtered.count, "row")) left out by \"keep\" that "
          + "\(deals.filtered.count == 1 ? "is or may be a won deal" : "are or may be won deals"), "
          + sums(deals.filtered.compactMap { row in row.currency.map { ($0, row.amount ?? 0) } }))
    }
    for reason in UncreditedReason.allCases {
      let members = deals.won.indices.filter { attribution.journeys.reason(of: $0) == reason }
      guard !members.isEmpty else { continue }
      let names = members.sorted { deals.won[$1].amount < deals.won[$0].amount }
        .map { quoted(deals.name(deals.won[$0])) }
      facts.add(
        "uncredited",
        "\(reason.name): \(counted(members.count, "won row")), \(sums(of: members)): "
          + listed(names))
    }
    return facts.isEmpty ? "" : facts.text
  }

  private func sums(of indices: [Int]) -> String {
    sums(indices.map { (attribution.deals.won[$0].currency, attribution.deals.won[$0].amount) })
  }

  private func sums(_ amounts: [(Currency, Int64)]) -> String {
    var sums: [Currency: Int128] = [:]
    for (currency, amount) in amounts { sums[currency, default: 0] += Int128(amount) }
    return sums.sorted { $0.key.code < $1.key.code }.map { $0.key.grouped($0.value) }
      .joined(separator: " and ")
  }

  private func day(_ instant: Int64) -> String {
    var bytes: [UInt8] = []
    bytes.append(instant: instant + attribution.definitions.zone.offset(at: instant))
    return String(decoding: bytes.prefix(10), as: UTF8.self)
  }

  // MARK: The end

  private var warnings: String {
    var facts = FactSheet("Warnings")
    for warning in attribution.warnings { facts.add(warning.code.rawValue, warning.message) }
    return facts.isEmpty ? "" : facts.text
  }

  /// What is to be done, the first of it last.
  ///
  /// - Parameter withoutCredit: How many won deals there are, if not one of them gets credit.
  static func ending(_ problems: Problems, warnings count: Int, withoutCredit: Int = 0) -> String {
    var text = ""
    let rest = problems.reasons.dropFirst()
    if !rest.isEmpty {
      text +=
        "What else would stop a run\n" + rest.map { "  \(line($0))\n    \($0.hint)\n" }.joined()
        + "\n"
    }
    guard let first = problems.reasons.first else {
      return "Ready: a run with these files gives a result"
        + (count == 0 ? "" : "; \(counted(count, "warning")) to read above")
        + (withoutCredit == 0
          ? ""
          : "; but not one of \(counted(withoutCredit, "won deal")) gets credit: why is above too")
        + ".\n"
    }
    return text + "Fix first: \(line(first)); \(first.hint)\n"
  }

  /// How many won deals there are, if not one of them gets credit.
  private var dealsWithoutCredit: Int {
    let won = attribution.deals.won.indices
    return won.contains { attribution.journeys.reason(of: $0) == nil } ? 0 : won.count
  }

  private static func line(_ problem: Problem) -> String {
    (problem.place.map { $0.text + ": " } ?? "") + problem.message
  }
}

/// Something that only a person can say before a run can be right.
struct Question: Sendable {
  /// The file that it is about.
  let file: String
  /// A sentence, with what to do.
  let text: String

  /// With the mark that ends it.
  var sentence: String { text.hasSuffix("?") ? text : text + "." }
}

extension ProposedEntry {
  var questions: [Question] {
    missingQuestions + timeQuestions + amountQuestions + currencyQuestions + guessedAwayQuestions
  }

  private func question(_ text: String) -> Question { Question(file: name, text: text) }

  private var missingQuestions: [Question] {
    let exports = missingExports
    let lookedUp =
      exports.isEmpty
      ? []
      : [
        question(
          "accounts are looked up in \(exports.map(\.what).joined(separator: " and ")), which are not "
            + "there: export \(exports.map(\.file).joined(separator: " and ")) to the same folder, and "
            + "propose again")
      ]
    let unknown = missing.filter { $0 != "account_id" || exports.isEmpty }.map { column in
      if let header = draft.doubledHeader(for: column) {
        return question(
          "which column is \"\(column)\"? Two are called \(quoted(header)): rename one of the two "
            + "headers in the export, and propose again")
      }
      let choices = choices(of: column).map(quoted)
      return question(
        "which column is \"\(column)\""
          + (choices.isEmpty ? "?" : ": \(listed(choices, limit: 12))?"))
    }
    return lookedUp + unknown
  }

  /// The exports that are not there, and without which some accounts cannot be found.
  private var missingExports: [KnownRule.Lookup] {
    var exports: [KnownRule.Lookup] = []
    for lookup in column("account_id")?.rules.compactMap(\.missing) ?? []
    where !exports.contains(where: { $0.file == lookup.file }) {
      exports.append(lookup)
    }
    return exports
  }

  private var timeQuestions: [Question] {
    guard !timeEvidenceIsEmpty else { return [] }
    if timeEvidence.count == 0 {
      return [
        question(
          "how are its times written? \(quoted(timeEvidence.unreadExample ?? "")) is in no format "
            + "that is known: write its \"timeFormat\"")
      ]
    }
    if times.contradiction.count == 2 {
      return [
        question(
          "some times begin with the month, such as \(quoted(times.contradiction[0])), others with the "
            + "day, such as \(quoted(times.contradiction[1])): correct them at the source")
      ]
    }
    if let same = sameTime { return [same] }
    guard let example = times.example, let otherwise = times.otherwise else { return [] }
    let (one, other) = (day(example, by: times.formats), day(example, by: otherwise))
    return [
      question(
        "is \(quoted(example)) \(one) or \(other)? No value says: take away the // of one of the two "
          + "lines \"timeFormat\"")
    ]
  }

  /// The question whether a time that all rows have is when they happened, and not when they were
  /// loaded.
  private var sameTime: Question? {
    guard draft.kind == .touchpoints, let column = column("occurred_at"), column.field != nil,
      let profile = profile(of: "occurred_at"), profile.filled >= 10, !profile.values.hasMore,
      profile.values.values.count == 1
    else { return nil }
    let others = draft.header.cells.indices.filter { field in
      draft.profile.columns[field].times.isCertain
        && draft.profile.columns[field].values.byCount.count > 1
    }
    return question(
      "all \(profile.filled) rows have the same time in \(quoted(column.rules[0].headers[0])): is that "
        + "when the touches happened?"
        + (others.isEmpty
          ? "" : " Other times are in \(listed(others.map { quoted(draft.header.cells[$0]) }))"))
  }

  private var timeEvidenceIsEmpty: Bool { timeEvidence.count == 0 && timeEvidence.unread == 0 }

  private var amountQuestions: [Question] {
    switch amounts {
    case .none: return []
    case .format: return blankQuestions
    case .mixed(let examples):
      return [
        question(
          "its amounts are written in more than one way, such as \(listed(examples.map(quoted))): "
            + "correct them at the source")
      ]
    case .undecided(let formats, let example):
      let amounts = formats.map { trimmedDecimal(AmountSpelling(example)?[$0] ?? 0, 4) }
      return [
        question(
          "is the amount \(quoted(example)) \(amounts.joined(separator: " or "))? No value says: take "
            + "away the // of one of the lines \"amountFormat\"")
      ]
    }
  }

  /// Won deals without an amount would be rejected, and stop the run.
  private var blankQuestions: [Question] {
    let blanks = wonWithoutAmount
    guard blanks > 0 else { return [] }
    return [
      question(
        "\(counted(blanks, "won deal has", "won deals have")) no amount in "
          + "\(quoted(column("amount")?.rules[0].headers[0] ?? "")): correct that at the source, or "
          + "take away the // of the line \"blankAmount\" if they are deals of zero")
    ]
  }

  /// Currencies that are written as something else than their code.
  private var currencyQuestions: [Question] {
    guard let column = column("currency"), let rule = column.rules.first else { return [] }
    let unknown = draft.profile.columns[rule.profileColumn].values.values.filter { value in
      Currency(code: value.utf8) == nil && !rule.names.contains { Label($0.value) == Label(value) }
    }
    guard !unknown.isEmpty else { return [] }
    return [
      question(
        "\(listed(unknown.map(quoted))) in \(quoted(rule.headers[0])) is no code of a currency: write "
          + "the codes, \"currency\": {\"column\": \(json(rule.headers[0])), "
          + "\"values\": {\(json(unknown[0])): \"…\"}}")
    ]
  }

  private var guessedAwayQuestions: [Question] {
    guessedAway.filter { !$0.isProven }.map { column, header, _ in
      question(
        column == "stage"
          ? "is every row a won deal? \(quoted(header)) may say so: choose one of the lines \"stage\""
          : "is \(quoted(header)) the currency? choose one of the lines \"currency\"")
    }
  }

  /// The day that a time names, in words.
  func day(_ example: String, by formats: [String]) -> String {
    let bytes = Array(example.utf8)
    for format in formats {
      if let reading = try? TimeFormat(format)?.read(bytes.span) {
        let date = civil(daysSince1970: floorDivide(reading.seconds, 86_400))
        return "\(date.day) \(monthNames[date.month - 1]) \(date.year)"
      }
    }
    return "no day"
  }
}

private let monthNames = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December",
]

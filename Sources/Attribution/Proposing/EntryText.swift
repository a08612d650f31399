extension DefinitionsWriter {
  /// Writes an entry of `touchpoints` or `deals`.
  mutating func write(_ entry: ProposedEntry) {
    let (draft, profile) = (entry.draft, entry.draft.profile)
    open("{")
    comment(
      "\(listed(entry.names.map { printable($0) })): \(counted(profile.rowCount, "row"))"
        + (draft.export.map { ", recognised as \($0.name)" } ?? "") + "."
        + (profile.oddRows > 0
          ? " Of these, \(profile.oddRows) have too few or too many cells, as headings in "
            + "reports do; they were left out here." : ""))
    for question in entry.questions { comment("DECIDE: \(question.sentence)") }
    line(#""file": "# + json(entry.pattern) + ",")
    if let headerLine = draft.headerLine {
      comment("The lines before have a single cell: they are a title.")
      line(#""headerLine": \#(headerLine),"#)
    }
    if draft.header.separator != .comma {
      line(#""separator": "# + json(draft.header.separator.rawValue) + ",")
    }
    writeEncoding(draft)
    writeColumns(entry)
    writeTimeFormat(entry)
    if draft.kind == .deals { writeAmountFormat(entry) }
    writeTeamAndChannel(entry)
    writeKeeps(draft)
    if !entry.unusedHeaders.isEmpty {
      comment("Not read: \(listed(entry.unusedHeaders.map(quoted))).")
    }
    close("},")
  }

  private mutating func writeEncoding(_ draft: Draft) {
    if draft.encoding == .windows1252 {
      comment("It is no valid UTF-8, and all of it can be read so.")
      line("\"encoding\": \(json(draft.encoding.rawValue)),")
    } else if draft.profile.invalidCells > 0 {
      comment(
        "\(counted(draft.profile.invalidCells, "cell holds", "cells hold")) bytes that mean nothing in "
          + "\(draft.encoding.name), and the file as a whole is in no other encoding that is known: "
          + "correct them at the source.")
    }
  }

  // MARK: Columns

  private mutating func writeColumns(_ entry: ProposedEntry) {
    open(#""columns": {"#)
    let byDefault = entry.columns.filter { $0.sureness == .byDefault }
    if !byDefault.isEmpty {
      let names = byDefault.map { "\"\($0.column)\" from \(quoted($0.rules[0].headers[0]))" }
      comment("Read without being named: \(names.joined(separator: ", ")).")
      for column in byDefault where !column.evidence.isEmpty {
        comment("\"\(column.column)\": " + column.evidence.joined(separator: "; ") + ".")
      }
    }
    for column in entry.columns where column.sureness != .byDefault { write(column, of: entry) }
    for column in entry.missing where entry.column(column) == nil {
      let choices = entry.choices(of: column)
      let isShort = choices.count <= listLimit && !choices.isEmpty
      for choice in isShort ? choices : ["…"] { disabled("\"\(column)\": \(json(choice)),") }
    }
    for (column, header, isProven) in entry.guessedAway {
      let values = entry.draft.header.field(header).map { entry.draft.profile.columns[$0].sample }
      let seen = values.map { ": \($0)" } ?? ""
      if isProven {
        comment(
          column == "stage"
            ? "Every row is a won deal, by \(quoted(header))\(seen)."
            : "\(quoted(header)) is not the currency\(seen).")
        line("\"\(column)\": null,")
      } else {
        comment(
          "DECIDE: \(quoted(header)) looks like the \(column)\(seen). null: "
            + (column == "stage" ? "every row is a won deal." : "there is none."))
        disabled("\"\(column)\": \(json(header)),")
        disabled("\"\(column)\": null,")
      }
    }
    close("},")
  }

  private mutating func write(_ column: ProposedColumn, of entry: ProposedEntry) {
    let values = column.rules.map { entry.draft.profile.columns[$0.profileColumn].sample }
    let why =
      switch column.sureness {
      case .byDefault, .sure: "Sure, by its header"
      case .likely: "Likely, by its header"
      case .guessed: "A guess, by its values alone"
      }
    comment(([why + ": " + (values.first ?? "")] + column.evidence).joined(separator: "; ") + ".")
    if column.rules.count == 1, column.rules[0].missing == nil {
      write(column.rules[0], prefix: "\"\(column.column)\": ", values: entry)
      return
    }
    let readable = column.readable
    if column.rules.count == 1, let missing = column.rules[0].missing {
      comment(
        "\(missing.file) is not there: export \(missing.what) to this folder, then take away the // of:"
      )
      disabled("\"\(column.column)\": \(column.rules[0].text),")
      return
    }
    if readable.isEmpty {
      disabled("\"\(column.column)\": [")
    } else {
      open("\"\(column.column)\": [")
    }
    for rule in column.rules {
      if let missing = rule.missing {
        comment(
          "\(missing.file) is not there: export \(missing.what) to this folder, then take away the // of:"
        )
        disabled("  " + rule.text + ",")
      } else {
        write(rule, prefix: "", values: entry)
      }
    }
    if readable.isEmpty { disabled("],") } else { close("],") }
  }

  private mutating func write(_ rule: ProposedRule, prefix: String, values entry: ProposedEntry) {
    guard !rule.names.isEmpty else { return line(prefix + rule.text + ",") }
    let counts = entry.draft.profile.columns[rule.profileColumn].values.byCount
    open(prefix + rule.text.dropLast() + ", \"values\": {")
    for (value, name) in rule.names {
      let count = counts.first { Label($0.value) == Label(value) }?.count ?? 0
      line("\(json(value)): \(json(name)),  // \(counted(count, "row"))")
    }
    let others = counts.filter { other in
      !rule.names.contains { Label($0.value) == Label(other.value) }
    }
    if !others.isEmpty {
      comment(
        "They keep their names: \(listed(others.map { "\(quoted($0.value)) (\($0.count))" })).")
    }
    close("}},")
  }

  // MARK: Formats

  private mutating func writeTimeFormat(_ entry: ProposedEntry) {
    let (times, evidence) = (entry.times, entry.timeEvidence)
    if evidence.unread > 0, evidence.count > 0 {
      comment(
        "\(counted(evidence.unread, "value is", "values are")) no time, such as "
          + "\(quoted(evidence.unreadExample ?? "")): rows that need them will be rejected.")
    }
    if let otherwise = times.otherwise {
      let example = times.example ?? times.contradiction.first ?? ""
      for formats in [times.formats, otherwise] {
        comment("\(quoted(example)) is \(entry.day(example, by: formats)) with:")
        disabled(#""timeFormat": "# + list(formats) + ",")
      }
    } else if !times.isPlain {
      comment(
        "\(counted(evidence.count, "time")), such as \(quoted(evidence.groups[0].example))"
          + (times.proof.map { "; decided by \(quoted($0))" } ?? "") + ".")
      line(#""timeFormat": "# + list(times.formats) + ",")
    }
  }

  private func list(_ formats: [String]) -> String {
    formats.count == 1 ? json(formats[0]) : json(formats)
  }

  private mutating func writeAmountFormat(_ entry: ProposedEntry) {
    let amount = entry.profile(of: "amount")
    switch entry.amounts {
    case .none, .mixed: break
    case .format(let format):
      if format != .plain {
        comment("\(counted(amount?.amounts.count ?? 0, "amount")): \(amount?.sample ?? "").")
        line(#""amountFormat": "# + json(format.rawValue) + ",")
      }
    case .undecided(let formats, let example):
      for format in formats {
        let amount = AmountSpelling(example)?[format] ?? 0
        comment("\(quoted(example)) is \(trimmedDecimal(amount, 4)) with:")
        disabled(#""amountFormat": "# + json(format.rawValue) + ",")
      }
    }
    guard let amount else { return }
    if amount.amounts.count > 0, amount.amounts.unread > 0 {
      comment(
        "\(counted(amount.amounts.unread, "value is", "values are")) no amount, such as "
          + "\(quoted(amount.amounts.unreadExample ?? "")): if such a deal is won, its row is rejected."
      )
    }
    let blank = entry.draft.profile.rowCount - entry.draft.profile.oddRows - amount.filled
    if blank > 0 {
      comment(
        "\(counted(blank, "row")) without an amount: if such a deal is won, its row is rejected, unless:"
      )
      disabled(#""blankAmount": "zero","#)
    }
  }

  // MARK: Whose work it is

  private mutating func writeTeamAndChannel(_ entry: ProposedEntry) {
    guard entry.draft.kind == .touchpoints else { return }
    if let team = entry.fixedTeam {
      comment("Whose work all of these touches are, by what kind of export this is.")
      line(#""team": "# + json(team) + ",")
    }
    if entry.column("channel")?.readable.isEmpty ?? true {
      comment("No column says how a touch happened. One channel for all of them:")
      disabled(#""channel": "…","#)
    }
  }

  private mutating func writeKeeps(_ draft: Draft) {
    for keep in draft.export?.keeps ?? [] {
      guard let field = draft.header.field(keep.column) else { continue }
      let counts = draft.profile.columns[field].values.byCount
      let seen = keep.equals.filter { value in counts.contains { Label($0.value) == Label(value) } }
      guard !seen.isEmpty, seen.count < counts.count else { continue }
      comment(
        "\(quoted(draft.header.cells[field])) has "
          + listed(counts.map { "\(quoted($0.value)) (\($0.count))" })
          + ". To leave out some, since \(keep.reason):")
      disabled(
        #""keep": [{"column": "# + json(draft.header.cells[field].trimmed) + #", "equals": "#
          + json(seen) + "}],")
    }
  }
}

extension ProposedEntry {
  /// Whose work all touches are, where no column says it and the kind of export does.
  var fixedTeam: String? { column("team") == nil ? draft.export?.team : nil }
}

extension ColumnProfile {
  /// Some of the values, for a comment.
  var sample: String {
    guard !values.isEmpty else { return filled == 0 ? "it is empty" : "its values are long texts" }
    let first = values.values.prefix(3).map(quoted).joined(separator: ", ")
    let count = values.values.count
    return count > 3 || values.hasMore
      ? "\(values.countText) different values, such as \(first)" : first
  }
}

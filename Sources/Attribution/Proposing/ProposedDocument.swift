/// The text of a proposed definitions file.
struct ProposedDocument {
  let text: String
  let questions: [Question]

  init(_ entries: [ProposedEntry], questions further: [Question]) {
    let deals = entries.filter { $0.draft.kind == .deals }
    let touchpoints = entries.filter { $0.draft.kind == .touchpoints }
    let stages = FoundStages(of: deals, currencies: ProposedDocument.currencies(of: deals))
    questions =
      entries.flatMap(\.questions) + further + [stages.question].compactMap(\.self)

    var writer = DefinitionsWriter()
    writer.open("{")
    writer.comment(
      "Proposed by smarketing init from the headers and values of the files below. It is yours to "
        + "change: both teams should agree to every line.")
    if !questions.isEmpty {
      writer.comment("A person must decide, before a run can be right:")
      for question in questions {
        writer.comment((question.file.isEmpty ? "" : question.file + ": ") + question.text)
      }
    }
    writer.space()
    ProposedDocument.writeZone(entries, &writer)
    ProposedDocument.writeCurrency(deals, &writer)
    if entries.contains(where: ProposedDocument.hasSalesforceIDs) {
      writer.space()
      writer.comment(
        "Salesforce writes an id with 15 characters or with 18: so both are taken for the same.")
      writer.line(#""ids": "salesforce","#)
    }
    writer.write(stages)
    writer.write(FoundChannels(of: touchpoints))
    for (key, entries) in [("touchpoints", touchpoints), ("deals", deals)] where !entries.isEmpty {
      writer.space()
      writer.open("\"\(key)\": [")
      for entry in entries { writer.write(entry) }
      writer.close("],")
    }
    writer.close("}")
    text = writer.text
  }

  private static func writeZone(_ entries: [ProposedEntry], _ writer: inout DefinitionsWriter) {
    let times = entries.map(\.timeEvidence)
    let count = times.reduce(0) { $0 + $1.count }
    if count > 0, times.allSatisfy({ $0.instants == $0.count }) {
      writer.comment(
        "Every time is one of UTC, or names its distance from it. Periods begin by the clocks of UTC, unless:"
      )
    } else {
      writer.comment(
        "No file says by which clocks its times are, and by which a month begins. It is UTC, unless:"
      )
    }
    writer.disabled(#""timeZone": "America/New_York","#)
  }

  /// Every currency that a cell of the deals names.
  private static func currencies(of deals: [ProposedEntry]) -> Set<Label> {
    Set(
      deals.flatMap { entry in
        let rule = entry.column("currency")?.rules.first
        return rule.map { entry.draft.profile.columns[$0.profileColumn].values.values } ?? []
      }.map { Label($0.uppercased()) })
  }

  private static func writeCurrency(_ deals: [ProposedEntry], _ writer: inout DefinitionsWriter) {
    guard deals.contains(where: { $0.column("currency") == nil }) else { return }
    writer.space()
    let marks = deals.flatMap { $0.profile(of: "amount")?.amounts.marks ?? [] }
    let first = Set(marks.compactMap(\.mark.currencies.first))
    if first.count == 1, let currency = first.first,
      !marks.contains(where: { $0.mark.fits(Definitions().currency) })
    {
      writer.comment(
        "No column names a currency; the amounts do, such as \(quoted(marks[0].example)).")
      writer.line("\"currency\": \(json(currency.code)),")
    } else {
      let carried = marks.isEmpty ? "" : " (\(listed(marks.map { quoted($0.example) })))"
      writer.comment("No column names the currency of the amounts\(carried). It is USD, unless:")
      writer.disabled(#""currency": "EUR","#)
    }
  }

  private static func hasSalesforceIDs(_ entry: ProposedEntry) -> Bool {
    if entry.draft.export?.hasSalesforceIDs == true { return true }
    let values = entry.profile(of: "account_id")?.values.values ?? []
    return !values.isEmpty && values.allSatisfy(isSalesforceID)
  }
}

extension ProposedEntry {
  /// What was found, for the summary.
  var finding: String {
    let profile = draft.profile
    let what = draft.export.map(\.name) ?? (draft.kind == .deals ? "deals" : "touchpoints")
    var parts = ["\(counted(profile.rowCount - profile.oddRows, "row")) of \(what)"]
    if let headerLine = draft.headerLine { parts.append("header on line \(headerLine)") }
    if draft.header.separator != .comma {
      parts.append("separated by \(draft.header.separator.name)")
    }
    if draft.encoding != .utf8 { parts.append("in \(draft.encoding.name)") }
    if times.otherwise == nil, timeEvidence.count > 0 {
      parts.append(
        times.isPlain ? "times in ISO 8601" : "times as \(listed(times.formats.map(quoted)))")
    }
    if let format = amounts.format, format != .plain {
      parts.append("amounts as \(quoted(format.rawValue))")
    }
    if profile.oddRows > 0 {
      parts.append("\(counted(profile.oddRows, "row")) with too few or too many cells")
    }
    if profile.footerLines > 0 {
      parts.append("\(counted(profile.footerLines, "line")) of a footer")
    }
    return "\(listed(names.map { printable($0) })): \(parts.joined(separator: ", "))"
  }
}

/// A definitions file that is proposed from the headers and values of a user's own exports.
package struct Proposal: Sendable {
  /// The file: JSON5, with comments that say what each line rests on.
  package let text: String
  /// What was found in each file, a line each.
  package let findings: String
  /// What only a person can say before a run, a line each.
  package let questions: [String]

  /// Reads the files as a run would, and proposes how they are to be read.
  ///
  /// - Parameters:
  ///   - request: The files; its definitions do not matter.
  ///   - output: Where the definitions file will be: the files that it names are looked for there.
  /// - Throws: A `Failure` if a file cannot be read at all.
  package init(_ request: Request, output: String) throws(Failure) {
    let inputs = try Inputs(request)
    func drafts(
      _ files: [InputFile], _ paths: [String], _ kind: KnownExport.Kind, sought: DealValues
    ) throws(Failure) -> [Draft] {
      var drafts: [Draft] = []
      for (file, path) in zip(files, paths) {
        drafts.append(
          try Draft.reading(
            file, path: path, kind: kind, sought: sought, jobs: request.jobs,
            pieceSize: request.pieceSize))
      }
      return drafts
    }
    // Deals first, so that each touchpoint file can be asked for what they hold.
    let deals = try drafts(inputs.deals, request.deals, .deals, sought: DealValues())
    let values = DealValues(of: deals)
    let touchpoints = try drafts(
      inputs.touchpoints, request.touchpoints, .touchpoints, sought: values)
    let groups = FileGroup.all(touchpoints + deals)
    let join = AccountJoin(of: groups.map(\.draft), values: values)
    var companions = Companions(output: output)
    var entries: [ProposedEntry] = []
    for (index, group) in groups.enumerated() {
      var entry = ProposedEntry(
        of: group.draft, names: group.names, pattern: group.pattern,
        columns: group.draft.columns(account: join.choices[index], companions: &companions),
        rivals: join.rivals[index])
      if let match = join.matches[index] {
        entry.note(
          "\(match.found) of the deals' \(match.of("account")) among its values",
          of: "account_id")
      }
      if let (match, draft, field) = join.proofs[index] {
        let other = groups[draft]
        entry.note(
          "\(match.found) of its \(match.of("different value")) are in "
            + "\(quoted(other.draft.header.cells[field])) of \(printable(other.pattern))",
          of: "account_id")
      }
      entries.append(entry)
    }
    Proposal.dropForeignDeals(&entries)
    let document = ProposedDocument(
      entries,
      questions: Proposal.unjoined(entries, join) + Proposal.sharedNames(groups))
    text = document.text
    findings = entries.map { $0.finding + "\n" }.joined()
    questions = document.questions.map {
      $0.file.isEmpty ? $0.text : "\(printable($0.file)): \($0.text)"
    }
  }

  /// Files none of whose accounts is one of the deals'.
  private static func unjoined(_ entries: [ProposedEntry], _ join: AccountJoin) -> [Question] {
    let known = NearMisses(join.dealAccounts)
    return zip(entries, join.matches).compactMap { entry, match in
      guard let match, match.found == 0, match.of > 0, let example = join.dealAccounts.first,
        let values = entry.profile(of: "account_id")?.values.values, let value = values.first
      else { return nil }
      if let miss = values.lazy.compactMap(known.find).first {
        return Question(
          file: entry.name,
          text: "no account of it is one of the deals', but \(quoted(miss.found)) here and "
            + "\(quoted(miss.known)) there are \(miss.kind.text): write them alike in one of the two"
        )
      }
      return Question(
        file: entry.name,
        text: "no account of it is one of the deals', such as \(quoted(value)) here and "
          + "\(quoted(example)) there: which column names the same accounts?")
    }
  }

  /// Files that the definitions cannot tell apart.
  private static func sharedNames(_ groups: [FileGroup]) -> [Question] {
    groups.indices.filter { index in
      groups[..<index].contains {
        $0.draft.kind == groups[index].draft.kind && $0.pattern == groups[index].pattern
      }
    }.map { index in
      Question(
        file: groups[index].pattern,
        text: "two files of this name have different headers: rename one, and propose again")
    }
  }

  /// Leaves out the deals that touches name if none of them is in the deal files: such a touch would
  /// be in nobody's journey.
  private static func dropForeignDeals(_ entries: inout [ProposedEntry]) {
    var known: Set<Label> = []
    for entry in entries where entry.draft.kind == .deals {
      known.formUnion((entry.profile(of: "deal_id")?.values.values ?? []).map { Label($0) })
    }
    for index in entries.indices where entries[index].draft.kind == .touchpoints {
      guard let column = entries[index].column("deal_id"), column.sureness == .likely,
        let values = entries[index].profile(of: "deal_id")?.values.values,
        !values.contains(where: { known.contains(Label($0)) })
      else { continue }
      entries[index].drop("deal_id")
    }
  }
}

/// Files that one entry of the definitions is for.
private struct FileGroup {
  /// The first of them, with the rows of all.
  var draft: Draft
  var names: [String]
  var fileNames: [String]
  var pattern: String

  /// Files with the same header whose names differ in digits alone are one group.
  static func all(_ drafts: [Draft]) -> [FileGroup] {
    var groups: [FileGroup] = []
    for draft in drafts {
      let starred = withStars(draft.fileName)
      let fits = groups.firstIndex { group in
        group.draft.kind == draft.kind && withStars(group.fileNames[0]) == starred
          && group.draft.header.cells.map { Label($0) } == draft.header.cells.map { Label($0) }
          && group.draft.header.separator == draft.header.separator
          && group.draft.headerLine == draft.headerLine
      }
      guard let fits else {
        groups.append(
          FileGroup(
            draft: draft, names: [draft.name], fileNames: [draft.fileName],
            pattern: exact(draft.fileName)))
        continue
      }
      groups[fits].draft.profile.add(draft.profile)
      groups[fits].names.append(draft.name)
      groups[fits].fileNames.append(draft.fileName)
      if Set(groups[fits].fileNames.map { Label($0) }).count > 1 {
        groups[fits].pattern = exact(starred)
      }
    }
    // The first pattern that matches is taken, so that those with a star come last.
    return [KnownExport.Kind.touchpoints, .deals].flatMap { kind in
      let own = groups.filter { $0.draft.kind == kind }
      return own.filter { $0.fileNames.count == 1 } + own.filter { $0.fileNames.count > 1 }
    }
  }

  private static func withStars(_ name: String) -> String {
    var starred = ""
    for character in name {
      if !character.isASCII || !character.isNumber {
        starred.append(character)
      } else if starred.last != "*" {
        starred.append("*")
      }
    }
    return starred
  }

  /// The pattern for a name; spaces at its ends would be trimmed.
  private static func exact(_ name: String) -> String {
    var characters = Array(name)
    for index in characters.indices where characters[index] == " " {
      if index == 0 || index == characters.count - 1 { characters[index] = "?" }
    }
    return String(characters)
  }
}

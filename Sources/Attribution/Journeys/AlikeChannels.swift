/// A channel that stands in the data in several spellings: equal without case, spaces, `-` and `_`.
struct AlikeChannels {
  /// The spellings with the rows of touches that may get credit, most rows first.
  let spellings: [(name: Label, rows: Int)]
  /// The spelling to keep: one that `teams` knows, else the one with the most rows.
  let kept: Label

  /// All of them, in the order of their bytes.
  static func all(in rows: [Label: Int], teams: [Label: String]) -> [AlikeChannels] {
    let known = Dictionary(grouping: teams.keys) { foldedHeader($0.text) }
    func byRows(_ names: [Label]) -> [Label] {
      names.sorted { (rows[$1] ?? 0, $0) < (rows[$0] ?? 0, $1) }
    }
    return Dictionary(grouping: rows.keys) { foldedHeader($0.text) }
      .filter { $0.value.count > 1 }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { folded, names in
        AlikeChannels(
          spellings: byRows(names).map { ($0, rows[$0]!) }, kept: byRows(known[folded] ?? names)[0])
      }
  }
}

extension Warning {
  static func alikeChannels(_ touches: Touchpoints, _ definitions: Definitions) -> Warning? {
    let names = Set(touches.partyNames.map { Label($0.channel) })
    // Rows are counted only where it is known that two names are alike.
    guard Set(names.map { foldedHeader($0.text) }).count < names.count else { return nil }
    let files = touches.files.map { ($0, touches.rowsOfChannels(in: $0)) }
    let all = files.reduce(into: [:]) { $0.merge($1.1, uniquingKeysWith: +) }
    let alike = AlikeChannels.all(in: all, teams: definitions.teamOfChannel)
    let remedies = files.compactMap { file, rows -> ChannelRemedy? in
      // Those of the channels that are told, in their order.
      let renamed = alike.prefix(listLimit).flatMap { channel in
        channel.spellings.filter { $0.name != channel.kept && rows[$0.name] != nil }
          .map { (from: $0.name.text, to: channel.kept.text) }
      }
      guard !renamed.isEmpty else { return nil }
      return ChannelRemedy(
        file: file.input.name, origin: file.originOfChannels, renamed: renamed)
    }
    return .channelsAlike(
      alike.map { $0.spellings.map { ($0.name.text, $0.rows) } }, remedies: remedies)
  }
}

extension TouchpointFile {
  fileprivate var originOfChannels: ChannelRemedy.Origin {
    let column = TouchpointColumn.channel.rawValue
    if rules.rules.contains(where: { $0.column == column }) { return .rule }
    return input.columns.first { $0.column == column }.map { .header($0.header) } ?? .definitions
  }
}

extension Touchpoints {
  /// How many of a file's touches that may get credit each channel has.
  fileprivate func rowsOfChannels(in file: TouchpointFile) -> [Label: Int] {
    return Dictionary(
      zip(partyNames, file.rowsOfParties).filter { $0.1 > 0 }.map { (Label($0.channel), $1) },
      uniquingKeysWith: +)
  }
}

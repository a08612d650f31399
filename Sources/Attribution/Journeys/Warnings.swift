extension Warning {
  /// What the meeting should know of the inputs and the journeys, in the order of the codes (R14).
  ///
  /// - Parameters:
  ///   - reported: The deals of the report, by their index in `Deals.won`.
  ///   - start: The first second of the report's first period; nil if it has none.
  static func all(
    deals: Deals, touches: Touchpoints, costs: Costs, lookups: Lookups, journeys: Journeys,
    by definitions: Definitions, reported: [Int], from start: Int64?, jobs: Int
  ) -> [Warning] {
    [
      unknownStages(deals), channelsWithoutTeam(touches), filesWithoutMatches(touches, deals),
      lateStarts(touches, definitions, start), earlyEnds(touches, definitions, deals, reported),
      negativeAmounts(deals, reported), teamTies(deals, touches, journeys, reported, jobs),
      cutJourneys(deals, journeys, definitions, reported, jobs),
      alikeChannels(touches, definitions),
      footerCounts(touches, deals, costs, lookups), missedLookups(touches, deals, costs),
    ].compactMap { $0 }
  }

  private static func unknownStages(_ deals: Deals) -> Warning? {
    let stages = deals.stages.filter { $0.isWon == nil }
      .sorted { Label($0.name) < Label($1.name) }
    return stages.isEmpty ? nil : .stageUnknown(stages.map { ($0.name, $0.rows) })
  }

  private static func channelsWithoutTeam(_ touches: Touchpoints) -> Warning? {
    let channels = touches.channelsWithoutTeam.sorted { $0.key < $1.key }
    return channels.isEmpty ? nil : .channelUnassigned(channels.map { ($0.key.text, $0.value) })
  }

  // MARK: Files

  private static func filesWithoutMatches(_ touches: Touchpoints, _ deals: Deals) -> Warning? {
    // Without deals there is nothing to match, and that is said elsewhere.
    guard deals.ids.count > 0 else { return nil }
    let files = touches.files.filter { $0.matched * 20 < $0.joinable }
    return files.isEmpty
      ? nil : .lowMatch(files.map { ($0.input.name, $0.matched, $0.joinable) })
  }

  private static func lateStarts(
    _ touches: Touchpoints, _ definitions: Definitions, _ start: Int64?
  ) -> Warning? {
    guard let start, let lookback = definitions.lookback else { return nil }
    let opening = start - lookback
    let late = Origin.all(of: touches, by: definitions).filter { $0.earliest > opening }
    let (times, bound) = texts(late.map(\.earliest), beside: opening, in: definitions.zone)
    return late.isEmpty
      ? nil : .sourceStartsLate(Array(zip(late.map(\.name), times)), opening: bound)
  }

  private static func earlyEnds(
    _ touches: Touchpoints, _ definitions: Definitions, _ deals: Deals, _ reported: [Int]
  ) -> Warning? {
    guard let lastClose = reported.lazy.map({ deals.won[$0].closedAt }).max() else { return nil }
    let end = lastClose - 7 * 86_400
    let early = Origin.all(of: touches, by: definitions).filter { $0.latest < end }
    let (times, bound) = texts(early.map(\.latest), beside: end, in: definitions.zone)
    return early.isEmpty
      ? nil : .sourceEndsEarly(Array(zip(early.map(\.name), times)), end: bound)
  }

  /// Times and the bound that they miss: by the day, or to the second if one lies on the same day.
  private static func texts(
    _ instants: [Int64], beside bound: Int64, in zone: Zone
  ) -> (times: [String], bound: String) {
    // A window may open before the years that can be written.
    let seconds = ([bound] + instants).map { zone.text(of: max($0, earliestSecond)) }
    let days = seconds.map { String($0.prefix(10)) }
    let shown = days.dropFirst().contains(days[0]) ? seconds : days
    return (Array(shown.dropFirst()), shown[0])
  }

  private static func missedLookups(
    _ touches: Touchpoints, _ deals: Deals, _ costs: Costs
  ) -> Warning? {
    let files =
      touches.files.map { ($0.input.name, $0.rules) }
      + deals.files.map { ($0.input.name, $0.rules) }
      + costs.files.map { ($0.input.name, $0.rules) }
    let misses = files.flatMap { file, rules in
      rules.misses.map {
        (file, $0.column, $0.miss.rows, $0.lookedUp, $0.miss.example, $0.isDoubled)
      }
    }
    return misses.isEmpty ? nil : .lookupMissed(misses)
  }

  // MARK: Deals

  private static func negativeAmounts(_ deals: Deals, _ reported: [Int]) -> Warning? {
    let negative = reported.filter { deals.won[$0].adjusts == nil && deals.won[$0].amount < 0 }
    return negative.isEmpty
      ? nil : .negativeWithoutAdjusts(names(of: negative, deals), sums: sums(negative, deals))
  }

  private static func teamTies(
    _ deals: Deals, _ touches: Touchpoints, _ journeys: Journeys, _ reported: [Int],
    _ jobs: Int
  ) -> Warning? {
    let tied = reported.filter(jobs: jobs) { index in
      deals.won[index].adjusts == nil && journeys.hasTeamTie(index, in: touches)
    }
    return tied.isEmpty ? nil : .teamTies(names(of: tied, deals), sums: sums(tied, deals))
  }

  private static func cutJourneys(
    _ deals: Deals, _ journeys: Journeys, _ definitions: Definitions, _ reported: [Int],
    _ jobs: Int
  ) -> Warning? {
    guard let lookback = definitions.lookback else { return nil }
    let cut = reported.filter(jobs: jobs) { index in
      deals.won[index].adjusts == nil && journeys.isCut(index, in: deals, lookback: lookback)
    }
    return cut.isEmpty
      ? nil
      : .windowCut(names(of: cut, deals), lookback: dayCount(lookback), sums: sums(cut, deals))
  }

  private static func footerCounts(
    _ touches: Touchpoints, _ deals: Deals, _ costs: Costs, _ lookups: Lookups
  ) -> Warning? {
    let files =
      touches.files.map { ($0.input.name, $0.rowCount, $0.skipped.recordsSaid) }
      + deals.files.map { ($0.input.name, $0.rowCount, $0.skipped.recordsSaid) }
      + costs.files.map { ($0.input.name, $0.rowCount, $0.skipped.recordsSaid) }
      + lookups.files.map { ($0.input.name, $0.rowCount, $0.skipped.recordsSaid) }
    let differing = files.compactMap { name, rows, said in
      said.flatMap { $0 == rows ? nil : (name: name, said: $0, rows: rows) }
    }
    return differing.isEmpty ? nil : .footerCountDiffers(differing)
  }

  /// The names of deals, sorted as far as a message lists them.
  private static func names(of indices: [Int], _ deals: Deals) -> some Collection<String> {
    indices.sorted(first: listLimit) {
      deals.ids.texts.precedes(deals.won[$0].id, deals.won[$1].id)
    }
    .lazy.map { deals.name(deals.won[$0]) }
  }

  /// The money of some deals, a sum for each currency.
  private static func sums(_ indices: [Int], _ deals: Deals) -> String {
    var sums: [Currency: Int128] = [:]
    for index in indices {
      sums[deals.won[index].currency, default: 0] += Int128(deals.won[index].amount)
    }
    return inWords(
      sums.sorted { $0.key.code < $1.key.code }.map { $0.key.grouped($0.value) })
  }
}

/// Touchpoint files of one origin: those of one entry of the definitions, such as a month each. A file
/// that no entry is for, or only one for all files, is one of its own.
struct Origin {
  let name: String
  let earliest: Int64
  let latest: Int64

  /// All with touches, in the order of their first files.
  static func all(of touches: Touchpoints, by definitions: Definitions) -> [Origin] {
    let files = touches.files.filter { $0.earliest <= $0.latest }
    var groups: [(entry: Int?, files: [TouchpointFile])] = []
    for file in files {
      let entry = Definitions.index(for: file.input.fileName, among: definitions.touchpoints)
      if let entry, definitions.touchpoints[entry].file != Definitions.Source().file,
        let known = groups.firstIndex(where: { $0.entry == entry })
      {
        groups[known].files.append(file)
      } else {
        groups.append((entry, [file]))
      }
    }
    return groups.map { entry, files in
      Origin(
        name: files.count == 1 ? files[0].input.name : definitions.touchpoints[entry!].file,
        earliest: files.map(\.earliest).min()!, latest: files.map(\.latest).max()!)
    }
  }
}

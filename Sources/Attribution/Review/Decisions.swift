/// The questions that follow from the page, for the meeting to answer. One on which no money hangs is
/// not asked.
extension PageOne {
  /// What can be the case, each with what is asked then.
  var decisions: [Point] {
    [
      modelOfRecord, channelOwners, financeDifferences, unknownStages, closingDayQuestion,
      windowQuestion, touchlessDeals, missingTouches, negativeAmounts, adjustedDeals,
    ].compactMap(\.self)
  }

  private var modelOfRecord: Point? {
    let models = attribution.definitions.models
    guard attribution.definitions.modelOfRecord == nil, models.count > 1 else { return nil }
    var stake = Stake()
    var widest: Prose?
    for chapter in chapters {
      let teams = CreditRows(of: chapter.groups, in: attribution, by: \.team).rows
        .filter { !$0.isUncredited && $0.spread > 0 }
      guard
        let team = teams.max(by: { ($0.spread, Label($1.name)) < ($1.spread, Label($0.name)) })
      else { continue }
      stake.add(team.spread, chapter.currency)
      if widest == nil {
        widest = """
          \(input: team.name) has between \(chapter.currency.grouped(team.credits.min()!)) and \
          \(chapter.currency.grouped(team.credits.max()!)), by model.
          """
      }
    }
    return widest.map { Point(text: "Which model is the model of record? \($0)", stake: stake) }
  }

  private var channelOwners: Point? {
    var stake = Stake()
    var channels: [Label: Int64] = [:]
    let naming = PartyNaming(attribution.touches.partyNames) { [$0.team, $0.channel] }
    for chapter in chapters {
      let teams = CreditRows(of: chapter.groups, in: attribution, by: \.team).rows
      guard let row = teams.first(where: { $0.name == unassignedTeam && !$0.isUncredited })
      else { continue }
      stake.add(row.credits.max { $0.magnitude < $1.magnitude }!, chapter.currency)
      for group in chapter.groups {
        let parties = Breakdown(of: group, by: naming)
        for row in parties.rows where row.names[0] == unassignedTeam {
          let most = row.tallies.map(\.credit).max { $0.magnitude < $1.magnitude }!
          if most != 0 { channels[Label(row.names[1]), default: 0] += most }
        }
      }
    }
    guard !channels.isEmpty else { return nil }
    let names = channels.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { Prose.input($0.key.text) }
    let more = names.count > 3 ? " and \(names.count - 3) more" : ""
    return Point(
      text: """
        Who owns the channel\(names.count == 1 ? "" : "s") \(names.prefix(3).joined())\(more)? No \
        team does, and the credit is up to \(stake.text(currencies)).
        """, stake: stake)
  }

  private var financeDifferences: Point? {
    let pairs = attribution.comparison.pairs.filter { $0.period == period && $0.differs }
    guard !pairs.isEmpty else { return nil }
    var stake = Stake()
    let parts = pairs.map { pair -> Prose in
      stake.add(pair.difference, pair.currency)
      let deals =
        pair.dealDifference == nil ? "" : " in \(counted(pair.won.deals, "deal"))"
      return "finance’s \(text(of: pair)), or \(pair.currency.grouped(pair.won.amount))\(deals)"
    }
    return Point(text: "Which is right: \(parts.joined(separator: "; "))?", stake: stake)
  }

  private var unknownStages: Point? {
    let stages = attribution.deals.stages
      .filter { $0.isWon == nil && ($0.unread > 0 || $0.sums.contains { $0.value != 0 }) }
      .sorted { ($1.rows, Label($0.name)) < ($0.rows, Label($1.name)) }
    guard !stages.isEmpty else { return nil }
    var stake = Stake()
    for stage in stages {
      for (currency, sum) in stage.sums { stake.add(sum, currency) }
    }
    let names = stages.prefix(3).map { $0.name.isEmpty ? "(empty)" : Prose.input($0.name) }
    let more = stages.count > 3 ? " and \(stages.count - 3) more" : ""
    let rows = stages.reduce(0) { $0 + $1.rows }
    // Amounts that cannot be read are worth nobody knows what.
    let worth = stake.sums.isEmpty ? "" : " worth \(stake.text(currencies))"
    return Point(
      text: """
        Is a deal won in the stage\(stages.count == 1 ? "" : "s") \(names.joined())\(more)? The \
        deal files have \(counted(rows, "row"))\(worth) in \
        \(stages.count == 1 ? "it" : "them"), read as not won.
        """, stake: stake)
  }

  private var closingDayQuestion: Point? {
    question(dealsClosedOnTimelessDay) { members in
      """
      Did the touches on the closing day come before the signature? \(money(of: members)) in \
      \(counted(members.count, "deal")) hangs on it.
      """
    }
  }

  private var windowQuestion: Point? {
    question(dealsOpenedBefore.map(\.deal)) { members in
      """
      Is a window of \(dayCount(attribution.definitions.lookback ?? 0)) long enough? Without it \
      \(counted(members.count, "deal")) worth \(money(of: members)) would have another first touch.
      """
    }
  }

  private var touchlessDeals: Point? {
    question(dealsWithoutTouch) { members in
      """
      Why \(members.count == 1 ? "has" : "have") \(largest(members, separator: ", ", name)) no \
      touch? \(money(of: members)) is no team’s.
      """
    }
  }

  private var missingTouches: Point? {
    let (late, early) = (lateSources, earlySources)
    let names = Set((late.sources + early.sources).map { Label($0.name) }).sorted()
    return question(Set(late.deals + early.deals).sorted()) { members in
      """
      Can \(names.prefix(3).map { Prose.input($0.text) }.joined()) be exported for the whole time? \
      Touches of \(counted(members.count, "deal")) worth \(money(of: members)) may be missing.
      """
    }
  }

  private var negativeAmounts: Point? {
    let won = attribution.deals.won
    let members = chapters.flatMap(\.deals).filter {
      won[$0].adjusts == nil && won[$0].amount < 0
    }
    return question(members) { members in
      """
      Which deal is taken back by \(largest(members, separator: ", ", name))? \
      \(money(of: members)) adjusts none.
      """
    }
  }

  private var adjustedDeals: Point? {
    let members = chapters.flatMap(\.deals).filter {
      attribution.journeys.reason(of: $0) == .adjustedDealNotInFiles
    }
    return question(members) { members in
      """
      Where is the deal that is adjusted by \(largest(members, separator: ", ", name))? \
      \(money(of: members)) has none in the files.
      """
    }
  }

  private func question(_ members: [Int], _ text: ([Int]) -> Prose) -> Point? {
    members.contains { attribution.deals.won[$0].amount != 0 }
      ? Point(text: text(members), stake: Stake(members, of: attribution.deals)) : nil
  }
}

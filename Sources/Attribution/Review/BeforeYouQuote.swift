/// What can make a figure of page one another tomorrow, with the money that hangs on it.
extension PageOne {
  /// Each a point, left out where it says nothing.
  var cautions: [Point] {
    [
      withoutTouch, beginsLate, endsEarly, closingDay, windowCut, teamTies, withoutAccount,
    ].compactMap(\.self)
  }

  // MARK: What the points are about

  var dealsWithoutTouch: [Int] {
    deals.filter { attribution.journeys.reason(of: $0) != nil }
  }

  var dealsClosedOnTimelessDay: [Int] {
    deals.filter {
      attribution.journeys.endsOnTimelessClosingDay(
        $0, in: attribution.deals, touches: attribution.touches)
    }
  }

  private var cutDeals: [Int] {
    deals.filter {
      attribution.journeys.isCut(
        $0, in: attribution.deals, lookback: attribution.definitions.lookback)
    }
  }

  /// The deals whose first touch the window changes, each with the one that would be first without it.
  var dealsOpenedBefore: [(deal: Int, first: Int)] {
    cutDeals.compactMap { index in
      let journeys = attribution.journeys
      guard let first = journeys.firstWithoutWindow(of: index, in: attribution.deals),
        let now = journeys.touches(of: index).first, first != Int(now)
      else { return nil }
      return (index, first)
    }
  }

  /// The sources whose first touch is later than where the windows of some deals open, and these deals.
  var lateSources: (sources: [Origin], deals: [Int]) {
    guard let lookback = attribution.definitions.lookback else { return ([], []) }
    return sources { $0.earliest > $1.closedAt - lookback }
  }

  /// The sources that end seven days and more before some deals were closed, and these deals.
  var earlySources: (sources: [Origin], deals: [Int]) {
    sources { $0.latest < $1.closedAt - 7 * 86_400 }
  }

  private func sources(_ misses: (Origin, Deal) -> Bool) -> (sources: [Origin], deals: [Int]) {
    let all = Origin.all(of: attribution.touches, by: attribution.definitions)
    let won = attribution.deals.won
    let members = deals
    return (
      all.filter { source in members.contains { misses(source, won[$0]) } },
      members.filter { deal in all.contains { misses($0, won[deal]) } }
    )
  }

  // MARK: Points

  private var withoutTouch: Point? {
    let members = dealsWithoutTouch
    let others = chapters.flatMap(\.deals).filter {
      attribution.journeys.reason(of: $0) != nil && attribution.deals.won[$0].dealUnits == 0
    }
    let more: Prose =
      others.isEmpty
      ? ""
      : """
       Of adjustments and negative amounts, \(others.count) worth \(money(of: others)) \
      \(others.count == 1 ? "has" : "have") none either.
      """
    return point(
      "No touch", members,
      """
      \(counted(members.count, "won deal")) worth \(money(of: members)) \
      \(members.count == 1 ? "has" : "have") no touch on record
      """, and: more
    ) { index in
      let owner = [.owner, .ownerTeam].map { attribution.deals.label($0, of: index) }
        .filter { !$0.isEmpty }.map { Prose.input($0) }.joined()
      let of: Prose = owner.isEmpty ? "" : "\(owner); "
      let reason = attribution.journeys.reason(of: index)!.name
      return "\(nameAndMoney(index)) (\(of)\(reason))"
    }
  }

  private var beginsLate: Point? {
    let (sources, members) = lateSources
    let list = listed(sources) { $0.earliest }
    return point(
      "Begins late", members,
      """
      \(list); touches before that cannot be seen, and the windows of \
      \(counted(members.count, "deal")) worth \(money(of: members)) open earlier
      """, nameAndMoney)
  }

  private var endsEarly: Point? {
    let (sources, members) = earlySources
    let list = listed(sources) { $0.latest }
    return point(
      "Ends early", members,
      """
      \(list); touches after that cannot be seen, and \(counted(members.count, "deal")) worth \
      \(money(of: members)) \(members.count == 1 ? "was" : "were") closed more than seven days later
      """, nameAndMoney)
  }

  private var closingDay: Point? {
    let members = dealsClosedOnTimelessDay
    return point(
      "Closing day", members,
      """
      in \(counted(members.count, "deal")) worth \(money(of: members)) the last touch lies on the \
      closing day, which has no time: was it after the signature?
      """, nameAndMoney)
  }

  private var windowCut: Point? {
    let members = cutDeals
    guard let lookback = attribution.definitions.lookback, !members.isEmpty else { return nil }
    let opened = dealsOpenedBefore
    let lead: Prose = """
      \(strong: "Window:") touches more than \(dayCount(lookback)) before the close are left \
      out of \(counted(members.count, "deal")) worth \(money(of: members))
      """
    let firsts = Dictionary(uniqueKeysWithValues: opened.map { ($0.deal, $0.first) })
    let whose =
      members.count == 1
      ? "its first touch"
      : opened.count == members.count
        ? "the first touch of each" : "the first touch of \(opened.count)"
    let rest: Prose =
      opened.isEmpty
      ? "; none would have another first touch with them"
      : """
      ; with them \(whose) would be another: \
      \(largest(opened.map(\.deal)) { "\(nameAndMoney($0)) (\(words(of: firsts[$0]!)))" })
      """
    return Point(text: lead + rest + ".", stake: Stake(members, of: attribution.deals))
  }

  private var teamTies: Point? {
    let members = deals.filter {
      attribution.journeys.hasTeamTie($0, in: attribution.touches)
    }
    return point(
      "Ties", members,
      """
      in \(counted(members.count, "deal")) worth \(money(of: members)) touches of different teams \
      are equally first or equally last
      """, nameAndMoney)
  }

  /// The touches of each team that can be in no journey. They have no money.
  private var withoutAccount: Point? {
    var counts: [Label: (without: Int64, all: Int64)] = [:]
    let left = [TouchOutcome.rejected.name, TouchOutcome.filtered.name]
    for count in attribution.rowCounts
    where count.kind == "touchpoints" && !count.team.isEmpty && !left.contains(count.outcome) {
      counts[Label(count.team), default: (0, 0)].all += Int64(count.rows)
      if count.outcome == TouchOutcome.noAccount.name {
        counts[Label(count.team), default: (0, 0)].without += Int64(count.rows)
      }
    }
    let teams = counts.filter { $0.value.without > 0 }
      .sorted { ($1.value.without, $0.key) < ($0.value.without, $1.key) }
    guard !teams.isEmpty else { return nil }
    let parts = teams.prefix(listLimit).map { team, count -> Prose in
      let share = fractions(of: [count.without, count.all - count.without], in: 1_000)![0]
      return """
        \(input: team.text) \(grouped(Int(count.without))) of \(grouped(Int(count.all))) \
        (\(percentText(share)))
        """
    }
    let more = teams.count > listLimit ? " and \(teams.count - listLimit) more teams" : ""
    return Point(
      text: """
        \(strong: "No account:") touches that name no account are in no journey; in all files, by \
        team: \(parts.joined())\(more).
        """, stake: Stake())
  }

  // MARK: Words

  private func point(
    _ title: String, _ members: [Int], _ text: Prose, and more: Prose = "",
    _ words: (Int) -> Prose
  ) -> Point? {
    guard !members.isEmpty else { return nil }
    let separator = text.plain.hasSuffix("?") ? "" : ":"
    return Point(
      text: """
        \(strong: "\(title):") \(text)\(separator) \(largest(members, words)).\(more)
        """, stake: Stake(members, of: attribution.deals))
  }

  /// Sources, each with a day.
  private func listed(_ sources: [Origin], _ instant: (Origin) -> Int64) -> Prose {
    let all = sources.map { "\(input: $0.name) (\(day(instant($0))))" as Prose }
    let more = all.count > listLimit ? " and \(all.count - listLimit) more" : ""
    return all.prefix(listLimit).joined() + "\(more)"
  }

  /// `marketing, Paid Search, 2026-04-02`
  private func words(of touch: Int) -> Prose {
    let touches = attribution.touches
    let party = touches.partyNames[Int(touches.parties[touch])]
    return "\(input: party.team), \(input: party.channel), \(day(touches.instants[touch]))"
  }

  /// The day by the clocks of the definitions' zone.
  func day(_ instant: Int64) -> String {
    String(attribution.definitions.zone.text(of: instant).prefix(10))
  }
}

/// What several sections of a chapter tell of its deals, counted once.
struct ChapterFigures {
  /// Without adjustments and negative amounts, by their index in `Deals.won` and in that order: what is
  /// known of them lies in it.
  let deals: [Int]
  let teams: PartyFigures
  let channels: PartyFigures
  let journeys: JourneyShapes

  init(of chapter: CurrencyChapter, in attribution: Attribution) {
    teams = PartyFigures("team", of: chapter, in: attribution, by: \.team, \.teams)
    channels = PartyFigures(
      "channel", of: chapter, in: attribution, by: \.channel, \.channels)
    let won = attribution.deals.won
    var places = Array(repeating: Int32(-1), count: won.count)
    for (place, deal) in chapter.deals.enumerated() { places[deal] = Int32(place) }
    deals = won.indices.filter { places[$0] >= 0 && won[$0].dealUnits > 0 }
    journeys = JourneyShapes(of: deals, at: places, in: attribution)
  }
}

/// The credit and the reach of all teams, or of all channels.
struct PartyFigures {
  /// `team` or `channel`.
  let noun: String
  let credit: CreditRows
  let reach: [Label: Reach]
  /// Those with a touch in a journey of a deal: in the order of their credit, then by their bytes.
  let names: [Label]
  /// The touches of all of them: what adds up.
  let total: Reach

  init(
    _ noun: String, of chapter: CurrencyChapter, in attribution: Attribution,
    by name: (Touchpoints.Party) -> String, _ reaches: (GroupReach) -> [Label: Reach]
  ) {
    self.noun = noun
    credit = CreditRows(of: chapter.groups, in: attribution, by: name)
    var reach: [Label: Reach] = [:]
    for (group, found) in zip(attribution.credit.groups, attribution.reach)
    where group.currency == chapter.currency {
      for (name, own) in reaches(found) { reach[name, default: Reach()] += own }
    }
    let credited = credit.rows.filter { !$0.isUncredited }.map { Label($0.name) }
    let known = Set(credited)
    names =
      credited.filter { reach[$0] != nil } + reach.keys.filter { !known.contains($0) }.sorted()
    self.reach = reach
    total = Reach.sum(of: reach.values)
  }

  /// The first of them, and the others. One more is shown rather than folded alone.
  func folded(to limit: Int) -> (shown: ArraySlice<Label>, rest: ArraySlice<Label>) {
    names.count > limit + 1
      ? (names.prefix(limit), names.dropFirst(limit)) : (names[...], [])
  }

  /// The first of them with the touches of each, and the touches of the others in one.
  func rows(limit: Int) -> [(label: Prose, reach: Reach)] {
    let (shown, rest) = folded(to: limit)
    let others: Prose = "\(grouped(rest.count)) more \(noun)s"
    return shown.map { (.input($0.text), reach[$0]!) }
      + (rest.isEmpty ? [] : [(others, sum(of: rest))])
  }

  /// What adds up of the reach of some.
  func sum(of names: ArraySlice<Label>) -> Reach { Reach.sum(of: names.lazy.map { reach[$0]! }) }
}

extension Reach {
  /// What adds up: touches, where these sit, and how old they are. Deals overlap.
  fileprivate static func sum(of parts: some Sequence<Reach>) -> Reach {
    parts.reduce(into: Reach()) { sum, part in
      sum.touches += part.touches
      sum.places += part.places
      sum.age += part.age
    }
  }
}

extension CurrencyChapter {
  /// How long journeys are, which way they go, and who is in them.
  func journeysSection(_ figures: ChapterFigures, of attribution: Attribution) -> [Document.Block] {
    let journeys = figures.journeys
    guard journeys.count > 0 else { return [] }
    var lengths = Table([
      ("\(countedGrouped(journeys.count, "journey"))", .left), ("median", .right),
      ("90th percentile", .right), ("longest", .right),
    ])
    let ranks = [50, 90, 100]
    lengths.add(["touches"] + ranks.map { "\(grouped(journeys.touches.rank($0)))" })
    lengths.add(
      ["days from first touch to close"]
        + ranks.map { "\(daysWithTenths(journeys.durations.rank($0)))" })
    return [
      .heading(2, "Journeys\(suffix(of: attribution))"),
      .paragraph(
        """
        The median is the smallest number that at least half of the journeys do not exceed, the 90th \
        percentile the smallest that at least nine tenths do not. Adjustments and negative amounts \
        have no journeys of their own.
        """),
      .table(lengths),
    ] + paths(journeys, attribution) + [.table(combinations(journeys, attribution))]
  }

  private func paths(_ journeys: JourneyShapes, _ attribution: Attribution) -> [Document.Block] {
    // Ten ways that ten deals went alone are no pattern.
    guard journeys.count <= 10 || journeys.paths.count < journeys.count else {
      return [
        .paragraph("No two of the \(grouped(journeys.count)) journeys are of the same channels.")
      ]
    }
    return [
      .paragraph(
        """
        The most common paths: channels in the order of their touches, ×3 where three of one follow \
        each other. Touches of one second stand in the order of their ids.
        """),
      .table(
        table(of: journeys.paths, "path", others: "path", journeys) { index in
          attribution.path(of: index)
        }),
    ]
  }

  private func combinations(_ journeys: JourneyShapes, _ attribution: Attribution) -> Table {
    table(of: journeys.combinations, "journeys with touches of", others: "combination", journeys) {
      attribution.teams(of: $0)
    }
  }

  /// The most common ones, the others in one row, and all of them.
  private func table(
    of groups: [JourneyShapes.Alike], _ heading: Prose, others: String, _ journeys: JourneyShapes,
    _ text: (Int) -> Prose
  ) -> Table {
    var table = Table([
      (heading, .left), ("deals", .right), ("amount (\(currency.code))", .right),
    ])
    func add(_ label: Prose, _ deals: Int, _ amount: Int64) {
      table.add([label, "\(grouped(deals))", "\(currency.grouped(amount, withCode: false))"])
    }
    let shown = groups.ranked(first: groups.count > 11 ? 10 : 11)
    for group in shown { add(text(Int(group.example)), group.deals, group.amount) }
    if groups.count > shown.count {
      add(
        "\(countedGrouped(groups.count - shown.count, "other \(others)"))",
        journeys.count - shown.reduce(0) { $0 + $1.deals },
        journeys.amount - shown.reduce(0) { $0 + $1.amount })
    }
    table.sum = [
      "sum", "\(grouped(journeys.count))",
      "\(currency.grouped(journeys.amount, withCode: false))",
    ]
    return table
  }
}

extension Attribution {
  /// The channels of a journey one after the other, cut in the middle after six.
  fileprivate func path(of index: Int) -> Prose {
    var steps: [(channel: String, count: Int)] = []
    for touch in journeys.touches(of: index) {
      let channel = touches.partyNames[Int(touches.parties[Int(touch)])].channel
      if let last = steps.last, Label(last.channel) == Label(channel) {
        steps[steps.count - 1].count += 1
      } else {
        steps.append((channel, 1))
      }
    }
    func text(_ steps: some Sequence<(channel: String, count: Int)>) -> [Prose] {
      steps.map { "\(input: $0.channel)" + ($0.count > 1 ? " ×\(grouped($0.count))" : "") }
    }
    let limit = 6
    let parts =
      steps.count > limit
      ? text(steps.prefix(3)) + ["\(countedGrouped(steps.count - limit, "more step"))"]
        + text(steps.suffix(3))
      : text(steps)
    return parts.joined(separator: " → ")
  }

  /// The teams with touches in a journey, by the bytes of their names.
  fileprivate func teams(of index: Int) -> Prose {
    let parties = Set(journeys.touches(of: index).map { touches.parties[Int($0)] })
    let teams = Set(parties.map { Label(touches.partyNames[Int($0)].team) }).sorted()
    if teams.count == 1 { return "\(input: teams[0].text) alone" }
    let more: Prose = teams.count > 6 ? " and \(teams.count - 6) more" : ""
    return teams.prefix(6).map { .input($0.text) }.joined() + more
  }
}

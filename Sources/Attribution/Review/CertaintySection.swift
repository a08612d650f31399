extension CurrencyChapter {
  /// How sure the shares are: what chance does to them, and what other settings would.
  func certaintySection(
    _ figures: ChapterFigures, of attribution: Attribution
  ) -> [Document.Block] {
    let heading = Document.Block.heading(2, "How sure can we be\(suffix(of: attribution))")
    guard let certainty = attribution.certainty else {
      return [heading, .paragraph(notComputed(attribution))]
    }
    let teams = figures.teams.credit
    guard won > 0, let ranges = certainty.ranges.first(where: { $0.currency == currency }) else {
      return [heading, .paragraph("No shares are given, since won revenue is not above zero.")]
    }
    return [heading] + chanceBlocks(ranges, teams, attribution)
      + settingBlocks(certainty.sensitivity, teams, attribution)
  }

  private func notComputed(_ attribution: Attribution) -> Prose {
    """
    This is looked into without being asked for up to \(grouped(Certainty.usualDeals)) won deals in \
    a report whose journeys, by all lookbacks that are tried, have up to \
    \(grouped(Certainty.usualTouches)) touches together. Here there are more: \
    \(code: "smarketing run --sensitivity") looks into it all the same. Until then \
    \(code: "sensitivity.csv") has no rows.
    """
  }

  // MARK: Chance

  private func chanceBlocks(
    _ ranges: ShareRanges, _ teams: CreditRows, _ attribution: Attribution
  ) -> [Document.Block] {
    let honesty: Prose =
      "This is about which deals happened to close. It does not say whether a model is right."
    let deals = drawnDeals(ranges)
    if ranges.dealCount == 1, let only = ranges.largest {
      return [
        .paragraph(
          """
          All of won revenue is of \(name(of: only.deal, attribution)): too few deals to tell what \
          chance does, or to tell teams apart. \(honesty)
          """)
      ]
    }
    if ranges.dealCount < ShareRanges.fewDeals, let largest = ranges.largest {
      return [
        .paragraph(
          """
          \(deals) are fewer than \(ShareRanges.fewDeals): too few to tell what chance does. The \
          largest, \(name(of: largest.deal, attribution)), is \(percentText(largest.share)) of won \
          revenue, and whether it was won or not can move a team's share by as much as that. Teams \
          whose shares are less than \(percentText(largest.share)) of won revenue apart cannot be \
          told apart. \(honesty)
          """)
      ]
    }
    guard !ranges.ranges.isEmpty else {
      return [
        .paragraph(
          """
          No ranges are given: won revenue is above zero in only \(ranges.usable) of \
          \(grouped(ShareRanges.resampleCount)) draws of deals from the \(deals).
          """)
      ]
    }
    return [
      .paragraph(
        """
        Had chance let other deals of this kind close, the shares would differ. From the \(deals) as \
        many are drawn \(grouped(ShareRanges.resampleCount)) times, some of them twice or more and \
        some never: in nine of ten draws a team's share is within its range. Where the ranges of two teams overlap, chance may have put one before the other. An \
        adjustment is drawn with its deal. The draws begin at the seed \(ShareRanges.seed), so that \
        they are the same every time. \(honesty)
        """),
      .picture(rangePicture(ranges, teams, attribution)),
      .table(rangeTable(ranges, teams, attribution)),
    ]
  }

  private func drawnDeals(_ ranges: ShareRanges) -> String {
    let others = ranges.otherCount
    return counted(ranges.dealCount - others, "deal")
      + (others > 0
        ? " and "
          + counted(
            others, "negative amount or adjustment of another deal",
            "negative amounts or adjustments of other deals") : "")
  }

  private func name(of index: Int, _ attribution: Attribution) -> Prose {
    let id = attribution.deals.name(attribution.deals.won[index])
    let name = attribution.deals.label(.name, of: index)
    return name.isEmpty ? "\(input: id)" : "\(input: name) (\(input: id))"
  }

  private func rangeTable(
    _ ranges: ShareRanges, _ teams: CreditRows, _ attribution: Attribution
  ) -> Table {
    let models = attribution.definitions.models
    let (lead, order) = (attribution.leadModel, attribution.modelsLeadFirst)
    var table = Table(
      [("team, share of won revenue", .left), ("\(models[lead].name)", .right)]
        + order.map { ("90 % range, \(models[$0].name)", .right) })
    for row in teams.folded(to: 15, noun: "team") {
      table.add(
        [row.label, "\(percentText(row.shares[lead]))"]
          + order.map { "\(ranges.range(of: row, by: $0).map(fromTo) ?? never(row))" })
    }
    table.sum = ["sum", "100.0 %"] + order.map { _ in "" }
    return table
  }

  /// What stands for a range that there is none of: a team that no draw gives anything has nothing,
  /// and several teams have ranges of their own only.
  private func never(_ row: CreditRows.Row) -> String {
    row.label == .input(row.name) ? percentText(0) : ""
  }

  // MARK: Settings

  private func settingBlocks(
    _ sensitivity: Sensitivity, _ teams: CreditRows, _ attribution: Attribution
  ) -> [Document.Block] {
    let moves = SettingMoves(of: self, by: sensitivity, beside: teams, attribution).moves
    guard !moves.isEmpty else {
      return [
        .paragraph(
          """
          With the other half-lives, lookbacks and weights of the ends that \
          \(code: "sensitivity.csv") lists, no team's share is another.
          """)
      ]
    }
    var table = Table([
      ("team, share of won revenue", .left), ("what is changed", .left), ("in force", .right),
      ("lowest", .right), ("with", .left), ("highest", .right), ("with", .left),
    ])
    for move in moves {
      table.add([
        .input(move.name), "\(move.setting.words), \(code: move.model)",
        "\(percentText(move.inForce))",
        "\(percentText(move.lowest.share))", "\(move.lowest.value)",
        "\(percentText(move.highest.share))", "\(move.highest.value)",
      ])
    }
    return [
      .paragraph(
        """
        The settings of the models are agreed, not measured. With others the same deals and touches \
        come to other shares; \(code: "sensitivity.csv") has all of them, by every model and in every \
        period.
        """),
      .list(Variation.Setting.allCases.compactMap { sentence(moves, of: $0) }),
      .picture(settingPicture(moves, attribution)), .table(table),
    ]
  }

  /// The team that a setting moves most.
  private func sentence(_ moves: [SettingMoves.Move], of setting: Variation.Setting) -> Prose? {
    let own = moves.filter { $0.setting == setting }
    guard let widest = own.map(\.width).max(), let move = own.first(where: { $0.width == widest })
    else { return nil }
    return """
      \(input: move.name) has \(percentText(move.lowest.share)) of won revenue by \(code: move.model) with \
      a \(setting.words) \(move.lowest.value == noLimit ? "without limit" : "of \(move.lowest.value)"), and \(percentText(move.highest.share)) with \
      \(move.highest.value); by the rules in force \(percentText(move.inForce)).
      """
  }
}

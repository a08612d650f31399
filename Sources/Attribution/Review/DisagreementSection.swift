extension CurrencyChapter {
  /// The largest differences between models, and what the data say of them.
  func disagreementSection(
    _ figures: ChapterFigures, of attribution: Attribution
  ) -> [Document.Block] {
    let models = attribution.definitions.models
    guard models.count > 1 else { return [] }
    var table = Table([
      ("who", .left), ("lowest (\(currency.code))", .right), ("by", .left),
      ("highest (\(currency.code))", .right), ("by", .left), ("spread", .right), ("rank", .left),
    ])
    var sentences: [Prose] = []
    for (parties, limit) in [(figures.teams, 3), (figures.channels, 5)] {
      for standing in Standing.all(in: parties).prefix(limit) {
        let (lowest, highest) = (standing.lowest, standing.highest)
        table.add([
          "\(parties.noun) \(input: standing.row.name)",
          "\(currency.grouped(standing.row.credits[lowest], withCode: false))",
          "\(models[lowest].name)",
          "\(currency.grouped(standing.row.credits[highest], withCode: false))",
          "\(models[highest].name)", "\(currency.grouped(standing.row.spread, withCode: false))",
          "\(standing.rankWords(models))",
        ])
        let reasons = Reasons(
          own: parties.reach[Label(standing.row.name)] ?? Reach(), all: parties.total,
          amount: figures.journeys.amount, currency: currency)
        sentences.append(
          "\(strong: "\(parties.noun) \(input: standing.row.name)") "
            + reasons.sentence(lowest: models[lowest], highest: models[highest]))
      }
    }
    guard !table.isEmpty else { return [] }
    let deals = countedGrouped(figures.journeys.count, "deal")
    let touches = countedGrouped(figures.teams.total.touches, "touch", "touches")
    return [
      .heading(2, "Where the models disagree, and why\(suffix(of: attribution))"),
      .table(table),
      .paragraph(
        """
        Journeys: those of \(deals), worth \(currency.grouped(figures.journeys.amount)), with \
        \(touches). A deal that several open, or close, in the same second counts for each; \
        adjustments and negative amounts do not count here.
        """),
      .list(sentences),
    ]
  }
}

/// How a team or a channel stands in each model.
private struct Standing {
  let row: CreditRows.Row
  /// Its rank for each model, those of equal credit together.
  let ranks: [Int]

  var lowest: Int { row.credits.indices.min { row.credits[$0] < row.credits[$1] }! }
  var highest: Int { row.credits.indices.max { row.credits[$0] < row.credits[$1] }! }
  private var best: Int { ranks.indices.min { ranks[$0] < ranks[$1] }! }
  private var worst: Int { ranks.indices.min { ranks[$0] > ranks[$1] }! }
  private var fall: Int { ranks[worst] - ranks[best] }

  /// All that models disagree on: by spread, then by change of rank.
  static func all(in parties: PartyFigures) -> [Standing] {
    let rows = parties.credit.rows.filter { !$0.isUncredited }
    guard let models = rows.first?.credits.indices else { return [] }
    let ranks = models.map { model in
      var ranks: [Int64: Int] = [:]
      for (position, credit) in rows.map({ $0.credits[model] }).sorted(by: >).enumerated()
      where ranks[credit] == nil {
        ranks[credit] = position + 1
      }
      return ranks
    }
    return rows.filter { $0.spread > 0 }
      .map { row in Standing(row: row, ranks: models.map { ranks[$0][row.credits[$0]]! }) }
      .sorted {
        ($1.row.spread, $1.fall, Label($0.row.name)) < ($0.row.spread, $0.fall, Label($1.row.name))
      }
  }

  /// `1st by first_touch, 4th by last_touch`.
  func rankWords(_ models: [Model]) -> String {
    fall == 0
      ? "\(ordinal(ranks[best])) in every model"
      : """
      \(ordinal(ranks[best])) by \(models[best].name), \(ordinal(ranks[worst])) by \
      \(models[worst].name)
      """
  }
}

/// What the journeys say of why one model gives more than another.
private struct Reasons {
  /// The reach of the one in question, and of all together.
  let own: Reach
  let all: Reach
  /// Money of all deals with a journey.
  let amount: Int64
  let currency: Currency

  /// What a model that gives much and one that gives little look at, in numbers, and that this is
  /// the reason if the numbers bear it out.
  func sentence(lowest: Model, highest: Model) -> Prose {
    guard own.touched > 0 else {
      return "touched no deal: what it has is of adjustments or negative amounts."
    }
    let kinds: Set = [lowest.kind, highest.kind]
    var facts: [Prose] = []
    if !kinds.isDisjoint(with: ["first_touch", "last_touch"]) {
      let opens = own.opened == 0 ? "none" : grouped(own.opened)
      let closes = own.closed == 0 ? "none" : grouped(own.closed)
      facts.append(
        own.opened == 0 && own.closed == 0
          ? "opens and closes none of the \(countedGrouped(own.touched, "deal")) that it touched"
          : """
          opens \(opens) of the \(countedGrouped(own.touched, "deal")) that it touched\
          \(worth(own.opened, own.amountOpened)), and closes \(closes)\
          \(worth(own.closed, own.amountClosed))
          """)
    }
    if kinds.contains("linear") {
      facts.append(
        """
        has \(grouped(own.touches)) of the \(grouped(all.touches)) touches \
        (\(partText(own.touches, of: all.touches)))
        """)
    }
    if kinds.contains("time_decay") {
      facts.append(
        """
        has its touches \(daysWithTenths(own.age / Int128(own.touches))) days before the close on \
        average, all together have theirs \(daysWithTenths(all.age / Int128(all.touches))) days before
        """)
    }
    if kinds.contains("position_based") {
      facts.append(
        """
        has \(partText(own.atEnds, of: own.touches)) of its \(grouped(own.touches)) \
        \(own.touches == 1 ? "touch" : "touches") at the ends of journeys, where of all touches it \
        is \(partText(all.atEnds, of: all.touches))
        """)
    }
    return facts.joined(separator: "; it ") + (reason(lowest, highest).map { ": \($0)." } ?? ".")
  }

  private func worth(_ deals: Int, _ amount: Int64) -> String {
    deals == 0
      ? "" : " (\(partText(deals, of: own.touched)), worth \(currency.grouped(amount)))"
  }

  /// Why the highest model gives so much; nil where the numbers do not say it.
  private func reason(_ lowest: Model, _ highest: Model) -> Prose? {
    guard lowest.kind != highest.kind else { return nil }
    let opened = Ratio(own.amountOpened, of: amount)
    let closed = Ratio(own.amountClosed, of: amount)
    let touches = Ratio(own.touches, of: all.touches)
    switch highest.kind {
    case "first_touch":
      return opened > (lowest.kind == "linear" ? touches : closed)
        ? "models of the first touch favour it" : nil
    case "last_touch":
      return closed > (lowest.kind == "first_touch" ? opened : touches)
        ? "models of the last touch favour it" : nil
    case "linear":
      let others =
        switch lowest.kind {
        case "first_touch": [opened]
        case "position_based": [opened, closed]
        default: [closed]
        }
      return others.allSatisfy { touches > $0 }
        ? "\(code: highest.name) follows the number of touches" : nil
    case "time_decay":
      return Ratio(all.age, of: all.touches) > Ratio(own.age, of: own.touches)
        ? "\(code: highest.name) favours touches near the close" : nil
    default:
      // What such a model favours depends on its settings.
      return nil
    }
  }
}

extension Reach {
  /// Touches that are first, last or both.
  fileprivate var atEnds: Int { touches - places.between }
}

/// A quotient that is compared exactly.
private struct Ratio: Comparable {
  let part: Int128
  let whole: Int128

  init(_ part: some FixedWidthInteger, of whole: some FixedWidthInteger) {
    (self.part, self.whole) = (Int128(part), Int128(whole))
  }

  static func < (one: Ratio, other: Ratio) -> Bool {
    one.part * other.whole < other.part * one.whole
  }
}

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
      facts.append("\(ends)")
    }
    if kinds.contains("linear") {
      facts.append(
        """
        has \(grouped(own.touches)) of the \(grouped(all.touches)) touches \
        (\(partText(own.touches, of: all.touches)))
        """)
    }
    if kinds.contains("time_decay") {
      let age = daysWithTenths(own.age / Int128(own.touches))
      let ageOfAll = daysWithTenths(all.age / Int128(all.touches))
      facts.append(
        own.touches == 1
          ? "has its one touch \(age) days before the close, where the average of all is \(ageOfAll)"
          : """
          has its touches \(age) days before the close on average, all together have theirs \
          \(ageOfAll) days before
          """)
    }
    if kinds.contains("position_based") {
      let share = partText(all.atEnds, of: all.touches)
      facts.append(
        own.touches == 1
          ? """
          has its one touch \(own.atEnds == 1 ? "at an end of a journey" : "within a journey"), where \
          of all touches \(share) are at the ends
          """
          : """
          has \(partText(own.atEnds, of: own.touches)) of its \(grouped(own.touches)) touches at the \
          ends of journeys, where of all touches it is \(share)
          """)
    }
    return facts.joined(separator: "; it ") + (reason(lowest, highest).map { ": \($0)." } ?? ".")
  }

  /// How many of the deals that it touched it opens, and how many it closes, with what they are worth.
  private var ends: String {
    let (opens, closes) = (
      worth(own.opened, own.amountOpened), worth(own.closed, own.amountClosed)
    )
    switch (own.touched, own.opened, own.closed) {
    case (1, 0, 0): return "neither opens nor closes the one deal that it touched"
    case (1, 0, _): return "does not open the one deal that it touched, and closes it\(closes)"
    case (1, _, 0): return "opens the one deal that it touched\(opens), and does not close it"
    case (1, _, _): return "opens and closes the one deal that it touched\(opens)"
    case (let touched, 0, 0):
      return "opens and closes none of the \(grouped(touched)) deals that it touched"
    case (let touched, let opened, let closed) where opened == touched && closed == touched:
      return "opens and closes \(whole(touched)) deals that it touched\(opens)"
    case (let touched, let opened, let closed):
      let first = opened == touched ? whole(touched) : "\(some(opened)) of the \(grouped(touched))"
      let last = closed == touched ? whole(touched) + " of them" : some(closed)
      return "opens \(first) deals that it touched\(opens), and closes \(last)\(closes)"
    }
  }

  private func whole(_ count: Int) -> String { count == 2 ? "both" : "all \(grouped(count))" }
  private func some(_ count: Int) -> String { count == 0 ? "none" : grouped(count) }

  private func worth(_ deals: Int, _ amount: Int64) -> String {
    switch deals {
    case 0: ""
    case own.touched: " (worth \(currency.grouped(amount)))"
    default: " (\(partText(deals, of: own.touched)), worth \(currency.grouped(amount)))"
    }
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

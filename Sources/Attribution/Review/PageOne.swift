/// The first screen of the review: what a person would say first, about one period.
struct PageOne {
  let attribution: Attribution
  /// The period that it is about: the latest of the report.
  let period: String
  /// That period alone, in each of its currencies.
  let chapters: [CurrencyChapter]
  /// The deals that the page is about, by their index in `Deals.won`; adjustments and negative amounts
  /// are none.
  let deals: [Int]

  init(of attribution: Attribution) {
    self.attribution = attribution
    let latest = attribution.credit.groups.last?.period ?? attribution.period.name
    period = latest
    chapters = CurrencyChapter.all(of: attribution).compactMap { chapter in
      let groups = chapter.groups.filter { $0.period == latest }
      return groups.isEmpty ? nil : CurrencyChapter(currency: chapter.currency, groups: groups)
    }
    deals = chapters.flatMap(\.deals).filter { attribution.deals.won[$0].dealUnits > 0 }
  }

  /// The whole page, a line a part, and what it has no room for.
  var blocks: (page: [Document.Block], rest: [Document.Block]) {
    guard !chapters.isEmpty else {
      return ([.paragraph(([noDeals] + financeElsewhere).joined(separator: " "))], [])
    }
    let known = section("Before you quote a figure", cautions, "More to know before you quote")
    let decided = section("To decide in this meeting", decisions, "More to decide")
    let rest: Prose = "; the sections from “Credit by team” on are about all of them."
    var page = scope(of: "this page").map { [Document.Block.paragraph($0 + rest)] } ?? []
    page += wonAndTeams
    page += known.page
    page += attribution.closedSection
    page += decided.page
    return (page, known.rest + decided.rest)
  }

  /// The lines that the command prints when it is done.
  var summary: [Prose] {
    guard !chapters.isEmpty else { return [noDeals] + financeElsewhere }
    var lines: [Prose] = scope(of: "this").map { [$0 + "."] } ?? []
    for chapter in chapters {
      lines.append(wonLine(of: chapter))
      if let finance = financeLine(of: chapter) { lines.append(finance) }
      lines.append(creditedLine(of: chapter))
      lines += chapter.teamSentences(of: attribution)
    }
    return lines + financeElsewhere
  }

  /// The currencies in the order of the page.
  var currencies: [Currency] { chapters.map(\.currency) }

  // MARK: Parts

  /// How many points of a kind the page holds.
  private static let room = 6

  private var noDeals: Prose {
    "\(attribution.period == .everyMonth ? "In these files" : attribution.periodWords), no deals were won."
  }

  /// What is told of first, where the report is about more.
  private func scope(of this: String) -> Prose? {
    let periods = Set(attribution.credit.groups.map(\.period)).count
    return periods == 1
      ? nil
      : "Of the \(periods) months of this report, \(this) is about the latest, \(monthWords(period))"
  }

  private var wonAndTeams: [Document.Block] {
    var blocks: [Document.Block] = []
    for chapter in chapters {
      let types = chapter.groups.flatMap { attribution.creditByType(of: $0) }
      let only: Prose? = types.count == 1 ? "All of it is \(types[0].label)." : nil
      let lines = [wonLine(of: chapter), financeLine(of: chapter), only].compactMap(\.self)
      let teams = TeamTable(of: chapter, in: attribution)
      blocks += [.paragraph(lines.joined(separator: " ")), .table(teams.all)]
      if types.count > 1 { blocks.append(.table(teams.apart(types))) }
    }
    if !financeElsewhere.isEmpty {
      blocks.append(.paragraph(financeElsewhere.joined(separator: " ")))
    }
    return blocks + [.paragraph(modelWords)]
  }

  /// By which model the tables quote, and what it does.
  private var modelWords: Prose {
    guard let name = attribution.definitions.modelOfRecord else {
      return """
        No model of record is agreed: the tables show the least and the most that each team gets, by \
        model.
        """
    }
    let models = attribution.definitions.models
    let others = models.count > 1 ? " What the other models do is in “Ground rules”." : ""
    return "\(code: name), the model of record: \(models[attribution.leadModel].rule).\(others)"
  }

  /// The points with the most money, and those that are left, under a heading of their own.
  private func section(
    _ title: Prose, _ points: [Point], _ more: Prose
  ) -> (page: [Document.Block], rest: [Document.Block]) {
    guard !points.isEmpty else { return ([], []) }
    let ranked = points.ranked(by: currencies).map(\.text)
    let left = Array(ranked.dropFirst(PageOne.room))
    let page = Array(ranked.prefix(PageOne.room))
    guard !left.isEmpty else { return ([.heading(2, title), .list(page)], []) }
    return (
      [.heading(2, title), .list(page + ["\(left.count) more below, under “\(more)”."])],
      [.heading(2, more), .list(left)]
    )
  }
}

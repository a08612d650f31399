/// `review.md`: the document of the meeting.
///
/// It is made from the same tallies as the CSV files, and its percentages come from the same
/// function, so that no figure in it can be another than theirs.
extension Attribution {
  /// The whole document, a line a section.
  package var review: Document {
    let chapters = CurrencyChapter.all(of: self)
    var blocks = headline(chapters)
    for chapter in chapters {
      let figures = ChapterFigures(of: chapter, in: self)
      blocks += chapter.creditSections(of: self)
      blocks += chapter.dimensionSections(of: self)
      blocks += chapter.disagreementSection(figures, of: self)
      blocks += chapter.placesSection(figures, of: self)
      blocks += chapter.largestDealsSection(figures, of: self)
      blocks += chapter.reachSection(figures, of: self)
      blocks += chapter.sourceSection(figures, of: self)
      blocks += chapter.trendSection(of: self)
      blocks += chapter.journeysSection(figures, of: self)
      blocks += chapter.uncreditedSection(of: self)
    }
    blocks += costSections
    blocks += reconciliationSection(chapters)
    blocks += warningsSection
    blocks += stagesSection
    blocks += rowsSection
    blocks += groundRules
    let subject = period == .everyMonth ? "all won deals" : period.name
    return Document(title: "Credit review: \(subject)", blocks: blocks)
  }

  /// What a person would say first, as the command prints it when it is done.
  package var summary: String {
    let chapters = CurrencyChapter.all(of: self)
    guard !chapters.isEmpty else { return noDeals.plain + "\n" }
    return chapters.flatMap { $0.headline(of: self) + $0.teamSentences(of: self) }
      .map { $0.plain + "\n" }.joined()
  }

  private func headline(_ chapters: [CurrencyChapter]) -> [Document.Block] {
    guard !chapters.isEmpty else { return [.paragraph(noDeals)] }
    return chapters.flatMap { chapter -> [Document.Block] in
      let teams = chapter.teamSentences(of: self)
      return [.paragraph(chapter.headline(of: self).joined(separator: " "))]
        + (teams.isEmpty ? [] : [.list(teams)])
    }
  }

  private var noDeals: Prose {
    "\(period == .everyMonth ? "In these files" : periodWords), no deals were won."
  }
}

extension Attribution {
  /// The model that figures are quoted from: that of record, or the first.
  var leadModel: Int {
    definitions.models.firstIndex { $0.name == definitions.modelOfRecord } ?? 0
  }

  /// The models in the order of the document's columns: that of record first.
  var modelsLeadFirst: [Int] {
    [leadModel] + definitions.models.indices.filter { $0 != leadModel }
  }
}

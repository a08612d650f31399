/// `review.md`: the document of the meeting.
///
/// It is made from the same tallies as the CSV files, and its percentages come from the same
/// function, so that no figure in it can be another than theirs.
extension Attribution {
  /// The whole document, a line a section.
  package var review: Document {
    let chapters = CurrencyChapter.all(of: self)
    let pageOne = PageOne(of: self).blocks
    var blocks: [Document.Block] = []
    for chapter in chapters {
      let figures = ChapterFigures(of: chapter, in: self)
      blocks += chapter.creditSections(of: self)
      blocks += chapter.dimensionSections(of: self)
      blocks += chapter.disagreementSection(figures, of: self)
      blocks += chapter.placesSection(figures, of: self)
      blocks += chapter.certaintySection(figures, of: self)
      blocks += chapter.largestDealsSection(figures, of: self)
      blocks += chapter.reachSection(figures, of: self)
      blocks += chapter.sourceSection(figures, of: self)
      blocks += chapter.trendSection(of: self)
      blocks += chapter.journeysSection(figures, of: self)
      blocks += chapter.uncreditedSection(of: self)
    }
    blocks += costSections
    blocks += reconciliationSection(chapters)
    blocks += pageOne.rest
    blocks += warningsSection
    blocks += stagesSection
    blocks += rowsSection
    blocks += groundRules
    let subject = period == .everyMonth ? "all won deals" : period.name
    return Document(title: "Credit review: \(subject)", opening: pageOne.page, body: blocks)
  }

  /// What a person would say first, as the command prints it when it is done.
  package var summary: String {
    PageOne(of: self).summary.map { $0.plain + "\n" }.joined()
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

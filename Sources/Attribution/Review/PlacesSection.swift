extension CurrencyChapter {
  /// Where touches sit in their journeys: first, between, last or alone.
  func placesSection(_ figures: ChapterFigures, of attribution: Attribution) -> [Document.Block] {
    guard figures.journeys.count > 0 else { return [] }
    return [
      .heading(2, "Where touches sit\(suffix(of: attribution))"),
      .paragraph(
        """
        First are the touches of a journey's first second, last those of its last second; alone are \
        those of a journey that has but one second. A touch in the journeys of two deals counts twice.
        """),
    ]
      + [figures.teams, figures.channels].map { parties in
        var table = Table([
          ("\(parties.noun)", .left), ("first", .right), ("between", .right), ("last", .right),
          ("alone", .right), ("touches", .right),
        ])
        for (label, reach) in parties.rows(limit: 15) { table.add([label] + reach.counts) }
        table.sum = ["sum"] + parties.total.counts
        return .table(table)
      }
  }
}

extension Reach {
  fileprivate var counts: [Prose] {
    [places.first, places.between, places.last, places.alone, touches].map { "\(grouped($0))" }
  }
}

/// Rows on one scale, each with a mark for every series, an interval and what stands at its end.
///
/// It serves for shares under several models, for a share with the interval that it may lie in, and
/// for shares under several settings.
package struct RowChart: Sendable {
  package var series: [Series]
  /// What the line of a row goes from and to, such as `lowest to highest`; nil if rows have none.
  package var interval: String?
  /// The headings of what stands at the rows' ends.
  package var headings: [String]
  package var rows: [Row]

  package struct Row: Sendable {
    package var subject: Subject
    /// Thousandths for each series; nil where it has none.
    package var values: [Int128?]
    /// Thousandths; both ends belong to it.
    package var interval: ClosedRange<Int128>?
    /// A text for each heading.
    package var notes: [String]

    package init(
      _ subject: Subject, values: [Int128?], interval: ClosedRange<Int128>? = nil,
      notes: [String] = []
    ) {
      self.subject = subject
      self.values = values
      self.interval = interval
      self.notes = notes
    }
  }

  package init(
    series: [Series], interval: String? = nil, headings: [String] = [], rows: [Row] = []
  ) {
    self.series = series
    self.interval = interval
    self.headings = headings
    self.rows = rows
  }

  var words: [String] {
    rows.map { row in
      var parts = zip(series, row.values).compactMap { series, value in
        value.map { "\(series.name) \(percentText($0))" }
      }
      if let name = interval, let interval = row.interval {
        parts.append(
          "\(name) \(percentText(interval.lowerBound)) to \(percentText(interval.upperBound))")
      }
      parts += zip(headings, row.notes).map { "\($0) \($1)" }
      return "\(row.subject.word): \(parts.joined(separator: ", "))."
    }
  }
}

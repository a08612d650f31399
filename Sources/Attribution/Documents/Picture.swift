/// A picture of a document: a file of its own beside it, and what it says in words.
package struct Picture: Sendable {
  /// Names the file, `charts/NAME.svg`, and every id in it: small letters, digits and hyphens.
  package var name: String
  /// What stands above the drawing.
  package var title: String
  /// What it shows, for those who do not see it; the data follow in words in the file itself.
  package var description: String
  package var chart: Chart

  package init(name: String, title: String, description: String, chart: Chart) {
    self.name = name
    self.title = title
    self.description = description
    self.chart = chart
  }

  /// Where it lies beside the document.
  package var path: String { "charts/\(name).svg" }

  /// The whole file. It depends on nothing but this value: no script, no font, no other file.
  package var svg: String {
    var canvas = Canvas()
    canvas.heading(title)
    switch chart {
    case .rows(let chart): chart.draw(on: &canvas)
    case .lines(let chart): chart.draw(on: &canvas)
    }
    return canvas.document(
      name: name, title: title, description: ([description] + chart.words).joined(separator: "\n"))
  }
}

/// What can be drawn. Values are thousandths, written as percentages; they may be negative, and above
/// a thousand.
package enum Chart: Sendable {
  case rows(RowChart)
  case lines(LineChart)

  /// All that is drawn, a sentence a row.
  package var words: [String] {
    switch self {
    case .rows(let chart): chart.words
    case .lines(let chart): chart.words
    }
  }
}

/// One kind of mark in a picture, with the same shape in every row.
package struct Series: Sendable {
  package var name: String
  /// Whether its marks are the ones to look at first.
  package var isLead: Bool

  package init(_ name: String, isLead: Bool = false) {
    self.name = name
    self.isLead = isLead
  }
}

/// Who a row or a line is about.
package struct Subject: Sendable {
  /// A text of the input, or words of our own.
  package var name: String
  /// Whether it is a rest, or what belongs to nobody, and is to be quieter than the others.
  package var isAside: Bool

  package init(_ name: String, isAside: Bool = false) {
    self.name = name
    self.isAside = isAside
  }

  /// Who a table's row is about: its label is a name of the input, or words of our own for a rest.
  package init(_ label: Prose) {
    if case .input(let name, _) = label.spans.first, label.spans.count == 1 {
      self.init(name)
    } else {
      self.init(label.plain, isAside: true)
    }
  }

  /// The name within a sentence: one in letters that run from right to left keeps its numbers apart
  /// from those of the sentence.
  var word: String {
    let name = printable(name, limit: .max)
    return name.unicodeScalars.contains(where: \.isRightToLeft) ? "\u{2068}\(name)\u{2069}" : name
  }
}

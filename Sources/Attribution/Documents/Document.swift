/// A text for people: what it says, apart from the formats in which it is written.
package struct Document: Sendable {
  package var title: Prose
  /// What is read first, and written close on a page so that one screen holds it.
  package var opening: [Block]
  /// What follows the opening.
  package var body: [Block]

  package init(title: Prose, opening: [Block] = [], body: [Block]) {
    self.title = title
    self.opening = opening
    self.body = body
  }

  /// The whole text below the title.
  package var blocks: [Block] { opening + body }

  /// A part of a document, one below the other.
  package enum Block: Sendable {
    /// Levels count from 2; the title is 1.
    case heading(Int, Prose)
    case paragraph(Prose)
    case list([Prose])
    case table(Table)
    case picture(Picture)
  }
}

/// A table of a document: rows of texts under headings, and what they add up to.
package struct Table: Sendable {
  package var columns: [(heading: Prose, alignment: TextTable.Alignment)]
  package private(set) var rows: [[Prose]] = []
  /// The last row, which stands out: the sums of the columns that have one.
  package var sum: [Prose]?

  package init(_ columns: [(Prose, TextTable.Alignment)]) {
    self.columns = columns
  }

  package var isEmpty: Bool { rows.isEmpty }

  /// - Parameter row: As many cells as there are columns.
  package mutating func add(_ row: [Prose]) { rows.append(row) }
}

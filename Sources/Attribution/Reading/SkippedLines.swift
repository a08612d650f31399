/// How many lines of a file are no rows, by what they are instead.
package struct SkippedLines: Sendable, Equatable {
  package var blank = 0
  /// Lines that begin with `#`, a spreadsheet's `sep=` line, and all before a declared header.
  package var comment = 0
  /// Rows that only a report's writer put there (`Footer`).
  package var footer = 0
  /// How many records the footers say that the file has; nil where none says it.
  package var recordsSaid: Int?

  package init() {}

  mutating func add(_ footer: Footer) {
    self.footer += 1
    if case .records(let count) = footer { recordsSaid = (recordsSaid ?? 0) + count }
  }

  static func += (left: inout SkippedLines, right: SkippedLines) {
    left.blank += right.blank
    left.comment += right.comment
    left.footer += right.footer
    if let said = right.recordsSaid { left.recordsSaid = (left.recordsSaid ?? 0) + said }
  }
}

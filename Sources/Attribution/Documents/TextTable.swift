/// A table for people: rows of texts under headings, which knows no format.
package struct TextTable {
  package enum Alignment { case left, right }

  package var columns: [(heading: String, alignment: Alignment)]
  package var rows: [[String]] = []

  package init(_ columns: [(String, Alignment)]) {
    self.columns = columns
  }

  package mutating func add(_ row: [String]) { rows.append(row) }

  /// As a table of GitHub-flavoured Markdown, which aligns as plain text too. Cells must be escaped.
  package var markdown: String {
    let widths = self.widths
    // As bytes: there are many cells, and a text that grows by each costs more than what it holds.
    var text: [UInt8] = []
    func addLine(_ cells: [String]) {
      for (index, cell) in cells.enumerated() {
        let padding = widths[index] - displayWidth(cell)
        let spaces = repeatElement(UInt8(ascii: " "), count: padding)
        let isRight = columns[index].alignment == .right
        text.append("| ")
        if isRight { text += spaces }
        text.append(cell)
        if !isRight { text += spaces }
        text.append(" ")
      }
      text.append("|\n")
    }
    addLine(columns.map(\.heading))
    addLine(
      columns.indices.map { index in
        let dashes = String(repeating: "-", count: widths[index] - 1)
        return columns[index].alignment == .right ? dashes + ":" : ":" + dashes
      })
    for row in rows { addLine(row) }
    return String(decoding: text, as: UTF8.self)
  }

  /// As lines of plain text, indented by two spaces.
  package var plain: String {
    let widths = self.widths
    func line(_ cells: [String]) -> String {
      let padded = columns.indices.map { pad(cells[$0], to: widths[$0], columns[$0].alignment) }
      let text = "  " + padded.joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed()) + "\n"
    }
    return line(columns.map(\.heading)) + rows.map(line).joined()
  }

  private var widths: [Int] {
    columns.indices.map { column in
      max(
        3, displayWidth(columns[column].heading),
        rows.reduce(0) { max($0, displayWidth($1[column])) })
    }
  }

  private func pad(_ text: String, to width: Int, _ alignment: Alignment) -> String {
    let spaces = String(repeating: " ", count: max(0, width - displayWidth(text)))
    return alignment == .right ? spaces + text : text + spaces
  }
}

/// How many columns of a terminal or an editor a text takes: two for the characters of East Asian
/// scripts and for pictures (Unicode's annex 11, by blocks).
func displayWidth(_ text: String) -> Int {
  // Of printable ASCII every byte is a character of its own.
  if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
  return text.reduce(0) { width, character in
    let scalar = character.unicodeScalars.first!.value
    return width + (wideBlocks.contains { $0.contains(scalar) } ? 2 : 1)
  }
}

private let wideBlocks: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
  0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
  0x1F900...0x1FAFF, 0x20000...0x3FFFD,
]

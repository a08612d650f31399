extension Document {
  /// As GitHub-flavoured Markdown.
  package var markdown: String {
    (["# \(title.markdown)\n"] + blocks.map(\.markdown)).joined(separator: "\n")
  }
}

extension Document.Block {
  /// Lines that end with a line feed.
  fileprivate var markdown: String {
    switch self {
    case .heading(let level, let text):
      String(repeating: "#", count: level) + " \(text.markdown)\n"
    case .paragraph(let text): markdownLine(text.markdown) + "\n"
    case .list(let items): items.map { "- \(markdownLine($0.markdown))\n" }.joined()
    case .table(let table): table.markdown
    case .picture(let picture):
      "![\(markdownText(picture.description, limit: .max))](\(picture.path))\n"
    }
  }
}

extension Table {
  fileprivate var markdown: String {
    var text = TextTable(columns.map { ($0.heading.markdown, $0.alignment) })
    for row in rows { text.add(row.map(\.markdown)) }
    if let sum { text.add(sum.map { Prose.strong($0).markdown }) }
    return text.markdown
  }
}

extension Document {
  /// As one page of HTML that needs nothing else: styles and pictures are in it, and no script is.
  ///
  /// What the input says is text, wherever it stands, and the page allows no script even if it were
  /// not; `<bdi>` keeps its direction from reaching the words beside it.
  package var html: String {
    let (parts, headings) = sections
    let contents = headings.map { heading in
      "<li class=\"level\(heading.level)\"><a href=\"#\(heading.anchor)\">\(heading.text.html)</a></li>\n"
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(xml(title.plain))</title>
      <style>
      \(pageStyles)
      </style>
      </head>
      <body>
      <main>
      <h1>\(title.html)</h1>
      <p class="jump"><a href="#\(contentsAnchor)">Contents</a></p>
      \(parts.joined())</main>
      <nav id="\(contentsAnchor)" aria-labelledby="\(contentsAnchor)-title">
      <h2 id="\(contentsAnchor)-title">Contents</h2>
      <ol>
      \(contents.joined())</ol>
      </nav>
      </body>
      </html>

      """
  }

  /// The blocks as elements, and every heading with the anchor by which it is found.
  private var sections: (parts: [String], headings: [PageHeading]) {
    var anchors = Anchors()
    var headings: [PageHeading] = []
    var parts: [String] = []
    var isOpen = false
    func close() {
      if isOpen { parts.append("</section>\n") }
      isOpen = false
    }
    if !opening.isEmpty { parts.append("<div class=\"opening\">\n") }
    for (index, block) in blocks.enumerated() {
      if index > 0, index == opening.count {
        close()
        parts.append("</div>\n")
      }
      guard case .heading(let level, let text) = block else {
        parts.append(block.html(below: headings.last))
        continue
      }
      let heading = PageHeading(level: level, text: text, anchor: anchors.make(of: text.plain))
      headings.append(heading)
      if level == 2 {
        close()
        parts.append("<section aria-labelledby=\"\(heading.anchor)\">\n")
        isOpen = true
      }
      parts.append(heading.html)
    }
    close()
    if !opening.isEmpty, body.isEmpty { parts.append("</div>\n") }
    return (parts, headings)
  }
}

/// A heading of the page.
private struct PageHeading {
  let level: Int
  let text: Prose
  /// The id of its element.
  let anchor: String

  var html: String {
    "<h\(level) id=\"\(anchor)\"><a href=\"#\(anchor)\">\(text.html)</a></h\(level)>\n"
  }
}

private let contentsAnchor = "contents"

/// Gives headings ids that say what they are about, each its own.
private struct Anchors {
  private var taken: Set<String> = [contentsAnchor, "\(contentsAnchor)-title"]

  mutating func make(of text: String) -> String {
    let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    // Pictures have ids of their own, which begin otherwise.
    let stem = words.isEmpty || words[0] == "chart" ? "section" : words.joined(separator: "-")
    var anchor = stem
    var number = 1
    while !taken.insert(anchor).inserted {
      number += 1
      anchor = "\(stem)-\(number)"
    }
    return anchor
  }
}

extension Document.Block {
  /// - Parameter heading: What names the block; nil above the first.
  fileprivate func html(below heading: PageHeading?) -> String {
    switch self {
    case .heading: ""
    case .paragraph(let text): "<p>\(text.html)</p>\n"
    case .list(let items):
      "<ul>\n\(items.map { "<li>\($0.html)</li>\n" }.joined())</ul>\n"
    case .table(let table): table.html(below: heading)
    case .picture(let picture): "<figure>\n\(picture.svg)</figure>\n"
    }
  }
}

extension Table {
  /// A table in a box of its own, which scrolls where it is wider than the page.
  fileprivate func html(below heading: PageHeading?) -> String {
    let name = heading.map { " role=\"region\" aria-labelledby=\"\($0.anchor)\"" } ?? ""
    let head = columns.map { cell("th scope=\"col\"", $0.heading, $0.alignment) }.joined()
    var html = "<div class=\"table\" tabindex=\"0\"\(name)>\n<table>\n<thead>\n<tr>\(head)</tr>\n"
    html += "</thead>\n<tbody>\n\(rows.map(row).joined())</tbody>\n"
    if let sum { html += "<tfoot>\n\(row(sum))</tfoot>\n" }
    return html + "</table>\n</div>\n"
  }

  /// What stands first names the row, unless it is a number.
  private func row(_ cells: [Prose]) -> String {
    let cells = zip(cells, columns).enumerated().map { index, pair in
      let (text, column) = pair
      let isName = index == 0 && column.alignment == .left
      return cell(isName ? "th scope=\"row\"" : "td", text, column.alignment)
    }
    return "<tr>\(cells.joined())</tr>\n"
  }

  private func cell(
    _ element: String, _ text: Prose, _ alignment: TextTable.Alignment
  ) -> String {
    let style = alignment == .right ? " class=\"number\"" : ""
    return "<\(element)\(style)>\(text.html)</\(element.prefix(2))>"
  }
}

extension Prose {
  /// As HTML, in which no text of the input can be anything but text.
  fileprivate var html: String {
    spans.map { span in
      switch span {
      case .words(let words): escaped(unbroken(words))
      case .input(let text, let limit): "<bdi>\(escaped(printable(text, limit: limit)))</bdi>"
      case .code(let text): "<code>\(escaped(text))</code>"
      case .strong(let prose): "<strong>\(prose.html)</strong>"
      }
    }.joined()
  }
}

/// Words of our own whose numbers no line breaks: neither between a minus and the symbol of a currency
/// nor before a percent sign.
private func unbroken(_ words: String) -> String {
  var text = ""
  for character in words {
    if text.last == "−", !character.isNumber { text.append("\u{2060}") }
    if character == "%", text.last == " " {
      text.removeLast()
      text.append("\u{A0}")
    }
    text.append(character)
  }
  return text
}

/// A text as content; a line may end behind an underscore, as names of columns are long.
private func escaped(_ text: String) -> String { xml(text).replacing("_", with: "_<wbr>") }

/// The elements of a picture, from top to bottom. All places and lengths are tenths of a pixel.
struct Canvas {
  /// The distance of everything from the edges.
  static let margin = 160
  static let inner = 7_880
  static var right: Int { margin + inner }

  /// Where the next thing begins.
  var y = 0
  private var elements: [String] = []

  enum Anchor: String { case start, middle, end }

  /// What stands above the drawing.
  mutating func heading(_ title: String) {
    y += 280
    text(title, Canvas.margin, y, size: 15, style: "title", within: Canvas.inner)
    y += 120
  }

  /// A text on the line `y`; what does not fit is cut, and shown whole when it is pointed at.
  ///
  /// - Parameters:
  ///   - size: The letters' height in whole pixels.
  ///   - style: A class of `Canvas.styles`.
  mutating func text(
    _ text: String, _ x: Int, _ y: Int, size: Int = 13, style: String = "", anchor: Anchor = .start,
    within limit: Int = .max
  ) {
    let text = printable(text, limit: .max)
    let shown = shortened(text, to: limit, size: size)
    var attributes = "x=\"\(tenths(x))\" y=\"\(tenths(y))\" font-size=\"\(size)\""
    if !style.isEmpty { attributes += " class=\"\(style)\"" }
    // An element is a paragraph of its own: no direction within it reaches the numbers beside it.
    let isMirrored =
      text.unicodeScalars.first { $0.properties.isAlphabetic }?.isRightToLeft ?? false
    var anchor = anchor
    if isMirrored {
      attributes += " direction=\"rtl\""
      anchor = anchor == .start ? .end : anchor == .end ? .start : .middle
    }
    if anchor != .start { attributes += " text-anchor=\"\(anchor.rawValue)\"" }
    let whole = shown == text ? "" : "<title>\(xml(text))</title>"
    elements.append("<text \(attributes)>\(whole)\(xml(shown))</text>")
  }

  mutating func line(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, style: String) {
    elements.append(
      "<line x1=\"\(tenths(x1))\" y1=\"\(tenths(y1))\" x2=\"\(tenths(x2))\" y2=\"\(tenths(y2))\" "
        + "class=\"\(style)\"/>")
  }

  /// A line through points, with the dashes of its series.
  mutating func line(through points: [(x: Int, y: Int)], series: Int) {
    let places = points.map { "\(tenths($0.x)),\(tenths($0.y))" }.joined(separator: " ")
    let dashes = lineDashes[series % lineDashes.count]
    elements.append(
      "<polyline points=\"\(places)\" class=\"trend c\(series % colourCount)\""
        + (dashes.isEmpty ? "/>" : " stroke-dasharray=\"\(dashes)\"/>"))
  }

  /// The mark of a series with its middle at a place.
  ///
  /// - Parameter says: What is shown when it is pointed at.
  mutating func mark(_ series: Int, _ x: Int, _ y: Int, isLead: Bool = false, says: String = "") {
    let style = "mark c\(series % colourCount)\(isLead ? " lead" : "")"
    let title = says.isEmpty ? "" : "<title>\(xml(printable(says, limit: .max)))</title>"
    if series < markOutlines.count {
      elements.append(
        "<path d=\"\(markOutlines[series])\" class=\"\(style)\" "
          + "transform=\"translate(\(tenths(x)) \(tenths(y)))\(isLead ? " scale(1.3)" : "")\""
          + (title.isEmpty ? "/>" : ">\(title)</path>"))
    } else {
      let size = isLead ? 15 : 12
      elements.append(
        "<text x=\"\(tenths(x))\" y=\"\(tenths(y + size * 10 * 35 / 100))\" font-size=\"\(size)\" "
          + "text-anchor=\"middle\" class=\"letter \(style)\">\(title)"
          + "\(letters(series - markOutlines.count))</text>")
    }
  }

  /// The file: everything so far, on a plate of its own, which is dark where the page asks for it.
  func document(name: String, title: String, description: String) -> String {
    let (width, height) = (Canvas.right + Canvas.margin, y + Canvas.margin)
    let (titleID, descriptionID) = ("chart-\(name)-title", "chart-\(name)-desc")
    let head = """
      <svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 \(tenths(width)) \
      \(tenths(height))" width="\(tenths(width))" height="\(tenths(height))" \
      role="img" aria-labelledby="\(titleID) \(descriptionID)">
      <title id="\(titleID)">\(xml(printable(title, limit: .max)))</title>
      <desc id="\(descriptionID)">\(xml(description))</desc>
      <style>
      \(chartStyles)
      </style>
      <rect x="0.5" y="0.5" width="\(tenths(width - 10))" height="\(tenths(height - 10))" rx="6" \
      class="plate"/>

      """
    return head + elements.joined(separator: "\n") + "\n</svg>\n"
  }
}

/// A length in pixels.
private func tenths(_ length: Int) -> String {
  let (whole, tenth) = (length.magnitude / 10, length.magnitude % 10)
  return (length < 0 ? "-" : "") + "\(whole)" + (tenth == 0 ? "" : ".\(tenth)")
}

/// A, B … Z, AA, AB …
private func letters(_ number: Int) -> String {
  let last = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(number % 26)))
  return number < 26 ? last : letters(number / 26 - 1) + last
}

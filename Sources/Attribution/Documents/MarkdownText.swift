/// A text of the input as Markdown that shows just this text: no name can break a table, make a
/// link or write HTML.
func markdownText(_ text: String, limit: Int) -> String {
  let text = printable(text, limit: limit)
  // Most names are letters, digits and spaces, and hold nothing that Markdown knows.
  if text.utf8.allSatisfy(\.isPlain) { return text }
  // By scalars: a mark that combines with a pipe does not keep it from ending a cell.
  let scalars = Array(text.unicodeScalars)
  // What renderers make links of without any brackets is shown as code instead.
  if scalars.contains("@") || contains(scalars, "://") || contains(scalars, "www.") {
    return code(scalars)
  }
  var escaped = String.UnicodeScalarView()
  for (index, scalar) in scalars.enumerated() {
    // Within a word an underscore emphasizes nothing, and names are full of them.
    let isWithinWord =
      scalar == "_" && index > 0 && index + 1 < scalars.count
      && scalars[index - 1].isLetterOrNumber && scalars[index + 1].isLetterOrNumber
    if scalar.isSpecial, !isWithinWord { escaped.append("\\") }
    escaped.append(scalar)
  }
  return String(escaped)
}

/// A line that begins no heading, list or quotation, whatever the name is that it begins with.
func markdownLine(_ line: String) -> String {
  let scalars = line.unicodeScalars
  let rest = scalars.drop { ("0"..."9").contains($0) }
  let isNumber = rest.startIndex > scalars.startIndex
  guard let first = rest.first,
    isNumber ? ".)".unicodeScalars.contains(first) : "#+->".unicodeScalars.contains(first)
  else {
    return line
  }
  // Without a space, `-12.5` is an amount and `+49` a number; a quotation needs none.
  let next = rest.dropFirst().first ?? " "
  guard first == ">" || next == " " || next == first else { return line }
  return String(scalars[..<rest.startIndex]) + "\\" + String(rest)
}

/// - Parameter word: Lower-case letters of ASCII that are the small ones of no others, and signs.
private func contains(_ scalars: [Unicode.Scalar], _ word: String) -> Bool {
  let word = Array(word.unicodeScalars)
  func isSame(_ scalar: Unicode.Scalar, _ letter: Unicode.Scalar) -> Bool {
    let isCapital = ("A"..."Z").contains(scalar)
    return (isCapital ? scalar.value + 32 : scalar.value) == letter.value
  }
  return scalars.indices.contains { start in
    start + word.count <= scalars.count
      && word.indices.allSatisfy { isSame(scalars[start + $0], word[$0]) }
  }
}

/// A code span, which ends at a run of as many backticks as it began with.
private func code(_ scalars: [Unicode.Scalar]) -> String {
  var longest = 0
  var run = 0
  var shown = String.UnicodeScalarView()
  for scalar in scalars {
    run = scalar == "`" ? run + 1 : 0
    longest = max(longest, run)
    if scalar == "|" { shown.append("\\") }
    shown.append(scalar)
  }
  let ticks = String(repeating: "`", count: longest + 1)
  return longest == 0 ? "`\(String(shown))`" : "\(ticks) \(String(shown)) \(ticks)"
}

extension UInt8 {
  /// Whether it is a space, or a letter or digit of ASCII.
  fileprivate var isPlain: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "):
      true
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// Whether it can mean something to Markdown within a line.
  fileprivate var isSpecial: Bool {
    switch self {
    case "\\", "|", "`", "*", "_", "[", "]", "<", "~", "&", "$": true
    default: false
    }
  }

  fileprivate var isLetterOrNumber: Bool {
    properties.isAlphabetic || properties.numericType != nil
  }
}

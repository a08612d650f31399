/// A text of the input as Markdown that shows just this text: no name can break a table, make a
/// link or write HTML.
package func markdown(_ text: String, limit: Int = 120) -> String {
  let shown = printable(text, limit: limit)
  // What renderers make links of without any brackets is shown as code instead.
  if shown.contains("@") || shown.contains("://") || shown.lowercased().contains("www.") {
    let ticks = shown.contains("`") ? "``" : "`"
    let safe = shown.replacing("``", with: "'").replacing("|", with: "\\|")
    return ticks == "`" ? "`\(safe)`" : "`` \(safe) ``"
  }
  var escaped = ""
  let characters = Array(shown)
  for (index, character) in characters.enumerated() {
    // Within a word an underscore emphasizes nothing, and names are full of them.
    let isWithinWord =
      character == "_" && index > 0 && index + 1 < characters.count
      && characters[index - 1].isLetterOrNumber && characters[index + 1].isLetterOrNumber
    if markdownSpecials.contains(character), !isWithinWord { escaped.append("\\") }
    escaped.append(character)
  }
  return escaped
}

private let markdownSpecials: Set<Character> = [
  "\\", "|", "`", "*", "_", "[", "]", "<", "~", "&", "$",
]

extension Character {
  fileprivate var isLetterOrNumber: Bool { isLetter || isNumber }
}

/// Tenths of a percent: `42.8 %`.
func percentText(_ thousandths: some FixedWidthInteger) -> String {
  var bytes: [UInt8] = []
  bytes.append(thousandths, decimals: 1)
  return String(decoding: bytes, as: UTF8.self).replacing("-", with: "−") + " %"
}

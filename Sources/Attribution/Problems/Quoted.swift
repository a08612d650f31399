/// A text from the input in quotes, as a message may show it: with control characters made visible,
/// so that no file can write to somebody's terminal, and not longer than a line.
package func quoted(_ text: String) -> String {
  "\"\(printable(text))\""
}

/// The text with control characters made visible, cut after eighty characters.
package func printable(_ text: String, limit: Int = 80) -> String {
  var shown = ""
  var count = 0
  for scalar in text.unicodeScalars {
    if count == limit { return shown + "…" }
    switch scalar {
    case "\n": shown += "\\n"
    case "\r": shown += "\\r"
    case "\t": shown += "\\t"
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    count += 1
  }
  return shown
}

/// A text from the input in quotes, as a message may show it: with control characters made visible,
/// so that no file can write to somebody's terminal, and not longer than a line.
package func quoted(_ text: String) -> String {
  "\"\(printable(text))\""
}

/// A path in quotes, whole: what it is the path of stands at its end.
package func quotedPath(_ path: String) -> String {
  "\"\(printable(path, limit: .max))\""
}

/// The text with control characters made visible, cut after eighty characters.
///
/// The joiners of Persian words and of pictures that are made of several stay as they are between two
/// characters beyond ASCII, where they belong to the spelling and can hide nothing.
package func printable(_ text: String, limit: Int = 80) -> String {
  // Most texts are printable ASCII, and short.
  if text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
  var shown = ""
  var count = 0
  let scalars = Array(text.unicodeScalars)
  for (index, scalar) in scalars.enumerated() {
    if count == limit { return shown + "…" }
    switch scalar {
    case "\n": shown += "\\n"
    case "\r": shown += "\\r"
    case "\t": shown += "\\t"
    case "\u{200C}", "\u{200D}":
      let joins =
        index > 0 && index + 1 < scalars.count
        && [scalars[index - 1], scalars[index + 1]].allSatisfy {
          !$0.isASCII && $0.properties.generalCategory != .format
        }
      if joins { shown.unicodeScalars.append(scalar) } else { shown += escaped(scalar) }
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        shown += escaped(scalar)
      default: shown.unicodeScalars.append(scalar)
      }
    }
    count += 1
  }
  return shown
}

private func escaped(_ scalar: Unicode.Scalar) -> String {
  "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
}

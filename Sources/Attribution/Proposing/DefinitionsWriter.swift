/// Writes a definitions file line by line: JSON5, with comments in `//`.
struct DefinitionsWriter {
  private(set) var text = ""
  private var depth = 0
  /// Whether the next line is the first of the file, or of an object or a list.
  private var isFirst = true

  private static let width = 100

  /// A line of JSON5, as it is.
  mutating func line(_ line: String) {
    text += String(repeating: "  ", count: depth) + line + "\n"
    isFirst = false
  }

  mutating func open(_ line: String) {
    self.line(line)
    depth += 1
    isFirst = true
  }

  mutating func close(_ line: String) {
    depth -= 1
    self.line(line)
  }

  /// An empty line between two sections.
  mutating func space() { if !isFirst { text += "\n" } }

  /// A line of JSON5 that is not in force.
  mutating func disabled(_ line: String) { self.line("// " + line) }

  /// A comment, on as many lines as it takes; texts in quotes stay whole. Nothing in it can end it.
  mutating func comment(_ words: String) {
    let words = printable(words, limit: .max)
    let room = DefinitionsWriter.width - 2 * depth - 3
    var line = ""
    var isQuoted = false
    for word in words.split(separator: " ") {
      if !line.isEmpty, !isQuoted, line.count + 1 + word.count > room {
        self.line("// " + line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
      if !word.count(where: { $0 == "\"" }).isMultiple(of: 2) { isQuoted.toggle() }
    }
    self.line("// " + line)
  }
}

/// A text as JSON writes it, with everything escaped that a reader would not see or that would end it.
func json(_ text: String) -> String {
  var written = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": written += "\\\""
    case "\\": written += "\\\\"
    case "\t": written += "\\t"
    case "\n": written += "\\n"
    case "\r": written += "\\r"
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16, uppercase: true)
          written += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: written.unicodeScalars.append(scalar)
      }
    }
  }
  return written + "\""
}

/// A list on one line.
func json(_ texts: [String]) -> String {
  "[" + texts.map(json).joined(separator: ", ") + "]"
}

extension ProposedRule {
  /// As the definitions have it, without the names of its values.
  var text: String {
    guard fields.count > 1 || startsWith != nil || pick != nil || place != nil || !names.isEmpty
    else { return json(headers[0]) }
    var members = ["\"column\": \(headers.count == 1 ? json(headers[0]) : json(headers))"]
    if let startsWith { members.append("\"startsWith\": \(json(startsWith))") }
    if let pick { members.append("\"pick\": \(json(pick))") }
    if let place {
      let match = place.ignoresCase ? ", \"match\": \"ignoreCase\"" : ""
      let (file, key, value) = (json(place.file), json(place.key), json(place.value))
      members.append(
        "\"lookup\": {\"file\": \(file), \"key\": \(key), \"value\": \(value)\(match)}")
    }
    return "{\(members.joined(separator: ", "))}"
  }

  /// Where it is looked up, or would be if the file were there.
  private var place: (file: String, key: String, value: String, ignoresCase: Bool)? {
    lookup ?? missing.map { ($0.file, $0.key[0], $0.value[0], $0.ignoresCase) }
  }
}

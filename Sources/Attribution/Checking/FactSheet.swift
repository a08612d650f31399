/// Facts under a title, each behind its name, in lines that fit a terminal.
struct FactSheet {
  private let title: String
  private var facts: [(name: String, text: String)] = []

  /// How many columns a line takes at most, if its words let it.
  private static let lineWidth = 100

  init(_ title: String) { self.title = title }

  var isEmpty: Bool { facts.isEmpty }

  /// - Parameter name: Not shown again below another of the same.
  mutating func add(_ name: String, _ text: String) { facts.append((name, text)) }

  var text: String {
    let width = facts.map { displayWidth($0.name) }.max() ?? 0
    var text = title + "\n"
    var last = ""
    for (name, words) in facts {
      var lead = "  " + (name == last ? "" : name).padding(width) + "  "
      last = name
      for line in FactSheet.lines(words, width: FactSheet.lineWidth - width - 4) {
        text += lead + line + "\n"
        // What goes on stands further in than what begins.
        lead = String(repeating: " ", count: width + 6)
      }
    }
    return text + "\n"
  }

  /// The words of a text, as many to a line as it takes.
  private static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, displayWidth(line) + 1 + displayWidth(String(word)) > width {
        lines.append(line)
        line = String(word)
      } else {
        line += (line.isEmpty ? "" : " ") + word
      }
    }
    return lines + [line]
  }
}

extension String {
  fileprivate func padding(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth(self)))
  }
}

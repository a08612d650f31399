/// Where in an input something is.
package struct Place: Sendable, Equatable {
  /// The input's name as results give it: the last path component.
  package var file: String
  /// Which input it is, in the order given, so that places sort as the user gave the files.
  package var fileIndex: Int
  /// Lines count from 1, at the field's own line. 0: the file as a whole.
  package var line: Int
  /// Characters from 1. 0: the line as a whole.
  package var column: Int

  package init(file: String, fileIndex: Int = 0, line: Int = 0, column: Int = 0) {
    self.file = file
    self.fileIndex = fileIndex
    self.line = line
    self.column = column
  }

  /// `deals.csv:3:15`
  package var text: String {
    line == 0 ? file : column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
  }
}

/// Something wrong, told so that the owner of the file can put it right without reading this code.
///
/// A problem is a value: readers return it beside what they could read, so that one run shows all
/// of them. Every wording is in the catalogue (`Catalogue.swift`).
package struct Problem: Error, Sendable, Equatable {
  /// The name of its entry in the catalogue; problems are counted by it. `amountNotANumber`.
  package var kind: String
  package var place: Place?
  /// The logical column in which it is, empty if the whole row or file is meant.
  package var column: String
  /// The cell as it was found, empty if no single cell is meant.
  package var value: String
  /// What was found and what is wrong with it: one line, no full stop.
  package var message: String
  /// What to do about it: one line, no full stop.
  package var hint: String

  package init(
    kind: String = #function, place: Place?, column: String = "", value: String = "",
    message: String, hint: String
  ) {
    self.kind = String(kind.prefix { $0 != "(" })
    self.place = place
    self.column = column
    self.value = value
    self.message = message
    self.hint = hint
  }

  /// Two lines for a person: `file:line:column: error: message`, and what to do.
  package var text: String { text(as: "error") }

  fileprivate func text(as label: String) -> String {
    (place.map { $0.text + ": " } ?? "") + "\(label): \(message)\n  \(hint)\n"
  }
}

/// Problems as they are shown: the first of them, and how many there were of each kind.
package struct ProblemList: Sendable {
  /// In file order.
  package var first: [Problem]
  package var counts: [(kind: String, count: Int)]

  /// - Parameter label: What each is called: `error`, or `rejected` where the run goes on.
  package func text(as label: String) -> String {
    var text = first.map { $0.text(as: label) }.joined()
    let all = counts.reduce(0) { $0 + $1.count }
    if all > first.count {
      text += "… and \(all - first.count) more; all \(all) by kind:\n"
      for (kind, count) in counts { text += "  \(count) × \(spelledOut(kind))\n" }
    }
    return text
  }
}

/// Why a run ended without a result: what to print, and the exit code.
package struct Failure: Error, Sendable {
  package var code: ExitCode
  /// The problems to show, in file order: the first twenty of a long list.
  package var problems: [Problem]
  /// How many problems there were of each kind, where not all are shown.
  package var counts: [(kind: String, count: Int)] = []
  /// What ended the run, where it is not among the problems shown.
  package var reasons: [Problem] = []

  package init(
    _ code: ExitCode, _ problems: [Problem], counts: [(kind: String, count: Int)] = [],
    reasons: [Problem] = []
  ) {
    self.code = code
    self.problems = problems
    self.counts = counts
    self.reasons = reasons
  }

  /// Everything there is to say, for stderr; the most important line comes last.
  package var text: String {
    ProblemList(first: problems, counts: counts).text(as: "error")
      + reasons.map(\.text).joined()
  }
}

/// The words of a kind of problems: `notAnAmount` → `not an amount`.
private func spelledOut(_ kind: String) -> String {
  kind.replacing(/[a-z](?=[A-Z])|[A-Z](?=[A-Z][a-z])/) { "\($0.output) " }
    .split(separator: " ")
    .map { $0.count > 1 && $0 == $0.uppercased() ? String($0) : $0.lowercased() }
    .joined(separator: " ")
}

/// How the program ends, in the numbers of `sysexits.h`.
package enum ExitCode: Int32, Sendable {
  case done = 0
  case usage = 64
  case data = 65
  case noInput = 66
  case bug = 70
  case cannotCreate = 73
  case inputOutput = 74
  case busy = 75
  case definitions = 78
}

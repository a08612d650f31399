import Attribution
import Foundation

/// Rules and conditions as they read: texts of one row after the other, dictionaries by header, every
/// looked-up file gone through from its top for each text.
struct RuleTwin {
  /// The rows of each file that is looked up in.
  let files: [String: [[String: String]]]
  let ids: IDForm
  let source: Definitions.Source

  /// The campaign of each row, nil if it gets no credit; and the lines of `rows.csv`.
  func read(_ rows: [[String]]) -> (campaigns: [Text?], counts: [String]) {
    var tally = Tally()
    let campaigns = rows.map { cells -> Text? in
      let row = Dictionary(
        uniqueKeysWithValues: zip(["A", "B", "C"], cells.map { Text($0.trimmedOfSpaces) }))
      guard source.keep.allSatisfy({ isKept(row[$0.header]!, $0) }) else {
        tally.outcomes["filtered", default: 0] += 1
        return nil
      }
      guard let text = text(of: row, &tally) else {
        tally.outcomes["rejected", default: 0] += 1
        return nil
      }
      tally.outcomes["credited", default: 0] += 1
      return text.isEmpty ? text : Text(guarded(text.string))
    }
    let outcomes = ["rejected", "filtered", "credited"].map { ($0, tally.outcomes[$0]) }
    let steps = rule.steps.enumerated().flatMap { number, step in
      let found = ("\(name(step)): found", tally.found[number])
      let files = step.lookups.enumerated().flatMap { index, lookup in
        [
          ("\(name(step)): not in \(lookup.file.text)", tally.missing[[number, index]]),
          (
            "\(name(step)): more than once in \(lookup.file.text)", tally.doubled[[number, index]]
          ),
        ]
      }
      return [found] + files
    }
    // A column that is one header is none that has to be found.
    let results = steps + [("campaign: nothing found", Int?.some(tally.silent))]
    let lines = outcomes + (rule.header == nil ? results : [])
    return (campaigns, lines.filter { $0.1 ?? 0 > 0 }.map { "\($0.0): \($0.1!)" })
  }

  private struct Tally {
    var outcomes: [String: Int] = [:]
    var found: [Int: Int] = [:]
    var missing: [[Int]: Int] = [:]
    var doubled: [[Int]: Int] = [:]
    var silent = 0
  }

  private var rule: ColumnRule { source.columns["campaign"]!! }

  private func name(_ step: ColumnRule.Step) -> String {
    var name = "campaign from " + step.headers.joined(separator: " / ")
    if !step.startsWith.isEmpty {
      name += " " + step.startsWith.map { $0 + "…" }.joined(separator: ", ")
    }
    for lookup in step.lookups { name += " → " + lookup.file.text }
    return step.values.isEmpty ? name : name + " → values"
  }

  private func isKept(_ cell: Text, _ condition: Condition) -> Bool {
    let texts = condition.texts.map(Text.init)
    func holds(_ text: Text) -> Bool {
      cell.bytes.indices.contains { cell.bytes[$0...].starts(with: text.bytes) }
    }
    switch condition.test {
    case .equals: return texts.contains(cell)
    case .isNot: return !texts.contains(cell)
    case .startsWith: return texts.contains { cell.bytes.starts(with: $0.bytes) }
    case .contains: return texts.contains(where: holds)
    case .lacks: return !texts.contains(where: holds)
    }
  }

  /// What the rule finds, empty if nothing; nil if a cell has several texts where it may not.
  private func text(of row: [String: Text], _ tally: inout Tally) -> Text? {
    for (number, step) in rule.steps.enumerated() {
      switch found(by: step, number, in: row, &tally) {
      case .several:
        tally.silent += 1
        return nil
      case .nothing: continue
      case .text(let text):
        tally.found[number, default: 0] += 1
        return text
      }
    }
    tally.silent += 1
    return Text("")
  }

  private enum Found {
    case text(Text)
    case nothing, several
  }

  private func found(
    by step: ColumnRule.Step, _ number: Int, in row: [String: Text], _ tally: inout Tally
  ) -> Found {
    var text = Text(
      step.headers.map { row[$0]! }.filter { !$0.isEmpty }.map(\.string).joined(separator: " / "))
    if let pick = step.pick {
      let texts = text.string.components(separatedBy: ";").map { Text($0.trimmedOfSpaces) }
        .filter { !$0.isEmpty }
      if pick == .only, Set(texts).count > 1 { return .several }
      text = texts.first ?? Text("")
    }
    if text.isEmpty { return .nothing }
    if !step.startsWith.isEmpty,
      !step.startsWith.contains(where: { text.bytes.starts(with: Text($0).bytes) })
    {
      return .nothing
    }
    for (index, lookup) in step.lookups.enumerated() {
      if text.isEmpty { return .nothing }
      guard let key = key(text, lookup) else { return .nothing }
      let values = files[lookup.file.text]!
        .filter {
          $0[lookup.key.text]! != "" && self.key(Text($0[lookup.key.text]!), lookup) == key
        }
        .map { Text($0[lookup.value.text]!) }
      switch Set(values).count {
      case 0:
        tally.missing[[number, index], default: 0] += 1
        return .nothing
      case 1: text = values[0]
      default:
        tally.doubled[[number, index], default: 0] += 1
        return .nothing
      }
    }
    if text.isEmpty { return .nothing }
    if !step.values.isEmpty {
      let other = step.values.first { Text($0.key.text) == text }?.value
      text = Text(other ?? step.otherwise ?? text.string)
    }
    return text.isEmpty ? .nothing : .text(text)
  }

  private func key(_ text: Text, _ lookup: Lookup) -> Text? {
    switch lookup.match {
    case .exact: ids == .salesforce ? Text(Self.whole(text.string)) : text
    case .ignoreCase: Text(text.string.lowercased())
    case .domain: Self.domain(text.string).map(Text.init)
    }
  }

  /// A Salesforce id with 18 characters; any other text as it is.
  static func whole(_ text: String) -> String {
    guard text.wholeMatch(of: /[A-Za-z0-9]{15}([A-Z0-5]{3})?/) != nil else { return text }
    let id = Array(text.prefix(15))
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345")
    let check = [0, 5, 10].map { start in
      let bits = id[start..<start + 5].reversed().map { $0.isUppercase ? "1" : "0" }.joined()
      return letters[Int(bits, radix: 2)!]
    }
    let whole = String(id + check)
    return text.count == 15 || text == whole ? whole : text
  }

  /// The domain of an address, as far as the texts of the tests go.
  static func domain(_ text: String) -> String? {
    let text = text.lowercased()
    let host =
      text.contains("@")
      ? text.components(separatedBy: "@").last!
      : text.replacing(/^[a-z]+:\/\//, with: "").replacing(/^www\./, with: "")
        .replacing(/[\/:?#].*$/, with: "")
    return host.contains(".") && host != "gmail.com" ? host : nil
  }

  /// A text as the reports write it.
  private func guarded(_ text: String) -> String {
    CSVTwin.records("x\n" + CSVTwin.written(text) + "\n").first?["x"] ?? ""
  }
}

extension String {
  fileprivate var trimmedOfSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

// MARK: - Random rules

extension RuleBench {
  /// Throws the dice for a rule, rows and files.
  static func random(_ random: inout Seeded) -> RuleBench {
    var bench = RuleBench(rule: "")
    bench.ids = random.chance(40) ? .salesforce : .exact
    bench.rows = (0..<random.number(1...25)).map { _ in
      (0..<3).map { _ in random.one(of: texts) }
    }
    for name in ["f.csv", "g.csv"] {
      var table = Table(name: name, header: ["K", "V", "W"])
      for _ in 0..<random.number(0...10) {
        table.rows.append((0..<3).map { _ in random.one(of: keys) })
      }
      bench.files[name] = String(decoding: CSVWriter.plain(table), as: UTF8.self)
    }
    let steps = (0..<random.number(1...3)).map { _ in step(&random) }
    bench.rule = "[" + steps.joined(separator: ", ") + "]"
    if random.chance(50) {
      let conditions = (0..<random.number(1...2)).map { _ in
        let test = random.one(of: Condition.Test.allCases)
        let isWhole = test == .equals || test == .isNot
        let some = (0..<random.number(1...2)).map { _ in
          random.one(of: isWhole ? texts : ["a", "x", "\"", ";", "e", "com", "\u{301}"])
        }
        return """
          {"column": "\(random.one(of: ["A", "B", "C"]))", "\(test.rawValue)": \(json(some))}
          """
      }
      bench.keys = ", \"keep\": [\(conditions.joined(separator: ", "))]"
    }
    return bench
  }

  private static func step(_ random: inout Seeded) -> String {
    let headers = Array(
      ["A", "B", "C"].shuffled(using: &random).prefix(random.one(of: [1, 1, 2])))
    var keys = ["\"column\": \(json(headers))"]
    if random.chance(30) {
      keys.append("\"pick\": \"\(random.one(of: ["first", "first", "only"]))\"")
    }
    if random.chance(30) {
      keys.append(
        "\"startsWith\": \(json([random.one(of: ["x", "ann", "7013", "\u{E9}"]), "\""]))")
    }
    if random.chance(70) {
      let lookups = (0..<random.number(1...2)).map { _ in
        let (key, value) = (random.one(of: ["K", "V", "W"]), random.one(of: ["K", "V", "W"]))
        // Addresses that are joined with something have no domain that anybody could mean.
        let match = random.one(of: ["exact", "ignoreCase", headers.count == 1 ? "domain" : "exact"])
        return """
          {"file": "\(random.one(of: ["f.csv", "g.csv"]))", "key": "\(key)", "value": "\(value)",
           "match": "\(match)"}
          """
      }
      keys.append("\"lookup\": [\(lookups.joined(separator: ", "))]")
    }
    if random.chance(30) {
      keys.append("\"values\": {\"x\": \"ex\", \"\u{E9}\": \"short\", \"e\u{301}\": \"long\"}")
      if random.chance(50) { keys.append("\"otherwise\": \(json([random.one(of: ["", "rest"])]))") }
    }
    return "{" + keys.joined(separator: ", ") + "}"
  }

  /// One text as a text, several as a list.
  private static func json(_ texts: [String]) -> String {
    let all = texts.map { text in
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    return all.count == 1 ? all[0] : "[\(all.joined(separator: ", "))]"
  }

  private static let keys = [
    "", "", "x", "X", "y", "acme.com", "https://www.acme.com/a", "Ann@Acme.com", "gmail.com",
    "70130000001tcyI", "70130000001tcyIAAQ", "0015000000Gv7qJAAR", "\u{E9}", "e\u{301}",
    "say \"x\"", "two, three",
  ]
  private static let texts =
    keys + [
      "x;y", "x; x;", " ; ", "y;x", "ann@acme.com", "bob@gmail.com", "0015000000Gv7qJ",
      "0015000000Gv7qJAAX", "70130000001TCYI", " x ", "=x", "\u{C9}",
    ]
}

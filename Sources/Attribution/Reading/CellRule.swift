/// How the text of a logical column is found in a row: a `ColumnRule` with the fields of one file.
struct CellRule: Sendable {
  /// The logical column.
  let column: String
  let steps: [Step]

  /// What stands in the place of a field where a rule finds the text: below −1, which means none.
  static func place(of number: Int) -> Int { -2 - number }

  /// The rule's number in `ColumnMap.rules`, if one stands in the place of a field.
  static func number(at place: Int) -> Int? { place < -1 ? -2 - place : nil }

  struct Step: Sendable {
    let fields: [Int]
    let pick: ColumnRule.Pick?
    let prefixes: [[UInt8]]
    /// Each with the name of its file.
    let lookups: [(file: String, table: LookupTable)]
    let values: Names
    let names: [[UInt8]]
    let otherwise: [UInt8]?
    /// As results name it: `WhoId 003… → Contact.csv`.
    let description: String

    init(_ step: ColumnRule.Step, fields: [Int], header: Header, lookups: [LookupTable]) {
      self.fields = fields
      pick = step.pick
      prefixes = step.startsWith.map { Array($0.utf8) }
      self.lookups = zip(step.lookups, lookups).map { (inputNames([$0.file.text])[0], $1) }
      let sorted = step.values.sorted { $0.key < $1.key }
      values = Names(sorted.map(\.key.text))
      names = sorted.map { Array($0.value.utf8) }
      otherwise = step.otherwise.map { Array($0.utf8) }
      description =
        fields.map { header.cells[$0].trimmed }.joined(separator: " / ")
        + (step.startsWith.isEmpty
          ? "" : " " + step.startsWith.map { "\($0)…" }.joined(separator: ", "))
        + self.lookups.map { " → \($0.file)" }.joined()
        + (step.values.isEmpty ? "" : " → values")
    }
  }
}

extension CellRule {
  /// What a step finds in the cells of a row; texts are ranges of the window's bytes.
  enum Finding {
    case text(Range<Int>)
    case nothing
    /// The look-up with this number does not have the text …
    case missing(lookup: Int, Range<Int>)
    /// … or says different things of it.
    case doubled(lookup: Int, Range<Int>)
    /// More than the only one that was asked for.
    case several(Range<Int>)

    var text: Range<Int>? {
      if case .text(let text) = self { text } else { nil }
    }
  }
}

extension CellRule.Step {
  /// - Parameters:
  ///   - cells: The texts of `fields`.
  ///   - window: Gets the texts that are none of the file's.
  func find(in cells: [Range<Int>], _ window: inout Window) -> CellRule.Finding {
    var text = 0..<0
    for cell in cells {
      if text.isEmpty {
        text = cell
      } else if !cell.isEmpty {
        text = window.write(Array(window.bytes[text]) + Array(" / ".utf8) + window.bytes[cell])
      }
    }
    if let pick {
      let texts = window.bytes[text].split(separator: UInt8(ascii: ";")).map { $0.trimmed }
        .filter { !$0.isEmpty }
      if pick == .only, texts.contains(where: { $0 != texts[0] }) { return .several(text) }
      text = texts.first?.indices ?? 0..<0
    }
    guard !text.isEmpty else { return .nothing }
    if !prefixes.isEmpty {
      let span = window.bytes.span.extracting(text)
      guard prefixes.contains(where: { span.begins(with: $0.span) }) else { return .nothing }
    }
    for index in lookups.indices {
      switch lookups[index].table.find(window.bytes.span.extracting(text)) {
      case .found(let range): text = window.write(lookups[index].table.bytes[range])
      case .missing: return .missing(lookup: index, text)
      case .doubled: return .doubled(lookup: index, text)
      case .unfit: return .nothing
      }
      guard !text.isEmpty else { return .nothing }
    }
    if values.count > 0 {
      if let number = values.find(window.bytes.span.extracting(text)) {
        text = window.write(names[number])
      } else if let otherwise {
        text = window.write(otherwise)
      }
    }
    return text.isEmpty ? .nothing : .text(text)
  }
}

/// The text of a logical column in a row.
struct Cell {
  /// In the window's bytes.
  var text: Range<Int>
  /// The field by which a message places it; −1 where there is no such column.
  var field: Int
  /// Which step of its rule it was found by; −1 for a column without a rule, and if none said a word.
  var step = -1

  static let none = Cell(text: 0..<0, field: -1)
}

/// What became of the steps of a rule in the rows of a file.
package struct StepCount: Sendable {
  /// Rows for which it gave the text.
  package var taken = 0
  /// Those among them whose text is in a deal file, for accounts and deals.
  package var matched = 0
  /// For each of its look-ups, the rows whose text that file does not have.
  package var missing: [Miss] = []
  /// … and those of which it says different things.
  package var doubled: [Miss] = []

  /// Rows, and of their texts the first by its bytes, so that the order of rows does not show.
  package struct Miss: Sendable {
    package var rows = 0
    package var example = ""

    mutating func add(_ text: String) {
      self += Miss(rows: 1, example: text)
    }

    static func += (left: inout Miss, right: Miss) {
      guard right.rows > 0 else { return }
      if left.rows == 0 || Label(right.example) < Label(left.example) {
        left.example = right.example
      }
      left.rows += right.rows
    }
  }

  init(lookups: Int) {
    missing = Array(repeating: Miss(), count: lookups)
    doubled = missing
  }

  /// Notes a text that a look-up does not have, or of which it says different things.
  mutating func note(_ finding: CellRule.Finding, _ bytes: Span<UInt8>) {
    switch finding {
    case .missing(let lookup, let text): missing[lookup].add(bytes.extracting(text).text)
    case .doubled(let lookup, let text): doubled[lookup].add(bytes.extracting(text).text)
    case .text, .nothing, .several: break
    }
  }

  static func += (left: inout StepCount, right: StepCount) {
    left.taken += right.taken
    left.matched += right.matched
    for index in left.missing.indices {
      left.missing[index] += right.missing[index]
      left.doubled[index] += right.doubled[index]
    }
  }
}

/// What became of the rules of a file's columns: for each rule, each step.
package struct RuleCounts: Sendable {
  fileprivate(set) var steps: [[StepCount]]
  /// For each rule, the rows in which no step said anything.
  fileprivate(set) var silent: [Int]

  init(_ rules: [CellRule]) {
    steps = rules.map { rule in rule.steps.map { StepCount(lookups: $0.lookups.count) } }
    silent = Array(repeating: 0, count: rules.count)
  }

  mutating func match(rule: Int, step: Int) { steps[rule][step].matched += 1 }

  /// Counts a row: −1 for the step where none of the rule said anything.
  mutating func take(rule: Int, step: Int) {
    if step < 0 { silent[rule] += 1 } else { steps[rule][step].taken += 1 }
  }

  mutating func note(_ finding: CellRule.Finding, rule: Int, step: Int, _ bytes: Span<UInt8>) {
    steps[rule][step].note(finding, bytes)
  }

  static func += (left: inout RuleCounts, right: RuleCounts) {
    for rule in left.steps.indices {
      left.silent[rule] += right.silent[rule]
      for step in left.steps[rule].indices { left.steps[rule][step] += right.steps[rule][step] }
    }
  }
}

/// The columns of a file that are found by rules, and what became of these.
package struct RuleReport: Sendable {
  let rules: [CellRule]
  var counts: RuleCounts
  /// Whether accounts and deals are looked for in the deal files.
  private let isTouchpoints: Bool

  init(_ rules: [CellRule], isTouchpoints: Bool) {
    self.rules = rules
    self.isTouchpoints = isTouchpoints
    counts = RuleCounts(rules)
  }

  /// What became of each step in words, with the rows: `account_id from WhoId 003… → Contact.csv: in
  /// a deal file`. For a column, each row in which it was looked for is in one of the lines but those
  /// for texts that other files do not have.
  package var results: [(text: String, rows: Int)] {
    zip(rules, zip(counts.steps, counts.silent)).flatMap { rule, found in
      let joins = [TouchpointColumn.account.rawValue, TouchpointColumn.deal.rawValue]
        .contains(rule.column)
      let steps = zip(rule.steps, found.0).flatMap { step, count -> [(String, Int)] in
        let results =
          joins && isTouchpoints
          ? [("in a deal file", count.matched), ("in no deal file", count.taken - count.matched)]
          : [("found", count.taken)]
        let misses = step.lookups.enumerated().flatMap { index, lookup in
          [
            ("not in \(lookup.file)", count.missing[index].rows),
            ("more than once in \(lookup.file)", count.doubled[index].rows),
          ]
        }
        return (results + misses).map { ("\(rule.column) from \(step.description): \($0.0)", $0.1) }
      }
      return steps + [("\(rule.column): nothing found", found.1)]
    }.filter { $0.1 > 0 }
  }
}

extension RuleReport {
  /// Texts that a looked-up file does not have, or of which it says different things.
  var misses: [(column: String, lookedUp: String, miss: StepCount.Miss, isDoubled: Bool)] {
    zip(rules, counts.steps).flatMap { rule, counts in
      zip(rule.steps, counts).flatMap { step, count in
        step.lookups.indices.flatMap { index in
          [
            (rule.column, step.lookups[index].file, count.missing[index], false),
            (rule.column, step.lookups[index].file, count.doubled[index], true),
          ]
        }
      }
    }.filter { $0.2.rows > 0 }
  }
}

extension Cells {
  /// The text of a logical column.
  ///
  /// - Parameters:
  ///   - source: A field, or where a rule finds the text: see `ColumnMap.field(_:)`.
  ///   - counts: Gets what became of the rule.
  @inline(__always)
  mutating func cell(
    _ source: Int, _ column: @autoclosure () -> String, by rules: [CellRule],
    _ counts: inout RuleCounts, _ scanner: borrowing RowScanner, _ window: inout Window
  ) -> Cell {
    if source >= 0 {
      return Cell(text: text(source, column(), scanner, &window), field: source)
    }
    guard let number = CellRule.number(at: source) else { return .none }
    return cell(ruledBy: number, rules, &counts, scanner, &window)
  }

  private mutating func cell(
    ruledBy number: Int, _ rules: [CellRule], _ counts: inout RuleCounts,
    _ scanner: borrowing RowScanner, _ window: inout Window
  ) -> Cell {
    let rule = rules[number]
    var cell = Cell(text: 0..<0, field: rule.steps[0].fields[0])
    // What is wrong with other columns of the row is no matter here.
    var own = clean
    for (index, step) in rule.steps.enumerated() where cell.step < 0 && own.reject == nil {
      if let text = own.found(by: step, rule, &counts.steps[number][index], scanner, &window) {
        counts.steps[number][index].taken += 1
        cell = Cell(text: text, field: step.fields[0], step: index)
      }
    }
    if cell.step < 0 { counts.silent[number] += 1 }
    note(own)
    return cell
  }

  /// The text that a step finds, or nil if it says nothing.
  private mutating func found(
    by step: CellRule.Step, _ rule: CellRule, _ count: inout StepCount,
    _ scanner: borrowing RowScanner, _ window: inout Window
  ) -> Range<Int>? {
    let cells = step.fields.map { text($0, rule.column, scanner, &window) }
    let finding = step.find(in: cells, &window)
    if case .several(let text) = finding {
      note(.severalTexts, scanner.fields[step.fields[0]], rule.column, text, window)
    }
    count.note(finding, window.bytes.span)
    return finding.text
  }

  /// The form of an id in which it is compared; the row is rejected if it is none.
  mutating func id(
    _ cell: Cell, _ column: @autoclosure () -> String, as form: IDForm,
    _ scanner: borrowing RowScanner, _ window: inout Window
  ) -> Cell {
    guard form == .salesforce, !cell.text.isEmpty else { return cell }
    guard let whole = SalesforceID.whole(window.bytes.span.extracting(cell.text)) else {
      note(.notASalesforceID, scanner.fields[cell.field], column(), cell.text, window)
      return cell
    }
    var cell = cell
    if cell.text.count < whole.count { cell.text = window.write(whole) }
    return cell
  }
}

extension ArraySlice<UInt8> {
  fileprivate var trimmed: ArraySlice<UInt8> {
    var slice = self
    while slice.first == space { slice.removeFirst() }
    while slice.last == space { slice.removeLast() }
    return slice
  }
}

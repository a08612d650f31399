/// What rules find in a batch of plain rows: the texts are columns of `PlainRows` then, and the rest is
/// counted when it is known how many of the rows are read.
struct RuleFindings {
  /// By which step of each rule each row's text was found, rule by rule; −1 where none said anything.
  private var steps: [Batch<Int16>] = []
  /// Texts that files do not have, or of which they say different things.
  private var misses: [Miss] = []

  /// How many bytes of texts that are none of the file's are held at a time, and those of one row more.
  private static var room: Int { 1 << 20 }

  private struct Miss {
    let row: Int
    let rule: Int
    let step: Int
    let finding: CellRule.Finding
  }

  /// - Parameters:
  ///   - count: How many of the first rows are looked at; then how many come before the first of which
  ///     a rule wants the only text, and there are several, or for whose texts there is no room.
  ///   - window: Gets the texts that are none of the file's.
  init(
    of rules: [CellRule], in plain: inout PlainRows, count: inout Int, _ window: inout Window
  ) {
    var cells: [Range<Int>] = []
    for (number, rule) in rules.enumerated() {
      let place = CellRule.place(of: number)
      var found = Batch<Int16>(repeating: -1)
      for row in 0..<count { plain.note(0..<0, at: place, row: row) }
      for (index, step) in rule.steps.enumerated() {
        let fields = step.fields
        search: for row in 0..<count where found[row] < 0 {
          // Very long texts, of which there would be many at once: the row that follows begins anew.
          guard window.writtenCount < RuleFindings.room else {
            count = row
            break search
          }
          cells.removeAll(keepingCapacity: true)
          for field in fields { cells.append(plain.text(field, of: row).range) }
          let finding = step.find(in: cells, &window)
          switch finding {
          case .text(let text):
            plain.note(text, at: place, row: row)
            found[row] = Int16(truncatingIfNeeded: index)
          case .missing, .doubled:
            misses.append(Miss(row: row, rule: number, step: index, finding: finding))
          case .several:
            count = row
            break search
          case .nothing: break
          }
        }
      }
      steps.append(found)
    }
  }

  /// Counts what became of the rules in the first rows.
  ///
  /// - Parameter plain: The same rows, but for those that filters leave out.
  func count(
    of plain: borrowing PlainRows, _ count: Int, _ bytes: Span<UInt8>, in counts: inout RuleCounts
  ) {
    for rule in steps.indices {
      for row in 0..<count {
        counts.take(rule: rule, step: Int(steps[rule][plain.number(of: row)]))
      }
    }
    guard !misses.isEmpty else { return }
    var isRead = Batch(repeating: false)
    for row in 0..<count { isRead[plain.number(of: row)] = true }
    for miss in misses where isRead[miss.row] {
      counts.note(miss.finding, rule: miss.rule, step: miss.step, bytes)
    }
  }

  /// Counts the rows whose text is in a deal file.
  ///
  /// - Parameters:
  ///   - field: That of the account or the deal.
  ///   - numbers: −1 where it is in none.
  func match(
    _ field: Int, _ numbers: Span<Int32>, of plain: borrowing PlainRows, _ count: Int,
    in counts: inout RuleCounts
  ) {
    guard let rule = CellRule.number(at: field) else { return }
    for row in 0..<count where numbers[row] >= 0 {
      let step = Int(steps[rule][plain.number(of: row)])
      if step >= 0 { counts.match(rule: rule, step: step) }
    }
  }
}

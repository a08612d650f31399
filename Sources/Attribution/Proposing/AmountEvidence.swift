/// In which formats the amounts of a column can be read: found from all of its values.
package struct AmountEvidence: Sendable {
  /// How many values some format reads.
  package private(set) var count = 0
  /// The formats that read all of those, by their position.
  private var fitting = Set(AmountFormat.allCases.indices)
  /// Two formats that make different amounts of a value, and the first such value.
  private var disputes: [(first: Int, second: Int, example: String)] = []
  /// The first value that each set of formats reads.
  private var examples: [(formats: [Int], value: String)] = []
  package private(set) var unread = 0
  private(set) var unreadExample: String?
  /// The currencies that stand beside them, and the first value with each.
  private(set) var marks: [(mark: CurrencyMark, example: String)] = []

  package init() {}

  /// - Returns: What each format makes of the value, nil where no format reads it.
  @discardableResult
  package mutating func add(_ text: String) -> [Int64?]? {
    guard let spelling = AmountSpelling(text) else {
      unread += 1
      if unreadExample == nil { unreadExample = text }
      return nil
    }
    count += 1
    let read = spelling.readings.indices.filter { spelling.readings[$0] != nil }
    fitting.formIntersection(read)
    if !examples.contains(where: { $0.formats == read }) { examples.append((read, text)) }
    for (index, first) in read.enumerated() {
      for second in read[(index + 1)...]
      where spelling.readings[first] != spelling.readings[second] {
        note(first, second, text)
      }
    }
    if let mark = spelling.mark { note(mark, text) }
    return spelling.readings
  }

  mutating func add(_ other: AmountEvidence) {
    count += other.count
    fitting.formIntersection(other.fitting)
    for example in other.examples where !examples.contains(where: { $0.formats == example.formats })
    {
      examples.append(example)
    }
    for dispute in other.disputes { note(dispute.first, dispute.second, dispute.example) }
    unread += other.unread
    unreadExample = unreadExample ?? other.unreadExample
    for (mark, example) in other.marks { note(mark, example) }
  }

  private mutating func note(_ mark: CurrencyMark, _ example: String) {
    if !marks.contains(where: { $0.mark == mark }) { marks.append((mark, example)) }
  }

  private mutating func note(_ first: Int, _ second: Int, _ example: String) {
    guard !disputes.contains(where: { $0.first == first && $0.second == second }) else { return }
    disputes.append((first, second, example))
  }
}

/// How the amounts of a column are written, as far as its values say.
package enum AmountDecision: Sendable, Equatable {
  /// The column holds none.
  case none
  /// Plain ones need not be declared.
  case format(AmountFormat)
  /// Formats that make different amounts of a value.
  case undecided([AmountFormat], example: String)
  /// No format reads all; a value for each way of writing.
  case mixed(examples: [String])

  package var format: AmountFormat? { if case .format(let format) = self { format } else { nil } }
}

extension AmountEvidence {
  package func decide() -> AmountDecision {
    guard count > 0 else { return .none }
    guard !fitting.isEmpty else { return .mixed(examples: examples.map(\.value)) }
    let candidates = fitting.sorted()
    let open = disputes.filter { fitting.contains($0.first) && fitting.contains($0.second) }
    guard let dispute = open.first else {
      return .format(AmountFormat.allCases[candidates[0]])
    }
    let disputed = candidates.filter { format in
      open.contains { ($0.first == format || $0.second == format) && $0.example == dispute.example }
    }
    // Of formats that read everything alike, one speaks for all.
    let different = disputed.filter { format in
      !disputed.contains { other in
        other < format && !open.contains { $0.first == other && $0.second == format }
      }
    }
    return .undecided(different.map { AmountFormat.allCases[$0] }, example: dispute.example)
  }
}

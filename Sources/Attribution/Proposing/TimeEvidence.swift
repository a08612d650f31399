/// In which formats the times of a column can be read: found from all of its values.
package struct TimeEvidence: Sendable {
  /// Values that the same formats fit.
  struct Group: Sendable {
    let fit: TimeFit
    var count: Int
    var example: String
  }

  private(set) var groups: [Group] = []
  /// Values that are a time of UTC or name their own distance from it.
  private(set) var instants = 0
  /// Values that no format fits, and the first of them.
  package private(set) var unread = 0
  private(set) var unreadExample: String?

  package init() {}

  package var count: Int { groups.reduce(0) { $0 + $1.count } }

  /// Whether the values are nothing but times, and not numbers that could be counts or ids.
  var isCertain: Bool { unread == 0 && groups.contains { !$0.fit.isNumber } }

  package mutating func add(_ text: Span<UInt8>) {
    guard let (fit, kind) = TimeFit.of(text) else {
      unread += 1
      if unreadExample == nil { unreadExample = string(text) }
      return
    }
    if kind == .instant { instants += 1 }
    guard let index = groups.firstIndex(where: { $0.fit == fit }) else {
      groups.append(Group(fit: fit, count: 1, example: string(text)))
      return
    }
    groups[index].count += 1
    // A value whose two readings differ shows a person what is to be decided.
    if fit.isUndecided, isPalindrome(groups[index].example) { groups[index].example = string(text) }
  }

  mutating func add(_ other: TimeEvidence) {
    for group in other.groups {
      if let index = groups.firstIndex(where: { $0.fit == group.fit }) {
        groups[index].count += group.count
        if group.fit.isUndecided, isPalindrome(groups[index].example) {
          groups[index].example = group.example
        }
      } else {
        groups.append(group)
      }
    }
    instants += other.instants
    unread += other.unread
    unreadExample = unreadExample ?? other.unreadExample
  }

  /// Whether month and day are the same number.
  private func isPalindrome(_ example: String) -> Bool {
    let numbers = example.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
    return numbers.count == 2 && numbers[0] == numbers[1]
  }

  private func string(_ text: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    bytes.append(text)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// How the times of a column are written, as far as its values say.
package struct TimeDecision: Sendable, Equatable {
  /// The formats, the most frequent first; those of ISO 8601 alone need not be written.
  package var formats: [String] = []
  /// The same with day and month the other way round, where no value decides.
  package var otherwise: [String]?
  /// The value that is read in two ways.
  package var example: String?
  /// Values of which each can be read in one order only, where there are some of both.
  package var contradiction: [String] = []
  /// A value that decided which is the month and which the day.
  package var proof: String?

  package var isPlain: Bool { formats.isEmpty || formats == ["iso"] }
}

extension TimeEvidence {
  package func decide() -> TimeDecision {
    var decision = TimeDecision()
    // The layouts of dates between which values decide, by the first of each.
    var chosen: [Int: (date: Int, other: Int?)] = [:]
    for pair in TimeFit.orders {
      let of = { (wanted: [Int]) in
        self.groups.filter { group in
          [pair.first, pair.second].filter { group.fit.dates.contains($0) } == wanted
        }
      }
      let (first, second) = (of([pair.first]), of([pair.second]))
      let both = of([pair.first, pair.second])
      switch (first.isEmpty, second.isEmpty) {
      case (false, true):
        chosen[pair.first] = (pair.first, nil)
        if pair.isAmbiguous { decision.proof = decision.proof ?? first[0].example }
      case (true, false):
        chosen[pair.first] = (pair.second, nil)
        if pair.isAmbiguous { decision.proof = decision.proof ?? second[0].example }
      case (true, true):
        guard let example = both.first?.example else { continue }
        chosen[pair.first] = (pair.first, pair.isAmbiguous ? pair.second : nil)
        if pair.isAmbiguous { decision.example = decision.example ?? example }
      case (false, false):
        chosen[pair.first] = (pair.first, pair.second)
        decision.contradiction = [first[0].example, second[0].example]
        decision.example = decision.example ?? both.first?.example
      }
    }
    let byCount = groups.sorted { $0.count > $1.count }
    func patterns(_ date: (_ pair: (date: Int, other: Int?)) -> Int) -> [String] {
      var patterns: [String] = []
      for group in byCount {
        let first = group.fit.dates[0]
        let pair = TimeFit.orders.first { [$0.first, $0.second].contains(first) }
        let pattern = TimeFit.pattern(
          date: pair.flatMap { chosen[$0.first] }.map(date) ?? first, rest: group.fit.rest)
        if !patterns.contains(pattern) { patterns.append(pattern) }
      }
      return patterns
    }
    decision.formats = patterns(\.date)
    if chosen.values.contains(where: { $0.other != nil }) {
      decision.otherwise = patterns { $0.other ?? $0.date }
    }
    if decision.otherwise != nil { decision.proof = nil }
    return decision
  }
}

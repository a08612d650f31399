/// What things that stand in a row have, as runs of neighbours that have the same: most rules of
/// sharing out tell few of the things apart, however many there are.
package struct Runs<Value: Sendable & Equatable>: Sendable {
  package internal(set) var runs: [Run] = []

  package struct Run: Sendable, Equatable {
    package let value: Value
    /// How many things there are up to the end of the run.
    package let end: Int
  }

  package init() {}

  /// Each of these a run of its own.
  package init(each values: [Value]) {
    runs = zip(values, 1...).map { Run(value: $0, end: $1) }
  }

  /// How many things there are.
  package var count: Int { runs.last?.end ?? 0 }

  /// What each thing has.
  package var flat: [Value] {
    var flat: [Value] = []
    append(to: &flat)
    return flat
  }

  /// Appends what each thing has.
  func append(to flat: inout [Value]) {
    var start = 0
    for run in runs {
      flat.append(contentsOf: repeatElement(run.value, count: run.end - start))
      start = run.end
    }
  }

  /// Begins again, and keeps the room.
  mutating func removeAll() { runs.removeAll(keepingCapacity: true) }

  /// Appends a run of so many things, none or more.
  package mutating func append(_ value: Value, count: Int) {
    if count > 0 { runs.append(Run(value: value, end: self.count + count)) }
  }
}

/// In what proportion things count.
package typealias Weights = Runs<UInt64>

/// What things get.
package typealias Shares = Runs<Int64>

extension Weights {
  /// What there is of them in all.
  struct Sum {
    var total: UInt128 = 0
    /// The things that have a weight above zero, if they are one run.
    var only: Range<Int>?
  }

  var sum: Sum {
    var sum = Sum()
    var start = 0
    for run in runs {
      if run.value > 0 {
        let (high, low) = run.value.multipliedFullWidth(by: UInt64(run.end - start))
        sum.only = sum.total == 0 ? start..<run.end : nil
        sum.total += UInt128(high) << 64 | UInt128(low)
      }
      start = run.end
    }
    return sum
  }
}

/// What a run does one after the other, as its user would name it.
package enum Stage: String, CaseIterable, Sendable {
  case opening = "opening files"
  case lookups = "reading lookups"
  case control = "reading control totals"
  case deals = "reading deals"
  case touchpoints = "reading touchpoints"
  case costs = "reading costs"
  case journeys
  case credit
  case sensitivity
  case closed = "closed months"
  case results = "writing results"
  case publishing
}

/// How long the stages of a run took. The clock is the caller's: no result depends on one.
package struct Timings: Sendable {
  private var stages: [(stage: Stage, time: Duration, bytes: Int)] = []

  package init() {}

  /// - Parameter bytes: How many were read or written; 0 where that says nothing.
  package mutating func add(_ stage: Stage, took time: Duration, bytes: Int) {
    stages.append((stage, time, bytes))
  }

  /// A table for people; a megabyte is a million bytes.
  ///
  /// - Parameter peakMemory: The most bytes that the process had in memory; nil if nobody knows.
  package func text(peakMemory: Int?) -> String {
    var table = TextTable([("stage", .left), ("seconds", .right), ("MB", .right), ("MB/s", .right)])
    for (stage, time, bytes) in stages {
      // Bytes in a microsecond are megabytes in a second.
      let rate = bytes / max(1, microseconds(time))
      table.add([
        stage.rawValue, seconds(time), bytes > 0 ? rounded(bytes, per: 100_000, decimals: 1) : "",
        bytes > 0 ? "\(rate)" : "",
      ])
    }
    table.add(["total", seconds(stages.reduce(.zero) { $0 + $1.time }), "", ""])
    let memory = peakMemory.map { "  peak memory \(rounded($0, per: 1_000_000, decimals: 0)) MB\n" }
    return table.plain + (memory ?? "")
  }
}

private func microseconds(_ time: Duration) -> Int {
  let (seconds, attoseconds) = time.components
  return Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
}

private func seconds(_ time: Duration) -> String {
  rounded(microseconds(time), per: 1_000, decimals: 3)
}

/// A number of units, each of which is this many of what is counted, to the nearest.
private func rounded(_ count: Int, per unit: Int, decimals: Int) -> String {
  var bytes: [UInt8] = []
  bytes.append((count + unit / 2) / unit, decimals: decimals)
  return String(decoding: bytes, as: UTF8.self)
}

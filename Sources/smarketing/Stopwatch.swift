import Attribution
import FoundationEssentials

/// Measures the stages of a run, from one end to the next.
struct Stopwatch {
  private(set) var timings = Timings()
  private var last = ContinuousClock.now

  /// - Parameter bytes: How many were read or written.
  mutating func lap(_ stage: Stage, bytes: Int) {
    let now = ContinuousClock.now
    timings.add(stage, took: now - last, bytes: bytes)
    last = now
  }
}

/// The most bytes that this process had in memory; nil where the system does not say.
///
/// `getrusage` would count what was in memory before this program took the place of another.
func peakMemory() -> Int? {
  guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else {
    return nil
  }
  let words = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }?
    .split(whereSeparator: \.isWhitespace)
  return words.flatMap { $0.count == 3 ? Int($0[1]) : nil }.map { $0 * 1024 }
}

import Attribution
import Synchronization

/// What a run does and how far it is, on the last line of a terminal, once it has taken a second.
final class ProgressBar: Sendable {
  private let state = Mutex(State())
  private let start = ContinuousClock.now

  private struct State {
    var done = 0
    var shown = ""
  }

  /// - Parameters:
  ///   - bytes: Read since it was called last.
  ///   - total: All there are to read.
  func advance(_ bytes: Int, of total: Int) {
    state.withLock { state in
      state.done += bytes
      guard isDue else { return }
      let percent = total > 0 ? min(100, state.done * 100 / total) : 100
      let filled = percent * 30 / 100
      let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
      show("reading [\(bar)] \(percent) %", &state)
    }
  }

  /// Behind the reading there is no telling how far a run is.
  func end(_ stage: Stage) {
    guard stage == .touchpoints || stage == .costs, isDue else { return }
    state.withLock { show("sharing out and writing", &$0) }
  }

  /// Takes the line away again.
  func clear() {
    state.withLock { if !$0.shown.isEmpty { show("", &$0) } }
  }

  private var isDue: Bool { ContinuousClock.now - start > .seconds(1) }

  /// Writes over what is there, and only then clears what remains of it: nothing flickers.
  private func show(_ text: String, _ state: inout State) {
    guard text != state.shown else { return }
    Console.error("\r\(text)\u{1B}[K")
    state.shown = text
  }
}

@unsafe @preconcurrency import Glibc
import Synchronization

/// A place that a run of this process writes to.
protocol Claim: AnyObject, Sendable {
  /// Removes what is not published.
  func clear()
}

/// The places that runs of this process write to. Whoever makes files in one, moves it into place
/// or clears it holds the lock, so that a signal finds no step half done.
let claims = Mutex<[any Claim]>([])

/// From now on, a signal to end (SIGINT, SIGTERM, SIGHUP) first clears away what is not published.
///
/// Must be called on the main thread before there are others: they inherit that it does not take
/// these signals. A thread of its own waits for them, where more is allowed than in a handler.
package func clearOutputWhenInterrupted() {
  changeMask(SIG_BLOCK, signalsToEnd)
  var thread = pthread_t()
  _ = unsafe pthread_create(
    &thread, nil,
    { _ in
      var signals = signalsToEnd
      var signal: CInt = 0
      if unsafe sigwait(&signals, &signal) == 0 { clearOutputAndEnd(by: signal) }
      return nil
    }, nil)
}

/// The signals to end that this process does not ignore.
private var signalsToEnd: sigset_t {
  signalSet([SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) })
}

/// Clears away what is not published, and ends the process by a signal, so that whoever started it
/// sees which one. A second signal meanwhile ends it at once.
package func clearOutputAndEnd(by signal: CInt) -> Never {
  changeMask(SIG_UNBLOCK, signalSet([SIGINT, SIGTERM, SIGHUP]))
  claims.withLock { claims -> Never in
    for claim in claims { claim.clear() }
    // Still locked: what is cleared stays so.
    raise(signal)
    _exit(128 + signal)
  }
}

private func signalSet(_ signals: [CInt]) -> sigset_t {
  var set = sigset_t()
  unsafe sigemptyset(&set)
  for signal in signals { unsafe sigaddset(&set, signal) }
  return set
}

/// Blocks or unblocks signals for this thread.
private func changeMask(_ how: CInt, _ signals: sigset_t) {
  var signals = signals
  unsafe pthread_sigmask(how, &signals, nil)
}

/// Whether whoever started this process wants it to outlive a signal, as `nohup` does.
private func isIgnored(_ signal: CInt) -> Bool {
  var action = sigaction()
  unsafe sigaction(signal, nil, &action)
  #if canImport(Darwin)
    let handler = unsafe action.__sigaction_u.__sa_handler
  #else
    let handler = unsafe action.__sigaction_handler.sa_handler
  #endif
  return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
}

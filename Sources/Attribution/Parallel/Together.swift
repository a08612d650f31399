import Dispatch
import Synchronization

/// Calls both of these, at the same time where several threads may work.
///
/// - Returns: What they return; neither can depend on the other.
func together<One: Sendable, Other>(
  jobs: Int, _ one: @Sendable () -> One, _ other: () throws(Failure) -> Other
) throws(Failure) -> (One, Other) {
  guard jobs > 1 else { return try (one(), other()) }
  let first = Mutex<One?>(nil)
  let group = DispatchGroup()
  let second = withoutActuallyEscaping(one) { one in
    // A queue of its own has a thread of its own: whoever calls `inOrder` goes on as its worker.
    DispatchQueue(label: "together").async(group: group) {
      let result = one()
      first.withLock { $0 = result }
    }
    defer { group.wait() }
    return Result<Other, Failure> { () throws(Failure) in try other() }
  }
  return (first.withLock { $0! }, try second.get())
}

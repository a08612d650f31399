import Dispatch
import Synchronization

/// Calls `body` with every number below `count`: for what waits rather than works, several at a time
/// however few processors there are. They wait for the same disk, which serves many as fast as one.
///
/// - Throws: What the first of these numbers throws that fails, when all are done.
func waitForEach<Problem: Error>(
  _ count: Int, _ body: @Sendable (Int) throws(Problem) -> Void
) throws(Problem) {
  if count == 1 { return try body(0) }
  let lanes = min(8, count)
  let results = Mutex([Result<Void, Problem>](repeating: .success(()), count: count))
  withoutActuallyEscaping(body) { body in
    let group = DispatchGroup()
    for lane in 0..<lanes {
      // A queue of its own has a thread of its own.
      DispatchQueue(label: "waiting \(lane)").async(group: group) {
        for number in stride(from: lane, to: count, by: lanes) {
          let result = Result { () throws(Problem) in try body(number) }
          results.withLock { $0[number] = result }
        }
      }
    }
    group.wait()
  }
  for result in results.withLock({ $0 }) { try result.get() }
}

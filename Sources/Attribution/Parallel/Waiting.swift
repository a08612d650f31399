import Dispatch
import Synchronization

/// Calls `body` with every number below `count`, and returns the results in the order of the numbers:
/// for what waits rather than works, several at a time however few processors there are.
func waitMap<Result: Sendable>(
  _ count: Int, atOnce lanes: Int, _ body: @Sendable (Int) -> Result
) -> [Result] {
  let results = Mutex([Result?](repeating: nil, count: count))
  withoutActuallyEscaping(body) { body in
    let group = DispatchGroup()
    for lane in 0..<min(lanes, count) {
      // A queue of its own has a thread of its own.
      DispatchQueue(label: "waiting \(lane)").async(group: group) {
        for number in stride(from: lane, to: count, by: lanes) {
          let result = body(number)
          results.withLock { $0[number] = result }
        }
      }
    }
    group.wait()
  }
  return results.withLock { $0.map { $0! } }
}

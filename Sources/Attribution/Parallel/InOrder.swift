import Dispatch
import Synchronization

/// Produces `count` things on several threads and consumes them on one at a time, in order.
///
/// This is the only place of the program where threads meet. `produce` shares nothing: each worker
/// has a scratch of its own, and what it returns depends on the number alone. `consume` is never
/// called by two threads at once, and gets the products in the order of their numbers, so that no
/// result can depend on how many threads there were.
///
/// - Parameters:
///   - count: How many things there are, numbered from 0.
///   - jobs: How many workers at most; one works on the calling thread alone.
///   - scratch: Makes the working memory that a worker keeps from one product to the next.
///   - produce: Makes the product with this number.
///   - consume: Takes a product; when it throws, the work ends and no later product is consumed.
func inOrder<Scratch, Product: Sendable>(
  _ count: Int, jobs: Int, scratch: @Sendable () -> Scratch,
  produce: @Sendable (inout Scratch, Int) -> Product,
  consume: (Int, Product) throws(Failure) -> Void
) throws(Failure) {
  guard jobs > 1, count > 1 else {
    var scratch = scratch()
    for number in 0..<count { try consume(number, produce(&scratch, number)) }
    return
  }
  let state = Mutex(Progress<Product>())
  // Products wait in memory until their turn; the tickets bound how many do.
  let tickets = DispatchSemaphore(value: 2 * jobs)
  withoutActuallyEscaping(consume) { consume in
    // Safe: called only while `state` is locked.
    nonisolated(unsafe) let consume = consume
    DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { _ in
      var scratch = scratch()
      while true {
        tickets.wait()
        let number = state.withLock { state in
          defer { state.claimed += 1 }
          return state.failure == nil ? state.claimed : count
        }
        guard number < count else {
          tickets.signal()
          return
        }
        let product = produce(&scratch, number)
        state.withLock { state in
          state.waiting[number] = product
          while let next = state.waiting.removeValue(forKey: state.consumed) {
            if state.failure == nil {
              do throws(Failure) {
                unsafe try consume(state.consumed, next)
              } catch {
                state.failure = error
              }
            }
            state.consumed += 1
            tickets.signal()
          }
        }
      }
    }
  }
  if let failure = state.withLock({ $0.failure }) { throw failure }
}

private struct Progress<Product> {
  var claimed = 0
  var consumed = 0
  var waiting: [Int: Product] = [:]
  var failure: Failure?
}

/// Calls `body` with every number below `count`, on several threads, and returns the results in the
/// order of the numbers.
func parallelMap<Result: Sendable>(
  _ count: Int, jobs: Int, _ body: @Sendable (Int) -> Result
) -> [Result] {
  var results: [Result] = []
  results.reserveCapacity(count)
  // Appending never fails.
  try! inOrder(
    count, jobs: jobs, scratch: {}, produce: { _, number in body(number) },
    consume: { _, result in results.append(result) })
  return results
}

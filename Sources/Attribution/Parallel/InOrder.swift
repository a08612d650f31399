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
  // Products wait in memory until their turn; the tickets bound how many do. More than there are
  // workers, since one may have to wait for a processor that others use.
  let tickets = DispatchSemaphore(value: 4 * jobs)
  withoutActuallyEscaping(consume) { consume in
    // Safe: called only by the worker that has `isConsuming`.
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
        var isConsuming = state.withLock { state in
          state.waiting[number] = product
          defer { state.isConsuming = true }
          return !state.isConsuming
        }
        // The others go on producing meanwhile.
        while isConsuming {
          let next = state.withLock { state in
            let next = state.waiting.removeValue(forKey: state.consumed)
            state.isConsuming = next != nil
            return (number: state.consumed, product: next, hasFailed: state.failure != nil)
          }
          guard let product = next.product else {
            isConsuming = false
            continue
          }
          var failure: Failure?
          if !next.hasFailed {
            do throws(Failure) {
              unsafe try consume(next.number, product)
            } catch {
              failure = error
            }
          }
          state.withLock { state in
            state.consumed += 1
            if let failure { state.failure = failure }
          }
          tickets.signal()
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
  /// Whether a worker is about to consume what waits.
  var isConsuming = false
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

import Dispatch

/// Does one thing after the other on a thread of its own, while whoever asks for them goes on: for what
/// waits rather than works.
final class Behind: Sendable {
  // A queue of its own has a thread of its own.
  private let queue = DispatchQueue(label: "behind")
  private let room: DispatchSemaphore

  /// - Parameter limit: How many things may be asked for and not done. Who asks for more waits.
  init(atMost limit: Int) { room = DispatchSemaphore(value: limit) }

  func add(_ work: @escaping @Sendable () -> Void) {
    room.wait()
    queue.async {
      work()
      self.room.signal()
    }
  }

  /// Waits until all is done.
  func wait() { queue.sync {} }
}

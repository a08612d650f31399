import Synchronization

/// Arrays that nobody needs any more, for whoever needs the room: of memory that is new, the system has
/// to make every page.
final class Spares: Sendable {
  private let arrays = Mutex<[[UInt8]]>([])

  /// An empty one.
  func take() -> [UInt8] {
    // The first, of which it is most likely that nobody holds it any more.
    var array = arrays.withLock { $0.isEmpty ? [] : $0.removeFirst() }
    array.removeAll(keepingCapacity: true)
    return array
  }

  func give(_ array: [UInt8]) { arrays.withLock { $0.append(array) } }
}

/// The touches of a journey, oldest first, by their index in `Touchpoints`.
package struct JourneyTouches: RandomAccessCollection, Sendable {
  /// Where they follow each other.
  private let start: Int
  package let endIndex: Int
  /// The touches where they do not.
  private let list: [Int32]

  init(_ range: Range<Int>) { (start, endIndex, list) = (range.lowerBound, range.count, []) }

  init(_ list: [Int32]) { (start, endIndex, self.list) = (0, list.count, list) }

  package var startIndex: Int { 0 }

  package subscript(position: Int) -> Int32 {
    list.isEmpty ? Int32(truncatingIfNeeded: start &+ position) : list[position]
  }
}

/// The different values of a column with their numbers: the first thousand of them.
///
/// Those of a stretch of a file are added to those of the stretches before it, so that the values
/// kept are always the first ones of the file.
package struct ValueCounts: Sendable {
  private var names = Names()
  private var counts: [Int] = []
  /// Whether not all are kept; then the numbers are too small as well.
  package private(set) var hasMore = false

  static let limit = 1_000
  /// In bytes. Longer ones are prose, and nothing that a definitions file would name.
  private static let lengthLimit = 200

  package init() {}

  mutating func add(_ value: Span<UInt8>, times: Int = 1) {
    if counts.count == ValueCounts.limit {
      guard let number = names.find(value) else {
        hasMore = true
        return
      }
      counts[number] += times
      return
    }
    guard value.count <= ValueCounts.lengthLimit else {
      hasMore = true
      return
    }
    let number = names.intern(value)
    if number == counts.count { counts.append(0) }
    counts[number] += times
  }

  mutating func add(_ other: ValueCounts) {
    for (number, count) in other.counts.enumerated() {
      add(other.names.texts.bytes.span.extracting(other.names.texts.range(number)), times: count)
    }
    hasMore = hasMore || other.hasMore
  }

  package var isEmpty: Bool { counts.isEmpty }

  /// In the order of the file.
  package var values: [String] { counts.indices.map { names[$0] } }

  /// The most frequent first, equally frequent ones by their bytes.
  package var byCount: [(value: String, count: Int)] {
    counts.indices.map { (names[$0], counts[$0]) }
      .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : Label($0.0) < Label($1.0) }
  }

  /// `40`, or `more than 1000`.
  var countText: String { hasMore ? "more than \(counts.count)" : "\(counts.count)" }
}

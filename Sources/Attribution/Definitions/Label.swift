/// A text of the input as it is compared and sorted: byte for byte.
///
/// Swift takes canonically equal strings for equal, `é` in one character or in two: as keys of a
/// dictionary they would merge two channels.
package struct Label: Hashable, Comparable, Sendable, ExpressibleByStringLiteral {
  package let text: String

  package init(_ text: String) { self.text = text }

  package init(stringLiteral text: String) { self.text = text }

  package static func == (left: Label, right: Label) -> Bool {
    let (one, other) = (left.text.utf8.span, right.text.utf8.span)
    guard one.count == other.count else { return false }
    for index in one.indices where one[index] != other[index] { return false }
    return true
  }

  package static func < (left: Label, right: Label) -> Bool {
    let (one, other) = (left.text.utf8.span, right.text.utf8.span)
    for index in 0..<min(one.count, other.count) where one[index] != other[index] {
      return one[index] < other[index]
    }
    return one.count < other.count
  }

  package func hash(into hasher: inout Hasher) {
    // Safe: the bytes are read while they are there.
    unsafe text.utf8.span.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
  }
}

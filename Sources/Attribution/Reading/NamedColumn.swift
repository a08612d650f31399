/// A column of texts of which many are the same: of each row the number of its text.
struct NamedColumn: Sendable {
  private(set) var names = Names()
  private(set) var numbers: [UInt32] = []

  init() {}

  init(names: Names, numbers: [UInt32]) {
    self.names = names
    self.numbers = numbers
  }

  init(_ texts: TextColumn) {
    for index in 0..<texts.count { append(texts.bytes.span.extracting(texts.range(index))) }
  }

  mutating func append(_ text: Span<UInt8>) {
    numbers.append(UInt32(names.intern(text)))
  }

  mutating func append(contentsOf other: NamedColumn) {
    let known = names.intern(other.names)
    for number in other.numbers { numbers.append(UInt32(known[Int(number)])) }
  }

  /// Puts the rows into another order.
  mutating func arrange(_ order: [Int32], jobs: Int) { numbers.arrange(order, jobs: jobs) }
}

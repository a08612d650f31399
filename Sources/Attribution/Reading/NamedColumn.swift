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

  var count: Int { numbers.count }

  func isEmpty(_ index: Int) -> Bool { names.texts.isEmpty(Int(numbers[index])) }

  subscript(index: Int) -> String { names[Int(numbers[index])] }

  mutating func append(_ text: Span<UInt8>) {
    numbers.append(UInt32(names.intern(text)))
  }

  mutating func append(contentsOf other: NamedColumn) {
    let known = names.intern(other.names)
    for number in other.numbers { numbers.append(UInt32(known[Int(number)])) }
  }

  /// Puts the rows into another order.
  mutating func arrange(_ order: [Int32], jobs: Int) { numbers.arrange(order, jobs: jobs) }

  /// Appends what another column has in one place.
  mutating func append(_ index: Int, of other: NamedColumn) {
    numbers.append(UInt32(names.intern(other.names.texts, Int(other.numbers[index]))))
  }

  /// Appends another column but for some places.
  mutating func append(contentsOf other: NamedColumn, without leftOut: Set<Int>) {
    guard !leftOut.isEmpty else { return append(contentsOf: other) }
    for index in 0..<other.count where !leftOut.contains(index) { append(index, of: other) }
  }

  mutating func leaveOut(_ places: Set<Int>) {
    let all = self
    self = NamedColumn()
    append(contentsOf: all, without: places)
  }
}

extension TextColumn {
  /// Appends another column but for some places.
  mutating func append(contentsOf other: TextColumn, without leftOut: Set<Int>) {
    guard !leftOut.isEmpty else { return append(contentsOf: other) }
    for index in 0..<other.count where !leftOut.contains(index) {
      append(other.bytes.span.extracting(other.range(index)))
    }
  }

  mutating func leaveOut(_ places: Set<Int>) {
    let all = self
    self = TextColumn()
    append(contentsOf: all, without: places)
  }
}

extension Names {
  /// The number of a text of a column, which it gets now if it has none.
  mutating func intern(_ column: TextColumn, _ index: Int) -> Int {
    intern(column.bytes.span.extracting(column.range(index)))
  }
}

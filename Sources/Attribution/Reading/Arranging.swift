extension Array where Element: Sendable {
  /// Puts the elements into another order.
  ///
  /// - Parameter order: For each place of the result, where its element stood.
  mutating func arrange(_ order: [Int32], jobs: Int) {
    let cuts = cuts(of: order.count, size: 1 << 16)
    var arranged: [Element] = []
    arranged.reserveCapacity(order.count)
    // Appending never fails.
    try! inOrder(
      cuts.count, jobs: jobs, scratch: {},
      produce: { [self] _, cut in elements(order.span.extracting(cuts[cut])) },
      consume: { _, part in arranged += part })
    self = arranged
  }

  /// The elements that stand in these places.
  private func elements(_ places: Span<Int32>) -> [Element] {
    let all = span
    var elements: [Element] = []
    elements.append(addingCapacity: places.count) { elements in
      for index in places.indices { elements.append(all[Int(places[index])]) }
    }
    return elements
  }
}

extension TextColumn {
  /// Puts the texts into another order.
  ///
  /// - Parameter order: For each place of the result, where its text stood.
  mutating func arrange(_ order: [Int32], jobs: Int) {
    let cuts = cuts(of: order.count, size: 1 << 14)
    var arranged = TextColumn()
    arranged.reserve(order.count, byteCount: bytes.count)
    // Appending never fails.
    try! inOrder(
      cuts.count, jobs: jobs, scratch: {},
      produce: { [self] _, cut in gathered(order[cuts[cut]].lazy.map { Optional(Int($0)) }) },
      consume: { _, part in arranged.append(contentsOf: part) })
    self = arranged
  }

  /// The texts with these numbers, one behind the other, and an empty one for none.
  ///
  /// Numbers in any order lie anywhere in memory: texts that are asked for one by one, while rows are
  /// written, are each waited for; here many are on their way at once.
  func gathered(_ numbers: some Sequence<Int?>) -> TextColumn {
    let ranges = numbers.map { $0.map(range) ?? 0..<0 }
    var texts = TextColumn()
    texts.append(ranges, of: bytes.span)
    return texts
  }

  func gathered(_ numbers: ArraySlice<Int>) -> TextColumn {
    gathered(numbers.lazy.map { Optional($0) })
  }
}

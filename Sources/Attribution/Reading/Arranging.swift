extension Array where Element: Sendable {
  /// Puts the elements into another order.
  ///
  /// - Parameter order: For each place of the result, where its element stood.
  mutating func arrange(_ order: [Int32], jobs: Int) {
    let cuts = cuts(of: order.count, weighing: { _ in 0 }, target: 1 << 16)
    var arranged: [Element] = []
    arranged.reserveCapacity(order.count)
    // Appending never fails.
    try! inOrder(
      cuts.count, jobs: jobs, scratch: {},
      produce: { [self] _, cut in order[cuts[cut]].map { self[Int($0)] } },
      consume: { _, part in arranged += part })
    self = arranged
  }
}

extension TextColumn {
  /// Puts the texts into another order.
  ///
  /// - Parameter order: For each place of the result, where its text stood.
  mutating func arrange(_ order: [Int32]) {
    var arranged = TextColumn()
    arranged.reserve(order.count, byteCount: bytes.count)
    for place in order { arranged.append(bytes.span.extracting(range(Int(place)))) }
    self = arranged
  }
}

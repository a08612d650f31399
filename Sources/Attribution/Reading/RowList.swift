/// Some rows of a batch, in their order.
///
/// What asks a question that nobody can guess makes a list of the rows for which it is so: a processor
/// that guesses wrong loses the time of some dozens of steps.
struct RowList {
  private var rows = Batch<UInt8>(repeating: 0)
  private(set) var count = 0

  subscript(place: Int) -> Int { Int(rows[place]) }

  /// Adds a row if a bit is 1, and if it is 0 does nothing at the same expense.
  @inline(__always)
  mutating func add(_ row: Int, _ bit: Int) {
    rows[count] = UInt8(truncatingIfNeeded: row)
    count &+= bit
  }

  /// Appends what a column of the batch holds for these rows to a longer one.
  @inline(__always)
  func append<Value>(from values: Span<Value>, to column: inout [Value]) {
    column.append(addingCapacity: count) { room in
      for place in 0..<count { room.append(values[self[place]]) }
    }
  }
}

extension Bool {
  /// 1 for true: bits are combined where `&&` would ask one question after the other.
  @inline(__always)
  var bit: Int { self ? 1 : 0 }
}

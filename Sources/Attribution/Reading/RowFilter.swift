/// What a row must fulfil to be taken, with the field that decides.
struct RowFilter: Sendable {
  let field: Int
  let test: Condition.Test
  let texts: [[UInt8]]

  init(_ condition: Condition, field: Int) {
    self.field = field
    test = condition.test
    texts = condition.texts.map { Array($0.utf8) }
  }

  func passes(_ cell: Span<UInt8>) -> Bool {
    switch test {
    case .equals: texts.contains { cell.hasSameBytes(as: $0.span) }
    case .isNot: !texts.contains { cell.hasSameBytes(as: $0.span) }
    case .startsWith: texts.contains { cell.begins(with: $0.span) }
    case .contains: texts.contains { cell.holds($0.span) }
    case .lacks: !texts.contains { cell.holds($0.span) }
    }
  }
}

extension [RowFilter] {
  /// Whether a row passes all of them.
  func pass(_ scanner: borrowing RowScanner, _ window: inout Window) -> Bool {
    for filter in self {
      let cell = window.text(of: scanner.fields[filter.field])
      guard filter.passes(window.bytes.span.extracting(cell)) else { return false }
    }
    return true
  }
}

extension Span<UInt8> {
  func begins(with other: Span<UInt8>) -> Bool {
    count >= other.count && extracting(0..<other.count).hasSameBytes(as: other)
  }

  fileprivate func holds(_ other: Span<UInt8>) -> Bool {
    guard count >= other.count else { return false }
    for start in 0...count - other.count
    where extracting(start..<start + other.count).hasSameBytes(as: other) {
      return true
    }
    return false
  }
}

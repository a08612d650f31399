/// The values of the deals' columns, each with a number, so that every touchpoint file can tell which
/// of them it holds, however many values it has of its own.
struct DealValues: Sendable {
  private var names = Names()

  init() {}

  init(of drafts: [Draft]) {
    for draft in drafts {
      for column in draft.profile.columns where column.holdsNames {
        for value in column.values.values {
          let bytes = Array(value.utf8)
          DealValues.forEachKey(of: bytes) { _ = names.intern($0) }
        }
      }
    }
  }

  var isEmpty: Bool { names.count == 0 }

  /// The numbers of the values of a column, as many of them as are kept.
  func numbers(of column: ColumnProfile) -> Set<Int> {
    var numbers: Set<Int> = []
    for value in column.values.values {
      let bytes = Array(value.utf8)
      insert(bytes, into: &numbers)
    }
    return numbers
  }

  func insert(_ cell: [UInt8], into numbers: inout Set<Int>) {
    DealValues.forEachKey(of: cell) { key in
      if let number = names.find(key) { numbers.insert(number) }
    }
  }

  /// The values of a cell as they are compared: of several in a cell each, of Salesforce's ids the
  /// first fifteen characters.
  private static func forEachKey(of cell: [UInt8], _ body: (Span<UInt8>) -> Void) {
    var start = 0
    while start <= cell.count {
      let end = cell[start...].firstIndex(of: UInt8(ascii: ";")) ?? cell.count
      var (first, last) = (start, end)
      while first < last, cell[first] == space { first += 1 }
      while last > first, cell[last - 1] == space { last -= 1 }
      if first < last {
        let key = cell.span.extracting(first..<last)
        body(isSalesforceID(key) ? key.extracting(first: 15) : key)
      }
      start = end + 1
    }
  }
}

/// Whether a text is one of Salesforce's ids: they begin with the prefix of the kind of record.
func isSalesforceID(_ text: Span<UInt8>) -> Bool {
  !text.isEmpty && text[0] == UInt8(ascii: "0") && SalesforceID.whole(text) != nil
}

/// Whether a text is one of Salesforce's ids.
func isSalesforceID(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  return isSalesforceID(bytes.span)
}

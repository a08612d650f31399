extension RowScanner {
  /// The text by which the row looks like a heading or a subtotal of a grouped report: the only one
  /// in it, or the first, if it begins as subtotals do. To be asked only of rows that cannot be used.
  ///
  /// - Parameter columnCount: How many columns the file has. Of two, one may well be empty.
  func groupedReportText(_ window: inout Window, columnCount: Int) -> String? {
    let first = fields.first { !trimmed($0.start..<$0.end, in: window.bytes).isEmpty }
    guard quoteFault == nil, let first else { return nil }
    let range = window.text(of: first)
    let bytes = window.bytes[range].prefix(Reject.valueLimit)
    let isAlone = columnCount > 2 && onlyText(in: window.bytes) != nil
    return isAlone || beginsLikeASubtotal(bytes) ? String(decoding: bytes, as: UTF8.self) : nil
  }
}

/// Whether a text begins with one of the words for sums, as a word: `Summit Ltd` does not.
private func beginsLikeASubtotal(_ text: some Collection<UInt8>) -> Bool {
  let lowercased = text.prefix(16).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  return [
    "subtotal", "sub-total", "total", "grand total", "sum", "count", "summe", "zwischensumme",
    "gesamt", "gesamtsumme", "somme", "sous-total",
  ].contains { word in
    guard lowercased.starts(with: word.utf8) else { return false }
    var rest = lowercased.dropFirst(word.utf8.count)
    if rest.first == UInt8(ascii: "s") { rest.removeFirst() }
    return rest.first.map { $0 < 0x80 && !(0x61...0x7A).contains($0) } ?? true
  }
}

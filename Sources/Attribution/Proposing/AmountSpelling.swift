/// What an amount as an export writes it may mean.
struct AmountSpelling {
  /// The amount by each of the formats, in ten-thousandths of the currency's whole unit; nil where a
  /// format does not read it.
  let readings: [Int64?]
  /// The currency that stands beside it.
  let mark: CurrencyMark?

  /// - Returns: nil if the text is no amount in any format.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    let written = AmountFormat.allCases.map { WrittenAmount(bytes.span, in: $0) }
    readings = written.map { $0.flatMap(AmountSpelling.tenThousandths) }
    mark = written.lazy.compactMap { $0?.mark }.first
    guard readings.contains(where: { $0 != nil }) else { return nil }
  }

  subscript(format: AmountFormat) -> Int64? { readings[format.index] }

  /// - Returns: nil if it has more decimals than any currency, or is too large.
  private static func tenThousandths(_ amount: WrittenAmount) -> Int64? {
    let parts = amount.shortest.split(separator: ".")
    let decimals = parts.count > 1 ? String(parts[1]) : ""
    guard decimals.count <= 4 else { return nil }
    return Int64(parts[0] + decimals + String(repeating: "0", count: 4 - decimals.count))
  }
}

extension AmountFormat {
  /// Its position among all formats.
  var index: Int { AmountFormat.allCases.firstIndex(of: self)! }
}

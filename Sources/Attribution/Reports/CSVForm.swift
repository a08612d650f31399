/// How rows and cells of the result files are written: for programs, or as a spreadsheet takes them
/// for numbers and dates.
package struct CSVForm: Sendable {
  /// As `--csv` and `run.json` have it.
  package let name: String
  /// Whether files begin with a byte-order mark, without which Excel does not see UTF-8.
  let hasByteOrderMark: Bool
  let rowEnd: RowEnd
  let separator: UInt8
  let decimalMark: UInt8
  /// The zone whose clocks times are read from, `YYYY-MM-DDTHH:MM:SS`: a spreadsheet takes no time
  /// that names its zone for one. Nil for `YYYY-MM-DDTHH:MM:SSZ`.
  let zone: Zone?

  /// One byte or two.
  struct RowEnd: Sendable {
    /// The first of them the lowest.
    let word: UInt64
    let count: Int

    init(_ bytes: [UInt8]) {
      word = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
      count = bytes.count
    }

    var text: String {
      String(
        decoding: (0..<count).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }, as: UTF8.self)
    }
  }

  package static let plain = CSVForm(
    name: "plain", hasByteOrderMark: false, rowEnd: RowEnd([lineFeed]),
    separator: UInt8(ascii: ","),
    decimalMark: UInt8(ascii: "."), zone: nil)

  /// Every form there is, the default first.
  ///
  /// - Parameter zone: That of the definitions.
  package static func all(in zone: Zone) -> [CSVForm] {
    func excel(_ name: String, separator: Unicode.Scalar, decimalMark: Unicode.Scalar) -> CSVForm {
      CSVForm(
        name: name, hasByteOrderMark: true, rowEnd: RowEnd([carriageReturn, lineFeed]),
        separator: UInt8(ascii: separator), decimalMark: UInt8(ascii: decimalMark), zone: zone)
    }
    return [
      plain, excel("excel", separator: ",", decimalMark: "."),
      excel("excel-eu", separator: ";", decimalMark: ","),
    ]
  }

  package static let names = all(in: .utc).map(\.name)

  /// The form of this name; nil if there is none.
  package init?(name: String, zone: Zone) {
    guard let form = CSVForm.all(in: zone).first(where: { $0.name == name }) else { return nil }
    self = form
  }

  private init(
    name: String, hasByteOrderMark: Bool, rowEnd: RowEnd, separator: UInt8, decimalMark: UInt8,
    zone: Zone?
  ) {
    self.name = name
    self.hasByteOrderMark = hasByteOrderMark
    self.rowEnd = rowEnd
    self.separator = separator
    self.decimalMark = decimalMark
    self.zone = zone
  }
}

extension CSVForm {
  /// The names in the first line of a file that `CSVTable` wrote: they have no quotes.
  ///
  /// - Parameter line: Without its line feed.
  func columns(ofHeader line: [UInt8]) -> [String] {
    var text = line[...]
    let mark = Array("\u{FEFF}".utf8)
    if hasByteOrderMark, text.starts(with: mark) { text = text.dropFirst(mark.count) }
    if text.last == carriageReturn { text = text.dropLast() }
    return text.split(separator: separator, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

extension Attribution {
  /// A result file with its header, in the form that was asked for: all of them are made here.
  ///
  /// - Parameter columns: Names of our own, which need no quotes.
  func table(_ columns: [String]) -> CSVTable { CSVTable(columns, in: csv) }

  /// Rows of such a file without its header.
  func table() -> CSVTable { CSVTable(in: csv) }
}

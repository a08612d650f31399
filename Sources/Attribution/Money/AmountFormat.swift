/// How the amounts of a source are written, by example.
///
/// In all but the plain one the separators of thousands may be left out, a sign may stand on either
/// side or be brackets, and a currency may stand beside the digits: `-$1,234.50`, `1.234,50- €`,
/// `(CHF 1’234.50)`.
package enum AmountFormat: String, CaseIterable, Sendable {
  /// An optional sign, digits, and optionally a point with more digits; nothing else.
  case plain = "1234.50"
  case commaPoint = "1,234.50"
  case pointComma = "1.234,50"
  case spaceComma = "1 234,50"
  case spacePoint = "1 234.50"
  case apostrophePoint = "1’234.50"

  /// The format of an example, whichever space and whichever apostrophe it is written with.
  package init?(example: String) {
    let scalars = example.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar {
      case "\u{A0}", "\u{2009}", "\u{202F}": " "
      case "'": "’"
      default: scalar
      }
    }
    self.init(rawValue: String(String.UnicodeScalarView(scalars)))
  }

  /// What stands before the decimals.
  fileprivate var point: UInt8 {
    switch self {
    case .pointComma, .spaceComma: UInt8(ascii: ",")
    case .plain, .commaPoint, .spacePoint, .apostrophePoint: UInt8(ascii: ".")
    }
  }

  /// What may stand between groups of three digits.
  fileprivate var separators: [[UInt8]] {
    switch self {
    case .plain: []
    case .commaPoint: commas
    case .pointComma: points
    case .spaceComma, .spacePoint: spaces
    case .apostrophePoint: apostrophes
    }
  }

  /// Reads an amount.
  ///
  /// - Parameters:
  ///   - currency: That of its row.
  ///   - isOwn: Whether the row itself names it; if not, a code beside the amount beats it.
  /// - Returns: The currency that the amount is in, and the amount in its **minor units**.
  package func read(
    _ text: Span<UInt8>, in currency: Currency, isOwn: Bool
  ) throws(AmountFault) -> (currency: Currency, units: Int64) {
    if let units = currency.fewMinorUnits(text, point: point) { return (currency, units) }
    if self == .plain { return (currency, try currency.minorUnits(text)) }
    guard let written = WrittenAmount(text, in: self) else { throw .notANumber }
    var currency = currency
    if let mark = written.mark {
      if !isOwn, case .code(let named) = mark { currency = named }
      guard mark.fits(currency) else { throw .otherCurrency }
    }
    return (currency, try currency.minorUnits(written.plain.span))
  }

  /// Whether a text is a plain amount, whatever its currency's decimals.
  static func isPlain(_ text: Span<UInt8>) -> Bool {
    var digits = 0
    var hasPoint = false
    for index in (text.count > 0 && isSign(text[0]) ? 1 : 0)..<text.count {
      if digit(text[index]) != nil {
        digits += 1
      } else {
        guard text[index] == UInt8(ascii: "."), !hasPoint, digits > 0 else { return false }
        hasPoint = true
        digits = 0
      }
    }
    return digits > 0
  }
}

/// An amount as it stands in a cell, before anything is known of its currency's decimals.
package struct WrittenAmount: Equatable, Sendable {
  /// The same as a plain amount: a minus where it is negative, digits, and a point with decimals
  /// where it has some. As many zeros as were written.
  package private(set) var plain: [UInt8] = []
  /// How many decimals it has.
  package private(set) var decimals = 0
  /// The currency that stands beside it.
  package private(set) var mark: CurrencyMark?

  /// - Returns: nil if the text is no amount that is written so.
  package init?(_ text: Span<UInt8>, in format: AmountFormat) {
    guard let digits = digitsRange(text) else { return nil }
    if format == .plain {
      guard AmountFormat.isPlain(text) else { return nil }
      if text[0] == UInt8(ascii: "-") { plain.append(text[0]) }
    } else {
      guard let before = Margin(text, 0..<digits.lowerBound, isBefore: true),
        let after = Margin(text, digits.upperBound..<text.count, isBefore: false),
        before.brackets == after.brackets,
        before.signs + after.signs + before.brackets <= 1
      else { return nil }
      switch (before.mark, after.mark) {
      case (let one, nil), (nil, let one): mark = one
      case (.code(let code)?, .symbol(let fitting)?), (.symbol(let fitting)?, .code(let code)?):
        // Beside a code a symbol that fits it adds nothing: `$5.00 USD`.
        guard fitting.contains(code) else { return nil }
        mark = .code(code)
      default: return nil
      }
      if before.isNegative || after.isNegative { plain.append(UInt8(ascii: "-")) }
    }
    guard append(text, digits, format) else { return nil }
  }

  /// Appends the digits, which may be grouped by threes as far as the point; false if they are
  /// anything else.
  private mutating func append(
    _ text: Span<UInt8>, _ range: Range<Int>, _ format: AmountFormat
  ) -> Bool {
    let separators = format.separators
    var at = range.lowerBound
    var isGrouped = false
    var run = 0
    while at < range.upperBound, text[at] != format.point {
      if digit(text[at]) != nil {
        plain.append(text[at])
        run += 1
        at += 1
      } else {
        // Nobody writes thousands as `0,125`: there the point is another one.
        let isFirstGroup = 1...3 ~= run && text[range.lowerBound] != UInt8(ascii: "0")
        guard skip(separators, text, &at), isGrouped ? run == 3 : isFirstGroup else { return false }
        isGrouped = true
        run = 0
      }
    }
    guard !isGrouped || run == 3 else { return false }
    guard at < range.upperBound else { return true }
    plain.append(UInt8(ascii: "."))
    at += 1
    decimals = range.upperBound - at
    while at < range.upperBound {
      guard digit(text[at]) != nil else { return false }
      plain.append(text[at])
      at += 1
    }
    return true
  }

  /// The amount without the zeros that say nothing: two amounts are equal if these are.
  package var shortest: String {
    let isNegative = plain.first == UInt8(ascii: "-")
    let digits = plain.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "0") }
    var text = String(decoding: digits, as: UTF8.self)
    if decimals > 0 {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    if text.isEmpty { return "0" }
    return (isNegative ? "-" : "") + (text.hasPrefix(".") ? "0" : "") + text
  }
}

/// What stands before the first digit of an amount, or behind the last.
private struct Margin {
  var signs = 0
  var brackets = 0
  var isNegative = false
  var mark: CurrencyMark?

  /// - Returns: nil if there is anything but spaces, signs, brackets and one currency.
  init?(_ text: Span<UInt8>, _ range: Range<Int>, isBefore: Bool) {
    let bracket = UInt8(ascii: isBefore ? "(" : ")")
    var at = range.lowerBound
    while at < range.upperBound {
      if skip(spaces, text, &at) { continue }
      if skip(minuses, text, &at) {
        signs += 1
        isNegative = true
      } else if isBefore, text[at] == UInt8(ascii: "+") {
        signs += 1
        at += 1
      } else if text[at] == bracket {
        brackets += 1
        isNegative = true
        at += 1
      } else {
        var word: [UInt8] = []
        while at < range.upperBound, !endsWord(text, at) {
          word.append(text[at])
          at += 1
        }
        guard mark == nil, let found = CurrencyMark(word) else { return nil }
        mark = found
      }
    }
  }

  private func endsWord(_ text: Span<UInt8>, _ at: Int) -> Bool {
    var next = at
    return skip(spaces, text, &next) || skip(minuses, text, &next) || isSign(text[at])
      || text[at] == UInt8(ascii: "(") || text[at] == UInt8(ascii: ")")
  }
}

private let commas = [Array(",".utf8)]
private let points = [Array(".".utf8)]
private let spaces = [" ", "\u{A0}", "\u{2009}", "\u{202F}"].map { Array($0.utf8) }
private let apostrophes = ["’", "'"].map { Array($0.utf8) }
private let minuses = ["-", "\u{2212}"].map { Array($0.utf8) }

private func isSign(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
}

/// From the first digit to the last.
private func digitsRange(_ text: Span<UInt8>) -> Range<Int>? {
  var (start, end) = (0, text.count)
  while start < end, digit(text[start]) == nil { start += 1 }
  while start < end, digit(text[end - 1]) == nil { end -= 1 }
  return start < end ? start..<end : nil
}

/// Whether one of these characters stands there; then `at` is behind it.
private func skip(_ characters: [[UInt8]], _ text: Span<UInt8>, _ at: inout Int) -> Bool {
  search: for character in characters {
    guard character.count <= text.count - at else { continue }
    for index in character.indices where text[at + index] != character[index] { continue search }
    at += character.count
    return true
  }
  return false
}

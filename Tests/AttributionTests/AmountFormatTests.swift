import Attribution
import Foundation
import Testing

struct `Amounts as exports write them` {
  /// What a cell says in a row of dollars, of which the row itself names the currency: minor units,
  /// or why it cannot be read.
  static let cells: [(format: AmountFormat, text: String, expected: String)] = [
    (.commaPoint, "1,234.50", "123450"), (.commaPoint, "1234.50", "123450"),
    (.commaPoint, "1,234", "123400"), (.commaPoint, "1,234,567.8", "123456780"),
    (.commaPoint, "0.05", "5"), (.commaPoint, "+5", "500"), (.commaPoint, "-0", "0"),
    (.commaPoint, "$1,234.50", "123450"), (.commaPoint, "$ 1,234.50", "123450"),
    (.commaPoint, "-$1,234.50", "-123450"), (.commaPoint, "$-1,234.50", "-123450"),
    (.commaPoint, "$\u{2212}1,234.50", "-123450"), (.commaPoint, "\u{2212}5", "-500"),
    (.commaPoint, "(1,234.50)", "-123450"), (.commaPoint, "($1,234.50)", "-123450"),
    (.commaPoint, "$(1,234.50)", "-123450"), (.commaPoint, "( 5 )", "-500"),
    (.commaPoint, "1,234.50-", "-123450"), (.commaPoint, "1,234.50 -", "-123450"),
    (.commaPoint, "USD 1,234", "123400"), (.commaPoint, "usd1,234", "123400"),
    (.commaPoint, "1,234 USD", "123400"), (.commaPoint, "1,234USD", "123400"),
    (.commaPoint, "US$1,234.50", "123450"), (.commaPoint, "$1,234.50 USD", "123450"),
    (.commaPoint, "US$\u{202F}1,234.50\u{A0}", "123450"),
    (.pointComma, "1.234,50", "123450"), (.pointComma, "1.234.567", "123456700"),
    (.pointComma, "1234,5", "123450"), (.pointComma, "-1.234,50 $", "-123450"),
    (.pointComma, "1.234,50- $", "-123450"), (.pointComma, "1.234,50 $-", "-123450"),
    (.spaceComma, "1 234,50", "123450"), (.spaceComma, "1\u{A0}234\u{202F}567,50", "123456750"),
    (.spaceComma, "1\u{2009}234,50\u{A0}$", "123450"), (.spacePoint, "$ 1 234.50", "123450"),
    (.apostrophePoint, "1’234.50", "123450"), (.apostrophePoint, "USD-1'234.50", "-123450"),
    (.apostrophePoint, "1'234’567", "123456700"),

    (.plain, "$5", "notANumber"), (.plain, "1,234", "notANumber"), (.plain, "(5)", "notANumber"),
    (.commaPoint, "", "notANumber"), (.commaPoint, "$", "notANumber"),
    (.commaPoint, "$-", "notANumber"), (.commaPoint, "45k", "notANumber"),
    (.commaPoint, "1.2M", "notANumber"), (.commaPoint, "n/a", "notANumber"),
    (.commaPoint, "12abc", "notANumber"), (.commaPoint, "1,23,456", "notANumber"),
    (.commaPoint, "0,125", "notANumber"), (.pointComma, "0.125", "notANumber"),
    (.commaPoint, "1,234,56", "notANumber"), (.commaPoint, "1,2345", "notANumber"),
    (.commaPoint, "1234,567", "notANumber"), (.commaPoint, ",123", "notANumber"),
    (.commaPoint, "1,,234", "notANumber"), (.commaPoint, "1,234,", "notANumber"),
    (.commaPoint, "1.234.5", "notANumber"), (.commaPoint, "1.234,5", "notANumber"),
    (.commaPoint, "5.", "notANumber"), (.commaPoint, ".5", "notANumber"),
    (.commaPoint, "$.5", "notANumber"), (.commaPoint, "1 234", "notANumber"),
    (.commaPoint, "--5", "notANumber"), (.commaPoint, "-+5", "notANumber"),
    (.commaPoint, "(5", "notANumber"), (.commaPoint, "5)", "notANumber"),
    (.commaPoint, "(-5)", "notANumber"), (.commaPoint, "-(5)", "notANumber"),
    (.commaPoint, "((5))", "notANumber"), (.commaPoint, ")5(", "notANumber"),
    (.commaPoint, "-5-", "notANumber"), (.commaPoint, "5+", "notANumber"),
    (.commaPoint, "$$5", "notANumber"), (.commaPoint, "$5$", "notANumber"),
    (.commaPoint, "USD 5 USD", "notANumber"), (.commaPoint, "USD EUR 5", "notANumber"),
    (.commaPoint, "€5 USD", "notANumber"), (.commaPoint, "EUR 5 USD", "notANumber"),
    (.commaPoint, "5%", "notANumber"), (.commaPoint, "5 - 6", "notANumber"),
    (.commaPoint, "5 dollars", "notANumber"), (.commaPoint, "٣", "notANumber"),
    (.commaPoint, "1’234", "notANumber"), (.commaPoint, "$ \u{3000}5", "notANumber"),
    (.pointComma, "1,234.50", "notANumber"), (.pointComma, "1.23", "notANumber"),
    (.spaceComma, "1  234,50", "notANumber"), (.spaceComma, "1 234.50", "notANumber"),
    (.spacePoint, "1 23.50", "notANumber"), (.apostrophePoint, "1’234’5", "notANumber"),

    (.commaPoint, "1,234.505", "tooManyDecimals"), (.commaPoint, "1,234.5000", "123450"),
    (.pointComma, "1,234", "tooManyDecimals"), (.pointComma, "1,230", "123"),
    (.commaPoint, "$92,233,720,368,547,758.07", "9223372036854775807"),
    (.commaPoint, "($92,233,720,368,547,758.08)", "-9223372036854775808"),
    (.commaPoint, "$92,233,720,368,547,758.08", "tooLarge"),

    (.commaPoint, "€5", "otherCurrency"), (.commaPoint, "EUR 5", "otherCurrency"),
    (.commaPoint, "C$5", "otherCurrency"), (.commaPoint, "5 kr", "otherCurrency"),
  ]

  @Test(arguments: cells)
  func `are read in the format that is declared`(
    _ format: AmountFormat, text: String, expected: String
  ) {
    #expect(read(text, in: format, "USD", isOwn: true) == "USD " + expected)
  }

  /// What a cell says beside its row's currency, and what if the row names none.
  static let marks: [(text: String, currency: String, own: String, none: String)] = [
    ("EUR 5", "EUR", "EUR 500", "EUR 500"), ("EUR 5", "USD", "USD otherCurrency", "EUR 500"),
    ("5 jpy", "USD", "USD otherCurrency", "JPY 5"),
    ("5.5 JPY", "JPY", "JPY tooManyDecimals", "JPY tooManyDecimals"),
    ("$5", "CAD", "CAD 500", "CAD 500"), ("$5", "MXN", "MXN 500", "MXN 500"),
    ("$5", "EUR", "EUR otherCurrency", "EUR otherCurrency"),
    ("$5 CAD", "USD", "USD otherCurrency", "CAD 500"), ("CA$5", "CAD", "CAD 500", "CAD 500"),
    ("US$5", "CAD", "CAD otherCurrency", "CAD otherCurrency"),
    ("R$5", "BRL", "BRL 500", "BRL 500"), ("R$5", "USD", "USD otherCurrency", "USD otherCurrency"),
    ("€5", "USD", "USD otherCurrency", "USD otherCurrency"), ("€5", "EUR", "EUR 500", "EUR 500"),
    ("£5", "GBP", "GBP 500", "GBP 500"), ("¥5", "JPY", "JPY 5", "JPY 5"),
    ("¥5", "CNY", "CNY 500", "CNY 500"), ("5 kr", "SEK", "SEK 500", "SEK 500"),
    ("5 kr.", "DKK", "DKK 500", "DKK 500"), ("5 zł", "PLN", "PLN 500", "PLN 500"),
    ("Fr. 5", "CHF", "CHF 500", "CHF 500"), ("₹5", "INR", "INR 500", "INR 500"),
    ("₩5", "KRW", "KRW 5", "KRW 5"), ("₺5", "TRY", "TRY 500", "TRY 500"),
    ("₪5", "ILS", "ILS 500", "ILS 500"), ("5", "KWD", "KWD 5000", "KWD 5000"),
  ]

  @Test(arguments: marks)
  func `name their currency by a code, and fit it by a symbol`(
    _ text: String, currency: String, own: String, none: String
  ) {
    #expect(read(text, in: .commaPoint, currency, isOwn: true) == own)
    #expect(read(text, in: .commaPoint, currency, isOwn: false) == none)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `are what a slow reader takes them for`(seed: UInt64) {
    var random = Seeded(seed)
    var readable = 0
    for _ in 0..<250 {
      let format = random.one(of: AmountFormat.allCases)
      let text = scrambledAmount(format, &random)
      let code = random.one(of: ["USD", "EUR", "JPY", "CAD"])
      let isOwn = random.chance(50)
      let found = read(text, in: format, code, isOwn: isOwn)
      let wanted = AmountTwin.read(text, in: format, code, isOwn: isOwn)
      if wanted != nil { readable += 1 }
      #expect(found == wanted || wanted == nil && found.last!.isLetter, "\(text) in \(format)")
    }
    #expect(readable > 20)
  }

  @Test(arguments: AmountFormat.allCases.dropFirst(), 0..<20 as Range<UInt64>)
  func `are read back however they are written`(_ format: AmountFormat, seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<50 {
      let currency = Currency.of(random.one(of: ["USD", "JPY", "KWD", "CLF"]))
      let units = Int64(random.magnitude(below: 1 << 62)) * (random.chance(40) ? -1 : 1)
      let text = written(units, in: currency, format, &random)
      #expect(
        read(text, in: format, currency.code, isOwn: random.chance(50))
          == "\(currency.code) \(units)", "\(text)")
    }
  }

  /// The currency, and minor units or the fault.
  private func read(
    _ text: String, in format: AmountFormat, _ code: String, isOwn: Bool
  ) -> String {
    let bytes = Array(text.utf8)
    do throws(AmountFault) {
      let read = try format.read(bytes.span, in: .of(code), isOwn: isOwn)
      return "\(read.currency.code) \(read.units)"
    } catch {
      return "\(code) \(error)"
    }
  }

  /// An amount in this format, or nearly.
  private func scrambledAmount(_ format: AmountFormat, _ random: inout Seeded) -> String {
    let currency = Currency.of(random.one(of: ["USD", "EUR", "JPY", "CAD"]))
    var text = Array(written(random.number(-1_999_999...9_999_999), in: currency, format, &random))
    let others: [Character] = [
      " ", "\u{A0}", "\u{2009}", ",", ".", "’", "'", "-", "\u{2212}", "+", "(", ")", "$", "€", "¥",
      "0", "7", "k", "٣",
    ]
    for _ in 0..<random.one(of: [0, 0, 1, 1, 2, 3]) {
      let at = random.number(0...text.count - 1)
      switch random.number(0...3) {
      case 0: text.insert(random.one(of: others), at: at)
      case 1: text[at] = random.one(of: others)
      case 2: text.swapAt(at, random.number(0...text.count - 1))
      default: if text.count > 1 { text.remove(at: at) }
      }
    }
    // Codes become symbols, which may then be those of another currency.
    return String(text).replacing("USD", with: random.one(of: ["USD", "$", "US$"]))
  }
}

/// An amount written in a format, with or without separators, sign and currency wherever they may be.
func written(
  _ units: Int64, in currency: Currency, _ format: AmountFormat, _ random: inout Seeded
) -> String {
  let parts = currency.text(units.magnitude).split(separator: ".").map(String.init)
  let separators: [String]
  let point: String
  switch format {
  case .plain: (separators, point) = ([], ".")
  case .commaPoint: (separators, point) = ([","], ".")
  case .pointComma: (separators, point) = (["."], ",")
  case .spaceComma: (separators, point) = ([" ", "\u{A0}", "\u{202F}", "\u{2009}"], ",")
  case .spacePoint: (separators, point) = ([" ", "\u{A0}", "\u{202F}", "\u{2009}"], ".")
  case .apostrophePoint: (separators, point) = (["’", "'"], ".")
  }
  var text = ""
  let isGrouped = !separators.isEmpty && random.chance(70)
  for (index, digit) in parts[0].enumerated() {
    if isGrouped, index > 0, (parts[0].count - index) % 3 == 0 {
      text += random.one(of: separators)
    }
    text.append(digit)
  }
  if parts.count == 2 { text += point + parts[1] }
  let gap = random.one(of: ["", " ", "\u{A0}"])
  let code = random.one(of: ["", currency.code, currency.code.lowercased()])
  let marked = random.chance(50) ? code + gap + text : text + gap + code
  if units >= 0 { return random.one(of: [marked, "+" + marked]) }
  return random.one(of: [
    "-" + marked, "(" + marked + ")", marked + "-", "\u{2212}" + marked,
    marked.replacingOccurrences(of: text, with: "(" + text + ")"),
    marked.replacingOccurrences(of: text, with: "-" + text),
  ])
}

/// Amounts by regular expressions and words.
enum AmountTwin {
  private static let spaces: Set<Character> = [" ", "\u{A0}", "\u{2009}", "\u{202F}"]

  /// The currency and the minor units, or nil if there is anything wrong.
  static func read(
    _ text: String, in format: AmountFormat, _ code: String, isOwn: Bool
  ) -> String? {
    let number: Regex<AnyRegexOutput>
    switch format {
    case .plain:
      return MoneyTwin.units(text, decimals: Currency.of(code).decimals).map { "\(code) \($0)" }
    case .commaPoint: number = expression(",", #"\."#)
    case .pointComma: number = expression(#"\."#, ",")
    case .spaceComma: number = expression("[ \u{A0}\u{2009}\u{202F}]", ",")
    case .spacePoint: number = expression("[ \u{A0}\u{2009}\u{202F}]", #"\."#)
    case .apostrophePoint: number = expression("['’]", #"\."#)
    }
    guard let first = text.firstIndex(where: \.isASCIIDigit),
      let last = text.lastIndex(where: \.isASCIIDigit),
      text[first...last].wholeMatch(of: number) != nil
    else { return nil }
    var plain = ""
    for character in text[first...last] {
      if character.isASCIIDigit { plain.append(character) }
      let isPoint = character == (format.rawValue.hasSuffix(",50") ? "," : ".")
      if isPoint { plain.append(".") }
    }
    let (before, after) = (words(text[..<first]), words(text[last...].dropFirst()))
    guard before.allSatisfy({ $0 != ")" }), after.allSatisfy({ $0 != "(" && $0 != "+" }) else {
      return nil
    }
    let all = before + after
    let minuses = all.count { $0 == "-" || $0 == "\u{2212}" }
    let (opened, closed) = (all.count { $0 == "(" }, all.count { $0 == ")" })
    guard opened == closed, minuses + opened + all.count(where: { $0 == "+" }) <= 1 else {
      return nil
    }
    let signs = ["-", "\u{2212}", "+", "(", ")"]
    let marks = [before, after].map { $0.filter { !signs.contains($0) } }
    guard marks[0].count <= 1, marks[1].count <= 1,
      let currency = currency(marks[0] + marks[1], of: code, isOwn: isOwn)
    else { return nil }
    if minuses + opened == 1 { plain = "-" + plain }
    return MoneyTwin.units(plain, decimals: Currency.of(currency).decimals)
      .map { "\(currency) \($0)" }
  }

  private static func expression(_ separator: String, _ point: String) -> Regex<AnyRegexOutput> {
    try! Regex("([0-9]+|[1-9][0-9]{0,2}(\(separator)[0-9]{3})+)(\(point)[0-9]+)?")
  }

  private static func words(_ text: Substring) -> [String] {
    var spread = ""
    for character in text {
      spread += "+-\u{2212}()".contains(character) ? " \(character) " : String(character)
    }
    return spread.split { spaces.contains($0) }.map(String.init)
  }

  private static func currency(_ marks: [String], of row: String, isOwn: Bool) -> String? {
    let meanings = [
      "$": ["USD", "CAD"], "US$": ["USD"], "€": ["EUR"], "¥": ["JPY"], "usd": ["USD"],
      "eur": ["EUR"],
    ]
    let codes = marks.filter { $0.count == 3 && $0.allSatisfy(\.isLetter) }.map { $0.uppercased() }
    let symbols = marks.filter { $0.count != 3 || !$0.allSatisfy(\.isLetter) }
    guard codes.count <= 1, symbols.count <= 1 else { return nil }
    let currency = isOwn ? row : codes.first ?? row
    guard Currency(code: currency.utf8) != nil, codes.allSatisfy({ $0 == currency }),
      symbols.allSatisfy({ meanings[$0]?.contains(currency) == true })
    else { return nil }
    return currency
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

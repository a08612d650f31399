/// What a spreadsheet makes of an id when a file is opened in it and saved again, as far as that is
/// another text.
package enum SpreadsheetChange: CaseIterable, Sendable {
  case leadingZeros, lostDigits, scientific, exponent, date

  /// What a spreadsheet takes a text for, so that it saves another one; nil for one that it leaves as
  /// it is.
  package init?(_ text: Span<UInt8>) {
    // Most ids begin with a letter, and are nothing of this but for the names of months.
    guard text.count > 0 else { return nil }
    let digits = leadingDigits(text)
    if digits == text.count {
      guard let change = SpreadsheetChange(digits: text) else { return nil }
      self = change
    } else if isExponent(text, after: digits) {
      self = .exponent
    } else if digits > 0 ? isDate(text) : isMonthAndNumber(text) {
      self = .date
    } else {
      return nil
    }
  }

  private init?(digits text: Span<UInt8>) {
    if text.count > 1, text[0] == UInt8(ascii: "0") {
      self = .leadingZeros
    } else if text.count > 15 {
      self = .lostDigits
    } else if text.count > 11 {
      self = .scientific
    } else {
      return nil
    }
  }

  /// What is said of ids of this kind.
  ///
  /// - Parameter named: The first of them.
  fileprivate func text(of count: Int, named: String) -> String {
    let (many, one, becomes) =
      switch self {
      case .leadingZeros: ("begin with zeros", "begins with zeros", "it drops these")
      case .lostDigits:
        ("have over 15 digits", "has over 15 digits", "it makes zeros of the others")
      case .scientific:
        ("have 12 to 15 digits", "has 12 to 15 digits", "it saves a rounded number, 1.23457E+11")
      case .exponent:
        (
          "read as numbers with an exponent", "reads as a number with an exponent",
          "1E5 is 100000 to it"
        )
      case .date: ("read as dates", "reads as a date", "3-4 is a day in March or April to it")
      }
    return "\(grouped(count)) \(count == 1 ? one : many) (\(named)): \(becomes)"
  }
}

private func leadingDigits(_ text: Span<UInt8>, from start: Int = 0) -> Int {
  var at = start
  while at < text.count, digit(text[at]) != nil { at += 1 }
  return at - start
}

/// Whether a text is like `1E5` or `12e+3`.
private func isExponent(_ text: Span<UInt8>, after digits: Int) -> Bool {
  guard digits > 0, text[digits] | 0x20 == UInt8(ascii: "e") else { return false }
  var at = digits + 1
  if at < text.count, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") { at += 1 }
  let exponent = leadingDigits(text, from: at)
  return exponent > 0 && at + exponent == text.count
}

/// Whether a text is like `3-4`, `2/3`, `10/2026` or `2026-3-4`: two or three numbers of which two that
/// stand side by side may be a month and a day, or a month and a year.
private func isDate(_ text: Span<UInt8>) -> Bool {
  var parts: [(value: Int, digits: Int)] = []
  var separator: UInt8?
  var at = 0
  while parts.count < 3 {
    let digits = leadingDigits(text, from: at)
    guard digits == 4 || 1...2 ~= digits else { return false }
    parts.append((readDigits(text, &at, digits...digits)!, digits))
    if at == text.count { break }
    guard text[at] == UInt8(ascii: "-") || text[at] == UInt8(ascii: "/"),
      separator == nil || separator == text[at]
    else { return false }
    separator = text[at]
    at += 1
  }
  guard at == text.count, parts.count > 1 else { return false }
  func isMonthAndDay(_ one: Int, _ other: Int) -> Bool {
    let (one, other) = (parts[one].value, parts[other].value)
    return 1...12 ~= one && 1...31 ~= other || 1...31 ~= one && 1...12 ~= other
  }
  if parts.count == 3 {
    return parts[0].digits == 4
      ? isMonthAndDay(1, 2) : parts[1].digits < 4 && isMonthAndDay(0, 1)
  }
  return parts[1].digits == 4
    ? 1...12 ~= parts[0].value : parts[0].digits < 4 && isMonthAndDay(0, 1)
}

/// Whether a text is like `MAR1` or `Dec-12`.
private func isMonthAndNumber(_ text: Span<UInt8>) -> Bool {
  guard text.count >= 4 else { return false }
  let month = (0..<3).map { text[$0] | 0x20 }
  guard monthNames.contains(where: { $0.elementsEqual(month) }) else { return false }
  var at = text[3] == UInt8(ascii: "-") ? 4 : 3
  guard let day = readDigits(text, &at, 1...2) else { return false }
  return at == text.count && 1...31 ~= day
}

private let monthNames = [
  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
].map { Array($0.utf8) }

/// The ids of a run that a spreadsheet would change, each counted once, by what it is the id of.
struct SpreadsheetIDs {
  private var kinds: [(name: String, changed: [SpreadsheetChange: Names])] = []

  init(of attribution: Attribution) {
    let touches = attribution.touches
    let accounts =
      [attribution.deals.accounts] + touches.files.compactMap { $0.survey?.accounts }
    kinds = [
      ("account ids", accounts.map(\.texts)), ("deal ids", [attribution.deals.ids.texts]),
      ("touchpoint ids", [touches.ids]), ("contact ids", [touches.contacts]),
    ].map { name, columns in
      var changed: [SpreadsheetChange: Names] = [:]
      for column in columns {
        for number in 0..<column.count {
          let text = column.bytes.span.extracting(column.range(number))
          guard let change = SpreadsheetChange(text) else { continue }
          _ = changed[change, default: Names()].intern(text)
        }
      }
      return (name, changed)
    }
  }

  /// As a section of a check's report; empty if there are none.
  var text: String {
    var facts = FactSheet("Ids that a spreadsheet changes when a file is opened and saved")
    for (name, changed) in kinds {
      for change in SpreadsheetChange.allCases {
        guard let ids = changed[change] else { continue }
        let first = (0..<min(ids.count, 3)).map { quoted(ids[$0]) }
        let more = ids.count > first.count ? ", …" : ""
        facts.add(
          name, change.text(of: ids.count, named: first.joined(separator: ", ") + more))
      }
    }
    guard !facts.isEmpty else { return "" }
    facts.add("remedy", "import files, also those of a run, with these columns as text")
    return facts.text
  }
}

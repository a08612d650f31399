extension Currency {
  /// An amount for reading: with commas between thousands, and the symbol where it belongs to one
  /// currency alone: `$1,234.50`, `−€12.00`, `CHF 858.00`, `¥1,200`.
  ///
  /// - Parameter withCode: Whether the currency is named; in a column it is in the heading.
  package func grouped(_ minorUnits: some FixedWidthInteger, withCode: Bool = true) -> String {
    let amount = text(minorUnits.magnitude)
    let whole = amount.prefix { $0 != "." }
    let symbol = withCode ? Currency.symbols[code] ?? code + " " : ""
    return (minorUnits < 0 ? "−" : "") + symbol + grouping(whole) + amount[whole.endIndex...]
  }

  // Dollars of other countries and crowns of any keep their codes: a report may hold several.
  private static let symbols = ["USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"]
}

/// Digits with commas between thousands.
private func grouping(_ digits: Substring) -> String {
  let digits = digits.utf8
  var grouped: [UInt8] = []
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { grouped.append(UInt8(ascii: ",")) }
    grouped.append(digit)
  }
  return String(decoding: grouped, as: UTF8.self)
}

/// A whole number for reading: `12,345`.
package func grouped(_ number: Int) -> String {
  (number < 0 ? "−" : "") + grouping("\(number.magnitude)"[...])
}

/// Hundredths, millionths … as a decimal fraction without the zeros at its end.
func trimmedDecimal(_ units: Int64, _ decimals: Int) -> String {
  var bytes: [UInt8] = []
  bytes.append(units, decimals: decimals)
  while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
  if bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
  return String(decoding: bytes, as: UTF8.self)
}

/// Tenths of a percent: `42.8 %`.
func percentText(_ thousandths: some FixedWidthInteger) -> String {
  var bytes: [UInt8] = []
  bytes.append(thousandths < 0 ? "−" : "")
  bytes.append(thousandths.magnitude, decimals: 1)
  bytes.append(" %")
  return String(decoding: bytes, as: UTF8.self)
}

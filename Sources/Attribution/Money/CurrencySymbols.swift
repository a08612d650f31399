/// A currency as it stands beside an amount.
package enum CurrencyMark: Equatable, Sendable {
  /// A code of ISO 4217, which names the currency.
  case code(Currency)
  /// A symbol, which several currencies may share; the commonest comes first.
  case symbol([Currency])

  /// - Returns: nil if the bytes are neither a code, in any case, nor a symbol.
  package init?(_ bytes: [UInt8]) {
    if let currency = Currency(code: bytes) {
      self = .code(currency)
    } else if let currencies = CurrencyMark.symbols[bytes] {
      self = .symbol(currencies)
    } else {
      return nil
    }
  }

  /// The currencies that it may mean.
  package var currencies: [Currency] {
    switch self {
    case .code(let currency): [currency]
    case .symbol(let currencies): currencies
    }
  }

  package func fits(_ currency: Currency) -> Bool { currencies.contains(currency) }

  private static let symbols: [[UInt8]: [Currency]] = Dictionary(
    uniqueKeysWithValues: codesBySymbol.map { symbol, codes in
      (Array(symbol.utf8), codes.split(separator: " ").map { Currency(code: $0.utf8)! })
    })

  // Not a word of other meaning among them, such as K, M or B: `45k` is no amount.
  private static let codesBySymbol: KeyValuePairs<String, String> = [
    "$": """
    USD CAD AUD NZD MXN SGD HKD TWD ARS BBD BMD BND BSD BZD CLP COP DOP FJD GYD JMD KYD LRD NAD SBD \
    SRD TTD UYU XCD
    """,
    "US$": "USD", "C$": "CAD NIO", "CA$": "CAD", "A$": "AUD", "AU$": "AUD",
    "NZ$": "NZD", "MX$": "MXN", "Mex$": "MXN", "S$": "SGD", "SG$": "SGD", "HK$": "HKD",
    "NT$": "TWD", "R$": "BRL",
    "€": "EUR", "£": "GBP FKP GIP SHP", "¥": "JPY CNY", "￥": "JPY CNY", "₹": "INR",
    "Rs": "INR PKR LKR NPR MUR", "Rs.": "INR PKR LKR NPR MUR", "₩": "KRW KPW",
    "kr": "SEK NOK DKK ISK EEK", "kr.": "SEK NOK DKK ISK EEK", "Kr": "SEK NOK DKK ISK EEK",
    "Kr.": "SEK NOK DKK ISK EEK",
    "Fr": "CHF", "Fr.": "CHF", "fr.": "CHF", "SFr": "CHF", "SFr.": "CHF",
    "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "lei": "RON MDL", "лв": "BGN", "лв.": "BGN", "kn": "HRK",
    "₺": "TRY", "TL": "TRY", "₪": "ILS", "₽": "RUB", "₴": "UAH", "₸": "KZT", "₾": "GEL", "₼": "AZN",
    "R": "ZAR", "₦": "NGN", "₵": "GHS", "KSh": "KES", "₱": "PHP", "₫": "VND", "đ": "VND",
    "฿": "THB", "RM": "MYR", "Rp": "IDR", "S/": "PEN", "₡": "CRC", "₲": "PYG",
  ]
}

/// A currency of ISO 4217, with the number of decimals that its minor unit has.
///
/// The decimals are the standard's own, not a locale library's: those follow customs (ICU prints
/// Iraqi dinars without decimals), while the books follow the standard.
package struct Currency: Hashable, Sendable {
  /// The three letters of the code, and the decimals in the lowest byte: a word, since every deal has
  /// one.
  private let word: UInt32

  /// Three capital letters, `EUR`.
  package var code: String {
    unsafe String(unsafeUninitializedCapacity: 3) { bytes in
      for index in 0..<3 {
        unsafe bytes[index] = UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * index))
      }
      return 3
    }
  }

  /// Digits after the point: JPY 0, USD 2, KWD 3, CLF 4.
  package var decimals: Int { Int(word & 0xFF) }

  /// Minor units in one whole unit: 10 to the power of `decimals`.
  package var unit: Int64 { (0..<decimals).reduce(1) { unit, _ in unit * 10 } }

  private init(key: UInt32, decimals: Int) {
    word = key << 8 | UInt32(decimals)
  }

  /// The currency with this code, in any case.
  ///
  /// - Returns: nil if the text is no code of ISO 4217 that money can be counted in
  ///   (gold, `XAU`, has no minor unit).
  package init?(code: some Sequence<UInt8>) {
    guard let key = Currency.key(code), let known = Currency.byKey[key] else { return nil }
    self = known
  }

  /// The codes in alphabetical order.
  package static let codes: [String] = byKey.values.map(\.code).sorted()

  private static let byKey: [UInt32: Currency] = {
    var byKey: [UInt32: Currency] = [:]
    for (decimals, codes) in codesByDecimals {
      // Three letters, and a space or the end of a line.
      let bytes = Array(codes.utf8)
      for start in stride(from: 0, to: bytes.count, by: 4) {
        let key = key(bytes[start..<start + 3])!
        byKey[key] = Currency(key: key, decimals: decimals)
      }
    }
    return byKey
  }()

  /// Three letters in one number, or nil if they are not three ASCII letters.
  private static func key(_ code: some Sequence<UInt8>) -> UInt32? {
    var key: UInt32 = 0
    var count = 0
    for byte in code {
      let upper = byte & 0xDF
      guard count < 3, upper >= UInt8(ascii: "A"), upper <= UInt8(ascii: "Z") else { return nil }
      key = key << 8 | UInt32(upper)
      count += 1
    }
    return count == 3 ? key : nil
  }

  // ISO 4217 list one, and the codes withdrawn since 2010, since old deals still carry them.
  private static let codesByDecimals: KeyValuePairs<Int, String> = [
    0: "BIF BYR CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
    2: """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF
    CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
    GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR
    PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP
    TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
    ANG BGN CUC EEK HRK LTL LVL MRO SLL STD VEF ZMK ZWL
    """,
  ]
}

/// Finds currencies by their codes, and keeps the one that it was asked for last: most rows of a file
/// are in one.
struct CurrencyFinder: Sendable {
  private var code: [UInt8] = []
  private var found: Currency?

  mutating func find(_ code: Span<UInt8>) -> Currency? {
    if isLast(code) { return found }
    self.code.removeAll(keepingCapacity: true)
    for index in code.indices { self.code.append(code[index]) }
    found = Currency(code: self.code)
    return found
  }

  private func isLast(_ code: Span<UInt8>) -> Bool {
    guard self.code.count == code.count else { return false }
    for index in code.indices where code[index] != self.code[index] { return false }
    return true
  }
}

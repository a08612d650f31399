/// Why a text is no amount of a currency.
package enum AmountFault: Error, Equatable {
  case notANumber
  case tooManyDecimals
  case tooLarge
  /// A code or a symbol beside it is not that of its row's currency.
  case otherCurrency
}

extension Currency {
  /// Reads an amount: an optional sign, digits, and optionally a point with more digits.
  ///
  /// No symbol, no thousands separator, no exponent: a text that needs guessing is refused, and
  /// nothing is rounded. Zeros beyond the currency's decimals are fine (`858.0` yen).
  ///
  /// - Returns: The amount in **minor units**: `12.5` US dollars are 1250.
  @inline(__always)
  package func minorUnits(_ text: Span<UInt8>) throws(AmountFault) -> Int64 {
    if let units = fewMinorUnits(text, point: UInt8(ascii: ".")) { return units }
    return try anyMinorUnits(text)
  }

  /// Reads what most amounts are: up to eight bytes, with as many decimals as the currency has.
  ///
  /// All bytes are looked at together. How many digits an amount has nobody can guess, so that a loop
  /// over them would lead the processor astray at every other amount.
  ///
  /// - Parameter mark: What stands before the decimals.
  /// - Returns: nil for every other text.
  @inline(__always)
  func fewMinorUnits(_ text: Span<UInt8>, point mark: UInt8) -> Int64? {
    let count = UInt64(truncatingIfNeeded: text.count)
    let decimals = UInt64(truncatingIfNeeded: decimals)
    guard decimals > 0, count > decimals &+ 1, count >= 4, count <= 8 else { return nil }
    let bytes = unsafe text.bytes
    func half(_ offset: Int) -> UInt64 {
      // There are four bytes behind either offset.
      let half = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self)
      return UInt64(UInt32(littleEndian: half))
    }
    // The last byte is the highest; in the middle both halves may have the same.
    let word = half(text.count &- 4) &<< 32 | half(0) &<< (64 &- 8 &* count)
    let point = 56 &- 8 &* decimals
    let isBehind = UInt64.max &<< point
    // The digits side by side, what stands before the point in place of it, and nothing before them.
    let isDigit = UInt64.max &<< (72 &- 8 &* count)
    let digits =
      (word & isBehind &<< 8 | (word & ~isBehind) &<< 8) ^ 0x3030_3030_3030_3030 & isDigit
    // A byte above 9 carries into its highest bit.
    let beyond = ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080
    guard beyond == 0, word &>> point & 0xFF == UInt64(mark) else { return nil }
    // Two digits, four, eight.
    let pairs = (digits &* 10 &+ digits &>> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
    return Int64(fours &* 10_000 &+ fours &>> 32) & 0xFFFF_FFFF
  }

  @inline(never)
  private func anyMinorUnits(_ text: Span<UInt8>) throws(AmountFault) -> Int64 {
    var at = 0
    var isNegative = false
    if text.count > 0, text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") {
      isNegative = text[0] == UInt8(ascii: "-")
      at = 1
    }
    let wholeStart = at
    var magnitude: Int64 = 0
    var overflowed = false
    // Negative all the way, since there is one more negative number than there are positive ones.
    func take(_ digit: UInt8) {
      let (product, over1) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, over2) = product.subtractingReportingOverflow(Int64(digit))
      magnitude = sum
      overflowed = overflowed || over1 || over2
    }
    while at < text.count, let digit = digit(text[at]) {
      take(digit)
      at += 1
    }
    guard at > wholeStart else { throw .notANumber }

    var taken = 0
    var excess = false
    if at < text.count {
      guard text[at] == UInt8(ascii: "."), at + 1 < text.count else { throw .notANumber }
      at += 1
      while at < text.count {
        guard let digit = digit(text[at]) else { throw .notANumber }
        if taken < decimals {
          take(digit)
          taken += 1
        } else if digit != 0 {
          excess = true
        }
        at += 1
      }
    }
    for _ in taken..<decimals { take(0) }
    if excess { throw .tooManyDecimals }
    if !isNegative {
      let (positive, over) = Int64(0).subtractingReportingOverflow(magnitude)
      magnitude = positive
      overflowed = overflowed || over
    }
    if overflowed { throw .tooLarge }
    return magnitude
  }

  /// The amount with exactly the currency's decimals and a point: `-12.50`, `858`.
  package func text(_ minorUnits: some FixedWidthInteger) -> String {
    var bytes: [UInt8] = []
    bytes.append(minorUnits, decimals: decimals)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The value of an ASCII digit, or nil.
func digit(_ byte: UInt8) -> UInt8? {
  let value = byte &- UInt8(ascii: "0")
  return value < 10 ? value : nil
}

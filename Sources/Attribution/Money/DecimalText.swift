/// A whole number of any size as a decimal fraction, digit by digit.
private struct DecimalText {
  // 128 bits have 39 digits at most.
  private var text = InlineArray<48, UInt8>(repeating: 0)
  private var start = 48

  init(_ units: some FixedWidthInteger, decimals: Int, mark: UInt8) {
    // From the end, the least significant digit first.
    var rest = units.magnitude
    var written = 0
    while written <= decimals || rest > 0 {
      if written == decimals, written > 0 { put(mark) }
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
      rest = quotient
      written += 1
    }
    if units < 0 { put(UInt8(ascii: "-")) }
  }

  private mutating func put(_ byte: UInt8) {
    start -= 1
    text[start] = byte
  }

  /// Appends its bytes.
  func append(to bytes: inout OutputSpan<UInt8>) { bytes.append(text.span.extracting(start...)) }
}

extension OutputSpan<UInt8> {
  /// Appends bytes, all at once.
  mutating func append(_ bytes: Span<UInt8>) {
    unsafe withUnsafeMutableBufferPointer { room, count in
      precondition(bytes.count <= room.count - count, "bytes are appended where there is room")
      unsafe bytes.withUnsafeBytes { bytes in
        guard let from = bytes.baseAddress else { return }
        unsafe UnsafeMutableRawPointer(room.baseAddress! + count)
          .copyMemory(from: from, byteCount: bytes.count)
      }
      count += bytes.count
    }
  }

  /// Appends the first bytes of a word, the lowest first. There must be room for all eight.
  @inline(__always)
  mutating func append(_ length: Int, of word: UInt64) {
    unsafe withUnsafeMutableBufferPointer { room, count in
      precondition(room.count &- count >= 8 && 0...8 ~= length, "a word needs room for all of it")
      // Safe: there is that much room, and nothing is asked of where it begins.
      unsafe UnsafeMutableRawPointer(room.baseAddress! + count)
        .storeBytes(of: word.littleEndian, as: UInt64.self)
      count &+= length
    }
  }

  /// How much room a number of 64 bits needs.
  static var roomForNumber: Int { 48 }

  /// Appends a whole number of units as a decimal fraction: 1250 with two decimals is `12.50`.
  @inline(__always)
  mutating func append(_ units: Int64, decimals: Int, mark: UInt8) {
    let (whole, part) =
      decimals == 2
      ? units.magnitude.quotientAndRemainder(dividingBy: 100) : (units.magnitude, 0)
    // Most amounts of most currencies are of two words.
    guard whole < 100_000_000, decimals == 2 || decimals == 0 else {
      return DecimalText(units, decimals: decimals, mark: mark).append(to: &self)
    }
    append(units < 0 ? 1 : 0, of: UInt64(UInt8(ascii: "-")))
    let digits = eightDigits(whole)
    let zeros = min(digits.trailingZeroBitCount / 8, 7)
    append(8 &- zeros, of: (digits | asciiZeros) &>> UInt64(8 &* zeros))
    if decimals == 2 { append(3, of: twoDigits(part) &<< 8 | UInt64(mark)) }
  }
}

/// `00000000`
private var asciiZeros: UInt64 { 0x3030_3030_3030_3030 }

/// The digits of a number below a hundred million, each 0 to 9, the first in the lowest byte.
///
/// Halves are cut in two until each byte has a digit, all of them at once: a division by ten or a
/// hundred is a multiplication by what it is the inverse of, which is exact for numbers as small as these.
@inline(__always)
private func eightDigits(_ number: UInt64) -> UInt64 {
  let (first, last) = number.quotientAndRemainder(dividingBy: 10_000)
  let fours = first | last &<< 32
  let hundreds = (fours &* 10_486) &>> 20 & 0x0000_007F_0000_007F
  let pairs = hundreds | (fours &- 100 &* hundreds) &<< 16
  let tens = (pairs &* 103) &>> 10 & 0x000F_000F_000F_000F
  return tens | (pairs &- 10 &* tens) &<< 8
}

/// Two digits of a number below a hundred, as text.
@inline(__always)
func twoDigits(_ number: UInt64) -> UInt64 {
  let tens = (number &* 103) &>> 10
  return (tens | (number &- 10 &* tens) &<< 8) &+ 0x3030
}

extension [UInt8] {
  /// Appends a whole number of units as a decimal fraction: 1250 with two decimals is `12.50`.
  package mutating func append(
    _ units: some FixedWidthInteger, decimals: Int, mark: UInt8 = UInt8(ascii: ".")
  ) {
    append(addingCapacity: OutputSpan<UInt8>.roomForNumber) { bytes in
      if let units = Int64(exactly: units) {
        bytes.append(units, decimals: decimals, mark: mark)
      } else {
        DecimalText(units, decimals: decimals, mark: mark).append(to: &bytes)
      }
    }
  }

  /// Appends bytes, all at once.
  mutating func append(_ bytes: Span<UInt8>) {
    // Safe: the pointer is read while it is valid.
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// Appends the bytes of a text.
  package mutating func append(_ text: String) {
    append(text.utf8.span)
  }
}

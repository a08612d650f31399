/// Makes UTF-8 of the bytes of another encoding, however they are cut into pieces.
///
/// What means nothing becomes the byte 0xFF, which is no UTF-8 either: so the row that holds it is
/// rejected with its place, as in a file of UTF-8. A byte-order mark stays one.
package struct Transcoder: Sendable {
  private let encoding: TextEncoding
  /// The first byte of a UTF-16 unit whose second is yet to come.
  private var half: UInt8?
  /// The first unit of a surrogate pair whose second is yet to come.
  private var high: UInt16?

  package init(from encoding: TextEncoding) { self.encoding = encoding }

  /// Appends what the next bytes say, any number of them.
  package mutating func add(_ bytes: Span<UInt8>, to text: inout [UInt8]) {
    // No byte of any encoding becomes more than three.
    text.append(addingCapacity: bytes.count * 3 + 4) { text in
      switch encoding {
      case .utf8: for at in bytes.indices { text.append(bytes[at]) }
      case .latin1: for at in bytes.indices { text.append(scalar: UInt32(bytes[at])) }
      case .windows1252:
        for at in bytes.indices {
          let byte = bytes[at]
          if byte & 0xE0 == 0x80 {
            let scalar = Transcoder.windows1252[Int(byte & 0x1F)]
            scalar == 0 ? text.append(meaningless) : text.append(scalar: UInt32(scalar))
          } else {
            text.append(scalar: UInt32(byte))
          }
        }
      case .utf16LittleEndian, .utf16BigEndian:
        for at in bytes.indices {
          guard let first = half else {
            half = bytes[at]
            continue
          }
          half = nil
          let (one, other) = (UInt16(first), UInt16(bytes[at]))
          add(encoding == .utf16LittleEndian ? other << 8 | one : one << 8 | other, to: &text)
        }
      }
    }
  }

  /// Appends what the end of the file cut off.
  package mutating func finish(to text: inout [UInt8]) {
    if high != nil { text.append(meaningless) }
    if half != nil { text.append(meaningless) }
    (high, half) = (nil, nil)
  }

  private mutating func add(_ unit: UInt16, to text: inout OutputSpan<UInt8>) {
    if let first = high {
      high = nil
      if unit & 0xFC00 == 0xDC00 {
        return text.append(scalar: 0x1_0000 + UInt32(first & 0x3FF) << 10 + UInt32(unit & 0x3FF))
      }
      text.append(meaningless)
    }
    switch unit & 0xFC00 {
    case 0xD800: high = unit
    case 0xDC00: text.append(meaningless)
    default: text.append(scalar: UInt32(unit))
    }
  }

  /// What the bytes from 0x80 to 0x9F mean in Windows-1252; 0: nothing. All others mean the character
  /// of the same number.
  private static let windows1252: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}

extension InputFile {
  /// What bytes that mean nothing in its encoding would be in Windows-1252, as text that is not the
  /// UTF-8 that it was taken for nearly always is; nil if they mean nothing there either, or if it
  /// cannot be declared.
  func windows1252Text(of bytes: [UInt8]) -> String? {
    guard encoding == .utf8 else { return nil }
    var transcoder = Transcoder(from: .windows1252)
    var text: [UInt8] = []
    transcoder.add(bytes.span, to: &text)
    transcoder.finish(to: &text)
    return String(validating: text, as: UTF8.self)
  }
}

extension OutputSpan<UInt8> {
  /// - Precondition: It is no surrogate.
  @inline(__always)
  fileprivate mutating func append(scalar: UInt32) {
    switch scalar {
    case 0..<0x80: append(UInt8(scalar))
    case 0x80..<0x800:
      append(0xC0 | UInt8(scalar >> 6))
      append(continuation(scalar))
    case 0x800..<0x1_0000:
      append(0xE0 | UInt8(scalar >> 12))
      append(continuation(scalar >> 6))
      append(continuation(scalar))
    default:
      append(0xF0 | UInt8(scalar >> 18))
      append(continuation(scalar >> 12))
      append(continuation(scalar >> 6))
      append(continuation(scalar))
    }
  }
}

@inline(__always)
private func continuation(_ bits: UInt32) -> UInt8 { 0x80 | UInt8(bits & 0x3F) }

private let meaningless: UInt8 = 0xFF

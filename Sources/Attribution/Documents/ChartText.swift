// Texts in pictures, where nothing knows the letters of the font.

/// A text as the content of an element of XML: nothing in it is markup, and what XML 1.0 forbids is
/// left out.
func xml(_ text: String) -> String {
  // Most texts hold none of these; 0xEF begins what XML forbids above ASCII.
  if text.utf8.allSatisfy({ byte in
    byte >= UInt8(ascii: " ") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "&")
      && byte != UInt8(ascii: "<")
      && byte != UInt8(ascii: ">") && byte != 0xEF
  }) {
    return text
  }
  let bytes = Array(text.utf8)
  var escaped: [UInt8] = []
  var next = 0
  while next < bytes.count {
    let byte = bytes[next]
    next += 1
    switch byte {
    case UInt8(ascii: "&"): escaped.append("&amp;")
    case UInt8(ascii: "<"): escaped.append("&lt;")
    case UInt8(ascii: ">"): escaped.append("&gt;")
    case UInt8(ascii: "\""): escaped.append("&quot;")
    case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): escaped.append(byte)
    case ..<0x20: break
    // U+FFFE and U+FFFF.
    case 0xEF where bytes[next] == 0xBF && bytes[next + 1] >= 0xBE: next += 2
    default: escaped.append(byte)
    }
  }
  return String(decoding: escaped, as: UTF8.self)
}

/// About how wide a text is, in tenths of a pixel: rather too wide than too narrow.
///
/// - Parameter size: The letters' height in whole pixels.
func textWidth(_ text: String, size: Int) -> Int {
  // Sixty hundredths of the height for a letter, a quarter more for a capital.
  let capitals = text.unicodeScalars.count { scalar in
    scalar.isASCII ? ("A"..."Z").contains(scalar) : scalar.properties.isUppercase
  }
  return (displayWidth(text) * 60 + capitals * 15) * size / 10
}

/// A text that is no wider than `limit`, in tenths of a pixel: its end gives way to an ellipsis.
func shortened(_ text: String, to limit: Int, size: Int) -> String {
  guard textWidth(text, size: size) > limit else { return text }
  var (shown, width) = ("", textWidth("…", size: size))
  for character in text {
    width += textWidth(String(character), size: size)
    guard width <= limit else { break }
    shown.append(character)
  }
  while shown.last == " " { shown.removeLast() }
  return shown + "…"
}

extension Unicode.Scalar {
  /// Whether it is of a script that is written from right to left (Unicode's annex 9, by blocks).
  var isRightToLeft: Bool {
    rightToLeftBlocks.contains { $0.contains(value) }
  }
}

private let rightToLeftBlocks: [ClosedRange<UInt32>] = [
  0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x1_0800...0x1_0FFF, 0x1_E800...0x1_EFFF,
]

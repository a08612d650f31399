import FoundationEssentials

extension JSONValue {
  /// An object without the members that are nil.
  package static func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(
      members.reduce(into: [:]) { object, member in object[Label(member.key)] = member.value })
  }

  static func texts(_ texts: [String]) -> JSONValue { .list(texts.map { .text($0) }) }

  static func texts(_ texts: [String: String]) -> JSONValue {
    .object(texts.reduce(into: [:]) { object, text in object[Label(text.key)] = .text(text.value) })
  }

  /// A decimal number without zeros that say nothing.
  static func decimal(_ digits: String) -> JSONValue {
    Decimal(string: digits).map { .number($0.description) } ?? .null
  }

  /// As JSON with a line for every member and element, keys in the order of their bytes: the same
  /// bytes for the same value.
  package var lines: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes, indent: 0)
    return bytes + [lineFeed]
  }

  private func append(to bytes: inout [UInt8], indent: Int) {
    switch self {
    case .null: bytes.append("null")
    case .bool(let bool): bytes.append(bool ? "true" : "false")
    case .number(let digits): bytes.append(digits)
    case .text(let text): JSONValue.append(quoted: text, to: &bytes)
    case .list(let list):
      JSONValue.append(list.count, between: "[", "]", to: &bytes, indent: indent) { bytes, number in
        list[number].append(to: &bytes, indent: indent + 1)
      }
    case .object(let members):
      let sorted = members.sorted { $0.key < $1.key }
      JSONValue.append(sorted.count, between: "{", "}", to: &bytes, indent: indent) {
        bytes, number in
        JSONValue.append(quoted: sorted[number].key.text, to: &bytes)
        bytes.append(" : ")
        sorted[number].value.append(to: &bytes, indent: indent + 1)
      }
    }
  }

  /// Appends things, each on a line of its own.
  private static func append(
    _ count: Int, between start: String, _ end: String, to bytes: inout [UInt8], indent: Int,
    _ appendThing: (inout [UInt8], Int) -> Void
  ) {
    func endLine(_ depth: Int) {
      bytes.append(lineFeed)
      for _ in 0..<depth { bytes.append("  ") }
    }
    bytes.append(start)
    for number in 0..<count {
      if number > 0 { bytes.append(UInt8(ascii: ",")) }
      endLine(indent + 1)
      appendThing(&bytes, number)
    }
    if count == 0 { bytes.append(lineFeed) }
    endLine(indent)
    bytes.append(end)
  }

  private static func append(quoted text: String, to bytes: inout [UInt8]) {
    bytes.append(quote)
    // Most texts are as they stand.
    if text.utf8.allSatisfy({ $0 >= space && $0 != quote && $0 != UInt8(ascii: "\\") }) {
      bytes.append(text)
      return bytes.append(quote)
    }
    for byte in text.utf8 {
      switch byte {
      case quote, UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x08: bytes.append("\\b")
      case 0x0C: bytes.append("\\f")
      case lineFeed: bytes.append("\\n")
      case carriageReturn: bytes.append("\\r")
      case 0x09: bytes.append("\\t")
      case ..<space:
        bytes.append("\\u00")
        bytes.append(hexDigit(byte >> 4))
        bytes.append(hexDigit(byte & 15))
      default: bytes.append(byte)
      }
    }
    bytes.append(quote)
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}

/// How the text of a file is encoded.
package enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1252 = "windows-1252"
  case latin1 = "iso-8859-1"

  /// The encoding that the definitions call so, in any case and by its common short names.
  package init?(_ name: String) {
    let name = name.lowercased()
    let short: [String: TextEncoding] = ["utf8": .utf8, "cp1252": .windows1252, "latin1": .latin1]
    guard let found = TextEncoding(rawValue: name) ?? short[name] else { return nil }
    self = found
  }

  /// The encoding of a file that begins with these bytes, if a byte-order mark says it.
  package init?(markedBy bytes: some Collection<UInt8>) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      self = .utf8
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      self = .utf16LittleEndian
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16BigEndian
    } else {
      return nil
    }
  }

  package var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

  /// As a message says it.
  package var name: String {
    self == .windows1252 ? "Windows-1252" : rawValue.uppercased()
  }
}

import FoundationEssentials

/// Anything that JSON can say.
package enum JSONValue: Sendable, Equatable, Decodable {
  case null
  case bool(Bool)
  /// By its digits: `0.5`.
  case number(String)
  case text(String)
  case list([JSONValue])
  case object([Label: JSONValue])

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? container.decode(Decimal.self) {
      self = .number(number.description)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSONValue].self) {
      self = .list(list)
    } else {
      let object = try container.decode([String: JSONValue].self)
      self = .object(
        Dictionary(uniqueKeysWithValues: object.map { (Label($0.key), $0.value) }))
    }
  }

  /// The value of a key; nil where there is none, also of what is no object.
  package subscript(key: Label) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  package var text: String? { if case .text(let text) = self { text } else { nil } }

  package var list: [JSONValue]? { if case .list(let list) = self { list } else { nil } }

  /// As JSON on one line, keys in the order of their bytes: the same text for the same value.
  package var canonical: String {
    switch self {
    case .null: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .number(let digits): digits
    case .text(let text): JSONValue.quoted(text)
    case .list(let list): "[\(list.map(\.canonical).joined(separator: ", "))]"
    case .object(let members):
      "{"
        + members.sorted { $0.key < $1.key }
        .map { "\(JSONValue.quoted($0.key.text)): \($0.value.canonical)" }
        .joined(separator: ", ") + "}"
    }
  }

  /// The same for the same value, however it was written.
  package var fingerprint: Fingerprint { Fingerprint(of: canonical) }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case ..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

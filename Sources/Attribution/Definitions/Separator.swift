/// What stands between the fields of a file.
package enum Separator: String, CaseIterable, Sendable {
  case comma = ","
  case semicolon = ";"
  case tab = "\t"
  case verticalBar = "|"

  package var byte: UInt8 { rawValue.utf8.first! }

  /// As a message says it.
  package var name: String {
    switch self {
    case .comma: "commas"
    case .semicolon: "semicolons"
    case .tab: "tabs"
    case .verticalBar: "vertical bars"
    }
  }
}

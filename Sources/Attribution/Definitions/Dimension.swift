/// What credit is told by beside team and channel: a column of touches or of deals.
package struct Dimension: Sendable, Equatable {
  /// What results call it: a column of its files, and the beginning of their names.
  package var name: String
  /// A logical column, or a header of the files.
  package var column: String
  /// Whose column it is.
  package var kind: Kind

  package enum Kind: String, Sendable, CaseIterable { case touch, deal }

  package init(name: String, column: String, kind: Kind) {
    self.name = name
    self.column = column
    self.kind = kind
  }

  /// The one that nobody has to ask for where the files have it.
  package static let dealType = Dimension(
    name: DealColumn.type.rawValue, column: DealColumn.type.rawValue, kind: .deal)

  /// Columns and files that results have anyway: no dimension has such a name.
  package static let takenNames: Set<String> = [
    "period", "currency", "model", "team", "credit", "share_of_won", "share_of_credited",
    "deal_credit", "lowest", "highest", "spread", "channel", "deal_team",
  ]

  /// The name that a column has in results if the definitions give it none: its letters and digits
  /// in lower case, `_` for what is between them; nil if that is no name.
  static func name(of column: String) -> String? {
    let words = column.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let name = words.joined(separator: "_")
    return isName(name) ? name : nil
  }

  static func isName(_ name: String) -> Bool {
    let bytes = name.utf8
    func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    guard let first = bytes.first, isLetter(first), bytes.count <= 40 else { return false }
    return bytes.allSatisfy { byte in
      isLetter(byte) || byte == UInt8(ascii: "_") || digit(byte) != nil
    }
  }
}

extension Dimension.Kind {
  /// The logical columns of such files that are labels.
  var labels: [String] {
    switch self {
    case .touch: [TouchpointColumn.campaign, .contact].map(\.rawValue)
    case .deal:
      [DealColumn.type, .source, .owner, .ownerTeam, .accountName, .name].map(\.rawValue)
    }
  }

  /// The logical columns that mean something else.
  var others: [String] {
    let all =
      switch self {
      case .touch: TouchpointColumn.allCases.map(\.rawValue)
      case .deal: DealColumn.allCases.map(\.rawValue)
      }
    return all.filter { !labels.contains($0) }
  }
}

extension Definitions {
  /// The columns that dimensions need beside the logical ones, each once.
  package func dimensionColumns(_ kind: Dimension.Kind) -> [String] {
    var columns: [String] = []
    for dimension in dimensions
    where dimension.kind == kind && !kind.labels.contains(dimension.column)
      && !columns.contains(where: { Label($0) == Label(dimension.column) })
    {
      columns.append(dimension.column)
    }
    return columns
  }
}

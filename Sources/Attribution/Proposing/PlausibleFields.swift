/// Which fields may hold a column, by their values.
extension Draft {
  /// The fields whose values are what a required column must hold; a guess if it is one alone.
  func certainFields(of column: String, besides taken: Set<Int>) -> [Int] {
    free(besides: taken).filter { field in
      let values = profile.columns[field]
      switch column {
      case "occurred_at", "closed_at": return values.times.isCertain
      case "amount":
        return values.amounts.unread == 0 && values.amounts.count > 0
          && values.values.values.contains { $0.contains { ".,€$£".contains($0) } }
      case "deal_id": return isKey(field) && headerEndsAsID(header.cells[field])
      default: return false
      }
    }
  }

  /// The fields between which a person is to choose a required column, the fewest that can be told.
  func plausibleFields(of column: String, besides taken: Set<Int>) -> [Int] {
    let free = free(besides: taken)
    let named = free.filter { headerEndsAsID(header.cells[$0]) }
    let choices: [[Int]] =
      switch column {
      case "occurred_at", "closed_at":
        [free.filter { profile.columns[$0].times.count * 2 > profile.columns[$0].filled }]
      case "amount":
        [free.filter { profile.columns[$0].holdsAmounts && !named.contains($0) }]
      case "deal_id":
        [certainFields(of: column, besides: taken), free.filter(isKey), named]
      default:
        [
          named.filter { profile.columns[$0].holdsNames },
          free.filter { profile.columns[$0].holdsNames },
        ]
      }
    let others = free.filter { column.hasSuffix("_at") || !profile.columns[$0].times.isCertain }
    return choices.first { !$0.isEmpty } ?? others
  }

  /// A header that may be a column's, but that the definitions cannot name since another is the same.
  func doubledHeader(for column: String) -> String? {
    let known = (kind == .touchpoints ? KnownHeaders.touchpoints : KnownHeaders.deals)
      .first { $0.column == column }
    let logical: (any LogicalColumn)? =
      kind == .touchpoints ? TouchpointColumn(rawValue: column) : DealColumn(rawValue: column)
    let spellings = [logical?.firstSpelling].compactMap(\.self) + (logical?.spellings ?? [])
    let names = [column] + spellings + (known?.sure ?? []) + (known?.likely ?? [])
    let folded = Set(names.map(foldedHeader))
    return header.cells.indices.first { field in
      folded.contains(foldedHeader(header.cells[field])) && !isNameable(field)
    }.map { header.cells[$0].trimmed }
  }

  private func free(besides taken: Set<Int>) -> [Int] {
    header.cells.indices.filter { !taken.contains($0) && isNameable($0) }
  }

  /// Whether every row has a value of its own there.
  private func isKey(_ field: Int) -> Bool {
    let column = profile.columns[field]
    return column.holdsNames && column.filled == profile.rowCount - profile.oddRows
      && column.values.byCount.allSatisfy { $0.count == 1 }
  }
}

extension ColumnProfile {
  /// Whether the values may be names or ids of something: they are no times, no amounts that show as
  /// such, and no answers of yes and no.
  var holdsNames: Bool {
    guard filled > 0, !times.isCertain, filled < 3 || values.values.count > 1 else { return false }
    let areAmounts = values.values.allSatisfy { AmountSpelling($0) != nil }
    let showAsAmounts = values.values.contains { $0.contains { ".,€$£".contains($0) } }
    return !(areAmounts && showAsAmounts) && !values.values.allSatisfy(KnownWords.isAnswer)
  }

  fileprivate var holdsAmounts: Bool {
    amounts.count * 2 > filled && !times.isCertain
      && !values.values.allSatisfy(KnownWords.isAnswer)
  }
}

/// Whether a header is one of an id: `seller_id`, `SellerID`, `Order Number`, `Auftragsnummer`.
private func headerEndsAsID(_ header: String) -> Bool {
  let words = header.split { !$0.isLetter }
  guard let last = words.last else { return false }
  let word = last.lowercased()
  return ["id", "ids", "number", "no", "nr", "num", "key", "uuid", "guid"].contains(word)
    || last.hasSuffix("ID") || last.hasSuffix("Id") || word.hasSuffix("nummer")
    || word.hasSuffix("number")
}

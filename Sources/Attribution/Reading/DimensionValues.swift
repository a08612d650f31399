extension Touchpoints {
  /// What each touch says in a dimension of touches; empty where it says nothing.
  func values(of dimension: Dimension) -> NamedColumn {
    switch TouchpointColumn(rawValue: dimension.column) {
    case .campaign: NamedColumn(names: campaignNames, numbers: campaigns)
    case .contact: NamedColumn(contacts)
    default: dimensions.first { Label($0.column) == Label(dimension.column) }!.values
    }
  }
}

extension Deals {
  /// The columns that dimensions need beside the logical ones.
  var dimensionColumns: [String] { Array(labelColumns.dropFirst(DealRows.labels.count)) }

  /// What each row of `won` says in a dimension of deals; empty where it says nothing.
  ///
  /// An adjustment that says nothing itself is what the deal is that it adjusts. Its type is always
  /// that deal's, whatever its row says: what a credit note takes back was sold as new business, or as
  /// a renewal.
  func values(of dimension: Dimension) -> NamedColumn {
    let said = column(called: dimension.column)
    let isType = dimension.column == Dimension.dealType.column
    let numbers = won.indices.map { index in
      if said.isEmpty(index) || isType, case .deal(let base) = won[index].adjusts {
        return said.numbers[base]
      }
      return said.numbers[index]
    }
    return NamedColumn(names: said.names, numbers: numbers)
  }

  /// What deals say in a column that is a dimension, each in its own row.
  private func column(called name: String) -> NamedColumn {
    if let text = DealRows.texts.firstIndex(where: { Label($0.rawValue) == Label(name) }) {
      return NamedColumn(texts[text])
    }
    return labels[labelColumns.firstIndex { Label($0) == Label(name) }!]
  }

  /// Dimensions with that of the types of deals, which nobody has to ask for where a file has them.
  func dimensions(besides asked: [Dimension]) -> [Dimension] {
    let type = Dimension.dealType
    let isAsked = asked.contains { $0.kind == type.kind && $0.column == type.column }
    return asked + (!isAsked && files.contains { $0.input.has(type.column) } ? [type] : [])
  }
}

extension InputRecord {
  /// Whether a column is read from it.
  package func has(_ column: String) -> Bool {
    columns.contains { Label($0.column) == Label(column) }
  }
}

extension Problems {
  /// Fails if a dimension's column is in none of the files that could have it: it is misspelled.
  ///
  /// - Parameter inputs: The files; where the header of one could not be read, it may be there.
  mutating func requireColumns(
    of dimensions: [Dimension], _ kind: Dimension.Kind, in inputs: [InputRecord]
  ) throws(Failure) {
    let headers = inputs.compactMap(\.header)
    guard headers.count == inputs.count, let first = headers.first else { return }
    let missing = dimensions.filter { dimension in
      dimension.kind == kind && !inputs.contains { $0.has(dimension.column) }
    }
    guard !missing.isEmpty else { return }
    let cells = headers.flatMap(\.cells).filter { !$0.trimmed.isEmpty }
    throw try end(with: missing.map { .dimensionColumnMissing(first.place, $0, headers: cells) })
  }
}

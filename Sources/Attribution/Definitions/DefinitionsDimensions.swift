extension DefinitionsValue {
  /// What credit is told by beside team and channel.
  ///
  /// - Parameter dimensions: Gets those that can be read, also where others cannot: entries of files
  ///   may name their columns.
  func dimensions(into dimensions: inout [Dimension]) throws(DefinitionsFault) {
    guard let elements else { throw unexpected(.dimensions) }
    let (found, problems) = attempt(elements, DefinitionsValue.dimension)
    dimensions = found.map(\.result)
    let twice = repeated(found, by: \.result.name).map { first, again in
      Problem.definitionsDimensionTwice(
        again.item.path, first: first.item.path, name: again.result.name, at: again.item.place)
    }
    try DefinitionsFault.check(problems + twice)
  }

  /// A column of touches by its name, or an object that says whose it is.
  private func dimension() throws(DefinitionsFault) -> Dimension {
    var draft = Dimension(name: "", column: "", kind: .touch)
    if case .text = content {
      draft.column = try name(.dimension)
    } else {
      try fill(&draft, by: DefinitionsValue.dimensionKeys, .dimension)
      let given = Dimension.Kind.allCases.filter { self[$0.rawValue] != nil }
      guard given.count == 1 else { throw unexpected(.dimension) }
    }
    let folded = Dimension.name(of: draft.column)
    if let folded, (draft.kind.labels + draft.kind.others).contains(folded) {
      draft.column = folded
    }
    guard !draft.kind.others.contains(draft.column) else {
      throw DefinitionsFault(
        .definitionsDimensionIsNoLabel(path, draft.column, labels: draft.kind.labels, at: place))
    }
    if draft.name.isEmpty {
      guard let folded else {
        throw DefinitionsFault(
          .definitionsDimensionWithoutName(path, column: draft.column, at: place))
      }
      draft.name = folded
    }
    let isDealType = draft.kind == .deal && draft.column == Dimension.dealType.column
    guard
      !Dimension.takenNames.contains(draft.name),
      isDealType || draft.name != Dimension.dealType.name
    else {
      throw DefinitionsFault(.definitionsDimensionNameTaken(path, name: draft.name, at: place))
    }
    return draft
  }

  private static var dimensionKeys: [DefinitionsKey<Dimension>] {
    Dimension.Kind.allCases.map { kind in
      DefinitionsKey(kind.rawValue) { (value, dimension) throws(DefinitionsFault) in
        dimension.kind = kind
        dimension.column = try value.name(.dimensionColumn)
      }
    } + [DefinitionsKey("name", \.name, DefinitionsValue.columnName)]
  }

  /// A name that a column of the results may have.
  func columnName() throws(DefinitionsFault) -> String {
    try word(.modelName) { Dimension.isName($0) ? $0 : nil }
  }
}

extension Definitions {
  /// Dimensions that are called like models, which are columns beside them.
  static func dimensionsLikeModels(_ definitions: Definitions, _ root: DefinitionsValue)
    -> [Problem]
  {
    zip(definitions.dimensions, root["dimensions"]?.elements ?? [])
      .filter { dimension, _ in definitions.models.contains { $0.name == dimension.name } }
      .map { .definitionsDimensionNameTaken($1.path, name: $0.name, at: $1.place) }
  }
}

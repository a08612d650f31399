extension CurrencyChapter {
  /// Who gets what by each dimension.
  func dimensionSections(of attribution: Attribution) -> [Document.Block] {
    attribution.dimensions.flatMap { credit -> [Document.Block] in
      let all = attribution.credit.groups.indices
        .filter { attribution.credit.groups[$0].currency == currency }.flatMap(credit.rows)
      let values = Set(all.map { Label($0.value) })
      let name = credit.dimension.name.replacing("_", with: " ")
      guard !values.subtracting([Label(noValue), Label(uncredited)]).isEmpty else { return [] }
      return [.heading(2, "Credit by \(name)\(suffix(of: attribution))")]
        + (credit.dimension.kind == .touch
          ? byModel(all, name, attribution) : byTeam(all, name, attribution))
        + filesWithout(credit.dimension, attribution)
    }
  }

  private static let shown = 10

  /// A dimension of touches: its values, models side by side, teams together.
  private func byModel(
    _ all: [DimensionCredit.Row], _ name: String, _ attribution: Attribution
  ) -> [Document.Block] {
    let models = attribution.definitions.models
    let order = attribution.modelsLeadFirst
    var sums: [Label: [Int64]] = [:]
    for row in all {
      sums[Label(row.value), default: models.map { _ in 0 }].add(row.tallies.map(\.credit))
    }
    let without = sums.removeValue(forKey: Label(uncredited))
    let lead = attribution.leadModel
    let ranked = sums.sorted { ($1.value[lead], $0.key) < ($0.value[lead], $1.key) }
    var table = Table(
      [("\(name) (\(currency.code))", .left)]
        + order.map { model in
          let isOfRecord = models[model].name == attribution.definitions.modelOfRecord
          return ("\(models[model].name)\(isOfRecord ? " (of record)" : "")", .right)
        })
    func add(_ label: Prose, _ credits: [Int64]) {
      table.add([label] + order.map { "\(currency.grouped(credits[$0], withCode: false))" })
    }
    for (label, rows) in CurrencyChapter.folded(ranked) {
      add(label, rows.reduce(into: models.map { _ in 0 }) { $0.add($1) })
    }
    if let without { add("uncredited", without) }
    table.sum = ["won revenue"] + order.map { _ in "\(currency.grouped(won, withCode: false))" }
    return [.table(table)]
  }

  /// A dimension of deals: won revenue of its values, shared among the teams by the model that is
  /// quoted. The models differ between teams alone, since a deal's touches have its value.
  private func byTeam(
    _ all: [DimensionCredit.Row], _ name: String, _ attribution: Attribution
  ) -> [Document.Block] {
    let lead = attribution.leadModel
    var sumOfTeam: [Label: Int64] = [:]
    for row in all where !row.isUncredited {
      sumOfTeam[Label(row.team), default: 0] += row.tallies[lead].credit
    }
    let teams = sumOfTeam.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    // Too many teams for a page stand together in one column.
    let named = teams.count > 6 ? Array(teams.prefix(5)) : teams
    let hasUncredited = all.contains(where: \.isUncredited)
    let headings: [Prose] =
      ["won revenue"] + named.map { .input($0.text) }
      + (named.count < teams.count ? ["\(teams.count - named.count) more teams"] : [])
      + (hasUncredited ? ["uncredited"] : [])
    func column(_ row: DimensionCredit.Row) -> Int {
      row.isUncredited
        ? headings.count - 1 : 1 + (named.firstIndex(of: Label(row.team)) ?? named.count)
    }
    var sums: [Label: [Int64]] = [:]
    for row in all {
      var cells = headings.map { _ in Int64(0) }
      cells[0] = row.tallies[lead].credit
      cells[column(row)] += row.tallies[lead].credit
      sums[Label(row.value), default: headings.map { _ in 0 }].add(cells)
    }
    let ranked = sums.sorted { ($1.value[0], $0.key) < ($0.value[0], $1.key) }
    var table = Table(
      [("\(name) (\(currency.code))", .left)] + headings.map { ($0, .right) })
    func texts(_ cells: [[Int64]]) -> [Prose] {
      cells.reduce(into: headings.map { _ in Int64(0) }) { $0.add($1) }
        .map { "\(currency.grouped($0, withCode: false))" }
    }
    for (label, rows) in CurrencyChapter.folded(ranked) { table.add([label] + texts(rows)) }
    table.sum = ["sum"] + texts(ranked.map(\.value))
    let model = attribution.definitions.models[lead].name
    return [.paragraph("Credit of the teams by \(code: model)."), .table(table)]
  }

  /// The first values by themselves, the others together.
  private static func folded(
    _ ranked: [(key: Label, value: [Int64])]
  ) -> [(label: Prose, rows: [[Int64]])] {
    let named = ranked.count > shown + 1 ? ranked.prefix(shown) : ranked[...]
    let rest = ranked[named.count...]
    let more: Prose = "\(grouped(rest.count)) more"
    return named.map { (.input($0.key.text), [$0.value]) }
      + (rest.isEmpty ? [] : [(more, rest.map(\.value))])
  }

  /// The files that say nothing of a dimension.
  private func filesWithout(
    _ dimension: Dimension, _ attribution: Attribution
  ) -> [Document.Block] {
    let files =
      switch dimension.kind {
      case .touch: attribution.touches.files.map { ($0.input, $0.rowCount) }
      case .deal: attribution.deals.files.map { ($0.input, $0.rowCount) }
      }
    let without = files.filter { !$0.0.has(dimension.column) && $0.1 > 0 }
    guard !without.isEmpty else { return [] }
    let list = without.map { file, rows -> Prose in "\(input: file.name) (\(counted(rows, "row")))"
    }
    let adjustments = dimension.kind == .deal ? "; adjustments count with their deals" : ""
    return [
      .paragraph(
        """
        \(code: noValue) are also all rows of files without the column \(input: dimension.column)\
        \(adjustments): \(list.joined()).
        """)
    ]
  }
}

extension [Int64] {
  /// Adds values one by one; both have as many.
  fileprivate mutating func add(_ others: [Int64]) {
    for index in indices { self[index] += others[index] }
  }
}

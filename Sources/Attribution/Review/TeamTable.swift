/// The teams of page one: what each gets by the model of record, and by the models that give it the
/// least and the most.
struct TeamTable {
  private let lines: [Line]
  private let currency: Currency
  private let won: Int64
  private let models: [Model]
  /// The index of the model of record, if one is agreed.
  private let record: Int?

  init(of chapter: CurrencyChapter, in attribution: Attribution) {
    currency = chapter.currency
    won = chapter.won
    models = attribution.definitions.models
    record = attribution.definitions.modelOfRecord.map { _ in attribution.leadModel }
    lines = TeamTable.lines(
      of: CreditRows(of: chapter.groups, in: attribution, by: \.team))
  }

  /// A row: a team, several in one, or what no touch led to.
  private struct Line {
    var label: Prose
    /// The teams in it; none for what no touch led to.
    var teams: [Label]
    var credits: [Int64]
    var shares: [Int128]

    func credits(of type: TypeCredit, models: Int) -> [Int64] {
      guard !teams.isEmpty else { return Array(repeating: type.uncredited, count: models) }
      return (0..<models).map { model in
        teams.reduce(0) { $0 + (type.teams[$1]?[model] ?? 0) }
      }
    }
  }

  /// The largest teams, the others in one row, and last what no touch led to.
  private static func lines(of credit: CreditRows) -> [Line] {
    let limit = 5
    let teams = credit.rows.filter { !$0.isUncredited }.map { Label($0.name) }
    return credit.folded(to: limit, noun: "team").enumerated().map { number, row in
      let isFolded = number == limit && teams.count > limit + 1 && !row.isUncredited
      return Line(
        label: row.isUncredited ? "no touch on record" : row.label,
        teams: row.isUncredited ? [] : isFolded ? Array(teams[limit...]) : [Label(row.name)],
        credits: row.credits, shares: row.shares)
    }
  }

  private func text(_ amount: Int64) -> Prose {
    "\(currency.grouped(amount, withCode: false))"
  }

  /// All deals together.
  var all: Table {
    let hasShares = record != nil && won > 0
    var table = Table(
      [("team (\(currency.code))", .left)]
        + (record.map { [("\(models[$0].name) (of record)", .right)] } ?? [])
        + (hasShares ? [("of won revenue", .right)] : [])
        + [("lowest", .right), ("by", .left), ("highest", .right), ("by", .left)])
    for line in lines {
      let low = line.credits.indices.min { line.credits[$0] < line.credits[$1] }!
      let high = line.credits.indices.max { line.credits[$0] < line.credits[$1] }!
      let isSame = line.credits[low] == line.credits[high]
      func name(_ model: Int) -> Prose { isSame ? "every model" : "\(models[model].name)" }
      table.add(
        [line.label] + (record.map { [text(line.credits[$0])] } ?? [])
          + (hasShares ? ["\(percentText(line.shares[record!]))"] : [])
          + [text(line.credits[low]), name(low), text(line.credits[high]), name(high)])
    }
    table.sum =
      (record == nil ? ["won revenue \(text(won))"] : ["won revenue", text(won)])
      + (hasShares ? ["100.0 %"] : []) + ["", "", "", ""]
    return table
  }

  /// The same for each type of deal.
  func apart(_ types: [TypeCredit]) -> Table {
    let range: Prose = "lowest to highest"
    func credits(_ line: Line, _ type: TypeCredit) -> [Int64] {
      line.credits(of: type, models: models.count)
    }
    func differ(_ credits: [Int64]) -> Bool { credits.min()! < credits.max()! }
    // Where all models say the same of a type, there is no range.
    let types = types.map { type in
      (type: type, hasRange: record != nil && lines.contains { differ(credits($0, type)) })
    }
    var table = Table(
      [
        (
          record.map { "by type, \(models[$0].name) (\(currency.code))" }
            ?? "by type, \(range) (\(currency.code))", .left
        )
      ]
        + types.flatMap { type -> [(Prose, TextTable.Alignment)] in
          [(type.type.label, .right)] + (type.hasRange ? [(range, .right)] : [])
        })
    for line in lines {
      table.add(
        [line.label]
          + types.flatMap { type -> [Prose] in
            let credits = credits(line, type.type)
            let span: Prose? =
              differ(credits) ? "\(text(credits.min()!)) to \(text(credits.max()!))" : nil
            guard let record else { return [span ?? text(credits[0])] }
            return [text(credits[record])] + (type.hasRange ? [span ?? "every model"] : [])
          })
    }
    table.sum =
      ["won revenue"] + types.flatMap { [text($0.type.won)] + ($0.hasRange ? [""] : []) }
    return table
  }
}

extension CurrencyChapter {
  /// The share of won revenue of each row under each model, on one scale.
  ///
  /// - Parameter rows: With shares: won revenue is above zero.
  func creditPicture(
    of rows: [CreditRows.Row], _ noun: String, _ attribution: Attribution
  ) -> Picture {
    let models = attribution.definitions.models
    let record = models.firstIndex { $0.name == attribution.definitions.modelOfRecord }
    // The one model of a run is what there is to quote, agreed or not.
    let quoted = record ?? (models.count == 1 ? 0 : nil)
    let hasRange = models.count > 1

    let chart = RowChart(
      series: models.enumerated().map {
        Series($1.name + ($0 == record ? " (of record)" : ""), isLead: $0 == quoted)
      },
      interval: hasRange ? "lowest to highest" : nil,
      headings: (quoted == nil
        ? [] : [record == nil ? "share" : "of record", "credit (\(currency.code))"])
        + (hasRange ? ["lowest to highest"] : []),
      rows: rows.map { row in
        let (lowest, highest) = (row.shares.min()!, row.shares.max()!)
        let money = quoted.map {
          [percentText(row.shares[$0]), currency.grouped(row.credits[$0], withCode: false)]
        }
        return RowChart.Row(
          Subject(row.label), values: row.shares, interval: hasRange ? lowest...highest : nil,
          notes: (money ?? [])
            + (hasRange ? ["\(percentText(lowest)) to \(percentText(highest))"] : []))
      })
    let lead =
      record.map { " The filled marks are those of \(models[$0].name), the model of record." } ?? ""
    return Picture(
      name: pictureName("\(noun)s", attribution),
      title: "\(attribution.periodWords): share of won revenue by \(noun)"
        + suffix(of: attribution).plain,
      description: "The share of won revenue, \(currency.grouped(won)), that each \(noun) has "
        + "under \(hasRange ? "each of \(models.count) models" : "the model \(models[0].name)")."
        + lead,
      chart: .rows(chart))
  }

  /// A picture's name, which is unlike those in other currencies of the report: `teams-eur`.
  func pictureName(_ name: String, _ attribution: Attribution) -> String {
    suffix(of: attribution).isEmpty ? name : "\(name)-\(currency.code.lowercased())"
  }
}

extension CurrencyChapter {
  /// The share of each team by the model that is quoted, within its range.
  func rangePicture(
    _ ranges: ShareRanges, _ teams: CreditRows, _ attribution: Attribution
  ) -> Picture {
    let lead = attribution.leadModel
    let model = attribution.definitions.models[lead].name
    let chart = RowChart(
      series: [Series(model, isLead: true)], interval: "90 % range",
      headings: ["share", "90 % range"],
      rows: teams.folded(to: 15, noun: "team").map { row in
        let range = ranges.range(of: row, by: lead)
        return RowChart.Row(
          Subject(row.label), values: [row.shares[lead]], interval: range,
          notes: [percentText(row.shares[lead]), range.map(fromTo) ?? ""])
      })
    return Picture(
      name: pictureName("ranges", attribution),
      title: "\(attribution.periodWords): 90 % range of each share by \(model)"
        + suffix(of: attribution).plain,
      description:
        "The share of won revenue that each team has by \(model), and the range in which "
        + "it is in nine of ten draws of as many deals from those that were won.",
      chart: .rows(chart))
  }

  /// How far each setting moves the share of each team.
  func settingPicture(_ moves: [SettingMoves.Move], _ attribution: Attribution) -> Picture {
    let chart = RowChart(
      series: [Series("in force", isLead: true)], interval: "lowest to highest",
      headings: ["in force", "lowest to highest"],
      rows: moves.map { move in
        let range = move.lowest.share...move.highest.share
        // Of a long name the end gives way, and not the setting.
        let team = shortened(printable(move.name, limit: .max), to: 1_400, size: 13)
        let name = "\(team), \(move.setting.label)"
        return RowChart.Row(
          Subject(name, isAside: move.name == "uncredited"), values: [move.inForce],
          interval: range,
          notes: [percentText(move.inForce), fromTo(range)])
      })
    return Picture(
      name: pictureName("settings", attribution),
      title: "\(attribution.periodWords): share of won revenue by other settings"
        + suffix(of: attribution).plain,
      description: "The share of won revenue that each team has by the rules in force, and the "
        + "lowest and the highest that it has with other half-lives, lookbacks and weights of the "
        + "ends.",
      chart: .rows(chart))
  }

  func fromTo(_ range: ClosedRange<Int128>) -> String {
    "\(percentText(range.lowerBound)) to \(percentText(range.upperBound))"
  }
}

extension ShareRanges {
  /// The range of a row by a model; nil where it never gets anything, and for one of several teams.
  func range(of row: CreditRows.Row, by model: Int) -> ClosedRange<Int128>? {
    guard row.isUncredited || row.label == .input(row.name) else { return nil }
    return ranges[model][Label(row.name)].map { Int128($0.lowerBound)...Int128($0.upperBound) }
  }
}

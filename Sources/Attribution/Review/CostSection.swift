extension Attribution {
  /// What channels cost beside what they are credited with, a section for each currency; none where
  /// no input says what anything cost.
  var costSections: [Document.Block] {
    guard let spend = costs.spend else { return [] }
    let groups = costGroups
    let currencies = Set(spend.parts.lazy.map(\.currency)).sorted {
      let own = definitions.currency
      return ($0 == own) != ($1 == own) ? $0 == own : $0.code < $1.code
    }
    return currencies.flatMap { currency -> [Document.Block] in
      let channels = channels(of: groups.filter { $0.currency == currency })
      let heading: Prose = "Cost and return\(currencies.count == 1 ? "" : " (\(currency.code))")"
      return [.heading(2, heading)]
        + (currency == currencies.first ? [.paragraph(costBasis)] : [])
        + (channels.contains { $0.cost != 0 } ? [.table(costTable(channels, in: currency))] : [])
        + [.list(costFindings(channels, currency))]
    }
  }

  private func costTable(_ channels: [ChannelCost], in currency: Currency) -> Table {
    let lead = leadModel
    var table = Table([
      ("channel (\(currency.code))", .left), ("cost", .right),
      ("credit (\(definitions.models[lead].name))", .right), ("return", .right),
      ("cost per credited deal", .right), ("lowest return", .right), ("highest return", .right),
    ])
    for (label, row) in folded(channels) {
      table.add([
        label, money(row.cost, currency), money(Int128(row.tallies[lead].credit), currency),
        returnText(row, lead), row.costPerDeal(lead).map { money($0, currency) } ?? "",
        extremeReturn(row, <), extremeReturn(row, >),
      ])
    }
    let cost = channels.reduce(0) { $0 + $1.cost }
    let credit = channels.reduce(0) { $0 + Int128($1.tallies[lead].credit) }
    table.sum = ["sum", money(cost, currency), money(credit, currency), "", "", "", ""]
    return table
  }

  private func money(_ units: Int128, _ currency: Currency) -> Prose {
    "\(currency.grouped(units, withCode: false))"
  }

  /// Where the figures come from, and what they do not say.
  private var costBasis: Prose {
    let source: Prose =
      costs.isOfTouches
      ? """
      Costs are the \(code: "cost") of touches: of every row that is in order and not left out, \
      whatever became of it, in the period of the touch
      """
      : "Costs are what the spend files say, in the period in which the money was spent"
    return """
      \(source); credit is that of deals won in the period, whose journeys may have begun before it. \
      Return is credit ÷ cost: at 1.00 as much revenue is credited as was spent. Channels without a \
      cost have no return: what nobody recorded is not free.
      """
  }

  private func costFindings(_ channels: [ChannelCost], _ currency: Currency) -> [Prose] {
    let lead = leadModel
    let model = definitions.models[lead].name
    func cost(_ channels: [ChannelCost]) -> Int128 { channels.reduce(0) { $0 + $1.cost } }
    func credit(_ channels: [ChannelCost]) -> Int128 {
      channels.reduce(0) { $0 + Int128($1.tallies[lead].credit) }
    }
    let spent = channels.filter { $0.cost > 0 }
    let wasted = spent.filter { $0.tallies.allSatisfy(\.isZero) }
    let free = channels.filter {
      $0.cost == 0 && !$0.isUncredited && $0.tallies[lead].credit != 0
    }
    var findings: [Prose] = []
    if let ratio = quotient(credit(spent) * 100, by: cost(spent)) {
      findings.append(
        """
        \(currency.grouped(cost(spent))) was spent on \(counted(spent.count, "channel")), credited \
        with \(currency.grouped(credit(spent))) by \(code: model): a return of \(ratioText(ratio)).
        """)
    }
    if !wasted.isEmpty {
      findings.append(
        """
        Spend without credit in any model: \(currency.grouped(cost(wasted))) on \
        \(counted(wasted.count, "channel")).
        """)
    }
    if !free.isEmpty {
      findings.append(
        """
        Credit without spend: \(currency.grouped(credit(free))) by \(code: model), of \
        \(counted(free.count, "channel")) without a cost.
        """)
    }
    let months = costs.spend.map { spend in
      spend.parts.reduce(into: [Month: Int128]()) { months, part in
        if part.currency == currency { months[part.month, default: 0] += part.units }
      }
    }
    let outside = (months ?? [:]).filter { periodName(of: $0.key) == nil }
      .reduce(0) { $0 + $1.value }
    if outside != 0 {
      findings.append(
        "Not counted, since spent outside the period: \(currency.grouped(outside)).")
    }
    return findings
  }

  // MARK: Rows

  /// The channels of some periods together: the most expensive first, then those with the most
  /// credit by the model that is quoted, and last what has no touch.
  private func channels(of groups: [CostGroup]) -> [ChannelCost] {
    var sums: [Label: ChannelCost] = [:]
    for channel in groups.flatMap(\.channels) {
      if sums[Label(channel.channel)] == nil {
        sums[Label(channel.channel)] = channel
      } else {
        sums[Label(channel.channel)]! += channel
      }
    }
    let lead = leadModel
    return sums.sorted { one, other in
      func key(_ row: ChannelCost) -> (Int, Int128, Int128) {
        (row.isUncredited ? 1 : 0, -row.cost, -Int128(row.tallies[lead].credit))
      }
      let (first, second) = (key(one.value), key(other.value))
      return first != second ? first < second : one.key < other.key
    }.map(\.value)
  }

  /// The first rows, the others in one, and what has no touch.
  private func folded(_ channels: [ChannelCost]) -> [(label: Prose, cost: ChannelCost)] {
    let limit = 15
    let named = channels.filter { !$0.isUncredited }
    var rows = named.prefix(named.count > limit + 1 ? limit : named.count)
      .map { (label: Prose.input($0.channel), cost: $0) }
    if named.count > rows.count {
      var rest = named[limit]
      for channel in named[(limit + 1)...] { rest += channel }
      rows.append(("\(named.count - limit) more channels", rest))
    }
    return rows + channels.filter(\.isUncredited).map { ("uncredited", $0) }
  }

  /// The return, or what is lacking for one.
  private func returnText(_ row: ChannelCost, _ model: Int) -> Prose {
    if row.isUncredited { return "" }
    if row.cost == 0 { return "no cost" }
    if row.tallies.allSatisfy(\.isZero) { return "no credit" }
    return quotient(Int128(row.tallies[model].credit) * 100, by: row.cost)
      .map { "\(ratioText($0))" } ?? ""
  }

  /// The return that is before all others, with the first model that gives it.
  private func extremeReturn(
    _ row: ChannelCost, _ isBefore: (Int64, Int64) -> Bool
  ) -> Prose {
    guard row.cost > 0, !row.tallies.allSatisfy(\.isZero),
      let model = row.tallies.indices.min(by: {
        isBefore(row.tallies[$0].credit, row.tallies[$1].credit)
      }),
      let ratio = quotient(Int128(row.tallies[model].credit) * 100, by: row.cost)
    else { return "" }
    return "\(ratioText(ratio)) (\(definitions.models[model].name))"
  }

  /// Hundredths as a number for reading: `1,363.64`.
  private func ratioText(_ hundredths: Int128) -> String {
    var bytes: [UInt8] = []
    bytes.append(hundredths.magnitude % 100 + 100, decimals: 0)
    return (hundredths < 0 ? "−" : "") + grouped(Int(clamping: hundredths.magnitude / 100)) + "."
      + String(decoding: bytes.dropFirst(), as: UTF8.self)
  }
}

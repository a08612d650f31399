extension CurrencyChapter {
  /// Money without a touch, deal by deal; the reconciliation has it by reason and owner's team.
  func uncreditedSection(of attribution: Attribution) -> [Document.Block] {
    let all = attribution.deals
    let without = deals.filter { attribution.journeys.reason(of: $0) != nil }
    guard !without.isEmpty else { return [] }

    func sum(_ indices: [Int]) -> Int128 { indices.reduce(0) { $0 + Int128(all.won[$1].amount) } }

    var list = Table([
      ("deal", .left), ("name", .left), ("owner", .left), ("amount (\(currency.code))", .right),
      ("why", .left),
    ])
    let largest = without.sorted(first: 20) {
      let (first, second) = (all.won[$0].amount.magnitude, all.won[$1].amount.magnitude)
      return first != second
        ? first > second : all.ids.texts.precedes(all.won[$0].id, all.won[$1].id)
    }
    for index in largest.prefix(20) {
      let deal = all.won[index]
      list.add([
        .input(all.name(deal)), .input(all.label(.name, of: index)),
        .input(all.label(.owner, of: index)),
        "\(currency.grouped(deal.amount, withCode: false))",
        "\(attribution.journeys.reason(of: index)!.name)",
      ])
    }
    var blocks: [Document.Block] = [
      .heading(2, "Uncredited\(suffix(of: attribution))")
    ]
    if largest.count <= 20 {
      list.sum = ["sum", "", "", "\(currency.grouped(sum(without), withCode: false))", ""]
      blocks.append(.table(list))
    } else {
      blocks += [
        .table(list), .paragraph("\(largest.count - 20) more are in \(code: "deals.csv")."),
      ]
    }
    return blocks
  }
}

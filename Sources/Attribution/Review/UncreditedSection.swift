extension CurrencyChapter {
  /// Money without a touch: whose deals, and which.
  func uncreditedSection(of attribution: Attribution) -> [Document.Block] {
    let all = attribution.deals
    let without = deals.filter { attribution.journeys.reason(of: $0) != nil }
    guard !without.isEmpty else { return [] }

    var byTeam: [Label: [Int]] = [:]
    for index in without {
      byTeam[Label(all.label(.ownerTeam, of: index)), default: []].append(index)
    }
    var teams = Table([
      ("owner's team", .left), ("deals", .right), ("amount (\(currency.code))", .right),
    ])
    func sum(_ indices: [Int]) -> Int128 { indices.reduce(0) { $0 + Int128(all.won[$1].amount) } }
    func row(_ label: Prose, _ members: [Int]) -> [Prose] {
      [
        label, "\(members.count { all.won[$0].dealUnits > 0 })",
        "\(currency.grouped(sum(members), withCode: false))",
      ]
    }
    for (team, members) in byTeam.sorted(by: { $0.key < $1.key }) {
      teams.add(row(team.text.isEmpty ? "not named" : .input(team.text), members))
    }
    teams.sum = row("sum", without)

    var list = Table([
      ("deal", .left), ("name", .left), ("owner", .left), ("amount (\(currency.code))", .right),
      ("why", .left),
    ])
    let largest = without.sorted {
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
      .heading(2, "Uncredited\(suffix(of: attribution))"), .table(teams),
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

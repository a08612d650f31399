/// The credit of the deals of one type, by team.
struct TypeCredit: Sendable {
  /// What the document calls the type.
  let label: Prose
  /// Money of the type's deals and of what adjusts them, in minor units.
  let won: Int64
  /// What each team gets, in minor units for each model, in run order.
  let teams: [Label: [Int64]]
  /// What no touch led to.
  let uncredited: Int64
}

extension Attribution {
  /// The type of a deal. An adjustment has the type of the deal that it adjusts, whatever its own row
  /// says: what a credit note takes back was sold as new business, or as a renewal. If that deal is
  /// not in the files, nothing says which.
  private func type(of index: Int) -> Label {
    switch deals.won[index].adjusts {
    case nil: Label(deals.label(.type, of: index))
    case .deal(let base): Label(deals.label(.type, of: base))
    case .unknown: ""
    }
  }

  /// The credit of a group apart for each type of deal, the type with the most money first; the last
  /// holds all types beyond the third. Empty if no deal has a type.
  func creditByType(of group: CreditGroup) -> [TypeCredit] {
    var sums: [Label: Int64] = [:]
    for index in group.deals { sums[type(of: index), default: 0] += deals.won[index].amount }
    guard sums.keys.contains(where: { !$0.text.isEmpty }) else { return [] }
    let types = sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let limit = 3
    let shown = types.count <= limit ? types.count : limit - 1
    var position: [Label: Int] = [:]
    for (number, type) in types.enumerated() { position[type] = min(number, shown) }
    let parts = credit(of: group, count: min(types.count, limit)) { position[type(of: $0)]! }
    return parts.enumerated().map { number, part in
      let name = types[number].text
      let label: Prose =
        number == shown
        ? "\(types.count - shown) more types" : name.isEmpty ? "no type" : .input(name, limit: 24)
      return TypeCredit(
        label: label, won: part.won, teams: part.teams, uncredited: part.uncredited)
    }
  }

  /// The credit of a group's deals by team, in so many parts.
  ///
  /// - Parameter part: The number of the part that a deal, by its index in `Deals.won`, belongs to.
  private func credit(
    of group: CreditGroup, count: Int, part: (Int) -> Int
  ) -> [(won: Int64, teams: [Label: [Int64]], uncredited: Int64)] {
    let models = definitions.models
    var teams: [Label: Int] = [:]
    for party in touches.partyNames where teams[Label(party.team)] == nil {
      teams[Label(party.team)] = teams.count
    }
    let teamOfParty = touches.partyNames.map { teams[Label($0.team)]! }
    let parts = group.deals.map(part)
    let teamCount = teams.count
    // By part, then model, then team.
    var sums = Array(repeating: Int64(0), count: count * models.count * teamCount)
    let runs = cuts(
      of: group.deals.count, weighing: { journeys.touches(of: group.deals[$0]).count },
      target: 1 << 15)
    // Adding never fails.
    try! inOrder(
      runs.count, jobs: jobs,
      scratch: {
        Crediting(deals: deals, journeys: journeys, touches: touches, definitions: definitions)
      },
      produce: { crediting, number in
        var sums = Array(repeating: Int64(0), count: count * models.count * teamCount)
        for at in runs[number] {
          let list = journeys.touches(of: group.deals[at])
          guard !list.isEmpty else { continue }
          for (number, model) in models.enumerated() {
            crediting.credit(group.deals[at], by: model)
            let start = (parts[at] * models.count + number) * teamCount
            for (position, touch) in list.enumerated() {
              sums[start + teamOfParty[Int(touches.parties[Int(touch)])]] +=
                crediting.money[position]
            }
          }
        }
        return sums
      },
      consume: { _, more in for index in sums.indices { sums[index] += more[index] } })

    return (0..<count).map { part in
      var result: (won: Int64, teams: [Label: [Int64]], uncredited: Int64) = (0, [:], 0)
      for (at, index) in group.deals.enumerated() where parts[at] == part {
        result.won += deals.won[index].amount
        if journeys.reason(of: index) != nil { result.uncredited += deals.won[index].amount }
      }
      for (team, number) in teams {
        result.teams[team] = models.indices.map { model in
          sums[(part * models.count + model) * teamCount + number]
        }
      }
      return result
    }
  }
}

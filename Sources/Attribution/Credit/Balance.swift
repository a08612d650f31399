/// Proves that nothing was lost or invented: in every period, currency and model, what was credited
/// and what was not add up to won revenue, by channel as by team (R11).
///
/// - Throws: A `Failure` with code 70, since a broken balance is a fault of the program.
func proveBalance(of credit: Credit, deals: Deals, parties: [Touchpoints.Party], models: [Model])
  throws(Failure)
{
  let (channels, teams) = (
    PartyNaming(parties) { [$0.channel] }, PartyNaming(parties) { [$0.team] }
  )
  for group in credit.groups {
    var booked = Tally()
    for index in group.deals {
      booked += Tally(deals.won[index])
    }
    try require(booked == group.won, group, "deals", group.won, booked)
    let byChannel = Breakdown(of: group, by: channels)
    let byTeam = Breakdown(of: group, by: teams)
    for (number, model) in models.enumerated() {
      for (what, breakdown) in [("channels", byChannel), ("teams", byTeam)] {
        let sum = breakdown.rows.reduce(into: Tally()) { $0 += $1.tallies[number] }
        try require(sum == group.won, group, "\(model.name) by \(what)", group.won, sum)
      }
    }
  }
}

/// Proves that in every dimension, period, currency and model the rows add up to won revenue.
func proveBalance(
  of dimensions: [DimensionCredit], groups: [CreditGroup], models: [Model]
) throws(Failure) {
  for credit in dimensions {
    for (number, group) in groups.enumerated() {
      let rows = credit.rows(of: number)
      for (model, rule) in models.enumerated() {
        let sum = rows.reduce(into: Tally()) { $0 += $1.tallies[model] }
        try require(
          sum == group.won, group, "\(rule.name) by \(credit.dimension.name)", group.won, sum)
      }
    }
  }
}

/// Proves the same of what the teams, and no one, get under other settings.
func proveBalance(of credits: [Int64], in group: CreditGroup, _ what: String) throws(Failure) {
  let sum = credits.reduce(0, +)
  try require(
    sum == group.won.credit, group, what, Tally(credit: group.won.credit), Tally(credit: sum))
}

/// Proves that what the ledger lists is what was credited.
func proveLedger(_ sums: [Int64], of group: CreditGroup, models: [Model]) throws(Failure) {
  for (number, model) in models.enumerated() {
    let credited = group.won.credit - group.uncredited.credit
    try require(
      sums[number] == credited, group, "\(model.name) in the ledger", Tally(credit: credited),
      Tally(credit: sums[number]))
  }
}

private func require(
  _ balances: Bool, _ group: CreditGroup, _ what: String, _ expected: Tally, _ found: Tally
) throws(Failure) {
  guard !balances else { return }
  throw Failure(
    .bug,
    [
      .brokenBalance(
        """
        \(group.period) \(group.currency.code), \(what): \(found.credit) minor units and \
        \(found.dealUnits) millionths of a deal, where \(expected.credit) and \
        \(expected.dealUnits) were won
        """)
    ])
}

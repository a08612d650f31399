extension Attribution {
  /// Makes the rows of a file that has them deal by deal: stretches of deals by several threads,
  /// handed over one at a time in the order of the report.
  ///
  /// - Parameters:
  ///   - weight: About how many rows a deal has.
  ///   - scratch: Makes what a thread keeps from one stretch to the next.
  ///   - rows: Makes the rows of deals of one period, which depend on these deals alone.
  ///   - consume: Takes them, with the period.
  func inStretches<Scratch, Rows: Sendable>(
    weighing weight: (Int) -> Int, scratch: @Sendable () -> Scratch,
    rows: @Sendable (_ scratch: inout Scratch, _ period: String, _ deals: ArraySlice<Int>) -> Rows,
    consume: (_ period: String, Rows) throws(Failure) -> Void
  ) throws(Failure) {
    var stretches: [(period: String, deals: ArraySlice<Int>)] = []
    for (period, indices) in dealsByPeriod {
      let cuts = cuts(of: indices.count, weighing: { weight(indices[$0]) }, target: 1 << 12)
      for cut in cuts { stretches.append((period, indices[cut])) }
    }
    try inOrder(
      stretches.count, jobs: jobs, scratch: scratch,
      produce: { [stretches] scratch, number in
        rows(&scratch, stretches[number].period, stretches[number].deals)
      },
      consume: { (number, rows) throws(Failure) in
        try consume(stretches[number].period, rows)
      })
  }

  /// The deals of each period, all currencies together, sorted by the bytes of their ids.
  var dealsByPeriod: [(period: String, deals: [Int])] {
    var periods: [(period: String, currencies: Int, deals: [Int])] = []
    for group in credit.groups {
      if periods.last?.period == group.period {
        periods[periods.count - 1].currencies += 1
        periods[periods.count - 1].deals += group.deals
      } else {
        periods.append((group.period, 1, group.deals))
      }
    }
    return periods.map { period, currencies, indices in
      // Those of one currency are sorted.
      (
        period,
        currencies == 1
          ? indices
          : indices.sorted { deals.ids.texts.precedes(deals.won[$0].id, deals.won[$1].id) }
      )
    }
  }
}

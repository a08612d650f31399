extension Attribution {
  /// Writes the rows of a file that has them deal by deal: stretches of deals by several threads,
  /// handed over one at a time in the order of the report.
  ///
  /// - Parameters:
  ///   - weight: About how many rows a deal has.
  ///   - scratch: Makes what a thread keeps from one stretch to the next.
  ///   - rows: Writes the rows of deals of one period, which depend on these deals alone, and returns
  ///     what else comes of them.
  ///   - consume: Takes that, with the period.
  func inStretches<Scratch, Other: Sendable>(
    to sink: Sink, weighing weight: (Int) -> Int, scratch: @Sendable () -> Scratch,
    rows:
      @Sendable (
        _ scratch: inout Scratch, _ period: String, _ deals: ArraySlice<Int>,
        _ table: inout CSVTable
      ) -> Other,
    consume: (_ period: String, Other) -> Void = { _, _ in }
  ) throws(Failure) {
    var stretches: [(period: String, deals: ArraySlice<Int>)] = []
    for (period, indices) in dealsByPeriod {
      let cuts = cuts(of: indices.count, weighing: { weight(indices[$0]) }, target: 1 << 11)
      for cut in cuts { stretches.append((period, indices[cut])) }
    }
    let spares = Spares()
    try inOrder(
      stretches.count, jobs: jobs, scratch: scratch,
      produce: { [stretches] scratch, number in
        var table = CSVTable(in: csv, room: spares.take())
        let other = rows(&scratch, stretches[number].period, stretches[number].deals, &table)
        return (bytes: table.bytes, other: other)
      },
      consume: { (number, stretch) throws(Failure) in
        try sink(stretch.bytes)
        spares.give(stretch.bytes)
        consume(stretches[number].period, stretch.other)
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

/// The credit of one period and currency by team, by channel, or by both, models side by side.
package struct Breakdown: Sendable {
  /// Sorted by the bytes of its names; rows without anything in any model are left out.
  package let rows: [Row]

  package struct Row: Sendable {
    package let names: [String]
    /// One for each model, in run order.
    package let tallies: [Tally]

    package var isUncredited: Bool { names[0] == uncredited }
  }

  init(of group: CreditGroup, by naming: PartyNaming) {
    let models = group.byModel.count
    let found = group.parties.indices.map { (row: naming.rows[group.parties[$0]], position: $0) }
      .sorted { $0 < $1 }
    var rows: [Row] = []
    // As if it were a party, whose name no other has.
    var isOpen = !group.uncredited.isZero
    func addUncredited() {
      rows.append(
        Row(
          names: naming.uncreditedNames, tallies: Array(repeating: group.uncredited, count: models))
      )
      isOpen = false
    }
    var from = 0
    while from < found.count {
      let row = found[from].row
      if isOpen, row >= naming.uncreditedPlace { addUncredited() }
      var tallies = Array(repeating: Tally(), count: models)
      while from < found.count, found[from].row == row {
        for model in 0..<models { tallies[model] += group.byModel[model][found[from].position] }
        from += 1
      }
      if !tallies.allSatisfy(\.isZero) {
        rows.append(Row(names: naming.names[Int(row)], tallies: tallies))
      }
    }
    if isOpen { addUncredited() }
    self.rows = rows
  }

  /// The rows that have something in a model.
  package func rows(in model: Int) -> [Row] { rows.filter { !$0.tallies[model].isZero } }
}

/// What parties are called in a breakdown: found once for all of its periods.
struct PartyNaming: Sendable {
  /// Each once, sorted by their bytes.
  let names: [[String]]
  /// For each party, by its number in `Touchpoints.partyNames`, which of them.
  let rows: [UInt32]
  /// What takes their place where no party gets the credit, and before which of them it comes.
  let uncreditedNames: [String]
  let uncreditedPlace: UInt32

  /// - Parameter names: What a party is called.
  init(_ parties: [Touchpoints.Party], by names: (Touchpoints.Party) -> [String]) {
    let labels = parties.map { names($0).map { Label($0) } }
    let sorted = Set(labels).sorted { $0.lexicographicallyPrecedes($1) }
    let places = Dictionary(uniqueKeysWithValues: zip(sorted, 0..<UInt32(sorted.count)))
    self.names = sorted.map { $0.map(\.text) }
    rows = labels.map { places[$0]! }
    let none = names(Touchpoints.Party(team: "", channel: "", teamNumber: 0)).map { _ in
      Label(uncredited)
    }
    uncreditedNames = none.map(\.text)
    uncreditedPlace = UInt32(sorted.count { $0.lexicographicallyPrecedes(none) })
  }
}

/// The credit of some periods in one currency, by team or by channel, as the review shows it: the
/// largest first by the model that is quoted, and last what has no touch.
struct CreditRows {
  let rows: [Row]

  struct Row {
    let name: String
    let isUncredited: Bool
    /// Minor units for each model, in run order.
    var credits: [Int64]
    /// Thousandths of won revenue for each model; empty where that is not above zero.
    var shares: [Int128]
    /// What the document calls it.
    var label: Prose

    var spread: Int128 { Int128(credits.max()!) - Int128(credits.min()!) }
  }

  init(
    of groups: [CreditGroup], in attribution: Attribution, by name: (Touchpoints.Party) -> String
  ) {
    let models = attribution.definitions.models.indices
    var sums: [Label: [Int64]] = [:]
    var without = Array(repeating: Int64(0), count: models.count)
    let naming = PartyNaming(attribution.touches.partyNames) { [name($0)] }
    for group in groups {
      let breakdown = Breakdown(of: group, by: naming)
      for row in breakdown.rows {
        if row.isUncredited {
          for model in models { without[model] += row.tallies[model].credit }
        } else {
          var sum = sums[Label(row.names[0])] ?? Array(repeating: 0, count: models.count)
          for model in models { sum[model] += row.tallies[model].credit }
          sums[Label(row.names[0])] = sum
        }
      }
    }
    let lead = attribution.leadModel
    var rows = sums.sorted {
      $0.value[lead] != $1.value[lead]
        ? $0.value[lead] > $1.value[lead] : $0.key < $1.key
    }.map {
      Row(
        name: $0.key.text, isUncredited: false, credits: $0.value, shares: [],
        label: .input($0.key.text))
    }
    if without.contains(where: { $0 != 0 }) {
      rows.append(
        Row(
          name: uncredited, isUncredited: true, credits: without, shares: [],
          label: "uncredited"))
    }
    for model in models {
      guard let parts = fractions(of: rows.map { $0.credits[model] }, in: 1_000) else { break }
      for index in rows.indices { rows[index].shares.append(parts[index]) }
    }
    self.rows = rows
  }

  /// Thousandths of won revenue for each row; nil where that is not above zero.
  func shares(of model: Int) -> [Int128]? {
    rows.allSatisfy { $0.shares.count > model } ? rows.map { $0.shares[model] } : nil
  }

  /// The largest rows, the others in one, and what has no touch.
  func folded(to limit: Int, noun: String) -> [Row] {
    let named = rows.filter { !$0.isUncredited }
    guard named.count > limit + 1 else { return rows }
    var rest = named[limit]
    for row in named[(limit + 1)...] {
      for model in rest.credits.indices { rest.credits[model] += row.credits[model] }
      for model in rest.shares.indices { rest.shares[model] += row.shares[model] }
    }
    rest.label = "\(named.count - limit) more \(noun)s"
    return named.prefix(limit) + [rest] + rows.filter(\.isUncredited)
  }
}

/// How far the settings move the teams' shares in one currency.
struct SettingMoves {
  private(set) var moves: [Move] = []

  /// The lowest and the highest share that a team has by the values of one setting.
  struct Move {
    /// The team's name; `uncredited` for what has no touch.
    let name: String
    let setting: Variation.Setting
    let model: String
    let inForce: Int128
    let lowest: (share: Int128, value: String)
    let highest: (share: Int128, value: String)
    var width: Int128 { highest.share - lowest.share }
  }

  /// How many teams are shown.
  private static let teamLimit = 6

  /// By team, the largest by the model that is quoted first, then by setting; what does not move is
  /// left out.
  init(
    of chapter: CurrencyChapter, by sensitivity: Sensitivity, beside teams: CreditRows,
    _ attribution: Attribution
  ) {
    let groups = attribution.credit.groups.indices
      .filter { attribution.credit.groups[$0].currency == chapter.currency }
    let names = SettingMoves.names(groups, sensitivity, teams)
    var found: [(variation: Variation, credits: [Int64], shares: [Int128])] = []
    for setting in Variation.Setting.allCases {
      let all = sensitivity.variations.indices.filter {
        sensitivity.variations[$0].setting == setting
      }
      let models = all.map { sensitivity.variations[$0].model }
      guard let first = models.first else { continue }
      let model = models.contains(attribution.leadModel) ? attribution.leadModel : first
      for variation in all where sensitivity.variations[variation].model == model {
        var credits: [Label: Int64] = [:]
        for group in groups {
          for row in sensitivity.rows(of: group, by: variation) {
            credits[Label(row.team), default: 0] += row.credit
          }
        }
        let inOrder = names.map { credits[$0] ?? 0 }
        // Won revenue is above zero.
        guard let shares = fractions(of: inOrder, in: 1_000) else { continue }
        found.append((sensitivity.variations[variation], inOrder, shares))
      }
    }
    let shown =
      names.filter { $0 != Label(uncredited) }.prefix(SettingMoves.teamLimit)
      + [Label(uncredited)]
    for (position, name) in names.enumerated() where shown.contains(name) {
      for setting in Variation.Setting.allCases {
        let own = found.filter { $0.variation.setting == setting }
        // Of a share that stays, the last digit may still move with those of the others.
        guard Set(own.map { $0.credits[position] }).count > 1,
          let lowest = own.min(by: { $0.shares[position] < $1.shares[position] }),
          let highest = own.max(by: { $0.shares[position] < $1.shares[position] }),
          let inForce = own.first(where: { $0.variation.isInForce }),
          lowest.shares[position] < highest.shares[position]
        else { continue }
        moves.append(
          Move(
            name: name == Label(uncredited) ? "uncredited" : name.text, setting: setting,
            model: attribution.definitions.models[lowest.variation.model].name,
            inForce: inForce.shares[position],
            lowest: (lowest.shares[position], lowest.variation.words),
            highest: (highest.shares[position], highest.variation.words)))
      }
    }
  }

  /// The teams in the order of the other tables, so that shares are rounded alike, then those that
  /// have something by other settings alone, and `(uncredited)` at the end.
  private static func names(
    _ groups: [Int], _ sensitivity: Sensitivity, _ teams: CreditRows
  ) -> [Label] {
    let none = Label(uncredited)
    let known = teams.rows.map { Label($0.name) }.filter { $0 != none }
    let all = Set(
      groups.flatMap { group in
        sensitivity.variations.indices.flatMap { variation in
          sensitivity.rows(of: group, by: variation).map { Label($0.team) }
        }
      })
    return known + all.subtracting(known + [none]).sorted() + [none]
  }
}

extension Variation.Setting {
  /// What a person calls it.
  var words: String {
    switch self {
    case .halfLife: "half-life"
    case .lookback: "lookback"
    case .ends: "weight of the ends"
    }
  }

  /// The same where there is little room, as beside a team's name in a picture.
  var label: String { self == .ends ? "ends" : words }
}

/// What a person calls a lookback of `all`.
let noLimit = "no limit"

extension Variation {
  /// The value as a person says it: `3.5 days`, `no limit`, `40 % each`.
  var words: String {
    switch setting {
    case .halfLife, .lookback:
      switch value {
      case "all": noLimit
      case "1": "1 day"
      default: "\(value) days"
      }
    case .ends:
      value.contains("+") ? value.replacing("+", with: " % and ") + " %" : "\(value) % each"
    }
  }
}

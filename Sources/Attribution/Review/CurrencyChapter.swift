/// Everything in one currency, all periods of the report together.
struct CurrencyChapter {
  let currency: Currency
  /// One for each period.
  let groups: [CreditGroup]
  /// Deals and adjustments of all periods, by their index in `Deals.won`.
  let deals: [Int]

  init(currency: Currency, groups: [CreditGroup]) {
    (self.currency, self.groups) = (currency, groups)
    deals = groups.flatMap(\.deals)
  }

  /// One for each currency of the report: the definitions' own, then the others by code.
  static func all(of attribution: Attribution) -> [CurrencyChapter] {
    Dictionary(grouping: attribution.credit.groups, by: \.currency)
      .map { CurrencyChapter(currency: $0.key, groups: $0.value) }
      .sorted {
        let own = attribution.definitions.currency
        return ($0.currency == own) != ($1.currency == own)
          ? $0.currency == own : $0.currency.code < $1.currency.code
      }
  }

  var won: Int64 { groups.reduce(0) { $0 + $1.won.credit } }
  var uncreditedSum: Int64 { groups.reduce(0) { $0 + $1.uncredited.credit } }

  /// What stands behind a heading where the report has several currencies.
  func suffix(of attribution: Attribution) -> Prose {
    Set(attribution.credit.groups.map(\.currency)).count > 1 ? " (\(currency.code))" : ""
  }
}

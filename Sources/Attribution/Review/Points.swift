/// Money in several currencies, none of which is added to another.
struct Stake {
  /// Minor units.
  private(set) var sums: [Currency: Int128] = [:]

  init() {}

  init(_ amount: some FixedWidthInteger, _ currency: Currency) { add(amount, currency) }

  /// The amounts of some deals, by their index in `Deals.won`.
  init(_ indices: [Int], of deals: Deals) {
    // Deals of one currency follow each other.
    var (sum, currency): (Int128, Currency?) = (0, nil)
    for index in indices {
      let deal = deals.won[index]
      if deal.currency != currency {
        if let currency { add(sum, currency) }
        (sum, currency) = (0, deal.currency)
      }
      sum += Int128(deal.amount)
    }
    if let currency { add(sum, currency) }
  }

  mutating func add(_ amount: some FixedWidthInteger, _ currency: Currency) {
    sums[currency, default: 0] += Int128(amount)
  }

  /// - Parameter order: The currencies that come first; the others follow by code.
  func text(_ order: [Currency]) -> String {
    let rest = sums.keys.filter { !order.contains($0) }.sorted { $0.code < $1.code }
    return inWords(
      (order + rest).compactMap { currency in sums[currency].map { currency.grouped($0) } })
  }

  /// How much it is in each of some currencies, whatever its sign.
  fileprivate func sizes(_ order: [Currency]) -> [UInt128] {
    order.map { sums[$0]?.magnitude ?? 0 }
  }
}

/// A point to know or to decide, with the money that hangs on it.
struct Point {
  let text: Prose
  let stake: Stake
}

extension [Point] {
  /// The most money first, in the first currency that tells two apart; points without money last.
  func ranked(by currencies: [Currency]) -> [Point] {
    enumerated().map { ($0.offset, $0.element, $0.element.stake.sizes(currencies)) }
      .sorted { first, second in
        first.2 == second.2
          ? first.0 < second.0 : second.2.lexicographicallyPrecedes(first.2)
      }.map(\.1)
  }
}

extension PageOne {
  func money(of indices: [Int]) -> String {
    Stake(indices, of: attribution.deals).text(currencies)
  }

  /// What a person calls a deal: its name, or its id if it has none.
  func name(_ index: Int) -> Prose {
    let all = attribution.deals
    let name = all.label(.name, of: index)
    return .input(name.isEmpty ? all.name(all.won[index]) : name)
  }

  /// `Juniper Street Bakery, $1,875.00`
  func nameAndMoney(_ index: Int) -> Prose {
    let deal = attribution.deals.won[index]
    return "\(name(index)), \(deal.currency.grouped(deal.amount))"
  }

  /// The largest of some deals, each in some words, and how many there are besides.
  func largest(
    _ indices: [Int], separator: Prose = "; ", _ words: (Int) -> Prose
  ) -> Prose {
    let all = attribution.deals
    let places = Dictionary(uniqueKeysWithValues: zip(currencies, currencies.indices))
    let ranked = indices.sorted(first: PageOne.named) {
      let (first, second) = (all.won[$0], all.won[$1])
      guard first.currency == second.currency else {
        return places[first.currency] ?? .max < places[second.currency] ?? .max
      }
      return first.amount.magnitude == second.amount.magnitude
        ? all.ids.texts.precedes(first.id, second.id)
        : first.amount.magnitude > second.amount.magnitude
    }
    let named = ranked.prefix(PageOne.named).map(words)
    let more = ranked.count - PageOne.named
    if more > 0 { return "\(named.joined(separator: separator)) and \(more) more" }
    return named.joined(separator: separator, last: separator == ", " ? " and " : separator)
  }

  /// How many deals a point names.
  private static let named = 3
}

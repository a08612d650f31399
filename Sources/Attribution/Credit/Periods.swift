/// The period of each deal.
struct Periods: Sendable {
  /// Those in which deals were closed, by number.
  private(set) var names: [String] = []
  /// By the index of the deal in `Deals.won`; −1 where the report is not about it.
  private var numbers: [Int32] = []
  /// The first second of the first period; nil where there is none.
  private(set) var start: Int64?

  init(of deals: Deals, by period: Period, in zone: Zone, jobs: Int) {
    let blocks = cuts(of: deals.won.count, size: 1 << 14)
    let months = parallelMap(blocks.count, jobs: jobs) { block in
      deals.won[blocks[block]].map { Month(zone.month(of: $0.closedAt)) }
    }
    var known = KeyNumbers()
    var numbersOfMonths: [Int32] = []
    numbers.reserveCapacity(deals.won.count)
    for month in months.joined() {
      let place = known.number(of: UInt64(UInt32(bitPattern: month.number)))
      if place == numbersOfMonths.count {
        numbersOfMonths.append(number(of: period.name(year: month.year, month: month.month)))
      }
      numbers.append(numbersOfMonths[place])
    }
    let first: (year: Int, month: Int)? =
      switch period {
      case .everyMonth: deals.won.lazy.map(\.closedAt).min().map(zone.month)
      case .one(let year, let months): (year, months.lowerBound)
      }
    start = first.map(zone.startOfMonth)
  }

  /// Months may be of one period.
  private mutating func number(of name: String?) -> Int32 {
    guard let name else { return -1 }
    if let number = names.firstIndex(of: name) { return Int32(number) }
    names.append(name)
    return Int32(names.count - 1)
  }

  /// The number of a deal's period; nil where the report is not about the deal.
  subscript(deal: Int) -> Int? { numbers[deal] < 0 ? nil : Int(numbers[deal]) }

  /// The deals of the report.
  var reported: [Int] { numbers.indices.filter { numbers[$0] >= 0 } }
}

/// What each team gets of each deal from each model.
///
/// It is known when deals are shared out for the tallies, and kept as numbers of as few bytes as they
/// need, some 70 bytes for a deal, which is quicker than to share all deals out again:
///
///     2 +12.50  3 −0.50  0      the first and the second team by the first model
///     2 +12.00  0               the first team by the second
struct TeamCredits: Sendable {
  private var bytes: [UInt8] = []
  /// Where each deal begins, by its index in `Deals.won`; empty for a stretch of deals.
  private var starts: [Int]
  /// How many deals there are going to be.
  private let count: Int

  /// - Parameters:
  ///   - count: How many deals there are going to be; none for a stretch of them.
  ///   - dealCount: Of `Deals.won`.
  init(count: Int = 0, dealCount: Int = 0) {
    starts = Array(repeating: 0, count: dealCount)
    self.count = count
  }

  /// Begins again, and keeps the room.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Adds what the teams get of some deals, model by model.
  ///
  /// - Parameters:
  ///   - credits: For each deal for each model by the position in `TeamOrder`, and last what goes to
  ///     none.
  ///   - size: How many of them each model has.
  ///   - modelCount: How many models each deal has.
  ///   - lengths: Gets how many bytes each deal has.
  mutating func append(
    _ credits: [Int64], inRowsOf size: Int, _ modelCount: Int, lengths: inout [Int]
  ) {
    let credits = credits.span
    bytes.append(addingCapacity: credits.count * 21) { bytes in
      var place = 0
      while place < credits.count {
        let start = bytes.count
        for _ in 0..<modelCount {
          for team in 0..<size {
            let credit = credits[place &+ team]
            guard credit != 0 else { continue }
            bytes.append(number: UInt64(team + 1))
            // The sign last, so that small numbers of either sign are short.
            bytes.append(number: UInt64(bitPattern: credit << 1 ^ credit >> 63))
          }
          bytes.append(0)
          place &+= size
        }
        lengths.append(bytes.count - start)
      }
    }
  }

  /// Adds a stretch of deals, one behind the other.
  ///
  /// - Parameter lengths: How many bytes each of them has.
  mutating func append(_ stretch: TeamCredits, of deals: some Sequence<Int>, lengths: [Int]) {
    var start = bytes.count
    if start == 0, !lengths.isEmpty {
      bytes.reserveCapacity(stretch.bytes.count * count / lengths.count * 17 / 16)
    }
    for (deal, length) in zip(deals, lengths) {
      starts[deal] = start
      start += length
    }
    bytes += stretch.bytes
  }

  /// Where a deal begins, its first byte and one that lies so far on as most deals go: looked at for
  /// many deals before, much of what lies anywhere in memory is on its way at once.
  struct Place {
    fileprivate let start: Int
    fileprivate let first: UInt8
    fileprivate let later: UInt8
  }

  func found(_ deals: ArraySlice<Int>) -> [Place] {
    deals.map { starts[$0] }.map { start in
      Place(start: start, first: bytes[start], later: bytes[min(start + 60, bytes.count - 1)])
    }
  }

  /// Calls `body` with what every model gives of a deal: models in run order, teams in theirs.
  func each(
    at place: Place, modelCount: Int,
    _ body: (_ model: Int, _ team: Int, _ credit: Int64) -> Void
  ) {
    let bytes = bytes.span
    var (at, model) = (place.start, 0)
    while model < modelCount {
      let team = Int(number(in: bytes, &at)) - 1
      guard team >= 0 else {
        model += 1
        continue
      }
      let credit = number(in: bytes, &at)
      body(model, team, Int64(bitPattern: credit >> 1) ^ -Int64(bitPattern: credit & 1))
    }
  }
}

extension OutputSpan<UInt8> {
  /// Seven bits a byte, the last one without a mark: ten bytes at most.
  fileprivate mutating func append(number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}

/// The number that begins there, and the position behind it.
private func number(in bytes: Span<UInt8>, _ at: inout Int) -> UInt64 {
  var (number, shift): (UInt64, UInt64) = (0, 0)
  while true {
    let byte = bytes[at]
    at += 1
    number |= UInt64(byte & 0x7F) << shift
    if byte < 0x80 { return number }
    shift += 7
  }
}

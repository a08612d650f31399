/// Shares amounts out in proportion to weights without losing a minor unit.
///
/// Every share is first rounded down. The units left over, always fewer than there are weights, go
/// one each to the shares with the largest remainders; where remainders are equal, to the earlier.
/// This is Hamilton's largest-remainder method for sharing out seats: M. Balinski and H. P. Young,
/// *Fair Representation* (1982), chapter 3. It is the only place of the program that rounds money.
///
/// A value of this type only keeps its working arrays between calls.
package struct ShareOut: Sendable {
  /// For each run of weights, and room for more.
  private var quotients: [Quotient] = []

  /// What each thing of a run gets at least, and what is left of the division.
  private struct Quotient {
    var share: UInt64 = 0
    var remainder: UInt64 = 0
  }

  package init() {}

  /// Shares `amount` out, one share for each thing that has a weight.
  ///
  /// A negative amount is shared as its opposite and negated: a refund takes back exactly what its
  /// deal gave.
  ///
  /// - Parameters:
  ///   - amount: Units of any kind: cents, or millionths of a deal.
  ///   - weights: At least one of them above zero.
  ///   - shares: Overwritten with one share for each weight, in the same order; they add up to
  ///     `amount`, and none is a whole unit away from the exact quotient.
  package mutating func share(_ amount: Int64, by weights: Weights, into shares: inout Shares) {
    shares.removeAll()
    share(amount, by: weights, weights.sum) { share, start, end in
      if start < end { shares.runs.append(Shares.Run(value: share, end: end)) }
    }
  }

  /// Shares `amount` out in the same way.
  ///
  /// - Parameters:
  ///   - sum: That of the weights.
  ///   - shares: Overwritten with one for each thing, up to what they are; room for more stays as it is.
  mutating func share(
    _ amount: Int64, by weights: Weights, _ sum: Weights.Sum,
    into shares: inout MutableSpan<Int64>
  ) {
    share(amount, by: weights, sum) { share, start, end in
      // Mostly it is one, which needs no loop.
      if start < end { shares[start] = share }
      var place = start &+ 1
      while place < end {
        shares[place] = share
        place &+= 1
      }
    }
  }

  /// Shares `amount` out in the same way, and keeps no list of the shares.
  ///
  /// - Parameters:
  ///   - sum: That of the weights.
  ///   - give: Called with one share after the other, and which neighbours get it: from the first
  ///     position to the one behind the last; they may be none.
  @inline(__always)
  private mutating func share(
    _ amount: Int64, by weights: Weights, _ sum: Weights.Sum,
    _ give: (_ share: Int64, _ start: Int, _ end: Int) -> Void
  ) {
    precondition(sum.total > 0, "a share-out needs a weight above zero")
    // Wrapping, since the opposite of the smallest amount is one too large for Int64 and turns
    // into itself.
    let sign: Int64 = amount < 0 ? -1 : 1
    if let only = sum.only {
      let (share, leftOver) = amount.magnitude.quotientAndRemainder(
        dividingBy: UInt64(only.count))
      let firstNotRaised = only.lowerBound &+ Int(leftOver)
      give(0, 0, only.lowerBound)
      give(Int64(bitPattern: share &+ 1) &* sign, only.lowerBound, firstNotRaised)
      give(Int64(bitPattern: share) &* sign, firstNotRaised, only.upperBound)
      give(0, only.upperBound, weights.count)
      return
    }
    // 64 bits do for all but the longest journeys, with one to spare in `divide`.
    guard let total = Int64(exactly: sum.total).map({ UInt64($0) }) else {
      for (place, share) in wideShares(of: amount.magnitude, by: weights.flat, total: sum.total)
        .enumerated()
      {
        give(Int64(bitPattern: share) &* sign, place, place + 1)
      }
      return
    }
    let runs = weights.runs.span
    let (whole, rest) = amount.magnitude.quotientAndRemainder(dividingBy: total)
    var start = 0
    guard rest > 0 else {
      for index in runs.indices {
        give(Int64(bitPattern: runs[index].value &* whole) &* sign, start, runs[index].end)
        start = runs[index].end
      }
      return
    }
    var last = prepare(amount.magnitude, weights, whole, rest, total: total)
    let quotients = quotients.span
    for index in runs.indices {
      let (end, quotient) = (runs[index].end, quotients[index])
      let share = Int64(bitPattern: quotient.share)
      guard quotient.remainder == last.remainder else {
        give((share &+ (quotient.remainder > last.remainder ? 1 : 0)) &* sign, start, end)
        start = end
        continue
      }
      let raised = min(end &- start, last.count)
      last.count &-= raised
      give((share &+ 1) &* sign, start, start &+ raised)
      give(share &* sign, start &+ raised, end)
      start = end
    }
  }

  /// Rounds every share down, and finds the last one that gets a unit that is left over.
  private mutating func prepare(
    _ amount: UInt64, _ weights: Weights, _ whole: UInt64, _ rest: UInt64, total: UInt64
  ) -> LastRaised {
    if quotients.count < weights.runs.count {
      quotients.fill(2 * weights.runs.count, with: Quotient())
    }
    let leftOver = ShareOut.divide(
      amount, by: weights.runs.span, whole, rest, total: total, into: quotients.mutableSpan)
    return leftOver > 0 ? lastRaised(leftOver, weights, total: total) : LastRaised.none
  }

  /// The same for one amount, where speed does not matter.
  package static func shares(of amount: Int64, by weights: Weights) -> [Int64] {
    var shareOut = ShareOut()
    var shares = Shares()
    shareOut.share(amount, by: weights, into: &shares)
    return shares.flat
  }

  /// Rounds every share down.
  ///
  /// One division does for all weights: a product with its quotient, which is cut to 64 binary places,
  /// is at most one too small.
  ///
  /// - Parameters:
  ///   - whole: The amount for each unit of weight, rounded down.
  ///   - rest: What is left of that division.
  /// - Returns: How many units are left over.
  private static func divide(
    _ amount: UInt64, by runs: Span<Weights.Run>, _ whole: UInt64, _ rest: UInt64, total: UInt64,
    into quotients: consuming MutableSpan<Quotient>
  ) -> Int {
    let scale = total.dividingFullWidth((rest, 0)).quotient
    var leftOver = amount
    var start = 0
    for index in runs.indices {
      let (weight, end) = (runs[index].value, runs[index].end)
      var share = weight.multipliedFullWidth(by: scale).high
      var remainder = weight &* rest &- share &* total
      if remainder >= total {
        share &+= 1
        remainder &-= total
      }
      share &+= weight &* whole
      quotients[index] = Quotient(share: share, remainder: remainder)
      leftOver &-= share &* UInt64(truncatingIfNeeded: end &- start)
      start = end
    }
    return Int(leftOver)
  }

  /// The smallest remainder with which a share gets one of the units left over, and how many shares
  /// with just this remainder get one: the first of them. None may do, and then it is the largest
  /// remainder with which a share gets no unit.
  private struct LastRaised {
    var remainder: UInt64
    var count: Int

    /// Larger than every remainder.
    static var none: LastRaised { LastRaised(remainder: .max, count: 0) }
  }

  /// Looks it up from remainder to remainder, which is quicker than to put them in order.
  ///
  /// They add up to the total for each unit left over, which tells about where to begin: if half as
  /// many units as shares are left over, in their middle.
  private func lastRaised(_ units: Int, _ weights: Weights, total: UInt64) -> LastRaised {
    let (runs, quotients) = (weights.runs.span, quotients.span)
    if runs.count == 1 {
      return LastRaised(remainder: quotients[0].remainder, count: units)
    }
    let count = UInt64(weights.count)
    var found = Neighbours(
      of: total / count * (count - UInt64(units)), in: quotients, of: runs)
    let isBelow = found.largerCount > units
    for _ in 0..<8 {
      if found.largerCount == units {
        return LastRaised(remainder: found.notLarger, count: 0)
      }
      let remainder = isBelow ? found.larger : found.notLarger
      let next = Neighbours(of: isBelow ? remainder : remainder - 1, in: quotients, of: runs)
      if isBelow ? next.largerCount < units : next.largerCount > units {
        let larger = isBelow ? next.largerCount : found.largerCount
        return LastRaised(remainder: remainder, count: units - larger)
      }
      found = next
    }
    var ranked: [UInt64] = []
    for (index, run) in weights.runs.enumerated() {
      let remainder = self.quotients[index].remainder
      ranked.append(contentsOf: repeatElement(remainder, count: run.end - ranked.count))
    }
    let remainder = largest(units, of: &ranked)
    let larger = Neighbours(of: remainder, in: quotients, of: runs).largerCount
    return LastRaised(remainder: remainder, count: units - larger)
  }

  /// What stands on either side of a number.
  private struct Neighbours {
    /// How many shares have a larger remainder.
    var largerCount = 0
    /// The smallest of the larger remainders, and the largest of the others.
    var larger = UInt64.max
    var notLarger: UInt64 = 0

    init(of number: UInt64, in quotients: Span<Quotient>, of runs: Span<Weights.Run>) {
      var start = 0
      for index in runs.indices {
        let (remainder, end) = (quotients[index].remainder, runs[index].end)
        let isLarger = remainder > number
        largerCount &+= isLarger ? end &- start : 0
        larger = min(larger, isLarger ? remainder : .max)
        notLarger = max(notLarger, isLarger ? 0 : remainder)
        start = end
      }
    }
  }
}

/// Shares out where products of weights with units have more than 64 bits.
private func wideShares(of amount: UInt64, by weights: [UInt64], total: UInt128) -> [UInt64] {
  var shares: [UInt64] = []
  var remainders: [UInt128] = []
  var leftOver = amount
  for weight in weights {
    let (share, remainder) = (UInt128(amount) * UInt128(weight))
      .quotientAndRemainder(dividingBy: total)
    shares.append(UInt64(share))
    remainders.append(remainder)
    leftOver -= UInt64(share)
  }
  var ranked: [UInt128] = []
  handOut(Int(leftOver), by: remainders, ranked: &ranked, to: &shares)
  return shares
}

/// Gives one unit each to the `count` shares with the largest remainders, the earlier first.
///
/// It looks up the smallest remainder that still gets a unit instead of ranking the shares
/// themselves: plain numbers, and no more of them put in order than need be.
func handOut<Remainder: Comparable, Share: FixedWidthInteger>(
  _ count: Int, by remainders: [Remainder], ranked: inout [Remainder], to shares: inout [Share]
) {
  guard count > 0 else { return }
  ranked.removeAll(keepingCapacity: true)
  ranked.append(contentsOf: remainders)
  let last = largest(count, of: &ranked)
  var atLast = count - remainders.count { $0 > last }
  for index in remainders.indices {
    if remainders[index] > last {
      shares[index] &+= 1
    } else if remainders[index] == last, atLast > 0 {
      shares[index] &+= 1
      atLast -= 1
    }
  }
}

/// The `rank`-th largest of some numbers, counted from 1, which are moved about.
///
/// Hoare's selection: around a pivot, only the side with the rank is looked at further.
private func largest<Number: Comparable>(_ rank: Int, of numbers: inout [Number]) -> Number {
  var (low, high) = (0, numbers.count - 1)
  while low < high {
    let pivot = numbers[(low + high) / 2]
    var (left, right) = (low, high)
    while left <= right {
      while numbers[left] > pivot { left += 1 }
      while numbers[right] < pivot { right -= 1 }
      if left <= right {
        numbers.swapAt(left, right)
        left += 1
        right -= 1
      }
    }
    if rank - 1 <= right {
      high = right
    } else if rank - 1 >= left {
      low = left
    } else {
      break
    }
  }
  return numbers[rank - 1]
}

extension Array {
  /// Makes it so many times the same, and keeps the room.
  mutating func fill(_ count: Int, with element: Element) {
    removeAll(keepingCapacity: true)
    append(addingCapacity: count) { room in
      for _ in 0..<count { room.append(element) }
    }
  }
}

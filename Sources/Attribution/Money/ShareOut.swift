/// Shares amounts out in proportion to weights without losing a minor unit.
///
/// Every share is first rounded down. The units left over, always fewer than there are weights, go
/// one each to the shares with the largest remainders; where remainders are equal, to the earlier.
/// This is Hamilton's largest-remainder method for sharing out seats: M. Balinski and H. P. Young,
/// *Fair Representation* (1982), chapter 3. It is the only place of the program that rounds money.
///
/// A value of this type only keeps its working arrays between calls.
package struct ShareOut: Sendable {
  private var narrow: [UInt64] = []
  private var wide: [UInt128] = []
  private var ranked: [UInt64] = []
  private var rankedWide: [UInt128] = []

  package init() {}

  /// Shares `amount` out, one share for each weight.
  ///
  /// A negative amount is shared as its opposite and negated: a refund takes back exactly what its
  /// deal gave.
  ///
  /// - Parameters:
  ///   - amount: Units of any kind: cents, or millionths of a deal.
  ///   - weights: At least one of them above zero.
  ///   - shares: Overwritten with one share for each weight, in the same order; they add up to
  ///     `amount`, and none is a whole unit away from the exact quotient.
  package mutating func share(
    _ amount: Int64, by weights: [UInt64], into shares: inout [Int64]
  ) {
    let total = weights.reduce(into: UInt128(0)) { $0 += UInt128($1) }
    precondition(total > 0, "a share-out needs a weight above zero")
    let magnitude = amount.magnitude

    // 64 bits do for all but the longest journeys; the remainders then are half the size too.
    var leftOver = magnitude
    if let total = UInt64(exactly: total) {
      // All of both is written below.
      if shares.count != weights.count { shares.fill(weights.count, with: 0) }
      if narrow.count != weights.count { narrow.fill(weights.count, with: 0) }
      var parts = shares.mutableSpan
      var remainders = narrow.mutableSpan
      // Neighbours mostly weigh the same, and the division costs more than all the rest.
      var (last, share, remainder): (UInt64, UInt64, UInt64) = (0, 0, 0)
      var divisions = 0
      for index in weights.indices {
        if weights[index] != last {
          divisions += 1
          last = weights[index]
          (share, remainder) = total.dividingFullWidth(magnitude.multipliedFullWidth(by: last))
        }
        parts[index] = Int64(bitPattern: share)
        remainders[index] = remainder
        leftOver &-= share
      }
      if divisions == 1, weights[0] == last {
        // All remainders are equal.
        for index in 0..<Int(leftOver) { parts[index] += 1 }
      } else {
        handOut(Int(leftOver), by: narrow, ranked: &ranked, to: &shares)
      }
    } else {
      shares.removeAll(keepingCapacity: true)
      wide.removeAll(keepingCapacity: true)
      for weight in weights {
        let product = UInt128(magnitude) * UInt128(weight)
        let (share, remainder) = product.quotientAndRemainder(dividingBy: total)
        shares.append(Int64(bitPattern: UInt64(truncatingIfNeeded: share)))
        wide.append(remainder)
        leftOver &-= UInt64(truncatingIfNeeded: share)
      }
      handOut(Int(leftOver), by: wide, ranked: &rankedWide, to: &shares)
    }
    // Wrapping, since the opposite of the smallest amount is one too large for Int64 and turns
    // into itself.
    if amount < 0 { for index in shares.indices { shares[index] = 0 &- shares[index] } }
  }

  /// The same for one amount, where speed does not matter.
  package static func shares(of amount: Int64, by weights: [UInt64]) -> [Int64] {
    var shareOut = ShareOut()
    var shares: [Int64] = []
    shareOut.share(amount, by: weights, into: &shares)
    return shares
  }
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
    append(contentsOf: repeatElement(element, count: count))
  }
}

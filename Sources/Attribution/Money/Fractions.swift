/// What part of their sum each value is, in whole `parts` of it that add up exactly.
///
/// Quotients are rounded down (towards −∞), and the missing parts go to the largest remainders, the
/// earlier value first where remainders are equal. Parts may be negative, and larger than the whole
/// where values of both signs nearly cancel.
///
/// - Parameter parts: How many parts the whole has: 1,000,000 for fractions with six decimals,
///   1,000 for percentages with one.
/// - Returns: nil if the sum is not above zero: nothing can be a part of it.
package func fractions(of values: [Int64], in parts: Int128 = 1_000_000) -> [Int128]? {
  let total = values.reduce(into: Int128(0)) { $0 += Int128($1) }
  guard total > 0 else { return nil }
  var shares: [Int128] = []
  var remainders: [Int128] = []
  for value in values {
    let (quotient, remainder) = (Int128(value) * parts).quotientAndRemainder(dividingBy: total)
    shares.append(remainder < 0 ? quotient - 1 : quotient)
    remainders.append(remainder < 0 ? remainder + total : remainder)
  }
  let missing = parts - shares.reduce(0, +)
  var ranked: [Int128] = []
  handOut(Int(missing), by: remainders, ranked: &ranked, to: &shares)
  return shares
}

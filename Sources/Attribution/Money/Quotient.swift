/// A quotient to the nearest whole number, halves to the even one.
///
/// - Returns: nil where there is nothing to divide by: the divisor is not above zero.
package func quotient(_ dividend: Int128, by divisor: Int128) -> Int128? {
  guard divisor > 0 else { return nil }
  let (down, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
  // Towards −∞, so that the rest is never negative.
  let (floor, over) = rest < 0 ? (down - 1, rest + divisor) : (down, rest)
  let isUp = over > divisor - over || over == divisor - over && floor % 2 != 0
  return isUp ? floor + 1 : floor
}

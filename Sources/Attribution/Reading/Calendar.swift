// The calendar, as days since 1970: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms",
// with years that begin in March, so that the leap day is the last of its year.

/// Days from 1970-01-01 to a date of the Gregorian calendar.
package func daysSince1970(year: Int, month: Int, day: Int) -> Int64 {
  let year = month <= 2 ? year - 1 : year
  let era = floorDivide(Int64(year), 400)
  let yearOfEra = Int64(year) - era * 400
  let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

/// The date that lies this many days after 1970-01-01.
package func civil(daysSince1970 days: Int64) -> (year: Int, month: Int, day: Int) {
  let shifted = days + 719_468
  let era = floorDivide(shifted, 146_097)
  // Of numbers as small as these, a division is a multiplication.
  let dayOfEra = UInt32(truncatingIfNeeded: shifted &- era &* 146_097)
  let yearOfEra =
    (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shiftedMonth = (5 * dayOfYear + 2) / 153
  let day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5) + 1
  let month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
  return (Int(yearOfEra) + Int(era) * 400 + (month <= 2 ? 1 : 0), month, day)
}

func daysIn(month: Int, of year: Int) -> Int {
  switch month {
  case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
  case 4, 6, 9, 11: 30
  default: 31
  }
}

/// The quotient rounded towards −∞.
package func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
  let quotient = a / b
  return a % b < 0 ? quotient - 1 : quotient
}

func floorModulo(_ a: Int64, _ b: Int64) -> Int64 { a - floorDivide(a, b) * b }

/// What a cell says about a time, before a zone makes an instant of it.
package struct TimeReading: Equatable, Sendable {
  /// Seconds since 1970-01-01 00:00:00, on the clock that `kind` names; fractions are cut.
  package var seconds: Int64
  package var kind: Kind

  package enum Kind: Sendable {
    /// A day without a time; `seconds` is its first second.
    case day
    /// A time on the clocks of the definitions' zone.
    case local
    /// An instant: the cell named its own distance from UTC.
    case instant
  }
}

/// Why a cell is no time.
package enum TimeFault: Error, Equatable {
  case notATime
  /// It has the form of one, but there is no such day or hour: 2026-02-30, 25:00.
  case impossible
}

/// Reads a time of ISO 8601's form.
///
/// `YYYY-MM-DD`, alone or followed by `T` or one space, an hour of one or two digits, `:MM`, an
/// optional `:SS`, optionally with `.` or `,` and digits, then optionally spaces and `Z`, `±hh:mm`
/// or `±hhmm`. Years 1 to 9999.
package func readTime(_ text: Span<UInt8>) throws(TimeFault) -> TimeReading {
  guard text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
    let year = number(text, 0, 4), let month = number(text, 5, 2), let day = number(text, 8, 2)
  else { throw .notATime }
  // Judged last, so that a text of another form is not called an impossible date.
  let isPossible =
    year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month: month, of: year)
  let midnight = isPossible ? daysSince1970(year: year, month: month, day: day) * 86_400 : 0
  if text.count == 10 {
    guard isPossible else { throw .impossible }
    return TimeReading(seconds: midnight, kind: .day)
  }

  var at = 11
  guard text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " "),
    let hour = digits(text, &at, 1...2), expect(text, &at, ":"),
    let minute = digits(text, &at, 2...2)
  else { throw .notATime }
  var second = 0
  if at < text.count, text[at] == UInt8(ascii: ":") {
    at += 1
    guard let value = digits(text, &at, 2...2) else { throw .notATime }
    second = value
    if at < text.count, text[at] == UInt8(ascii: ".") || text[at] == UInt8(ascii: ",") {
      at += 1
      let fraction = at
      while at < text.count, digit(text[at]) != nil { at += 1 }
      guard at > fraction else { throw .notATime }
    }
  }
  let afterTime = at
  while at < text.count, text[at] == UInt8(ascii: " ") { at += 1 }

  var kind = TimeReading.Kind.local
  var offset = 0
  if at < text.count {
    kind = .instant
    switch text[at] {
    case UInt8(ascii: "Z"): at += 1
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let sign = text[at] == UInt8(ascii: "-") ? -1 : 1
      at += 1
      guard let hours = digits(text, &at, 2...2) else { throw .notATime }
      _ = expect(text, &at, ":")
      guard let minutes = digits(text, &at, 2...2) else { throw .notATime }
      guard hours <= 23, minutes <= 59 else { throw .impossible }
      offset = sign * (hours * 3600 + minutes * 60)
    default: throw .notATime
    }
  } else if at > afterTime {
    throw .notATime
  }
  guard at == text.count else { throw .notATime }
  guard isPossible, hour <= 23, minute <= 59, second <= 59 else { throw .impossible }
  let seconds = midnight + Int64(hour * 3600 + minute * 60 + second - offset)
  guard seconds >= earliestSecond, seconds <= latestSecond else { throw .impossible }
  return TimeReading(seconds: seconds, kind: kind)
}

/// The first second of the year 1 and the last of the year 9999.
private let earliestSecond: Int64 = -62_135_596_800
private let latestSecond: Int64 = 253_402_300_799

extension Zone {
  /// The instant of a reading, in seconds since 1970 UTC.
  ///
  /// - Parameter atEndOfDay: Whether a day alone means its last second (00:00:00 if not).
  package func instant(of reading: TimeReading, atEndOfDay: Bool = false) -> Int64 {
    switch reading.kind {
    case .instant: reading.seconds
    case .local: instant(ofReading: reading.seconds)
    case .day: instant(ofReading: reading.seconds + (atEndOfDay ? 86_399 : 0))
    }
  }

  /// Whether an instant lies in the years 1 to 9999, in UTC and on this zone's clocks.
  package func canShow(_ instant: Int64) -> Bool {
    let range = earliestSecond...latestSecond
    return range.contains(instant) && range.contains(instant + offset(at: instant))
  }

  /// The first second of the day, on this zone's clocks, in which an instant lies.
  package func startOfDay(_ instant: Int64) -> Int64 {
    let reading = instant + offset(at: instant)
    return self.instant(ofReading: reading - floorModulo(reading, 86_400))
  }

  /// The year and month of an instant on this zone's clocks.
  package func month(of instant: Int64) -> (year: Int, month: Int) {
    let date = civil(daysSince1970: floorDivide(instant + offset(at: instant), 86_400))
    return (date.year, date.month)
  }
}

extension [UInt8] {
  /// Appends an instant as `YYYY-MM-DDTHH:MM:SSZ`.
  package mutating func append(instant: Int64) {
    let days = floorDivide(instant, 86_400)
    let second = Int(instant - days * 86_400)
    let date = civil(daysSince1970: days)
    append(padded: date.year, to: 4)
    append(UInt8(ascii: "-"))
    append(padded: date.month, to: 2)
    append(UInt8(ascii: "-"))
    append(padded: date.day, to: 2)
    append(UInt8(ascii: "T"))
    append(padded: second / 3600, to: 2)
    append(UInt8(ascii: ":"))
    append(padded: second / 60 % 60, to: 2)
    append(UInt8(ascii: ":"))
    append(padded: second % 60, to: 2)
    append(UInt8(ascii: "Z"))
  }

  /// Appends a whole number, not negative, with zeros in front up to a width.
  mutating func append(padded number: Int, to width: Int) {
    let start = count
    var rest = number
    while rest > 0 || count - start < width {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    self[start...].reverse()
  }
}

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
  let dayOfEra = shifted - era * 146_097
  let yearOfEra =
    (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shiftedMonth = (5 * dayOfYear + 2) / 153
  let day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5) + 1
  let month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
  return (Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month, day)
}

private func daysIn(month: Int, of year: Int) -> Int {
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

private func floorModulo(_ a: Int64, _ b: Int64) -> Int64 { a - floorDivide(a, b) * b }

/// The number that exactly `count` digits write, or nil.
private func number(_ text: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
  var value = 0
  for index in start..<start + count {
    guard let digit = digit(text[index]) else { return nil }
    value = value * 10 + Int(digit)
  }
  return value
}

/// The number that the next digits write, as many as there are within the bounds, or nil.
private func digits(_ text: Span<UInt8>, _ at: inout Int, _ counts: ClosedRange<Int>) -> Int? {
  let start = at
  var value = 0
  while at < text.count, at - start < counts.upperBound, let digit = digit(text[at]) {
    value = value * 10 + Int(digit)
    at += 1
  }
  return at - start >= counts.lowerBound ? value : nil
}

private func expect(_ text: Span<UInt8>, _ at: inout Int, _ byte: Unicode.Scalar) -> Bool {
  guard at < text.count, text[at] == UInt8(ascii: byte) else { return false }
  at += 1
  return true
}

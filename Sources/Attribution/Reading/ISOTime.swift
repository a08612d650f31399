/// Reads a time of ISO 8601's form.
///
/// `YYYY-MM-DD`, alone or followed by `T` or one space, an hour of one or two digits, `:MM`, an
/// optional `:SS`, optionally with `.` or `,` and digits, then optionally spaces and `Z`, `±hh:mm`
/// or `±hhmm`. Years 1 to 9999.
package func readTime(_ text: Span<UInt8>) throws(TimeFault) -> TimeReading {
  var at = 0
  var clock = ClockReading()
  guard let year = readDigits(text, &at, 4...4), expect(text, &at, "-"),
    let month = readDigits(text, &at, 2...2), expect(text, &at, "-"),
    let day = readDigits(text, &at, 2...2)
  else { throw .notATime }
  (clock.year, clock.month, clock.day) = (year, month, day)
  if at == text.count { return try clock.reading(.day) }

  guard text[at] == UInt8(ascii: "T") || text[at] == space else { throw .notATime }
  at += 1
  guard let hour = readDigits(text, &at, 1...2), expect(text, &at, ":"),
    let minute = readDigits(text, &at, 2...2)
  else { throw .notATime }
  (clock.hour, clock.minute) = (hour, minute)
  if expect(text, &at, ":") {
    guard let second = readDigits(text, &at, 2...2) else { throw .notATime }
    clock.second = second
    try skipFraction(text, &at)
  }
  guard let offset = try readLastOffset(text, at) else { return try clock.reading(.local) }
  clock.offset = offset
  return try clock.reading(.instant)
}

/// Passes over parts of a second, if there are any.
func skipFraction(_ text: Span<UInt8>, _ at: inout Int) throws(TimeFault) {
  guard expect(text, &at, ".") || expect(text, &at, ",") else { return }
  let start = at
  while at < text.count, digit(text[at]) != nil { at += 1 }
  guard at > start else { throw .notATime }
}

/// What the rest of a text says that the clocks are ahead of UTC, in seconds; nil where nothing is left.
func readLastOffset(_ text: Span<UInt8>, _ start: Int) throws(TimeFault) -> Int? {
  var at = start
  if at == text.count { return nil }
  while at < text.count, text[at] == space { at += 1 }
  guard let offset = try readOffset(text, &at), at == text.count else { throw .notATime }
  return offset
}

/// What a clock and a calendar show, before it is known whether there is such a time.
struct ClockReading {
  var year = 0
  var month = 0
  var day = 0
  var hour = 0
  var minute = 0
  var second = 0
  /// Seconds by which the clock is ahead of UTC.
  var offset = 0

  /// - Throws: `impossible` where there is no such day or hour.
  func reading(_ kind: TimeReading.Kind) throws(TimeFault) -> TimeReading {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= daysIn(month: month, of: year), hour <= 23, minute <= 59, second <= 59
    else { throw .impossible }
    let midnight = daysSince1970(year: year, month: month, day: day) * 86_400
    let seconds = midnight + Int64(hour * 3600 + minute * 60 + second - offset)
    guard seconds >= earliestSecond, seconds <= latestSecond else { throw .impossible }
    return TimeReading(seconds: seconds, kind: kind)
  }
}

/// The number that the next digits write, as many as there are within the bounds, or nil.
func readDigits(_ text: Span<UInt8>, _ at: inout Int, _ counts: ClosedRange<Int>) -> Int? {
  let start = at
  var value = 0
  while at < text.count, at - start < counts.upperBound, let digit = digit(text[at]) {
    value = value * 10 + Int(digit)
    at += 1
  }
  return at - start >= counts.lowerBound ? value : nil
}

/// Takes the next byte if it is this one.
func expect(_ text: Span<UInt8>, _ at: inout Int, _ byte: Unicode.Scalar) -> Bool {
  guard at < text.count, text[at] == UInt8(ascii: byte) else { return false }
  at += 1
  return true
}

/// `Z`, `±hh:mm` or `±hhmm` in seconds ahead of UTC, or nil.
func readOffset(_ text: Span<UInt8>, _ at: inout Int) throws(TimeFault) -> Int? {
  if expect(text, &at, "Z") { return 0 }
  let isBehind = expect(text, &at, "-")
  guard isBehind || expect(text, &at, "+"), let hours = readDigits(text, &at, 2...2) else {
    return nil
  }
  _ = expect(text, &at, ":")
  guard let minutes = readDigits(text, &at, 2...2) else { return nil }
  guard hours <= 23, minutes <= 59 else { throw .impossible }
  return (isBehind ? -1 : 1) * (hours * 3600 + minutes * 60)
}

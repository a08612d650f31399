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

/// The first second of the year 1 and the last of the year 9999.
let earliestSecond: Int64 = -62_135_596_800
let latestSecond: Int64 = 253_402_300_799

/// How many cells held a local time that names no one instant: the clocks skip it, or show it twice.
package struct UnclearTimes: Sendable, Equatable {
  /// Read with the offset before the change.
  package private(set) var skipped = 0
  /// Read as the earlier of the two.
  package private(set) var doubled = 0

  package init() {}

  mutating func count(_ showing: Zone.Showing) {
    switch showing {
    case .once: break
    case .never: skipped += 1
    case .twice: doubled += 1
    }
  }

  static func += (left: inout UnclearTimes, right: UnclearTimes) {
    left.skipped += right.skipped
    left.doubled += right.doubled
  }
}

extension Zone {
  /// The instant of a reading, in seconds since 1970 UTC.
  ///
  /// - Parameter atEndOfDay: Whether a day alone means its last second (00:00:00 if not).
  package func instant(of reading: TimeReading, atEndOfDay: Bool = false) -> Int64 {
    find(reading, atEndOfDay: atEndOfDay).instant
  }

  /// The instant of a reading, and how often the clocks show it. Of a day alone no cell says which
  /// second is meant, so none comes twice.
  package func find(_ reading: TimeReading, atEndOfDay: Bool = false)
    -> (instant: Int64, showing: Showing)
  {
    switch reading.kind {
    case .instant: return (reading.seconds, .once)
    case .local: return find(reading.seconds)
    case .day:
      let (instant, showing) = find(reading.seconds + (atEndOfDay ? 86_399 : 0))
      return (instant, showing == .twice ? .once : showing)
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

  /// The first second of a month on this zone's clocks.
  func startOfMonth(year: Int, month: Int) -> Int64 {
    instant(ofReading: daysSince1970(year: year, month: month, day: 1) * 86_400)
  }

  /// An instant on this zone's clocks, as `YYYY-MM-DD HH:MM:SS`.
  func text(of instant: Int64) -> String {
    var bytes: [UInt8] = []
    bytes.append(instant: instant + offset(at: instant))
    return String(decoding: bytes.dropLast(), as: UTF8.self).replacing("T", with: " ")
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
    var rest = InlineArray<16, UInt8>(repeating: UInt8(ascii: ":"))
    func put(_ number: Int, at place: Int) {
      rest[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10)
      rest[place + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10)
    }
    (rest[0], rest[3]) = (UInt8(ascii: "-"), UInt8(ascii: "-"))
    (rest[6], rest[15]) = (UInt8(ascii: "T"), UInt8(ascii: "Z"))
    put(date.month, at: 1)
    put(date.day, at: 4)
    put(second / 3600, at: 7)
    put(second / 60 % 60, at: 10)
    put(second % 60, at: 13)
    append(rest.span)
  }

  /// Appends a whole number, not negative, with zeros in front up to a width.
  mutating func append(padded number: Int, to width: Int) {
    var text = InlineArray<20, UInt8>(repeating: UInt8(ascii: "0"))
    var start = text.count
    var rest = number
    while rest > 0 {
      start -= 1
      text[start] += UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    append(text.span.extracting(Swift.min(start, text.count - width)...))
  }
}

/// Finds months of instants, and keeps the one that it found last: the rows of most files follow each
/// other in time.
struct MonthFinder: Sendable {
  private var range: Range<Int64> = 0..<0
  private var found = Month((1970, 1))

  mutating func month(of instant: Int64, in zone: Zone) -> Month {
    if !range.contains(instant) {
      let (offset, instants) = zone.offsets(around: instant)
      let date = civil(daysSince1970: floorDivide(instant + offset, 86_400))
      found = Month((date.year, date.month))
      let days = daysSince1970(year: date.year, month: date.month, day: 1)
      let start = days * 86_400 - offset
      let end = start + Int64(daysIn(month: date.month, of: date.year)) * 86_400
      range = (start..<end).clamped(to: instants)
    }
    return found
  }
}

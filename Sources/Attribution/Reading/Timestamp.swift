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

extension OutputSpan<UInt8> {
  /// How much room an instant needs.
  static var roomForInstant: Int { 32 }

  /// Appends an instant of the years 1 to 9999 as `YYYY-MM-DDTHH:MM:SSZ`.
  @inline(__always)
  mutating func append(instant: Int64) {
    append(reading: instant)
    append(1, of: UInt64(UInt8(ascii: "Z")))
  }

  /// Appends a reading of clocks in the years 1 to 9999, `YYYY-MM-DDTHH:MM:SS`.
  @inline(__always)
  mutating func append(reading: Int64) {
    let days = floorDivide(reading, 86_400)
    let second = UInt64(truncatingIfNeeded: reading &- days &* 86_400)
    let date = civil(daysSince1970: days)
    let (year, month) = (UInt64(date.year), UInt64(date.month))
    let (hour, minute) = (second / 3600, second / 60 % 60)
    func mark(_ mark: Unicode.Scalar, at place: UInt64) -> UInt64 {
      UInt64(UInt8(ascii: mark)) &<< (8 &* place)
    }
    append(
      8,
      of: twoDigits(year / 100) | twoDigits(year % 100) &<< 16 | mark("-", at: 4)
        | twoDigits(month) &<< 40 | mark("-", at: 7))
    append(3, of: twoDigits(UInt64(date.day)) | mark("T", at: 2))
    append(
      8,
      of: twoDigits(hour) | mark(":", at: 2) | twoDigits(minute) &<< 24 | mark(":", at: 5)
        | twoDigits(second % 60) &<< 48)
  }
}

extension [UInt8] {
  /// Appends an instant as `YYYY-MM-DDTHH:MM:SSZ`.
  package mutating func append(instant: Int64) {
    append(addingCapacity: OutputSpan<UInt8>.roomForInstant) { $0.append(instant: instant) }
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

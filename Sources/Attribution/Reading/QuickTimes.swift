/// Reads the common forms of ISO 8601 eight bytes at a time, and leaves all other times to
/// `SourceTimes`.
///
/// Dates that were read are kept, and for how long the clocks have the same offset: most files have few
/// dates, and rows that follow each other are seldom far apart in time.
package struct QuickTimes: Sendable {
  /// A stretch of 32 for each month, by its number and the rest that `slot` says; at first all are
  /// 1970-01-01.
  private var dates = Array(repeating: Date(), count: months << 5)
  /// How many months that follow each other have a stretch of their own.
  private static var months: Int { 32 }

  private struct Date {
    /// The bytes of the text, without the day.
    var month: UInt64 = 0x2D31_302D_3037_3931
    /// The two bytes of its day.
    var day: UInt16 = 0x3130
    /// What the clocks of the source's zone are ahead of UTC all that day, in seconds; nil where they
    /// change, or where nobody has looked yet.
    var offset: Int32?
    /// Its number, from 1970-01-01 on.
    var number: Int32 = 0

    /// Its first second, as if on the clocks of UTC.
    var midnight: Int64 { Int64(number) &* 86_400 }
  }

  /// Readings each of which the clocks show once, and all with this offset, as they were found last.
  private var same: (offset: Int64, readings: Range<Int64>) = (0, 0..<0)

  package init() {}

  /// The instant that a text says, and how often the clocks show it; nil if it says none, or one that
  /// cannot be.
  @inline(__always)
  package mutating func read(
    _ text: Span<UInt8>, by source: SourceTimes
  ) -> (instant: Int64, showing: Zone.Showing)? {
    if source.readsISO, let instant = read(text, in: source.zone) { return (instant, .once) }
    return find(text, by: source)
  }

  @inline(never)
  private mutating func find(
    _ text: Span<UInt8>, by source: SourceTimes
  ) -> (instant: Int64, showing: Zone.Showing)? {
    guard let reading = try? source.read(text) else { return nil }
    let zone = source.zone
    let isInstant = reading.kind == .instant
    if QuickTimes.years.contains(reading.seconds) {
      if isInstant { return (reading.seconds, .once) }
      if same.readings.contains(reading.seconds) { return (reading.seconds - same.offset, .once) }
      if let found = zone.offset(around: reading.seconds) {
        same = found
        return (reading.seconds - found.offset, .once)
      }
    }
    let found = zone.find(reading)
    return zone.canShow(found.instant) ? found : nil
  }

  /// Seconds from 1970 on that any clocks can show.
  private static var years: Range<Int64> {
    let twoDays: Int64 = 2 * 86_400
    return earliestSecond + twoDays + 1..<latestSecond - twoDays
  }

  /// The time that a text says; nil if it says none, or one that cannot be.
  package mutating func reading(of text: Span<UInt8>, by source: SourceTimes) -> TimeReading? {
    if source.readsISO {
      if text.count == 10, let date = date(of: text, in: source.zone) {
        return TimeReading(seconds: date.midnight, kind: .day)
      }
      if let (date, second, isInstant) = second(of: text, in: source.zone) {
        return TimeReading(seconds: date.midnight &+ second, kind: isInstant ? .instant : .local)
      }
    }
    return try? source.read(text)
  }

  /// - Returns: nil also for times in other forms, and at the ends of the calendar.
  @inline(__always)
  private mutating func read(_ text: Span<UInt8>, in zone: Zone) -> Int64? {
    guard let (date, second, isInstant) = second(of: text, in: zone) else { return nil }
    if isInstant { return date.midnight &+ second }
    return date.offset.map { date.midnight &+ second &- Int64($0) }
  }

  /// The date, the second of the day, and whether these are in UTC: then the second may lie in a day
  /// beside that one.
  @inline(__always)
  private mutating func second(
    of text: Span<UInt8>, in zone: Zone
  ) -> (date: Date, second: Int64, isInstant: Bool)? {
    guard text.count >= 16, text[10] == UInt8(ascii: "T") || text[10] == space,
      let date = date(of: text, in: zone), let clock = QuickTimes.clock(of: text),
      let second = secondOfDay(clock)
    else { return nil }
    if text.count == 20 && text[19] == UInt8(ascii: "Z") { return (date, second, true) }
    if text.count <= 19 { return (date, second, false) }
    return rest(of: text).map { (date, second &- $0.offset, $0.isInstant) }
  }

  /// The bytes of `HH:MM:SS`, also of a time that does not name the second.
  @inline(__always)
  private static func clock(of text: Span<UInt8>) -> UInt64? {
    if text.count >= 19 { return unsafe littleEndianWord(text.bytes, 11) }
    // Of those eight bytes the first three are no part of it; in their place come `:00` behind.
    return text.count == 16
      ? unsafe littleEndianWord(text.bytes, 8) &>> 24 | 0x3030_3A00_0000_0000 : nil
  }

  /// How far ahead of UTC the clocks are, in seconds, if what stands behind the second of a time says
  /// it; nil if it says something else.
  @inline(never)
  private func rest(of text: Span<UInt8>) -> (offset: Int64, isInstant: Bool)? {
    do throws(TimeFault) {
      var at = 19
      try skipFraction(text, &at)
      let offset = try readLastOffset(text, at)
      return (Int64(offset ?? 0), offset != nil)
    } catch {
      return nil
    }
  }

  /// The date with which a text begins; nil if it is none, or at the ends of the calendar.
  @inline(__always)
  private mutating func date(of text: Span<UInt8>, in zone: Zone) -> Date? {
    let month = unsafe littleEndianWord(text.bytes, 0)
    let day = UInt16(text[8]) | UInt16(text[9]) &<< 8
    let known = dates[QuickTimes.slot(month, day)]
    return month == known.month && day == known.day ? known : find(text, month, day, in: zone)
  }

  /// Where a date is kept.
  @inline(__always)
  private static func slot(_ month: UInt64, _ day: UInt16) -> Int {
    // Tens and ones beside each other, of the year in the third byte and of the month in the sixth.
    let digits = month & 0x000F_0F00_0F0F_0000
    let numbers = digits &* 10 &+ digits &>> 8
    let months = Int(truncatingIfNeeded: (numbers &>> 16 & 0xFF) &* 12 &+ numbers &>> 40 & 0xFF)
    let days = Int(day & 0xF) &* 10 &+ Int(day &>> 8 & 0xF)
    return (months & (QuickTimes.months &- 1)) &<< 5 | days & 31
  }

  @inline(never)
  private mutating func find(
    _ text: Span<UInt8>, _ month: UInt64, _ day: UInt16, in zone: Zone
  ) -> Date? {
    guard let midnight = (try? readTime(text.extracting(0..<10)))?.seconds,
      QuickTimes.years.contains(midnight)
    else { return nil }
    let same = zone.offset(around: midnight)
    let isSame = same.map { $0.readings.contains(midnight + 86_399) } ?? false
    let date = Date(
      month: month, day: day, offset: isSame ? Int32(same!.offset) : nil,
      number: Int32(midnight / 86_400))
    dates[QuickTimes.slot(month, day)] = date
    return date
  }
}

/// The second of a day that `HH:MM:SS` says, the first byte the lowest; nil if it says none.
@inline(__always)
private func secondOfDay(_ text: UInt64) -> Int64? {
  // What differs from 00:00:00 are the digits, and nothing of the colons.
  let digits = text ^ 0x3030_3A30_303A_3030
  // A byte above 9, or above 0 in place of a colon, carries into its highest bit.
  let beyond = (digits &+ 0x7676_7F76_767F_7676) | digits
  guard beyond & 0x8080_8080_8080_8080 == 0 else { return nil }
  // Tens and ones beside each other: no sum is above 99, so that none reaches the next byte.
  let numbers = digits &* 10 &+ digits &>> 8
  let (hour, minute, second) = (
    Int64(numbers & 0xFF), Int64(numbers &>> 24 & 0xFF), Int64(numbers &>> 48 & 0xFF)
  )
  guard hour < 24, minute < 60, second < 60 else { return nil }
  return hour &* 3600 &+ minute &* 60 &+ second
}

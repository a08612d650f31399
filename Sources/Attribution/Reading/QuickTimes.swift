/// Reads times in their commonest form eight bytes at a time, and leaves all others to `SourceTimes`.
///
/// `YYYY-MM-DDTHH:MM:SS` or with a space for the `T`, and `Z` behind or nothing. The date that was
/// read last is kept: the rows of most files follow each other in time.
struct QuickTimes: Sendable {
  /// The bytes of a date, without its day: at first those of `1970-01-01`.
  private var month: UInt64 = 0x2D31_302D_3037_3931
  /// The two bytes of its day.
  private var day: UInt16 = 0x3130
  /// Its first second, as if on the clocks of UTC.
  private var midnight: Int64 = 0
  /// What the clocks of the source's zone are ahead of UTC all that day; nil where they change, or where
  /// nobody has looked yet.
  private var offset: Int64?

  /// The instant that a text says, and how often the clocks show it; nil if it says none, or one that
  /// cannot be.
  @inline(__always)
  mutating func read(
    _ text: Span<UInt8>, by source: SourceTimes
  ) -> (instant: Int64, showing: Zone.Showing)? {
    if source.readsISO, let instant = read(text, in: source.zone) { return (instant, .once) }
    guard let reading = try? source.read(text) else { return nil }
    let found = source.zone.find(reading)
    return source.zone.canShow(found.instant) ? found : nil
  }

  /// The time that a text says; nil if it says none, or one that cannot be.
  mutating func reading(of text: Span<UInt8>, by source: SourceTimes) -> TimeReading? {
    if source.readsISO {
      if text.count == 10, hasDate(text, in: source.zone) {
        return TimeReading(seconds: midnight, kind: .day)
      }
      if let (second, isInstant) = second(of: text, in: source.zone) {
        return TimeReading(seconds: midnight &+ second, kind: isInstant ? .instant : .local)
      }
    }
    return try? source.read(text)
  }

  /// - Returns: nil also for times in other forms, and at the ends of the calendar.
  @inline(__always)
  private mutating func read(_ text: Span<UInt8>, in zone: Zone) -> Int64? {
    guard let (second, isInstant) = second(of: text, in: zone) else { return nil }
    if isInstant { return midnight &+ second }
    return offset.map { midnight &+ second &- $0 }
  }

  /// The second of the day that is found, and whether the text names it in UTC.
  @inline(__always)
  private mutating func second(
    of text: Span<UInt8>, in zone: Zone
  ) -> (second: Int64, isInstant: Bool)? {
    let isInstant = text.count == 20 && text[19] == UInt8(ascii: "Z")
    guard isInstant || text.count == 19, text[10] == UInt8(ascii: "T") || text[10] == space,
      hasDate(text, in: zone), let second = unsafe secondOfDay(littleEndianWord(text.bytes, 11))
    else { return nil }
    return (second, isInstant)
  }

  /// Finds the date with which a text begins.
  @inline(__always)
  private mutating func hasDate(_ text: Span<UInt8>, in zone: Zone) -> Bool {
    let month = unsafe littleEndianWord(text.bytes, 0)
    let day = UInt16(text[8]) | UInt16(text[9]) &<< 8
    return month == self.month && day == self.day || find(text, month, day, in: zone)
  }

  /// Finds the midnight of the date with which a text begins.
  @inline(never)
  private mutating func find(
    _ text: Span<UInt8>, _ month: UInt64, _ day: UInt16, in zone: Zone
  ) -> Bool {
    let twoDays: Int64 = 2 * 86_400
    guard let found = (try? readTime(text.extracting(0..<10)))?.seconds,
      found > earliestSecond + twoDays, found < latestSecond - twoDays
    else { return false }
    (self.month, self.day, midnight) = (month, day, found)
    offset = zone.offset(ofReadings: found...found + 86_399)
    return true
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

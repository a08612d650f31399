/// How the times of a source are read.
package struct SourceTimes: Sendable {
  let formats: [TimeFormat]
  /// Of times that name none.
  package let zone: Zone
  /// Whether ISO 8601 is the first format that is tried.
  let readsISO: Bool

  package init(_ source: Definitions.Source, _ definitions: Definitions) {
    formats = source.timeFormats
    readsISO = if case .iso = formats.first?.kind { true } else { false }
    zone = source.zone ?? definitions.zone
  }

  /// Reads a time in the first format that fits.
  ///
  /// - Throws: `impossible` if the text has the form of one of them, but names no possible time.
  package func read(_ text: Span<UInt8>) throws(TimeFault) -> TimeReading {
    var fault = TimeFault.notATime
    // Asked where they are: a copy would be counted, by all threads at the same place.
    let formats = formats.span
    for number in formats.indices {
      do throws(TimeFault) {
        return try TimeFormat.read(text, formats[number].kind, formats[number].elements.span)
      } catch {
        if error == .impossible { fault = error }
      }
    }
    throw fault
  }
}

extension TimeFormat {
  /// Reads a time that is written in this format.
  ///
  /// - Throws: The text has another form, or there is no such day or hour.
  package func read(_ text: Span<UInt8>) throws(TimeFault) -> TimeReading {
    try TimeFormat.read(text, kind, elements.span)
  }

  fileprivate static func read(
    _ text: Span<UInt8>, _ kind: Kind, _ elements: Span<Element>
  ) throws(TimeFault) -> TimeReading {
    switch kind {
    case .iso: try readTime(text)
    case .unix(let perSecond): try readUnixTime(text, perSecond: perSecond)
    case .layout: try readLayout(text, elements)
    }
  }
}

extension TimeFormat {
  /// The layouts, of those that exports commonly have, in which a text is a time.
  package static func common(fitting text: String) -> [String] {
    let bytes = Array(text.utf8)
    let dates = [
      "M/d/yyyy", "d/M/yyyy", "d.M.yyyy", "M-d-yyyy", "d-M-yyyy", "yyyy/M/d", "dd-MMM-yyyy",
      "d MMM yyyy", "MMM d, yyyy",
      "yyyyMMdd",
    ]
    let times = ["", "h:mm a", "h:mm:ss a", "H:mm", "H:mm:ss"]
    let layouts = dates.flatMap { date in
      times.flatMap { $0.isEmpty ? [date] : ["\(date) \($0)", "\(date), \($0)"] }
    }
    return layouts.filter { (try? TimeFormat($0)?.read(bytes.span)) != nil }
  }
}

/// A count of units since 1970; parts of a second are cut.
private func readUnixTime(_ text: Span<UInt8>, perSecond: Int64) throws(TimeFault) -> TimeReading {
  var at = 0
  let isNegative = expect(text, &at, "-")
  guard text.count > at, text.count - at <= 18 else { throw .notATime }
  var units: Int64 = 0
  while at < text.count {
    guard let digit = digit(text[at]) else { throw .notATime }
    units = units * 10 + Int64(digit)
    at += 1
  }
  let seconds = floorDivide(isNegative ? -units : units, perSecond)
  guard seconds >= earliestSecond, seconds <= latestSecond else { throw .impossible }
  return TimeReading(seconds: seconds, kind: .instant)
}

private func readLayout(
  _ text: Span<UInt8>, _ elements: Span<TimeFormat.Element>
) throws(TimeFault) -> TimeReading {
  var at = 0
  var clock = ClockReading()
  var kind = TimeReading.Kind.day
  var isAfternoon: Bool?
  func digits(_ counts: ClosedRange<Int>) throws(TimeFault) -> Int {
    guard let value = readDigits(text, &at, counts) else { throw .notATime }
    return value
  }
  for number in elements.indices {
    switch elements[number] {
    case .year: clock.year = try digits(4...4)
    case .shortYear: clock.year = try 2000 + digits(2...2)
    case .month(let isPadded): clock.month = try digits(isPadded ? 2...2 : 1...2)
    case .monthName: clock.month = try readMonthName(text, &at)
    case .day(let isPadded): clock.day = try digits(isPadded ? 2...2 : 1...2)
    case .hour(let isPadded), .clockHour(let isPadded):
      clock.hour = try digits(isPadded ? 2...2 : 1...2)
      kind = kind == .instant ? .instant : .local
    case .minute: clock.minute = try digits(2...2)
    case .second: clock.second = try digits(2...2)
    case .fraction: _ = try digits(1...9)
    case .halfDay: isAfternoon = try readHalfDay(text, &at)
    case .offset:
      guard let offset = try readOffset(text, &at) else { throw .notATime }
      clock.offset = offset
      kind = .instant
    case .space:
      let start = at
      while let width = widthOfSpace(text, at) { at += width }
      guard at > start else { throw .notATime }
    case .literal(let byte):
      guard at < text.count, text[at] == byte else { throw .notATime }
      at += 1
    }
  }
  guard at == text.count else { throw .notATime }
  if let isAfternoon {
    guard (1...12).contains(clock.hour) else { throw .impossible }
    clock.hour = clock.hour % 12 + (isAfternoon ? 12 : 0)
  }
  return try clock.reading(kind)
}

/// The bytes of the space that stands at an index: U+0020, U+00A0, or U+202F, which ICU puts before
/// AM and PM; nil if there is none.
private func widthOfSpace(_ text: Span<UInt8>, _ at: Int) -> Int? {
  guard at < text.count else { return nil }
  if text[at] == space { return 1 }
  if at + 1 < text.count, text[at] == 0xC2, text[at + 1] == 0xA0 { return 2 }
  if at + 2 < text.count, text[at] == 0xE2, text[at + 1] == 0x80, text[at + 2] == 0xAF { return 3 }
  return nil
}

private let monthNames = [
  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
].map { Array($0.utf8) }

/// A month's number by its first three letters in English, in any case.
private func readMonthName(_ text: Span<UInt8>, _ at: inout Int) throws(TimeFault) -> Int {
  guard at + 3 <= text.count else { throw .notATime }
  for (index, name) in monthNames.enumerated()
  where (0..<3).allSatisfy({ text[at + $0] | 0x20 == name[$0] }) {
    at += 3
    return index + 1
  }
  throw .notATime
}

/// Whether AM or PM stands here, in any case, also as a.m. and p.m.
private func readHalfDay(_ text: Span<UInt8>, _ at: inout Int) throws(TimeFault) -> Bool {
  guard at < text.count else { throw .notATime }
  let first = text[at] | 0x20
  guard first == UInt8(ascii: "a") || first == UInt8(ascii: "p") else { throw .notATime }
  at += 1
  let hasPoints = expect(text, &at, ".")
  guard at < text.count, text[at] | 0x20 == UInt8(ascii: "m") else { throw .notATime }
  at += 1
  if hasPoints, !expect(text, &at, ".") { throw .notATime }
  return first == UInt8(ascii: "p")
}

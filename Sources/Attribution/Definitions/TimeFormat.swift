/// How the times of a source are written: compiled once, so that no row asks a date formatter.
package struct TimeFormat: Sendable, Equatable {
  /// As the definitions have it.
  package let pattern: String
  package let kind: Kind
  /// Of a layout, what stands where, from the first character to the last. Beside the kind, so that
  /// the threads that read do not count how many of them hold it.
  package let elements: [Element]

  package enum Kind: Sendable, Equatable {
    /// The forms of ISO 8601.
    case iso
    /// A count of units since 1970 in UTC, so many of them a second.
    case unix(perSecond: Int64)
    /// As `elements` say.
    case layout
  }

  package enum Element: Sendable, Equatable {
    case year, shortYear
    /// Of exactly two digits, or of one or two.
    case month(isPadded: Bool)
    case day(isPadded: Bool)
    case hour(isPadded: Bool)
    case clockHour(isPadded: Bool)
    case monthName, minute, second, fraction, halfDay, offset
    /// One or more spaces of any kind.
    case space
    case literal(UInt8)
  }

  /// What is read where nothing is declared.
  package static let iso = TimeFormat("iso")!

  /// The format with this name or pattern; nil if it is none.
  ///
  /// `iso`, `unixSeconds`, `unixMilliseconds`, `unixMicroseconds`, or a layout of the letters that
  /// Unicode's date formats have (UTS 35), read strictly: `M/d/yyyy h:mm a`, where `d` is a day of
  /// one or two digits and `dd` one of two. A layout has a year, a month and a day, with an hour
  /// also a minute, and `a` (AM or PM) with `h`. Two-digit years (`yy`) are of this century.
  package init?(_ pattern: String) {
    self.pattern = pattern
    if let kind = TimeFormat.kinds[pattern] {
      (self.kind, elements) = (kind, [])
    } else {
      guard let elements = TimeFormat.elements(of: pattern) else { return nil }
      (kind, self.elements) = (.layout, elements)
    }
  }

  private static let kinds: [String: Kind] = [
    "iso": .iso, "unixSeconds": .unix(perSecond: 1), "unixMilliseconds": .unix(perSecond: 1_000),
    "unixMicroseconds": .unix(perSecond: 1_000_000),
  ]

  private static let letters: [String: Element] = [
    "yyyy": .year, "yy": .shortYear, "MMM": .monthName, "MM": .month(isPadded: true),
    "M": .month(isPadded: false), "dd": .day(isPadded: true), "d": .day(isPadded: false),
    "HH": .hour(isPadded: true), "H": .hour(isPadded: false), "hh": .clockHour(isPadded: true),
    "h": .clockHour(isPadded: false), "mm": .minute, "ss": .second, "SSS": .fraction,
    "a": .halfDay, "XXX": .offset,
  ]

  private static func elements(of pattern: String) -> [Element]? {
    var elements: [Element] = []
    var rest = Substring(pattern)
    while let first = rest.first {
      if first == "'" {
        guard let end = rest.dropFirst().firstIndex(of: "'") else { return nil }
        elements += rest.dropFirst()[..<end].utf8.map { .literal($0) }
        rest = rest[end...].dropFirst()
      } else if first.isASCII, first.isLetter {
        let run = rest.prefix { $0 == first }
        guard let element = letters[String(run)], !elements.contains(element) else { return nil }
        elements.append(element)
        rest = rest[run.endIndex...]
      } else if first == " " || first == "\u{A0}" || first == "\u{202F}" {
        elements.append(.space)
        rest = rest.dropFirst()
      } else {
        elements += String(first).utf8.map { .literal($0) }
        rest = rest.dropFirst()
      }
    }
    func count(_ wanted: Element...) -> Int { elements.count { wanted.contains($0) } }
    let hours = count(.hour(isPadded: true), .hour(isPadded: false))
    let clockHours = count(.clockHour(isPadded: true), .clockHour(isPadded: false))
    let isWhole =
      count(.year, .shortYear) == 1 && count(.day(isPadded: true), .day(isPadded: false)) == 1
      && count(.month(isPadded: true), .month(isPadded: false), .monthName) == 1
      && hours + clockHours == count(.minute) && clockHours == count(.halfDay)
      && (hours + clockHours == 1 || count(.second, .fraction, .offset) == 0)
      && count(.fraction) <= count(.second)
    return isWhole ? elements : nil
  }
}

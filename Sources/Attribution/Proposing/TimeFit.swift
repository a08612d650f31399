/// The formats of times that a text fits: layouts of the date, all with the same layout of the time
/// of day behind it.
struct TimeFit: Sendable, Equatable {
  /// By their index in `dateLayouts`, ascending; never empty.
  var dates: [Int]
  /// By its index in `restLayouts`.
  var rest: Int

  /// Whether which is the month and which the day is open.
  var isUndecided: Bool {
    TimeFit.orders.contains { $0.isAmbiguous && dates == [$0.first, $0.second] }
  }

  /// Whether the text is a mere number.
  var isNumber: Bool { TimeFit.numbers.contains(dates[0]) }

  private static let dateLayouts = [
    "iso", "unixSeconds", "unixMilliseconds", "unixMicroseconds", "yyyyMMdd", "yyyy/M/d",
    "d.M.yyyy", "d.M.yy", "M/d/yyyy", "d/M/yyyy", "M/d/yy", "d/M/yy", "M-d-yyyy", "d-M-yyyy",
    "dd-MMM-yyyy", "d-MMM-yyyy",
  ]
  private static let restLayouts = [
    "", " h:mm a", " h:mm:ss a", " H:mm", " H:mm:ss", ", h:mm a", ", h:mm:ss a", ", H:mm",
    ", H:mm:ss",
  ]
  private static let numbers = 1...4

  /// Two layouts of the date that a text may fit both; the values of a column decide. Where they do
  /// not, the two are ambiguous, or the first is as good as the second.
  static let orders: [(first: Int, second: Int, isAmbiguous: Bool)] = [
    ("M/d/yyyy", "d/M/yyyy", true), ("M/d/yy", "d/M/yy", true), ("M-d-yyyy", "d-M-yyyy", true),
    ("dd-MMM-yyyy", "d-MMM-yyyy", false),
  ].map { (date($0), date($1), $2) }

  private static func date(_ layout: String) -> Int { dateLayouts.firstIndex(of: layout)! }

  static func pattern(date: Int, rest: Int) -> String { dateLayouts[date] + restLayouts[rest] }

  /// Every date layout with every time of day behind it, compiled once.
  private static let formats: [[TimeFormat?]] = dateLayouts.map { date in
    restLayouts.map { TimeFormat(date + $0) }
  }

  /// The formats that a text fits, and whether it then names a day, a local time or an instant; nil
  /// if it is none of the times that exports commonly have.
  static func of(_ text: Span<UInt8>) -> (TimeFit, TimeReading.Kind)? {
    guard (6...40).contains(text.count), text[0] < 0x3A, digit(text[0]) != nil else { return nil }
    if let reading = try? readTime(text) { return (TimeFit(dates: [0], rest: 0), reading.kind) }
    guard let shape = DateShape(text), let rest = restLayout(text, from: shape.end) else {
      return nil
    }
    var kind: TimeReading.Kind?
    let dates = shape.layouts.map(date).filter { date in
      guard let reading = try? formats[date][rest]?.read(text) else { return false }
      kind = reading.kind
      return true
    }
    return kind.map { (TimeFit(dates: dates, rest: rest), $0) }
  }

  /// The layout of the time of day that begins at an index, by its comma, its colons and its end.
  private static func restLayout(_ text: Span<UInt8>, from start: Int) -> Int? {
    guard start < text.count else { return 0 }
    var colons = 0
    for index in start..<text.count where text[index] == UInt8(ascii: ":") { colons += 1 }
    guard (1...2).contains(colons) else { return nil }
    let hasHalfDay = digit(text[text.count - 1]) == nil
    let hasComma = text[start] == UInt8(ascii: ",")
    return (hasComma ? 4 : 0) + (hasHalfDay ? 0 : 2) + colons
  }
}

/// What a text begins with, if that may be a date.
private struct DateShape {
  /// The layouts that it may have, by how long its numbers are and what stands between them.
  let layouts: [String]
  /// The index behind the date.
  let end: Int

  private static let bySeparator: [Unicode.Scalar: KeyValuePairs<[Int], [String]>] = [
    "/": [
      [2, 2, 4]: ["M/d/yyyy", "d/M/yyyy"], [2, 2, 2]: ["M/d/yy", "d/M/yy"],
      [4, 2, 2]: ["yyyy/M/d"],
    ],
    ".": [[2, 2, 4]: ["d.M.yyyy"], [2, 2, 2]: ["d.M.yy"]],
    "-": [[2, 2, 4]: ["M-d-yyyy", "d-M-yyyy"], [2, 3, 4]: ["dd-MMM-yyyy", "d-MMM-yyyy"]],
  ]

  init?(_ text: Span<UInt8>) {
    var at = 0
    while at < text.count, digit(text[at]) != nil { at += 1 }
    guard at < text.count else {
      // Counts of units since 1970 are told apart by their size: from 2001 to 2286.
      guard
        let layout = [
          8: "yyyyMMdd", 10: "unixSeconds", 13: "unixMilliseconds",
          16: "unixMicroseconds",
        ][at], text[0] != UInt8(ascii: "0")
      else { return nil }
      (layouts, end) = ([layout], at)
      return
    }
    var lengths = [at]
    let separator = text[at]
    while lengths.count < 3 {
      guard at < text.count, text[at] == separator else { return nil }
      at += 1
      let start = at
      while at < text.count, digit(text[at]) != nil || isLetter(text[at]) { at += 1 }
      lengths.append(at - start)
    }
    // A month and a day have one digit or two.
    let widths = lengths.map { $0 == 1 ? 2 : $0 }
    let known = DateShape.bySeparator[Unicode.Scalar(separator)]
    guard let found = known?.first(where: { $0.key == widths }) else { return nil }
    (layouts, end) = (found.value, at)
  }
}

private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

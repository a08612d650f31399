import Attribution
import Foundation

// Slow and obvious versions of what the program does fast. Nothing here is shared with it: where both
// come to the same, either both are right or both were misled by the same words.

// MARK: - Money

enum MoneyTwin {
  /// Shares out as a person would: everyone's whole units first, then unit by unit to whoever still
  /// lacks most, the earlier first.
  static func shares(of amount: Int64, by weights: [UInt64]) -> [Int64] {
    let whole = UInt128(amount.magnitude)
    let total = weights.reduce(0) { $0 + UInt128($1) }
    var shares = weights.map { whole * UInt128($0) / total }
    // In parts of a unit, `total` of which are one.
    var lacks = weights.map { whole * UInt128($0) % total }
    while shares.reduce(0, +) < whole {
      let next = lacks.firstIndex(of: lacks.max()!)!
      shares[next] += 1
      lacks[next] = 0
    }
    return shares.map { Int64(amount < 0 ? -Int128($0) : Int128($0)) }
  }

  /// The amount of a text in minor units; nil if it is none that the currency has.
  static func units(_ text: String, decimals: Int) -> Int64? {
    guard text.wholeMatch(of: /[+-]?[0-9]+(\.[0-9]+)?/) != nil,
      let amount = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
    else { return nil }
    let units = amount * power(of: 10, decimals)
    return Int64("\(units)")
  }

  static func power(of base: Decimal, _ exponent: Int) -> Decimal {
    (0..<exponent).reduce(1) { power, _ in power * base }
  }

  /// 2⁵² × 2^(−age ÷ halfLife) to about 30 digits: e^(−x·ln 2) by its series for the last part of a
  /// half-life, halved for every whole one.
  static func decay(_ age: Int64, halfLife: Int64) -> Decimal {
    let logarithm = Decimal(string: "0.69314718055994530941723212145817656808")!
    let exponent = -Decimal(age % halfLife) / Decimal(halfLife) * logarithm
    var (sum, term) = (Decimal(1), Decimal(1))
    var step = 1
    // Smaller terms do not matter, and Foundation traps where a product is below 10^−128.
    while abs(term) > Decimal(sign: .plus, exponent: -32, significand: 1) {
      term = term * exponent / Decimal(step)
      sum += term
      step += 1
    }
    let weight = sum * power(of: 2, 52)
    return age / halfLife > 100 ? 0 : weight / power(of: 2, Int(age / halfLife))
  }
}

// MARK: - CSV

/// A CSV file read byte by byte, by a machine that is in one of five states.
struct CSVTwin {
  private(set) var rows: [Row] = []
  /// Where a quote is opened that nothing closes.
  private(set) var unclosedQuote: Spot?

  struct Row: Equatable {
    var line: Int
    var cells: [Cell] = []
    var fault: Fault?

    /// Whether it is a line with nothing but spaces.
    var isBlank: Bool { cells.count == 1 && !cells[0].isQuoted && cells[0].text.isEmpty }
  }

  struct Cell: Equatable {
    /// Without quotes, and without the spaces at both ends.
    var text: [UInt8] = []
    /// Where the text begins.
    var spot: Spot
    var isQuoted = false
  }

  /// A line, and a character of it; both count from 1.
  struct Spot: Equatable {
    var line: Int
    var column: Int
  }

  enum Fault: Equatable {
    case quoteInside(Spot)
    case textAfterQuote(Spot)
  }

  private enum State { case beginning, plain, quoted, quoteInQuoted, broken }

  init(_ bytes: [UInt8]) {
    var state = State.beginning
    var here = Spot(line: 1, column: 1)
    var row = Row(line: 1)
    var cell = Cell(spot: here)
    var opened = here
    let first = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var at = first

    while at < bytes.count {
      let byte = bytes[at]
      let isBreak = byte == 10 || byte == 13
      let isCRLF = byte == 13 && at + 1 < bytes.count && bytes[at + 1] == 10
      let isQuote = byte == UInt8(ascii: "\"")
      var endsCell = false
      switch state {
      case .beginning where isQuote:
        state = .quoted
        opened = here
        cell.isQuoted = true
        cell.spot = Spot(line: here.line, column: here.column + 1)
      case .beginning, .plain:
        endsCell = isBreak || byte == UInt8(ascii: ",")
        if isQuote, row.fault == nil { row.fault = .quoteInside(here) }
        if !endsCell { cell.text.append(byte) }
        state = .plain
      case .quoted:
        if isQuote { state = .quoteInQuoted } else { cell.text.append(byte) }
        if isCRLF { cell.text.append(10) }
      case .quoteInQuoted where isQuote:
        cell.text.append(byte)
        state = .quoted
      case .quoteInQuoted, .broken:
        endsCell = isBreak || byte == UInt8(ascii: ",")
        if !endsCell, state == .quoteInQuoted {
          if row.fault == nil { row.fault = .textAfterQuote(here) }
          state = .broken
        }
      }

      at += isCRLF ? 2 : 1
      if isBreak {
        here = Spot(line: here.line + 1, column: 1)
      } else if byte & 0xC0 != 0x80 {
        here.column += 1
      }
      if endsCell {
        row.cells.append(cell)
        if isBreak {
          rows.append(row)
          row = Row(line: here.line)
        }
        cell = Cell(spot: here)
        state = .beginning
      }
    }
    if state == .quoted { unclosedQuote = opened }
    if state != .beginning || !row.cells.isEmpty { rows.append(Row(row, ending: cell)) }
    for row in rows.indices { rows[row].trim() }
  }

  /// The rows of a clean file, each with its cells by the headers.
  static func records(_ text: String) -> [[String: String]] {
    let rows = CSVTwin(Array(text.utf8)).rows.filter { !$0.isBlank }
      .map { $0.cells.map { String(decoding: $0.text, as: UTF8.self) } }
    guard let header = rows.first else { return [] }
    return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  /// A cell as the reports write it.
  static func written(_ text: String) -> String {
    let isNumber = text.wholeMatch(of: /[+-]?[0-9]+(\.[0-9]+)?/) != nil
    let isRisky = text.utf8.first.map { "=+-@\t\r\n".utf8.contains($0) } ?? false
    let safe = Array((isRisky && !isNumber ? "'" + text : text).utf8)
    guard safe.contains(where: ",\"\r\n".utf8.contains) else {
      return String(decoding: safe, as: UTF8.self)
    }
    let doubled = safe.flatMap { $0 == UInt8(ascii: "\"") ? [$0, $0] : [$0] }
    return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
  }
}

extension CSVTwin.Row {
  fileprivate init(_ row: CSVTwin.Row, ending cell: CSVTwin.Cell) {
    self = row
    cells.append(cell)
  }

  fileprivate mutating func trim() {
    for index in cells.indices {
      cells[index].text = Array(
        cells[index].text.drop { $0 == 32 }.reversed().drop { $0 == 32 }.reversed())
    }
  }
}

// MARK: - Time

/// Times by Foundation's calendar, one at a time.
struct ClockTwin {
  static let utc = ClockTwin("UTC")
  private let calendar: Calendar

  init(_ zone: String) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: zone)!
    self.calendar = calendar
  }

  struct Reading: Equatable {
    var instant: Int64
    var isDayAlone = false
  }

  /// The instant of a text, in seconds since 1970; nil if it is no time or there is none such.
  ///
  /// - Parameter endsDay: Whether a day alone means its last second.
  func read(_ text: String, endsDay: Bool = false) -> Reading? {
    let pattern =
      /(\d{4})-(\d\d)-(\d\d)(?:[T ](\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?: *(Z|[+-]\d\d:?\d\d))?)?/
      .asciiOnlyDigits()
    guard let match = text.wholeMatch(of: pattern), let year = Int(match.1),
      let month = Int(match.2), let day = Int(match.3)
    else { return nil }
    let isDayAlone = match.4 == nil
    var parts = DateComponents(year: year, month: month, day: day)
    parts.hour = match.4.map { Int($0)! } ?? (endsDay ? 23 : 0)
    parts.minute = match.5.map { Int($0)! } ?? (endsDay ? 59 : 0)
    parts.second = match.6.map { Int($0)! } ?? (isDayAlone && endsDay ? 59 : 0)
    let days = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard year > 0, (1...12).contains(month), (1...days[month - 1]).contains(day),
      parts.hour! < 24, parts.minute! < 60, parts.second! < 60
    else { return nil }
    guard let offset = match.7 else {
      return Reading(instant: instant(parts), isDayAlone: isDayAlone)
    }
    let digits = offset.filter(\.isNumber).compactMap(\.wholeNumberValue)
    let (hours, minutes) =
      digits.isEmpty ? (0, 0) : (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
    guard hours < 24, minutes < 60 else { return nil }
    let seconds = Int64(hours * 3_600 + minutes * 60) * (offset.hasPrefix("-") ? -1 : 1)
    return Reading(instant: ClockTwin.utc.instant(parts) - seconds)
  }

  /// The last second before the day on which an instant lies.
  func endOfDayBefore(_ instant: Int64) -> Int64 { startOfDay(instant) - 1 }

  func startOfDay(_ instant: Int64) -> Int64 {
    self.instant(calendar.dateComponents([.year, .month, .day], from: date(instant)))
  }

  /// At how many instants the clocks show a reading, in seconds since 1970 as if it were UTC.
  func showings(of reading: Int64) -> Int {
    let hours = (-48...48 as ClosedRange<Int64>).map { reading + $0 * 3_600 }
    let offsets = Set(hours.map { calendar.timeZone.secondsFromGMT(for: date($0)) })
    let wanted = ClockTwin.utc.parts(reading)
    return offsets.count { parts(reading - Int64($0)) == wanted }
  }

  private func parts(_ instant: Int64) -> DateComponents {
    let parts = calendar.dateComponents(
      [.year, .month, .day, .hour, .minute, .second], from: date(instant))
    // The components would name their time zones too.
    return DateComponents(
      year: parts.year, month: parts.month, day: parts.day, hour: parts.hour,
      minute: parts.minute, second: parts.second)
  }

  /// The midnights, as if they were UTC, before the clocks are changed in a year.
  func changes(of year: Int) -> [Int64] {
    let start = Date(timeIntervalSince1970: Double(ClockTwin.utc.read("\(year)-01-01")!.instant))
    var date = start
    var days: [Int64] = []
    while let change = calendar.timeZone.nextDaylightSavingTimeTransition(after: date),
      change.timeIntervalSince(start) < 365 * 86_400
    {
      days.append(Int64(change.timeIntervalSince1970) / 86_400 * 86_400)
      date = change
    }
    return days
  }

  func startOfMonth(_ instant: Int64) -> Int64 {
    self.instant(calendar.dateComponents([.year, .month], from: date(instant)))
  }

  func month(_ instant: Int64) -> (year: Int, month: Int) {
    let parts = calendar.dateComponents([.year, .month], from: date(instant))
    return (parts.year!, parts.month!)
  }

  /// An instant as the reports write it.
  static func written(_ instant: Int64) -> String {
    let parts = utc.calendar
      .dateComponents([.year, .month, .day, .hour, .minute, .second], from: date(instant))
    func padded(_ number: Int?, _ width: Int = 2) -> String {
      String("000\(number!)".suffix(max(width, "\(number!)".count)))
    }
    return "\(padded(parts.year, 4))-\(padded(parts.month))-\(padded(parts.day))T"
      + "\(padded(parts.hour)):\(padded(parts.minute)):\(padded(parts.second))Z"
  }

  private func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 400) || year.isMultiple(of: 4) && !year.isMultiple(of: 100)
  }

  private func instant(_ parts: DateComponents) -> Int64 {
    Int64(calendar.date(from: parts)!.timeIntervalSince1970)
  }
}

private func date(_ instant: Int64) -> Date { Date(timeIntervalSince1970: Double(instant)) }

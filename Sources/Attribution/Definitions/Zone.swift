import FoundationEssentials
@unsafe @preconcurrency import Glibc

/// A time zone as a table of its offset changes, so that no row asks Foundation.
package struct Zone: Sendable {
  /// As the user wrote it: Foundation would print `GMT` for `UTC`.
  package let name: String
  /// The instants at which the offset changes, seconds since 1970, ascending.
  private let changes: [Int64]
  /// Local clock readings, in seconds as if they were UTC, up to which the offset before each
  /// change holds. A reading that the clocks skip is read with the offset before the change, one
  /// that comes twice is the earlier: both are readings below change + the larger offset.
  private let readings: [Int64]
  /// The readings from which on the clocks skip or repeat up to those: change + the smaller offset.
  private let unclearReadings: [Int64]
  /// Seconds to add to UTC, one more than there are changes: before the first, after each.
  private let offsets: [Int64]

  package static let utc = Zone(name: "UTC", changes: [], offsets: [0])

  private init(name: String, changes: [Int64], offsets: [Int64]) {
    self.name = name
    self.changes = changes
    self.offsets = offsets
    readings = changes.indices.map { changes[$0] + max(offsets[$0], offsets[$0 + 1]) }
    unclearReadings = changes.indices.map { changes[$0] + min(offsets[$0], offsets[$0 + 1]) }
  }

  /// The zone with this name in the time zone database; nil if there is none.
  package init?(name: String) {
    guard name != "UTC" else {
      self = .utc
      return
    }
    guard name.contains("/") || name == "GMT" else { return nil }
    Zone.loadDatabase()
    guard let zone = TimeZone(identifier: name) else { return nil }
    var changes: [Int64] = []
    var date = Date(timeIntervalSince1970: Double(Zone.tableStart))
    var offsets = [Int64(zone.secondsFromGMT(for: date))]
    while let change = zone.nextDaylightSavingTimeTransition(after: date),
      change.timeIntervalSince1970 < Double(Zone.tableEnd)
    {
      let offset = Int64(zone.secondsFromGMT(for: change))
      if offset != offsets.last {
        changes.append(Int64(change.timeIntervalSince1970))
        offsets.append(offset)
      }
      date = change
    }
    self.init(name: name, changes: changes, offsets: offsets)
  }

  /// Lets Foundation find zones by their names. They are in a library of 40 MB, which it asks once it
  /// is loaded: linked, it would take longer to load than a small file to be read.
  private static func loadDatabase() {
    guard unsafe dlopen("libFoundationInternationalization.so", RTLD_NOW) != nil else {
      fatalError("no time zones: \(unsafe String(cString: dlerror()))")
    }
  }

  /// 1800 and 2500: all that was ever decreed, for Morocco's Ramadans up to 2087, and a whole cycle
  /// of the rules in force after that.
  private static let tableStart: Int64 = -5_364_662_400
  private static let tableEnd: Int64 = 16_725_225_600
  /// 400 years, after which weekdays and leap years repeat.
  private static let cycle: Int64 = 146_097 * 86_400

  /// Seconds to add to UTC at an instant.
  package func offset(at instant: Int64) -> Int64 {
    if changes.isEmpty { return offsets[0] }
    return offsets[changes.partitionPoint { $0 > Zone.intoTable(instant) }]
  }

  /// Seconds to add to UTC at an instant, and instants around it, itself among them, at which it is
  /// the same.
  func offsets(around instant: Int64) -> (offset: Int64, instants: Range<Int64>) {
    if changes.isEmpty { return (offsets[0], Int64.min..<Int64.max) }
    let end = Zone.tableEnd - 86_400
    guard instant < end else { return (offset(at: instant), instant..<instant + 1) }
    let next = changes.partitionPoint { $0 > instant }
    let start = next == 0 ? Int64.min : changes[next - 1]
    return (offsets[next], start..<(next == changes.count ? end : min(changes[next], end)))
  }

  /// The instant at which the clocks first show this reading.
  ///
  /// - Parameter reading: A local date and time, in seconds since 1970 as if it were UTC.
  package func instant(ofReading reading: Int64) -> Int64 { find(reading).instant }

  /// How often the clocks show a reading.
  package enum Showing: Sendable { case once, never, twice }

  /// The instant at which the clocks first show this reading, and how often they do. One that they
  /// skip has the offset before the change.
  ///
  /// - Parameter reading: A local date and time, in seconds since 1970 as if it were UTC.
  package func find(_ reading: Int64) -> (instant: Int64, showing: Showing) {
    if changes.isEmpty { return (reading - offsets[0], .once) }
    let inTable = Zone.intoTable(reading)
    let next = readings.partitionPoint { $0 > inTable }
    let instant = reading - offsets[next]
    guard next < changes.count, inTable >= unclearReadings[next] else { return (instant, .once) }
    return (instant, offsets[next] < offsets[next + 1] ? .never : .twice)
  }

  /// Seconds to add to UTC at the instant at which the clocks show a reading, and readings around it,
  /// itself among them, each of which they show once, with the same offset; nil if they skip it or show
  /// it twice.
  func offset(around reading: Int64) -> (offset: Int64, readings: Range<Int64>)? {
    if changes.isEmpty { return (offsets[0], Int64.min..<Int64.max) }
    let next = readings.partitionPoint { $0 > reading }
    let start = next == 0 ? Int64.min : readings[next - 1]
    let end = next < changes.count ? unclearReadings[next] : Zone.tableEnd - 86_400
    return reading < end ? (offsets[next], start..<end) : nil
  }

  /// An instant of the table at which the same rules hold.
  private static func intoTable(_ instant: Int64) -> Int64 {
    guard instant >= tableEnd - 86_400 else { return instant }
    let beyond = instant - (tableEnd - 86_400)
    return instant - (beyond / cycle + 1) * cycle
  }
}

extension [Int64] {
  /// The index of the first element for which `isBeyond` holds, in an array where it holds from
  /// some index on.
  func partitionPoint(_ isBeyond: (Int64) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

import Attribution
import Testing

/// Times that are read quickly, and what is remembered of them, against each read by itself.
struct `Times read quickly` {
  static let zones = [
    "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia",
    "Africa/Casablanca", "America/Santiago",
  ]
  static let patterns = ["iso", "M/d/yyyy H:mm", "unixSeconds"]

  @Test(arguments: zones, 0..<12 as Range<UInt64>)
  func `are what they are alone`(_ name: String, _ seed: UInt64) throws {
    var random = Seeded(seed)
    let zone = try #require(Zone(name: name))
    for patterns in Self.patterns.map({ [$0] }) + [["iso", "M/d/yyyy"], ["M/d/yyyy", "iso"]] {
      var source = Definitions.Source()
      source.timeFormats = patterns.map { TimeFormat($0)! }
      source.zone = zone
      let times = SourceTimes(source, Definitions())
      var quick = QuickTimes()
      for _ in 0..<400 {
        let text = Self.text(in: random.one(of: patterns), near: zone, &random)
        let reading = try? times.read(text.span)
        let (found, shown) =
          reading.map { (zone.find($0), zone.canShow(zone.find($0).instant)) } ?? (nil, false)
        let read = quick.read(text.span, by: times)
        #expect(
          read?.instant == (shown ? found!.instant : nil),
          "\(String(decoding: text, as: UTF8.self))")
        #expect(read?.showing == (shown ? found!.showing : nil))
        #expect(quick.reading(of: text.span, by: times) == reading)
      }
    }
  }

  /// A time, or now and then something that is nearly one.
  private static func text(in pattern: String, near zone: Zone, _ random: inout Seeded) -> [UInt8] {
    let instant = second(near: zone, &random)
    var bytes: [UInt8] = []
    bytes.append(instant: instant)
    let iso = String(decoding: bytes, as: UTF8.self)
    let numbers = iso.split { !$0.isNumber }.map { Int($0)! }
    let text =
      switch pattern {
      case "unixSeconds": String(instant)
      case "M/d/yyyy": "\(numbers[1])/\(numbers[2])/\(iso.prefix(4))"
      case "M/d/yyyy H:mm":
        "\(numbers[1])/\(numbers[2])/\(iso.prefix(4)) \(numbers[3]):\(iso.dropFirst(14).prefix(2))"
      default:
        String(iso.prefix(random.one(of: [10, 13, 16, 19, 19, 19])))
          + random.one(of: ["", "", "", ".5", ".000", ",123456", "."])
          + random.one(of: [
            "", "", "Z", "Z", " Z", "+00:00", "+0530", "-11:59", " +23:59", "+24:00",
          ])
      }
    var result = Array(text.utf8)
    if random.chance(5) { result[random.number(0...result.count - 1)] = random.number(0x20...0x7E) }
    if random.chance(50), result.count > 10, result[10] == UInt8(ascii: "T") {
      result[10] = UInt8(ascii: " ")
    }
    return result
  }

  /// Near a change of clocks in some year, near an end of the calendar, or anywhere.
  private static func second(near zone: Zone, _ random: inout Seeded) -> Int64 {
    let years: ClosedRange<Int64> = -62_135_596_800...253_402_300_799
    let day: Int64 = 86_400
    switch random.number(1...10) {
    case 1: return random.number(years)
    case 2: return years.lowerBound + random.number(0...4 * day)
    case 3: return years.upperBound - random.number(0...4 * day)
    case 4...6: return 1_767_225_600 + random.number(0...365 * day)
    default:
      // Samoa left out a day in 2011, and Chile's clocks change late in the evening.
      let first = random.one(
        of: [1_325_203_200, 1_774_742_400, 1_775_347_200, 1_793_491_200] as [Int64])
      return first - 2 * day + random.number(0...4 * day)
    }
  }
}

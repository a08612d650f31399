import Attribution
import Foundation
import Testing

/// Local times that name no one instant: how they are read, and that they are counted.
struct `Clock changes` {
  @Test(
    arguments: [
      ("America/New_York", "2026-03-08T01:59:59", .once, .once),
      ("America/New_York", "2026-03-08T02:00:00", .never, .never),
      ("America/New_York", "2026-03-08T02:59:59", .never, .never),
      ("America/New_York", "2026-03-08T03:00:00", .once, .once),
      ("America/New_York", "2026-11-01T00:59:59", .once, .once),
      ("America/New_York", "2026-11-01T01:00:00", .twice, .twice),
      ("America/New_York", "2026-11-01T01:59:59", .twice, .twice),
      ("America/New_York", "2026-11-01T02:00:00", .once, .once),
      // An instant is one, whatever the clocks do.
      ("America/New_York", "2026-03-08T02:30-05:00", .once, .once),
      ("America/New_York", "2026-11-01T01:30Z", .once, .once),
      ("Australia/Lord_Howe", "2026-10-04T02:29:59", .never, .never),
      ("Australia/Lord_Howe", "2026-10-04T02:30:00", .once, .once),
      ("UTC", "2026-03-08T02:30", .once, .once),
      ("Asia/Kolkata", "2026-03-08T02:30", .once, .once),
      // The rules in force go on for ever.
      ("America/New_York", "9026-03-12T02:30", .never, .never),
      // A day alone is read at midnight, or as its last second; that it comes twice is no matter.
      ("America/New_York", "2026-03-08", .once, .once),
      ("America/Havana", "2026-03-08", .never, .once),
      ("America/Havana", "2026-11-01", .once, .once),
      ("America/Havana", "2026-11-01T00:00", .twice, .twice),
      ("America/Santiago", "2026-04-04", .once, .once),
      ("America/Santiago", "2026-04-04T23:59:59", .twice, .twice),
      ("Pacific/Apia", "2011-12-30", .never, .never),
    ] as [(String, String, Zone.Showing, Zone.Showing)])
  func `a reading is shown once, never or twice`(
    _ zone: String, text: String, showing: Zone.Showing, atEndOfDay: Zone.Showing
  ) throws {
    let bytes = Array(text.utf8)
    let (zone, reading) = (try #require(Zone(name: zone)), try readTime(bytes.span))
    #expect(zone.find(reading).showing == showing)
    #expect(zone.find(reading, atEndOfDay: true).showing == atEndOfDay)
  }

  @Test func `a check tells them too, file by file`() throws {
    let fixture = Fixture("reports/clock-changes")
    let arguments = try words(fixture.text("arguments")).map { $0 == "run" ? "check" : $0 }
    let outcome = try Program.run(arguments, in: fixture.folder)
    #expect(outcome.code == 0)
    let lines = unwrapped(outcome.output).split(separator: "\n")
      .filter { $0.contains("that the clocks skip") }
    #expect(lines.count == 3)
    #expect(
      lines.first?.contains(
        "2 local times that the clocks skip, read with the offset before the change; "
          + "1 local time that the clocks show twice, read as the earlier") == true)
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `each such cell is counted, however the file is read`(seed: UInt64) throws {
    var random = Seeded(seed)
    let name = random.one(of: [
      "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Havana",
      "America/Santiago",
    ])
    let clock = ClockTwin(name)
    let days = clock.changes(of: 2026)
    func time() -> (text: String, isDay: Bool) {
      let midnight = random.one(of: days)
      let text = ClockTwin.written(midnight + random.number(-1...25) * 1_800)
      switch random.number(0...4) {
      case 0: return (String(text.prefix(10)), true)
      case 1: return (text, false)
      default: return (String(text.dropLast()), false)
      }
    }
    func showings(_ times: [(text: String, isDay: Bool)], endsDay: Bool = false) -> [Int] {
      times.filter { !$0.text.hasSuffix("Z") }.map { text, isDay in
        let reading = ClockTwin.utc.read(text, endsDay: endsDay)!.instant
        let count = clock.showings(of: reading)
        return isDay ? min(count, 1) : count
      }
    }
    let (touches, closings, creations) = (
      (0..<60).map { _ in time() }, (0..<30).map { _ in time() }, (0..<30).map { _ in time() }
    )
    let workspace = try Workspace()
    var touchRows = touches.map { "A,\($0.text)\n" }
    var dealRows = zip(closings, creations).enumerated().map {
      "D\($0),A,1,\($1.0.text),\($1.1.text),\($0 % 3 == 0 ? "won" : "lost")\n"
    }
    var definitions = Definitions()
    definitions.zone = try #require(Zone(name: name))
    let wonClosings = closings.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
    let wonCreations = creations.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
    let ofDeals = showings(wonClosings, endsDay: true) + showings(wonCreations)
    let ofTouches = showings(touches)

    for (jobs, pieceSize) in [(1, 1 << 20), (1, 1), (8, 40)] {
      var request = Request(
        touchpoints: [
          try workspace.write("account_id,occurred_at\n" + touchRows.joined(), to: "t.csv")
        ],
        deals: [
          try workspace.write(
            "deal_id,account_id,amount,closed_at,created_at,stage\n" + dealRows.joined(),
            to: "d.csv")
        ],
        definitions: definitions, jobs: jobs)
      request.pieceSize = pieceSize
      var problems = Problems()
      let attribution = try Attribution(request, problems: &problems)
      let (found, inDeals) = (
        attribution.touches.files[0].unclearTimes, attribution.deals.files[0].unclearTimes
      )
      #expect(found.skipped == ofTouches.count { $0 == 0 })
      #expect(found.doubled == ofTouches.count { $0 == 2 })
      #expect(inDeals.skipped == ofDeals.count { $0 == 0 })
      #expect(inDeals.doubled == ofDeals.count { $0 == 2 })
      touchRows.shuffle(using: &random)
      dealRows.shuffle(using: &random)
    }
  }
}

import Attribution
import Testing

/// What is kept from one row to the next, so that it need not be found again, is right for each.
struct `From row to row` {
  /// In Beirut the clocks went from midnight back to 23:00 that night.
  @Test func `an hour that comes twice at the end of a day is counted`() throws {
    let times = ["2025-10-25 22:30:00", "2025-10-25 23:30:00", "2025-10-24 23:30:00"]
    let attribution = try attribution(times.map { "A1,\($0),email," }) { definitions in
      definitions.zone = Zone(name: "Asia/Beirut")!
    }
    #expect(attribution.touches.files[0].unclearTimes.doubled == 1)
  }

  @Test(arguments: [17, 24, 33, 200])
  func `names that begin and end alike are told apart`(length: Int) throws {
    let ends = (first: "the same", last: "same end")
    let names = ["1", "2"].map { middle in
      ends.first + String(repeating: middle, count: length - 16) + ends.last
    }
    let rows = (0..<6).map { "A1,2025-10-0\($0 + 1),\(names[$0 % 2])," }
    let attribution = try attribution(rows) { _ in }
    var bytes: [UInt8] = []
    try attribution.writeChannelCredit { bytes += $0 }
    let credited = CSVTwin.records(String(decoding: bytes, as: UTF8.self))
    #expect(Set(credited.map { $0["channel"]! }) == Set(names))
  }

  /// Names of all lengths, each with others as long that differ from it in one byte.
  @Test(arguments: 0..<4 as Range<UInt64>)
  func `names that differ in one byte are told apart`(seed: UInt64) throws {
    var random = Seeded(seed)
    let lengths = Array(1...10) + [15, 16, 17, 18, 24, 25, 32, 33, 40, 47, 48, 49, 50, 64, 65]
    let names = lengths.flatMap { length in
      [String(repeating: "a", count: length)]
        + (0..<min(length, 12)).map { _ in
          let place = random.number(0...length - 1)
          return String((0..<length).map { $0 == place ? "b" : "a" })
        }
    }
    var expected: [String: Int] = [:]
    let rows = (0..<4 * names.count).map { number in
      let name = random.one(of: names)
      expected[name, default: 0] += number
      return "A1,2025-10-05,\(name),\(number).00"
    }
    let attribution = try attribution(rows, closedAt: ["2025-10-20"]) { _ in }
    var bytes: [UInt8] = []
    try attribution.writeChannelCosts { bytes += $0 }
    let costs = CSVTwin.records(String(decoding: bytes, as: UTF8.self))
      .filter { $0["model"] == "linear" && $0["channel"] != "(uncredited)" }
    for row in costs {
      #expect(row["cost"] == expected[row["channel"]!].map { "\($0).00" })
    }
    #expect(Set(costs.map { $0["channel"]! }) == Set(expected.keys))
  }

  /// Teams of all lengths that differ in one byte, beside channels that do, some of which alone say
  /// which team it is.
  @Test(arguments: 0..<4 as Range<UInt64>)
  func `parties whose names differ in one byte are told apart`(seed: UInt64) throws {
    var random = Seeded(seed)
    let lengths = [1, 7, 8, 9, 15, 16, 17, 18, 24, 25, 33, 50]
    let names = lengths.flatMap { length in
      (0..<3).map { _ in
        let place = random.number(0...length - 1)
        return String((0..<length).map { $0 == place ? "b" : "a" })
      }
    }
    var teamOfChannel: [Label: String] = [:]
    for name in names where random.chance(50) { teamOfChannel[Label(name)] = random.one(of: names) }
    var rowsOfTeams: [Label: Int] = [:]
    var rowsWithoutTeam: [Label: Int] = [:]
    let rows = (0..<1_500).map { _ in
      let (channel, team) = (random.one(of: names), random.chance(30) ? "" : random.one(of: names))
      let found = team.isEmpty ? teamOfChannel[Label(channel)] : team
      rowsOfTeams[Label(found ?? unassignedTeam), default: 0] += 1
      if found == nil { rowsWithoutTeam[Label(channel), default: 0] += 1 }
      return "B1,2025-10-05,\(channel),,\(team)"
    }
    let attribution = try attribution(["A1,2025-10-05,email,,"] + rows, more: ",team") {
      $0.teamOfChannel = teamOfChannel
      $0.teamOfChannel["email"] = "marketing"
    }
    let touches = attribution.touches
    for (team, count) in rowsOfTeams {
      #expect(touches.files[0].outcomes[team]?[.accountInNoDealFile] == count)
    }
    #expect(touches.channelsWithoutTeam == rowsWithoutTeam)
  }

  /// Dates of one day of the month, 32 months and a year apart, that follow each other.
  @Test func `dates are told apart in whatever order they come`() throws {
    let dates = [
      "2023-01-05", "2025-09-05", "2024-01-05", "2025-08-05", "2025-09-06", "2025-09-15",
    ]
    let times = (0..<60).map { "\(dates[$0 % 6])T00:\(10 + $0 % 50):00Z" }
    let attribution = try attribution(times.map { "A1,\($0),email," }) { $0.lookback = nil }
    var bytes: [UInt8] = []
    try attribution.writeLedger { bytes += $0 }
    let touches = CSVTwin.records(String(decoding: bytes, as: UTF8.self))
      .compactMap { $0["occurred_at"] }
    #expect(touches.sorted() == times.sorted())
  }

  /// The clocks of New York went forward within March, so that its last hour is no hour of April.
  @Test func `a month ends by the clocks of its end`() throws {
    let rows = ["2026-03-02T12:00:00Z", "2026-04-01T04:30:00Z"].map { "A1,\($0),email,1.00" }
    let attribution = try attribution(
      rows, closedAt: ["2026-03-20", "2026-04-20"]
    ) { definitions in
      definitions.zone = Zone(name: "America/New_York")!
    }
    var bytes: [UInt8] = []
    try attribution.writeChannelCosts { bytes += $0 }
    let costs = CSVTwin.records(String(decoding: bytes, as: UTF8.self))
      .filter { $0["model"] == "linear" && $0["channel"] == "email" }
    #expect(costs.map { $0["cost"] } == ["1.00", "1.00"])
    #expect(costs.map { $0["period"] } == ["2026-03", "2026-04"])
  }

  private func attribution(
    _ rows: [String], more: String = "", closedAt: [String] = ["2025-11-01"],
    _ change: (inout Definitions) -> Void
  ) throws -> Attribution {
    let workspace = try Workspace()
    var request = Request(
      touchpoints: [
        try workspace.write(
          (["account_id,occurred_at,channel,cost\(more)"] + rows).joined(separator: "\n"),
          to: "touchpoints.csv")
      ],
      deals: [
        try workspace.write(
          (["deal_id,account_id,amount,closed_at"]
            + closedAt.enumerated().map { "D\($0.offset),A1,90.00,\($0.element)" })
            .joined(separator: "\n"), to: "deals.csv")
      ])
    change(&request.definitions)
    var problems = Problems { (_) throws(Failure) in }
    return try Attribution(request, problems: &problems)
  }
}

import Attribution
import Testing

/// What a review says of journeys, against the ledger.
struct `Journeys in the review` {
  @Test(arguments: 0..<25 as Range<UInt64>)
  func `have the lengths of the ledger`(_ seed: UInt64) throws {
    let reviewed = try Reviewed(seed: seed)
    for chapter in reviewed.chapters where !chapter.journeys.isEmpty {
      let table = reviewed.tables("Journeys\(chapter.suffix)")[0]
      let touches = chapter.journeys.values.map(\.count)
      let days = chapter.journeys.values.map {
        chapter.seconds($0[0]["occurred_at"]!, $0[0]["closed_at"]!) * 10 / 86_400
      }
      for (column, percent) in [(1, 50), (2, 90), (3, 100)] {
        #expect(table.rows[0][column] == Text("\(rank(percent, of: touches))"))
        let tenths = rank(percent, of: days)
        #expect(table.rows[1][column] == Text("\(tenths / 10).\(tenths % 10)"))
      }
    }
  }

  /// The smallest value that so many hundredths of all do not exceed, tried one after the other.
  private func rank<Number: Comparable>(_ percent: Int, of values: [Number]) -> Number {
    values.filter { value in values.count { $0 <= value } * 100 >= percent * values.count }.min()!
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func `are counted by their paths`(_ seed: UInt64) throws {
    let reviewed = try Reviewed(seed: seed)
    for chapter in reviewed.chapters where !chapter.journeys.isEmpty {
      var groups: [Text: (deals: Int, amount: Int64)] = [:]
      for (deal, touches) in chapter.journeys {
        let path = Text(touches.map { $0["channel"]! }.joined(separator: "\n"))
        groups[path, default: (0, 0)].deals += 1
        groups[path]!.amount += try chapter.amount(of: deal)
      }
      // As many deals as the random companies have are few enough to list them all.
      let table = reviewed.tables("Journeys\(chapter.suffix)")[1]
      let expected = groups.map { path, group in
        [
          path.string.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            .folded, Text("\(group.deals)"), chapter.money(group.amount),
        ]
      }
      guard groups.count <= 11 else { continue }
      #expect(Set(table.rows) == Set(expected))
      table.expectSums()
      let order = table.rows.map { (Int($0[1].string)!, Reviewed.Shown.number($0[2])!) }
      for (one, next) in zip(order, order.dropFirst()) { #expect(one >= next) }
    }
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func `are counted by their teams`(_ seed: UInt64) throws {
    let reviewed = try Reviewed(seed: seed)
    for chapter in reviewed.chapters where !chapter.journeys.isEmpty {
      var groups: [[Text]: (deals: Int, amount: Int64)] = [:]
      for (deal, touches) in chapter.journeys {
        let teams = Set(touches.map { chapter.raw(Text($0["team"]!)) }).sorted()
        groups[teams, default: (0, 0)].deals += 1
        groups[teams]!.amount += try chapter.amount(of: deal)
      }
      let table = reviewed.tables("Journeys\(chapter.suffix)").last!
      let expected = groups.map { teams, group in
        let names = teams.map { shown($0.string).string }
        return [
          Text(
            names.count == 1
              ? "\(names[0]) alone"
              : names.prefix(6).joined(separator: ", ")
                + (names.count > 6 ? " and \(names.count - 6) more" : "")),
          Text("\(group.deals)"), chapter.money(group.amount),
        ]
      }
      #expect(Set(table.rows) == Set(expected))
      table.expectSums()
    }
  }

  struct PathExample: Sendable {
    let channels: String
    let path: String
  }

  @Test(arguments: [
    PathExample(channels: "a", path: "a"),
    PathExample(channels: "a a a b", path: "a ×3 → b"),
    PathExample(channels: "a b a a", path: "a → b → a ×2"),
    PathExample(channels: "a b c d e f", path: "a → b → c → d → e → f"),
    PathExample(channels: "a b c d e f g", path: "a → b → c → 1 more step → e → f → g"),
    PathExample(
      channels: "a b c c d a b e e f", path: "a → b → c ×2 → 2 more steps → b → e ×2 → f"),
  ])
  func `show a path as it was, folded and cut in the middle`(_ example: PathExample) throws {
    let channels = example.channels.split(separator: " ")
    let touches = channels.enumerated().map { "A,2026-01-\($0.offset + 10),\($0.element)\n" }
    let reviewed = try Reviewed(
      touchpoints: "account_id,occurred_at,channel\n" + touches.joined(),
      deals: "deal_id,account_id,amount,closed_at\nD,A,10,2026-02-01\n")
    #expect(reviewed.tables("Journeys")[1].rows[0][0] == Text(example.path))
  }

  @Test func `are not listed where each of many goes its own way`() throws {
    func reviewed(_ count: Int, same: Int) throws -> Reviewed {
      let touches = (0..<count).map { "A\($0),2026-01-01,channel \($0 < same ? 0 : $0)\n" }
      let deals = (0..<count).map { "D\($0),A\($0),10,2026-02-01\n" }
      return try Reviewed(
        touchpoints: "account_id,occurred_at,channel\n" + touches.joined(),
        deals: "deal_id,account_id,amount,closed_at\n" + deals.joined())
    }
    let none = "No two of the 13 journeys are of the same channels."
    #expect(try reviewed(13, same: 1).sentences("Journeys").last == none)
    #expect(try reviewed(10, same: 1).tables("Journeys").count == 3)
    let some = try reviewed(13, same: 2).tables("Journeys")[1]
    #expect(some.rows[0] == [Text("channel 0"), Text("2"), Text("20.00")])
    #expect(some.rows.last == [Text("2 other paths"), Text("2"), Text("20.00")])
    #expect(some.rows.count == 11)
    some.expectSums()
  }
}

extension [String] {
  /// A path as a person would write it down.
  fileprivate var folded: Text {
    var steps: [(String, Int)] = []
    for channel in self {
      if let last = steps.last, Text(last.0) == Text(channel) {
        steps[steps.count - 1].1 += 1
      } else {
        steps.append((channel, 1))
      }
    }
    let texts = steps.map { shown($0.0).string + ($0.1 > 1 ? " ×\($0.1)" : "") }
    guard texts.count > 6 else { return Text(texts.joined(separator: " → ")) }
    let more = texts.count == 7 ? "1 more step" : "\(texts.count - 6) more steps"
    return Text((texts.prefix(3) + [more] + texts.suffix(3)).joined(separator: " → "))
  }
}

import Attribution
import Foundation
import Testing

/// A change to one row of a company's files, or to one rule, between two runs.
enum Mutation: String, CaseIterable, CustomTestStringConvertible {
  case deal, dealAdded, amount, date, account, touch, touchAdded, moment, team, channel, rule

  var testDescription: String { rawValue }

  /// What may be the cause of a deal's other credit, if it is the deal that was changed, or its touch.
  var causes: Set<Cause> {
    switch self {
    case .deal: [.dealRemoved]
    case .dealAdded: [.dealAdded]
    case .amount: [.amountChanged]
    case .date: [.dateChanged]
    case .account: [.accountChanged]
    // What was taken for recorded twice may now be the only one, under another channel.
    case .touch: [.touchRemoved, .becameUncredited, .touchOfOtherTeam, .touchOfOtherChannel]
    case .touchAdded: [.touchAdded, .becameCredited, .touchOfOtherTeam, .touchOfOtherChannel]
    case .moment:
      [
        .touchMoved, .touchAdded, .touchRemoved, .becameCredited, .becameUncredited,
        .touchOfOtherTeam, .touchOfOtherChannel,
      ]
    case .team: [.touchOfOtherTeam]
    // A channel may have a team of its own.
    case .channel: [.touchOfOtherChannel, .touchOfOtherTeam]
    case .rule: [.definitionsChanged]
    }
  }

  /// The company before and after, and the deal that was changed, if it is one.
  func apply(_ company: RandomCompany, _ random: inout Seeded) -> (
    old: RandomCompany, new: RandomCompany, deal: String?
  )? {
    var changed = company
    var deal: String?
    switch self {
    case .deal, .dealAdded, .amount, .date, .account:
      guard
        let id = company.deals.flatMap({ $0.records() }).map({ $0["deal_id"]! })
          .filter({ $0.hasPrefix("D") }).randomElement(using: &random)
      else { return nil }
      deal = id
      let stranger = random.one(of: ["A1", "A2", "new one"])
      for table in changed.deals.indices {
        let header = changed.deals[table].header
        let at = header.firstIndex(of: "deal_id")!
        if self == .deal || self == .dealAdded {
          changed.deals[table].rows.removeAll { $0[at] == id }
        }
        for row in changed.deals[table].rows.indices
        where changed.deals[table].rows[row][at] == id {
          func set(_ column: String, _ value: String, otherwise: String) {
            let column = header.firstIndex(of: column)!
            let isSame = changed.deals[table].rows[row][column] == value
            changed.deals[table].rows[row][column] = isSame ? otherwise : value
          }
          switch self {
          case .amount: set("amount", "7", otherwise: "8")
          case .date: set("closed_at", "2026-05-05T10:00:00Z", otherwise: "2026-05-05T11:00:00Z")
          default: set("account_id", stranger, otherwise: "newest")
          }
        }
      }
    case .touch, .touchAdded, .moment, .team, .channel:
      let tables = company.touchpoints.indices.filter { !company.touchpoints[$0].rows.isEmpty }
      guard let table = tables.randomElement(using: &random) else { return nil }
      let row = random.number(0...company.touchpoints[table].rows.count - 1)
      // Not all files have a column for teams.
      if self == .team, !company.touchpoints[table].header.contains("team") { return nil }
      func set(_ column: String, _ value: String) {
        let column = company.touchpoints[table].header.firstIndex(of: column)!
        changed.touchpoints[table].rows[row][column] = value
      }
      switch self {
      case .touch, .touchAdded: changed.touchpoints[table].rows.remove(at: row)
      case .moment: set("occurred_at", "2026-02-11T07:08:09Z")
      case .team: set("team", "fresh")
      default: set("channel", "fresh")
      }
    case .rule:
      switch random.number(0...2) {
      case 0: changed.definitions.lookback = 5 * 86_400
      case 1: changed.definitions.ties = company.definitions.ties == .share ? .order : .share
      default: changed.definitions.teamOfChannel["email"] = "fresh"
      }
    }
    return self == .dealAdded || self == .touchAdded
      ? (changed, company, deal) : (company, changed, deal)
  }
}

/// Two result folders held against each other.
struct `A comparison of results` {
  /// Whether the old and the new folder have a ledger.
  private static let ledgers = [(true, true), (true, true), (true, false), (false, false)]

  @Test(arguments: Mutation.allCases)
  func `adds up exactly, and names the cause`(_ mutation: Mutation) throws {
    var seen = 0
    for seed in 1...16 as ClosedRange<UInt64> {
      var random = Seeded(seed)
      let company = RandomCompany(seed: seed)
      guard let (old, new, deal) = mutation.apply(company, &random) else { continue }
      let ledgers = `A comparison of results`.ledgers[Int(seed) % 4]
      let workspace = try Workspace()
      do {
        for (name, company, hasLedger) in [("old", old, ledgers.0), ("new", new, ledgers.1)] {
          var options = ResultOptions()
          options.withLedger = hasLedger
          _ = try Attribution.run(
            company.request(in: workspace), to: workspace.path(name), options: options)
        }
      } catch is Failure {
        // Nothing is won any more, for instance.
        continue
      }
      let comparison = try Comparison(
        ResultFolder(workspace.path("old")), ResultFolder(workspace.path("new")))
      let rows = try expectSums(of: comparison, workspace)
      expectTables(comparison.document.markdown)

      #expect(comparison.isSame == rows.isEmpty)
      let changes = comparison.groups.flatMap(\.deals)
      for change in changes where deal == nil || change.id.text == deal {
        seen += 1
        let isExpected =
          mutation.causes.contains(change.cause)
          || comparison.hasLedgers == false && change.cause == .touchesChanged
          // What a touch was collapsed into may be another now.
          || company.definitions.collapse != nil && deal == nil
            && [.touchAdded, .touchRemoved].contains(change.cause)
          // Touches of another team or channel do not show in numbers.
          || comparison.hasLedgers == false && change.cause == .notTold && deal == nil
        #expect(
          isExpected, "seed \(seed): \(change.id.text): \(change.cause) \(change.detail.plain)")
      }
      #expect((mutation == .rule) == !comparison.definitions.isEmpty)
      #expect((mutation == .rule) == comparison.hasSameInputs)
    }
    #expect(seen >= 3, "too few deals changed for the law to say anything")
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `finds nothing between two runs of the same files`(seed: UInt64) throws {
    let workspace = try Workspace()
    let request = try RandomCompany(seed: seed).request(in: workspace)
    guard Results(of: request).failure.isEmpty else { return }
    var bare = ResultOptions()
    bare.withLedger = false
    _ = try Attribution.run(request, to: workspace.path("one"))
    _ = try Attribution.run(request, to: workspace.path("two"))
    _ = try Attribution.run(request, to: workspace.path("three"), options: bare)
    let one = try ResultFolder(workspace.path("one"))
    #expect(try Comparison(one, ResultFolder(workspace.path("two"))).sameness != nil)
    let third = try Comparison(one, ResultFolder(workspace.path("three")))
    #expect(third.sameness == nil)
    #expect(third.isSame)
    #expect(third.document.markdown.contains("the same credit of every deal"))
    for name in ["one", "two", "three"] {
      _ = try Verification(of: ResultFolder(workspace.path(name)))
    }
  }

  /// Holds the rows against the files of the two folders, read by another hand.
  private func expectSums(
    of comparison: Comparison, _ workspace: Workspace
  ) throws -> [[String: String]] {
    var bytes: [UInt8] = []
    try comparison.writeRows { bytes += $0 }
    let rows = CSVTwin.records(String(decoding: bytes, as: UTF8.self))
    for dimension in ["team", "channel"] {
      var open: [[Text]: Int64] = [:]
      for (name, sign) in [("old", Int64(-1)), ("new", 1)] {
        let text = try workspace.text("\(name)/\(dimension)_credit.csv")
        for row in CSVTwin.records(text) {
          open[key(row, row[dimension]!), default: 0] += sign * units(row, "credit")
        }
      }
      for row in rows where row["dimension"] == dimension {
        #expect(units(row, "difference") != 0)
        #expect(units(row, "new_credit") - units(row, "old_credit") == units(row, "difference"))
        open[key(row, row["name"]!), default: 0] -= units(row, "difference")
      }
      #expect(open.allSatisfy { $0.value == 0 }, "\(dimension)s do not add up")
    }
    return rows
  }

  private func key(_ row: [String: String], _ name: String) -> [Text] {
    [row["period"]!, row["currency"]!, row["model"]!, name].map(Text.init)
  }

  private func units(_ row: [String: String], _ column: String) -> Int64 {
    (try? Currency.of(row["currency"]!).units(row[column]!)) ?? .min
  }

  /// Every column of a table that has a sum adds up to it.
  private func expectTables(_ markdown: String) {
    for block in markdown.components(separatedBy: "\n\n") where block.hasPrefix("|") {
      let rows = block.split(separator: "\n").map { line in
        line.replacing("\\|", with: "/").split(separator: "|", omittingEmptySubsequences: false)
          .dropFirst().dropLast().map { $0.trimmingCharacters(in: .whitespaces) }
      }
      guard let last = rows.last, last.first == "**sum**" else { continue }
      for column in last.indices where last[column].contains(where: \.isNumber) {
        let sum = rows.dropFirst(2).dropLast().reduce(0) { $0 + digits($1[column]) }
        #expect(sum == digits(last[column]), "\(block)")
      }
    }
  }

  /// A number of a table without its point; all of a table have as many decimals.
  private func digits(_ cell: String) -> Int64 {
    Int64(cell.replacing("−", with: "-").filter { $0.isNumber || $0 == "-" }) ?? .min / 1_000
  }
}

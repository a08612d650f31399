import Attribution
import Foundation
import Testing

/// The pictures of the review against its tables.
struct `Pictures of credit` {
  private static let company = Results(of: request(of: Fixture("company")))

  private static func request(of company: Fixture) -> Request {
    let definitions = try! Definitions.read(company.path("definitions.json"))
    return Request(
      touchpoints: ["marketing.csv", "sales_activity.csv"].map(company.path),
      deals: [company.path("deals.csv")], definitions: definitions)
  }

  @Test func `are those that the review shows, for each currency`() throws {
    let review = try #require(Self.company.files["review.md"])
    let shown = review.matches(of: #/!\[[^\]]+\]\((charts/[^)]+)\)/#).map { String($0.output.1) }
    #expect(
      shown == [
        "charts/teams-usd.svg", "charts/channels-usd.svg", "charts/ranges-usd.svg",
        "charts/settings-usd.svg", "charts/trend-usd.svg", "charts/teams-eur.svg",
        "charts/channels-eur.svg", "charts/settings-eur.svg", "charts/trend-eur.svg",
      ])
    #expect(Set(Self.company.files.keys.filter { $0.hasPrefix("charts/") }) == Set(shown))
  }

  @Test(arguments: ["teams-usd", "channels-usd", "teams-eur", "channels-eur"])
  func `say the percentages of the table below them`(name: String) throws {
    let review = try #require(Self.company.files["review.md"])
    let picture = try Element.all(in: #require(Self.company.files["charts/\(name).svg"]))
    let words = try #require(picture.first { $0.name == "desc" }).text
      .split(separator: "\n").dropFirst()
    let below = try #require(review.split(separator: "charts/\(name).svg)").last)
    let tables = below.split(separator: "\n\n")
    let rows = tables[1].split(separator: "\n").map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let models = rows[0].dropFirst().prefix { $0 != "lowest" }
    #expect(words.count == rows.count - 3)
    for (row, sentence) in zip(rows.dropFirst(2), words) {
      #expect(sentence.hasPrefix("\(row[0].replacing("\\", with: "")): "))
      for (model, share) in zip(models, row.dropFirst()) {
        #expect(sentence.contains("\(model) \(share)"))
      }
      let (lowest, highest) = (row[models.count + 1], row[models.count + 2])
      #expect(sentence.contains("lowest to highest \(lowest) to \(highest)"))
    }
  }

  /// The trend's table has its first row above the others: the periods, with their deals.
  @Test(arguments: ["trend-usd", "trend-eur"])
  func `say the percentages of each period`(name: String) throws {
    let review = try #require(Self.company.files["review.md"])
    let picture = try Element.all(in: #require(Self.company.files["charts/\(name).svg"]))
    let words = try #require(picture.first { $0.name == "desc" }).text
      .split(separator: "\n").dropFirst()
    let below = try #require(review.split(separator: "charts/\(name).svg)").last)
    let rows = below.split(separator: "\n\n")[1].split(separator: "\n").map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let periods = rows[0].dropFirst().map { $0.prefix(7) }
    #expect(words.count == rows.count - 3)
    for (row, sentence) in zip(rows.dropFirst(2), words) {
      let shares = zip(periods, row.dropFirst()).map { "\($0) \($1)" }.joined(separator: ", ")
      #expect(sentence == "\(row[0].replacing("\\", with: "")): \(shares).")
    }
  }

  /// Twenty channels of a deal each, the first with the most.
  private func wide(amount: (Int) -> Int, models: String = "") throws -> (Workspace, Request) {
    let workspace = try Workspace()
    var (touches, deals) = (
      "account_id,occurred_at,channel,team\n", "deal_id,account_id,amount,closed_at\n"
    )
    for index in 1...20 {
      touches += "a\(index),2026-01-01,channel \(index),team\n"
      deals += "d\(index),a\(index),\(amount(index)),2026-02-01\n"
    }
    let definitions = try workspace.write("{\(models)}", to: "definitions.json")
    return (
      workspace,
      Request(
        touchpoints: [try workspace.write(touches, to: "touchpoints.csv")],
        deals: [try workspace.write(deals, to: "deals.csv")],
        definitions: try Definitions.read(definitions))
    )
  }

  @Test func `fold what is small`() throws {
    let (workspace, request) = try wide { 1_000 - $0 }
    let results = Results(of: request)
    withExtendedLifetime(workspace) {}
    let svg = try #require(results.files["charts/channels.svg"])
    let elements = try Element.all(in: svg)
    let words = try #require(elements.first { $0.name == "desc" }).text.split(separator: "\n")
    #expect(words.count == 17)
    #expect(words[1].hasPrefix("channel 1: "))
    #expect(words[16].hasPrefix("5 more channels: "))
    let rest = try #require(elements.first { $0.text == "5 more channels" })
    #expect(rest.attributes["class"] == "quiet")
  }

  @Test func `are not drawn where nothing can be a share`() throws {
    let (workspace, request) = try wide { $0 == 1 ? -1_000 : 1 }
    let results = Results(of: request)
    withExtendedLifetime(workspace) {}
    #expect(results.failure == "")
    #expect(results.files.keys.allSatisfy { !$0.hasPrefix("charts/") })
    #expect(try #require(results.files["review.md"]).contains("No shares are given"))
  }

  @Test func `quote the one model that there is`() throws {
    let (workspace, request) = try wide(amount: { $0 }, models: "\"models\": [\"linear\"]")
    let results = Results(of: request)
    withExtendedLifetime(workspace) {}
    let svg = try #require(results.files["charts/teams.svg"])
    #expect(svg.contains("team: linear 100.0 %, share 100.0 %, credit (USD) 210.00."))
    #expect(!svg.contains("lowest"))
  }

  @Test func `are files of the folder, which a later run replaces`() throws {
    let (workspace, request) = try wide { $0 }
    for _ in 1...2 {
      _ = try Attribution.run(request, to: workspace.path("out"))
      let names = ["channels", "ranges", "settings", "teams"].map { $0 + ".svg" }
      #expect(try workspace.names(in: "out/charts") == names)
    }
    let record = try workspace.text("out/run.json")
    #expect(record.contains("charts/teams.svg") || record.contains(#"charts\/teams.svg"#))
    try workspace.write("mine", to: "out/charts/notes.txt")
    #expect(throws: Failure.self) { _ = try Attribution.run(request, to: workspace.path("out")) }
  }
}

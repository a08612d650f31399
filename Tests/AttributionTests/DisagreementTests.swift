import Attribution
import Foundation
import Testing

/// Where models disagree, and what the review says of why.
struct `Where models disagree` {
  @Test(arguments: 0..<25 as Range<UInt64>)
  func `the table has the largest spreads and changes of rank`(_ seed: UInt64) throws {
    let reviewed = try Reviewed(seed: seed)
    for chapter in reviewed.chapters {
      var expected: [[Text]] = []
      for (column, limit) in [("team", 3), ("channel", 5)] {
        expected += try rows(column, limit, chapter, reviewed.models)
      }
      let title = "Where the models disagree, and why\(chapter.suffix)"
      #expect((reviewed.tables(title).first?.rows ?? []) == expected)
      // One sentence each, and one before them.
      #expect(reviewed.sentences(title).count == (expected.isEmpty ? 0 : expected.count + 1))
    }
  }

  private func rows(
    _ column: String, _ limit: Int, _ chapter: Chapter, _ models: [String]
  ) throws -> [[Text]] {
    let credit = try chapter.credit(of: column)
    func units(_ name: Text, _ model: String) -> Int64 { credit[name]![model] ?? 0 }
    let all = credit.keys.map { name in
      let units = models.map { units(name, $0) }
      let ranks = models.map { model in
        1 + credit.keys.count { credit[$0]![model] ?? 0 > credit[name]![model] ?? 0 }
      }
      return (name: name, units: units, ranks: ranks)
    }.filter { $0.units.max()! > $0.units.min()! }
    let sorted = all.sorted {
      let (one, other) = ($0.units.max()! - $0.units.min()!, $1.units.max()! - $1.units.min()!)
      if one != other { return one > other }
      let (fall, next) = ($0.ranks.max()! - $0.ranks.min()!, $1.ranks.max()! - $1.ranks.min()!)
      return fall != next ? fall > next : chapter.raw($0.name) < chapter.raw($1.name)
    }
    return sorted.prefix(limit).map { name, units, ranks in
      let (lowest, highest) = (units.min()!, units.max()!)
      let (best, worst) = (ranks.min()!, ranks.max()!)
      func model(_ index: Int?) -> String { models[index!] }
      let words =
        best == worst
        ? "\(ordinal(best)) in every model"
        : "\(ordinal(best)) by \(model(ranks.firstIndex(of: best))), "
          + "\(ordinal(worst)) by \(model(ranks.firstIndex(of: worst)))"
      return [
        Text("\(column) \(shown(name.string).string)"), chapter.money(lowest),
        Text(model(units.firstIndex(of: lowest))), chapter.money(highest),
        Text(model(units.firstIndex(of: highest))), chapter.money(highest - lowest), Text(words),
      ]
    }
  }

  /// As many as the random companies have channels.
  private func ordinal(_ rank: Int) -> String {
    ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th", "11th"][rank - 1]
  }

  struct Example: Sendable, CustomTestStringConvertible {
    let models: [String]
    /// `account day team`, one after the other.
    let touches: String
    /// `account amount`, closed on the first of March.
    let deals: String
    let sentences: [String]

    var testDescription: String { sentences[0] }
  }

  @Test(arguments: [
    Example(
      models: ["first_touch", "last_touch"], touches: "A 2026-01-01 m, A 2026-01-02 s",
      deals: "A 100",
      sentences: [
        """
        team m opens the one deal that it touched (worth $100.00), and does not close it: models of \
        the first touch favour it.
        """,
        """
        team s does not open the one deal that it touched, and closes it (worth $100.00): models of \
        the last touch favour it.
        """,
      ]),
    // It closes as much as it opens, though not alone.
    Example(
      models: ["first_touch", "last_touch"],
      touches: "A 2026-01-01 m, A 2026-01-02 m, A 2026-01-02 s", deals: "A 100",
      sentences: [
        """
        team m opens and closes the one deal that it touched (worth $100.00).
        """,
        """
        team s does not open the one deal that it touched, and closes it (worth $100.00): models of \
        the last touch favour it.
        """,
      ]),
    Example(
      models: ["first_touch", "linear"],
      touches: "A 2026-01-01 m, A 2026-01-02 s, A 2026-01-03 s", deals: "A 100",
      sentences: [
        """
        team m opens the one deal that it touched (worth $100.00), and does not close it; it has 1 \
        of the 3 touches (33.3 %): models of the first touch favour it.
        """,
        """
        team s does not open the one deal that it touched, and closes it (worth $100.00); it has 2 \
        of the 3 touches (66.7 %): linear follows the number of touches.
        """,
      ]),
    // It gains by linear through one dear deal, and not through the number of its touches.
    Example(
      models: ["first_touch", "linear"],
      touches: "A 2026-01-01 y, A 2026-01-02 x, B 2026-01-01 x"
        + (0..<300).map { ", B 2026-02-\($0 % 18 + 10) y" }.joined(),
      deals: "A 100, B 1",
      sentences: [
        """
        team x opens 1 of the 2 deals that it touched (50.0 %, worth $1.00), and closes 1 (50.0 %, \
        worth $100.00); it has 2 of the 303 touches (0.7 %).
        """,
        """
        team y opens 1 of the 2 deals that it touched (50.0 %, worth $100.00), and closes 1 (50.0 \
        %, worth $1.00); it has 301 of the 303 touches (99.3 %).
        """,
      ]),
    Example(
      models: ["linear", "time_decay"], touches: "A 2025-12-31 m, A 2026-03-01 s", deals: "A 100",
      sentences: [
        """
        team m has 1 of the 2 touches (50.0 %); it has its one touch 60.9 days before the close, \
        where the average of all is 30.9: linear follows the number of touches.
        """,
        """
        team s has 1 of the 2 touches (50.0 %); it has its one touch 0.9 days before the close, where \
        the average of all is 30.9: time_decay favours touches near the close.
        """,
      ]),
    // What an end weighs is a setting.
    Example(
      models: ["linear", "position_based"],
      touches: "A 2026-01-01 m, A 2026-01-02 s, A 2026-01-03 m", deals: "A 100",
      sentences: [
        """
        team m has 2 of the 3 touches (66.7 %); it has 100.0 % of its 2 touches at the ends of \
        journeys, where of all touches it is 66.7 %.
        """,
        """
        team s has 1 of the 3 touches (33.3 %); it has its one touch within a journey, where of all \
        touches 66.7 % are at the ends: linear follows the number of touches.
        """,
      ]),
    Example(
      models: ["first_touch", "last_touch"],
      touches: """
        A 2026-01-01 m, A 2026-01-02 x, A 2026-01-03 s, B 2026-01-01 m, B 2026-01-02 x, \
        B 2026-01-03 s, B 2026-01-03 y, C 2026-01-01 y, C 2026-01-02 x, C 2026-01-03 x
        """, deals: "A 100, B 10, C 1",
      sentences: [
        """
        team m opens both deals that it touched (worth $110.00), and closes none: models of the \
        first touch favour it.
        """,
        """
        team s opens none of the 2 deals that it touched, and closes both of them (worth $110.00): \
        models of the last touch favour it.
        """,
        """
        team y opens 1 of the 2 deals that it touched (50.0 %, worth $1.00), and closes 1 (50.0 %, \
        worth $10.00): models of the last touch favour it.
        """,
      ]),
    Example(
      models: ["first_touch", "last_touch"], touches: "A 2026-01-01 m, A 2026-01-02 s",
      deals: "A -100",
      sentences: [
        "team m touched no deal: what it has is of adjustments or negative amounts.",
        "team s touched no deal: what it has is of adjustments or negative amounts.",
      ]),
  ])
  func `the reason is given where the data bear it out`(_ example: Example) throws {
    var definitions = Definitions()
    definitions.models = example.models.map { Model.kind($0).standard }
    func rows(_ list: String, _ row: ([String]) -> String) -> String {
      list.components(separatedBy: ", ").map { row($0.components(separatedBy: " ")) }.joined()
    }
    let reviewed = try Reviewed(
      touchpoints: "account_id,occurred_at,channel,team\n"
        + rows(example.touches) { "\($0[0]),\($0[1]),call,\($0[2])\n" },
      deals: "deal_id,account_id,amount,closed_at\n"
        + rows(example.deals) { "D-\($0[0]),\($0[0]),\($0[1]),2026-03-01\n" },
      definitions: definitions)
    let sentences = reviewed.sentences("Where the models disagree, and why").dropFirst()
    #expect(sentences.filter { $0.hasPrefix("team ") }.sorted() == example.sentences)
  }

  @Test func `one model disagrees with nobody`() throws {
    var definitions = Definitions()
    definitions.models = [Model.kind("linear").standard]
    let reviewed = try Reviewed(
      touchpoints: "account_id,occurred_at,channel\nA,2026-01-01,call\n",
      deals: "deal_id,account_id,amount,closed_at\nD,A,10,2026-02-01\n", definitions: definitions)
    #expect(reviewed.section("Where the models disagree, and why").isEmpty)
    #expect(reviewed.tables("Where touches sit").count == 2)
    #expect(reviewed.tables("The largest deals").count == 2)
  }
}

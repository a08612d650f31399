import Attribution
import Testing

/// The CRM's source of deals against the teams of first touches.
struct `What the CRM says` {
  private static let sources = ["", "email", "E-Mail", "Partner", "sales", "=sdr", "Cafe\u{301}"]

  @Test(arguments: 0..<25 as Range<UInt64>)
  func `stands beside the first touches of the ledger`(_ seed: UInt64) throws {
    let reviewed = try Reviewed(seed: seed) { company in
      var random = Seeded(seed)
      for table in company.deals.indices {
        company.deals[table].header.append("source")
        for row in company.deals[table].rows.indices {
          company.deals[table].rows[row].append(random.one(of: Self.sources))
        }
      }
    }
    for chapter in reviewed.chapters {
      let tables = reviewed.tables("What the CRM says\(chapter.suffix)")
      guard chapter.deals.contains(where: { !$0["source"]!.isEmpty }) else {
        #expect(tables.isEmpty)
        continue
      }
      let teams = try chapter.names(of: "team")
      let apart = teams.count > 6 ? Array(teams.prefix(5)) : teams
      var cells: [Text: [Text: (deals: Int64, amount: Int64)]] = [:]
      for deal in chapter.deals {
        let journey = chapter.journeys[Text(deal["deal_id"]!)] ?? []
        let openers = Set(
          journey.filter { $0["occurred_at"] == journey[0]["occurred_at"] }
            .map { Text($0["team"]!) })
        let heading =
          openers.isEmpty
          ? Text("no touch")
          : openers.count > 1
            ? Text("tied")
            : apart.contains(openers.first!)
              ? shown(openers.first!.string) : Text("\(teams.count - 5) more teams")
        let source = Text(deal["source"]!)
        cells[source, default: [:]][heading, default: (0, 0)].deals += 1
        cells[source]![heading]!.amount += try chapter.units(deal)
      }
      let sums = cells.mapValues {
        $0.values.reduce(into: (0, 0)) { $0 = ($0.0 + $1.deals, $0.1 + $1.amount) }
      }
      let rows = cells.keys.sorted {
        let (one, other) = (sums[$0]!, sums[$1]!)
        if one.1 != other.1 { return one.1 > other.1 }
        return one.0 != other.0 ? one.0 > other.0 : chapter.raw($0) < chapter.raw($1)
      }
      for (table, isMoney) in [(tables[0], false), (tables[1], true)] {
        func text(_ cell: (deals: Int64, amount: Int64)) -> Text {
          isMoney ? chapter.money(cell.amount) : Text("\(cell.deals)")
        }
        let headings = table.headings.dropFirst(2).dropLast().map { Text($0) }
        #expect(Set(headings) == Set(cells.values.flatMap(\.keys)))
        #expect(
          table.rows.map { [$0[0]] + $0.dropFirst(2) }
            == rows.map { source in
              [source.isEmpty ? Text("none") : shown(source.string)]
                + headings.map { text(cells[source]![$0] ?? (0, 0)) } + [text(sums[source]!)]
            })
        table.expectSums()
      }
    }
  }

  /// Two teams do calls, and nobody has claimed the dinners.
  private static let touches = """
    account_id,occurred_at,channel,team
    A,2026-01-01,demo,sales
    A,2026-01-02,Paid Search,
    B,2026-01-01,call,sales
    B,2026-01-01,webinar,
    C,2026-01-01,call,sdr
    C,2026-01-03,dinner,

    """

  private static func reviewed(_ deals: [(account: String, source: String)]) throws -> Reviewed {
    var definitions = Definitions()
    definitions.teamOfChannel = ["Paid Search": "marketing", "webinar": "marketing"]
    return try Reviewed(
      touchpoints: touches,
      deals: "deal_id,account_id,amount,closed_at,source,deal_name\n"
        + deals.enumerated().map { number, deal in
          "D\(number),\(deal.account),\(number + 1)0,2026-02-01,\(deal.source),\n"
        }.joined(), definitions: definitions)
  }

  @Test(arguments: [
    ("Marketing", "marketing"), ("paid_search", "marketing"), ("PAID-SEARCH", "marketing"),
    ("Demo", "sales"), ("call", ""), ("dinner", ""), ("(unassigned)", ""), ("Web", ""),
    ("paid", ""), ("-", ""),
  ])
  func `is a team's where its name says so without a guess`(_ source: String, _ team: String)
    throws
  {
    let table = try Self.reviewed([("A", source)]).tables("What the CRM says")[0]
    #expect(table.rows[0][1] == Text(team))
  }

  @Test func `is listed where no touch of that team is among the first`() throws {
    let reviewed = try Self.reviewed([
      ("A", "Paid Search"), ("B", "Webinar"), ("C", "marketing"), ("A", "demo"),
      ("nobody", "demo"), ("C", "Web"), ("B", "sdr"),
    ])
    let title = "What the CRM says"
    #expect(
      reviewed.sentences(title).last == """
        A source is taken for a team's if it is the team's name, or a channel that is one team's \
        alone (without case, spaces, - and _): so it is for 5 deals with a touch, worth $170.00. \
        In 3 of them, worth $110.00, no touch of that team is among the first.
        """)
    #expect(
      reviewed.tables(title)[2].rows.map { $0.map(\.string) } == [
        ["D6", "70.00", "sdr", "sdr", "call (sales), webinar (marketing)"],
        ["D2", "30.00", "marketing", "marketing", "call (sdr)"],
        ["D0", "10.00", "Paid Search", "marketing", "demo (sales)"],
      ])
  }

  @Test func `agrees, or cannot be judged, without a list`() throws {
    let agreeing = try Self.reviewed([("A", "demo"), ("B", "webinar")])
    #expect(agreeing.tables("What the CRM says").count == 2)
    #expect(
      agreeing.sentences("What the CRM says").last!.hasSuffix(
        """
        : so it is for 2 deals with a touch, worth $30.00. In all of them a touch of that team is \
        among the first.
        """))
    let unknown = try Self.reviewed([("A", "Web"), ("nobody", "demo")])
    #expect(
      unknown.sentences("What the CRM says").last!.hasSuffix(
        "; none is that of a deal with a touch, so that nothing is said of agreement."))
    #expect(try Self.reviewed([("A", "")]).section("What the CRM says").isEmpty)
  }

  @Test func `are a team's by its own name before any channel's`() throws {
    let reviewed = try Reviewed(
      touchpoints: """
        account_id,occurred_at,channel,team
        A,2026-09-01,sales,marketing
        A,2026-09-02,demo,sales

        """,
      deals: "deal_id,account_id,amount,closed_at,source\nD1,A,10.00,2026-09-09,Sales\n")
    let table = reviewed.tables("What the CRM says")[0]
    #expect(table.rows[0].prefix(2).map(\.string) == ["Sales", "sales"])
    let said = reviewed.sentences("What the CRM says").joined()
    #expect(said.contains("In 1 of them, worth $10.00, no touch of that team is among the first."))
  }
}

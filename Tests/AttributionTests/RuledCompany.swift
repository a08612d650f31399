import Attribution
import Foundation
import Testing

/// A company whose files say everything in another way, with the rules by which it is found again.
struct RuledCompany {
  private(set) var company: RandomCompany
  /// The files that are looked up in.
  private(set) var lookups: [Table] = []
  private var random: Seeded

  init(_ native: RandomCompany, seed: UInt64) {
    company = native
    random = Seeded(seed)
    var people = Table(name: "people.csv", header: ["Mail", "Company"])
    var sites = Table(name: "sites.csv", header: ["Company", "Website"])
    var codes = Table(name: "codes.csv", header: ["Code", "Text"])
    var hidden = native
    hidden.definitions.touchpoints = []
    for index in hidden.touchpoints.indices {
      let name = hidden.touchpoints[index].name
      var source = Definitions.source(for: name, among: native.definitions.touchpoints)
      source.file = name
      hideTouchpoints(&hidden.touchpoints[index], &source, &people)
      hidden.definitions.touchpoints.append(source)
    }
    hidden.definitions.deals = []
    for index in hidden.deals.indices {
      var source = Definitions.Source()
      source.file = hidden.deals[index].name
      hideDeals(&hidden.deals[index], &source, &sites, &codes)
      hidden.definitions.deals.append(source)
    }
    company = hidden
    lookups = [people, sites, codes]
  }

  func request(in workspace: Workspace) throws -> Request {
    for table in lookups { try workspace.write(CSVWriter.plain(table), to: table.name) }
    var request = try company.request(in: workspace)
    request.definitionsPath = workspace.path("definitions.json")
    return request
  }

  // MARK: Touches

  private mutating func hideTouchpoints(
    _ table: inout Table, _ source: inout Definitions.Source, _ people: inout Table
  ) {
    var hidden = Table(
      name: table.name,
      header: [
        "touchpoint_id", "contact_id", "Who", "Else", "When A", "When B", "Kind", "Names", "What",
        "T1", "T2",
        "Skip",
      ])
    for record in table.records() {
      var row = [
        "touchpoint_id": record["touchpoint_id"]!, "contact_id": record["contact_id"]!,
        "Skip": random.one(of: ["", "no"]),
      ]
      if record["account_id"]!.isEmpty || random.chance(50) {
        row["Else"] = record["account_id"]
        row["Who"] = random.one(of: ["", "nobody@example.com", "no address"])
      } else {
        let mail = "Person\(people.rows.count)@Example.com"
        // Twice, in agreement.
        for _ in 0..<random.number(1...2) { people.rows.append([mail, record["account_id"]!]) }
        row["Who"] = random.one(of: [mail, mail.lowercased(), mail.uppercased()])
        row["Else"] = "the last resort"
      }
      row[random.one(of: ["When A", "When B"])] = record["occurred_at"]
      row["Kind"] = RuledCompany.code(record["channel"]!)
      row["Names"] = " ; \(record["campaign"]!) ;other"
      if record["campaign"]!.isEmpty { row["Names"] = random.one(of: ["", " ; "]) }
      let deal = record["deal_id"] ?? ""
      row["What"] = deal.isEmpty ? random.one(of: ["", "001", "x-D1"]) : deal
      row[random.one(of: ["T1", "T2"])] = record["team"]
      hidden.append(row)
    }
    addJunk(to: &hidden, besides: ["Skip": "yes", "Who": "A1", "T1": "nobody's"])
    var who = ColumnRule.Step(headers: ["Who"])
    who.lookups = [lookup("people.csv", "Mail", "Company", .ignoreCase)]
    source.columns["account_id"] = ColumnRule(steps: [who, .init(headers: ["Else"])])
    source.columns["occurred_at"] = "When A" || "When B"
    var kind = ColumnRule.Step(headers: ["Kind"])
    for record in table.records() where record["channel"] != "" {
      kind.values[Label(RuledCompany.code(record["channel"]!))] = record["channel"]
    }
    // A file without any channel has no names for any.
    kind.otherwise = kind.values.isEmpty ? nil : "a channel without a name"
    source.columns["channel"] = ColumnRule(steps: [kind])
    var names = ColumnRule.Step(headers: ["Names"])
    names.pick = .first
    source.columns["campaign"] = ColumnRule(steps: [names])
    var what = ColumnRule.Step(headers: ["What"])
    what.startsWith = ["D", "N"]
    source.columns["deal_id"] = ColumnRule(steps: [what])
    source.columns["team"] = "T1" || "T2"
    source.keep = [Condition(header: "Skip", test: .isNot, texts: ["yes"])]
    table = hidden
  }

  // MARK: Deals

  private mutating func hideDeals(
    _ table: inout Table, _ source: inout Definitions.Source, _ sites: inout Table,
    _ codes: inout Table
  ) {
    let hasStage = table.header.contains("stage")
    var hidden = Table(
      name: table.name,
      header: [
        "deal_id", "Mail", "Sum A", "Sum B", "End A", "End B", "deal_name", "owner_team", "Skip",
      ] + table.header.filter { ["created_at", "currency", "adjusts"].contains($0) }
        + (hasStage ? ["Phase"] : []))
    for record in table.records() {
      var row = record
      let account = record["account_id"]!
      let known = sites.rows.firstIndex { Text($0[0]) == Text(account) }
      let site = "account\(known ?? sites.rows.count).example"
      if known == nil { sites.rows.append([account, "https://www.\(site)/about"]) }
      row["Mail"] = account.isEmpty ? random.one(of: ["", "x@gmail.com"]) : "Ann@\(site)"
      row[random.one(of: ["Sum A", "Sum B"])] = record["amount"]
      row[random.one(of: ["End A", "End B"])] = record["closed_at"]
      row["Phase"] = RuledCompany.code(record["stage"] ?? "")
      if hasStage, !codes.rows.contains(where: { $0[0] == row["Phase"]! }) {
        codes.rows.append([row["Phase"]!, record["stage"]!])
      }
      hidden.append(row)
    }
    // A filtered row is no money only where it is known not to be won.
    if hasStage { addJunk(to: &hidden, besides: ["Skip": "yes", "Phase": "?"]) }
    var mail = ColumnRule.Step(headers: ["Mail"])
    mail.lookups = [lookup("sites.csv", "Website", "Company", .domain)]
    source.columns["account_id"] = ColumnRule(steps: [mail])
    source.columns["amount"] = "Sum A" || "Sum B"
    source.columns["closed_at"] = "End A" || "End B"
    if hasStage {
      var phase = ColumnRule.Step(headers: ["Phase"])
      phase.lookups = [lookup("codes.csv", "Code", "Text", .exact)]
      source.columns["stage"] = ColumnRule(steps: [phase])
    }
    source.keep = [
      Condition(header: "Skip", test: .lacks, texts: ["ye", "es"]),
      Condition(header: "Skip", test: .equals, texts: ["", "no"]),
    ]
    table = hidden
  }

  // MARK: Both

  /// Adds rows that are to be left out, with anything in their other cells.
  private mutating func addJunk(to table: inout Table, besides record: [String: String]) {
    for _ in 0..<random.number(0...5) {
      let junk = table.header.map { _ in random.one(of: ["", "?", "D1", "A1", "\"", "1;2", "ye"]) }
      table.append(
        Dictionary(uniqueKeysWithValues: zip(table.header, junk))
          .merging(record) { $1 }.filter { $0.key != "adjusts" })
    }
  }

  /// A text of letters and digits for any other.
  private static func code(_ text: String) -> String {
    text.utf8.map { String($0, radix: 16) }.joined()
  }

  private func lookup(
    _ file: String, _ key: String, _ value: String, _ match: Lookup.Match
  ) -> Lookup {
    var lookup = Lookup()
    (lookup.file, lookup.key, lookup.value) = (Label(file), Label(key), Label(value))
    lookup.match = match
    return lookup
  }
}

/// One header, and another where its cell is empty.
private func || (first: String, second: String) -> ColumnRule {
  ColumnRule(steps: [.init(headers: [first]), .init(headers: [second])])
}

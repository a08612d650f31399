import Attribution
import Foundation
import Testing

/// What makes two ids, two addresses or two headers one.
struct Identity {
  // MARK: Salesforce's ids

  @Test(
    arguments: [
      ("70130000001tcyI", "70130000001tcyIAAQ"), ("0015000000Gv7qJ", "0015000000Gv7qJAAR"),
      ("000000000000000", "000000000000000AAA"), ("AAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAA555"),
      ("Aaaaaaaaaaaaaaa", "AaaaaaaaaaaaaaaBAA"), ("aaaaAaaaaaaaaaa", "aaaaAaaaaaaaaaaQAA"),
      ("aaaaaaaaaaaaaaZ", "aaaaaaaaaaaaaaZAAQ"), ("006Ab000001QwEr", "006Ab000001QwErIAK"),
    ] as [(String, String)])
  func `a Salesforce id of 15 characters is one with 18`(_ short: String, long: String) {
    #expect(whole(short) == long)
    #expect(whole(long) == long)
    #expect(RuleTwin.whole(short) == long)
  }

  @Test(arguments: [
    "", "0015000000Gv7q", "0015000000Gv7qJA", "0015000000Gv7qJAA", "0015000000Gv7qJAARx",
    "0015000000Gv7qJAAS", "0015000000Gv7qJaar", "0015000000gv7qjAAR", "0015000000Gv7q-",
    "0015000000Gv7q\u{E9}", "0015000000Gv7\u{E9}", "0015000000Gv7qJ\u{E9}A", "@@@@@@@@@@@@@@@",
    "[[[[[[[[[[[[[[[", "{{{{{{{{{{{{{{{", "///////////////", ":::::::::::::::",
  ])
  func `no other text is one`(_ text: String) { #expect(whole(text) == nil) }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `and a twin agrees`(seed: UInt64) {
    var random = Seeded(seed)
    let characters = Array("09azAZmMQ5")
    for _ in 0..<200 {
      var text = String((0..<15).map { _ in random.one(of: characters) })
      if random.chance(50) { text = RuleTwin.whole(text) }
      if random.chance(30) { text = random.one(of: [text.lowercased(), text + "A", text + "AAA"]) }
      #expect((whole(text) ?? text) == RuleTwin.whole(text), "\(text)")
    }
  }

  private func whole(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    return SalesforceID.whole(bytes.span).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Deals with the long form of their ids and touches with the short one, or the other way round.
  @Test(arguments: [#"{"ids": "salesforce"}"#, #"{"touchpoints": [T], "deals": [T]}"#])
  func `join in either form, where they are declared`(_ definitions: String) throws {
    let results = try results(definitions.replacing("T", with: #"{"ids": "salesforce"}"#))
    #expect(results.failure == "")
    #expect(
      try results.rows("ledger.csv").map { "\($0["touchpoint_id"]!) \($0["deal_id"]!)" } == [
        "t1 006Ab000001QwErIAK", "t2 006Ab000001QwErIAK", "t3 006Ab000001QwErIAK",
        // The adjustment has its deal's journey.
        "t1 006Ab000002QwErIAK", "t2 006Ab000002QwErIAK", "t3 006Ab000002QwErIAK",
      ])
    #expect(
      try results.rows("rows.csv").map { "\($0["file"]!) \($0["outcome"]!) \($0["rows"]!)" } == [
        "t.csv account in no deal file 1", "t.csv credited 3", "d.csv duplicate 1",
        "d.csv credited 2",
      ])
  }

  @Test(arguments: [
    "{}", #"{"ids": "exact"}"#, #"{"ids": "salesforce", "touchpoints": [{"ids": "exact"}]}"#,
  ])
  func `and are bytes where nothing is, or where a source says so`(_ definitions: String) throws {
    let results = try results(definitions)
    #expect(results.failure == "")
    let touches = Set(try results.rows("ledger.csv").map { $0["touchpoint_id"]! })
    #expect(touches == ["t2", "t3"])
  }

  private let short = "001Ab000001ZxCv"
  private let long = "001Ab000001ZxCvIAK"

  private func results(_ definitions: String) throws -> Results {
    let workspace = try Workspace()
    let path = try workspace.write(definitions, to: "definitions.json")
    let touches = """
      touchpoint_id,account_id,deal_id,occurred_at
      t1,\(short),,2026-10-01
      t2,"\(long)",,2026-10-02
      t3,,006Ab000001QwErIAK,2026-10-03
      t4,001ab000001zxcv,,2026-10-04
      """
    // The second row is the first again; the third adjusts it.
    let second = definitions.contains("salesforce") ? "006Ab000001QwEr" : "006Ab000001QwErIAK"
    let account = definitions.contains("salesforce") ? short : long
    let deals = """
      deal_id,account_id,amount,closed_at,adjusts
      006Ab000001QwErIAK,\(long),100,2026-10-31,
      \(second),\(account),100,2026-10-31,
      006Ab000002QwEr,\(short),-10,2026-10-31,006Ab000001QwEr
      """
    return Results(
      of: Request(
        touchpoints: [try workspace.write(touches, to: "t.csv")],
        deals: [try workspace.write(deals, to: "d.csv")], definitions: try Definitions.read(path)))
  }

  @Test func `a deal is explained by either`() throws {
    let workspace = try Workspace()
    var definitions = Definitions()
    definitions.ids = .salesforce
    let deals = """
      deal_id,account_id,amount,closed_at,stage
      006Ab000001QwEr,\(short),100,2026-10-31,Won
      006Ab000002QwEr,\(short),100,2026-10-31,Open
      """
    let request = Request(
      touchpoints: [try workspace.write("account_id,occurred_at\n", to: "t.csv")],
      deals: [try workspace.write(deals, to: "d.csv")], definitions: definitions)
    var problems = Problems()
    let attribution = try Attribution(request, problems: &problems)
    for number in 1...2 {
      let id = "006Ab00000\(number)QwEr"
      let text = try attribution.explanation(of: id)
      #expect(text.contains("Deal \(id)IAK"))
      #expect(try attribution.explanation(of: id + "IAK") == text)
    }
    #expect(throws: Failure.self) { try attribution.explanation(of: "006Ab000003QwEr") }
  }

  // MARK: Domains

  @Test(
    arguments: [
      ("ann@acme.com", "acme.com"), ("Ann.O'Neil+x@Mail.ACME.co.uk", "mail.acme.co.uk"),
      ("acme.com", "acme.com"), ("www.acme.com", "acme.com"), ("WWW.acme.com.", "acme.com"),
      ("https://www.acme.com/about/us?x=a@b.com#top", "acme.com"),
      ("http://acme.com:8080", "acme.com"), ("https://user:pass@acme.com/", "acme.com"),
      ("acme.com?utm=1", "acme.com"), ("wwwacme.com", "wwwacme.com"),
      ("https://b\u{FC}cher.example", "b\u{FC}cher.example"),
      ("", nil), ("acme", nil), ("ann@acme", nil), ("@", nil), (".com", nil), ("ann@.com", nil),
      ("Acme Inc. of Ohio", nil), ("https://", nil), ("www.", nil),
      ("ann@gmail.com", nil), ("ann@GoogleMail.com", nil), ("https://www.outlook.com/x", nil),
      ("ann@web.de", nil), ("ann@qq.com", nil), ("ann@hotmail.co.uk", nil), ("gmail.com.", nil),
      ("ann@gmail.com.example", "gmail.com.example"),
    ] as [(String, String?)])
  func `a domain is what an address ends with, unless anybody may have one there`(
    _ text: String, domain: String?
  ) {
    #expect(MailDomain.of(text) == domain)
  }

  // MARK: Headers

  @Test func `of several companies of a deal the primary one's column is read`() throws {
    let headers = Identity.deals.filter { $0 != "account_id" }
    let companies = ["Associated Company ID", "Primary Associated Company ID"]
    let report = unwrapped(
      try check(touchpoints: ["account_id", "occurred_at"], deals: headers + companies))
    #expect(report.contains("account_id = Primary Associated Company ID"))
    #expect(report.contains("not used  \"Associated Company ID\""))
  }

  @Test(
    arguments: [
      ("account_id", ["Associated Company ID", "PRIMARY-ASSOCIATED company_id", "CompanyId"]),
      ("occurred_at", ["Activity Date", "activity_time", "MemberFirstAssociatedDate"]),
      ("touchpoint_id", ["Activity ID", "CampaignMemberId", "Engagement ID", "marketoGUID"]),
      ("contact_id", ["ContactId", "Associated Contact ID"]),
      ("deal_id", ["OpportunityId", "Associated Deal ID"]), ("campaign", ["Campaign Name"]),
    ] as [(String, [String])])
  func `headers of touchpoint files may be as CRMs spell them`(
    _ column: String, spellings: [String]
  ) throws {
    for header in spellings + [column] {
      let headers = ["account_id", "occurred_at", column].filter { $0 != column } + [header]
      let report = unwrapped(try check(touchpoints: headers, deals: Identity.deals))
      #expect(report.contains("\(column) = \(header)"), "\(header)")
      #expect(!report.contains("not used"), "\(header)")
    }
  }

  @Test(
    arguments: [
      ("deal_id", ["Opportunity ID", "RecordId"]),
      ("account_id", ["Account ID", "Associated Company ID", "Company ID"]),
      ("amount", ["Deal Amount", "OpportunityAmount"]),
      ("closed_at", ["CloseDate", "Closed Date", "Closing Date"]),
      ("stage", ["Deal Stage", "StageName", "Opportunity Stage"]),
      (
        "currency",
        ["Amount Currency", "CurrencyIsoCode", "Deal Currency", "Currency Code"]
      ),
      ("deal_name", ["Deal Name", "Opportunity Name"]),
      ("account_name", ["Account Name", "Company Name", "Associated Company"]),
      ("deal_type", ["Deal Type", "Opportunity Type"]), ("source", ["LeadSource"]),
      ("owner", ["Deal owner", "Opportunity Owner", "Owner Name"]),
      ("owner_team", ["Owner Role", "HubSpot Team"]),
      ("created_at", ["Create Date", "CreatedDate"]),
    ] as [(String, [String])])
  func `headers of deal files too`(_ column: String, spellings: [String]) throws {
    for header in spellings + [column] {
      let headers = Identity.deals.filter { $0 != column } + [header]
      let report = unwrapped(try check(touchpoints: ["account_id", "occurred_at"], deals: headers))
      #expect(report.contains("\(column) = \(header)"), "\(header)")
      #expect(!report.contains("not used"), "\(header)")
    }
  }

  @Test func `a column's own name comes before what others call it`() throws {
    let report = try check(
      touchpoints: ["Company ID", "Account Id", "occurred_at", "Activity Date"],
      deals: Identity.deals + ["Record ID"])
    #expect(report.contains("account_id = Account Id, occurred_at = occurred_at\n"))
    #expect(report.contains("not used  \"Company ID\", \"Activity Date\"\n"))
    #expect(report.contains("not used  \"Record ID\"\n"))
  }

  @Test func `two spellings of one column are a question`() throws {
    let report = try check(
      touchpoints: ["Company ID", "Associated Company ID", "occurred_at"], deals: Identity.deals)
    #expect(report.contains("Fix first: t.csv:1:12: "))
    #expect(report.contains("account_id"))
  }

  private static let deals = ["deal_id", "account_id", "amount", "closed_at"]

  private func check(touchpoints: [String], deals: [String]) throws -> String {
    let workspace = try Workspace()
    return try Attribution.check(
      Request(
        touchpoints: [try workspace.write(touchpoints.joined(separator: ","), to: "t.csv")],
        deals: [try workspace.write(deals.joined(separator: ","), to: "d.csv")])
    ).report
  }
}

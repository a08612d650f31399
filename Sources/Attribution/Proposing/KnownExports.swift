/// An export that is recognised by its headers, and needs more than to know which is which.
struct KnownExport: Sendable {
  enum Kind: Sendable { case touchpoints, deals }

  /// As comments and the summary call it.
  let name: String
  let kind: Kind
  /// Headers that it has, all of them.
  let signature: [String]
  var columns: KeyValuePairs<String, [KnownRule]> = [:]
  /// Whose work all of its touches are.
  var team: String?
  /// Whether its ids are Salesforce's, of 15 or 18 characters.
  var hasSalesforceIDs = false
  /// What somebody may want to leave out, with the reason.
  var keeps: [Keep] = []

  struct Keep: Sendable {
    let column: String
    let equals: [String]
    let reason: String
  }
}

/// One way to find the value of a column in a row.
struct KnownRule: Sendable {
  /// The headers it is read from; several are joined by ` / `.
  let headers: [String]
  /// Only values with this beginning count.
  var startsWith: String?
  /// Of several values in one cell, which.
  var pick: String?
  /// Where the value is looked up.
  var lookup: Lookup?
  /// What values are called instead.
  var names = ValueNames.asTheyAre

  init(
    _ headers: String..., startsWith: String? = nil, pick: String? = nil, lookup: Lookup? = nil,
    names: ValueNames = .asTheyAre
  ) {
    self.headers = headers
    self.startsWith = startsWith
    self.pick = pick
    self.lookup = lookup
    self.names = names
  }

  /// A list of another export, in which values are looked up.
  struct Lookup: Sendable {
    /// What is missing where it is not there: `the contacts`.
    let what: String
    /// What such a file is usually called.
    let file: String
    /// Headers by which such a file is recognised, whatever it is called.
    let signature: [String]
    /// Headers that hold the key and the value, the best first.
    let key: [String]
    let value: [String]
    var ignoresCase = false
  }

  enum ValueNames: Sendable {
    case asTheyAre, marketoActivities, mediums
  }
}

extension KnownExport {
  /// What this is, by a header; nil if it is none that is known.
  static func recognised(_ header: Header, _ kind: Kind) -> KnownExport? {
    let folded = Set(header.cells.map(foldedHeader))
    return all.first { export in
      export.kind == kind && export.signature.allSatisfy { folded.contains(foldedHeader($0)) }
    }
  }

  private static let contactAccount = KnownRule.Lookup(
    what: "the contacts", file: "Contact.csv", signature: ["Id", "AccountId", "LastName"],
    key: ["Id"], value: ["AccountId"])
  private static let leadAccount = KnownRule.Lookup(
    what: "the leads", file: "Lead.csv", signature: ["Id", "ConvertedAccountId"],
    key: ["Id"], value: ["ConvertedAccountId"])
  private static func campaign(_ value: String) -> KnownRule.Lookup {
    KnownRule.Lookup(
      what: "the campaigns", file: "Campaign.csv", signature: ["Id", "Name", "Type", "NumberSent"],
      key: ["Id"], value: [value])
  }
  private static func hubSpotContact(by key: [String], ignoresCase: Bool = false)
    -> KnownRule.Lookup
  {
    KnownRule.Lookup(
      what: "the contacts", file: "contacts.csv",
      signature: ["Record ID", "Email", "Lifecycle Stage"],
      key: key,
      value: ["Primary Associated Company ID", "Associated Company ID", "Associated Company IDs"],
      ignoresCase: ignoresCase)
  }
  private static let whoAndWhat: [KnownRule] = [
    KnownRule("AccountId"),
    KnownRule("WhatId", startsWith: "001"),
    KnownRule("WhoId", startsWith: "003", lookup: contactAccount),
    KnownRule("WhoId", startsWith: "00Q", lookup: leadAccount),
  ]
  private static let companyIDs: [KnownRule] = [
    KnownRule("Primary Associated Company ID"), KnownRule("Associated Company ID"),
    KnownRule("Associated Company IDs", pick: "first"),
  ]

  static let all: [KnownExport] = [
    KnownExport(
      name: "Salesforce campaign members", kind: .touchpoints,
      signature: ["CampaignId", "ContactId", "LeadId", "CompanyOrAccount"],
      columns: [
        "touchpoint_id": [KnownRule("Id")],
        "account_id": [
          KnownRule("ContactId", lookup: contactAccount),
          KnownRule("LeadId", lookup: leadAccount),
          KnownRule("CompanyOrAccount", startsWith: "001"),
        ],
        "occurred_at": [KnownRule("FirstRespondedDate"), KnownRule("CreatedDate")],
        "channel": [KnownRule("CampaignId", lookup: campaign("Type"))],
        "campaign": [KnownRule("CampaignId", lookup: campaign("Name"))],
        "contact_id": [KnownRule("ContactId"), KnownRule("LeadId")],
      ],
      team: "marketing", hasSalesforceIDs: true,
      keeps: [
        Keep(
          column: "Status", equals: ["Responded", "Attended"],
          reason: "a member who was only sent something did nothing yet")
      ]),
    KnownExport(
      name: "Salesforce tasks", kind: .touchpoints,
      signature: ["WhoId", "WhatId", "ActivityDate", "Subject", "Priority"],
      columns: [
        "touchpoint_id": [KnownRule("Id")],
        "account_id": whoAndWhat,
        "occurred_at": [
          KnownRule("CompletedDateTime"), KnownRule("ActivityDate"), KnownRule("CreatedDate"),
        ],
        "channel": [KnownRule("Type"), KnownRule("TaskSubtype")],
        "deal_id": [KnownRule("WhatId", startsWith: "006")],
        "contact_id": [KnownRule("WhoId")],
      ],
      team: "sales", hasSalesforceIDs: true,
      keeps: [
        Keep(
          column: "Status", equals: ["Completed"],
          reason: "a task that is not completed did not happen yet")
      ]),
    KnownExport(
      name: "Salesforce events", kind: .touchpoints,
      signature: ["WhoId", "WhatId", "StartDateTime"],
      columns: [
        "touchpoint_id": [KnownRule("Id")],
        "account_id": whoAndWhat,
        "occurred_at": [KnownRule("StartDateTime"), KnownRule("ActivityDate")],
        "channel": [KnownRule("Type"), KnownRule("EventSubtype")],
        "deal_id": [KnownRule("WhatId", startsWith: "006")],
        "contact_id": [KnownRule("WhoId")],
      ],
      team: "sales", hasSalesforceIDs: true),
    KnownExport(
      name: "Salesforce opportunities", kind: .deals,
      signature: ["Id", "AccountId", "StageName", "CloseDate"],
      columns: [
        "deal_id": [KnownRule("Id")],
        "account_id": [KnownRule("AccountId")],
        "stage": [KnownRule("StageName")],
        "closed_at": [KnownRule("CloseDate")],
        "deal_name": [KnownRule("Name")],
        "account_name": [
          KnownRule(
            "AccountId",
            lookup: KnownRule.Lookup(
              what: "the accounts", file: "Account.csv", signature: ["Id", "Name", "Industry"],
              key: ["Id"], value: ["Name"]))
        ],
      ],
      hasSalesforceIDs: true),
    KnownExport(
      name: "HubSpot deals", kind: .deals,
      signature: ["Record ID", "Deal Stage", "Close Date"],
      columns: ["deal_id": [KnownRule("Record ID")], "account_id": companyIDs]),
    KnownExport(
      name: "HubSpot engagements", kind: .touchpoints,
      signature: ["Engagement ID", "Activity type", "Activity date"],
      columns: [
        "account_id": companyIDs + [
          KnownRule(
            "Contact ID",
            lookup: hubSpotContact(by: ["Record ID", "Contact ID"])),
          KnownRule("Email", lookup: hubSpotContact(by: ["Email"], ignoresCase: true)),
        ]
      ]),
    KnownExport(
      name: "HubSpot contacts", kind: .touchpoints,
      signature: ["Record ID", "Lifecycle Stage", "Create Date", "Original Source"],
      columns: [
        "account_id": companyIDs,
        "contact_id": [KnownRule("Record ID")],
        "occurred_at": [KnownRule("Create Date")],
        "channel": [KnownRule("Original Source")],
        "campaign": [KnownRule("Original Source Drill-Down 1")],
      ],
      team: "marketing"),
    KnownExport(
      name: "Pipedrive deals", kind: .deals, signature: ["Deal - Title", "Deal - Status"],
      columns: [
        "deal_id": [
          KnownRule("Deal - ID"), KnownRule("Deal - System ID"),
          KnownRule("Deal - Pipedrive System ID"),
        ],
        "stage": [KnownRule("Deal - Status")],
        "closed_at": [
          KnownRule("Deal - Won time"), KnownRule("Deal - Deal closed on"),
          KnownRule("Deal - Closed on"),
        ],
      ]),
    KnownExport(
      name: "Pipedrive activities", kind: .touchpoints,
      signature: ["Activity - Type", "Activity - Due date"],
      columns: [
        "touchpoint_id": [KnownRule("Activity - ID"), KnownRule("Activity - System ID")],
        "occurred_at": [KnownRule("Activity - Due date")],
        "channel": [KnownRule("Activity - Type")],
      ],
      team: "sales",
      keeps: [
        Keep(
          column: "Activity - Done", equals: ["Done"],
          reason: "an activity that is not done did not happen yet")
      ]),
    KnownExport(
      name: "Marketo activities", kind: .touchpoints,
      signature: ["marketoGUID", "leadId", "activityDate", "activityTypeId"],
      columns: [
        "account_id": [
          KnownRule(
            "leadId",
            lookup: KnownRule.Lookup(
              what: "the leads", file: "leads.csv", signature: ["email", "company"],
              key: ["id", "Lead ID", "Marketo ID"],
              value: ["sfdcAccountId", "SFDC Account ID", "Account ID", "Company ID"]))
        ],
        "channel": [KnownRule("activityTypeId", names: .marketoActivities)],
        "campaign": [KnownRule("primaryAttributeValue")],
      ],
      team: "marketing",
      keeps: [
        Keep(
          column: "activityTypeId", equals: ["1", "2", "3", "10", "11", "46", "104"],
          reason: "what Marketo did by itself, such as sending, is no touch of a buyer's")
      ]),
    KnownExport(
      name: "GA4 events", kind: .touchpoints, signature: ["event_timestamp", "event_name"],
      columns: [
        "occurred_at": [KnownRule("event_timestamp")],
        "channel": [KnownRule("medium", "source", names: .mediums)],
        "campaign": [KnownRule("campaign")],
        "account_id": [
          KnownRule(
            "user_id",
            lookup: KnownRule.Lookup(
              what: "the users with their accounts", file: "users.csv",
              signature: ["user_id", "account_id"], key: ["user_id"], value: ["account_id"]))
        ],
        "contact_id": [KnownRule("user_id"), KnownRule("user_pseudo_id")],
      ],
      team: "marketing"),
  ]
}

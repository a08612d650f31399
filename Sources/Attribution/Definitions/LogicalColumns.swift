/// The columns of one kind of file.
protocol LogicalColumn: RawRepresentable<String>, CaseIterable, Sendable {
  /// Whether no file can be read without it.
  var isRequired: Bool { get }
  /// What the exports of CRMs call it, compared as its own name is; looked for if no header has that.
  var spellings: [String] { get }
  /// A spelling that counts before the others, where an export has a list and the one that is meant.
  var firstSpelling: String? { get }
}

/// The columns of a touchpoint file that the program knows, by their names in the definitions.
package enum TouchpointColumn: String, LogicalColumn, CaseIterable, Sendable {
  case account = "account_id"
  case occurredAt = "occurred_at"
  case channel
  case team
  case touchpoint = "touchpoint_id"
  case contact = "contact_id"
  case deal = "deal_id"
  case campaign
  case cost

  package var isRequired: Bool { self == .account || self == .occurredAt }

  package var spellings: [String] {
    switch self {
    case .account: ["Associated Company ID", "Company ID"]
    case .occurredAt: ["Activity Date", "Activity Time", "Member First Associated Date"]
    case .touchpoint: ["Activity ID", "Campaign Member ID", "Engagement ID", "marketoGUID"]
    case .contact: ["Associated Contact ID"]
    case .deal: ["Opportunity ID", "Associated Deal ID"]
    case .campaign: ["Campaign Name"]
    case .channel, .team, .cost: []
    }
  }

  package var firstSpelling: String? {
    self == .account ? "Primary Associated Company ID" : nil
  }
}

/// The columns of a deal file that the program knows, by their names in the definitions.
package enum DealColumn: String, LogicalColumn, CaseIterable, Sendable {
  case deal = "deal_id"
  case account = "account_id"
  case amount
  case closedAt = "closed_at"
  case stage
  case currency
  case adjusts
  case name = "deal_name"
  case accountName = "account_name"
  case type = "deal_type"
  case source
  case owner
  case ownerTeam = "owner_team"
  case createdAt = "created_at"

  package var isRequired: Bool {
    self == .deal || self == .account || self == .amount || self == .closedAt
  }

  package var spellings: [String] {
    switch self {
    case .deal: ["Opportunity ID", "Record ID"]
    case .account: ["Associated Company ID", "Company ID"]
    case .amount: ["Deal Amount", "Opportunity Amount"]
    case .closedAt: ["Close Date", "Closed Date", "Closing Date"]
    case .stage: ["Deal Stage", "Stage Name", "Opportunity Stage"]
    case .currency: ["Amount Currency", "Currency ISO Code", "Deal Currency", "Currency Code"]
    case .name: ["Opportunity Name"]
    case .accountName: ["Company Name", "Associated Company"]
    case .type: ["Opportunity Type"]
    case .source: ["Lead Source"]
    case .owner: ["Deal Owner", "Opportunity Owner", "Owner Name"]
    case .ownerTeam: ["Owner Role", "HubSpot Team"]
    case .createdAt: ["Create Date", "Created Date"]
    case .adjusts: []
    }
  }

  package var firstSpelling: String? {
    self == .account ? "Primary Associated Company ID" : nil
  }
}

/// The columns of a spend file that the program knows, by their names in the definitions.
package enum CostColumn: String, LogicalColumn, CaseIterable, Sendable {
  /// A month, a day or a time.
  case date
  case channel
  case campaign
  case amount
  case currency

  package var isRequired: Bool { self == .date || self == .amount }

  package var spellings: [String] {
    switch self {
    case .date: ["Month", "Day"]
    case .campaign: ["Campaign Name"]
    case .amount: ["Cost", "Spend", "Amount Spent"]
    case .currency: ["Currency Code", "Currency ISO Code"]
    case .channel: []
    }
  }

  package var firstSpelling: String? { nil }
}

/// The columns of a touchpoint file that the program knows, by their names in the definitions.
package enum TouchpointColumn: String, CaseIterable, Sendable {
  case account = "account_id"
  case occurredAt = "occurred_at"
  case channel
  case team
  case touchpoint = "touchpoint_id"
  case contact = "contact_id"
  case deal = "deal_id"
  case campaign

  package var isRequired: Bool { self == .account || self == .occurredAt }
}

/// The columns of a deal file that the program knows, by their names in the definitions.
package enum DealColumn: String, CaseIterable, Sendable {
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
}

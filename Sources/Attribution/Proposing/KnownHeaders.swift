/// How sure it is that a header names a column.
enum Sureness: Sendable {
  /// It means nothing else, and is read without being named.
  case byDefault
  /// It means nothing else.
  case sure
  /// Other columns have such headers too.
  case likely
  /// Only the values say so.
  case guessed
}

/// The headers that exports have for a column, the best first. They are compared without case,
/// spaces, `-` and `_`.
///
/// `sure` headers mean this column and nothing else; `likely` ones may mean another as well.
struct KnownHeaders: Sendable {
  let column: String
  var sure: [String] = []
  var likely: [String] = []

  private static func account() -> KnownHeaders {
    KnownHeaders(
      column: "account_id",
      sure: [
        "Account ID", "Account ID 18", "Account: Account ID", "Primary Associated Company ID",
        "Associated Company ID", "Associated Company IDs", "Company ID", "Company Record ID",
        "Customer ID", "Customer Number", "Kundennummer", "Organization ID",
        "Deal - Organization ID", "Account Name.id",
      ],
      likely: [
        "Company / Account", "Account", "Account Name", "Company", "Company Name",
        "Associated Company", "Customer", "Organization", "Deal - Organization",
        "Activity - Organization", "Potential Customer", "Kunde", "Firma", "Unternehmen", "Client",
        "Société", "Entreprise",
      ])
  }

  static let touchpoints = [
    account(),
    KnownHeaders(
      column: "occurred_at",
      sure: [
        "Activity Date", "Member First Associated Date", "First Responded Date",
        "Event Timestamp", "Touchpoint Date", "Touch Date", "Timestamp", "Activity - Due date",
      ],
      likely: [
        "Date", "Event Date", "Event Time", "Datetime", "Time", "Created Date", "Create Date",
        "Created At", "Datum",
      ]),
    KnownHeaders(
      column: "channel",
      sure: [
        "Campaign Type", "Activity Type", "Default Channel Group", "Marketing Channel",
        "Engagement Type", "Touchpoint Type", "Kanal", "Canal",
      ],
      likely: [
        "Type", "Original Source", "Source / Medium", "UTM Medium", "Medium", "Lead Source",
        "UTM Source", "Source", "Origin", "Quelle", "Origine", "Event Name", "Task Subtype",
      ]),
    KnownHeaders(
      column: "team", sure: ["Assigned Team", "HubSpot Team"], likely: ["Owner Team", "Department"]),
    KnownHeaders(
      column: "touchpoint_id",
      sure: [
        "Campaign Member ID", "Campaign Member ID 18", "Member ID", "Activity ID",
        "Engagement ID", "Touch ID", "Event ID", "Marketo GUID",
      ],
      likely: ["ID", "Record ID"]),
    KnownHeaders(
      column: "contact_id",
      sure: ["Contact ID", "Person ID", "Lead ID", "User ID"],
      likely: ["Contact", "Email", "User Pseudo ID"]),
    KnownHeaders(
      column: "deal_id",
      sure: ["Opportunity ID", "Associated Deal IDs", "Associated Deal ID"],
      likely: ["Opportunity", "Deal"]),
    KnownHeaders(
      column: "campaign", sure: ["Campaign Name", "UTM Campaign", "Kampagne"],
      likely: ["Program Name", "Event"]),
  ]

  static let deals = [
    KnownHeaders(
      column: "deal_id",
      sure: [
        "Opportunity ID", "Opportunity ID 18", "Deal Number", "Opportunity Number",
        "(Do Not Modify) Opportunity", "Auftragsnummer",
      ],
      likely: ["Record ID", "Contract Number", "Order Number", "Order ID", "Deal", "ID"]),
    account(),
    KnownHeaders(
      column: "amount",
      sure: ["Deal Amount", "Deal Value", "Actual Revenue", "Betrag", "Contract Value", "Montant"],
      likely: [
        "Amount (converted)", "Total", "Value", "Revenue", "Est. Revenue", "Umsatz", "Auftragswert",
      ]),
    KnownHeaders(
      column: "closed_at",
      sure: [
        "Close Date", "Closing Date", "Closed Date", "Won Date", "Actual Close Date",
        "Abschlussdatum",
      ],
      likely: [
        "Closed", "Signed", "Date Signed", "Est. Close Date", "Abschluss", "Date", "Datum",
      ]),
    KnownHeaders(
      column: "stage", sure: ["Deal Stage", "Stage Name", "Opportunity Stage", "Phase"],
      likely: ["Status", "Deal Status", "Is Won", "Won"]),
    KnownHeaders(
      column: "currency",
      sure: [
        "Amount Currency", "Currency ISO Code", "Deal Currency Code", "Deal Currency",
        "Currency Code", "Deal - Currency of Value", "Währung", "Devise",
      ]),
    KnownHeaders(column: "adjusts", likely: ["Adjusts Deal", "Credited Deal", "Original Deal ID"]),
    KnownHeaders(
      column: "deal_name", sure: ["Opportunity Name", "Deal - Title"],
      likely: ["Name", "Deal", "Topic"]),
    KnownHeaders(
      column: "account_name", sure: ["Account", "Company Name", "Associated Company", "Company"],
      likely: [
        "Customer", "Customer Name", "Organization", "Deal - Organization", "Potential Customer",
        "Kunde", "Firma",
      ]),
    KnownHeaders(column: "deal_type", sure: ["Opportunity Type"], likely: ["Type"]),
    KnownHeaders(column: "source", sure: ["Lead Source", "Original Source"]),
    KnownHeaders(
      column: "owner", sure: ["Opportunity Owner", "Deal Owner", "Account Executive"],
      likely: ["Owner ID", "Sales Rep"]),
    KnownHeaders(column: "owner_team", sure: ["Owner Role", "HubSpot Team"], likely: ["Team"]),
    KnownHeaders(
      column: "created_at", sure: ["Created Date", "Create Date"],
      likely: ["Created", "Deal - Deal created", "Created Time", "Created On"]),
  ]

  /// Headers whose values say a channel together.
  static let channelPairs = [
    KnownRule("UTM Medium", "UTM Source", names: .mediums),
    KnownRule("Medium", "Source", names: .mediums),
  ]

  /// The fields that have one of the headers, the best first.
  func fields(in header: Header) -> [(field: Int, sureness: Sureness)] {
    let folded = header.cells.map(foldedHeader)
    return [(sure, Sureness.sure), (likely, .likely)].flatMap { names, sureness in
      names.flatMap { name in
        folded.indices.filter { folded[$0] == foldedHeader(name) }.map { ($0, sureness) }
      }
    }
  }
}

/// What a column of the result files holds.
package struct ColumnDescription: Sendable {
  package let type: ColumnType
  /// Whether it has a value in every row.
  package let isRequired: Bool
  package let text: String
  /// The only file in which a column of this name is meant; nil for all others.
  fileprivate let file: String?

  fileprivate init(
    _ type: ColumnType, _ text: String, isRequired: Bool = false, in file: String? = nil
  ) {
    self.type = type
    self.text = text
    self.isRequired = isRequired
    self.file = file
  }
}

/// What the cells of a column are, if they are not empty.
package enum ColumnType: Sendable {
  case text
  /// `2026-10`, `2026-Q4` or `2026`.
  case period
  /// How many: a whole number, below zero only in a difference.
  case count
  /// An amount in the currency that the row names.
  case money
  /// Deals and their parts, to the millionth.
  case deals
  /// A fraction, to the millionth.
  case share
  /// One amount divided by another.
  case ratio
  case instant

  /// The unit, as a sentence that follows the description.
  package func unit(in form: CSVForm) -> String? {
    switch self {
    case .text, .period, .count, .ratio: nil
    case .money: "In the unit of the currency that the row names."
    case .deals: "In deals: 1 is one."
    case .share: "A fraction: 1 is all."
    case .instant: form.zone.map { "By the clocks of \($0.name)." } ?? "In UTC."
    }
  }
}

extension ColumnDescription {
  /// What a column holds; nil if nothing is said of it.
  ///
  /// - Parameters:
  ///   - file: The file's name.
  ///   - models: The names of the models of the run, which wide tables have columns for.
  ///   - dimensions: Those of the run, each a column of its own files.
  package static func of(
    _ column: String, in file: String, models: [String], dimensions: [Dimension]
  ) -> ColumnDescription? {
    if let dimension = dimensions.first(where: { $0.name == column && $0.files.contains(file) }) {
      return ColumnDescription(
        .text,
        "What the column \(dimension.column) of the "
          + "\(dimension.kind == .deal ? "deal" : "touch") says.", isRequired: true)
    }
    let candidates = all.filter { $0.name == column }.map(\.description)
    return candidates.first { $0.file == file } ?? candidates.first { $0.file == nil }
      ?? (models.contains(column)
        ? ColumnDescription(.money, "What the model \(column) credits.", isRequired: true) : nil)
  }

  /// Each name once: it means the same in every file, unless one is named.
  private static let all: [(name: String, description: ColumnDescription)] = [
    ("period", Self(.period, "The month, quarter or year in which deals were closed.")),
    ("currency", Self(.text, "The currency of the row's amounts, a code of ISO 4217.")),
    ("model", Self(.text, "The name of an attribution model.", isRequired: true)),
    ("team", Self(.text, "Whose work it was; (uncredited) where no touch led to the money.")),
    (
      "channel",
      Self(
        .text, "How a touch happened; (uncredited) where no touch led to the money.",
        isRequired: true)
    ),

    ("credit", Self(.money, "What is credited of the money of won deals.", isRequired: true)),
    ("share_of_won", Self(.share, "The credit as a part of won revenue.")),
    (
      "share_of_credited",
      Self(.share, "The credit as a part of what is credited to touches; empty for what is not.")
    ),
    ("deal_credit", Self(.deals, "How many deals are credited, in parts.", isRequired: true)),
    ("lowest", Self(.money, "The least that any model credits.", isRequired: true)),
    ("highest", Self(.money, "The most that any model credits.", isRequired: true)),
    ("spread", Self(.money, "The highest less the lowest.", isRequired: true)),

    (
      "setting",
      Self(
        .text, "What is set otherwise: half_life_days, lookback_days or ends_percent.",
        isRequired: true)
    ),
    (
      "value",
      Self(
        .text,
        "What it is set to: a number; all: no limit; 30+50: of the first and of the last touch.",
        isRequired: true, in: "sensitivity.csv")
    ),
    (
      "in_force",
      Self(.text, "yes if the definitions have this value for the model, or no.", isRequired: true)
    ),

    (
      "deals_touched",
      Self(.count, "Deals with such a touch in their journey; they overlap.", isRequired: true)
    ),
    (
      "amount_touched",
      Self(.money, "The amounts of these deals, each whole: not to be added up.", isRequired: true)
    ),
    (
      "deals_opened", Self(.count, "Deals with such a touch among the first.", isRequired: true)
    ),
    ("deals_closed", Self(.count, "Deals with such a touch among the last.", isRequired: true)),
    ("deals_alone", Self(.count, "Deals with such touches only.", isRequired: true)),

    ("cost", Self(.money, "What was spent.", isRequired: true)),
    (
      "return",
      Self(.ratio, "The credit divided by the cost; empty where nothing was spent.")
    ),
    (
      "cost_per_deal",
      Self(.money, "The cost divided by the deals credited; empty where there are none.")
    ),

    ("closed", Self(.text, "The closed folder of results that is compared.", isRequired: true)),
    ("cause", Self(.text, "What changed since it was closed.", isRequired: true)),
    ("detail", Self(.text, "From what to what.")),
    ("closed_credit", Self(.money, "The credit in the closed folder.", isRequired: true)),
    (
      "difference",
      Self(.money, "The credit now less that in the closed folder.", isRequired: true)
    ),

    ("deal_id", Self(.text, "The id of a deal.", isRequired: true)),
    ("deal_name", Self(.text, "The name of the deal.")),
    ("account_id", Self(.text, "The account of the deal, by which touches are found.")),
    ("account_name", Self(.text, "The name of the account.")),
    ("deal_type", Self(.text, "The type of the deal, as the deal file has it.")),
    ("source", Self(.text, "Where the deal came from, as the deal file has it.")),
    ("owner", Self(.text, "Who owns the deal, as the deal file has it.")),
    ("owner_team", Self(.text, "The team of the owner, as the deal file has it.")),
    ("created_at", Self(.instant, "When the deal was created.")),
    ("closed_at", Self(.instant, "When the deal was closed.", isRequired: true)),
    ("amount", Self(.money, "The amount of the deal or of the line; it adds up to won revenue.")),
    ("adjusts", Self(.text, "The id of the deal that the row changes; empty for a deal.")),
    ("status", Self(.text, "credited, or uncredited.", isRequired: true)),
    ("reason", Self(.text, "Why a deal is uncredited.")),
    ("touches", Self(.count, "Touches in the journeys of deals.", isRequired: true)),
    ("first_touch_at", Self(.instant, "When the first touch of the journey was.")),
    ("last_touch_at", Self(.instant, "When the last touch of the journey was.")),

    (
      "deal_amount",
      Self(
        .money, "The amount of the deal, in each of its rows: not to be added up.", isRequired: true
      )
    ),
    (
      "touch_number",
      Self(.count, "The position of the touch in the journey, from 1.", isRequired: true)
    ),
    ("touches_in_journey", Self(.count, "Touches in the journey.", isRequired: true)),
    ("touchpoint_id", Self(.text, "The id of the touch.")),
    ("contact_id", Self(.text, "The person who was touched.")),
    ("occurred_at", Self(.instant, "When the touch was.", isRequired: true)),
    ("campaign", Self(.text, "The campaign of the touch.")),

    ("line", Self(.text, "What the line adds up or counts.", isRequired: true)),
    ("deals", Self(.count, "Deals; adjustments and negative amounts count none.")),

    ("file", Self(.text, "The name of an input file.")),
    (
      "kind",
      Self(
        .text,
        "touchpoints, deals or lookup; match: rows for which a rule found something, counted "
          + "again.", isRequired: true)
    ),
    ("outcome", Self(.text, "What became of rows.", isRequired: true)),
    ("rows", Self(.count, "How many rows, or lines that are none.", isRequired: true)),

    ("line", Self(.count, "The line of the file, from 1.", in: "rejects.csv")),
    ("column", Self(.text, "The column that is wrong; empty if the row is.")),
    ("value", Self(.text, "What it holds.", in: "rejects.csv")),
    ("reason", Self(.text, "Why the row cannot be used.", isRequired: true, in: "rejects.csv")),
  ]
}

/// A way in which the made-up company reaches buyers.
struct SampleChannel {
  /// Two cells with the commas around them: `,paid_search,marketing,`.
  let nameAndTeam: [UInt8]
  /// How often it is used, by the account's `Interest`; each adds up to 100 over all channels.
  let weights: [Int]
  /// Names by quarter; empty if it has none.
  let campaigns: [[[UInt8]]]
  let campaignsPerMille: Int
  /// What a touch costs in hundredths: one of `steps` prices, `step` apart. nil: nothing.
  let price: Price?

  typealias Price = (from: Int, step: Int, steps: Int)

  private init(
    _ name: String, _ team: String, _ weights: [Int], campaign: String = "", perMille: Int = 0,
    price: Price? = nil
  ) {
    nameAndTeam = Array(",\(name),\(team),".utf8)
    self.weights = weights
    campaigns = SampleChannel.campaigns(campaign)
    campaignsPerMille = perMille
    self.price = price
  }

  static let all = [
    SampleChannel(
      "paid_search", "marketing", [15, 11, 4], campaign: "Search", perMille: 1_000,
      price: (120, 1, 1_700)),
    SampleChannel(
      "paid_social", "marketing", [13, 8, 3], campaign: "Social", perMille: 1_000,
      price: (60, 1, 1_200)),
    SampleChannel("organic_search", "marketing", [18, 12, 6]),
    SampleChannel(
      "email", "marketing", [20, 17, 11], campaign: "Newsletter", perMille: 1_000,
      price: (2, 1, 8)),
    SampleChannel(
      "webinar", "marketing", [5, 7, 3], campaign: "Webinar", perMille: 1_000,
      price: (1_500, 100, 46)),
    SampleChannel(
      "event", "marketing", [3, 4, 3], campaign: "Field Event", perMille: 1_000,
      price: (15_000, 500, 151)),
    SampleChannel(
      "content_download", "marketing", [10, 9, 3], campaign: "White Paper", perMille: 1_000,
      price: (400, 50, 43)),
    SampleChannel("customer_referral", "marketing", [2, 3, 4]),
    SampleChannel(
      "partner_referral", "partner", [3, 4, 5], campaign: "Partner Days", perMille: 500),
    SampleChannel("sdr_call", "sdr", [3, 7, 9], price: (800, 50, 25)),
    SampleChannel(
      "sdr_email", "sdr", [6, 9, 10], campaign: "Outreach", perMille: 300, price: (150, 10, 16)),
    SampleChannel("sales_call", "sales", [1, 5, 17], price: (2_500, 100, 36)),
    SampleChannel("sales_meeting", "sales", [1, 4, 22], price: (12_000, 1_000, 14)),
  ]

  /// One a quarter, for any channel, and quoted: names with commas are what breaks a naive reader.
  static let launches = [
    "\"Winter Launch, EMEA, wave 1\"", "\"Spring Launch, EMEA, wave 2\"",
    "\"Summer Launch, Americas, wave 1\"", "\"Autumn Launch, Americas, wave 2\"",
    "\"Winter Launch, Asia-Pacific, wave 1\"", "\"Spring Launch, Asia-Pacific, wave 2\"",
  ].map { Array($0.utf8) }

  /// Eight names for each quarter of the eighteen months: `2025-Q2 EMEA Webinar Data Trust`.
  private static func campaigns(_ kind: String) -> [[[UInt8]]] {
    let regions = ["EMEA", "Americas", "Asia-Pacific"]
    let themes = [
      "Data Trust", "Cloud Costs", "Fast Start", "Audit Ready", "Zero Waste", "Open Books",
      "Clear Forecast", "Safe Growth", "Supply Chains", "Green Freight", "Smart Pricing",
    ]
    return (0..<6).map { quarter in
      (0..<8).map { number in
        let region = regions[(quarter + number) % regions.count]
        let theme = themes[(quarter * 3 + number) % themes.count]
        return Array("\(2025 + quarter / 4)-Q\(quarter % 4 + 1) \(region) \(kind) \(theme)".utf8)
      }
    }
  }
}

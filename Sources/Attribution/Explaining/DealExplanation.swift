/// One deal, its journey and every model's arithmetic, wherever they were read.
struct DealExplanation {
  let id: String
  let name: String
  let currency: Currency
  /// In minor units.
  let amount: Int64
  /// What else is known of the deal, each under its name; those without a value are left out.
  let facts: [(name: String, value: String)]
  let zone: Zone
  /// The closing of the deal whose journey it is; nil where that is not known, and with it the ages.
  let closedAt: Int64?
  /// Oldest first.
  let touches: [Touch]
  /// Each with what it credits to each touch, in minor units.
  let models: [(model: Model, credits: [Int64])]
  let tiesShare: Bool
  /// The definitions' window, in seconds; nil for one without a limit.
  let lookback: Int64?

  struct Touch {
    let instant: Int64
    let team: String
    let channel: String
    let campaign: String
    let contact: String
    let id: String
    /// `file:line`; nil where it is not known.
    let place: String?
  }

  /// Who and what the deal is.
  var heading: String {
    var lines = [("amount", currency.grouped(amount))]
    for fact in facts where !fact.value.isEmpty {
      lines.append((fact.name, printable(fact.value, limit: 200)))
    }
    return "Deal \(printable(id))" + (name.isEmpty ? "" : ", \(printable(name))") + "\n"
      + lines.map { "  \($0.0.padding(9))\($0.1)\n" }.joined()
  }

  /// The journey, and what each model makes of it.
  var journey: String {
    var table = TextTable([("#", .right)] + DealExplanation.columns(places: hasPlaces))
    for (position, touch) in touches.enumerated() {
      table.add(["\(position + 1)"] + cells(of: touch))
    }
    let count = counted(touches.count, "touch", "touches")
    return "\nThe journey: \(count), oldest first (\(windowWords(lookback))).\n" + table.plain
      + models.map { arithmetic($0.model, $0.credits) }.joined()
  }

  private var hasPlaces: Bool { touches.contains { $0.place != nil } }

  static func columns(places: Bool) -> [(String, TextTable.Alignment)] {
    [
      ("when", .left), ("before the close", .right), ("team", .left), ("channel", .left),
      ("campaign", .left), ("contact", .left), ("id", .left),
    ] + (places ? [("read at", .left)] : [])
  }

  /// When, age, team, channel, campaign, contact, id and place of a touch.
  func cells(of touch: Touch) -> [String] {
    let age = closedAt.map { $0 - touch.instant }
    let ageText = age.map { $0 >= 0 ? "\(daysText($0)) d" : "\(daysText(-$0)) d after" }
    return [clock(touch.instant, in: zone), ageText ?? ""]
      + [touch.team, touch.channel, touch.campaign, touch.contact, touch.id].map { printable($0) }
      + [touch.place].compactMap(\.self)
  }

  private func arithmetic(_ model: Model, _ credits: [Int64]) -> String {
    let steps = closedAt.map { self.steps(of: model, closedAt: $0) }
    var columns: [(String, TextTable.Alignment)] = [("#", .right)]
    if steps != nil { columns += [("position", .left), ("weight", .left), ("share", .right)] }
    var table = TextTable(columns + [("credit", .right)])
    for position in touches.indices {
      let credit = currency.grouped(credits[position])
      table.add(["\(position + 1)"] + (steps?[position] ?? []) + [credit])
    }
    let sum = credits.reduce(0, +)
    let label = steps == nil ? ["sum"] : ["", "sum", "", "100.00 %"]
    table.add(label + [currency.grouped(sum)])
    return """

      \(model.name): \(model.rule).
      \(table.plain)\
      \(sum == amount ? "  The credits add up to the amount." : "  THE CREDITS DO NOT ADD UP.")

      """
  }

  /// Position, weight and share of each touch.
  private func steps(of model: Model, closedAt: Int64) -> [[String]] {
    let journey = Journey(ages: touches.map { closedAt - $0.instant }, tiesShare: tiesShare)
    // Hundredths of a percent, by the rule that shares out money, so that they add up to 100.
    let shares = ShareOut.shares(of: 10_000, by: model.weights(of: journey))
    return touches.indices.map { position in
      var percent: [UInt8] = []
      percent.append(shares[position], decimals: 2)
      return [
        journey.position(position), model.formula(journey, position),
        String(decoding: percent, as: UTF8.self) + " %",
      ]
    }
  }

  /// Why a deal has no journey.
  static func sentence(
    _ reason: UncreditedReason, lookback: Int64?, adjusts: String
  ) -> String {
    switch reason {
    case .noAccount: "no account; the row names none, and no touch names the deal"
    case .noTouches: "no touches; no touch names its account or the deal"
    case .noTouchesBeforeClose: "no touches before close; all came later"
    case .noneWithinLookback: "none within lookback; \(windowWords(lookback))"
    case .journeyRestarted: "journey restarted; all touches came before the account's last win"
    case .adjustedDealNotInFiles:
      "adjusted deal not in the files; \(quoted(adjusts)) is no won deal in them"
    }
  }
}

private func windowWords(_ lookback: Int64?) -> String {
  lookback.map { "the window is \(dayCount($0)) before the close" }
    ?? "the window has no limit"
}

/// An instant on the clocks of a zone.
func clock(_ instant: Int64, in zone: Zone) -> String {
  zone.text(of: instant) + " " + zone.name
}

/// Up to three ids that are spelled most like a wanted one.
func nearestIDs(to wanted: String, among ids: some Sequence<String>) -> [String] {
  let letters = Array(wanted.lowercased())
  return ids.filter { abs($0.count - letters.count) * 2 <= max(letters.count, $0.count) }
    .map { (id: $0, distance: editDistance(letters, Array($0.lowercased()))) }
    .filter { $0.distance * 2 <= max(letters.count, $0.id.count) }
    .sorted {
      $0.distance != $1.distance ? $0.distance < $1.distance : Label($0.id) < Label($1.id)
    }
    .prefix(3).map(\.id)
}

extension String {
  fileprivate func padding(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

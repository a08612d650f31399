extension Attribution {
  /// One deal's journey and every model's arithmetic, or why it has no credit, as text.
  ///
  /// - Throws: A `Failure` if no row of the deal files has this id; it names the nearest ones.
  package func explanation(of id: String) throws(Failure) -> String {
    let id = found(id)
    guard let index = deals.index(of: id) else {
      if let stage = deals.stageOfUnwon(id) {
        return """
          Deal \(printable(id)) was not won: its stage is \(quoted(stage)), and the definitions call \
          won: \(definitions.won.map(quoted).joined(separator: ", ")).

          """
      }
      throw Failure(.data, [.unknownDeal(id, nearest: nearestIDs(id))])
    }
    var text = heading(index)
    if let reason = journeys.reason(of: index) {
      text += "\nUncredited: \(sentence(reason, index)).\n"
    } else {
      text += journeyTable(index)
      for model in definitions.models { text += arithmetic(index, model) }
    }
    return text + leftOut(index)
  }

  /// The id as the deal files have it: one of Salesforce's may be given in the short form.
  private func found(_ id: String) -> String {
    let bytes = Array(id.utf8)
    guard deals.index(of: id) == nil, deals.stageOfUnwon(id) == nil,
      let whole = SalesforceID.whole(bytes.span).map({ String(decoding: $0, as: UTF8.self) }),
      deals.index(of: whole) != nil || deals.stageOfUnwon(whole) != nil
    else { return id }
    return whole
  }

  private func heading(_ index: Int) -> String {
    let deal = deals.won[index]
    var lines = [("amount", deal.currency.grouped(deal.amount))]
    func add(_ name: String, _ value: String) {
      if !value.isEmpty { lines.append((name, printable(value))) }
    }
    let accountName = deals.label(.accountName, of: index)
    add(
      "account",
      deals.account(deal.account) + (accountName.isEmpty ? "" : " (\(accountName))"))
    let team = deals.label(.ownerTeam, of: index)
    add("owner", deals.label(.owner, of: index) + (team.isEmpty ? "" : " (\(team))"))
    add("type", deals.label(.type, of: index))
    add("source", deals.label(.source, of: index))
    if deal.adjusts != nil {
      add(
        "adjusts",
        deals.adjustedName(of: deal) + ", by whose journey and weights it is shared out"
          + (closing(index) == deal.closedAt ? "" : "; closed \(clock(closing(index)))"))
    }
    add("created", deal.createdAt.map(clock) ?? "")
    add("closed", clock(deal.closedAt))
    add("read at", "\(deals.files[deal.file].input.name):\(deal.line)")
    let name = deals.label(.name, of: index)
    return "Deal \(printable(deals.name(deal)))"
      + (name.isEmpty ? "" : ", \(printable(name))") + "\n"
      + lines.map { "  \($0.0.padding(9))\($0.1)\n" }.joined()
  }

  private func journeyTable(_ index: Int) -> String {
    let list = journeys.touches(of: index)
    let ages = closing(index)
    var table = TextTable([
      ("#", .right), ("when", .left), ("before the close", .right), ("team", .left),
      ("channel", .left), ("campaign", .left), ("contact", .left), ("id", .left),
      ("read at", .left),
    ])
    for (position, touch) in list.enumerated() {
      table.add(["\(position + 1)"] + columns(of: Int(touch), closedAt: ages))
    }
    return "\nThe journey: \(counted(list.count, "touch", "touches")), oldest first"
      + " (\(windowSentence)).\n" + table.plain
  }

  /// When, age, team, channel, campaign, contact, id and place of a touch.
  private func columns(of touch: Int, closedAt: Int64) -> [String] {
    let party = touches.partyNames[Int(touches.parties[touch])]
    let file = touches.files[touches.file(of: touch)].input.name
    let age = closedAt - touches.instants[touch]
    return [
      clock(touches.instants[touch]),
      age >= 0 ? "\(daysText(age)) d" : "\(daysText(-age)) d after",
      printable(party.team), printable(party.channel),
      printable(touches.campaignNames[Int(touches.campaigns[touch])]),
      printable(touches.contacts[touch]), printable(touches.ids[touch]),
      "\(file):\(touches.lines[touch])",
    ]
  }

  private func arithmetic(_ index: Int, _ model: Model) -> String {
    let deal = deals.won[index]
    var crediting = Crediting(
      deals: deals, journeys: journeys, touches: touches, definitions: definitions)
    crediting.credit(index, by: model)
    let journey = crediting.journey(of: index)
    // Hundredths of a percent, by the rule that shares out money, so that they add up to 100.
    let shares = ShareOut.shares(of: 10_000, by: crediting.weights)
    var table = TextTable([
      ("#", .right), ("position", .left), ("weight", .left), ("share", .right), ("credit", .right),
    ])
    for position in 0..<journey.count {
      var percent: [UInt8] = []
      percent.append(shares[position], decimals: 2)
      table.add([
        "\(position + 1)", journey.position(position), model.formula(journey, position),
        String(decoding: percent, as: UTF8.self) + " %",
        deal.currency.grouped(crediting.money[position]),
      ])
    }
    let sum = crediting.money.reduce(0, +)
    table.add(["", "sum", "", "100.00 %", deal.currency.grouped(sum)])
    return """

      \(model.name): \(model.rule).
      \(table.plain)\
      \(sum == deal.amount ? "  The credits add up to the amount." : "  THE CREDITS DO NOT ADD UP.")

      """
  }

  /// Touches of the account that just missed the journey, with why.
  private func leftOut(_ index: Int) -> String {
    let deal = deals.won[index]
    guard deal.adjusts == nil else { return "" }
    let members = Set(journeys.touches(of: index))
    let missed = journeys.candidates(of: index, in: deals).filter { !members.contains($0) }
    guard !missed.isEmpty else { return "" }
    // How far from the journey's window, so that the nearest come first.
    func distance(_ touch: Int32) -> Int64 {
      let instant = touches.instants[Int(touch)]
      if instant > deal.journeyEnd { return instant - deal.journeyEnd }
      let start = definitions.lookback.map { deal.closedAt - $0 } ?? .min
      return instant < start ? start - instant : 0
    }
    let nearest = missed.sorted {
      (distance($0), touches.instants[Int($1)], $0) < (distance($1), touches.instants[Int($0)], $1)
    }.prefix(5)
    var table = TextTable([
      ("when", .left), ("before the close", .right), ("team", .left), ("channel", .left),
      ("campaign", .left), ("contact", .left), ("id", .left), ("read at", .left),
      ("why not", .left),
    ])
    func why(_ touch: Int32) -> String {
      let instant = touches.instants[Int(touch)]
      if instant > deal.closedAt { return "after the close" }
      if instant > deal.journeyEnd { return "on the closing day" }
      if distance(touch) > 0 { return "before the window" }
      if let kept = journeys.position(ofTouchRepeatedBy: touch, in: index) {
        return "collapsed: repeats touch \(kept + 1)"
      }
      return "before the account's last win"
    }
    for touch in nearest {
      table.add(columns(of: Int(touch), closedAt: deal.closedAt) + [why(touch)])
    }
    let all = missed.count > nearest.count ? ", the nearest \(nearest.count)" : ""
    return "\nNot in the journey: \(counted(missed.count, "touch", "touches")) of the account"
      + "\(all).\n" + table.plain
  }

  private func sentence(_ reason: UncreditedReason, _ index: Int) -> String {
    switch reason {
    case .noAccount: "no account; the row names none, and no touch names the deal"
    case .noTouches: "no touches; no touch names its account or the deal"
    case .noTouchesBeforeClose: "no touches before close; all came later"
    case .noneWithinLookback: "none within lookback; \(windowSentence)"
    case .journeyRestarted: "journey restarted; all touches came before the account's last win"
    case .adjustedDealNotInFiles:
      "adjusted deal not in the files; \(quoted(deals.adjustedName(of: deals.won[index]))) is no won deal in them"
    }
  }

  private var windowSentence: String {
    definitions.lookback.map { "the window is \(daysText($0)) days before the close" }
      ?? "the window has no limit"
  }

  /// When the deal whose journey it is was closed: an adjustment has its deal's journey.
  private func closing(_ index: Int) -> Int64 {
    if case .deal(let base) = deals.won[index].adjusts { return deals.won[base].closedAt }
    return deals.won[index].closedAt
  }

  /// An instant on the clocks of the definitions' zone.
  private func clock(_ instant: Int64) -> String {
    definitions.zone.text(of: instant) + " " + definitions.zone.name
  }

  /// Up to three ids that are spelled most like this one.
  private func nearestIDs(_ id: String) -> [String] {
    let wanted = Array(id.lowercased())
    return deals.allIDs.filter { abs($0.count - wanted.count) * 2 <= max(wanted.count, $0.count) }
      .map { (id: $0, distance: editDistance(wanted, Array($0.lowercased()))) }
      .filter { $0.distance * 2 <= max(wanted.count, $0.id.count) }
      .sorted {
        $0.distance != $1.distance ? $0.distance < $1.distance : Label($0.id) < Label($1.id)
      }
      .prefix(3).map(\.id)
  }
}

extension String {
  fileprivate func padding(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

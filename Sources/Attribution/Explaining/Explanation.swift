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
      throw Failure(.data, [.unknownDeal(id, nearest: nearestIDs(to: id, among: deals.allIDs))])
    }
    let explanation = dealExplanation(index)
    guard let reason = journeys.reason(of: index) else {
      return explanation.heading + explanation.journey + leftOut(index, beside: explanation)
    }
    let sentence = DealExplanation.sentence(
      reason, lookback: definitions.lookback, adjusts: deals.adjustedName(of: deals.won[index]))
    return explanation.heading + "\nUncredited: \(sentence).\n"
      + leftOut(index, beside: explanation)
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

  private func dealExplanation(_ index: Int) -> DealExplanation {
    let deal = deals.won[index]
    let zone = definitions.zone
    let accountName = deals.label(.accountName, of: index)
    let team = deals.label(.ownerTeam, of: index)
    let closing = closing(index)
    let adjusts =
      deals.adjustedName(of: deal) + ", by whose journey and weights it is shared out"
      + (closing == deal.closedAt ? "" : "; closed \(clock(closing, in: zone))")
    var crediting = Crediting(
      deals: deals, journeys: journeys, touches: touches, definitions: definitions)
    return DealExplanation(
      id: deals.name(deal), name: deals.label(.name, of: index), currency: deal.currency,
      amount: deal.amount,
      facts: [
        (
          "account",
          deals.account(deal.account) + (accountName.isEmpty ? "" : " (\(accountName))")
        ),
        ("owner", deals.label(.owner, of: index) + (team.isEmpty ? "" : " (\(team))")),
        ("type", deals.label(.type, of: index)), ("source", deals.label(.source, of: index)),
        ("adjusts", deal.adjusts == nil ? "" : adjusts),
        ("created", deal.createdAt.map { clock($0, in: zone) } ?? ""),
        ("closed", clock(deal.closedAt, in: zone)),
        ("read at", "\(deals.files[deals.file(of: index)].input.name):\(deal.line)"),
      ],
      zone: zone, closedAt: closing, touches: journeys.touches(of: index).map { touch(Int($0)) },
      models: journeys.reason(of: index) != nil
        ? []
        : definitions.models.map { model in
          crediting.creditMoney(of: index, by: model.weigh)
          return (model, crediting.money.flat)
        },
      tiesShare: definitions.ties == .share, lookback: definitions.lookback)
  }

  private func touch(_ touch: Int) -> DealExplanation.Touch {
    let party = touches.partyNames[Int(touches.parties[touch])]
    let file = touches.files[touches.file(of: touch)].input.name
    return DealExplanation.Touch(
      instant: touches.instants[touch], team: party.team, channel: party.channel,
      campaign: touches.campaignNames[Int(touches.campaigns[touch])],
      contact: touches.contacts[touch], id: touches.ids[touch],
      place: "\(file):\(touches.lines[touch])")
  }

  /// Touches of the account that just missed the journey, with why.
  private func leftOut(_ index: Int, beside explanation: DealExplanation) -> String {
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
    let nearest = missed.sorted { one, other in
      let (here, there) = (Int(one), Int(other))
      let (near, far) = (distance(one), distance(other))
      guard near == far, touches.instants[here] == touches.instants[there] else {
        return (near, touches.instants[there]) < (far, touches.instants[here])
      }
      return (touches.file(of: here), touches.lines[here])
        < (touches.file(of: there), touches.lines[there])
    }.prefix(5)
    var table = TextTable(DealExplanation.columns(places: true) + [("why not", .left)])
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
      table.add(explanation.cells(of: self.touch(Int(touch))) + [why(touch)])
    }
    let all = missed.count > nearest.count ? ", the nearest \(nearest.count)" : ""
    return "\nNot in the journey: \(counted(missed.count, "touch", "touches")) of the account"
      + "\(all).\n" + table.plain
  }

  /// When the deal whose journey it is was closed: an adjustment has its deal's journey.
  private func closing(_ index: Int) -> Int64 {
    if case .deal(let base) = deals.won[index].adjusts { return deals.won[base].closedAt }
    return deals.won[index].closedAt
  }
}

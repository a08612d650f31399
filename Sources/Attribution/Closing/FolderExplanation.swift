extension ResultFolder {
  /// One deal's journey and every model's arithmetic from the results alone: what `explain` tells,
  /// without the places of rows and without the touches that missed.
  ///
  /// - Throws: `data` if no deal of the results has this id, and what reading the folder throws.
  package func explanation(of id: String) throws(Failure) -> String {
    let all = try deals()
    guard let deal = all.first(where: { $0.id == Label(id) }) else {
      throw Failure(
        .data, [.dealNotInResults(id, path, nearest: nearestIDs(to: id, among: all.map(\.id.text)))]
      )
    }
    // The ids that explanations show are those of the files, and of one deal there is one row.
    let definitions = try definitionsInForce()
    let base = deal.adjusts.isEmpty ? deal : all.first { $0.id == Label(deal.adjusts) }
    let journey = try ledger()?.touches(of: deal.id)
    let explanation = DealExplanation(
      deal, base: base, journey: journey ?? [], by: definitions, path: path)
    if !deal.isCredited {
      return explanation.heading + "\nUncredited: \(deal.reason).\n"
    }
    guard journey != nil else {
      let lines = try teamCredits(of: deal)
      return explanation.heading
        + """

        The journey had \(counted(deal.touches, "touch", "touches")); which \(deal.touches == 1 ? "it was" : "they were") is not in \
        \(printable(path, limit: .max)): it was written without a ledger. What the teams got:
        \(lines.plain)
        """
    }
    return explanation.heading + explanation.journey
      + (base == nil
        ? """

        The weights follow from the close of \(printable(deal.adjusts)), which is not in these results.

        """ : "")
  }

  /// The definitions that the results were made by.
  private func definitionsInForce() throws(Failure) -> Definitions {
    let text = record.definitions.canonical
    let (definitions, problems) = Definitions.decode(Array(text.utf8), file: "\(path)/run.json")
    guard problems.isEmpty else { throw Failure(.data, [.resultsNotUnderstood(path)]) }
    return definitions
  }

  private func teamCredits(of deal: ResultDeal) throws(Failure) -> TextTable {
    var table = TextTable([("model", .left), ("team", .left), ("credit", .right)])
    try forEachDealCredit { (row) throws(Failure) in
      guard row.deal == deal.id else { return }
      table.add([row.model, printable(row.team), row.currency.grouped(row.credit)])
    }
    return table
  }
}

extension DealExplanation {
  /// - Parameter base: The deal whose journey it is; nil if it is not in the results.
  fileprivate init(
    _ deal: ResultDeal, base: ResultDeal?, journey: [ResultTouch], by definitions: Definitions,
    path: String
  ) {
    let zone = definitions.zone
    let adjusts =
      deal.adjusts.isEmpty ? "" : deal.adjusts + ", by whose journey and weights it is shared out"
    let closing =
      base.map { $0.closedAt == deal.closedAt ? "" : "; closed \(clock($0.closedAt, in: zone))" }
    self.init(
      id: deal.id.text, name: deal.name, currency: deal.currency, amount: deal.amount,
      facts: [
        ("account", deal.account + (deal.accountName.isEmpty ? "" : " (\(deal.accountName))")),
        ("owner", deal.owner + (deal.ownerTeam.isEmpty ? "" : " (\(deal.ownerTeam))")),
        ("type", deal.type), ("source", deal.source),
        ("adjusts", adjusts + (adjusts.isEmpty ? "" : closing ?? "")),
        ("created", deal.createdAt.map { clock($0, in: zone) } ?? ""),
        ("closed", clock(deal.closedAt, in: zone)), ("results", path),
      ],
      zone: zone, closedAt: base?.closedAt,
      touches: journey.map {
        Touch(
          instant: $0.occurredAt, team: $0.team.text, channel: $0.channel.text,
          campaign: $0.campaign.text, contact: $0.contact.text, id: $0.id.text, place: nil)
      },
      models: definitions.models.enumerated().map { number, model in
        (model, journey.map { $0.credits[number] })
      },
      tiesShare: definitions.ties == .share, lookback: definitions.lookback)
  }
}

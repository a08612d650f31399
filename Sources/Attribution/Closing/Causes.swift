/// Why a deal's credit is not what it was. Of several reasons the first here is the one that counts.
package enum Cause: Int, Sendable, CaseIterable {
  case dealAdded, dealRemoved, currencyChanged, amountChanged, dateChanged, accountChanged
  case adjustsAnother, becameCredited, becameUncredited
  case touchAdded, touchRemoved, touchMoved, touchOfOtherTeam, touchOfOtherChannel
  /// Without both ledgers, by the number of touches, the first and the last.
  case touchesChanged
  /// Of an adjustment: it goes by the journey of the deal that it adjusts.
  case adjustedDealChanged
  case definitionsChanged, otherVersion
  case notTold

  package var name: String {
    switch self {
    case .dealAdded: "deal added"
    case .dealRemoved: "deal removed"
    case .currencyChanged: "currency changed"
    case .amountChanged: "amount changed"
    case .dateChanged: "date changed"
    case .accountChanged: "account changed"
    case .adjustsAnother: "adjusts another deal"
    case .becameCredited: "became credited"
    case .becameUncredited: "became uncredited"
    case .touchAdded: "touch added"
    case .touchRemoved: "touch removed"
    case .touchMoved: "touch moved in time"
    case .touchOfOtherTeam: "touch of another team"
    case .touchOfOtherChannel: "touch of another channel"
    case .touchesChanged: "touches changed"
    case .adjustedDealChanged: "adjusted deal changed"
    case .definitionsChanged: "definitions changed"
    case .otherVersion: "another version of the program"
    case .notTold: "not told by the folders"
    }
  }
}

/// Something that is not the same about a deal.
struct DealFact {
  let cause: Cause
  /// What it was and what it is: a part of a sentence.
  let text: Prose
}

/// A deal as two folders have it.
struct DealPair {
  let old: ResultDeal?
  let new: ResultDeal?
  /// Nil without the ledgers of both.
  let touches: TouchChanges?
  /// On whose clocks times are told.
  let zone: Zone

  /// What is not the same, in the order of the causes.
  var facts: [DealFact] {
    guard let old else {
      return new.map { [DealFact(cause: .dealAdded, text: "added, \(told($0))")] } ?? []
    }
    guard let new else { return [DealFact(cause: .dealRemoved, text: "removed, \(told(old))")] }
    var facts: [DealFact] = []
    func add(_ cause: Cause, _ text: Prose) { facts.append(DealFact(cause: cause, text: text)) }
    if old.currency != new.currency {
      add(.currencyChanged, "\(old.currency.grouped(old.amount)) → \(money(new))")
    } else if old.amount != new.amount {
      let (before, now) = (money(old, withCode: false), money(new, withCode: false))
      add(.amountChanged, "amount \(before) → \(now)")
    }
    if old.closedAt != new.closedAt {
      let periods = old.period == new.period ? "" : ", from \(old.period) to \(new.period)"
      add(.dateChanged, "closed \(time(old.closedAt)) → \(time(new.closedAt))\(periods)")
    }
    if Label(old.account) != Label(new.account) {
      add(.accountChanged, "account \(name(old.account)) → \(name(new.account))")
    }
    if Label(old.adjusts) != Label(new.adjusts) {
      add(.adjustsAnother, "adjusts \(name(old.adjusts)) → \(name(new.adjusts))")
    }
    if !old.isCredited, new.isCredited {
      add(.becameCredited, "credited now, was uncredited (\(old.reason))")
    } else if old.isCredited, !new.isCredited {
      add(.becameUncredited, "uncredited now (\(new.reason))")
    }
    return facts + (touches.map(touchFacts) ?? countFacts(old, new))
  }

  private func touchFacts(_ touches: TouchChanges) -> [DealFact] {
    func told(_ touch: ResultTouch) -> Prose {
      "\(name(touch.channel.text)) of \(name(touch.team.text)), \(time(touch.occurredAt))"
    }
    func fact(_ cause: Cause, _ what: String, _ items: [Prose]) -> DealFact? {
      guard let first = items.first else { return nil }
      let count = counted(items.count, "touch", "touches")
      let more = items.count > 1 ? ", …" : ""
      return DealFact(cause: cause, text: "\(count) \(what): \(first)\(more)")
    }
    return [
      fact(.touchAdded, "added", touches.added.map(told)),
      fact(.touchRemoved, "removed", touches.removed.map(told)),
      fact(
        .touchMoved, "moved",
        touches.moved.map {
          "\(name($0.new.channel.text)), \(time($0.old.occurredAt)) → \(time($0.new.occurredAt))"
        }),
      fact(
        .touchOfOtherTeam, "of another team",
        touches.otherTeam.map {
          "\(told($0.old)) → \(name($0.new.team.text))"
        }),
      fact(
        .touchOfOtherChannel, "of another channel",
        touches.otherChannel.map {
          "\(told($0.old)) → \(name($0.new.channel.text))"
        }),
    ].compactMap(\.self)
  }

  private func countFacts(_ old: ResultDeal, _ new: ResultDeal) -> [DealFact] {
    guard
      old.touches != new.touches || old.firstTouchAt != new.firstTouchAt
        || old.lastTouchAt != new.lastTouchAt
    else { return [] }
    func told(_ deal: ResultDeal) -> Prose {
      guard let first = deal.firstTouchAt, let last = deal.lastTouchAt else { return "none" }
      return "\(deal.touches) from \(time(first)) to \(time(last))"
    }
    return [DealFact(cause: .touchesChanged, text: "touches: \(told(old)) → \(told(new))")]
  }

  private func told(_ deal: ResultDeal) -> Prose { "\(money(deal)), closed \(time(deal.closedAt))" }

  private func money(_ deal: ResultDeal, withCode: Bool = true) -> String {
    deal.currency.grouped(deal.amount, withCode: withCode)
  }

  private func time(_ instant: Int64) -> String { zone.text(of: instant) }

  private func name(_ text: String) -> Prose { text.isEmpty ? "none" : .input(text) }
}

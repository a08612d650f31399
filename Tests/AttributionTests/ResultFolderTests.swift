import Attribution
import Foundation
import Testing

/// What is read back from a result folder is what a run wrote into it: written again, it gives the
/// same bytes.
struct `A result folder, read back` {
  @Test(arguments: 1...24 as ClosedRange<UInt64>)
  func `has the deals, touches and credit of the run`(seed: UInt64) throws {
    let workspace = try Workspace()
    let company = RandomCompany(seed: seed)
    var request = try company.request(in: workspace)
    let results = Results(of: request)
    guard results.failure.isEmpty else { return }
    // In whatever form they are written.
    let form = CSVForm.all(in: company.definitions.zone)[Int(seed) % 3]
    request.csv = form
    _ = try Attribution.run(request, to: workspace.path("out"))
    let folder = try ResultFolder(workspace.path("out"))
    #expect(folder.record.form.name == form.name)
    #expect(folder.record.models == company.definitions.models.map(\.name))
    let deals = try folder.deals()
    for name in [
      "deals.csv", "ledger.csv", "deal_team_credit.csv", "credit.csv", "channel_credit.csv",
      "team_credit.csv", "reconciliation.csv",
    ] {
      let found = try rows(of: name, in: folder, deals)
      // No text of the input begins so: what keeps a spreadsheet from running it is gone again.
      #expect(found.allSatisfy { $0.values.allSatisfy { !$0.hasPrefix("'") } })
      let written = try #require(results.files[name])
      let header = written.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
      let text = ([header] + found.map { row in header.map { row[$0] ?? "" } })
        .map { $0.map(CSVTwin.written).joined(separator: ",") + "\n" }.joined()
      #expect(text == withoutWhatIsNotRead(written, name))
    }
  }

  /// The rows of a file, written again.
  private func rows(
    of name: String, in folder: ResultFolder, _ deals: [ResultDeal]
  ) throws -> [[String: String]] {
    func time(_ instant: Int64?) -> String { instant.map(ClockTwin.written) ?? "" }
    var rows: [[String: String]] = []
    switch name {
    case "deals.csv":
      rows = deals.map {
        [
          "period": $0.period, "deal_id": $0.id.text, "deal_name": $0.name,
          "account_id": $0.account, "account_name": $0.accountName, "deal_type": $0.type,
          "source": $0.source, "owner": $0.owner, "owner_team": $0.ownerTeam,
          "created_at": time($0.createdAt), "closed_at": time($0.closedAt),
          "currency": $0.currency.code, "amount": $0.currency.text($0.amount),
          "adjusts": $0.adjusts, "status": $0.isCredited ? "credited" : "uncredited",
          "reason": $0.reason, "touches": "\($0.touches)", "first_touch_at": time($0.firstTouchAt),
          "last_touch_at": time($0.lastTouchAt),
        ]
      }
    case "ledger.csv":
      let ledger = try #require(try folder.ledger())
      for deal in deals {
        let touches = try ledger.touches(of: deal.id)
        for (number, touch) in touches.enumerated() {
          var row = [
            "period": deal.period, "deal_id": deal.id.text, "deal_name": deal.name,
            "account_id": deal.account, "closed_at": time(deal.closedAt),
            "currency": deal.currency.code, "deal_amount": deal.currency.text(deal.amount),
            "touch_number": "\(number + 1)", "touches_in_journey": "\(touches.count)",
            "touchpoint_id": touch.id.text, "contact_id": touch.contact.text,
            "occurred_at": time(touch.occurredAt), "channel": touch.channel.text,
            "team": touch.team.text, "campaign": touch.campaign.text,
          ]
          for (model, credit) in zip(folder.record.models, touch.credits) {
            row[model] = deal.currency.text(credit)
          }
          rows.append(row)
        }
      }
    case "deal_team_credit.csv":
      let names = Dictionary(uniqueKeysWithValues: deals.map { ($0.id, $0.name) })
      try folder.forEachDealCredit { credit in
        rows.append([
          "period": credit.period, "deal_id": credit.deal.text,
          "deal_name": names[credit.deal] ?? "", "currency": credit.currency.code,
          "model": credit.model, "team": credit.team,
          "credit": credit.currency.text(credit.credit),
        ])
      }
    case "reconciliation.csv":
      rows = try folder.reconciliation().map {
        [
          "period": $0.period, "currency": $0.currency?.code ?? "", "line": $0.name,
          "deals": $0.deals.map(String.init) ?? "", "amount": $0.currency?.text($0.amount) ?? "",
        ]
      }
    default:
      rows = try folder.credit(name).map {
        [
          "period": $0.period, "currency": $0.currency.code, "model": $0.model,
          "team": $0.team ?? "", "channel": $0.channel ?? "",
          "credit": $0.currency.text($0.credit),
        ]
      }
    }
    return rows
  }

  /// Shares and parts of deals are not read.
  private func withoutWhatIsNotRead(_ text: String, _ name: String) -> String {
    guard name.hasSuffix("credit.csv"), name != "deal_team_credit.csv" else { return text }
    return text.replacing(/(?:,-?[0-9]*\.[0-9]{6}|,)+\n/) { match in
      String(repeating: ",", count: match.output.count { $0 == "," }) + "\n"
    }
  }
}

extension CurrencyChapter {
  /// In how many deals everybody had a part.
  func reachSection(_ figures: ChapterFigures, of attribution: Attribution) -> [Document.Block] {
    let (deals, touches) = (figures.journeys.count, figures.teams.total.touches)
    guard deals > 0 else { return [] }
    var sentence: Prose = """
      Reach overlaps: a deal counts for everybody who touched it, so that these deals and amounts \
      never add up to deals won or to revenue. Alone are deals that nobody else touched. \
      \(countedGrouped(deals, "credited deal")) \(deals == 1 ? "has" : "have") \
      \(countedGrouped(touches, "touch", "touches"))
      """
    if deals > 1 { sentence += ", \(perEach(touches, deals)) each on average" }
    let models = attribution.definitions.models
    if touches > 1, let linear = models.first(where: { $0.kind == "linear" }) {
      sentence += "; \(code: linear.name) follows their number"
    }
    return [.heading(2, "Reach\(suffix(of: attribution))"), .paragraph(sentence + ".")]
      + [figures.teams, figures.channels].map { parties in
        var table = Table([
          ("\(parties.noun)", .left), ("touches", .right), ("per credited deal", .right),
          ("deals touched", .right), ("amount touched (\(currency.code))", .right),
          ("opened", .right), ("closed", .right), ("alone", .right),
        ])
        let (shown, rest) = parties.folded(to: 15)
        for name in shown {
          let reach = parties.reach[name]!
          table.add([
            .input(name.text), "\(grouped(reach.touches))", "\(perEach(reach.touches, deals))",
            "\(grouped(reach.touched))",
            "\(currency.grouped(reach.amountTouched, withCode: false))",
            "\(grouped(reach.opened))", "\(grouped(reach.closed))", "\(grouped(reach.alone))",
          ])
        }
        if !rest.isEmpty {
          // Deals of several are not the sum of their deals.
          let touches = parties.sum(of: rest).touches
          table.add(
            [
              "\(grouped(rest.count)) more \(parties.noun)s", "\(grouped(touches))",
              "\(perEach(touches, deals))",
            ] + Array(repeating: "", count: 5))
        }
        table.sum = ["sum", "\(grouped(touches))"] + Array(repeating: "", count: 6)
        return .table(table)
      }
  }
}

extension Attribution {
  /// By which rules the figures come about.
  var groundRules: [Document.Block] {
    var rules: [Prose] = []
    let zone = definitions.zone.name
    let lost: Prose = definitions.lost.isEmpty ? "" : "; lost \(list(definitions.lost))"
    rules.append(
      """
      Won are deals in the stage\(definitions.won.count == 1 ? "" : "s") \(list(definitions.won))\
      \(lost).
      """
    )
    rules.append(
      period == .everyMonth
        ? "A period is a month, by the day on which a deal was closed in \(zone)."
        : "The period \(period.name) holds deals closed in it by the clocks of \(zone).")
    let window =
      definitions.lookback.map {
        "A touch counts if it was at most \(dayCount($0)) before the close"
      } ?? "A touch counts however long before the close it was"
    let closing =
      definitions.includesClosingDay
      ? ". A close without a time is the last second of its day."
      : "; where the close has no time, up to the day before."
    rules.append("\(window), up to the close itself\(closing)")
    rules.append(
      definitions.restartAfterWin
        ? "A journey restarts after each deal that the account won before."
        : """
        A touch may be in the journeys of several deals of its account; each deal's money is shared \
        out whole.
        """)
    rules.append(
      definitions.ties == .share
        ? "Touches of the same second are equally first and equally last."
        : "Of touches of the same second, the id decides which is first.")
    if let collapse = definitions.collapse {
      let same = collapse.same.map { Prose.code($0.rawValue) }.joined()
      rules.append(
        """
        A touch that comes at most \(decimalHours(collapse.within)) hours after one that stays in the \
        journey and has the same \(same) is dropped.
        """)
    }
    if definitions.precision == .day { rules.append("Touches have a day and no time.") }
    rules += [dimensionRule, costRule].compactMap(\.self)
    rules += [
      """
      Each deal is shared out in whole minor units, such as cents: every share is rounded down, and \
      the units left over go to the largest remainders, the earlier touch first.
      """,
      """
      An adjustment (a credit note, an upsell) is shared out like the deal that it adjusts, in the \
      period of its own close.
      """,
      """
      Percentages are rounded so that a column adds up to 100.0: one may be 0.1 off its own rounding.
      """,
      """
      Rejected rows: at most \(definitions.rejectedDeals.text) of a deal file, \
      \(definitions.rejectedTouchpoints.text) of a touchpoint file.
      """,
    ]
    if !definitions.failOn.isEmpty {
      rules.append(
        "The run stops on \(definitions.failOn.map(\.rawValue).joined(separator: ", ")).")
    }

    var models = Table([("model", .left), ("rule", .left)])
    for model in definitions.models {
      let record = model.name == definitions.modelOfRecord ? " (of record)" : ""
      models.add(["\(code: model.name)\(record)", "\(model.rule)"])
    }
    var inputs = Table([("input", .left), ("bytes", .right), ("fingerprint", .left)])
    var columns: [Prose] = []
    for input in self.inputs {
      inputs.add([
        .input(input.name), "\(grouped(input.byteCount))", "\(code: input.fingerprint.text)",
      ])
      let read = input.columns.map { column, header in
        // A dimension's may be any text.
        let name: Prose = Dimension.isName(column) ? .code(column) : .input(column)
        return "\(name) = \(input: header)" as Prose
      }.joined()
      columns.append("\(input: input.name) is read with \(read).")
    }
    var teams = Table([("team", .left), ("channels", .left)])
    let byTeam = Dictionary(grouping: definitions.teamOfChannel.keys) {
      Label(definitions.teamOfChannel[$0]!)
    }
    for (team, channels) in byTeam.sorted(by: { $0.key < $1.key }) {
      teams.add([.input(team.text), list(channels.sorted().map(\.text))])
    }
    let dispute: Prose = """
      Ask for the arithmetic of a deal, touch by touch and model by model: \
      \(code: "smarketing explain DEAL_ID") with the same files, or \(code: "--from") this folder \
      without them. Every deal's id is in \(code: "deals.csv").
      """
    let origin: Prose =
      "Fingerprints detect change, not forgery. Written by smarketing \(programVersion)."
    return [.heading(2, "Ground rules"), .list(rules), .table(models)]
      + (teams.isEmpty ? [] : [.table(teams)])
      + [.heading(3, "How to dispute a figure"), .paragraph(dispute)]
      + [.heading(3, "What was read"), .table(inputs), .list(columns), .paragraph(origin)]
  }

  /// By what credit is told beside team and channel.
  private var dimensionRule: Prose? {
    guard !dimensions.isEmpty else { return nil }
    let names = dimensions.map(\.dimension).map { dimension -> Prose in
      let whose = dimension.kind == .touch ? "touches" : "deals"
      let column: Prose =
        dimension.column == dimension.name ? "" : ", their column \(input: dimension.column)"
      return "\(code: dimension.name) (of \(whose)\(column))"
    }
    return """
      Beside team and channel, credit is told by \(names.joined(separator: ", ", last: " and ")).
      """
  }

  /// What counts as a cost, and what it is held against.
  private var costRule: Prose? {
    guard costs.spend != nil else { return nil }
    let source: Prose =
      costs.isOfTouches
      ? "Costs are the \(code: "cost") of touches, in the period of the touch"
      : "Costs are what the spend files say, in the period in which the money was spent"
    return """
      \(source); return is the credit of deals won in that period ÷ cost. A channel without a cost has \
      no return.
      """
  }

  private func list(_ names: [String]) -> Prose {
    names.map { Prose.input($0) }.joined()
  }
}

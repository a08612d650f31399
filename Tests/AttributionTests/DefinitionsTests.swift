import Attribution
import Foundation
import Testing

struct `Definitions files` {
  /// What is printed for a text that is called `d.json`.
  private func printed(_ text: String) -> String {
    Definitions.decode(Array(text.utf8), file: "d.json").problems.map(\.text).joined()
  }

  private func read(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) -> Definitions {
    let (definitions, problems) = Definitions.decode(Array(text.utf8), file: "d.json")
    #expect(problems.map(\.text) == [], sourceLocation: sourceLocation)
    return definitions
  }

  // MARK: - What is read

  @Test(arguments: ["{}", "\u{FEFF}{}", " {\n} // nothing agreed yet", "/* */{}/* */"])
  func `an empty object is the definitions of a run without a file`(_ text: String) {
    #expect(fields(read(text)) == fields(Definitions()))
  }

  @Test func `every key once`() {
    let definitions = read(everyKey)
    #expect(definitions.zone.name == "America/New_York")
    #expect(definitions.currency.code == "EUR")
    #expect(definitions.won == ["Closed Won", "gewonnen"])
    #expect(definitions.lost == ["Closed Lost"])
    #expect(definitions.lookback == 7_776_000)
    #expect(definitions.restartAfterWin)
    #expect(!definitions.includesClosingDay)
    #expect(definitions.precision == .day)
    #expect(definitions.ties == .order)
    #expect(definitions.collapse == Collapse(same: [.channel, .contact], within: 1_800))
    #expect(
      definitions.models.map(\.name) == ["first_touch", "linear", "decay_30", "u", "time_decay"])
    #expect(
      definitions.models.map(\.kind)
        == ["first_touch", "linear", "time_decay", "position_based", "time_decay"])
    #expect(definitions.models[2].parameters.map(\.value) == ["30"])
    #expect(definitions.models[3].parameters.map(\.value) == ["33.33", "40"])
    #expect(definitions.models[4].parameters.map(\.value) == ["7"])
    #expect(definitions.modelOfRecord == "decay_30")
    #expect(
      definitions.teamOfChannel
        == ["paid_search": "marketing", "email": "marketing", "sdr_call": "sales"])
    #expect(
      definitions.dimensions == [
        Dimension(name: "campaign", column: "campaign", kind: .touch),
        Dimension(name: "product_line", column: "Product Line", kind: .deal),
      ])
    #expect(definitions.touchpoints.map(\.file) == ["campaign*.csv", "*"])
    #expect(
      definitions.touchpoints[0].columns == [
        "account_id": "Account ID", "occurred_at": "Member Date", "campaign": nil,
      ])
    #expect(definitions.touchpoints[0].channel == "webinar")
    #expect(definitions.touchpoints[0].team == "marketing")
    #expect(definitions.touchpoints[1].channel == nil)
    #expect(definitions.deals[0].columns == ["deal_id": "Opportunity ID", "stage": nil])
    #expect(definitions.deals[0].readsBlankAmountAsZero)
    #expect(definitions.rejectedDeals == .count(3))
    #expect(definitions.rejectedTouchpoints == .percent(hundredths: 50))
    #expect(definitions.failOn == [.teamTies, .stageUnknown])
  }

  @Test(arguments: [
    "{lost: ['x'], won: [\"y\"]}", "{won: ['y',], 'lost': ['x'],}", "{\r\nwon:['y'],\tlost :['x']}",
    "{/*{*/won: ['\\u0079'], // ]\nlost: ['\\x78']}",
    "{\u{A0}\"won\": [\"  y \"], \"l\\u006Fst\": [ \"x\" ]}",
  ])
  func `a person may write it as JSON5 allows`(_ text: String) {
    let definitions = read(text)
    #expect(definitions.won == ["y"])
    #expect(definitions.lost == ["x"])
  }

  @Test(
    arguments: [
      ("0", 0), ("365", 31_536_000), ("0.5", 43_200), (".25", 21_600), ("1e2", 8_640_000),
      ("0x10", 1_382_400), ("+7", 604_800), ("3660000", 316_224_000_000),
      ("123456.789", 10_666_666_570),
      // 0.432 s, 0.864 s, and halves, which go to the even second: 13.5 s and 40.5 s.
      ("0.000005", 0), ("0.00001", 1), ("0.00015625", 14), ("0.00046875", 40), ("-0", 0),
      ("\"all\"", nil), ("' all '", nil),
    ] as [(String, Int64?)])
  func `a lookback is taken to the nearest second`(_ days: String, seconds: Int64?) {
    #expect(read("{lookbackDays: \(days)}").lookback == seconds)
  }

  @Test(
    arguments: [
      ("0", .count(0)), ("12", .count(12)), ("1e3", .count(1_000)), ("2.0", .count(2)),
      ("9223372036854775807", .count(.max)), ("'1%'", .percent(hundredths: 100)),
      ("'0.5 %'", .percent(hundredths: 50)), ("' 33.33  % '", .percent(hundredths: 3_333)),
      ("'100%'", .percent(hundredths: 10_000)), ("'0%'", .percent(hundredths: 0)),
    ] as [(String, Definitions.Limit)])
  func `a limit is a count or a percentage`(
    _ text: String, limit: Definitions.Limit
  ) {
    #expect(read("{rejects: {deals: \(text)}}").rejectedDeals == limit)
    #expect(read("{rejects: {touchpoints: \(text)}}").rejectedTouchpoints == limit)
  }

  @Test(arguments: [("1", 1), ("4", 4), ("2e1", 20), ("9223372036854775807", .max)])
  func `the line of a header is a whole number from 1`(_ text: String, line: Int) {
    #expect(read("{touchpoints: [{headerLine: \(text)}]}").touchpoints[0].headerLine == line)
    #expect(read("{deals: [{}, {headerLine: \(text)}]}").deals.map(\.headerLine) == [nil, line])
  }

  @Test(arguments: [
    "iso", "unixSeconds", "yyyy-MM-dd", "M/d/yyyy h:mm a", "dd-MMM-yy", "yyyy-MM-dd'T'HH:mm:ssXXX",
  ])
  func `a time format is a name or a layout`(_ form: String) {
    let definitions = read(
      "{touchpoints: [{timeFormat: \"\(form)\", timeZone: 'Asia/Tokyo'}], "
        + "deals: [{timeFormat: [\"iso\", \"\(form)\"]}]}")
    #expect(definitions.touchpoints[0].timeFormats.map(\.pattern) == [form])
    #expect(definitions.touchpoints[0].zone?.name == "Asia/Tokyo")
    #expect(definitions.deals[0].timeFormats.map(\.pattern) == ["iso", form])
  }

  @Test(
    arguments: [
      ("1234.50", .plain), ("1,234.50", .commaPoint), ("1.234,50", .pointComma),
      ("1 234,50", .spaceComma), ("1\u{A0}234,50", .spaceComma), ("1\u{202F}234,50", .spaceComma),
      ("1\u{2009}234.50", .spacePoint), (" 1 234.50 ", .spacePoint), ("1’234.50", .apostrophePoint),
      ("1\\'234.50", .apostrophePoint),
    ] as [(String, AmountFormat)])
  func `an amount format is an example`(_ example: String, format: AmountFormat) {
    #expect(read("{deals: [{amountFormat: '\(example)'}]}").deals[0].amountFormat == format)
  }

  @Test(arguments: ModelKind.all.flatMap { kind in kind.parameters.map { (kind.name, $0.name) } })
  func `every setting of every model may be given`(_ kind: String, parameter: String) {
    #expect(read("{models: [{model: '\(kind)', \(parameter): 12.5}]}").models.count == 1)
  }

  @Test(
    arguments: [
      ("7", 604_800), ("0.25", 21_600), ("0.00015625", 14), ("1e-30", 1),
      ("3660000", 316_224_000_000),
    ] as [(String, Int64)])
  func `a half-life is at least one second`(_ days: String, seconds: Int64) {
    let model = read("{models: [{model: 'time_decay', halfLifeDays: \(days)}]}").models[0]
    #expect(weights(model, ages: [seconds, 0]) == [1 << 51, 1 << 52])
  }

  private func weights(_ model: Model, ages: [Int64]) -> [UInt64] {
    model.weights(of: Journey(ages: ages)).flat
  }

  // MARK: - What is wrong

  @Test(arguments: keyProblems)
  func `a key that means nothing is told with the nearest one`(_ text: String, expected: String) {
    #expect(printed(text) == expected + "\n")
  }

  @Test(arguments: valueProblems)
  func `a value that means nothing is told with what to write`(_ text: String, expected: String) {
    #expect(printed(text) == expected + "\n")
  }

  @Test(arguments: ruleProblems)
  func `values that contradict each other are told`(_ text: String, expected: String) {
    #expect(printed(text) == expected + "\n")
  }

  @Test(arguments: syntaxProblems)
  func `a text that is not JSON5 is told where it ceases to be`(_ text: String, expected: String) {
    #expect(printed(text) == expected + "\n")
  }

  @Test func `everything that is wrong is told at once, in the order of the file`() {
    let text = """
      {
        "ties": "none",
        "deals": [{"columns": {"amount": null, "cost": "Cost"}, "blankAmount": 0}],
        "currency": "EURO",
        "models": ["linear", {"model": "linear", "halfLifeDays": 3}, "linear"],
        "modelOfRecord": "first_touch",
        "currency": "USD"
      }
      """
    let problems = Definitions.decode(Array(text.utf8), file: "d.json").problems
    #expect(
      problems.map { "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.message)" } == [
        "2:3 ties is \"none\"", "3:26 deals[0].columns.amount is null",
        "3:42 unknown key deals[0].columns.cost", "3:59 deals[0].blankAmount is 0",
        "4:3 currency is \"EURO\", did you mean \"EUR\"?",
        "5:44 unknown key models[1].halfLifeDays",
        "5:64 models[0] and models[2] are both called \"linear\"",
        "7:3 currency is given twice, first on line 4",
      ])
  }

  @Test func `bytes that are not UTF-8 are told where they stand`() {
    let bytes = Array("{\n  // caf".utf8) + [0xE9] + Array("\n}".utf8)
    #expect(
      Definitions.decode(bytes, file: "d.json").problems.map(\.text).joined() == """
        d.json:2:9: error: found the byte 0xE9, which is not UTF-8
          save the definitions as UTF-8 text

        """)
  }

  @Test(arguments: ["[", "{a:", "[{\"a\":", "{models:["])
  func `a text of any depth is read without harm`(_ opening: String) {
    let text = "{models:" + String(repeating: opening, count: 100_000)
    let problems = Definitions.decode(Array(text.utf8), file: "d.json").problems
    #expect(problems.map(\.kind) == ["definitionsTooDeep"])
  }

  // MARK: - Any bytes at all

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `no bytes are too strange`(_ seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<100 {
      let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random)
          : Array("{}[]:,\"'/*\\-+.01eE aN\n\u{FEFF}".utf8).randomElement(using: &random)!
      }
      let problems = Definitions.decode(bytes, file: "d.json").problems
      #expect(problems.allSatisfy { !$0.message.contains("\n") && !$0.hint.contains("\n") })
    }
  }

  /// The decoder is right about what is JSON5, as far as it goes.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `a file with slips is read exactly if Foundation reads it`(_ seed: UInt64) {
    var random = Seeded(seed)
    let slips = Array("{}[]:,\"'/*\\-+.01ex tn\n")
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    for _ in 0..<100 {
      var text = Array(everyKey)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let at = Int.random(in: 0..<text.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: text.remove(at: at)
        case 1: text[at] = slips.randomElement(using: &random)!
        default: text.insert(slips.randomElement(using: &random)!, at: at)
        }
      }
      let problems = Definitions.decode(Array(String(text).utf8), file: "d.json")
        .problems
      let isRead = !problems.contains { textProblems.contains($0.kind) }
      let isJSON5 = (try? decoder.decode(Anything.self, from: Data(String(text).utf8))) != nil
      #expect(isRead == isJSON5, "\(String(text)) \(problems.map(\.text))")
    }
  }
}

/// What a file says, and what is printed for it.
private typealias Row = (text: String, printed: String)

/// The keys of the file, as a hint lists them.
private let allKeys = """
  timeZone, currency, won, lost, lookbackDays, restartAfterWin, closingDay, precision, ties, \
  collapse, models, modelOfRecord, teams, ids, dimensions, touchpoints, deals, costs, lookups, \
  rejects, failOn
  """

private let keyProblems: [Row] = [
  (
    "{lookbackDay: 3}",
    """
    d.json:1:2: error: unknown key lookbackDay, did you mean "lookbackDays"?
      the keys here are \(allKeys)
    """
  ),
  (
    "{tieBreaker: 1}",
    """
    d.json:1:2: error: unknown key tieBreaker
      the keys here are \(allKeys)
    """
  ),
  (
    #"{"models": [{"model": "time_decay", "halfLifeDay": 7}]}"#,
    """
    d.json:1:37: error: unknown key models[0].halfLifeDay, did you mean "halfLifeDays"?
      the keys here are model, name, halfLifeDays
    """
  ),
  (
    #"{models: [{model: "linear", halfLifeDays: 7}]}"#,
    """
    d.json:1:29: error: unknown key models[0].halfLifeDays
      the keys here are model, name
    """
  ),
  (
    "{teem: {}}",
    """
    d.json:1:2: error: unknown key teem
      the keys here are \(allKeys)
    """
  ),
  (
    "{touchpoints: [{\n  columns: {accountId: 'Account'}}]}",
    """
    d.json:2:13: error: unknown key touchpoints[0].columns.accountId, did you mean "account_id"?
      the keys here are account_id, occurred_at, channel, team, touchpoint_id, contact_id, \
    deal_id, campaign, cost
    """
  ),
  (
    "{deals: [{columns: {'close date': 'Close Date'}}]}",
    """
    d.json:1:21: error: unknown key deals[0].columns["close date"], did you mean "closed_at"?
      the keys here are deal_id, account_id, amount, closed_at, stage, currency, adjusts, \
    deal_name, account_name, deal_type, source, owner, owner_team, created_at
    """
  ),
  (
    "{costs: [{columns: {amont: 'Cost'}}]}",
    """
    d.json:1:21: error: unknown key costs[0].columns.amont, did you mean "amount"?
      the keys here are date, channel, campaign, amount, currency
    """
  ),
  (
    "{costs: [{team: 'x'}]}",
    """
    d.json:1:11: error: unknown key costs[0].team
      the keys here are file, encoding, separator, headerLine, columns, keep, ids, timeFormat, \
    timeZone, channel, amountFormat
    """
  ),
  (
    "{deals: [{chanel: 'x'}]}",
    """
    d.json:1:11: error: unknown key deals[0].chanel
      the keys here are file, encoding, separator, headerLine, columns, keep, ids, timeFormat, \
    timeZone, amountFormat, blankAmount
    """
  ),
  (
    "{touchpoints: [{blankAmount: 'zero'}]}",
    """
    d.json:1:17: error: unknown key touchpoints[0].blankAmount
      the keys here are file, encoding, separator, headerLine, columns, keep, ids, timeFormat, timeZone, channel, team, amountFormat
    """
  ),
  (
    "{deals: [{headerLine: 0}, {headerLine: 1.5}], touchpoints: [{headerLine: '4'}]}",
    """
    d.json:1:11: error: deals[0].headerLine is 0
      write the number of the header's line, counted from 1
    d.json:1:28: error: deals[1].headerLine is 1.5
      write the number of the header's line, counted from 1
    d.json:1:62: error: touchpoints[0].headerLine is the text "4"
      write the number of the header's line, counted from 1
    """
  ),
  (
    "{rejects: {deal: 0}}",
    """
    d.json:1:12: error: unknown key rejects.deal, did you mean "deals"?
      the keys here are deals, touchpoints
    """
  ),
  (
    "{' won': ['x']}",
    """
    d.json:1:2: error: unknown key " won", did you mean "won"?
      the keys here are \(allKeys)
    """
  ),
  (
    "{'': 1}",
    """
    d.json:1:2: error: unknown key ""
      the keys here are \(allKeys)
    """
  ),
  (
    "{'a\\nb': 1}",
    """
    d.json:1:2: error: unknown key "a\\nb"
      the keys here are \(allKeys)
    """
  ),
  (
    "{ties: 'share', 'tie\\u0073': 'order'}",
    """
    d.json:1:17: error: ties is given twice, first on line 1
      keep one of the two
    """
  ),
  (
    "{deals: [{columns: {stage: 'a',\n stage: 'b'}}]}",
    """
    d.json:2:2: error: deals[0].columns.stage is given twice, first on line 1
      keep one of the two
    """
  ),
]

private let valueProblems: [Row] = [
  (
    "{timeZone: 'Europe/Berln'}",
    """
    d.json:1:2: error: timeZone is "Europe/Berln", did you mean "Europe/Berlin"?
      write a name of the time zone database, like "America/New_York", or "UTC"
    """
  ),
  (
    "{timeZone: 'EST5'}",
    """
    d.json:1:2: error: timeZone is "EST5"
      write a name of the time zone database, like "America/New_York", or "UTC"
    """
  ),
  (
    "{timeZone: 2}",
    """
    d.json:1:2: error: timeZone is 2
      write a name of the time zone database, like "America/New_York", or "UTC"
    """
  ),
  (
    "{currency: 'EURO'}",
    """
    d.json:1:2: error: currency is "EURO", did you mean "EUR"?
      write a currency code of ISO 4217, like "USD"
    """
  ),
  (
    "{currency: 'XAU'}",
    """
    d.json:1:2: error: currency is "XAU", did you mean "XAD"?
      write a currency code of ISO 4217, like "USD"
    """
  ),
  (
    "{currency: null}",
    """
    d.json:1:2: error: currency is null
      write a currency code of ISO 4217, like "USD"
    """
  ),
  (
    "{won: 'Closed Won'}",
    """
    d.json:1:2: error: won is the text "Closed Won"
      write the stages of won deals, like ["Closed Won"]
    """
  ),
  (
    "{won: []}",
    """
    d.json:1:2: error: won is an empty list
      write the stages of won deals, like ["Closed Won"]
    """
  ),
  (
    "{won: ['Closed Won', '  ', 3]}",
    """
    d.json:1:22: error: won[1] is ""
      write the name of a stage as the exports give it
    d.json:1:28: error: won[2] is 3
      write the name of a stage as the exports give it
    """
  ),
  (
    "{lost: {}}",
    """
    d.json:1:2: error: lost is an empty object
      write the stages of lost deals, like ["Closed Lost"]
    """
  ),
  (
    "{lost: ['']}",
    """
    d.json:1:9: error: lost[0] is ""
      write the name of a stage as the exports give it
    """
  ),
  (
    "{lookbackDays: true}",
    """
    d.json:1:2: error: lookbackDays is true
      write a number of days from 0 to 3660000, or "all" for no limit
    """
  ),
  (
    "{lookbackDays: -1}",
    """
    d.json:1:2: error: lookbackDays is -1
      write a number of days from 0 to 3660000, or "all" for no limit
    """
  ),
  (
    "{lookbackDays: 3660000.00001}",
    """
    d.json:1:2: error: lookbackDays is 3660000.00001
      write a number of days from 0 to 3660000, or "all" for no limit
    """
  ),
  (
    "{lookbackDays: Infinity}",
    """
    d.json:1:2: error: lookbackDays is Infinity
      write a number of days from 0 to 3660000, or "all" for no limit
    """
  ),
  (
    "{lookbackDays: -NaN}",
    """
    d.json:1:2: error: lookbackDays is -NaN
      write a number of days from 0 to 3660000, or "all" for no limit
    """
  ),
  (
    "{collapse: {same: ['channel'], withinHours: 0}}",
    """
    d.json:1:32: error: collapse.withinHours is 0
      write a number of hours above 0, at most 87840000
    """
  ),
  (
    "{collapse: {same: ['channel'], withinHours: 87840000.1}}",
    """
    d.json:1:32: error: collapse.withinHours is 87840000.1
      write a number of hours above 0, at most 87840000
    """
  ),
  (
    "{collapse: {same: ['channel', 'touchpoint_id'], withinHours: '24'}}",
    """
    d.json:1:31: error: collapse.same[1] is "touchpoint_id"
      write "contact_id", "channel", "team" or "campaign"
    d.json:1:49: error: collapse.withinHours is the text "24"
      write a number of hours above 0, at most 87840000
    """
  ),
  (
    "{collapse: {same: [], withinHours: 1}}",
    """
    d.json:1:13: error: collapse.same is an empty list
      write columns of touches, like ["contact_id", "channel"]
    """
  ),
  (
    "{collapse: {same: ['channel']}}",
    """
    d.json:1:2: error: collapse is an object
      write both keys, like {"same": ["contact_id", "channel", "campaign"], "withinHours": 24}
    """
  ),
  (
    "{collapse: 24}",
    """
    d.json:1:2: error: collapse is 24
      write both keys, like {"same": ["contact_id", "channel", "campaign"], "withinHours": 24}
    """
  ),
  (
    "{lookbackDays: '365'}",
    """
    d.json:1:2: error: lookbackDays is the text "365"
      write a number of days from 0 to 3660000, or "all" for no limit
    """
  ),
  (
    "{lookbackDays: [30]}",
    """
    d.json:1:2: error: lookbackDays is a list
      write a number of days from 0 to 3660000, or "all" for no limit
    """
  ),
  (
    "{restartAfterWin: 'yes'}",
    """
    d.json:1:2: error: restartAfterWin is the text "yes"
      write true or false
    """
  ),
  (
    "{restartAfterWin: 1}",
    """
    d.json:1:2: error: restartAfterWin is 1
      write true or false
    """
  ),
  (
    "{closingDay: 'includes'}",
    """
    d.json:1:2: error: closingDay is "includes", did you mean "include"?
      write "include" or "exclude"
    """
  ),
  (
    "{precision: 'minute'}",
    """
    d.json:1:2: error: precision is "minute"
      write "second" or "day"
    """
  ),
  (
    "{precision: 'Day'}",
    """
    d.json:1:2: error: precision is "Day", did you mean "day"?
      write "second" or "day"
    """
  ),
  (
    "{ties: null}",
    """
    d.json:1:2: error: ties is null
      write "share" or "order"
    """
  ),
  (
    "{models: 'linear'}",
    """
    d.json:1:2: error: models is the text "linear"
      write a list of models, like ["linear", "time_decay"]
    """
  ),
  (
    "{models: []}",
    """
    d.json:1:2: error: models is an empty list
      write a list of models, like ["linear", "time_decay"]
    """
  ),
  (
    "{models: {}}",
    """
    d.json:1:2: error: models is an empty object
      write a list of models, like ["linear", "time_decay"]
    """
  ),
  (
    "{models: [3]}",
    """
    d.json:1:11: error: models[0] is 3
      write the name of a model, or an object like {"model": "time_decay"}
    """
  ),
  (
    "{models: ['time_decai']}",
    """
    d.json:1:11: error: models[0] is "time_decai", did you mean "time_decay"?
      write the name of a model, or an object like {"model": "time_decay"}
    """
  ),
  (
    "{models: ['markov']}",
    """
    d.json:1:11: error: models[0] is "markov"
      write the name of a model, or an object like {"model": "time_decay"}
    """
  ),
  (
    "{models: [[]]}",
    """
    d.json:1:11: error: models[0] is an empty list
      write the name of a model, or an object like {"model": "time_decay"}
    """
  ),
  (
    "{models: [{}]}",
    """
    d.json:1:11: error: models[0] does not say which model it is
      add its "model", like {"model": "time_decay", "halfLifeDays": 30}
    """
  ),
  (
    "{models: [{name: 'a'}]}",
    """
    d.json:1:11: error: models[0] does not say which model it is
      add its "model", like {"model": "time_decay", "halfLifeDays": 30}
    """
  ),
  (
    "{models: [{model: 'Linear'}]}",
    """
    d.json:1:12: error: models[0].model is "Linear", did you mean "linear"?
      write "first_touch", "last_touch", "linear", "time_decay" or "position_based"
    """
  ),
  (
    "{models: [{model: 'linear', name: 'My Linear'}]}",
    """
    d.json:1:29: error: models[0].name is "My Linear"
      write a name of at most 40 small letters, digits and _ that begins with a letter
    """
  ),
  (
    "{models: [{model: 'linear', name: 'channel'}]}",
    """
    d.json:1:29: error: models[0].name is "channel", which is a column of the results
      choose another name: models are columns beside it
    """
  ),
  (
    "{models: [{model: 'linear', name: 7}]}",
    """
    d.json:1:29: error: models[0].name is 7
      write a name of at most 40 small letters, digits and _ that begins with a letter
    """
  ),
  (
    "{models: [{model: 'linear', name: 'a23456789012345678901234567890123456789_x'}]}",
    """
    d.json:1:29: error: models[0].name is "a23456789012345678901234567890123456789_x"
      write a name of at most 40 small letters, digits and _ that begins with a letter
    """
  ),
  (
    "{models: [{model: 'time_decay', halfLifeDays: 0}]}",
    """
    d.json:1:33: error: models[0].halfLifeDays is 0
      write a number of days above 0, at most 3660000
    """
  ),
  (
    "{models: [{model: 'time_decay', halfLifeDays: '7'}]}",
    """
    d.json:1:33: error: models[0].halfLifeDays is the text "7"
      write a number of days above 0, at most 3660000
    """
  ),
  (
    "{models: [{model: 'time_decay', halfLifeDays: 1e9}]}",
    """
    d.json:1:33: error: models[0].halfLifeDays is 1e9
      write a number of days above 0, at most 3660000
    """
  ),
  (
    "{models: [{model: 'position_based', first: 33.333, last: -1}]}",
    """
    d.json:1:37: error: models[0].first is 33.333
      write a percentage from 0 to 100 as a number with at most two decimals, like 40
    d.json:1:52: error: models[0].last is -1
      write a percentage from 0 to 100 as a number with at most two decimals, like 40
    """
  ),
  (
    "{models: [{model: 'position_based', first: '40%', last: 100.01}]}",
    """
    d.json:1:37: error: models[0].first is the text "40%"
      write a percentage from 0 to 100 as a number with at most two decimals, like 40
    d.json:1:51: error: models[0].last is 100.01
      write a percentage from 0 to 100 as a number with at most two decimals, like 40
    """
  ),
  (
    "{modelOfRecord: 3}",
    """
    d.json:1:2: error: modelOfRecord is 3
      write the name of one of the models
    """
  ),
  (
    "{modelOfRecord: ''}",
    """
    d.json:1:2: error: modelOfRecord is ""
      write the name of one of the models
    """
  ),
  (
    "{teams: ['marketing']}",
    """
    d.json:1:2: error: teams is a list
      write teams with their channels, like {"marketing": ["email"]}
    """
  ),
  (
    "{teams: {marketing: 'email'}}",
    """
    d.json:1:10: error: teams.marketing is the text "email"
      write a list of channels, like ["paid_search", "email"]
    """
  ),
  (
    "{teams: {marketing: ['']}}",
    """
    d.json:1:22: error: teams.marketing[0] is ""
      write the name of a channel, like "email"
    """
  ),
  (
    "{teams: {'  ': ['email']}}",
    """
    d.json:1:10: error: teams["  "] is ""
      write the name of a team, like "marketing"
    """
  ),
  (
    "{teams: {'(uncredited)': [' (uncredited) ']}}",
    """
    d.json:1:10: error: teams["(uncredited)"] uses the name (uncredited), which stands for \
    money without any touch
      choose another name
    d.json:1:27: error: teams["(uncredited)"][0] uses the name (uncredited), which stands for \
    money without any touch
      choose another name
    """
  ),
  (
    "{touchpoints: {file: 'a.csv'}}",
    """
    d.json:1:2: error: touchpoints is an object
      write a list of sources, like [{"file": "export*.csv"}]
    """
  ),
  (
    "{touchpoints: ['a.csv']}",
    """
    d.json:1:16: error: touchpoints[0] is the text "a.csv"
      write an object like {"file": "export*.csv", "columns": {…}}
    """
  ),
  (
    "{touchpoints: [{file: 'exports/a.csv'}]}",
    """
    d.json:1:17: error: touchpoints[0].file is "exports/a.csv"
      write a pattern for a file's name without folders, like "export*.csv"
    """
  ),
  (
    "{deals: [{file: ''}]}",
    """
    d.json:1:11: error: deals[0].file is ""
      write a pattern for a file's name without folders, like "export*.csv"
    """
  ),
  (
    "{touchpoints: [{channel: '(uncredited)', team: ''}]}",
    """
    d.json:1:17: error: touchpoints[0].channel uses the name (uncredited), which stands for \
    money without any touch
      choose another name
    d.json:1:42: error: touchpoints[0].team is ""
      write the name of a team, like "marketing"
    """
  ),
  (
    "{touchpoints: [{columns: ['account_id']}]}",
    """
    d.json:1:17: error: touchpoints[0].columns is a list
      write columns with their headers, like {"account_id": "Account ID"}
    """
  ),
  (
    "{touchpoints: [{columns: {occurred_at: null, channel: '', team: 3}}]}",
    """
    d.json:1:27: error: touchpoints[0].columns.occurred_at is null
      write the header of the column: no file can be read without it
    d.json:1:46: error: touchpoints[0].columns.channel is ""
      write the header of the column, or null if the file has no such column
    d.json:1:59: error: touchpoints[0].columns.team is 3
      write the header of the column, or null if the file has no such column
    """
  ),
  (
    "{deals: [{columns: {amount: null}}]}",
    """
    d.json:1:21: error: deals[0].columns.amount is null
      write the header of the column: no file can be read without it
    """
  ),
  (
    "{touchpoints: [{timeFormat: 'M/d'}]}",
    """
    d.json:1:17: error: touchpoints[0].timeFormat is "M/d"
      write iso, unixSeconds, unixMilliseconds, unixMicroseconds, or a layout with year, month \
    and day, like "M/d/yyyy h:mm a"; or a list of these
    """
  ),
  (
    "{deals: [{amountFormat: '1,234.5'}]}",
    """
    d.json:1:11: error: deals[0].amountFormat is "1,234.5"
      write "1234.50", "1,234.50", "1.234,50", "1 234,50", "1 234.50" or "1’234.50"
    """
  ),
  (
    "{touchpoints: [{blankAmount: 'zero'}]}",
    """
    d.json:1:17: error: unknown key touchpoints[0].blankAmount
      the keys here are file, encoding, separator, headerLine, columns, keep, ids, timeFormat, timeZone, channel, team, amountFormat
    """
  ),
  (
    "{deals: [{blankAmount: 'null'}]}",
    """
    d.json:1:11: error: deals[0].blankAmount is "null"
      write "reject" or "zero"
    """
  ),
  (
    "{rejects: 5}",
    """
    d.json:1:2: error: rejects is 5
      write limits like {"deals": 0, "touchpoints": "1%"}
    """
  ),
  (
    "{rejects: {deals: -1, touchpoints: 2.5}}",
    """
    d.json:1:12: error: rejects.deals is -1
      write a whole number of rows, or a percentage with at most two decimals, like "0.5%"
    d.json:1:23: error: rejects.touchpoints is 2.5
      write a whole number of rows, or a percentage with at most two decimals, like "0.5%"
    """
  ),
  (
    "{rejects: {deals: '101%', touchpoints: '0.125%'}}",
    """
    d.json:1:12: error: rejects.deals is "101%"
      write a whole number of rows, or a percentage with at most two decimals, like "0.5%"
    d.json:1:27: error: rejects.touchpoints is "0.125%"
      write a whole number of rows, or a percentage with at most two decimals, like "0.5%"
    """
  ),
  (
    "{rejects: {deals: '5', touchpoints: '%'}}",
    """
    d.json:1:12: error: rejects.deals is "5"
      write a whole number of rows, or a percentage with at most two decimals, like "0.5%"
    d.json:1:24: error: rejects.touchpoints is "%"
      write a whole number of rows, or a percentage with at most two decimals, like "0.5%"
    """
  ),
  (
    "{rejects: {deals: 9223372036854775808}}",
    """
    d.json:1:12: error: rejects.deals is 9223372036854775808
      write a whole number of rows, or a percentage with at most two decimals, like "0.5%"
    """
  ),
  (
    "{failOn: 'team-ties'}",
    """
    d.json:1:2: error: failOn is the text "team-ties"
      write a list of codes of warnings, like ["stage-unknown"]
    """
  ),
  (
    "{failOn: ['team-tie', 'x']}",
    """
    d.json:1:11: error: failOn[0] is "team-tie", did you mean "team-ties"?
      write "stage-unknown", "channel-unassigned", "low-match", "source-starts-late", \
    "source-ends-early", "negative-without-adjusts", "team-ties", "window-cut", \
    "channels-alike", "footer-count-differs", "lookup-missed", "control-total-differs" or \
    "deal-in-closed-period"
    d.json:1:23: error: failOn[1] is "x"
      write "stage-unknown", "channel-unassigned", "low-match", "source-starts-late", \
    "source-ends-early", "negative-without-adjusts", "team-ties", "window-cut", \
    "channels-alike", "footer-count-differs", "lookup-missed", "control-total-differs" or \
    "deal-in-closed-period"
    """
  ),
  (
    "{ties: 'a\\u001B[31m\\nb'}",
    """
    d.json:1:2: error: ties is "a\\u{1B}[31m\\nb"
      write "share" or "order"
    """
  ),
  (
    "{ties: '\(String(repeating: "x", count: 100))'}",
    """
    d.json:1:2: error: ties is \
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"
      write "share" or "order"
    """
  ),
]

private let ruleProblems: [Row] = [
  (
    "{won: ['Closed Won', 'Signed'], lost: ['lost', 'SIGNED ']}",
    """
    d.json:1:48: error: the stage "SIGNED" is both won and lost
      keep it in one of the two; capitals do not count
    """
  ),
  (
    "{lost: ['closedWon']}",
    """
    d.json:1:9: error: the stage "closedWon" is both won and lost
      give "won" too: without it, it is Closed Won, closedwon, won
    """
  ),
  (
    "{won: ['Lost']}",
    """
    d.json:1:8: error: the stage "Lost" is both won and lost
      give "lost" too: without it, it is Closed Lost, closedlost, lost
    """
  ),
  (
    "{models: ['linear', {model: 'time_decay', name: 'linear'}]}",
    """
    d.json:1:21: error: models[0] and models[1] are both called "linear"
      give one of them a "name" of its own, like "linear_2"
    """
  ),
  (
    "{models: ['time_decay', {model: 'time_decay', halfLifeDays: 30}]}",
    """
    d.json:1:25: error: models[0] and models[1] are both called "time_decay"
      give one of them a "name" of its own, like "time_decay_2"
    """
  ),
  (
    "{models: [{model: 'position_based', first: 70}]}",
    """
    d.json:1:11: error: models[0] gives away more than 100 %: first 70 and last 40
      lower one of them; a setting that is not given keeps its default
    """
  ),
  (
    "{models: [{model: 'position_based', first: 50.01, last: 50}]}",
    """
    d.json:1:11: error: models[0] gives away more than 100 %: first 50.01 and last 50
      lower one of them; a setting that is not given keeps its default
    """
  ),
  (
    "{models: ['linear'], modelOfRecord: 'liner'}",
    """
    d.json:1:22: error: modelOfRecord is "liner", did you mean "linear"?
      write one of the models of this run: "linear"
    """
  ),
  (
    "{modelOfRecord: 'shapley'}",
    """
    d.json:1:2: error: modelOfRecord is "shapley"
      write one of the models of this run: "first_touch", "last_touch", "linear", \
    "time_decay" or "position_based"
    """
  ),
  (
    "{models: ['x'], modelOfRecord: 'x'}",
    """
    d.json:1:11: error: models[0] is "x"
      write the name of a model, or an object like {"model": "time_decay"}
    """
  ),
  (
    "{teams: {marketing: ['email'],\n  sales: ['call', ' email']}}",
    """
    d.json:2:19: error: the channel "email" stands under two teams, "marketing" and "sales"
      agree on one team for it; a touch may still name its own
    """
  ),
  (
    "{teams: {sales: ['call', 'call ']}}",
    """
    d.json:1:26: error: the channel "call" stands twice under the team "sales"
      keep it once
    """
  ),
  (
    "{teams: {sales: [], ' sales': []}}",
    """
    d.json:1:21: error: the team "sales" is given twice, first as teams.sales
      put its channels into one list; spaces around a name do not count
    """
  ),
  (
    "{deals: [{columns: {deal_id: 'ID', account_id: ' ID '}}]}",
    """
    d.json:1:36: error: deals[0].columns.deal_id and deals[0].columns.account_id are both the \
    column "ID"
      one column of a file can be only one of them; write null for what is not there
    """
  ),
]

private let syntaxProblems: [Row] = [
  (
    "",
    """
    d.json:1:1: error: found the end of the file where "{" was expected
      the definitions are one object, {"key": value, …}
    """
  ),
  (
    "  \n",
    """
    d.json:2:1: error: found the end of the file where "{" was expected
      the definitions are one object, {"key": value, …}
    """
  ),
  (
    "// nothing",
    """
    d.json:1:11: error: found the end of the file where "{" was expected
      the definitions are one object, {"key": value, …}
    """
  ),
  (
    "[]",
    """
    d.json:1:1: error: found "[" where "{" was expected
      the definitions are one object, {"key": value, …}
    """
  ),
  (
    "linear",
    """
    d.json:1:1: error: found "linear" where "{" was expected
      the definitions are one object, {"key": value, …}
    """
  ),
  (
    #""{}""#,
    """
    d.json:1:1: error: found a quote where "{" was expected
      the definitions are one object, {"key": value, …}
    """
  ),
  (
    "{",
    """
    d.json:1:2: error: found the end of the file where a key or "}" was expected
      a key is a "text" in quotes; those of letters, digits and _ alone need no quotes
    """
  ),
  (
    "{}}",
    """
    d.json:1:3: error: found "}" where the end of the file was expected
      the definitions are one object, {"key": value, …}
    """
  ),
  (
    "{} x",
    """
    d.json:1:4: error: found "x" where the end of the file was expected
      the definitions are one object, {"key": value, …}
    """
  ),
  (
    "{,}",
    """
    d.json:1:2: error: found "," where a key or "}" was expected
      a key is a "text" in quotes; those of letters, digits and _ alone need no quotes
    """
  ),
  (
    "{won: [,]}",
    """
    d.json:1:8: error: found "," where a value or "]" was expected
      a value is a "text" in quotes, a number like 12 or 0.5, true, false, null, a list […] or \
    an object {…}
    """
  ),
  (
    "{won: ['a' 'b']}",
    """
    d.json:1:12: error: found "'" where "," or "]" was expected
      look for a missing comma, quote or bracket before this
    """
  ),
  (
    "{won: ['a']\n lost: []}",
    """
    d.json:2:2: error: found "lost" where "," or "}" was expected
      look for a missing comma, quote or bracket before this
    """
  ),
  (
    "{won ['a']}",
    """
    d.json:1:6: error: found "[" where ":" was expected
      a key and its value are written "key": value
    """
  ),
  (
    "{won: }",
    """
    d.json:1:7: error: found "}" where a value was expected
      a value is a "text" in quotes, a number like 12 or 0.5, true, false, null, a list […] or \
    an object {…}
    """
  ),
  (
    "{won: tru}",
    """
    d.json:1:7: error: found "tru" where a value was expected
      a value is a "text" in quotes, a number like 12 or 0.5, true, false, null, a list […] or \
    an object {…}
    """
  ),
  (
    "{won: ['a'}",
    """
    d.json:1:11: error: found "}" where "," or "]" was expected
      look for a missing comma, quote or bracket before this
    """
  ),
  (
    "{lookbackDays: 01}",
    """
    d.json:1:16: error: found "01" where a value was expected
      a value is a "text" in quotes, a number like 12 or 0.5, true, false, null, a list […] or \
    an object {…}
    """
  ),
  (
    "{lookbackDays: 3d}",
    """
    d.json:1:16: error: found "3d" where a value was expected
      a value is a "text" in quotes, a number like 12 or 0.5, true, false, null, a list […] or \
    an object {…}
    """
  ),
  (
    "{lookbackDays: 1e400}",
    """
    d.json:1:16: error: found "1e400" where a value was expected
      a value is a "text" in quotes, a number like 12 or 0.5, true, false, null, a list […] or \
    an object {…}
    """
  ),
  (
    "{lookbackDays: - 1}",
    """
    d.json:1:16: error: found "-" where a value was expected
      a value is a "text" in quotes, a number like 12 or 0.5, true, false, null, a list […] or \
    an object {…}
    """
  ),
  (
    "{3a: 1}",
    """
    d.json:1:2: error: found "3a" where a key or "}" was expected
      a key is a "text" in quotes; those of letters, digits and _ alone need no quotes
    """
  ),
  (
    "{time-zone: 1}",
    """
    d.json:1:2: error: found "time-zone" where a key or "}" was expected
      a key is a "text" in quotes; those of letters, digits and _ alone need no quotes
    """
  ),
  (
    "{won: ['a]\n}",
    """
    d.json:1:8: error: the text that begins here is not closed on its line
      end it with '; write \\n for a new line within a text
    """
  ),
  (
    #"{won: ["a\"#,
    """
    d.json:1:8: error: the text that begins here is not closed on its line
      end it with "; write \\n for a new line within a text
    """
  ),
  (
    "{won: ['a\tb']}",
    """
    d.json:1:10: error: found the control character \\t within a text
      write a tab as \\t; other control characters have no place in definitions
    """
  ),
  (
    "{won: ['\\uD800']}",
    """
    d.json:1:8: error: a backslash in the text '\\uD800' means nothing
      write \\\\ for a backslash, and other characters as they are or as \\u00e9
    """
  ),
  (
    "{won: ['C:\\users']}",
    """
    d.json:1:8: error: a backslash in the text 'C:\\users' means nothing
      write \\\\ for a backslash, and other characters as they are or as \\u00e9
    """
  ),
  (
    "{/* won: []}",
    """
    d.json:1:2: error: the comment that begins here has no end
      end it with */
    """
  ),
  (
    "{} /",
    """
    d.json:1:4: error: found "/" where the end of the file was expected
      the definitions are one object, {"key": value, …}
    """
  ),
  (
    "{\u{0}}",
    """
    d.json:1:2: error: found "\\u{0}" where a key or "}" was expected
      a key is a "text" in quotes; those of letters, digits and _ alone need no quotes
    """
  ),
  (
    "{“won”: 1}",
    """
    d.json:1:2: error: found "“" where a key or "}" was expected
      a key is a "text" in quotes; those of letters, digits and _ alone need no quotes
    """
  ),
  (
    "{won: “a”}",
    """
    d.json:1:7: error: found "“" where a value was expected
      a value is a "text" in quotes, a number like 12 or 0.5, true, false, null, a list […] or \
    an object {…}
    """
  ),
  (
    "{\r\n  won: ['é👍🏽', x]\r\n}",
    """
    d.json:2:16: error: found "x" where a value or "]" was expected
      a value is a "text" in quotes, a number like 12 or 0.5, true, false, null, a list […] or \
    an object {…}
    """
  ),
  (
    "{won: ['a\\\nb']}",
    """
    d.json:1:8: error: the text that begins here is not closed on its line
      end it with '; write \\n for a new line within a text
    """
  ),
  (
    "a;b;c\n1;2;3",
    """
    d.json:1:1: error: found "a" where "{" was expected
      the definitions are one object, {"key": value, …}
    """
  ),
  (
    "{won: ['a'],, lost: []}",
    """
    d.json:1:13: error: found "," where a key or "}" was expected
      a key is a "text" in quotes; those of letters, digits and _ alone need no quotes
    """
  ),
]

private let textProblems: Set = [
  "definitionsSyntax", "definitionsUnclosedText", "definitionsUnclosedComment",
  "definitionsControlCharacter", "definitionsEscape", "definitionsTooDeep", "definitionsNotUTF8",
]

private let everyKey = """
  {
    // Agreed on 1 October.
    "timeZone": "America/New_York", "currency": "eur",
    "won": ["Closed Won", "gewonnen"], "lost": ["Closed Lost"],
    "lookbackDays": 90, "restartAfterWin": true, "closingDay": "exclude", "precision": "day",
    "ties": "order", "collapse": {"same": ["channel", "contact_id"], "withinHours": 0.5},
    "models": [
      "first_touch", {"model": "linear"},
      {"model": "time_decay", "name": "decay_30", "halfLifeDays": 30},
      {"model": "position_based", "name": "u", "first": 33.33}, "time_decay",
    ],
    "modelOfRecord": "decay_30",
    "teams": {"marketing": ["paid_search", "email"], "sales": ["sdr_call"], "partner": []},
    "dimensions": ["campaign", {"deal": "Product Line"}],
    "touchpoints": [
      {
        "file": "campaign*.csv",
        "columns": {"account_id": "Account ID", "occurred_at": " Member Date", "campaign": null},
        "team": "marketing", "channel": "webinar", "timeFormat": "yyyy-MM-dd",
      },
      {},
    ],
    "deals": [
      {"columns": {"deal_id": "Opportunity ID", "stage": null}, "amountFormat": "1.234,50",
        "blankAmount": "zero"},
    ],
    "rejects": {"deals": 3, "touchpoints": "0.5 %"},
    "failOn": ["team-ties", "stage-unknown"],
  }
  """

/// Everything of the definitions, to compare.
private func fields(_ definitions: Definitions) -> String {
  var copy = definitions
  copy.models = []
  return "\(copy)" + definitions.models.map { "\($0.name) \($0.kind) \($0.parameters)" }.joined()
}

/// A value of JSON5 of which every part can be decoded.
private struct Anything: Decodable {
  init(from decoder: any Decoder) throws {
    if let keys = try? decoder.container(keyedBy: AnyKey.self) {
      for key in keys.allKeys { _ = try keys.decode(Anything.self, forKey: key) }
    } else if var values = try? decoder.unkeyedContainer() {
      while !values.isAtEnd { _ = try values.decode(Anything.self) }
    } else {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() || (try? value.decode(Bool.self)) != nil
        || (try? value.decode(String.self)) != nil
      {
        return
      }
      _ = try value.decode(Decimal.self)
    }
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// What a run is asked to do.
package struct Request: Sendable {
  /// Paths; `-` is standard input.
  package var touchpoints: [String]
  package var deals: [String]
  /// Spend files.
  package var costs: [String] = []
  /// Where finance's control totals are read; nil for a run without.
  package var control: String?
  package var definitions: Definitions
  /// Where the definitions were read; nil for a run without.
  package var definitionsPath: String?
  package var period: Period
  /// How many threads work at most.
  package var jobs: Int
  /// How the result files are written.
  package var csv = CSVForm.plain
  /// Whether more is asked of the files than a run needs.
  package var surveys = false
  /// What is kept of touches beside what credit needs.
  package var kept = KeptColumns.all
  /// How much work may be done to tell how sure the shares are.
  package var certainty = Effort.usual
  /// Bytes that a thread reads at a time; tests make it one.
  package var pieceSize = Fingerprint.blockSize
  /// A folder with result folders; those that are closed are held against the inputs. Nil for none.
  package var closed: String?

  package init(
    touchpoints: [String], deals: [String], definitions: Definitions = Definitions(),
    period: Period = .everyMonth, jobs: Int = 1
  ) {
    self.touchpoints = touchpoints
    self.deals = deals
    self.definitions = definitions
    self.period = period
    self.jobs = jobs
  }

  /// Every path that is read.
  var inputs: [String] {
    touchpoints + deals + costs + lookups.map(\.path)
      + [control, definitionsPath].compactMap(\.self)
  }

  /// The sources of the files that are given, in their order.
  fileprivate var sources: [Definitions.Source] {
    touchpoints.map { Definitions.source(for: inputNames([$0])[0], among: definitions.touchpoints) }
      + deals.map { Definitions.source(for: inputNames([$0])[0], among: definitions.deals) }
      + costs.map { Definitions.source(for: inputNames([$0])[0], among: definitions.costs) }
  }

  /// The files that these look columns up in, by the names that the definitions have for them: paths
  /// from the folder of the definitions.
  fileprivate var lookups: [(name: Label, path: String)] {
    let folder = (definitionsPath ?? "").lastIndex(of: "/").map { definitionsPath![...$0] } ?? ""
    var names: [Label] = []
    for (_, lookup) in sources.flatMap(\.lookups) where !names.contains(lookup.file) {
      names.append(lookup.file)
    }
    return names.map { ($0, $0.text.hasPrefix("/") ? $0.text : folder + $0.text) }
  }
}

/// Who brought in the deals: everything that the reports are made of.
package struct Attribution: Sendable {
  package let definitions: Definitions
  package private(set) var period: Period
  package let lookups: Lookups
  package let deals: Deals
  package let touches: Touchpoints
  package let costs: Costs
  package let journeys: Journeys
  package private(set) var credit: Credit
  /// In how many deals teams and channels had a part, for each of `Credit.groups`.
  package var reach: [GroupReach] { credit.reach }
  /// The credit of the dimensions that the definitions name, and of the types of deals.
  package let dimensions: [DimensionCredit]
  package let control: ControlTotals
  /// Finance's figures beside those of the deal files.
  package let comparison: ControlComparison
  /// What was closed, beside what the inputs say of it now.
  package private(set) var closed: [ClosedPeriod] = []
  package private(set) var warnings: [Warning]
  /// Every row of every file, with exactly one outcome; files in the order given (R10).
  package private(set) var rowCounts: [RowCount] = []
  /// How sure the shares are; nil where that was not asked for, or is more work than wanted.
  package let certainty: Certainty?
  /// What was wrong with rows, no more than the definitions allow.
  package let rejected: ProblemList
  package let jobs: Int
  package private(set) var csv: CSVForm

  /// The whole run, a line a stage.
  ///
  /// - Parameters:
  ///   - problems: Gets what is wrong with the inputs, as it is found.
  ///   - progress: Gets the bytes that were read since it was called last, and all there are.
  ///   - ended: Gets each stage when it is over, with the bytes that it read.
  /// - Throws: A `Failure` if there is no result that can be trusted.
  package init(
    _ request: Request, problems: inout Problems,
    progress: @escaping @Sendable (_ bytes: Int, _ total: Int) -> Void = { _, _ in },
    ended: (_ stage: Stage, _ bytes: Int) -> Void = { _, _ in }
  ) throws(Failure) {
    let inputs = try Inputs(request)
    ended(.opening, 0)
    let total = inputs.all.byteCount
    let read: @Sendable (Int) -> Void = { progress($0, total) }
    let (rules, jobs, pieceSize) = (request.definitions, request.jobs, request.pieceSize)

    let lookups = try Lookups(
      reading: inputs.lookups, for: request.sources, by: rules, jobs: jobs, pieceSize: pieceSize,
      problems: &problems, progress: read)
    if !inputs.lookups.isEmpty { ended(.lookups, inputs.lookups.map(\.file).byteCount) }
    let control = try ControlTotals(
      reading: inputs.control, by: rules, jobs: jobs, pieceSize: pieceSize, problems: &problems,
      progress: read)
    if let file = inputs.control { ended(.control, file.byteCount) }
    let deals = try Deals(
      reading: inputs.deals, by: rules, lookups: lookups, jobs: jobs, pieceSize: pieceSize,
      problems: &problems, progress: read)
    ended(.deals, inputs.deals.byteCount)
    try problems.attempt { (_) throws(Failure) in try deals.requireWins(by: rules) }
    try problems.attempt { (problems) throws(Failure) in
      try problems.requireColumns(of: rules.dimensions, .deal, in: deals.files.map(\.input))
    }
    let periods = Periods(of: deals, by: request.period, in: rules.zone, jobs: jobs)
    var kept = request.kept
    let dealCount = periods.reported.count { deals.won[$0].adjusts == nil }
    if request.certainty.includes(dealCount: dealCount) { kept.insert(.outside) }
    var touches = try Touchpoints(
      reading: inputs.touchpoints, for: deals, by: rules, lookups: lookups,
      spendIsGiven: !inputs.costs.isEmpty, keeping: kept, jobs: jobs,
      pieceSize: pieceSize, surveys: request.surveys, problems: &problems, progress: read)
    ended(.touchpoints, inputs.touchpoints.byteCount)
    try problems.attempt { (problems) throws(Failure) in
      try problems.requireColumns(of: rules.dimensions, .touch, in: touches.files.map(\.input))
    }
    let costs = try Costs(
      reading: inputs.costs, and: touches.spend, by: rules, lookups: lookups, jobs: jobs,
      pieceSize: pieceSize, problems: &problems, progress: read)
    if !inputs.costs.isEmpty { ended(.costs, inputs.costs.byteCount) }
    let journeys = Journeys(
      of: deals, through: &touches, by: rules, jobs: jobs, isReported: { periods[$0] != nil })
    ended(.journeys, 0)
    let credit = try Credit(
      for: deals, through: journeys, of: touches,
      and: deals.dimensions(besides: rules.dimensions), by: rules, in: periods,
      jobs: jobs)
    let comparison = ControlComparison(of: credit, with: control, in: request.period)
    let (warnings, _) = try together(
      jobs: jobs,
      { [touches] in
        Warning.all(
          deals: deals, touches: touches, costs: costs, lookups: lookups, journeys: journeys,
          by: rules, reported: periods.reported, from: periods.start, jobs: jobs)
      },
      { () throws(Failure) in
        try proveBalance(
          of: credit, deals: deals, parties: touches.partyNames, models: rules.models)
        try proveBalance(of: credit.dimensions, groups: credit.groups, models: rules.models)
      })
    ended(.credit, 0)
    let certainty = try Certainty(
      of: credit, deals: deals, through: journeys, of: touches, by: rules, jobs: jobs,
      effort: request.certainty)
    if certainty != nil { ended(.sensitivity, 0) }

    self.definitions = rules
    self.period = request.period
    self.lookups = lookups
    self.deals = deals
    self.touches = touches
    self.costs = costs
    self.journeys = journeys
    self.credit = credit
    dimensions = credit.dimensions
    self.control = control
    self.comparison = comparison
    self.certainty = certainty
    self.warnings = warnings + [comparison.warning].compactMap(\.self)
    rejected = problems.list
    self.jobs = jobs
    csv = request.csv
    rowCounts = countRows()

    if let folder = request.closed {
      closed = try ClosedPeriod.all(in: folder, beside: self)
      self.warnings += [Warning.dealsInClosedPeriods(of: self)].compactMap(\.self)
      ended(.closed, 0)
    }
    let fatal = self.warnings.filter { rules.failOn.contains($0.code) }
    try problems.attempt { (_) throws(Failure) in
      guard fatal.isEmpty else { throw Failure(.data, fatal.map(Problem.failedOn)) }
    }
  }

  /// The deals, ledger and credit of another period, from the same inputs; nothing else of the copy
  /// is about that period.
  func credit(of other: Period) throws(Failure) -> Attribution {
    var copy = self
    let periods = Periods(of: deals, by: other, in: definitions.zone, jobs: jobs)
    copy.period = other
    copy.csv = .plain
    copy.credit = try Credit(
      for: deals, through: journeys, of: touches, and: [], by: definitions, in: periods,
      jobs: jobs)
    return copy
  }
}

extension Attribution {
  /// The files that were read, in the order in which results name them.
  var inputs: [InputRecord] {
    touches.files.map(\.input) + deals.files.map(\.input) + costs.files.map(\.input)
      + lookups.files.map(\.input) + [control.file?.input].compactMap(\.self)
  }
}

/// The files of a run, open.
struct Inputs {
  let deals: [InputFile]
  let touchpoints: [InputFile]
  let costs: [InputFile]
  /// Each with the name that the definitions have for it.
  let lookups: [(name: Label, file: InputFile)]
  /// Finance's control totals, if they are given.
  let control: InputFile?

  var all: [InputFile] {
    deals + touchpoints + costs + lookups.map(\.file) + [control].compactMap(\.self)
  }

  init(_ request: Request) throws(Failure) {
    let lookups = request.lookups
    let controls = [request.control].compactMap(\.self)
    let names = inputNames(
      request.touchpoints + request.deals + request.costs + lookups.map(\.path) + controls)
    let rules = request.definitions
    touchpoints = try Inputs.open(
      request.touchpoints, "touchpoints", names: names, from: 0, sources: rules.touchpoints)
    deals = try Inputs.open(
      request.deals, "deals", names: names, from: touchpoints.count, sources: rules.deals)
    costs = try Inputs.open(
      request.costs, "costs", names: names, from: touchpoints.count + deals.count,
      sources: rules.costs)
    let first = touchpoints.count + deals.count + costs.count
    let files: [InputFile]
    do throws(Failure) {
      files = try Inputs.open(
        lookups.map(\.path), "lookups", names: names, from: first, sources: rules.lookupSources)
    } catch {
      throw Failure(error.code, error.problems.map(Problem.lookedUp))
    }
    self.lookups = zip(lookups, files).map { ($0.name, $1) }
    control = try Inputs.open(
      controls, "control", names: names, from: first + files.count, sources: []
    ).first
  }

  private static func open(
    _ paths: [String], _ key: String, names: [String], from first: Int,
    sources: [Definitions.Source]
  ) throws(Failure) -> [InputFile] {
    var files: [InputFile] = []
    var seen: [InputFile.Identity: String] = [:]
    for path in paths {
      guard let identity = InputFile.identity(of: path) else { continue }
      if let earlier = seen[identity] { throw Failure(.usage, [.sameFileTwice(earlier, path)]) }
      seen[identity] = path
    }
    for (index, path) in paths.enumerated() {
      let source = Definitions.source(for: inputNames([path])[0], among: sources)
      files.append(
        try InputFile(
          path: path, name: names[first + index], index: first + index, key: key,
          encoding: source.encoding))
    }
    return files
  }
}

extension [InputFile] {
  fileprivate var byteCount: Int { reduce(0) { $0 + $1.byteCount } }
}

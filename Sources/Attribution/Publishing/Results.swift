/// What is wanted of a result folder beside what always belongs to it.
package struct ResultOptions: Sendable {
  /// Whether `ledger.csv` is wanted.
  package var withLedger = true
  /// Whether the review is wanted as a page for a browser too.
  package var withHTML = false
  /// Where to write every problem, also when the run fails; nil for nowhere.
  package var rejectsPath: String?

  package init() {}
}

extension Attribution {
  /// Attributes the deals and writes the results: one folder, all of it or nothing.
  ///
  /// - Parameters:
  ///   - path: The output folder.
  ///   - progress: Gets the bytes that were read since it was called last, and all there are.
  ///   - ended: Gets each stage when it is over, with the bytes that it read or wrote.
  /// - Throws: A `Failure`; nothing on disk has changed then but the file at
  ///   `ResultOptions.rejectsPath`.
  package static func run(
    _ request: Request, to path: String, options: ResultOptions = ResultOptions(),
    progress: @escaping @Sendable (_ bytes: Int, _ total: Int) -> Void = { _, _ in },
    ended: (_ stage: Stage, _ bytes: Int) -> Void = { _, _ in }
  ) throws(Failure) -> Attribution {
    try requireOutside(path, request.inputs + [options.rejectsPath].compactMap(\.self))
    let log = try RejectsLog(
      copyAt: options.rejectsPath, in: request.csv, inputs: request.inputs)
    let folder = try OutputFolder(claiming: path)
    do throws(Failure) {
      try log.begin(in: folder)
      var problems = Problems { (problem) throws(Failure) in try log.write(problem) }
      var request = request
      // What is closed is held against every touch.
      if !options.withLedger, request.closed == nil { request.kept = [] }
      let attribution = try Attribution(
        request, problems: &problems, progress: progress, ended: ended)

      var files = [try log.endStaged()]
      // The tables wait for the disk, and the review has parts that one thread makes.
      let (review, metadata) = try together(
        jobs: request.jobs,
        { attribution.review.files(named: "review", withHTML: options.withHTML) },
        { () throws(Failure) in
          for report in reports + attribution.dimensionReports
          where options.withLedger || report.name != "ledger.csv" {
            var file = try folder.makeFile(report.name)
            try report.write(attribution) { (bytes) throws(Failure) in try file.write(bytes) }
            try files.add(file.end())
          }
          return TabularMetadata(of: attribution, files: files.map(\.written)).json
        })
      for (path, text) in review {
        var file = try folder.makeFile(path)
        try file.write(Array(text.utf8))
        try files.add(file.end())
      }
      var description = try folder.makeFile("csv-metadata.json")
      try description.write(metadata)
      try files.add(description.end())
      var record = try folder.makeFile("run.json")
      try record.write(RunDocument(of: attribution, files: files.map(\.written)).json)
      try files.add(record.end())
      ended(.results, files.reduce(0) { $0 + $1.written.bytes })
      try files.sync()
      // Before the results, so that these are not there if it cannot be written.
      try log.finishCopy()
      try folder.publish()
      ended(.publishing, 0)
      return attribution
    } catch {
      // Only where it is for the data's sake is the list what there is to say.
      if error.code == .data { try log.finishCopy() }
      throw error
    }
  }
}

/// The tables of a result folder, each with what writes it. `rejects.csv` is written as problems are
/// found, the review after these, and `run.json` last, since it lists the others.
package let reports:
  [(name: String, write: @Sendable (Attribution, Sink) throws(Failure) -> Void)] = [
    ("credit.csv", { (a, sink) throws(Failure) in try a.writeCredit(to: sink) }),
    ("channel_credit.csv", { (a, sink) throws(Failure) in try a.writeChannelCredit(to: sink) }),
    ("team_credit.csv", { (a, sink) throws(Failure) in try a.writeTeamCredit(to: sink) }),
    (
      "channel_comparison.csv",
      { (a, sink) throws(Failure) in try a.writeChannelComparison(to: sink) }
    ),
    ("team_comparison.csv", { (a, sink) throws(Failure) in try a.writeTeamComparison(to: sink) }),
    ("channel_costs.csv", { (a, sink) throws(Failure) in try a.writeChannelCosts(to: sink) }),
    ("campaign_costs.csv", { (a, sink) throws(Failure) in try a.writeCampaignCosts(to: sink) }),
    ("channel_reach.csv", { (a, sink) throws(Failure) in try a.writeChannelReach(to: sink) }),
    ("team_reach.csv", { (a, sink) throws(Failure) in try a.writeTeamReach(to: sink) }),
    (
      "deal_team_credit.csv",
      { (a, sink) throws(Failure) in try a.writeDealTeamCredit(to: sink) }
    ),
    ("sensitivity.csv", { (a, sink) throws(Failure) in try a.writeSensitivity(to: sink) }),
    ("deals.csv", { (a, sink) throws(Failure) in try a.writeDeals(to: sink) }),
    ("ledger.csv", { (a, sink) throws(Failure) in try a.writeLedger(to: sink) }),
    ("closed_changes.csv", { (a, sink) throws(Failure) in try a.writeClosedChanges(to: sink) }),
    ("reconciliation.csv", { (a, sink) throws(Failure) in try a.writeReconciliation(to: sink) }),
    ("rows.csv", { (a, sink) throws(Failure) in try a.writeRows(to: sink) }),
  ]

/// Fails if a file that the user named lies in the folder that the run is to replace.
private func requireOutside(_ output: String, _ paths: [String]) throws(Failure) {
  for path in paths where path != "-" && lies(path, in: output) {
    throw Failure(.usage, [.insideOutput(path, output)])
  }
}

/// Whether a file lies in a folder, or leads there through a link.
func lies(_ path: String, in output: String) -> Bool {
  guard let folder = place(of: output) else { return false }
  // It may be a link in the folder, or lead there through one.
  return [try? realPath(parentFolder(of: path)), place(of: path)].contains { real in
    real.map { $0 == folder || $0.hasPrefix(folder + "/") } ?? false
  }
}

/// The path without links, also of what is not there yet in a folder that is.
private func place(of path: String) -> String? {
  (try? realPath(path))
    ?? (try? realPath(parentFolder(of: path))).map { "\($0)/\(lastComponent(of: path))" }
}

extension Attribution {
  /// Reads everything as a run would, also behind what would end it, and says what is found.
  ///
  /// - Returns: The report, whose last line says whether a run gives a result, or what to do first.
  /// - Throws: A `Failure` that is not for the data's sake: an input is missing.
  package static func check(
    _ request: Request
  ) throws(Failure) -> (report: String, isReady: Bool) {
    var request = request
    request.surveys = true
    request.certainty = .none
    var firstOfFile: [Int: [Problem]] = [:]
    var problems = Problems(goesOn: true) { problem in
      guard let index = problem.place?.fileIndex else { return }
      if firstOfFile[index, default: []].count < CheckReport.problemsOfFile {
        firstOfFile[index, default: []].append(problem)
      }
    }
    var result: Attribution?
    try problems.attempt { (problems) throws(Failure) in
      result = try Attribution(request, problems: &problems)
    }
    // What the files hold cannot be told where it cannot be counted: a sum that is too large.
    guard let attribution = result else {
      return (CheckReport.ending(problems, warnings: 0), false)
    }
    let report = CheckReport(of: attribution, problems: problems, firstProblems: firstOfFile)
    return (report.text, report.isReady)
  }
}

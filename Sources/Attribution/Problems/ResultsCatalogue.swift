// Every wording about result folders that are read back.

extension Problem {
  static func resultsNotOpened(_ path: String, _ reason: String) -> Problem {
    Problem(
      place: nil, message: "the result folder \(quotedPath(path)) cannot be opened: \(reason)",
      hint: "name a folder that smarketing run has written")
  }

  static func resultsWithoutRecord(_ path: String) -> Problem {
    Problem(
      place: nil, message: "\(quotedPath(path)) is no result folder: it has no run.json",
      hint: "name a folder that smarketing run has written")
  }

  static func resultsNotOurs(_ path: String) -> Problem {
    Problem(
      place: nil, message: "\(quotedPath("\(path)/run.json")) is not written by this program",
      hint: "name a folder that smarketing run has written")
  }

  static func resultsOfLaterFormat(
    _ path: String, _ format: Int, by version: String, readable: Int
  ) -> Problem {
    Problem(
      place: nil,
      message: """
        \(quotedPath(path)) is of format \(format), written by version \(printable(version)), and \
        this version reads up to \(readable)
        """,
      hint: "read it with the version that wrote it, or a later one")
  }

  static func resultsNotUnderstood(_ path: String) -> Problem {
    Problem(
      place: nil, message: "\(quotedPath("\(path)/run.json")) was changed: parts of it are missing",
      hint: "restore the folder from where it is kept, or run again into another folder")
  }

  static func closedNotOpened(_ path: String, _ reason: String) -> Problem {
    Problem(
      place: nil,
      message: "the folder of closed results \(quotedPath(path)) cannot be opened: \(reason)",
      hint: "name the folder that holds the closed result folders, such as reports")
  }

  static func closedTwice(_ first: String, _ second: String) -> Problem {
    Problem(
      place: nil,
      message: """
        \(quotedPath(first)) and \(quotedPath(second)) are closed, and are about the same time
        """,
      hint: "keep one of them in the folder that --closed names")
  }

  static func dealNotInResults(_ id: String, _ path: String, nearest: [String]) -> Problem {
    Problem(
      place: nil, message: "no won deal of \(quotedPath(path)) has the id \(quoted(id))",
      hint: nearest.isEmpty
        ? "check the id, and whether the deal was closed in the period of these results"
        : "did you mean \(nearest.map(quoted).joined(separator: " or "))?")
  }

  static func resultFileNotListed(_ path: String, _ name: String) -> Problem {
    Problem(
      place: nil, message: "\(quotedPath(path)) has no \(name)",
      hint: "run again into another folder, without leaving it out")
  }

  static func resultFileMissing(_ path: String, _ name: String) -> Problem {
    Problem(
      place: nil, message: "\(quotedPath("\(path)/\(name)")) is missing, and run.json lists it",
      hint: "restore the folder from where it is kept, or run again into another folder")
  }

  static func resultFileChanged(_ path: String, _ name: String) -> Problem {
    Problem(
      place: nil, message: "\(quotedPath("\(path)/\(name)")) was changed since it was written",
      hint: "restore the folder from where it is kept, or run again into another folder")
  }

  static func resultsRecordChanged(_ path: String, _ key: String) -> Problem {
    Problem(
      place: nil,
      message: """
        \(quotedPath("\(path)/run.json")) was changed: its fingerprint of \(key) is another
        """,
      hint: "restore the folder from where it is kept, or run again into another folder")
  }

  /// - Parameter name: The first thing in it that its `run.json` does not list.
  static func resultsHoldOtherFiles(_ path: String, name: String) -> Problem {
    Problem(
      place: nil,
      message: """
        \(quotedPath(path)) holds \(quoted(name)), which run.json does not list
        """,
      hint: "move it to another place: only closed.json may be added to results")
  }

  static func closedOtherwise(_ path: String) -> Problem {
    Problem(
      place: nil,
      message:
        "\(quotedPath("\(path)/closed.json")) is not of this run.json: one of the two was changed",
      hint: "restore the folder as it was when it was closed, from where it is kept")
  }

  static func resultsUnbalanced(
    _ path: String, _ what: String, _ found: String, expected: String
  ) -> Problem {
    Problem(
      place: nil,
      message: "\(quotedPath(path)), \(what): \(found), and deals.csv adds up to \(expected)",
      hint: "do not use these figures; restore the folder, or run again into another one")
  }

  static func resultsOfDealUnbalanced(_ path: String, _ file: String, deal: String) -> Problem {
    Problem(
      place: nil,
      message: """
        \(quotedPath("\(path)/\(file)")) does not add up to the amount of deal \(quoted(deal))
        """,
      hint: "do not use these figures; restore the folder, or run again into another one")
  }

  // MARK: Two folders

  static func comparisonOfOtherPeriods(
    _ old: String, _ before: String, _ new: String, _ now: String
  ) -> Problem {
    Problem(
      place: nil,
      message: """
        \(quotedPath(old)) is about \(quoted(before)) and \(quotedPath(new)) about \(quoted(now)): no \
        period is in both
        """,
      hint: "run again with the --period of the other, into another folder")
  }

  static func comparisonUnbalanced(_ old: String, _ new: String) -> Problem {
    Problem(
      place: nil,
      message: """
        what changed in the deals of \(quotedPath(old)) and \(quotedPath(new)) does not add up to \
        what changed in their sums
        """,
      hint: "see which of the two does not balance: smarketing verify")
  }

  static func comparisonInResults(_ path: String, _ folder: String) -> Problem {
    Problem(
      place: nil,
      message: "--csv \(quotedPath(path)) lies in the result folder \(quotedPath(folder))",
      hint: "keep it elsewhere: results stay as they were written")
  }

  static func comparisonNotOurs(_ path: String) -> Problem {
    Problem(
      place: nil, message: "--csv \(quotedPath(path)) exists and is no list of such changes",
      hint: "choose another name; nothing that is not ours is replaced")
  }

  static func comparisonNotCreated(_ path: String, _ reason: String) -> Problem {
    Problem(
      place: nil, message: "--csv \(quotedPath(path)) cannot be created: \(reason)",
      hint: "choose a name in a folder that exists and may be written to")
  }

  // A file with the fingerprint that run.json lists, and all the same none that was written so.

  static func resultColumnMissing(_ name: String, column: String) -> Problem {
    Problem(
      place: Place(file: name), message: "there is no column \(column)",
      hint: "read the folder with the version that wrote it")
  }

  static func resultRowNotUnderstood(_ name: String, line: Int) -> Problem {
    Problem(
      place: Place(file: name, line: line), message: "this is no row of the table",
      hint: "read the folder with the version that wrote it")
  }

  static func resultCellNotUnderstood(_ name: String, line: Int, value: String) -> Problem {
    Problem(
      place: Place(file: name, line: line), message: "\(quoted(value)) is not what belongs there",
      hint: "read the folder with the version that wrote it")
  }
}

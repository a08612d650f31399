/// What can keep results from being written: every wording of it.
extension Problem {
  package static func outputHasNoName() -> Problem {
    Problem(
      place: nil, message: "the output folder has no name",
      hint: "name one, for example --output reports/2026-10")
  }

  package static func definitionsExist(_ path: String) -> Problem {
    Problem(
      place: nil, message: "\(quotedPath(path)) already exists, and is not replaced",
      hint: "choose another --output, or --output - to see the proposal first")
  }

  package static func definitionsNotCreated(_ path: String, _ reason: String) -> Problem {
    Problem(
      place: nil, message: "\(quotedPath(path)) cannot be created: \(reason)",
      hint: "choose an --output in a folder that exists and may be written to")
  }

  package static func outputIsRoot() -> Problem {
    Problem(
      place: nil, message: "/ cannot be the output folder",
      hint: "it is replaced as a whole; choose another folder with --output")
  }

  package static func outputIsMountPoint(_ path: String) -> Problem {
    Problem(
      place: nil,
      message: "\(path) is a file system or volume of its own, which cannot be replaced",
      hint: "choose a folder in it with --output")
  }

  /// The path leads through a folder that does not exist and up again.
  package static func outputLeadsNowhere(_ path: String) -> Problem {
    Problem(
      place: nil, message: "\(path) leads through a folder that does not exist",
      hint: "write the path without ..")
  }

  /// A symbolic link is followed, but its target must exist.
  ///
  /// - Parameter link: The path itself or the folder that it leads through.
  package static func outputLinkIsBroken(link: String) -> Problem {
    Problem(
      place: nil,
      message: "\(link) is a symbolic link to something that does not exist",
      hint: "make the folder that it points to, or choose another with --output")
  }

  package static func outputIsNoFolder(_ path: String) -> Problem {
    Problem(
      place: nil, message: "\(path) is not a folder",
      hint: "results are written to a folder; choose another name with --output")
  }

  package static func outputIsClosed(_ path: String) -> Problem {
    Problem(
      place: nil, message: "\(path) is closed: it holds closed.json, and is not replaced",
      hint: """
        choose another folder with --output, then see what has changed: smarketing diff \(path) \
        THAT_FOLDER
        """)
  }

  /// - Parameter name: The first thing in it that its `run.json` does not list.
  package static func outputHoldsOtherFiles(_ path: String, name: String) -> Problem {
    // With its control characters spelt out: it may be anything.
    let name = name.debugDescription
    return Problem(
      place: nil,
      message: "\(path) holds \(name), which is not from an earlier run",
      hint: "a folder is replaced as a whole; choose another with --output, or move that away")
  }

  package static func outputNotMade(_ path: String, _ reason: String) -> Problem {
    Problem(
      place: nil, message: "cannot make or replace the folder \(path): \(reason)",
      hint: "choose a folder with --output in a place where you may write")
  }

  package static func outputIsBusy(_ path: String) -> Problem {
    Problem(
      place: nil, message: "another run is writing to \(path)",
      hint: "wait until it has ended, or choose another folder with --output")
  }

  package static func fileIsBusy(_ path: String) -> Problem {
    Problem(
      place: nil, message: "another run is writing to \(path)",
      hint: "wait until it has ended, or choose another name")
  }

  /// - Parameter staging: The name of the folder beside it in which results are prepared.
  package static func outputNotCleared(
    _ path: String, staging: String, _ reason: String
  ) -> Problem {
    Problem(
      place: nil,
      message: "cannot clear \(staging), which a killed run left beside \(path): \(reason)",
      hint: "see to it that \(staging) can be changed, or choose another folder with --output")
  }

  /// A run was killed between two renames, and then someone put something in the old place.
  package static func outputWasSetAside(_ path: String, staging: String) -> Problem {
    Problem(
      place: nil,
      message: "\(path) is in the way of what a killed run left: \(staging)/old",
      hint:
        "that was \(path) before; move one of the two away, or choose another folder with --output")
  }

  package static func outputNotWritten(
    _ path: String, _ reason: String, obstacle: WritingObstacle
  ) -> Problem {
    let advice =
      switch obstacle {
      case .noSpace: "free space there, or choose a folder on another disk with --output"
      case .sizeLimit: "raise the limit (ulimit -f), or write less (--no-ledger)"
      case .other: "try again, or choose another folder with --output"
      }
    return Problem(
      place: nil, message: "cannot write \(path): \(reason)",
      hint: "\(advice); nothing was changed")
  }

  package static func outputNotPublished(_ path: String, _ reason: String) -> Problem {
    Problem(
      place: nil, message: "cannot put the results in place as \(path): \(reason)",
      hint: "try again, or choose another folder with --output; nothing was changed")
  }

  static func closingRefused(_ path: String, _ reason: String) -> Problem {
    Problem(
      place: nil, message: "cannot write closed.json into \(quotedPath(path)): \(reason)",
      hint: "see to it that you may write there, and that the disk has room; it is not closed")
  }

  static func closingIsBusy(_ path: String) -> Problem {
    Problem(
      place: nil, message: "a run is writing to \(quotedPath(path))",
      hint: "wait until it has ended, look at its results, and close it then")
  }

  // MARK: Files that are written beside the results

  static func insideOutput(_ path: String, _ output: String) -> Problem {
    Problem(
      place: nil,
      message: """
        \(quotedPath(path)) lies in the output folder \(quotedPath(output)), which is replaced
        """,
      hint: "keep it elsewhere, or choose another --output")
  }

  static func rejectsOverInput(_ path: String) -> Problem {
    Problem(
      place: nil, message: "--rejects \(quotedPath(path)) is one of the input files",
      hint: "choose another name")
  }

  static func rejectsNotOurs(_ path: String) -> Problem {
    Problem(
      place: nil,
      message: "--rejects \(quotedPath(path)) exists and is no list of rejected rows",
      hint: "choose another name; nothing that is not ours is replaced")
  }

  static func rejectsNotCreated(_ path: String, _ reason: String) -> Problem {
    Problem(
      place: nil, message: "--rejects \(quotedPath(path)) cannot be created: \(reason)",
      hint: "choose a name in a folder that exists and may be written to")
  }

  static func sampleExists(_ path: String) -> Problem {
    Problem(
      place: nil, message: "\(quotedPath(path)) already exists",
      hint: "choose another --output folder, or remove it")
  }

  static func sampleNotCreated(_ path: String, _ reason: String) -> Problem {
    Problem(
      place: nil, message: "the folder \(quotedPath(path)) cannot be created: \(reason)",
      hint: "choose another --output folder")
  }
}

/// What is in the way of writing, as far as there is something to be done about it.
package enum WritingObstacle: Sendable {
  case noSpace
  case sizeLimit
  case other
}

/// The place where one run puts its results, locked for as long as this lives.
///
/// `OutputFolder` shows what lies where. Nothing in here changes while a run writes, so that the
/// thread that waits for signals can clear the place as well.
final class Site: Claim {
  /// The output folder as the user wrote it.
  let path: String
  private let name: String
  private let parent: Folder
  private let stagingName: String
  private let staging: Folder
  /// Folders above the output folder that were not there before, outermost first.
  private let made: [(parent: Folder, name: String)]

  /// Locks the place, and makes the folders above it that are missing.
  ///
  /// - Throws: `cannotCreate`, `busy`
  init(_ path: String) throws(Failure) {
    var (folder, names) = try locate(path)
    self.path = path
    name = names.removeLast()
    stagingName = ".\(name).smarketing"
    var made: [(parent: Folder, name: String)] = []
    do throws(SystemError) {
      for name in names {
        if try folder.makeFolder(name) { made.append((folder, name)) }
        folder = try folder.folder(name)
      }
      staging = try lockedFolder(stagingName, in: folder)
    } catch {
      for (parent, name) in made.reversed() { try? parent.removeFolder(name) }
      throw error.isLocked
        ? Failure(.busy, [.outputIsBusy(path)])
        : Failure(.cannotCreate, [.outputNotMade(path, error.text)])
    }
    parent = folder
    self.made = made
  }

  /// Clears what a killed run left, checks that the output folder may be replaced, and makes an
  /// empty new one in the staging folder.
  ///
  /// - Throws: `cannotCreate`
  func prepare() throws(Failure) -> Folder {
    do throws(SystemError) {
      try settle()
    } catch {
      let problem: Problem =
        error.isInTheWay
        ? .outputWasSetAside(path, staging: stagingName)
        : .outputNotCleared(path, staging: stagingName, error.text)
      throw Failure(.cannotCreate, [problem])
    }
    let earlier = try replaceableEntry()
    do throws(SystemError) {
      try staging.makeFolder("new")
      let new = try staging.folder("new")
      if let earlier { try new.takePermissions(of: earlier) }
      return new
    } catch {
      throw Failure(.cannotCreate, [.outputNotMade(path, error.text)])
    }
  }

  /// Puts `new` in place of the output folder.
  ///
  /// - Throws: `inputOutput`, or `cannotCreate` if it may not be replaced any more.
  func publish(_ new: Folder, canExchange: Bool) throws(Failure) {
    let earlier = try replaceableEntry()
    do throws(SystemError) {
      try new.allFolders().sync()
      let isExchange = try moveIntoPlace(replacing: earlier != nil, canExchange: canExchange)
      do throws(SystemError) {
        try ([staging, parent] + made.map(\.parent)).sync()
      } catch {
        // Back to where it was; what `moveIntoPlace` set aside, `settle` puts back.
        if isExchange {
          try staging.exchange("new", with: parent, name)
        } else {
          try parent.move(name, to: staging, as: "new")
        }
        throw error
      }
    } catch {
      throw Failure(.inputOutput, [.outputNotPublished(path, error.text)])
    }
  }

  /// Removes the staging folder, and folders above the output folder that were made for nothing.
  ///
  /// What cannot be removed, the next run will try to.
  func clear() {
    do throws(SystemError) {
      try settle()
      try parent.removeFolder(stagingName)
      // Fails where there are results now.
      for (parent, name) in made.reversed() { try parent.removeFolder(name) }
    } catch {}
  }

  /// - Returns: Whether it took an exchange.
  private func moveIntoPlace(replacing: Bool, canExchange: Bool) throws(SystemError) -> Bool {
    if replacing {
      if canExchange, try staging.exchange("new", with: parent, name) { return true }
      try parent.move(name, to: staging, as: "old")
    }
    try staging.move("new", to: parent, as: name)
    return false
  }

  /// Empties the staging folder, at whatever step the run that filled it ended.
  ///
  /// `old` and `new` together say that it ended between the two renames: the first is undone. So it
  /// is if there are no results at all. Otherwise the earlier results have been replaced.
  private func settle() throws(SystemError) {
    if try staging.entry("old") != nil {
      let (new, output) = (try staging.entry("new"), try parent.entry(name))
      if new != nil || output == nil {
        try staging.move("old", to: parent, as: name)
      } else {
        try staging.removeAll("old")
      }
    }
    try staging.removeAll("new")
  }

  /// The output folder's entry, nil if there is none yet.
  ///
  /// - Throws: `cannotCreate` if it may not be replaced: only results of an earlier run may, and an
  ///   empty folder.
  private func replaceableEntry() throws(Failure) -> Folder.Entry? {
    let problem: Problem
    do throws(SystemError) {
      guard let entry = try parent.entry(name) else { return nil }
      if entry.kind != .folder {
        problem = .outputIsNoFolder(path)
      } else if entry.device != (try parent.entry().device) {
        problem = .outputIsMountPoint(path)
      } else {
        try parent.checkMayWrite(name)
        let folder = try parent.folder(name)
        if try folder.entry(closedName) != nil {
          problem = .outputIsClosed(path)
        } else if let foreign = try firstForeign(in: folder) {
          problem = .outputHoldsOtherFiles(path, name: foreign)
        } else {
          return entry
        }
      }
    } catch {
      problem = .outputNotMade(path, error.text)
    }
    throw Failure(.cannotCreate, [problem])
  }
}

/// Finds the nearest folder that exists above the output folder.
///
/// - Returns: That folder, and the names that lead from it to the output folder: its own is last.
/// - Throws: `cannotCreate`
private func locate(_ path: String) throws(Failure) -> (Folder, names: [String]) {
  guard !path.isEmpty else { throw Failure(.cannotCreate, [.outputHasNoName()]) }
  let slash = UInt8(ascii: "/")
  let root = path.utf8.first == slash ? "/" : ""
  var existing = path.utf8.split(separator: slash).map { String(Substring($0)) }
    .filter { $0 != "." }
  var missing: [String] = []
  var real = ""
  while real.isEmpty {
    let candidate = root + existing.joined(separator: "/")
    do throws(SystemError) {
      real = try realPath(candidate.isEmpty ? "." : candidate)
    } catch {
      if error.isMissing, isLink(candidate) {
        throw Failure(.cannotCreate, [.outputLinkIsBroken(link: candidate)])
      }
      guard error.isMissing, let last = existing.popLast() else {
        throw Failure(.cannotCreate, [.outputNotMade(path, error.text)])
      }
      if last == ".." { throw Failure(.cannotCreate, [.outputLeadsNowhere(path)]) }
      missing.insert(last, at: 0)
    }
  }
  if missing.isEmpty {
    guard real != "/", let lastSlash = real.utf8.lastIndex(of: slash) else {
      throw Failure(.cannotCreate, [.outputIsRoot()])
    }
    missing = [String(real[real.utf8.index(after: lastSlash)...])]
    real = String(real[...lastSlash])
  }
  do throws(SystemError) {
    return (try Folder(at: real), missing)
  } catch {
    throw Failure(.cannotCreate, [.outputNotMade(path, error.text)])
  }
}

/// Makes a folder, or takes the one that is there, and locks it.
///
/// The lock is the folder's own, and whoever holds it removes the folder at the end. So the name
/// may stand for another folder, or for none, by the time the lock is there.
func lockedFolder(_ name: String, in parent: Folder) throws(SystemError) -> Folder {
  while true {
    let isNew = try parent.makeFolder(name)
    do throws(SystemError) {
      let folder = try parent.folder(name)
      try folder.lock()
      let locked = try folder.entry()
      if let entry = try parent.entry(name), entry.isSame(as: locked) { return folder }
    } catch {
      if error.isMissing { continue }
      if isNew, !error.isLocked { try? parent.removeFolder(name) }
      throw error
    }
  }
}

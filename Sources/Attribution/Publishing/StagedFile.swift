/// A file that appears as a whole, or not at all.
///
/// It is written in a folder beside it, and then takes the place of the old one:
///
///     rejects.csv                    the file of an earlier run, if any
///     .rejects.csv.smarketing        the staging folder: locked, never moved
///     .rejects.csv.smarketing/new    the file of this run
///
/// What a killed run left in the staging folder, the next run clears.
struct StagedFile: ~Copyable {
  private let place: FilePlace
  private var file: OutputFile

  /// Claims the place for this run. What is there stays as it is.
  ///
  /// - Parameters:
  ///   - path: As the user wrote it.
  ///   - made: The folder in which it lies, by its name in another, if that was made for it: it
  ///     goes again if nothing comes of the file.
  ///   - refused: What to say if the file cannot be created, with the system's reason.
  /// - Throws: `cannotCreate`, `busy` if another run has claimed it, or `inputOutput`.
  init(
    at path: String, made: (parent: Folder, name: String)? = nil,
    refused: (_ reason: String) -> Problem
  ) throws(Failure) {
    let place: FilePlace
    do throws(SystemError) {
      place = try FilePlace(path, made: made)
    } catch {
      throw error.isLocked
        ? Failure(.busy, [.fileIsBusy(path)]) : Failure(.cannotCreate, [refused(error.text)])
    }
    file = try OutputFile("new", in: place.site.staging, path: path)
    self.place = place
  }

  mutating func write(_ bytes: [UInt8]) throws(Failure) { try file.write(bytes) }

  /// Puts the file in its place, for good.
  ///
  /// - Parameter existing: What to say if there is something already; nil to replace it.
  /// - Throws: `inputOutput`, or `cannotCreate` if something is there that is not to be replaced.
  consuming func publish(
    unlessThere existing: Problem? = nil
  ) throws(Failure) -> WrittenFile {
    let site = place.site
    var written = try file.finish()
    written.name = site.name
    do throws(SystemError) {
      try claims.withLock { (_) throws(SystemError) in
        try site.publish(replacing: existing == nil)
      }
    } catch {
      if let existing, error.isInTheWay { throw Failure(.cannotCreate, [existing]) }
      throw .notWritten(site.path, error)
    }
    return written
  }
}

/// A place that is claimed for as long as this lives.
private struct FilePlace: ~Copyable {
  let site: FileSite

  init(_ path: String, made: (parent: Folder, name: String)?) throws(SystemError) {
    site = try claims.withLock { (claims) throws(SystemError) in
      let site = try FileSite(path, made: made)
      claims.append(site)
      return site
    }
  }

  deinit {
    claims.withLock { [site] claims in
      site.clear()
      claims.removeAll { $0 === site }
    }
  }
}

/// The place of a staged file, locked for as long as this lives.
private final class FileSite: Claim {
  let path: String
  let name: String
  let staging: Folder
  private let folder: Folder
  private let stagingName: String
  private let made: (parent: Folder, name: String)?

  init(_ path: String, made: (parent: Folder, name: String)?) throws(SystemError) {
    self.path = path
    self.made = made
    name = lastComponent(of: path)
    stagingName = ".\(name).smarketing"
    do throws(SystemError) {
      folder = try Folder(at: parentFolder(of: path))
      staging = try lockedFolder(stagingName, in: folder)
      try staging.removeAll("new")
    } catch {
      if let made { try? made.parent.removeFolder(made.name) }
      throw error
    }
  }

  func publish(replacing: Bool) throws(SystemError) {
    if replacing {
      try staging.move("new", to: folder, as: name)
    } else {
      try staging.moveWithoutReplacing("new", to: folder, as: name)
    }
    try folder.sync()
  }

  func clear() {
    do throws(SystemError) {
      try staging.removeAll("new")
      try folder.removeFolder(stagingName)
      // Fails where there is a file now.
      if let made { try made.parent.removeFolder(made.name) }
    } catch {}
  }
}

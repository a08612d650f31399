@unsafe @preconcurrency import Glibc

/// The one file that may be added to a result folder: it closes it.
let closedName = "closed.json"

/// Adds a file to a result folder, for good: it is on the disk then, as a whole or not at all.
///
/// It is written where a run prepares its results, and meanwhile no run can replace the folder.
///
/// - Parameter contents: Says what to write, nil for nothing; nobody replaces the folder before it
///   is in place.
/// - Throws: What `contents` throws, `busy` if a run is writing to the folder, or `cannotCreate`.
func addFile(
  _ name: String, to path: String, _ contents: () throws(Failure) -> [UInt8]?
) throws(Failure) {
  let (folder, staging, parent, stagingName): (Folder, Folder, Folder, String)
  do throws(SystemError) {
    let real = try realPath(path)
    parent = try Folder(at: parentFolder(of: real))
    stagingName = ".\(lastComponent(of: real)).smarketing"
    staging = try lockedFolder(stagingName, in: parent)
    folder = try Folder(at: real)
  } catch {
    throw error.isLocked
      ? Failure(.busy, [.closingIsBusy(path)])
      : Failure(.cannotCreate, [.closingRefused(path, error.text)])
  }
  // Fails where a killed run has left results in it: the next run needs them.
  defer { try? parent.removeFolder(stagingName) }
  guard let bytes = try contents() else { return }
  do throws(SystemError) {
    try staging.removeAll("new")
    let file = try staging.createFile("new")
    defer { close(file) }
    do throws(SystemError) {
      try writeAll(bytes, to: file)
      try uninterrupted { fsync(file) }
      try staging.moveWithoutReplacing("new", to: folder, as: name)
    } catch {
      try? staging.removeAll("new")
      throw error
    }
    try folder.sync()
  } catch {
    throw Failure(.cannotCreate, [.closingRefused(path, error.text)])
  }
}

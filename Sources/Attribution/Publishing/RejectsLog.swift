/// Where the rows of `rejects.csv` go as they are found: to the folder that is being written, and
/// to the file that the user named, if any.
final class RejectsLog {
  /// The file in the output folder.
  var staged: OutputFile?
  private let copy: RejectsCopy?

  /// - Parameters:
  ///   - path: The file that the user named. What is there is replaced only if it is such a file.
  ///   - inputs: Paths that it must not be.
  init(copyAt path: String?, inputs: [String]) throws(Failure) {
    guard let path else {
      copy = nil
      return
    }
    if let real = try? realPath(path), inputs.contains(where: { (try? realPath($0)) == real }) {
      throw Failure(.usage, [.rejectsOverInput(path)])
    }
    copy = try RejectsCopy(at: path)
  }

  func write(_ row: [UInt8]) throws(Failure) {
    try staged?.write(row)
    try copy?.file?.write(row)
  }

  func finishStaged() throws(Failure) -> WrittenFile { try staged.take()!.finish() }

  /// Puts the file that the user named in its place.
  func finishCopy() throws(Failure) { try copy?.finish() }
}

/// The file that the user named: written beside it, and moved over it at the end.
private final class RejectsCopy {
  var file: OutputFile?
  private let folder: Folder
  private let name: String
  private let path: String
  private let temporaryName: String

  init(at path: String) throws(Failure) {
    self.path = path
    name = lastComponent(of: path)
    temporaryName = ".\(name).smarketing"
    guard RejectsCopy.mayReplace(path) else {
      throw Failure(.cannotCreate, [.rejectsNotOurs(path)])
    }
    do throws(SystemError) {
      folder = try Folder(at: parentFolder(of: path))
      if try folder.entry(temporaryName) != nil { try folder.removeAll(temporaryName) }
    } catch {
      throw Failure(.cannotCreate, [.rejectsNotCreated(path, error.text)])
    }
    file = try OutputFile(temporaryName, in: folder, path: path)
    try file?.write(Problem.rejectsHeader)
  }

  deinit { try? folder.removeAll(temporaryName) }

  func finish() throws(Failure) {
    guard let file = file.take() else { return }
    _ = try file.finish()
    do throws(SystemError) {
      try folder.move(temporaryName, to: folder, as: name)
      try folder.sync()
    } catch {
      throw .notWritten(path, error)
    }
  }

  /// Whether there is nothing at a path, or a file that is empty or begins as these files do.
  private static func mayReplace(_ path: String) -> Bool {
    guard (try? realPath(path)) != nil else { return true }
    guard let file = try? InputFile(path: path, name: path, index: 0) else { return false }
    var start: [UInt8] = []
    let header = Problem.rejectsHeader
    guard (try? file.read(header.count, at: 0, appendingTo: &start)) != nil else { return false }
    return start.isEmpty || start == header
  }
}

/// The folder in which a path's last component lies.
func parentFolder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

func lastComponent(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
}

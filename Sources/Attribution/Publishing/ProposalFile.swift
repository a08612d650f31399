extension Proposal {
  /// Fails if there is something of the name already: somebody's work, which is never replaced.
  package static func requireFree(_ path: String) throws(Failure) {
    do throws(SystemError) {
      let folder = try Folder(at: parentFolder(of: path))
      if try folder.entry(lastComponent(of: path)) == nil { return }
    } catch {
      throw Failure(.cannotCreate, [.definitionsNotCreated(path, error.text)])
    }
    throw Failure(.cannotCreate, [.definitionsExist(path)])
  }

  /// Writes the definitions file, as a whole or not at all.
  ///
  /// - Throws: `cannotCreate`, also if there is something of the name by now; `busy`, or
  ///   `inputOutput`.
  package func write(to path: String) throws(Failure) {
    var file = try StagedFile(at: path) { .definitionsNotCreated(path, $0) }
    try file.write(Array(text.utf8))
    _ = try file.publish(unlessThere: .definitionsExist(path))
  }
}

extension SampleCompany {
  /// Writes `touchpoints.csv` and `deals.csv` into a folder, which is made if it is not there.
  ///
  /// - Throws: A `Failure` if one of them exists, or cannot be written; what was written is then
  ///   removed again.
  package func write(to path: String) throws(Failure) -> [WrittenFile] {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    let names = ["touchpoints.csv", "deals.csv"]
    let (folder, parent): (Folder, Folder)
    let isNew: Bool
    let existing: String?
    do throws(SystemError) {
      parent = try Folder(at: parentFolder(of: path))
      isNew = try parent.makeFolder(lastComponent(of: path))
      folder = try Folder(at: path)
      existing = try folder.names().first { names.contains($0) }
    } catch {
      throw Failure(.cannotCreate, [.sampleNotCreated(path, error.text)])
    }
    if let existing {
      throw Failure(.cannotCreate, [.sampleExists("\(path)/\(existing)")])
    }
    let made = isNew ? (parent: parent, name: lastComponent(of: path)) : nil
    var touchpoints = try StagedFile(at: "\(path)/\(names[0])", made: made) {
      .sampleNotCreated(path, $0)
    }
    try writeTouchpoints { (bytes) throws(Failure) in try touchpoints.write(bytes) }
    var deals = try StagedFile(at: "\(path)/\(names[1])", made: made) {
      .sampleNotCreated(path, $0)
    }
    try writeDeals { (bytes) throws(Failure) in try deals.write(bytes) }
    return [try touchpoints.publish(), try deals.publish()]
  }
}

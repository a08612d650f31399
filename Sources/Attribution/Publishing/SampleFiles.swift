extension SampleCompany {
  /// Writes `touchpoints.csv` and `deals.csv` into a folder, which is made if it is not there.
  ///
  /// - Throws: A `Failure` if one of them exists, or cannot be written; what was written is then
  ///   removed again.
  package func write(to path: String) throws(Failure) -> [WrittenFile] {
    let folder: Folder
    do throws(SystemError) {
      let parent = try Folder(at: parentFolder(of: path))
      _ = try parent.makeFolder(lastComponent(of: path))
      folder = try Folder(at: path)
    } catch {
      throw Failure(.cannotCreate, [.sampleNotCreated(path, error.text)])
    }
    let names = ["touchpoints.csv", "deals.csv"]
    for name in names where (try? realPath("\(path)/\(name)")) != nil {
      throw Failure(.cannotCreate, [.sampleExists("\(path)/\(name)")])
    }
    do throws(Failure) {
      var touchpoints = try OutputFile(names[0], in: folder, path: "\(path)/\(names[0])")
      try writeTouchpoints { (bytes) throws(Failure) in try touchpoints.write(bytes) }
      var deals = try OutputFile(names[1], in: folder, path: "\(path)/\(names[1])")
      try writeDeals { (bytes) throws(Failure) in try deals.write(bytes) }
      return [try touchpoints.finish(), try deals.finish()]
    } catch {
      for name in names { try? folder.removeAll(name) }
      throw error
    }
  }
}

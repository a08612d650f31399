import FoundationEssentials

/// As much of `run.json` as says what a run has written.
private struct RunRecord: Decodable {
  struct File: Decodable {
    var path: String
  }
  var program: String
  var files: [File]
}

/// The path of the first thing in a folder that no run of this program has put there, if any.
///
/// A run lists in `run.json` all other files that it writes. Where there is no such list,
/// everything is foreign; where there is, `closed.json` may be added. Contents are not compared.
func firstForeign(in folder: Folder) throws(SystemError) -> String? {
  var files: Set<[UInt8]> = []
  var folders: Set<[UInt8]> = []
  if let record = try runRecord(in: folder) {
    for path in ["run.json", closedName] + record.files.map(\.path) {
      let path = Array(path.utf8)
      files.insert(path)
      for index in path.indices where path[index] == UInt8(ascii: "/") {
        folders.insert(Array(path[..<index]))
      }
    }
  }

  func firstForeign(in folder: Folder, at prefix: String) throws(SystemError) -> String? {
    for name in try folder.names() {
      let path = prefix + name
      switch try folder.entry(name)?.kind {
      case .file where files.contains(Array(path.utf8)), nil:
        continue
      case .folder where folders.contains(Array(path.utf8)):
        let inner = try firstForeign(in: try folder.folder(name), at: path + "/")
        if let inner { return inner }
      default:
        return path
      }
    }
    return nil
  }
  return try firstForeign(in: folder, at: "")
}

private func runRecord(in folder: Folder) throws(SystemError) -> RunRecord? {
  // Whatever is larger is no list of a dozen files.
  guard let entry = try folder.entry("run.json"), entry.kind == .file, entry.size < 64 << 20
  else { return nil }
  let contents = try folder.contents(of: "run.json")
  let record = try? JSONDecoder().decode(RunRecord.self, from: Data(contents))
  return record?.program == "smarketing" ? record : nil
}

/// The files beside those that are read, in which values may be looked up.
struct Companions {
  /// Real paths of the folders in which they lie.
  private let outputFolder: String?
  private var headers: [Label: [(name: String, header: Header)]] = [:]

  /// More than a folder of exports has.
  private static let fileLimit = 500

  /// - Parameter output: Where the definitions file will be: looked-up files are named as seen from
  ///   its folder.
  init(output: String) { outputFolder = try? realPath(parentFolder(of: output)) }

  /// A file with these headers, in the folder of the file that is read or in that of the definitions.
  ///
  /// - Returns: Its path as seen from the definitions, and its headers.
  mutating func find(
    _ lookup: KnownRule.Lookup, beside path: String
  ) -> (file: String, key: String, value: String)? {
    var folders: [String] = []
    if path != "-", let folder = try? realPath(parentFolder(of: path)) { folders.append(folder) }
    if let outputFolder, !folders.contains(outputFolder) { folders.append(outputFolder) }
    for folder in folders {
      let files = self.files(in: folder).filter { folder + "/" + $0.name != (try? realPath(path)) }
      let byName = files.filter { foldedHeader($0.name) == foldedHeader(lookup.file) }
      let bySignature = files.filter { file in
        lookup.signature.allSatisfy { file.header.field($0) != nil }
      }
      for file in byName + bySignature {
        guard let key = lookup.key.lazy.compactMap(file.header.field).first,
          let value = lookup.value.lazy.compactMap(file.header.field).first
        else { continue }
        return (
          relativePath(of: folder, file.name), file.header.cells[key], file.header.cells[value]
        )
      }
    }
    return nil
  }

  private mutating func files(in folder: String) -> [(name: String, header: Header)] {
    if let known = headers[Label(folder)] { return known }
    let names = (try? Folder(at: folder).names()) ?? []
    let tables = names.filter { name in
      [".csv", ".tsv", ".txt"].contains { name.lowercased().hasSuffix($0) }
        && isPlainFile(folder + "/" + name)
    }
    var found: [(name: String, header: Header)] = []
    for name in tables.prefix(Companions.fileLimit) {
      guard let file = try? InputFile(path: folder + "/" + name, name: name, index: 0),
        let header = try? Header.find(in: file).header
      else { continue }
      found.append((name, header))
    }
    headers[Label(folder)] = found
    return found
  }

  private func relativePath(of folder: String, _ name: String) -> String {
    let there = folder.split(separator: "/").map(String.init)
    let here = (outputFolder ?? folder).split(separator: "/").map(String.init)
    let common = zip(here, there).prefix { Label($0) == Label($1) }.count
    let steps = Array(repeating: "..", count: here.count - common) + there[common...] + [name]
    return steps.joined(separator: "/")
  }
}

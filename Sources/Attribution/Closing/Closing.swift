import FoundationEssentials

/// `closed.json`: which results were closed.
private struct ClosedRecord: Codable {
  var format = 1
  var program = "smarketing"
  /// The fingerprint of `run.json`, which has those of all other files.
  var runFingerprint: String
}

extension ResultFolder {
  /// Whether it is closed.
  ///
  /// - Throws: `data` if `closed.json` is there, and is not about these results.
  package func isClosed() throws(Failure) -> Bool {
    let bytes: [UInt8]
    do throws(SystemError) {
      let folder = try Folder(at: path)
      guard let entry = try folder.entry(closedName) else { return false }
      bytes = entry.kind == .file ? try folder.contents(of: closedName) : []
    } catch {
      throw Failure(.noInput, [.resultsNotOpened(path, error.text)])
    }
    let closed = try? JSONDecoder().decode(ClosedRecord.self, from: Data(bytes))
    guard closed?.program == "smarketing", closed?.runFingerprint == record.fingerprint.text else {
      throw Failure(.data, [.closedOtherwise(path)])
    }
    return true
  }

  /// The names of the folders in a folder that hold a `closed.json`, sorted.
  ///
  /// - Throws: `noInput` if there is no such folder.
  static func closedNames(in path: String) throws(Failure) -> [String] {
    do throws(SystemError) {
      let folder = try Folder(at: path)
      var names: [String] = []
      for name in try folder.names() where try folder.entry(name)?.kind == .folder {
        if try folder.folder(name).entry(closedName) != nil { names.append(name) }
      }
      return names.sorted { Label($0) < Label($1) }
    } catch {
      throw Failure(.noInput, [.closedNotOpened(path, error.text)])
    }
  }

  /// Closes the folder at a path: later runs will not replace it.
  ///
  /// - Returns: False if it was closed before.
  /// - Throws: `data` if it is not as it was written, and what `addFile` throws. Then it is not
  ///   closed.
  package static func close(_ path: String) throws(Failure) -> Bool {
    // What is no result folder is told before anything is locked.
    _ = try ResultFolder(path)
    var isNew = false
    try addFile(closedName, to: path) { () throws(Failure) in
      let folder = try ResultFolder(path)
      _ = try Verification(of: folder)
      isNew = try !folder.isClosed()
      return isNew ? folder.closedRecord : nil
    }
    return isNew
  }

  private var closedRecord: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    // Texts and a number: nothing that can fail to be encoded.
    return Array(try! encoder.encode(ClosedRecord(runFingerprint: record.fingerprint.text)))
      + [lineFeed]
  }
}

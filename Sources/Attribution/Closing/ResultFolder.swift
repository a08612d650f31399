/// A result folder, read back: what `run` wrote, with the text of the input as it was.
///
/// The folder is taken at its word only as far as `run.json` goes. Each file is held against the
/// fingerprint listed there when it is opened; what it does not list cannot be read.
package struct ResultFolder: Sendable {
  /// As the user wrote it; messages repeat it.
  package let path: String
  package let record: ResultRecord
  /// Files that are in no folder, by name; nil for a folder.
  private let held: [String: PlainFile]?

  /// Reads `run.json`. No other file is opened.
  ///
  /// - Throws: `noInput` if there is no such folder or no `run.json` in it, `data` if that is none of
  ///   this program, or of a later format.
  package init(_ path: String) throws(Failure) {
    self.path = path
    held = nil
    let bytes: [UInt8]?
    do throws(SystemError) {
      let folder = try Folder(at: path)
      let isThere = try folder.entry("run.json")?.kind == .file
      bytes = isThere ? try folder.contents(of: "run.json") : nil
    } catch {
      throw Failure(.noInput, [.resultsNotOpened(path, error.text)])
    }
    guard let bytes else { throw Failure(.noInput, [.resultsWithoutRecord(path)]) }
    record = try ResultRecord(bytes, of: path)
  }

  /// The results of a run that are to be compared, not published: in unnamed temporary files.
  ///
  /// - Throws: What reading and writing throws.
  init(of attribution: Attribution) throws(Failure) {
    path = attribution.period.name
    var held: [String: PlainFile] = [:]
    var written: [WrittenFile] = []
    let wanted: Set = ["deals.csv", "ledger.csv", "team_credit.csv", "channel_credit.csv"]
    for report in reports where wanted.contains(report.name) {
      let file = try PlainFile(
        name: report.name,
        holding: { (write) throws(Failure) in
          try report.write(attribution, write)
        })
      held[report.name] = file
      written.append(
        WrittenFile(
          name: report.name, bytes: file.byteCount, fingerprint: try file.fingerprint(),
          firstLine: []))
    }
    self.held = held
    record = try ResultRecord(RunDocument(of: attribution, files: written).json, of: path)
  }

  /// Whether the run wrote a file of this name.
  package func has(_ name: String) -> Bool { record.files.contains { $0.name == name } }

  /// Opens a file, and holds it against its fingerprint.
  ///
  /// - Throws: `data` if the run did not write it, or if it is gone or was changed since.
  func open(_ name: String) throws(Failure) -> PlainFile {
    if let held = held?[name] { return held }
    guard let listed = record.files.first(where: { $0.name == name }) else {
      throw Failure(.data, [.resultFileNotListed(path, name)])
    }
    let place = "\(path)/\(name)"
    guard isPlainFile(place) else { throw Failure(.data, [.resultFileMissing(path, name)]) }
    let file = try PlainFile(path: place, name: place)
    guard file.byteCount == listed.bytes, try file.fingerprint().text == listed.fingerprint else {
      throw Failure(.data, [.resultFileChanged(path, name)])
    }
    return file
  }

  /// Opens a CSV file.
  func table(_ name: String) throws(Failure) -> ResultTable {
    try ResultTable(open(name), form: record.form, zone: record.zone)
  }
}

extension PlainFile {
  /// The fingerprint of all its bytes.
  func fingerprint() throws(Failure) -> Fingerprint {
    var builder = Fingerprint.Builder()
    var block: [UInt8] = []
    for start in stride(from: 0, to: byteCount, by: Fingerprint.blockSize) {
      block.removeAll(keepingCapacity: true)
      try read(min(Fingerprint.blockSize, byteCount - start), at: start, appendingTo: &block)
      builder.add(block.span)
    }
    return builder.fingerprint()
  }
}

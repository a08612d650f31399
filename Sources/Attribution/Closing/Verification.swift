/// That a result folder is as a run wrote it, and that its figures add up.
package struct Verification {
  private let folder: ResultFolder
  private let isClosed: Bool
  private let deals: Int
  /// What was found to add up: a period and currency each.
  private let groups: [(name: String, won: String)]
  private let hasLedger: Bool

  /// Reads the whole folder.
  ///
  /// - Throws: `data` with everything that is wrong: with the files; if they are as they were
  ///   written, with `closed.json` and the figures.
  package init(of folder: ResultFolder) throws(Failure) {
    self.folder = folder
    let problems = try folder.changes()
    guard problems.isEmpty else { throw Failure(.data, problems) }
    isClosed = try folder.isClosed()
    var balance = try FolderBalance(of: folder)
    try balance.prove()
    deals = balance.deals
    groups = balance.won.sorted { $0.key < $1.key }.map {
      ("\($0.key.period) \($0.key.currency.code)", $0.key.currency.grouped($0.value))
    }
    hasLedger = folder.has("ledger.csv")
  }

  /// What was verified, for people.
  package var text: String {
    let bytes = folder.record.files.reduce(0) { $0 + $1.bytes }
    let models = counted(folder.record.models.count, "model")
    let parts = ["teams", "channels", "deals by team"] + (hasLedger ? ["the ledger"] : [])
    return """
      \(folder.path)
        files     \(counted(folder.record.files.count, "file")) of \(grouped(bytes)) bytes, each as it was written; nothing else is there
        closed    \(isClosed ? "yes, and run.json is the one that was closed" : "no")
        deals     \(grouped(deals)), and in each of \(models) their money adds up to won revenue
                    by \(parts.joined(separator: ", ")); so does the reconciliation

      """ + groups.map { "  \($0.name)  won revenue \($0.won)\n" }.joined()
  }
}

extension ResultFolder {
  /// What is not as it was written, in the order in which `run.json` lists the files; what it does
  /// not list comes last.
  fileprivate func changes() throws(Failure) -> [Problem] {
    var problems: [Problem] = []
    for file in record.files {
      do throws(Failure) {
        _ = try open(file.name)
      } catch {
        guard error.code == .data else { throw error }
        problems += error.problems
      }
    }
    if let written = record.definitionsFingerprint,
      written != record.definitions.fingerprint.text
    {
      problems.append(.resultsRecordChanged(path, "definitions"))
    }
    if let written = record.creditFingerprint,
      written
        != RunDocument.creditFingerprint(of: { name in
          record.files.first { $0.name == name }?.fingerprint
        })
    {
      problems.append(.resultsRecordChanged(path, "files"))
    }
    do throws(SystemError) {
      if let foreign = try firstForeign(in: Folder(at: path)) {
        problems.append(.resultsHoldOtherFiles(path, name: foreign))
      }
    } catch {
      throw Failure(.noInput, [.resultsNotOpened(path, error.text)])
    }
    return problems
  }
}

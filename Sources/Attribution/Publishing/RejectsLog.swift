/// Where the rows of `rejects.csv` go as they are found: to the folder that is being written, and
/// to the file that the user named, if any. Both have the form of the other results: either is
/// opened with the program for which the form was chosen.
final class RejectsLog {
  /// The file in the output folder.
  private var staged: OutputFile?
  private var copy: StagedFile?
  private let form: CSVForm

  /// - Parameters:
  ///   - path: The file that the user named. What is there is replaced only if it is such a file.
  ///   - inputs: Paths that it must not be.
  init(copyAt path: String?, in form: CSVForm, inputs: [String]) throws(Failure) {
    self.form = form
    guard let path else { return }
    if let real = try? realPath(path), inputs.contains(where: { (try? realPath($0)) == real }) {
      throw Failure(.usage, [.rejectsOverInput(path)])
    }
    let headers = CSVForm.all(in: .utc).map(Problem.rejectsHeader)
    guard mayReplace(path, beginningWith: headers) else {
      throw Failure(.cannotCreate, [.rejectsNotOurs(path)])
    }
    copy = try StagedFile(at: path) { .rejectsNotCreated(path, $0) }
    try copy?.write(Problem.rejectsHeader(in: form))
  }

  /// Begins the file in the output folder.
  func begin(in folder: borrowing OutputFolder) throws(Failure) {
    staged = try folder.makeFile("rejects.csv")
    try staged?.write(Problem.rejectsHeader(in: form))
  }

  func write(_ problem: Problem) throws(Failure) {
    let row = problem.rejectsRow(in: form)
    try staged?.write(row)
    try copy?.write(row)
  }

  func endStaged() throws(Failure) -> EndedFile { try staged.take()!.end() }

  /// Puts the file that the user named in its place.
  func finishCopy() throws(Failure) {
    if let copy = copy.take() { _ = try copy.publish() }
  }
}

/// Whether there is nothing at a path, or a file that is empty or begins with one of these texts, as
/// files of ours do, in any form.
func mayReplace(_ path: String, beginningWith starts: [[UInt8]]) -> Bool {
  guard (try? realPath(path)) != nil else { return true }
  // Nothing else may be opened, let alone replaced: it could be a pipe, or /dev/null.
  guard isPlainFile(path), let file = try? PlainFile(path: path, name: path)
  else { return false }
  var start: [UInt8] = []
  let length = starts.reduce(0) { max($0, $1.count) }
  guard (try? file.read(length, at: 0, appendingTo: &start)) != nil else { return false }
  return start.isEmpty || starts.contains { start.starts(with: $0) }
}

/// The folder in which a path's last component lies.
func parentFolder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

func lastComponent(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
}

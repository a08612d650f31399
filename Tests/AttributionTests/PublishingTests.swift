import Attribution
import Foundation
import Testing

/// Each test has a folder of its own, `place`, in which `out` is the output folder.
final class PublishingTests {
  private let place: String
  private var output: String { place + "/out" }
  private var staging: String { place + "/.out.smarketing" }

  init() throws {
    place = FileManager.default.temporaryDirectory.path + "/publishing-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: place) }

  // MARK: Putting results in place

  @Test(arguments: [true, false])
  func `a new folder appears as a whole`(canExchange: Bool) throws {
    let folder = try OutputFolder(claiming: output, canExchange: canExchange)
    try write(["a.csv": "1", "charts/x/y.svg": "<svg>"], in: folder)
    #expect(try tree()["out/a.csv"] == nil)
    try folder.publish()
    #expect(try tree() == ["out/a.csv": "1", "out/charts/x/y.svg": "<svg>"])
  }

  @Test(arguments: [true, false])
  func `the results of an earlier run are replaced`(canExchange: Bool) throws {
    try publish(["a.csv": "old", "gone.csv": "old", "charts/x.svg": "old"])
    let folder = try OutputFolder(claiming: output, canExchange: canExchange)
    try write(["a.csv": "new"], in: folder)
    #expect(try tree()["out/a.csv"] == "old")
    try folder.publish()
    #expect(try tree() == ["out/a.csv": "new"])
  }

  @Test(arguments: [true, false])
  func `an empty folder is replaced, and keeps its permissions`(canExchange: Bool) throws {
    try make("out/")
    try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: output)
    let folder = try OutputFolder(claiming: output, canExchange: canExchange)
    try write(["a.csv": "new"], in: folder)
    try folder.publish()
    #expect(try tree() == ["out/a.csv": "new"])
    let attributes = try FileManager.default.attributesOfItem(atPath: output)
    #expect(attributes[.posixPermissions] as? Int == 0o750)
  }

  @Test func `missing folders above are made`() throws {
    try publish(["a.csv": "1"], at: place + "/reports//north/./2026-10/")
    #expect(
      try tree() == [
        "reports/north/2026-10/a.csv": "1",
        "reports/north/2026-10/run.json": runRecord(["a.csv"]),
      ])
  }

  @Test func `a link to a folder is followed and stays`() throws {
    try make("elsewhere/")
    try FileManager.default.createSymbolicLink(atPath: output, withDestinationPath: "elsewhere")
    try publish(["a.csv": "1"])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: output) == "elsewhere")
    #expect(try tree()["elsewhere/a.csv"] == "1")
  }

  @Test func `a file says what was written`() throws {
    let folder = try OutputFolder(claiming: output)
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    var file = try folder.makeFile("big.csv")
    try file.write(Array(bytes[..<10]))
    try file.write([])
    try file.write(Array(bytes[10..<2_500_000]))
    try file.write(Array(bytes[2_500_000...]))
    let written = try file.finish()
    try folder.publish()

    var builder = Fingerprint.Builder()
    builder.add(bytes.span)
    #expect(written.name == "big.csv")
    #expect(written.bytes == 3_000_000)
    #expect(written.fingerprint == builder.fingerprint())
    #expect(FileManager.default.contents(atPath: output + "/big.csv") == Data(bytes))
  }

  @Test(arguments: [0, 1, Fingerprint.blockSize, Fingerprint.blockSize + 1])
  func `a file's fingerprint is that of its bytes`(_ count: Int) throws {
    let bytes = [UInt8](repeating: 7, count: count)
    let folder = try OutputFolder(claiming: output)
    var file = try folder.makeFile("a.csv")
    try file.write(bytes)
    let written = try file.finish()
    var builder = Fingerprint.Builder()
    builder.add(bytes.span)
    #expect(written.bytes == count)
    #expect(written.fingerprint == builder.fingerprint())
  }

  // MARK: What may not be replaced

  @Test(arguments: [
    (["out/notes.txt": ""], "holds \"notes.txt\""),
    (["out/run.json": "{}"], "holds \"run.json\""),
    (["out/run.json": runRecord([], program: "other")], "holds \"run.json\""),
    (["out/run.json": runRecord(["a.csv"]), "out/b\n.csv": ""], "holds \"b\\n.csv\""),
    (["out/run.json": runRecord(["a.csv"]), "out/a.csv/b": ""], "holds \"a.csv\""),
    (["out/run.json": runRecord(["c/a"]), "out/c/a": "", "out/c/b": ""], "holds \"c/b\""),
    (["out/run.json": runRecord(["c/a"]), "out/d/": ""], "holds \"d\""),
    (["out/run.json": runRecord([]), "out/.hidden": ""], "holds \".hidden\""),
    (["out/run.json": runRecord([]), "out/closed.json": ""], "is closed"),
    (["out/closed.json": ""], "is closed"),
    (["out": "a file"], "is not a folder"),
  ])
  func `what is not from an earlier run is refused and stays`(
    _ files: [String: String], message: String
  ) throws {
    for (path, text) in files { try make(path, text) }
    let before = try tree()
    let failure = #expect(throws: Failure.self) { try OutputFolder(claiming: output).abandon() }
    #expect(failure?.code == .cannotCreate)
    #expect(failure?.problems.first?.message.contains(message) == true)
    #expect(try tree() == before)
  }

  @Test(arguments: ["a.csv", "charts", "run.json"])
  func `a link in the folder is refused`(_ name: String) throws {
    try make("elsewhere/x.svg", "1")
    try make("elsewhere/run.json", runRecord(["a.csv", "charts/x.svg"]))
    try make("out/run.json", runRecord(["a.csv", "charts/x.svg"]))
    if name == "run.json" { try FileManager.default.removeItem(atPath: output + "/run.json") }
    try FileManager.default.createSymbolicLink(
      atPath: "\(output)/\(name)", withDestinationPath: "../elsewhere")
    let before = try tree()
    let failure = #expect(throws: Failure.self) { try OutputFolder(claiming: output).abandon() }
    #expect(failure?.problems.first?.message.contains("holds \"\(name)\"") == true)
    #expect(try tree() == before)
  }

  @Test(arguments: [
    ("", "has no name"), ("/", "/ cannot be"), ("//.", "/ cannot be"), ("/..", "/ cannot be"),
    ("PLACE/none/..", "leads through a folder"), ("PLACE/none/../out", "leads through a folder"),
    ("PLACE/file/out", "Not a directory"), ("PLACE/broken", "symbolic link"),
    ("PLACE/broken/out", "symbolic link"), ("/proc", "of its own"), ("/proc/out", "cannot make"),
  ])
  func `a path that cannot be a folder of results is refused`(
    _ path: String, message: String
  ) throws {
    try make("file")
    try FileManager.default.createSymbolicLink(
      atPath: place + "/broken", withDestinationPath: "nowhere")
    let before = try tree()
    let path = path.replacingOccurrences(of: "PLACE", with: place)
    let failure = #expect(throws: Failure.self) { try OutputFolder(claiming: path).abandon() }
    #expect(failure?.code == .cannotCreate)
    #expect(failure?.problems.first?.message.contains(message) == true)
    #expect(try tree() == before)
  }

  @Test func `what appears in the folder during the run is refused too`() throws {
    try publish(["a.csv": "old"])
    let folder = try OutputFolder(claiming: output)
    try write(["a.csv": "new"], in: folder)
    try make("out/notes.txt", "mine")
    let before = try tree(at: output)
    do throws(Failure) {
      try folder.publish()
      Issue.record("published")
    } catch {
      #expect(error.code == .cannotCreate)
    }
    #expect(try tree(at: output) == before)
    #expect(try names() == ["out"])
  }

  // MARK: Runs that fail

  @Test func `a folder that is let go leaves nothing`() throws {
    do {
      let folder = try OutputFolder(claiming: place + "/reports/north/2026-10")
      var file = try folder.makeFile("charts/a.csv")
      try file.write([1, 2, 3])
      #expect(try names() == ["reports"])
    }
    #expect(try names() == [])
  }

  @Test func `folders above that are used by others stay`() throws {
    let folder = try OutputFolder(claiming: place + "/reports/north/2026-10")
    try make("reports/mine.txt")
    folder.abandon()
    #expect(try tree() == ["reports/mine.txt": ""])
  }

  @Test func `a file is made once`() throws {
    let folder = try OutputFolder(claiming: output)
    _ = try folder.makeFile("a.csv").finish()
    let failure = #expect(throws: Failure.self) { _ = try folder.makeFile("a.csv").finish() }
    #expect(failure?.code == .inputOutput)
  }

  @Test func `a write that the system refuses changes nothing`() async throws {
    try publish(["a.csv": "old"])
    let before = try tree()
    // In a process of its own, since the limit holds for all of it.
    await #expect(processExitsWith: .success) { [output = output as String] in
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 1_500_000, rlim_max: 1_500_000)
      #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      let folder = try OutputFolder(claiming: output)
      let failure = #expect(throws: Failure.self) {
        var file = try folder.makeFile("a.csv")
        try file.write([UInt8](repeating: 0, count: 2_000_000))
        _ = try file.finish()
      }
      #expect(failure?.code == .inputOutput)
      #expect(failure?.problems.first?.message == "cannot write \(output)/a.csv: File too large")
    }
    #expect(try tree() == before)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal clears what is not published, and ends the run`(_ signal: CInt) async throws {
    try publish(["a.csv": "old"])
    let before = try tree()
    await #expect(processExitsWith: .signal(signal)) {
      [output = output as String, signal] in
      let folder = try OutputFolder(claiming: output)
      var file = try folder.makeFile("charts/a.csv")
      try file.write([1, 2, 3])
      clearOutputAndEnd(by: signal)
    }
    #expect(try tree() == before)
  }

  // MARK: Two runs

  @Test func `a claimed folder is busy until it is let go`() throws {
    let folder = try OutputFolder(claiming: output)
    let failure = #expect(throws: Failure.self) { try OutputFolder(claiming: output).abandon() }
    #expect(failure?.code == .busy)
    #expect(try names() == [".out.smarketing"])
    folder.abandon()
    try OutputFolder(claiming: output).publish()
    #expect(try names() == ["out"])
  }

  @Test func `of many runs at once each ends well or finds the folder busy`() async throws {
    try publish(["a.csv": "0"])
    try await withThrowingTaskGroup { group in
      for number in 1...8 {
        group.addTask { [output] in
          for _ in 0..<20 {
            do {
              let folder = try OutputFolder(claiming: output, canExchange: number % 2 == 0)
              try write(["a.csv": "\(number)", "run.json": runRecord(["a.csv"])], in: folder)
              try folder.publish()
            } catch let failure as Failure {
              #expect(failure.code == .busy, "\(failure.text)")
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try names() == ["out"])
    #expect(try tree().keys.sorted() == ["out/a.csv", "out/run.json"])
  }

  // MARK: What killed runs leave

  @Test func `unfinished results of a killed run are cleared`() throws {
    try publish(["a.csv": "old"])
    let before = try tree()
    try make(".out.smarketing/new/charts/x.svg")
    try make(".out.smarketing/new/run.json")
    try OutputFolder(claiming: output).abandon()
    #expect(try tree() == before)
  }

  @Test func `killed before the new results took the place: the old ones come back`() throws {
    try make(".out.smarketing/old/run.json", runRecord([]))
    try make(".out.smarketing/new/run.json", "new")
    try OutputFolder(claiming: output).abandon()
    #expect(try tree() == ["out/run.json": runRecord([])])
  }

  @Test func `killed after the new results took the place: the old ones go`() throws {
    try make(".out.smarketing/old/run.json", "old")
    try make("out/run.json", runRecord([]))
    try OutputFolder(claiming: output).abandon()
    #expect(try tree() == ["out/run.json": runRecord([])])
  }

  @Test func `the new results were removed meanwhile: the old ones come back`() throws {
    try make(".out.smarketing/old/run.json", runRecord([]))
    try OutputFolder(claiming: output).abandon()
    #expect(try tree() == ["out/run.json": runRecord([])])
  }

  @Test func `something took the place of old results meanwhile: both stay`() throws {
    try make(".out.smarketing/old/run.json", "old")
    try make(".out.smarketing/new/run.json", "new")
    try make("out/mine.txt")
    let before = try tree()
    let failure = #expect(throws: Failure.self) { try OutputFolder(claiming: output).abandon() }
    #expect(failure?.code == .cannotCreate)
    #expect(failure?.problems.first?.message.contains(".out.smarketing/old") == true)
    #expect(try tree() == before)
  }

  @Test func `a file or link in place of the staging folder is refused`() throws {
    try make("elsewhere/new/mine.txt")
    try FileManager.default.createSymbolicLink(
      atPath: staging, withDestinationPath: "elsewhere")
    let failure = #expect(throws: Failure.self) { try OutputFolder(claiming: output).abandon() }
    #expect(failure?.code == .cannotCreate)
    #expect(try tree()["elsewhere/new/mine.txt"] != nil)
  }

  // MARK: Helpers

  /// Writes and publishes results as a run does, with a `run.json` that lists them.
  private func publish(_ files: [String: String], at path: String? = nil) throws {
    let folder = try OutputFolder(claiming: path ?? output)
    let record = runRecord(files.keys.sorted())
    try write(files.merging(["run.json": record]) { $1 }, in: folder)
    try folder.publish()
  }

  /// Makes a file, or a folder if the path ends in `/`, with the folders above it.
  private func make(_ path: String, _ text: String = "") throws {
    let path = place + "/" + path
    let parent = path.hasSuffix("/") ? path : (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    if !path.hasSuffix("/") { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: place).sorted()
  }

  /// All files with their contents; of empty folders and links, that they are there.
  private func tree(at root: String? = nil) throws -> [String: String] {
    let root = root ?? place
    var tree: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
      let full = "\(root)/\(path)"
      let attributes = try FileManager.default.attributesOfItem(atPath: full)
      switch attributes[.type] as? FileAttributeType {
      case .typeDirectory:
        if try FileManager.default.contentsOfDirectory(atPath: full).isEmpty { tree[path] = "/" }
      case .typeRegular:
        tree[path] = String(decoding: FileManager.default.contents(atPath: full)!, as: UTF8.self)
      default:
        tree[path] = "->"
      }
    }
    return tree
  }
}

private func write(_ files: [String: String], in folder: borrowing OutputFolder) throws {
  for (name, text) in files.sorted(by: { $0.key < $1.key }) {
    var file = try folder.makeFile(name)
    try file.write(Array(text.utf8))
    _ = try file.finish()
  }
}

/// A `run.json` that lists files, as far as it matters here.
private func runRecord(_ files: [String], program: String = "smarketing") -> String {
  let list = files.map { #"{"path":"\#($0)","bytes":0,"fingerprint":""}"# }.joined(separator: ",")
  return #"{"format":1,"program":"\#(program)","files":[\#(list)]}"#
}

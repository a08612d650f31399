import Foundation
import Testing

/// All or nothing: whatever happens to a run, its output folder holds the whole old results or the
/// whole new ones, and nothing of it is left beside them.
struct `Durability` {
  // MARK: Killed

  /// A kill at random moments, spread over the time that a run takes.
  @Test func `a run that is killed leaves the old results or the new ones`() throws {
    let scene = try Scene()
    var random = SeededRandom(state: 2026)
    let start = ContinuousClock.now
    try scene.runToEnd()
    let duration = (ContinuousClock.now - start) / .seconds(1)
    var killed = 0
    let moments = 30
    for moment in 0..<moments {
      let process = try scene.start()
      Thread.sleep(
        forTimeInterval: duration * (Double(moment) + random.fraction()) / Double(moments))
      if scene.end(process, by: SIGKILL) == 128 + SIGKILL { killed += 1 }
      try scene.expectWholeResults()
      if moment % 6 == 5 { try scene.runToEnd() }
    }
    #expect(killed > 0)
    try scene.runToEnd()
  }

  /// A kill as soon as a file has appeared in the staging folder; behind the last one, the results
  /// are put in place.
  @Test func `so does a run that is killed at a step`() throws {
    let scene = try Scene()
    for name in ["rejects.csv", "credit.csv", "ledger.csv"]
      + Array(repeating: "run.json", count: 5)
    {
      let process = try scene.start()
      let file = scene.workspace.path("reports/.out.smarketing/new/\(name)")
      while !FileManager.default.fileExists(atPath: file), process.isRunning { usleep(100) }
      scene.end(process, by: SIGKILL)
      try scene.expectWholeResults()
    }
    try scene.runToEnd()
  }

  /// While it waits for a pipe, it has the folder, and the file of rejected rows.
  @Test func `the next run clears what a killed one left`() throws {
    let scene = try Scene()
    try scene.workspace.write("file,line,column,value,reason\nold\n", to: "rejects.csv")
    for output in ["reports/out", "new/deep/out"] {
      let process = try scene.startWaiting(["--rejects", "rejects.csv"], output: output)
      scene.end(process, by: SIGKILL)
      #expect(try scene.workspace.text("rejects.csv").hasSuffix("\nold\n"))
      try scene.expectWholeResults()
    }
    #expect(try scene.workspace.names(in: "reports") == [".out.smarketing", "out"])
    #expect(try scene.workspace.names(in: "new/deep") == [".out.smarketing"])
    try scene.runToEnd(["--rejects", "rejects.csv"])
    #expect(try scene.workspace.text("rejects.csv") == "file,line,column,value,reason\n")
    try FileManager.default.removeItem(atPath: scene.workspace.path("new"))
    #expect(try scene.workspace.names() == (scene.names + ["rejects.csv"]).sorted())
  }

  // MARK: Interrupted

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal ends a run, and leaves nothing of it`(_ signal: Int32) throws {
    let scene = try Scene()
    for output in ["reports/out", "new/deep/out"] {
      let process = try scene.startWaiting(["--rejects", "rejects.csv"], output: output)
      #expect(scene.end(process, by: signal) == 128 + signal)
      try scene.expectWholeResults()
      #expect(try scene.workspace.names(in: "reports") == ["out"])
      #expect(try scene.workspace.names() == scene.names)
    }
    try scene.runToEnd()
  }

  @Test func `a signal at any moment leaves the old results or the new ones alone`() throws {
    let scene = try Scene()
    var random = SeededRandom(state: 10)
    for moment in 0..<9 {
      let process = try scene.start()
      Thread.sleep(forTimeInterval: 0.05 * Double(moment) * random.fraction())
      let signal = [SIGINT, SIGTERM, SIGHUP][moment % 3]
      #expect([0, 128 + signal].contains(scene.end(process, by: signal)))
      try scene.expectWholeResults()
      #expect(try scene.workspace.names(in: "reports") == ["out"])
    }
  }

  @Test func `a signal that is to be ignored is`() throws {
    let scene = try Scene()
    let process = try scene.startWaiting(output: "reports/out", shell: "trap '' INT;")
    kill(process.processIdentifier, SIGINT)
    usleep(50_000)
    try scene.provide()
    #expect(scene.wait(for: process) == 0)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGKILL])
  func `a sample that is ended is not half there`(_ signal: Int32) throws {
    let workspace = try Workspace()
    let process = Program.start(
      words("sample --touchpoints 100000000 -o sample"), in: workspace.folder)
    try process.run()
    let staged = workspace.path("sample/.touchpoints.csv.smarketing/new")
    while !FileManager.default.fileExists(atPath: staged), process.isRunning { usleep(100) }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    let left = signal == SIGKILL ? ["sample"] : []
    #expect(try workspace.names() == left)
    let again = try Program.run(
      words("sample --touchpoints 9 -o sample"), in: workspace.folder)
    #expect(again.code == 0)
    #expect(try workspace.names(in: "sample") == ["deals.csv", "touchpoints.csv"])
  }

  // MARK: Refused by the system

  @Test func `a file that may not grow ends a run, and changes nothing`() throws {
    let scene = try Scene()
    // In blocks of 512 or 1024 bytes; no limit lets the largest file through.
    for (blocks, output) in [
      (0, "reports/out"), (1, "new/deep/out"), (8, "reports/out"), (32, "new/deep/out"),
      (64, "reports/out"),
    ] {
      let outcome = try scene.run(output: output, shell: "ulimit -f \(blocks);")
      #expect(outcome.code == 74)
      #expect(outcome.output == "")
      #expect(outcome.errors.hasPrefix("error: cannot write \(output)/"))
      #expect(outcome.errors.contains("File too large"))
      try scene.expectWholeResults()
      #expect(try scene.workspace.names(in: "reports") == ["out"])
      #expect(try scene.workspace.names() == scene.names)
      let sample = try Program.run(
        words("sample --touchpoints 1500 -o sample"), in: scene.workspace.folder,
        shell: "ulimit -f \(blocks);")
      #expect(sample.code == 74)
      #expect(try scene.workspace.names() == scene.names)
    }
  }

  @Test(arguments: [
    ("reports/out", "reports/out/notes.txt", "holds \"notes.txt\", which is not from an earlier"),
    ("reports/out", "reports/out/closed.json", "is closed: it holds closed.json"),
    ("foreign", "foreign/run.json", "holds \"run.json\", which is not from an earlier run"),
    ("file", "file", "file is not a folder"),
    ("file/out", "file", "Not a directory"),
    ("broken", "file", "is a symbolic link to something that does not exist"),
    ("/", "file", "/ cannot be the output folder"),
  ])
  func `a folder that is not ours is refused, and stays`(
    _ output: String, file: String, message: String
  ) throws {
    let company = try SmallCompany()
    #expect(try company.run("run INPUTS -o reports/out -q").code == 0)
    try company.workspace.makeFolder("foreign")
    try company.workspace.link("broken", to: "nowhere")
    try company.workspace.write("{}", to: file)
    let before = try company.workspace.contents()
    let outcome = try company.run("run INPUTS -o \(output)")
    #expect(outcome.code == 73)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains(message))
    #expect(try company.workspace.contents() == before)
  }

  @Test(
    .enabled(if: Program.unprivileged != nil, "root may write everywhere"),
    arguments: ["out", "new/out", "out/deeper", "links/out"])
  func `a folder that may not be written to is refused, and stays`(_ output: String) throws {
    let company = try SmallCompany()
    #expect(try company.run("run INPUTS -o out -q").code == 0)
    try company.workspace.link("links", to: ".")
    let before = try company.workspace.contents()
    // Neither may it be replaced where only the folder itself is protected.
    try company.workspace.permit(0o555, for: "out")
    for permissions in output.hasSuffix("/out") ? [0o555] : [0o555, 0o777] {
      try company.workspace.permit(permissions, for: ".")
      let outcome = try company.run("run INPUTS -o \(output)", shell: Program.unprivileged)
      #expect(outcome.code == 73)
      #expect(outcome.errors.contains("Permission denied"))
    }
    for name in [".", "out"] { try company.workspace.permit(0o755, for: name) }
    #expect(try company.workspace.contents() == before)
  }

  @Test(arguments: [
    ("run INPUTS --jobs 0", 64), ("run --touchpoints t.csv t.csv --deals d.csv", 64),
    ("run --touchpoints d.csv --deals t.csv", 65), ("run --touchpoints none.csv --deals d.csv", 66),
    ("run INPUTS --definitions d.csv", 78),
  ])
  func `a run that fails leaves nothing`(_ line: String, code: Int32) throws {
    let company = try SmallCompany()
    #expect(try company.run("run INPUTS -o out -q").code == 0)
    let before = (try company.workspace.names(), company.results())
    for output in ["new/deep/out", "out"] {
      #expect(try company.run("\(line) --output \(output)").code == code)
      #expect(try (company.workspace.names(), company.results()) == before)
    }
  }

  @Test(arguments: [
    ("", "reports/all"), ("--period 2026-01", "reports/2026-01"),
    ("--period 2026-Q1", "reports/2026-Q1"), ("--period 2026", "reports/2026"),
    ("--output new/deep/folder", "new/deep/folder"), ("--output d.csv.d", "d.csv.d"),
  ])
  func `results lie where they are expected, and nothing else`(
    _ options: String, folder: String
  ) throws {
    let company = try SmallCompany()
    let before = try company.workspace.contents()
    for _ in 1...2 {
      let outcome = try company.run("run INPUTS \(options)")
      #expect(outcome.code == 0)
      #expect(outcome.output.hasSuffix("Written to \(folder): open review.md first.\n"))
      let added = try company.workspace.contents().keys.filter { before[$0] == nil }
      let results = company.results(folder).keys.map { "\(folder)/\($0)" }
      // Besides the results, only the folders that lead to them.
      #expect(results.allSatisfy(added.contains))
      #expect(added.allSatisfy { results.contains($0) || (folder + "/").hasPrefix($0 + "/") })
    }
  }

  // MARK: Two runs

  @Test func `a second run at the same time finds the folder busy`() throws {
    let scene = try Scene()
    try scene.workspace.link("link", to: "reports/out")
    let process = try scene.startWaiting(output: "reports/out")
    for output in ["reports/out", "./reports/../reports//out/", "link"] {
      let outcome = try scene.run(output: output)
      #expect(outcome.code == 75)
      #expect(outcome.errors.contains("another run is writing to \(output)\n"))
      try scene.expectWholeResults()
    }
    try scene.provide()
    #expect(scene.wait(for: process) == 0)
    try scene.runToEnd()
  }

  @Test func `a second run at the same time finds the file of rejected rows busy`() throws {
    let scene = try Scene()
    let rejects = ["--rejects", "rejects.csv"]
    let process = try scene.startWaiting(rejects, output: "reports/out")
    let outcome = try scene.run(rejects, output: "other")
    #expect(outcome.code == 75)
    #expect(outcome.errors.contains("another run is writing to rejects.csv\n"))
    try scene.provide()
    #expect(scene.wait(for: process) == 0)
    #expect(try scene.workspace.text("rejects.csv") == "file,line,column,value,reason\n")
    #expect(try scene.workspace.names() == (scene.names + ["rejects.csv"]).sorted())
  }

  @Test func `of many runs at once each ends well or finds the folder busy`() throws {
    let scene = try Scene()
    for _ in 0..<3 {
      let processes = try (0..<4).map { try scene.start(sample: $0 % 2) }
      let codes = processes.map { scene.wait(for: $0) }
      #expect(codes.contains(0))
      #expect(codes.allSatisfy { $0 == 0 || $0 == 75 })
      try scene.expectWholeResults()
      #expect(try scene.workspace.names(in: "reports") == ["out"])
    }
  }

  // MARK: The file of rejected rows

  @Test func `what cannot be a file of rejected rows is refused, and stays`() throws {
    let company = try SmallCompany()
    for (name, shell) in [
      ("t.csv", ""), ("x.json", ""), ("folder", "mkdir folder;"), ("fifo", "mkfifo fifo;"),
    ] {
      let outcome = try company.run("run INPUTS -o out --rejects \(name)", shell: shell)
      #expect(outcome.code == (name == "t.csv" ? 64 : 73))
      #expect(try !company.workspace.names().contains("out"))
      let kept = try company.run("", shell: "test -p \(name) -o -d \(name) -o -s \(name); exit;")
      #expect(kept.code == 0)
    }
  }

  @Test func `an earlier file of rejected rows stays where nothing was read`() throws {
    let company = try SmallCompany()
    let earlier = "file,line,column,value,reason\nold.csv,1,,,old\n"
    try company.workspace.write(earlier, to: "rejects.csv")
    for (line, code) in [
      ("run --touchpoints none.csv --deals d.csv", 66), ("run INPUTS -o x.json", 73),
      ("run INPUTS --jobs 0", 64),
    ] as [(String, Int32)] {
      #expect(try company.run(line + " --rejects rejects.csv").code == code)
      #expect(try company.workspace.text("rejects.csv") == earlier)
    }
    let line = "run --touchpoints d.csv --deals d.csv --rejects rejects.csv"
    #expect(try company.run(line).code == 65)
    #expect(try company.workspace.text("rejects.csv").contains("\nd.csv,1,occurred_at,"))
  }
}

/// A folder with two samples and the results of one of them, in `reports/out`.
///
/// Runs take the sample whose results are not in place, so that old and new ones differ.
private final class Scene {
  let workspace: Workspace
  /// What lies in the workspace.
  let names: [String]
  private let results: [[String: Data]]

  init() throws {
    let workspace = try Workspace()
    self.workspace = workspace
    results = try (0..<2).map { sample in
      for line in [
        "sample --touchpoints 1500 --seed \(sample) -o \(sample)",
        "run --touchpoints \(sample)/touchpoints.csv --deals \(sample)/deals.csv -o reports/out -q",
      ] {
        let outcome = try Program.run(words(line), in: workspace.folder)
        #expect(outcome.code == 0, "\(outcome.errors)")
      }
      return try workspace.contents(of: "reports/out")
    }
    #expect(unsafe mkfifo(workspace.path("pipe"), 0o600) == 0)
    names = try workspace.names()
    try expectWholeResults()
  }

  private var next: Int {
    get throws { try workspace.contents(of: "reports/out") == results[0] ? 1 : 0 }
  }

  private func arguments(_ sample: Int, output: String) -> [String] {
    words("run --touchpoints \(sample)/touchpoints.csv --deals \(sample)/deals.csv -o \(output)")
  }

  /// Runs the command.
  func run(_ more: [String] = [], output: String, shell: String? = nil) throws -> Program.Outcome {
    try Program.run(arguments(next, output: output) + more, in: workspace.folder, shell: shell)
  }

  /// Runs the command, and expects the new results and nothing else.
  func runToEnd(_ more: [String] = []) throws {
    let next = try next
    let outcome = try run(more, output: "reports/out")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try workspace.contents(of: "reports/out") == results[next])
    #expect(try workspace.names(in: "reports") == ["out"])
  }

  /// Whoever started the tests may ignore signals, which processes inherit.
  private static let defaultSignals = "exec env --default-signal \"$@\";"

  /// Starts a run.
  func start(sample: Int? = nil) throws -> Process {
    try start(arguments(sample ?? next, output: "reports/out"), shell: Scene.defaultSignals)
  }

  /// Starts a run, and waits until it waits for its touchpoints.
  func startWaiting(
    _ more: [String] = [], output: String, shell: String = defaultSignals
  ) throws -> Process {
    let arguments = words("run --touchpoints pipe --deals 0/deals.csv -o \(output)") + more
    let process = try start(arguments, shell: shell)
    let folder = (output as NSString).deletingLastPathComponent
    let staged = workspace.path("\(folder)/.out.smarketing/new/rejects.csv")
    while !FileManager.default.fileExists(atPath: staged), process.isRunning { usleep(1_000) }
    #expect(process.isRunning)
    return process
  }

  /// Gives a waiting run its touchpoints.
  func provide() throws {
    let pipe = try #require(FileHandle(forWritingAtPath: workspace.path("pipe")))
    try pipe.write(contentsOf: Data(workspace.text("0/touchpoints.csv").utf8))
    try pipe.close()
  }

  private func start(_ arguments: [String], shell: String) throws -> Process {
    let process = Program.start(arguments, in: workspace.folder, shell: shell)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Sends a signal to a process, and waits for its end.
  ///
  /// - Returns: The exit code as a shell gives it.
  @discardableResult
  func end(_ process: Process, by signal: Int32) -> Int32 {
    kill(process.processIdentifier, signal)
    return wait(for: process)
  }

  func wait(for process: Process) -> Int32 {
    process.waitUntilExit()
    return process.terminationReason == .exit
      ? process.terminationStatus : 128 + process.terminationStatus
  }

  /// Expects the results of one of the samples, whole, with the files that `run.json` lists.
  func expectWholeResults(sourceLocation: SourceLocation = #_sourceLocation) throws {
    struct Record: Decodable {
      struct File: Decodable { var path: String, bytes: Int }
      var files: [File]
    }
    var found = try workspace.contents(of: "reports/out")
    #expect(results.contains(found), sourceLocation: sourceLocation)
    let json = try #require(found["run.json"], sourceLocation: sourceLocation)
    let record = try JSONDecoder().decode(Record.self, from: json)
    // A folder is no file.
    found["charts"] = nil
    let listed = record.files.map { ($0.path, $0.bytes) } + [("run.json", json.count)]
    #expect(
      found.mapValues(\.count) == Dictionary(uniqueKeysWithValues: listed),
      sourceLocation: sourceLocation)
  }
}

/// The same numbers in every run of the tests (the MMIX generator).
private struct SeededRandom {
  var state: UInt64

  /// From 0 up to 1.
  mutating func fraction() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(1 << 53 as UInt64)
  }
}

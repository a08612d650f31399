import Foundation
import Testing

/// What stands on a terminal while a run goes on, and that nothing of it remains.
struct `The progress bar` {
  private static let erased = "\r\u{1B}[K"

  @Test(arguments: ["deals", "touchpoints"])
  func `is shown behind a second, and taken away at the end`(_ slow: String) throws {
    let company = try SmallCompany()
    let screen = try company.screen(waitingFor: slow)
    let lines = screen.split(separator: "\u{1B}[K", omittingEmptySubsequences: false)
    let shown = lines.dropLast(2)
    let bar = #/\rreading \[(#*)(\.*)\] (\d+) %/#
    let bars = try shown.dropLast().map { try #require($0.wholeMatch(of: bar)) }
    #expect(bars.count > 1)
    #expect(bars.allSatisfy { $0.1.count + $0.2.count == 30 && $0.1.count == Int($0.3)! * 3 / 10 })
    #expect(Set(bars.map(\.3)).count == bars.count)
    #expect(bars.map { Int($0.3)! } == bars.map { Int($0.3)! }.sorted())
    #expect(shown.last == "\rsharing out and writing")
    #expect(lines.dropLast().last == "\r")
    #expect(lines.last?.hasPrefix("warning: ") == true)
  }

  @Test func `is taken away before an error is told`() throws {
    let company = try SmallCompany()
    try company.workspace.write("account_id,occurred_at\nA,yesterday\n", to: "t.csv")
    let screen = try company.screen(waitingFor: "touchpoints")
    let parts = screen.split(separator: `The progress bar`.erased)
    #expect(parts.count == 2)
    #expect(parts.first?.hasPrefix("\rreading [") == true)
    #expect(parts.last?.hasPrefix("-:2:3: error: ") == true)
  }

  @Test(
    arguments: [
      ("touchpoints", "dumb", "--jobs 1"), ("touchpoints", "xterm", "--quiet"), (nil, "xterm", ""),
    ] as [(String?, String, String)])
  func `is not shown where it is of no use`(slow: String?, terminal: String, options: String) throws
  {
    let company = try SmallCompany()
    let start = ContinuousClock.now
    let screen = try company.screen(waitingFor: slow, options, terminal: terminal)
    // A busy machine may make any run long.
    guard slow != nil || ContinuousClock.now - start < .seconds(1) else { return }
    #expect(screen.hasPrefix("warning: ") == (options != "--quiet"))
    #expect(!screen.contains("reading ["))
    #expect(!screen.contains("\u{1B}"))
  }
}

extension SmallCompany {
  /// What a run writes to a terminal on standard error.
  ///
  /// - Parameter slow: The option whose file comes by a pipe, after more than a second; nil for none.
  fileprivate func screen(
    waitingFor slow: String?, _ options: String = "", terminal: String = "xterm"
  ) throws -> String {
    let files = ["touchpoints": "t.csv", "deals": "d.csv"]
    let inputs = files.flatMap { ["--\($0)", $0 == slow ? "-" : $1] }
    let process = Program.start(
      ["run", "--output", "out"] + inputs + words(options), in: folder,
      environment: ["TERM": terminal, "NO_COLOR": "1"])
    let (screen, line) = try pseudoterminal()
    let input = Pipe()
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = line
    try process.run()
    try line.close()
    if let slow {
      Thread.sleep(forTimeInterval: 1.2)
      try input.fileHandleForWriting.write(contentsOf: Data(workspace.text(files[slow]!).utf8))
    }
    try input.fileHandleForWriting.close()
    var bytes = Data()
    // Behind the last byte there is an error, not an end, which would take with it what was read.
    while let byte = try? screen.read(upToCount: 1), !byte.isEmpty { bytes += byte }
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A terminal that nobody sits at: what reads its screen, and what a process writes to.
private func pseudoterminal() throws -> (screen: FileHandle, line: FileHandle) {
  var screen: CInt = -1
  var line: CInt = -1
  try #require(unsafe openpty(&screen, &line, nil, nil, nil) == 0)
  return (
    FileHandle(fileDescriptor: screen, closeOnDealloc: true),
    FileHandle(fileDescriptor: line, closeOnDealloc: true)
  )
}

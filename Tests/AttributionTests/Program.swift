import Foundation

/// The built command, run as a process of its own.
enum Program {
  struct Outcome: Equatable {
    /// The exit code; of a process that a signal ended, 128 and its number.
    let code: Int32
    let output: String
    let errors: String
  }

  /// The binary lies beside the tests' own.
  static let binary: URL = {
    let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = tests.deletingLastPathComponent()
    while folder.path != "/" {
      let binary = folder.appending(path: "smarketing")
      if FileManager.default.isExecutableFile(atPath: binary.path) { return binary }
      folder = folder.deletingLastPathComponent()
    }
    preconditionFailure("there is no smarketing beside \(tests.path)")
  }()

  /// Runs the command and waits for its end.
  ///
  /// - Parameters:
  ///   - shell: Words before the command, run by a shell: `ulimit -f 8;`.
  static func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:],
    input: Data? = nil, shell: String? = nil
  ) throws -> Outcome {
    let process = start(arguments, in: folder, environment: environment, shell: shell)
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    let provided = Pipe()
    process.standardInput = input == nil ? FileHandle.nullDevice : provided
    try process.run()
    if let input {
      try provided.fileHandleForWriting.write(contentsOf: input)
      try provided.fileHandleForWriting.close()
    }
    // Both at once: a process that fills one pipe while the other is read would wait for ever.
    var errorData = Data()
    let group = DispatchGroup()
    let errorHandle = errors.fileHandleForReading
    let box = Box()
    DispatchQueue.global().async(group: group) {
      box.data = errorHandle.readDataToEndOfFile()
    }
    let outputData = output.fileHandleForReading.readDataToEndOfFile()
    group.wait()
    errorData = box.data
    process.waitUntilExit()
    return Outcome(
      code: process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus,
      output: String(decoding: outputData, as: UTF8.self),
      errors: String(decoding: errorData, as: UTF8.self))
  }

  /// The command as a process that is not started yet.
  static func start(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:],
    shell: String? = nil
  ) -> Process {
    let process = Process()
    if let shell {
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", shell + " exec \"$@\"", "sh", binary.path] + arguments
    } else {
      process.executableURL = binary
      process.arguments = arguments
    }
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    return process
  }

  /// Words for a shell that run the command as somebody who may not do everything: for the tests'
  /// own user nothing, unless that is root; nil if there is no way.
  static let unprivileged: String? = {
    if getuid() != 0 { return "" }
    let shell = "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\";"
    let outcome = try? run(["--version"], in: URL(filePath: "/"), shell: shell)
    return outcome?.code == 0 ? shell : nil
  }()

  private final class Box: @unchecked Sendable {
    var data = Data()
  }
}

import Foundation
import Testing

/// A folder under `Fixtures/`: what goes in, and what must come out byte for byte.
struct Fixture: CustomTestStringConvertible, Sendable {
  let folder: URL

  var testDescription: String { folder.lastPathComponent }

  init(_ path: String) { folder = Fixture.root.appending(path: path) }

  /// The folders in a folder of fixtures, by name.
  static func all(in path: String) -> [Fixture] {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: path).path)) ?? []
    return names.sorted().filter { !$0.hasPrefix(".") && !$0.hasSuffix(".md") }
      .map { Fixture("\(path)/\($0)") }
  }

  /// The folder of the whole project.
  static let project = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let root = project.appending(path: "Fixtures")

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }

  /// Whether expectations are to be written anew.
  static let isRecording = ProcessInfo.processInfo.environment["RECORD"] != nil

  /// Compares a text with the expected file.
  ///
  /// With `RECORD=1` in the environment it writes the file instead, and still fails: a recording is
  /// something to read in `git diff`, never a pass.
  func expect(
    _ actual: String, equals name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    if Fixture.isRecording {
      try actual.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
      Issue.record("recorded \(name): read `git diff Fixtures`", sourceLocation: sourceLocation)
    } else {
      let expected = try text(name)
      #expect(actual == expected, sourceLocation: sourceLocation)
    }
  }

  /// Compares a folder that the program wrote with the expected one, file by file.
  func expect(
    folder actual: URL, equals name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let expected = folder.appending(path: name)
    if Fixture.isRecording {
      try? FileManager.default.removeItem(at: expected)
      try FileManager.default.copyItem(at: actual, to: expected)
      Issue.record("recorded \(name): read `git diff Fixtures`", sourceLocation: sourceLocation)
      return
    }
    let files = try FileManager.default.subpathsOfDirectory(atPath: actual.path).sorted()
    let wanted = try FileManager.default.subpathsOfDirectory(atPath: expected.path).sorted()
    #expect(files == wanted, sourceLocation: sourceLocation)
    for file in wanted where files.contains(file) && file.contains(".") {
      let (one, other) = (
        try String(contentsOf: actual.appending(path: file), encoding: .utf8),
        try String(contentsOf: expected.appending(path: file), encoding: .utf8)
      )
      #expect(one == other, "\(file)", sourceLocation: sourceLocation)
    }
  }
}

/// A folder of a test's own, removed with the value.
final class Workspace {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "smarketing-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try text.write(to: folder.appending(path: name), atomically: false, encoding: .utf8)
    return path(name)
  }

  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: folder.appending(path: name))
    return path(name)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// What lies in the folder or in one of its folders, also what is hidden.
  func names(in name: String = ".") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: path(name), withIntermediateDirectories: true)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
  }

  func permit(_ permissions: Int, for name: String) throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: permissions], ofItemAtPath: path(name))
  }

  /// Every file below the folder with its content, by its path in it; folders have none.
  func contents(of name: String = "") throws -> [String: Data] {
    let base = name.isEmpty ? folder : folder.appending(path: name)
    var contents: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: base.path) {
      contents[path] =
        FileManager.default.contents(atPath: base.appending(path: path).path) ?? Data()
    }
    return contents
  }
}

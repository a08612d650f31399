import Foundation
import Testing

/// What the README says of the layout, held against the files.
struct Architecture {
  /// What the files of a folder may import; every folder is listed.
  private static let imports: KeyValuePairs<String, Set<String>> = [
    "Attribution": [],
    "Attribution/Money": [],
    "Attribution/Problems": [],
    "Attribution/Models": [],
    "Attribution/Definitions": ["FoundationEssentials", "Glibc"],
    "Attribution/Reading": ["Glibc", "_Builtin_intrinsics"],
    "Attribution/Journeys": [],
    "Attribution/Credit": [],
    "Attribution/Documents": [],
    "Attribution/Reports": [],
    "Attribution/Review": [],
    "Attribution/Publishing": ["FoundationEssentials", "Glibc", "Synchronization"],
    "Attribution/Explaining": [],
    "Attribution/Sampling": [],
    "Attribution/Checking": [],
    "Attribution/Proposing": [],
    "Attribution/Closing": ["FoundationEssentials"],
    "Attribution/Parallel": ["Dispatch", "Synchronization"],
    "smarketing": ["Attribution", "FoundationEssentials", "Glibc", "Synchronization"],
  ]

  @Test(arguments: try SourceFile.all())
  func `a file imports only what its folder may`(_ file: SourceFile) throws {
    let allowed = try #require(
      Architecture.imports.first { $0.key == file.folder }?.value, "\(file.folder) is not listed")
    #expect(file.imports.subtracting(allowed) == [])
  }

  @Test(arguments: try SourceFile.all())
  func `only one folder names Dispatch`(_ file: SourceFile) {
    guard file.folder != "Attribution/Parallel" else { return }
    for word in file.words { #expect(!word.hasPrefix("Dispatch")) }
  }

  @Test(arguments: try SourceFile.all())
  func `nothing is public, and nothing is a promise to the optimiser`(_ file: SourceFile) {
    #expect(file.words.isDisjoint(with: ["public", "inlinable", "usableFromInline"]))
  }

  @Test(arguments: try SourceFile.all())
  func `no floating-point number comes near the money`(_ file: SourceFile) {
    // Foundation's dates are made of them, and only the zone's table is made of dates.
    let isExempt = file.path == "Attribution/Definitions/Zone.swift" || file.folder == "smarketing"
    let floating: Set = ["Double", "Float", "Float16", "Float80", "CGFloat", "TimeInterval"]
    #expect(isExempt || file.words.isDisjoint(with: floating))
  }

  @Test(arguments: try SourceFile.all())
  func `a file is short enough to read`(_ file: SourceFile) {
    let long: Set = ["Attribution/Definitions/DefinitionsDecoding.swift"]
    #expect(file.lineCount <= 400 || long.contains(file.path))
  }

  @Test(arguments: try SourceFile.all(in: ["Sources", "Tests"]))
  func `nothing is left for later`(_ file: SourceFile) {
    for word in ["TO" + "DO", "FIX" + "ME"] { #expect(!file.text.contains(word)) }
  }

  @Test(arguments: try SourceFile.all(in: ["Tests"]))
  func `tests see what the command sees`(_ file: SourceFile) {
    #expect(!file.code.split(separator: "\n").contains { $0.hasPrefix("@testable") })
  }

  @Test func `the top level holds what the README names`() throws {
    let found = try FileManager.default.contentsOfDirectory(atPath: Fixture.project.path)
    let allowed: Set = ["Package.swift", "Sources", "Tests", "Fixtures", "scripts", "README.md"]
    // Git does not see these: what the README's example writes, and what the build does.
    let ignored: Set = ["reports", "sample", "definitions.json", "Package.resolved"]
    #expect(
      Set(found.filter { !$0.hasPrefix(".") }).subtracting(allowed).subtracting(ignored) == [])
  }
}

/// A file of Swift, read as text.
struct SourceFile: CustomTestStringConvertible, Sendable {
  /// Within `Sources`, or `Tests`.
  let path: String
  let text: String

  var testDescription: String { path }
  var folder: String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }
  var lineCount: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 }

  static func all(in folders: [String] = ["Sources"]) throws -> [SourceFile] {
    try folders.flatMap { folder in
      let root = Fixture.project.appending(path: folder)
      return try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
        .filter { $0.hasSuffix(".swift") }
        .map { path in
          SourceFile(
            path: path,
            text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
        }
    }
  }

  /// The text without its comments.
  var code: String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.range(of: "//").map { line[..<$0.lowerBound] } ?? line
    }.joined(separator: "\n")
  }

  var words: Set<String> {
    Set(code.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
  }

  /// The modules that are imported, however.
  var imports: Set<String> {
    Set(
      code.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        .compactMap { words in
          guard let at = words.firstIndex(of: "import"), at + 1 < words.count,
            words[..<at].allSatisfy({
              $0.hasPrefix("@") || ["internal", "package", "private"].contains($0)
            })
          else { return nil }
          return words[words.count - 1].split(separator: ".").first.map(String.init)
        })
  }
}

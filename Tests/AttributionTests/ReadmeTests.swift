import Attribution
import Foundation
import Testing

/// Everything that the README says can be typed, and what it says comes out.
struct `The README` {
  private static let text = try! String(
    contentsOf: Fixture.project.appending(path: "README.md"), encoding: .utf8)

  /// A block of commands, with the output that the README prints below it.
  struct Block: CustomTestStringConvertible, Sendable {
    let commands: [String]
    let output: String?

    var testDescription: String { commands.first ?? "" }
  }

  /// Every block with its language.
  private static let fences: [(language: String, lines: [String])] = {
    var blocks: [(language: String, lines: [String])] = []
    var inside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if !inside { blocks.append((String(line.dropFirst(3)), [])) }
        inside.toggle()
      } else if inside {
        blocks[blocks.count - 1].lines.append(String(line))
      }
    }
    return blocks
  }()

  static let blocks: [Block] = {
    let blocks = fences
    return blocks.indices.filter { blocks[$0].language == "sh" }.map { index in
      let commands = blocks[index].lines.joined(separator: "\n")
        .replacing("\\\n", with: " ").split(separator: "\n").map(String.init)
      let next = index + 1 < blocks.count ? blocks[index + 1] : nil
      return Block(
        commands: commands,
        output: next?.language == "text" ? next!.lines.map { $0 + "\n" }.joined() : nil)
    }
  }()

  @Test(arguments: blocks)
  func `says what its commands print`(_ block: Block) throws {
    let workspace = try Workspace()
    try FileManager.default.createSymbolicLink(
      at: workspace.folder.appending(path: "Fixtures"), withDestinationURL: Fixture.root)
    for command in block.commands {
      var words = words(command)
      guard let name = words.firstIndex(of: "smarketing") else {
        #expect(command == "swift test")
        continue
      }
      words.removeFirst(name + 1)
      let outcome = try Program.run(words, in: workspace.folder)
      if let output = block.output {
        #expect((outcome.code == 0 ? outcome.output : outcome.errors) == output)
      } else {
        #expect(outcome.code == 0, "\(outcome.errors)")
      }
    }
  }

  @Test func `has the main job and the tests as its first two blocks`() {
    #expect(`The README`.blocks[0].commands[0].hasPrefix("swift run -c release smarketing run"))
    #expect(`The README`.blocks[1].commands == ["swift test"])
  }

  @Test func `shares the worked deal as the ledger does`() throws {
    let lines = try Fixture("reports/pencil").text("expected/ledger.csv").split(separator: "\n")
    let cells = lines.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let ledger = cells.filter { $0[1] == "D-1" }.map { Array($0.suffix(5)) }
    var rows: [[String]] = []
    for line in `The README`.text.split(separator: "\n") where line.contains(" days") {
      let row = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      if row.count == 6 { rows.append(Array(row.dropFirst())) }
    }
    #expect(rows == ledger)
  }

  @Test(arguments: [
    "looked-up-in-other-files", "deal-file-as-touchpoints-too", "dimensions-of-touches-and-deals",
  ])
  func `shows definitions that a fixture has`(_ name: String) throws {
    func bare(_ text: String) -> String { text.filter { !$0.isWhitespace } }
    let definitions = bare(try Fixture("reports/\(name)").text("definitions.json"))
    let shown = `The README`.fences.filter { $0.language == "json" }
      .map { bare($0.lines.joined()) }
    #expect(shown.count { definitions.contains($0) } == 1)
    #expect(shown.count == 3)
  }

  @Test func `lists every key of a rule and of a condition`() throws {
    let source = try String(
      contentsOf: Fixture.project.appending(
        path: "Sources/Attribution/Definitions/DefinitionsColumns.swift"), encoding: .utf8)
    let keys = source.matches(of: /DefinitionsKey\("(\w+)"/).map { String($0.1) }
    #expect(keys.count > 8)
    for key in keys + Condition.Test.allCases.map(\.rawValue) {
      let isShown = ["`\(key)`", "\"\(key)\":", "`\"\(key)\"`"].contains {
        `The README`.text.contains($0)
      }
      #expect(isShown, "\(key)")
    }
  }

  @Test func `lists every exit code`() {
    for code in [
      ExitCode.done, .usage, .data, .noInput, .bug, .cannotCreate, .inputOutput, .busy,
      .definitions,
    ] {
      #expect(`The README`.text.contains(" \(code.rawValue) |"))
    }
  }

  @Test func `links to what is there`() throws {
    for match in `The README`.text.matches(of: /\]\(([A-Za-z][^)]*)\)/) {
      let path = Fixture.project.appending(path: String(match.1)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(match.1)")
    }
  }
}

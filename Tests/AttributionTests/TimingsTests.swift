import Attribution
import Foundation
import Testing

/// What a run took, and that asking for it changes nothing.
struct `The timings` {
  @Test func `are a table of seconds and of megabytes a second`() {
    var timings = Timings()
    timings.add(.opening, took: .microseconds(499), bytes: 0)
    timings.add(.touchpoints, took: .microseconds(1_234_500), bytes: 1_049_950_000)
    timings.add(.journeys, took: .seconds(61), bytes: 0)
    timings.add(.results, took: .zero, bytes: 49_999)
    #expect(
      timings.text(peakMemory: 57_500_000) == """
          stage                seconds      MB   MB/s
          opening files          0.000
          reading touchpoints    1.235  1050.0    850
          journeys              61.000
          writing results        0.000     0.0  49999
          total                 62.235
          peak memory 58 MB

        """)
    #expect(timings.text(peakMemory: nil).hasSuffix("  total                 62.235\n"))
  }

  @Test(
    arguments: [
      ("", [.opening, .deals, .touchpoints, .journeys, .credit, .sensitivity]),
      (
        "--definitions rules.json --control control.csv --costs spend.csv --closed closed",
        [
          .opening, .lookups, .control, .deals, .touchpoints, .costs, .journeys, .credit,
          .sensitivity, .closed,
        ]
      ),
    ] as [(String, [Stage])])
  func `list the stages that there were`(_ options: String, before: [Stage]) throws {
    let company = try SmallCompany()
    try company.writeInputsOfAllKinds()
    for quiet in ["", " --quiet"] {
      let line = "run INPUTS \(options)\(quiet) --output "
      let plain = try company.run(line + "plain")
      let timed = try company.run(line + "timed --timings")
      #expect(plain.code == 0, "\(plain.errors)")
      #expect(timed.code == 0)
      #expect(timed.output == plain.output.replacing("to plain:", with: "to timed:"))
      #expect(plain.output.isEmpty == !quiet.isEmpty)
      #expect(!plain.errors.contains("seconds"))
      #expect(company.results("timed") == company.results("plain"))
      #expect(timed.errors.hasPrefix(plain.errors))

      let lines = timed.errors.dropFirst(plain.errors.count).split(separator: "\n")
      let heading = try #require(lines.first)
      #expect(heading.wholeMatch(of: #/  stage +seconds +MB +MB\/s/#) != nil)
      let row = #/  (\S.*?) +(\d+\.\d{3})(?: +(\d+\.\d) +(\d+))?/#
      let rows = try lines.dropFirst().dropLast().map { try #require($0.wholeMatch(of: row)) }
      let stages = before + [.results, .publishing]
      #expect(rows.map { String($0.1) } == stages.map(\.rawValue) + ["total"])
      let haveBytes: Set<Stage> = [.lookups, .control, .deals, .touchpoints, .costs, .results]
      #expect(rows.dropLast().map { $0.3 != nil } == stages.map(haveBytes.contains))
      func thousandths(_ text: Substring) -> Int { Int(text.replacing(".", with: ""))! }
      let sum = rows.dropLast().reduce(0) { $0 + thousandths($1.2) }
      #expect(abs(sum - thousandths(rows[rows.count - 1].2)) <= stages.count)
      let memory = try #require(lines.last)
      #expect(memory.wholeMatch(of: #/  peak memory [1-9]\d* MB/#) != nil)
    }
  }

  @Test func `count what was read and written`() throws {
    let company = try SmallCompany()
    var bytes: [Stage: Int] = [:]
    let inputs = ["t.csv", "u.csv"].map(company.workspace.path)
    _ = try Attribution.run(
      Request(touchpoints: inputs, deals: [company.workspace.path("d.csv")]),
      to: company.workspace.path("out"), ended: { bytes[$0] = $1 })
    let size = { (name) throws in try company.workspace.text(name).utf8.count }
    #expect(try bytes[.touchpoints] == size("t.csv") + size("u.csv"))
    #expect(try bytes[.deals] == size("d.csv"))
    #expect(bytes[.results] == company.results().values.reduce(0) { $0 + $1.count })
    #expect(bytes[.publishing] == 0)
  }

  @Test func `are not told of a run that fails`() throws {
    let company = try SmallCompany()
    let line = "run --touchpoints d.csv --deals t.csv --output out --quiet"
    let plain = try company.run(line)
    #expect(plain.code == 65)
    #expect(try company.run(line + " --timings") == plain)
  }
}

extension SmallCompany {
  /// Files for every option of a run that names one: rules that look something up, control totals,
  /// what was spent, and a closed folder.
  fileprivate func writeInputsOfAllKinds() throws {
    try workspace.write("key,value\nemail,mail\n", to: "names.csv")
    try workspace.write(
      """
      {"touchpoints": [{"columns": {"campaign": {
        "column": "channel", "lookup": {"file": "names.csv", "key": "key", "value": "value"}}}}]}
      """, to: "rules.json")
    try workspace.write("period,amount\n2026-01,100.00\n", to: "control.csv")
    try workspace.write("month,channel,amount\n2026-01,email,5.00\n", to: "spend.csv")
    #expect(try run("run INPUTS --output closed/one --period 2026-01 --quiet").code == 0)
    #expect(try run("close closed/one").code == 0)
  }
}

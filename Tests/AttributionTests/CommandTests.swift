import Attribution
import Foundation
import Testing

// The built command from the outside: what may be written behind it, what it prints where, how it
// ends, and that nothing around it shows in the results.

/// The smallest company: two touchpoint files and a deal file, which lead to a warning.
final class SmallCompany {
  let workspace: Workspace
  var folder: URL { workspace.folder }

  init() throws {
    workspace = try Workspace()
    try workspace.write(
      """
      account_id,occurred_at,channel,team
      A,2026-01-01,email,marketing
      B,2026-01-05,webinar,marketing

      """, to: "t.csv")
    try workspace.write(
      """
      account_id,occurred_at,channel,team
      A,2026-01-02,call,sales

      """, to: "u.csv")
    try workspace.write(
      """
      deal_id,account_id,amount,closed_at,stage
      D-1,A,100.00,2026-01-03,Closed Won
      D-2,B,50.01,2026-02-03,Closed Won
      D-3,A,10.00,2026-03-03,Perhaps

      """, to: "d.csv")
    try workspace.write(#"{"currency": "EUR"}"#, to: "x.json")
  }

  /// Runs the command in the folder.
  ///
  /// - Parameter line: What follows `smarketing`; `INPUTS` stands for the options with the files.
  func run(
    _ line: String, environment: [String: String] = [:], input: String? = nil,
    shell: String? = nil
  ) throws -> Program.Outcome {
    try Program.run(
      words(line.replacing("INPUTS", with: "--touchpoints t.csv u.csv --deals d.csv")),
      in: folder, environment: environment, input: input.map { Data($0.utf8) }, shell: shell)
  }

  /// The files of a folder of results; of one that is not there, none.
  func results(_ name: String = "out") -> [String: Data] {
    (try? workspace.contents(of: name)) ?? [:]
  }
}

struct `Command arguments` {
  @Test(arguments: [
    "run INPUTS --output out",
    "run INPUTS --output=out",
    "run INPUTS -o out",
    "run INPUTS -o=out",
    "run -o out -q INPUTS -j 2",
    "run --quiet --jobs=1 --output out INPUTS",
    "run --touchpoints t.csv --deals d.csv --output out --touchpoints u.csv",
    "run --touchpoints=t.csv u.csv --deals=d.csv --output out",
    "run INPUTS --output ./out/",
    "run INPUTS --output out --quiet --quiet",
    "run INPUTS --output out --",
  ])
  func `are understood in every spelling`(_ line: String) throws {
    let company = try SmallCompany()
    #expect(try company.run("run INPUTS --output expected").code == 0)
    let outcome = try company.run(line)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(company.results() == company.results("expected"))
  }

  @Test func `give files in their order`() throws {
    let company = try SmallCompany()
    #expect(try company.run("run --touchpoints u.csv t.csv --deals d.csv -o out -q").code == 0)
    let rows = try company.workspace.text("out/rows.csv").split(separator: "\n")
    let files = rows.dropFirst().map { String($0.prefix { $0 != "," }) }
    #expect(files.first == "u.csv")
    #expect(Set(files) == ["u.csv", "t.csv", "d.csv"])
  }

  @Test(arguments: [
    ("rnu", #""rnu" is no subcommand, did you mean "run"?"#),
    ("help explian", #""explian" is no subcommand, did you mean "explain"?"#),
    ("--verison", #""--verison" is no subcommand, did you mean "--version"?"#),
    ("t.csv", #""t.csv" is no subcommand"#),
    ("''", #""" is no subcommand"#),
    ("run", "--touchpoints is missing"),
    ("run --deals d.csv", "--touchpoints is missing"),
    ("run --touchpoints t.csv", "--deals is missing"),
    ("run --touchpoints --deals d.csv", "--touchpoints is given without a value"),
    ("run INPUTS --output", "--output is given without a value"),
    ("run INPUTS --output=", "--output is given without a value"),
    ("run INPUTS -o --quiet", "--output is given without a value"),
    ("run --touchpoints t.csv '' --deals d.csv", "--touchpoints is given without a value"),
    ("run INPUTS --outptu out", #""--outptu" is no option of run, did you mean "--output"?"#),
    ("run INPUTS --Quiet", #""--Quiet" is no option of run, did you mean "--quiet"?"#),
    ("run INPUTS --vresion", #""--vresion" is no option of run, did you mean "--version"?"#),
    ("run INPUTS -x", #""-x" is no option of run"#),
    ("run INPUTS --quiet=yes", #"--quiet takes no value, and "yes" is given"#),
    ("run INPUTS --output a --output b", "--output is given twice"),
    ("run INPUTS -o a --output=b", "--output is given twice"),
    ("run INPUTS --definitions x.json --definitions x.json", "--definitions is given twice"),
    ("run more INPUTS", #""more" is not expected here"#),
    ("run INPUTS -- --quiet", #""--quiet" is not expected here"#),
    ("run INPUTS --jobs 0", #"--jobs "0" is no whole number from 1 to 1024"#),
    ("run INPUTS --jobs x", #"--jobs "x" is no whole number"#),
    ("run INPUTS --jobs=-1", #"--jobs "-1" is no whole number"#),
    ("run INPUTS -j 99999999999999999999", "is no whole number"),
    ("run INPUTS --period 2026-13", #"--period "2026-13" is no period"#),
    ("run INPUTS --period 2026-Q5", #"--period "2026-Q5" is no period"#),
    ("run INPUTS --period october", #"--period "october" is no period"#),
    ("run INPUTS --csv exel", #"--csv "exel" is no form of CSV, did you mean "excel"?"#),
    ("run INPUTS --csv Excel", #"--csv "Excel" is no form of CSV, did you mean "excel"?"#),
    ("check INPUTS --csv excel", #""--csv" is no option of check"#),
    ("run --touchpoints - --deals -", "standard input (-) is given twice"),
    ("run --touchpoints - - --deals d.csv", "standard input (-) is given twice"),
    ("run --touchpoints t.csv --deals - --definitions -", "standard input (-) is given twice"),
    ("explain INPUTS", "DEAL_ID is missing"),
    ("explain D-1 D-2 INPUTS", #""D-2" is not expected here"#),
    ("explain D-1 INPUTS --period 2026", #""--period" is no option of explain"#),
    ("sample --output s", "--touchpoints is missing"),
    ("sample --touchpoints 10", "--output is missing"),
    ("sample --touchpoints ten --output s", #"--touchpoints "ten" is no whole number"#),
    ("sample --touchpoints=-1 --output s", #"--touchpoints "-1" is no whole number"#),
    ("sample --touchpoints 1 --seed x --output s", #"--seed "x" is no whole number"#),
    ("sample --touchpoints 1 --output s --currency USE", #"did you mean "USD"?"#),
    ("sample --touchpoints 1 --output s --currency ''", "--currency is given without a value"),
  ])
  func `that are wrong are told, and nothing is done`(_ line: String, message: String) throws {
    let company = try SmallCompany()
    let before = try company.workspace.names()
    let outcome = try company.run(line)
    #expect(outcome.code == 64)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("error: ") && outcome.errors.contains(message))
    #expect(try company.workspace.names() == before)
  }
}

struct `Command help` {
  /// Every option of every subcommand.
  static let options = [
    "run": [
      "--touchpoints FILE…", "--deals FILE…", "--definitions FILE", "--period PERIOD",
      "-o, --output FOLDER", "--no-ledger", "--rejects FILE", "-j, --jobs N", "-q, --quiet",
      "--control FILE", "--timings", "-h, --help", "--version", "EXIT CODES",
    ],
    "init": [
      "--touchpoints FILE…", "--deals FILE…", "-o, --output FILE", "-j, --jobs N", "-h, --help",
      "--version",
    ],
    "explain": [
      "explain DEAL_ID", "--touchpoints FILE…", "--deals FILE…", "--definitions FILE",
      "-j, --jobs N", "-h, --help", "--version",
    ],
    "sample": [
      "--touchpoints N", "--seed N", "--currency CODE", "-o, --output FOLDER", "-h, --help",
      "--version",
    ],
  ]

  @Test(arguments: options.keys.sorted())
  func `of a subcommand is the same wherever it is asked for`(_ name: String) throws {
    let workspace = try Workspace()
    let help = try Program.run([name, "--help"], in: workspace.folder)
    for line in [
      "\(name) -h", "help \(name)", "\(name) --touchpoints --help",
      "\(name) --nonsense --jobs 0 -h", "\(name) more and more --help", "\(name) --version -h",
    ] {
      let outcome = try Program.run(words(line), in: workspace.folder)
      #expect(outcome == help, "\(line)")
    }
    #expect(help.code == 0)
    #expect(help.errors == "")
    let parts = ["EXAMPLES\n  smarketing \(name) ", "USAGE\n  smarketing \(name) ", "OPTIONS\n"]
      .map { help.output.range(of: $0)?.lowerBound }
    #expect(!parts.contains(nil))
    #expect(parts.compactMap(\.self) == parts.compactMap(\.self).sorted())
    for option in `Command help`.options[name]! {
      #expect(help.output.contains(option))
    }
    #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(help.output.hasSuffix("\n"))
    #expect(try workspace.names() == [])
  }

  @Test(arguments: ["", "help", "--help", "-h", "help help", "--help --version", "rnu --help"])
  func `without a subcommand is the overview`(_ line: String) throws {
    let workspace = try Workspace()
    let outcome = try Program.run(words(line), in: workspace.folder)
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output.contains("EXAMPLES\n  smarketing run --touchpoints "))
    for name in `Command help`.options.keys { #expect(outcome.output.contains("\n  \(name) ")) }
  }

  @Test(arguments: ["--version", "run --version", "explain D-1 --version", "sample --version"])
  func `tells the version`(_ line: String) throws {
    let workspace = try Workspace()
    let outcome = try Program.run(words(line), in: workspace.folder)
    #expect(
      outcome == Program.Outcome(code: 0, output: "smarketing \(programVersion)\n", errors: ""))
  }

  @Test func `is not asked for behind --`() throws {
    let outcome = try SmallCompany().run("explain INPUTS -- --help")
    #expect(outcome.code == 65)
    #expect(outcome.errors.contains(#"has the id "--help""#))
  }
}

struct `Command streams` {
  @Test func `results go to stdout, warnings and problems to stderr`() throws {
    let company = try SmallCompany()
    let good = try company.run("run INPUTS -o out")
    #expect(good.code == 0)
    #expect(good.output.hasSuffix("Written to out: open review.md first.\n"))
    #expect(good.errors.hasPrefix("warning: stage-unknown: "))
    let bad = try company.run("run --touchpoints d.csv --deals t.csv -o out")
    #expect(bad.code == 65)
    #expect(bad.output == "")
    #expect(bad.errors.contains(#"no column is called "deal_id""#))
  }

  @Test func `quiet means nothing but errors`() throws {
    let company = try SmallCompany()
    #expect(
      try company.run("run INPUTS -o out --quiet")
        == Program.Outcome(code: 0, output: "", errors: ""))
    let outcome = try company.run("run --touchpoints none.csv --deals d.csv --quiet")
    #expect(outcome.errors.contains("cannot be opened"))
  }

  @Test(arguments: [
    ("exec >&-;", "Bad file descriptor"),
    ("exec >/dev/full;", "No space left on device"),
  ])
  func `results that cannot be printed are an error`(_ shell: String, reason: String) throws {
    let company = try SmallCompany()
    for line in [
      "--version", "run --help", "explain D-1 INPUTS", "sample --touchpoints 9 -o s",
      "run INPUTS -o out",
    ] {
      let outcome = try company.run(line, shell: shell)
      #expect(outcome.code == 74, "\(line)")
      #expect(outcome.errors.contains("error: the output could not be printed: \(reason)\n"))
      #expect(outcome.errors.contains("are in out all the same") == line.hasPrefix("run INPUTS"))
    }
    #expect(try company.run("run INPUTS -o expected").code == 0)
    #expect(company.results() == company.results("expected"))
    #expect(try company.run("run INPUTS -o out --quiet", shell: shell).code == 0)
  }

  @Test(arguments: ["--version", "run --help", "explain D-1 INPUTS", "run INPUTS -o out"])
  func `a reader that leaves ends the program quietly`(_ line: String) throws {
    let company = try SmallCompany()
    let outcome = try company.run(
      line, shell: "{ sleep 0.1; \"$@\" 2>errors; echo $? >code; } | true; exit;")
    #expect(outcome.code == 0)
    #expect(try company.workspace.text("code") == "141\n")
    let errors = try company.workspace.text("errors")
    #expect(errors == "" || errors.hasPrefix("warning: stage-unknown") && !errors.contains("error"))
    if line.hasPrefix("run I") {
      #expect(try company.run("run INPUTS -o expected").code == 0)
      #expect(company.results() == company.results("expected"))
    }
    let head = try company.run(line, shell: "\"$@\" 2>/dev/null | head -n 1; exit;")
    #expect(head.output.split(separator: "\n").count == 1)
  }

  @Test func `a reader of messages that leaves changes nothing`() throws {
    let company = try SmallCompany()
    _ = try company.run(
      "run INPUTS -o out",
      shell: "{ sleep 0.1; \"$@\" 2>&1 >output; echo $? >code; } | true; exit;")
    #expect(try company.workspace.text("code") == "0\n")
    #expect(try company.workspace.text("output").contains("Written to out"))
  }

  @Test(arguments: [
    ("<&-", 0), ("2>&-", 0), ("<&- 2>&-", 0), (">&-", 74), ("<&- >&-", 74), (">&- 2>&-", 74),
    ("<&- >&- 2>&-", 74),
  ])
  func `no message gets into the results where descriptors are closed`(
    _ closed: String, code: Int32
  ) throws {
    let company = try SmallCompany()
    #expect(try company.run("run INPUTS -o expected").code == 0)
    let outcome = try company.run("run INPUTS -o out", shell: "exec \(closed);")
    #expect(outcome.code == code)
    #expect(company.results() == company.results("expected"))
  }

  @Test func `a closed standard input is no empty file`() throws {
    let company = try SmallCompany()
    let outcome = try company.run("run --touchpoints - --deals d.csv", shell: "exec <&-;")
    #expect(outcome.code == 74)
    #expect(outcome.errors.contains("-: error: reading failed midway: Bad file descriptor"))
    #expect(try !company.workspace.names().contains("reports"))
  }

  static let hasScript = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

  @Test(
    .enabled(if: hasScript, "needs script(1) for a terminal"),
    arguments: [
      ("TERM=xterm", true), ("TERM=xterm NO_COLOR=", true), ("TERM=xterm NO_COLOR=1", false),
      ("TERM=dumb", false), ("--unset=TERM", false),
    ])
  func `colours are for terminals that want them`(_ settings: String, isColoured: Bool) throws {
    let company = try SmallCompany()
    // Everything that the command prints on its terminal, script prints on stdout.
    let shell = "exec script -qec \"env --unset=NO_COLOR \(settings) $*\" /dev/null;"
    for line in ["rnu", "run --touchpoints none.csv --deals d.csv"] {
      let outcome = try company.run(line, shell: shell)
      #expect(outcome.code == 64 || outcome.code == 66)
      #expect(outcome.output.contains("\u{1B}[1;31merror:\u{1B}[0m") == isColoured)
      #expect(outcome.output.contains("error:"))
      #expect(outcome.output.contains("\u{1B}") == isColoured)
    }
  }

  @Test func `there are no colours but on terminals`() throws {
    let company = try SmallCompany()
    for line in ["rnu", "run INPUTS -o out", "run --help"] {
      let outcome = try company.run(line, environment: ["TERM": "xterm", "NO_COLOR": ""])
      #expect(!(outcome.output + outcome.errors).contains("\u{1B}"))
    }
  }
}

struct `Command inputs` {
  private static let figures = ["credit.csv", "deals.csv", "ledger.csv", "reconciliation.csv"]

  /// What goes in by standard input, by redirection or by a pipe.
  @Test(arguments: [
    ("run --touchpoints - u.csv --deals d.csv", "exec <t.csv;"),
    ("run --touchpoints - u.csv --deals d.csv", "cat t.csv |"),
    ("run --touchpoints t.csv u.csv --deals -", "exec <d.csv;"),
    ("run --touchpoints t.csv u.csv --deals -", "cat d.csv |"),
    ("run --touchpoints t.csv u.csv --deals d.csv --definitions -", "exec <x.json;"),
    ("run --touchpoints t.csv u.csv --deals d.csv --definitions -", "cat x.json |"),
    ("run --touchpoints fifo u.csv --deals d.csv", "mkfifo fifo; cat t.csv >fifo &"),
    ("run --touchpoints t.csv u.csv --deals fifo", "mkfifo fifo; cat d.csv >fifo &"),
    ("run --touchpoints /dev/stdin u.csv --deals d.csv", "cat t.csv |"),
    ("run --touchpoints /dev/fd/9 u.csv --deals d.csv", "exec 9<t.csv;"),
  ])
  func `may come from standard input and pipes`(_ line: String, shell: String) throws {
    let company = try SmallCompany()
    let withDefinitions = line.contains("--definitions") ? " --definitions x.json" : ""
    #expect(try company.run("run INPUTS -o expected -q" + withDefinitions).code == 0)
    let outcome = try company.run(line + " -o out -q", shell: shell)
    #expect(outcome == Program.Outcome(code: 0, output: "", errors: ""))
    let (actual, expected) = (company.results(), company.results("expected"))
    for name in `Command inputs`.figures { #expect(actual[name] == expected[name]) }
    #expect(actual.keys.sorted() == expected.keys.sorted())
  }

  @Test(arguments: [
    ("t.csv t.csv", #""t.csv" is given twice"#),
    ("t.csv ./folder/../t.csv", #""t.csv" and "./folder/../t.csv" are one file"#),
    ("t.csv hard.csv", #""t.csv" and "hard.csv" are one file"#),
    ("soft.csv t.csv", #""soft.csv" and "t.csv" are one file"#),
    ("- t.csv", #""-" and "t.csv" are one file"#),
  ])
  func `that are one file by two names are refused`(_ files: String, message: String) throws {
    let company = try SmallCompany()
    let shell = "mkdir folder; ln t.csv hard.csv; ln -s t.csv soft.csv; exec <t.csv;"
    for line in [
      "run --touchpoints \(files) --deals d.csv -o new/out",
      "run --touchpoints u.csv --deals d.csv \(files) -o new/out",
    ] {
      let outcome = try company.run(line, shell: "test -d folder || { \(shell) }; exec <t.csv;")
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains(message))
    }
    #expect(try !company.workspace.names().contains("new"))
  }

  @Test func `may have one file in both roles`() throws {
    let company = try SmallCompany()
    try company.workspace.write(
      """
      account_id,occurred_at,channel,deal_id,amount,closed_at,stage
      A,2026-01-01,email,D-1,100.00,2026-01-03,Closed Won

      """, to: "both.csv")
    #expect(try company.run("run --touchpoints both.csv --deals both.csv -o out -q").code == 0)
    let rows = try company.workspace.text("out/rows.csv")
    #expect(rows.contains("both.csv,touchpoints,(unassigned),credited,1\n"))
    #expect(rows.contains("both.csv#2,deals,,credited,1\n"))
  }

  /// A folder that is replaced cannot be where its inputs lie.
  @Test(arguments: [
    "--touchpoints t.csv out/u.csv --deals d.csv",
    "--touchpoints t.csv --deals ./out/../out/d.csv",
    "--touchpoints t.csv --deals out/deeper/d.csv",
    "--touchpoints t.csv link.csv --deals d.csv",
    "--touchpoints t.csv --deals d.csv --definitions out/x.json",
    "--touchpoints t.csv --deals d.csv --rejects out/r.csv",
    "--touchpoints t.csv --deals d.csv --rejects out",
  ])
  func `do not lie in the output folder`(_ options: String) throws {
    let company = try SmallCompany()
    let shell = "mkdir -p out/deeper; cp *.csv *.json out; cp d.csv out/deeper;"
    let outcome = try company.run(
      "run \(options) -o out", shell: shell + "ln -s out/u.csv link.csv;")
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains(#"lies in the output folder "out", which is replaced"#))
    #expect(try company.workspace.names(in: "out").count == 5)
  }

  @Test func `with a header only are no error, and are told`() throws {
    let company = try SmallCompany()
    for name in ["t.csv", "d.csv"] {
      let header = try company.workspace.text(name).prefix { $0 != "\n" }
      try company.workspace.write(String(header), to: "empty-\(name)")
    }
    for (line, file) in [
      ("run --touchpoints empty-t.csv --deals d.csv", "empty-t.csv"),
      ("run --touchpoints t.csv --deals empty-d.csv", "empty-d.csv"),
      ("run --touchpoints empty-t.csv --deals empty-d.csv", "empty-t.csv"),
    ] {
      #expect(try company.run(line + " -o out -q").code == 0)
      let review = try company.workspace.text("out/review.md").split(separator: "\n")
      let line = try #require(review.first { $0.hasPrefix("| **\(file)** ") })
      #expect(line.contains("| a header only"))
    }
    let review = try company.workspace.text("out/review.md")
    #expect(review.contains("\nIn these files, no deals were won.\n"))
  }

  @Test func `without a deal in the period lead to headers, and the review says so`() throws {
    let company = try SmallCompany()
    #expect(try company.run("run INPUTS --period 2025-12 -q").code == 0)
    let results = company.results("reports/2025-12")
    for name in ["credit", "channel_comparison", "team_credit", "deals", "ledger"] {
      let text = String(decoding: try #require(results["\(name).csv"]), as: UTF8.self)
      #expect(text.hasPrefix("period,") && text.split(separator: "\n").count == 1)
    }
    let review = try company.workspace.text("reports/2025-12/review.md")
    #expect(review.contains("\nIn December 2025, no deals were won.\n"))
  }

  /// The options that name a file in each role.
  private static func roles(_ name: String) -> [String] {
    [
      "--touchpoints \(name) --deals d.csv", "--touchpoints t.csv \(name) --deals d.csv",
      "--touchpoints t.csv --deals \(name)",
      "--touchpoints t.csv --deals d.csv --definitions \(name)",
    ]
  }

  @Test(arguments: [
    ("none.csv", "No such file or directory"), ("folder", "is a folder"),
    ("t.csv/t.csv", "Not a directory"), ("loop", "Too many levels of symbolic links"),
  ])
  func `that cannot be opened are told`(_ name: String, message: String) throws {
    let company = try SmallCompany()
    try company.workspace.makeFolder("folder")
    try company.workspace.link("loop", to: "loop")
    for options in `Command inputs`.roles(name) {
      let outcome = try company.run("run \(options)")
      #expect(outcome.code == 66, "\(options)")
      #expect(outcome.output == "")
      #expect(outcome.errors.contains(message))
    }
    #expect(try !company.workspace.names().contains("reports"))
  }

  @Test(.enabled(if: Program.unprivileged != nil, "root may read everything"))
  func `that may not be read are told`() throws {
    let company = try SmallCompany()
    try company.workspace.write("secret", to: "secret.csv")
    try company.workspace.permit(0o000, for: "secret.csv")
    for options in `Command inputs`.roles("secret.csv") {
      let outcome = try company.run("explain D-1 \(options)", shell: Program.unprivileged)
      #expect(outcome.code == 66, "\(options)")
      #expect(outcome.errors.contains("\"secret.csv\" cannot be opened: Permission denied"))
    }
  }

  @Test func `may have cells across the pieces in which they are read`() throws {
    let company = try SmallCompany()
    // Three megabytes, nearly all of it in cells whose lines look like rows.
    let line = "\nA,2026-01-01,\"\"call\"\",sales,\r\nB,2026-01-01,\"\"call\"\",sales,\r"
    let cell = String(repeating: line, count: 100_000 / line.utf8.count)
    for (name, notes) in [("long", "\"\(cell)\""), ("short", "")] {
      let rows = (0..<31).map {
        "\($0 % 2 == 0 ? "A" : "B"),2026-01-0\($0 % 9 + 1),call-\($0 % 5),x,\(notes)\n"
      }
      try company.workspace.write(
        "account_id,occurred_at,channel,team,notes\n" + rows.joined(), to: "\(name).csv")
    }
    #expect(try company.run("run --touchpoints short.csv --deals d.csv -o short").code == 0)
    let short = company.results("short")
    for jobs in [1, 2, 8] {
      let outcome = try company.run(
        "run --touchpoints long.csv --deals d.csv --jobs \(jobs) -o long")
      #expect(outcome.code == 0, "\(outcome.errors)")
      let long = company.results("long")
      for name in `Command inputs`.figures { #expect(long[name] == short[name]) }
    }
  }

  @Test func `with an endless line are refused in bounded memory`() throws {
    let company = try SmallCompany()
    let path = try company.workspace.write("account_id,occurred_at", to: "endless.csv")
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.truncate(atOffset: 1 << 30)  // The rest takes no space: a hole reads as zeros.
    let outcome = try company.run(
      "run --touchpoints endless.csv --deals d.csv --jobs 2", shell: "ulimit -v 700000;")
    #expect(outcome.code == 65)
    #expect(
      outcome.errors.contains(
        "endless.csv:1: error: the row that begins here does not end within 16 MiB"))
  }
}

/// What is around the command must not show in what it writes and prints.
struct `Command environment` {
  /// Runs the command on the invented company, with results in `out` of a workspace.
  ///
  /// - Parameter prefix: What stands before the names of the files.
  private static func run(
    in workspace: Workspace, from folder: URL? = nil,
    prefix: String = Fixture("company").folder.path + "/", shell: String? = nil
  ) throws -> Program.Outcome {
    let arguments = words(
      """
      run --touchpoints \(prefix)marketing.csv \(prefix)sales_activity.csv
      --deals \(prefix)deals.csv --definitions \(prefix)definitions.json
      """)
    let output = folder == nil ? "out" : workspace.path("out")
    let outcome = try Program.run(
      arguments + ["-o", output], in: folder ?? workspace.folder, shell: shell)
    return Program.Outcome(
      code: outcome.code, output: outcome.output.replacing(output, with: "out"),
      errors: outcome.errors)
  }

  /// What a run with nothing special around it writes and prints.
  private static let expected = Result {
    let workspace = try Workspace()
    let outcome = try run(in: workspace)
    return (outcome: outcome, results: try workspace.contents(of: "out"))
  }

  @Test(arguments: [
    "", "", "", "",
    "export TZ=Asia/Kolkata;",
    "export TZ=Pacific/Chatham LC_ALL=tr_TR.UTF-8 LANGUAGE=tr;",
    "export LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8 LC_NUMERIC=de_DE.UTF-8;",
    "export LC_ALL=C; unset LANG;",
    "unset LANG LC_ALL LC_CTYPE HOME TMPDIR USER TZ TERM;",
    "exec env --ignore-environment \"$@\";",
    "export TMPDIR=/nowhere HOME=/nowhere;",
    "export COLUMNS=20 TERM=xterm;",
    "umask 077;",
    "ulimit -n 24;",
  ])
  func `does not show in the results`(_ shell: String) throws {
    let workspace = try Workspace()
    let outcome = try `Command environment`.run(in: workspace, shell: shell)
    let expected = try `Command environment`.expected.get()
    #expect(outcome.code == 0)
    #expect(outcome == expected.outcome)
    #expect(try workspace.contents(of: "out") == expected.results)
  }

  @Test(arguments: ["", "./", "../company/", "/./", "link/"])
  func `names of folders do not show in the results`(_ prefix: String) throws {
    let workspace = try Workspace()
    let company = Fixture("company").folder
    try workspace.link("link", to: company.path)
    let (folder, prefix) =
      switch prefix {
      case "link/": (workspace.folder, prefix)
      case "/./": (workspace.folder, company.path + prefix)
      default: (company, prefix)
      }
    let outcome = try `Command environment`.run(in: workspace, from: folder, prefix: prefix)
    let expected = try `Command environment`.expected.get()
    #expect(outcome == expected.outcome)
    #expect(try workspace.contents(of: "out") == expected.results)
  }

  @Test func `the number of threads does not show in the results`() throws {
    let workspace = try Workspace()
    // More than one of the blocks that threads take.
    let sample = try Program.run(
      words("sample --touchpoints 11000 --seed 3 -o sample"), in: workspace.folder)
    #expect(sample.code == 0)
    var expected: [String: Data]?
    for jobs in [1, 2, 8] {
      let outcome = try Program.run(
        words("run --touchpoints sample/touchpoints.csv --deals sample/deals.csv -q --jobs")
          + ["\(jobs)"], in: workspace.folder)
      #expect(outcome.code == 0)
      let results = try workspace.contents(of: "reports/all")
      #expect(results == expected ?? results)
      expected = results
    }
  }

  @Test(arguments: [("022", 0o644, 0o755), ("077", 0o600, 0o700), ("002", 0o664, 0o775)])
  func `who may read the results is as the user set it`(
    _ mask: String, file: Int, folder: Int
  ) throws {
    let company = try SmallCompany()
    let line = "run INPUTS -o new/out -q --rejects rejects.csv"
    #expect(try company.run(line, shell: "umask \(mask);").code == 0)
    let sample = "sample --touchpoints 9 -o sample"
    #expect(try company.run(sample, shell: "umask \(mask);").code == 0)
    func permissions(_ name: String) throws -> Int? {
      let path = company.workspace.path(name)
      return try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    for name in ["new", "new/out", "sample"] { #expect(try permissions(name) == folder) }
    for name in company.results("new/out").keys.map({ "new/out/" + $0 })
      + ["rejects.csv", "sample/touchpoints.csv", "sample/deals.csv"]
    {
      #expect(try permissions(name) == (name == "new/out/charts" ? folder : file))
    }
  }
}

struct `Command explain` {
  @Test func `prints a deal's arithmetic, and writes nothing`() throws {
    let company = try SmallCompany()
    let before = try company.workspace.names()
    let outcome = try company.run("explain D-1 INPUTS")
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output.hasPrefix("Deal D-1\n"))
    for model in ["first_touch", "last_touch", "linear", "time_decay", "position_based"] {
      #expect(outcome.output.contains("\n\(model): "))
    }
    #expect(try company.workspace.names() == before)
  }

  @Test(arguments: ["explain INPUTS -- D-1", "explain --jobs 2 D-1 INPUTS"])
  func `takes the deal anywhere among the options`(_ line: String) throws {
    let company = try SmallCompany()
    #expect(try company.run(line) == company.run("explain D-1 INPUTS"))
  }

  @Test func `reads standard input`() throws {
    let company = try SmallCompany()
    let expected = try company.run("explain D-1 INPUTS").output
    let outcome = try company.run(
      "explain D-1 --touchpoints t.csv u.csv --deals -",
      input: company.workspace.text("d.csv"))
    #expect(outcome.output == expected.replacing("d.csv:2", with: "-:2"))
  }

  @Test func `says why a deal has no credit`() throws {
    let company = try SmallCompany()
    let unwon = try company.run("explain D-3 INPUTS")
    #expect(unwon.code == 0)
    #expect(unwon.output.contains(#"its stage is "Perhaps""#))
    let uncredited = try company.run("explain D-2 --touchpoints u.csv --deals d.csv")
    #expect(uncredited.code == 0)
    #expect(uncredited.output.contains("\nUncredited: no touches"))
  }

  @Test(arguments: [
    ("d-1", #"did you mean "D-1""#), ("D-9", #"did you mean "D-1" or "D-2" or "D-3""#),
    ("zzzzzz", "check the id; it is compared byte for byte"), ("''", "check the id"),
  ])
  func `names the nearest ids of a deal that is not there`(_ id: String, hint: String) throws {
    let outcome = try SmallCompany().run("explain \(id) INPUTS")
    #expect(outcome.code == 65)
    #expect(outcome.output == "")
    #expect(
      outcome.errors.hasPrefix("error: no row of the deal files that can be used has the id "))
    #expect(outcome.errors.contains(hint))
  }
}

struct `Command sample` {
  @Test func `writes the same bytes for the same seed`() throws {
    let workspace = try Workspace()
    let variants = [
      ("a", ""), ("b/", "--seed 1"), ("./c", "--currency usd --seed=1"), ("d", "--seed 2"),
    ]
    for (folder, options) in variants {
      let outcome = try Program.run(
        words("sample --touchpoints 300 --output \(folder) \(options)"), in: workspace.folder)
      #expect(outcome.code == 0)
      #expect(outcome.errors == "")
      #expect(outcome.output.contains("deals.csv"))
    }
    let contents = try variants.map { try workspace.contents(of: $0.0) }
    #expect(contents[0].keys.sorted() == ["deals.csv", "touchpoints.csv"])
    #expect(contents[1] == contents[0])
    #expect(contents[2] == contents[0])
    #expect(contents[3]["deals.csv"] != contents[0]["deals.csv"])
    #expect(try workspace.names() == ["a", "b", "c", "d"])
    let run = "run --touchpoints a/touchpoints.csv --deals a/deals.csv"
    #expect(try Program.run(words(run), in: workspace.folder).code == 0)
  }

  @Test(arguments: ["touchpoints.csv", "deals.csv"])
  func `replaces nothing`(_ name: String) throws {
    let workspace = try Workspace()
    try workspace.makeFolder("file")
    try workspace.write("mine", to: "file/\(name)")
    try workspace.makeFolder("link")
    try workspace.link("link/\(name)", to: "nowhere")
    for folder in ["file", "link"] {
      let outcome = try Program.run(
        words("sample --touchpoints 9 -o \(folder)"), in: workspace.folder)
      #expect(outcome.code == 73)
      #expect(outcome.output == "")
      #expect(outcome.errors.hasPrefix("error: \"\(folder)/\(name)\" already exists\n"))
      #expect(try workspace.names(in: folder) == [name])
    }
    #expect(try workspace.text("file/\(name)") == "mine")
  }

  @Test(arguments: ["none/s", "file/s", "file"])
  func `says where it cannot write`(_ output: String) throws {
    let workspace = try Workspace()
    try workspace.write("", to: "file")
    let outcome = try Program.run(
      words("sample --touchpoints 9 -o \(output)"), in: workspace.folder)
    #expect(outcome.code == 73)
    #expect(outcome.errors.contains("the folder \"\(output)\" cannot be created"))
    #expect(try workspace.names() == ["file"])
  }

  @Test func `may be empty, and in any currency`() throws {
    let workspace = try Workspace()
    for line in [
      "sample --touchpoints 0 -o empty", "sample --touchpoints 200 --currency KWD -o dinars",
      "run --touchpoints empty/touchpoints.csv --deals empty/deals.csv -o nothing",
      "run --touchpoints dinars/touchpoints.csv --deals dinars/deals.csv -o out",
    ] {
      #expect(try Program.run(words(line), in: workspace.folder).code == 0)
    }
    for name in ["touchpoints.csv", "deals.csv"] {
      #expect(try workspace.text("empty/\(name)").split(separator: "\n").count == 1)
    }
    let deals = try workspace.text("dinars/deals.csv").split(separator: "\n").dropFirst()
    #expect(deals.allSatisfy { $0.contains(#/,[0-9]+\.[0-9]{3},KWD,/#) })
  }
}

/// `run.json`: what a result folder was made of, by which rules, and what it holds.
struct RunDocument {
  private let value: JSONValue

  init(of attribution: Attribution, files: [WrittenFile]) {
    let definitions = JSONValue(attribution.definitions)
    let creditFingerprint = RunDocument.creditFingerprint { name in
      files.first { $0.name == name }?.fingerprint.text
    }
    value = .members([
      "format": .number("1"),
      "program": .text("smarketing"),
      "version": .text(programVersion),
      "period": .text(attribution.period.name),
      // The form of the CSV files.
      "csv": .text(attribution.csv.name),
      "definitions": definitions,
      // Of the definitions in force, as `JSONValue.canonical` writes them.
      "definitionsFingerprint": .text(definitions.fingerprint.text),
      // Of who got what: of the fingerprints of the files that say so. The same where these are.
      "creditFingerprint": .text(creditFingerprint),
      "inputs": .list(attribution.inputRecords),
      "totals": .list(attribution.totals),
      "warnings": .list(
        attribution.warnings.map {
          .members(["code": .text($0.code.rawValue), "message": .text($0.message)])
        }),
      // The closed folders that were held against the inputs; left out where there are none.
      "closed": attribution.closed.isEmpty ? nil : .list(attribution.closedRecords),
      "files": .list(
        files.map {
          .members([
            "path": .text($0.name), "bytes": .number("\($0.bytes)"),
            "fingerprint": .text($0.fingerprint.text),
          ])
        }),
    ])
  }

  /// The files that `creditFingerprint` is taken of.
  private static let creditFiles = ["credit.csv", "deal_team_credit.csv"]

  /// - Parameter fingerprint: That of a file, nil if there is none of this name.
  static func creditFingerprint(of fingerprint: (String) -> String?) -> String {
    Fingerprint(of: creditFiles.compactMap(fingerprint).joined(separator: "\n")).text
  }

  /// Keys in alphabetical order, so that the bytes depend on the content alone.
  var json: [UInt8] { value.lines }
}

extension Attribution {
  fileprivate var closedRecords: [JSONValue] {
    closed.map {
      let record = $0.comparison.old.record
      return .members([
        "name": .text($0.name), "period": .text(record.period),
        // Of its `run.json`.
        "fingerprint": .text(record.fingerprint.text),
      ])
    }
  }

  fileprivate var inputRecords: [JSONValue] {
    let counts = rowCounts
    func input(_ record: InputRecord, kind: String, _ times: UnclearTimes = UnclearTimes())
      -> JSONValue
    {
      let rows = counts.filter { $0.fileIndex == record.index && $0.kind == kind }
      return .members([
        "name": .text(record.name),
        "kind": .text(kind),
        // The header of each logical column that was read. Headers of a looked-up file may differ in
        // bytes alone.
        "columns": .texts(
          Dictionary(
            record.columns.map { ($0.column, $0.header) }, uniquingKeysWith: { first, _ in first })),
        // How the amounts of a deal file were read.
        "amountFormat": record.amountFormat.map { .text($0.rawValue) },
        "bytes": .number("\(record.byteCount)"),
        "fingerprint": .text(record.fingerprint.text),
        // As it was read.
        "encoding": .text(record.encoding.rawValue),
        // Rows by outcome, teams together.
        "rows": .object(
          Dictionary(rows.map { (Label($0.outcome), $0.rows) }, uniquingKeysWith: +)
            .mapValues { .number("\($0)") }),
        // Cells with local times that the clocks skip, and that they show twice; left out where there
        // are none.
        "skippedTimes": times.skipped > 0 ? .number("\(times.skipped)") : nil,
        "doubledTimes": times.doubled > 0 ? .number("\(times.doubled)") : nil,
      ])
    }
    return touches.files.map { input($0.input, kind: "touchpoints", $0.unclearTimes) }
      + deals.files.map { input($0.input, kind: "deals", $0.unclearTimes) }
      + costs.files.map { input($0.input, kind: "costs", $0.unclearTimes) }
      + lookups.files.map { input($0.input, kind: "lookup") }
      + [control.file].compactMap(\.self).map { input($0.input, kind: "control") }
  }

  fileprivate var totals: [JSONValue] {
    credit.groups.flatMap { group in
      definitions.models.enumerated().map { number, model in
        let credited = group.byModel[number].reduce(0) { $0 + $1.credit }
        return .members([
          "period": .text(group.period), "currency": .text(group.currency.code),
          "model": .text(model.name), "won": .text(group.currency.text(group.won.credit)),
          "credited": .text(group.currency.text(credited)),
          "uncredited": .text(group.currency.text(group.uncredited.credit)),
        ])
      }
    }
  }
}

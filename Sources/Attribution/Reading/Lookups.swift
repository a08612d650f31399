/// What a file that others look up in was found to hold.
package struct LookupFile: Sendable {
  package fileprivate(set) var input: InputRecord
  package fileprivate(set) var rowCount = 0
  package fileprivate(set) var rejected = 0
  package fileprivate(set) var skipped = SkippedLines()
}

/// The files that sources look columns up in.
package struct Lookups: Sendable {
  private var tables: [Key: LookupTable] = [:]
  package private(set) var files: [LookupFile] = []

  private struct Key: Hashable {
    let lookup: Lookup
    let ids: IDForm
  }

  init() {}

  /// The table of a look-up that one of the sources has.
  func table(_ lookup: Lookup, ids: IDForm) -> LookupTable {
    tables[Key(lookup: lookup, ids: ids)] ?? LookupTable(match: lookup.match, ids: ids)
  }

  /// Reads the files that some sources look up in.
  ///
  /// - Parameters:
  ///   - files: Each with the name that the definitions have for it.
  ///   - problems: Gets what is wrong with rows: such a file has the limit of deal files.
  init(
    reading files: [(name: Label, file: InputFile)], for sources: [Definitions.Source],
    by definitions: Definitions, jobs: Int, pieceSize: Int, problems: inout Problems,
    progress: @Sendable (Int) -> Void
  ) throws(Failure) {
    self.init()
    for (name, file) in files {
      var record = LookupFile(input: InputRecord(file))
      try problems.attempt { (problems) throws(Failure) in
        try read(
          file, to: &record, called: name, for: sources, by: definitions, jobs: jobs,
          pieceSize: pieceSize, problems: &problems, progress: progress)
      }
      self.files.append(record)
    }
  }

  /// Reads a file.
  ///
  /// - Parameter record: Gets what was found in it, also if it cannot be used.
  private mutating func read(
    _ file: InputFile, to record: inout LookupFile, called name: Label,
    for sources: [Definitions.Source],
    by definitions: Definitions, jobs: Int, pieceSize: Int, problems: inout Problems,
    progress: @Sendable (Int) -> Void
  ) throws(Failure) {
    var wanted: [(key: Key, column: String)] = []
    for source in sources {
      for (column, lookup) in source.lookups where lookup.file == name {
        let key = Key(lookup: lookup, ids: source.ids ?? definitions.ids)
        if !wanted.contains(where: { $0.key == key }) { wanted.append((key, column)) }
      }
    }
    let header: Header
    let entry = Definitions.source(for: file.fileName, among: definitions.lookupSources)
    switch try Header.read(file, separator: entry.separator, line: entry.headerLine) {
    case .success(let read): header = read
    case .failure(let problem): throw try problems.end(with: [problem])
    }
    var wrong: [Problem] = []
    let found = wanted.map { key, column in
      [key.lookup.key, key.lookup.value].map {
        header.field(called: $0.text, for: column, key: "", problems: &wrong)
      }
    }
    let columns = Set(found.joined().compactMap(\.self)).sorted()
    record.input = InputRecord(
      file, header, columns: columns.map { (header.cells[$0], header.cells[$0]) })
    guard wrong.isEmpty else { throw try problems.end(with: wrong) }

    let fields = found.map { (key: $0[0]!, value: $0[1]!) }
    var made = wanted.map { LookupTable(match: $0.key.lookup.match, ids: $0.key.ids) }
    let end = try readRows(
      of: file, after: header, with: LookupReader(header: header, columns: columns), jobs: jobs,
      pieceSize: pieceSize
    ) { (stretch) throws(Failure) in
      let rows = stretch.rows
      record.rowCount += rows.rowCount
      record.rejected += rows.rejects.count
      try problems.add(
        rows.rejects, in: file, lineBase: stretch.lineBase, expectedFields: header.cells.count)
      if let problem = stretch.problem { throw try problems.end(with: [problem]) }
      for (table, field) in fields.enumerated() {
        let keys = rows.columns[columns.firstIndex(of: field.key)!]
        let values = rows.columns[columns.firstIndex(of: field.value)!]
        for row in 0..<keys.count {
          made[table].add(
            key: keys.bytes.span.extracting(keys.range(row)),
            value: values.bytes.span.extracting(values.range(row)))
        }
      }
      progress(stretch.byteCount)
    }
    for (key, table) in zip(wanted, made) { tables[key.key] = table }
    record.input.fingerprint = end.fingerprint
    record.skipped = end.skipped
    try requireFewRejects(
      record.rejected, of: record.rowCount, in: file, limit: definitions.rejectedDeals,
      key: "deals", problems: &problems)
  }
}

extension Definitions.Source {
  /// The look-ups of its columns, each with the logical column.
  var lookups: [(column: String, lookup: Lookup)] {
    columns.sorted { $0.key < $1.key }.flatMap { column, rule in
      (rule?.steps ?? []).flatMap { $0.lookups.map { (column, $0) } }
    }
  }
}

/// The rows of a file for looking up.
private struct LookupRows: Sendable {
  var columns: [TextColumn]
  var rejects: [Reject] = []
  var rowCount = 0
}

private struct LookupReader: RowReader {
  let separator: Separator
  let fieldLimit: Int
  let headers: [String]
  let columns: [Int]

  var empty: LookupRows {
    LookupRows(columns: Array(repeating: TextColumn(), count: columns.count))
  }

  init(header: Header, columns: [Int]) {
    separator = header.separator
    fieldLimit = header.cells.count
    headers = header.cells
    self.columns = columns
  }

  func read(
    _ scanner: borrowing RowScanner, _ window: inout Window, rowStart: Int, line: Int,
    into rows: inout LookupRows
  ) {
    rows.rowCount += 1
    var cells = Cells(rowStart: rowStart, line: line)
    var texts: [Range<Int>] = []
    if cells.requireShape(scanner, window, fieldCount: fieldLimit) {
      for column in columns {
        texts.append(cells.text(column, headers[column], scanner, &window))
      }
    }
    if let reject = cells.explained(scanner, &window, columnCount: fieldLimit) {
      rows.rejects.append(reject)
      return
    }
    for (column, text) in texts.enumerated() {
      rows.columns[column].append(window.bytes.span.extracting(text))
    }
  }
}

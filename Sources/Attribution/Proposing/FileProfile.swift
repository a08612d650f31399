/// What the rows of a file hold, column by column.
struct FileProfile: Sendable {
  var rowCount = 0
  /// Rows with another number of fields than the header, and rows with a single cell: headings of
  /// a report. They are left out of the columns.
  var oddRows = 0
  /// Lines that only a report's writer put there; they are no rows.
  var footerLines = 0
  var columns: [ColumnProfile]
  /// Cells with other characters than those of ASCII, and cells whose bytes mean nothing in the
  /// file's encoding.
  var wideCells = 0
  var invalidCells = 0
  /// The rows of each stage, with their amounts.
  var stages = StageCounts()

  mutating func add(_ other: FileProfile) {
    rowCount += other.rowCount
    oddRows += other.oddRows
    footerLines += other.footerLines
    for index in columns.indices { columns[index].add(other.columns[index]) }
    wideCells += other.wideCells
    invalidCells += other.invalidCells
    stages.add(other.stages)
  }
}

/// What a column of a file holds.
struct ColumnProfile: Sendable {
  /// Cells that are not empty.
  var filled = 0
  /// Cells with a `;` in them: several values in one.
  var lists = 0
  var values = ValueCounts()
  /// The numbers of the deals' values that are in it; empty in deal files.
  var found: Set<Int> = []
  /// Of columns that may be times or amounts; empty for others.
  var times = TimeEvidence()
  var amounts = AmountEvidence()

  mutating func add(_ other: ColumnProfile) {
    filled += other.filled
    lists += other.lists
    values.add(other.values)
    found.formUnion(other.found)
    times.add(other.times)
    amounts.add(other.amounts)
  }
}

/// The rows of each value of the stage column and what they add up to.
struct StageCounts: Sendable {
  private var names = Names()
  /// By stage: the sum by each format of amounts, in ten-thousandths; nil once a row's
  /// amount cannot be read or the sum is too large.
  private var sums: [[Int64?]] = []
  /// By stage: the rows without an amount.
  private var blanks: [Int] = []

  mutating func add(_ stage: Span<UInt8>, _ readings: [Int64?]?, isBlank: Bool) {
    let number = self.number(names.intern(stage))
    if isBlank { blanks[number] += 1 }
    for format in sums[number].indices {
      sums[number][format] = StageCounts.sum(sums[number][format], readings?[format])
    }
  }

  mutating func add(_ other: StageCounts) {
    let numbers = names.intern(other.names)
    for (index, number) in numbers.enumerated() {
      blanks[self.number(number)] += other.blanks[index]
      for format in sums[number].indices {
        sums[number][format] = StageCounts.sum(sums[number][format], other.sums[index][format])
      }
    }
  }

  /// The number, with a place of its own.
  private mutating func number(_ number: Int) -> Int {
    if number == sums.count {
      sums.append(AmountFormat.allCases.map { _ in 0 })
      blanks.append(0)
    }
    return number
  }

  func blanks(of stage: String) -> Int {
    let bytes = Array(stage.utf8)
    return names.find(bytes.span).map { blanks[$0] } ?? 0
  }

  func sum(of stage: String, format: AmountFormat) -> Int64? {
    let bytes = Array(stage.utf8)
    return names.find(bytes.span).flatMap { sums[$0][format.index] }
  }

  private static func sum(_ one: Int64?, _ other: Int64?) -> Int64? {
    guard let one, let other else { return nil }
    let (sum, overflows) = one.addingReportingOverflow(other)
    return overflows ? nil : sum
  }
}

/// Makes a profile of the rows of a file.
struct ProfileReader: RowReader {
  let separator: Separator
  let fieldCount: Int
  /// Fields that may be times or amounts.
  var timeFields: Set<Int> = []
  var amountFields: Set<Int> = []
  /// The fields that hold the stage and the amount, if that is known.
  var stageField: Int?
  var amountField: Int?
  /// Fields that make one value together, in columns behind those of the file.
  var joins: [[Int]] = []
  /// What to look for in every field.
  var sought = DealValues()

  var fieldLimit: Int { fieldCount }
  var empty: FileProfile {
    FileProfile(
      columns: Array(repeating: ColumnProfile(), count: fieldCount + joins.count))
  }

  func read(
    _ scanner: borrowing RowScanner, _ window: inout Window, rowStart: Int, line: Int,
    into profile: inout FileProfile
  ) {
    profile.rowCount += 1
    guard scanner.quoteFault == nil, scanner.fieldCount == fieldCount else {
      profile.oddRows += 1
      return
    }
    let ranges = scanner.fields.map { window.text(of: $0) }
    if fieldCount > 2, ranges.count(where: { !$0.isEmpty }) <= 1 {
      profile.oddRows += 1
      return
    }
    var cells: [[UInt8]] = []
    for range in ranges {
      let cell = Array(window.bytes[range])
      if !cell.contains(where: { $0 >= 0x80 }) {
        cells.append(cell)
      } else if (try? UTF8Span(validating: cell.span)) != nil {
        profile.wideCells += 1
        cells.append(cell)
      } else {
        profile.invalidCells += 1
        cells.append([])
      }
    }
    for field in cells.indices where !cells[field].isEmpty {
      let bytes = cells[field]
      profile.columns[field].filled += 1
      // No definitions file can name a text with a zero in it.
      if !bytes.contains(0) { profile.columns[field].values.add(bytes.span) }
      if !sought.isEmpty { sought.insert(bytes, into: &profile.columns[field].found) }
      if bytes.contains(UInt8(ascii: ";")) { profile.columns[field].lists += 1 }
      if timeFields.contains(field) { profile.columns[field].times.add(bytes.span) }
      if amountFields.contains(field), field != amountField {
        profile.columns[field].amounts.add(String(decoding: bytes, as: UTF8.self))
      }
    }
    var readings: [Int64?]?
    if let amountField, !cells[amountField].isEmpty {
      readings = profile.columns[amountField].amounts.add(
        String(decoding: cells[amountField], as: UTF8.self))
    }
    if let stageField {
      let stage = cells[stageField]
      let isBlank = amountField.map { cells[$0].isEmpty } ?? false
      profile.stages.add(stage.span, readings, isBlank: isBlank)
    }
    for (index, fields) in joins.enumerated() {
      let parts = fields.map { String(decoding: cells[$0], as: UTF8.self) }.filter { !$0.isEmpty }
      guard !parts.isEmpty else { continue }
      let bytes = Array(parts.joined(separator: " / ").utf8)
      profile.columns[fieldCount + index].filled += 1
      profile.columns[fieldCount + index].values.add(bytes.span)
    }
  }
}

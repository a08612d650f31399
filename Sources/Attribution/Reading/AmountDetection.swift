extension AmountFormat {
  /// How the amounts of a file are written: as it is declared, else as it is found out.
  ///
  /// Where the amount is no field of a row, nothing is found out.
  ///
  /// - Throws: A `Failure` with the question, if its amounts can be read in two ways.
  static func of(
    _ file: InputFile, _ header: Header, _ columns: ColumnMap<DealColumn>,
    _ source: Definitions.Source, won: [String], problems: inout Problems
  ) throws(Failure) -> AmountFormat {
    let (stage, adjusts) = (columns.field(.stage), columns.field(.adjusts))
    // Adjustments are taken whatever their stage, and a rule may find a stage anywhere.
    let all = stage < 0 || adjusts < -1
    let taking = all ? nil : TakenRows(stage: stage, won: won, adjusts: adjusts)
    return try of(
      file, header, columns, DealColumn.amount, source, taking: taking, problems: &problems)
  }

  /// How the amounts of a column are written: as it is declared, else as it is found out.
  static func of<Column: LogicalColumn>(
    _ file: InputFile, _ header: Header, _ columns: ColumnMap<Column>, _ column: Column,
    _ source: Definitions.Source, taking: TakenRows? = nil, problems: inout Problems
  ) throws(Failure) -> AmountFormat {
    if let declared = source.amountFormat { return declared }
    let field = columns.field(column)
    guard field >= 0 else { return .plain }
    let found = try find(
      in: file, after: header, field: field, column: column.rawValue, taking: taking)
    switch found {
    case .success(let found): return found
    case .failure(let problem): throw try problems.end(with: [problem])
    }
  }

  /// Finds out how the amounts of a file are written, from those in its first stretch.
  ///
  /// Amounts that no format reads do not take part. If all others are plain, that is the format.
  /// Else it is the first that reads them all, if all formats that do so say the same of each; if
  /// none does, it is plain, so that the rows are rejected one by one.
  ///
  /// - Parameter taking: The rows that take part; nil for all.
  /// - Returns: The format, or the question which of two it is.
  package static func find(
    in file: InputFile, after header: Header, field: Int, column: String = "amount",
    taking: TakenRows? = nil
  ) throws(Failure) -> Result<AmountFormat, Problem> {
    let cells = try FirstAmounts(of: file, after: header, field: field, taking: taking)
    // A file of plain amounts, the usual one, is done with here.
    guard cells.contains(where: { !isPlain($0) && !all(reading: $0).isEmpty }) else {
      return .success(.plain)
    }
    let readings = cells.map { text in allCases.map { WrittenAmount(text, in: $0) } }
    let readable = readings.indices.filter { readings[$0].contains { $0 != nil } }
    let candidates = allCases.indices.filter { format in
      readable.allSatisfy { readings[$0][format] != nil }
    }
    for cell in readable {
      var choices: [(format: AmountFormat, amount: String)] = []
      for format in candidates {
        let amount = readings[cell][format]!.shortest
        if !choices.contains(where: { $0.amount == amount }) {
          choices.append((allCases[format], amount))
        }
      }
      if choices.count > 1 {
        return .failure(
          .ambiguousAmount(
            AmountCell(
              place: cells.place(of: cell), column: column, value: cells.texts[cell],
              key: file.key),
            readings: choices))
      }
    }
    return .success(candidates.first.map { allCases[$0] } ?? .plain)
  }

  /// The formats in which a text is an amount.
  static func all(reading text: Span<UInt8>) -> [AmountFormat] {
    allCases.filter { WrittenAmount(text, in: $0) != nil }
  }
}

/// The amounts in the first stretch of a file, as they stand there.
private struct FirstAmounts {
  /// Those that are not empty.
  private(set) var texts = TextColumn()
  /// Where in the window each stands, for a message.
  private var spots: [(start: Int, rowStart: Int, line: Int)] = []
  private let window: Window
  private let file: InputFile

  /// How many bytes behind the header are looked at: rows that begin there.
  private static let stretch = 1 << 20

  init(
    of file: InputFile, after header: Header, field: Int, taking: TakenRows?
  ) throws(Failure) {
    self.file = file
    let end = min(file.byteCount - header.dataStart, FirstAmounts.stretch)
    var window = Window()
    try window.load(file, from: header.dataStart, to: header.dataStart + end)
    var scanner = RowScanner(separator: header.separator.byte, limit: header.cells.count)
    var (at, line) = (0, header.dataLine)
    // A row that cannot be scanned is told of when all are read.
    while at < end, case .success(let next) = try window.scan(&scanner, from: at, of: file) {
      if scanner.quoteFault == nil, scanner.fieldCount == header.cells.count {
        let text = window.text(of: scanner.fields[field])
        if !text.isEmpty, taking.map({ $0.takes(scanner, &window) }) ?? true {
          texts.append(window.bytes.span.extracting(text))
          spots.append((window.start(of: scanner.fields[field], rowStart: at), at, line))
        }
      }
      line += scanner.lineBreaks
      at = next
    }
    self.window = window
  }

  func map<Result>(_ transform: (Span<UInt8>) -> Result) -> [Result] {
    spots.indices.map { transform(texts.bytes.span.extracting(texts.range($0))) }
  }

  func contains(where isWanted: (Span<UInt8>) -> Bool) -> Bool {
    spots.indices.contains { isWanted(texts.bytes.span.extracting(texts.range($0))) }
  }

  func place(of index: Int) -> Place {
    let spot = spots[index]
    let (lines, column) = window.position(of: spot.start, rowStart: spot.rowStart)
    return file.place(line: spot.line + lines, column: column)
  }
}

/// The rows whose amounts are read: the other cells of a row that is not won may hold anything (R12).
package struct TakenRows {
  private let stage: Int
  private let won: Set<Label>
  private let adjusts: Int

  /// - Parameters:
  ///   - stage: The field of the stage.
  ///   - won: The stages that are won.
  ///   - adjusts: The field that makes a row an adjustment; −1 if there is none.
  package init(stage: Int, won: [String], adjusts: Int) {
    self.stage = stage
    self.won = Set(won.map { Label($0.lowercased()) })
    self.adjusts = adjusts
  }

  fileprivate func takes(_ scanner: RowScanner, _ window: inout Window) -> Bool {
    if adjusts >= 0, !window.text(of: scanner.fields[adjusts]).isEmpty { return true }
    let stage = window.text(of: scanner.fields[stage])
    return won.contains(Label(String(decoding: window.bytes[stage], as: UTF8.self).lowercased()))
  }
}

// What a rejected amount could have been, for the advice about it.

extension AmountFormat {
  /// The formats in which a text is an amount.
  static func all(reading text: String) -> [AmountFormat] {
    let bytes = Array(text.utf8)
    return all(reading: bytes.span)
  }

  /// The format in which a text is an amount without decimals: its point separates thousands there.
  static func reading(asWhole text: String) -> AmountFormat? {
    let bytes = Array(text.utf8)
    return allCases.first { WrittenAmount(bytes.span, in: $0)?.decimals == 0 }
  }
}

extension CurrencyMark {
  /// The mark that stands beside an amount, in whatever format.
  static func beside(_ amount: String) -> CurrencyMark? {
    let bytes = Array(amount.utf8)
    return AmountFormat.allCases.lazy.compactMap { WrittenAmount(bytes.span, in: $0)?.mark }.first
  }
}

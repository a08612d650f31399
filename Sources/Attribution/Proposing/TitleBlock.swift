extension Header {
  /// Reads the header of a file, also where lines with a single cell stand before it, as above the
  /// tables that people keep in spreadsheets.
  ///
  /// - Returns: The header, and the line it is to be declared on: nil where it need not be.
  static func find(in file: InputFile) throws(Failure) -> (header: Header, line: Int?) {
    let first = try required(read(file))
    guard first.cells.count(where: { !$0.trimmed.isEmpty }) < 2,
      let line = try lineWithSeveralCells(of: file, behind: first)
    else { return (first, nil) }
    return (try required(read(file, line: line)), line)
  }

  private static func required(_ result: Result<Header, Problem>) throws(Failure) -> Header {
    switch result {
    case .success(let header): return header
    case .failure(let problem): throw Failure(.data, [problem])
    }
  }

  /// Far more lines than the title of any table has.
  private static let titleLimit = 20

  /// The first line with more than one cell, if all before it have but one.
  ///
  /// - Parameter title: The first of these lines, as it was read for a header.
  private static func lineWithSeveralCells(
    of file: InputFile, behind title: Header
  ) throws(Failure) -> Int? {
    var window = Window()
    let end = min(file.byteCount, title.dataStart + 1 << 16)
    try window.load(file, from: title.dataStart, to: end)
    var (at, line) = (0, title.dataLine)
    for _ in 0..<titleLimit where at < end - title.dataStart {
      let separator = Preamble.detect(in: window, from: at)
      var scanner = RowScanner(separator: separator.byte, limit: columnLimit)
      guard case .success(let next) = try window.scan(&scanner, from: at, of: file) else {
        return nil
      }
      let filled = scanner.fields.count { field in
        window.bytes[field.start..<field.end].contains { $0 != space }
      }
      if filled > 1 { return line }
      line += scanner.lineBreaks
      at = next
    }
    return nil
  }
}

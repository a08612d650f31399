/// What makes columns of the rows of a file.
package protocol RowReader: Sendable {
  /// The columns of some rows in a row.
  associatedtype Rows: Sendable

  var separator: Separator { get }
  /// How many fields of a row are looked at.
  var fieldLimit: Int { get }
  var empty: Rows { get }

  /// Reads the row that the scanner has just found.
  ///
  /// - Parameters:
  ///   - rowStart: Its index in the window.
  ///   - line: Its first line, counted from 1 at the beginning of the piece.
  func read(
    _ scanner: borrowing RowScanner, _ window: inout Window, rowStart: Int, line: Int,
    into rows: inout Rows)

  /// What finds plain rows for `readPlain`; nil if all rows are to be scanned one by one.
  var plainRows: PlainRows? { get }

  /// Reads rows as long as they are plain and nothing is wrong with them, in a quick way that comes to
  /// the same as `read`.
  ///
  /// - Parameters:
  ///   - start: The index in the window at which the first of them begins.
  ///   - stop: No row that begins there or later is read.
  ///   - lines: How many lines of the piece were read, a line a row.
  /// - Returns: Where the first row begins that was not read.
  func readPlain(
    _ plain: inout PlainRows, _ window: inout Window, from start: Int, to stop: Int,
    lines: inout Int, into rows: inout Rows
  ) -> Int
}

extension RowReader {
  package var plainRows: PlainRows? { nil }

  package func readPlain(
    _ plain: inout PlainRows, _ window: inout Window, from start: Int, to stop: Int,
    lines: inout Int, into rows: inout Rows
  ) -> Int { start }
}

/// The rows that begin in one stretch of a file.
private struct Piece<Rows: Sendable>: Sendable {
  /// The offset of its first row, nil if none begins in it.
  var start: Int?
  /// The offset behind its last row.
  var end: Int
  var lines = 0
  var skipped = SkippedLines()
  var rows: Rows
  /// What ended the reading; the line counts from the beginning of the piece.
  var problem: Problem?
}

/// Rows that follow each other in a file.
package struct Stretch<Rows> {
  package let rows: Rows
  /// The number of the line before the first of them.
  package let lineBase: Int
  let byteCount: Int
  /// Why nothing behind them can be read.
  package let problem: Problem?
}

/// A block of the file with the pieces that begin in it.
private struct Block<Rows: Sendable>: Sendable {
  var hash: BlockHash
  var byteCount: Int
  var pieces: [Piece<Rows>] = []
  var failure: Failure?
}

/// Reads all rows of a file, in pieces, on several threads.
///
/// Nobody knows whether the middle of a CSV file lies between quotes. So each piece takes the first
/// line end that it finds for the end of a row, and its result stands only if its first row begins
/// exactly where the last row of the piece before ended. If not, because the line end was inside a
/// quoted field, the piece is read again from there. Every byte is so read once, but for the
/// few pieces that guessed wrong.
///
/// - Parameters:
///   - header: Where the data begins.
///   - pieceSize: Bytes; a test makes it one. Not above a block of the fingerprint.
///   - commit: Gets the rows in the order of the file. It throws where they come with a problem that
///     ends the reading.
/// - Returns: The fingerprint of the file as it was given, and the lines that are no rows.
/// - Throws: What `commit` throws, or a failure of reading.
package func readRows<Reader: RowReader>(
  of file: InputFile, after header: Header, with reader: Reader, jobs: Int, pieceSize: Int,
  commit: (Stretch<Reader.Rows>) throws(Failure) -> Void
) throws(Failure) -> (fingerprint: Fingerprint, skipped: SkippedLines) {
  let blockSize = Fingerprint.blockSize
  var builder = Fingerprint.Builder()
  var expected = header.dataStart
  var line = header.dataLine
  var skipped = header.skipped
  var again = Window()

  let blockCount = (file.byteCount + blockSize - 1) / blockSize
  try inOrder(
    blockCount, jobs: jobs, scratch: { Window() },
    produce: { window, number in
      let start = number * blockSize
      let end = min(start + blockSize, file.byteCount)
      return readBlock(
        of: file, from: start, to: end, with: reader, pieceSize: pieceSize, window: &window)
    },
    consume: { (number, block) throws(Failure) in
      if let failure = block.failure { throw failure }
      builder.add(block.hash, byteCount: block.byteCount)
      let blockStart = number * blockSize
      for (index, guess) in block.pieces.enumerated() {
        let pieceEnd = min(blockStart + (index + 1) * pieceSize, blockStart + block.byteCount)
        guard expected < pieceEnd else { continue }
        var piece = guess
        if piece.start != expected {
          try again.load(file, from: expected, to: pieceEnd)
          piece = try readPiece(
            of: file, from: expected, to: pieceEnd, with: reader, window: &again)
        }
        piece.problem?.place?.line += line - 1
        try commit(
          Stretch(
            rows: piece.rows, lineBase: line - 1, byteCount: piece.end - expected,
            problem: piece.problem))
        expected = piece.end
        skipped += piece.skipped
        line += piece.lines
      }
    })
  try file.requireUnchanged()
  return (file.fingerprintAsGiven ?? builder.fingerprint(), skipped)
}

private func readBlock<Reader: RowReader>(
  of file: InputFile, from start: Int, to end: Int, with reader: Reader, pieceSize: Int,
  window: inout Window
) -> Block<Reader.Rows> {
  do throws(Failure) {
    // One byte more in front, to see whether the block begins behind a line end.
    try window.load(file, from: max(start - 1, 0), to: end)
    let hashed = start - window.offset
    var block = Block<Reader.Rows>(
      hash: BlockHash(of: window.bytes.span.extracting(hashed..<hashed + (end - start))),
      byteCount: end - start)
    for pieceStart in stride(from: start, to: end, by: pieceSize) {
      let pieceEnd = min(pieceStart + pieceSize, end)
      if let rowStart = window.firstRow(from: pieceStart, to: pieceEnd) {
        block.pieces.append(
          try readPiece(of: file, from: rowStart, to: pieceEnd, with: reader, window: &window))
      } else {
        block.pieces.append(Piece(start: nil, end: pieceEnd, rows: reader.empty))
      }
    }
    return block
  } catch {
    return Block(hash: BlockHash(of: [UInt8]().span), byteCount: 0, failure: error)
  }
}

extension Window {
  /// The offset of the first row that begins in a stretch of the file, if its line ends are those
  /// of rows.
  fileprivate func firstRow(from start: Int, to end: Int) -> Int? {
    if start == 0 { return 0 }
    for index in start - 1 - offset..<end - 1 - offset {
      if bytes[index] == lineFeed { return offset + index + 1 }
      if bytes[index] == carriageReturn {
        if index + 1 < bytes.count, bytes[index + 1] == lineFeed {
          return offset + index + 2 < end ? offset + index + 2 : nil
        }
        return offset + index + 1
      }
    }
    return nil
  }
}

/// Reads the rows that begin between two offsets, the first of which is a row's beginning.
private func readPiece<Reader: RowReader>(
  of file: InputFile, from start: Int, to end: Int, with reader: Reader, window: inout Window
) throws(Failure) -> Piece<Reader.Rows> {
  var piece = Piece(start: start, end: start, rows: reader.empty)
  var scanner = RowScanner(separator: reader.separator.byte, limit: reader.fieldLimit)
  var at = start - window.offset
  let stop = end - window.offset
  var plain = reader.plainRows
  while at < stop {
    if plain != nil {
      at = reader.readPlain(
        &plain!, &window, from: at, to: stop, lines: &piece.lines, into: &piece.rows)
      guard at < stop else { break }
    }
    switch try window.scan(&scanner, from: at, of: file) {
    case .success(let next):
      if scanner.isBlank(in: window.bytes) {
        piece.skipped.blank += 1
      } else if scanner.mayBeFooter, let footer = try window.footer(scanner, next: next, of: file) {
        piece.skipped.add(footer)
      } else {
        reader.read(scanner, &window, rowStart: at, line: piece.lines + 1, into: &piece.rows)
      }
      piece.lines += scanner.lineBreaks
      at = next
    case .failure(let fault):
      piece.problem = fault.problem(
        at: Place(file: file.name, fileIndex: file.index), line: piece.lines + 1, in: window)
      at = stop
    }
  }
  piece.end = window.offset + at
  return piece
}

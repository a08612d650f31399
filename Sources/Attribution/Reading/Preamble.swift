/// What stands in a file before its header, and what shape that gives the rest.
struct Preamble {
  /// The index in the window at which the header begins.
  var start = 0
  /// The line that begins there, counted from 1.
  var line = 1
  var skipped = SkippedLines()
  var separator = Separator.comma

  /// Reads the beginning of a file.
  ///
  /// - Parameters:
  ///   - declared: The separator that the definitions name, if they do; nil to find it out.
  ///   - headerLine: The line on which they say that the header begins; nil to find it out.
  /// - Returns: nil if there is no header.
  static func read(
    _ file: InputFile, _ window: inout Window, declared: Separator?, headerLine: Int?
  ) throws(Failure) -> Result<Preamble?, Problem> {
    if let format = FileFormat.all.first(where: { file.beginning.starts(with: $0.magic) }) {
      return .failure(.otherFormat(file.place(), format.name, hint: format.hint))
    }
    if let encoding = unmarkedUTF16(file) {
      return .failure(
        .undeclaredUTF16(
          file.place(), encoding.name, key: encoding.rawValue))
    }
    try window.load(file, from: 0, to: min(file.byteCount, loaded))
    if let format = FileFormat(markup: window.bytes) {
      return .failure(.otherFormat(file.place(), format.name, hint: format.hint))
    }
    var preamble = Preamble()
    preamble.start = window.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var said: Separator?
    while window.offset + preamble.start < file.byteCount {
      if preamble.start > loaded / 2 {
        // However much stands before the header, this much of the file is in memory.
        let at = window.offset + preamble.start
        try window.load(file, from: at, to: min(file.byteCount, at + loaded))
        preamble.start = 0
      }
      let next: Int
      switch try window.endOfLine(from: preamble.start, of: file) {
      case .failure(let fault):
        return .failure(fault.problem(at: file.place(), line: preamble.line, in: window))
      case .success(let end): next = end
      }
      let text = window.bytes[preamble.start..<next].withoutLineEnd
      // Nil where it is not declared which line is the header.
      let isBefore = headerLine.map { preamble.line < $0 }
      if text.allSatisfy({ $0 == space }) {
        if isBefore == false { return .failure(.headerLineBlank(file.place(line: preamble.line))) }
        preamble.skipped.blank += 1
      } else if isBefore ?? (preamble.line == 1), let separator = separator(ofLine: text) {
        said = separator
        preamble.skipped.comment += 1
      } else if isBefore ?? isComment(text) {
        preamble.skipped.comment += 1
      } else {
        preamble.separator = declared ?? said ?? detect(in: window, from: preamble.start)
        return .success(preamble)
      }
      preamble.line += 1
      preamble.start = next
    }
    if let headerLine, preamble.line > 1 {
      return .failure(
        .headerLineMissing(file.place(), line: headerLine, lines: preamble.line - 1))
    }
    return .success(nil)
  }

  /// The order of bytes if a file begins like UTF-16 and nobody says so: every other byte of plain
  /// letters is zero there.
  private static func unmarkedUTF16(_ file: InputFile) -> TextEncoding? {
    guard !file.encoding.isUTF16, file.beginning.count > 1 else { return nil }
    switch (file.beginning[0], file.beginning[1]) {
    case (0, 1...): return .utf16BigEndian
    case (1..., 0): return .utf16LittleEndian
    default: return nil
    }
  }

  /// What a line `sep=;` says, with which spreadsheets tell each other the separator.
  private static func separator(ofLine line: ArraySlice<UInt8>) -> Separator? {
    let text = String(decoding: line.prefix(6), as: UTF8.self)
    guard text.lowercased().hasPrefix("sep=") else { return nil }
    return Separator(rawValue: String(text.dropFirst(4)))
  }

  /// Whether a line is a comment: `#,Name` is a header.
  private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.first == UInt8(ascii: "#") else { return false }
    guard let second = line.dropFirst().first else { return true }
    return !Separator.allCases.contains { $0.byte == second }
  }

  /// The separator by which the header and the rows behind it have the same number of fields, more
  /// than one: of several the one with the most. If there is none, the comma.
  static func detect(in window: Window, from start: Int) -> Separator {
    let counts = Separator.allCases.map { separator in
      (separator, fields(in: window, from: start, separator: separator))
    }
    return counts.max { $0.1 < $1.1 }.flatMap { $0.1 > 1 ? $0.0 : nil } ?? .comma
  }

  /// How many fields each of the first rows has, 0 if not all have as many.
  private static func fields(in window: Window, from start: Int, separator: Separator) -> Int {
    var scanner = RowScanner(separator: separator.byte, limit: 1)
    var count = 0
    var at = start
    for row in 0..<rowsToDetect {
      guard at < window.count,
        case .row(let next) = scanner.scan(
          window.bytes.span.extracting(0..<window.count), from: at, isFileEnd: window.isFileEnd)
      else { break }
      at = next
      if scanner.isBlank(in: window.bytes) || scanner.footer(in: window.bytes) != nil { continue }
      if row == 0 { count = scanner.fieldCount }
      // A single row of another length is a ragged row, not another separator.
      if scanner.fieldCount != count { return row == 0 ? 0 : count > 1 && row > 3 ? count : 0 }
    }
    return count
  }

  private static let rowsToDetect = 20
  /// Bytes of the file's beginning in which everything is found out.
  private static let loaded = 1 << 16
}

/// What is no CSV file, whatever its name says, by its first bytes.
struct FileFormat {
  let name: String
  let magic: [UInt8]
  let hint: String

  private static let saveAs = "open it in the program that made it and save it as CSV (UTF-8)"

  static let all: [FileFormat] = [
    FileFormat(
      name: "a spreadsheet or another zip archive", magic: Array("PK\u{3}\u{4}".utf8), hint: saveAs),
    FileFormat(
      name: "a spreadsheet of an old format", magic: [0xD0, 0xCF, 0x11, 0xE0], hint: saveAs),
    FileFormat(
      name: "a file compressed by gzip", magic: [0x1F, 0x8B], hint: "unpack it first: gunzip"),
    FileFormat(name: "a PDF document", magic: Array("%PDF".utf8), hint: "export the data as CSV"),
  ]
}

extension FileFormat {
  /// What is written in tags, which many programs call a spreadsheet: in any case, behind a
  /// byte-order mark, spaces and line ends too.
  ///
  /// - Parameter text: The beginning of a file, in UTF-8.
  init?(markup text: [UInt8]) {
    let start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let tag = text[start...].drop { $0 <= space }.prefix(16).map { byte in
      (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
    let named = FileFormat.tags.first { name, _ in
      guard tag.starts(with: name.utf8) else { return false }
      return tag.dropFirst(name.utf8.count).first.map { $0 <= space || $0 == UInt8(ascii: ">") }
        ?? true
    }
    guard let named else { return nil }
    self.init(name: named.format, magic: Array(named.tag.utf8), hint: FileFormat.saveAs)
  }

  private static let tags: [(tag: String, format: String)] =
    ["<html", "<!doctype", "<head", "<meta", "<style", "<body", "<table"].map { ($0, "a web page") }
    + [("<?xml", "an XML document")]
}

extension ArraySlice<UInt8> {
  fileprivate var withoutLineEnd: ArraySlice<UInt8> {
    var line = self
    while line.last == lineFeed || line.last == carriageReturn { line.removeLast() }
    return line
  }
}

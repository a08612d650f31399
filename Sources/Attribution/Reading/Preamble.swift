/// What stands in a file before its header, and what shape that gives the rest.
struct Preamble {
  /// The index at which the header begins.
  var start = 0
  /// The line that begins there, counted from 1.
  var line = 1
  var blankLines = 0
  /// Lines that begin with `#`, and a spreadsheet's `sep=` line.
  var commentLines = 0
  var separator = Separator.comma

  /// Reads the beginning of a file.
  ///
  /// - Parameters:
  ///   - declared: The separator that the definitions name, if they do; nil to find it out.
  /// - Returns: nil if there is no header.
  static func read(
    _ file: InputFile, _ window: inout Window, declared: Separator?
  ) throws(Failure) -> Result<Preamble?, Problem> {
    if let format = FileFormat.all.first(where: { file.beginning.starts(with: $0.magic) }) {
      return .failure(.otherFormat(file.place(), format.name, hint: format.hint))
    }
    if let encoding = unmarkedUTF16(file) {
      return .failure(
        .undeclaredUTF16(file.place(), encoding.name, key: encoding.rawValue))
    }
    var preamble = Preamble()
    preamble.start = window.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var said: Separator?
    while preamble.start < file.byteCount {
      // Lines of this kind hold no quotes; the scanner finds where they end.
      var scanner = RowScanner(limit: 1)
      let line: Range<Int>
      let next: Int
      switch try window.scan(&scanner, from: preamble.start, of: file) {
      case .failure(let fault):
        return .failure(fault.problem(at: file.place(line: 1), line: preamble.line, in: window))
      case .success(let end):
        next = end
        line = preamble.start..<end
      }
      if scanner.isBlank(in: window.bytes) {
        preamble.blankLines += 1
      } else if preamble.start <= 3, let separator = separator(ofLine: window.bytes[line]) {
        said = separator
        preamble.commentLines += 1
      } else if window.bytes[line].first == UInt8(ascii: "#"), isComment(window.bytes[line]) {
        preamble.commentLines += 1
      } else {
        preamble.separator = declared ?? said ?? detect(in: window, from: preamble.start)
        return .success(preamble)
      }
      preamble.line += scanner.lineBreaks
      preamble.start = next
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
    let text = String(decoding: line, as: UTF8.self).trimmingLineEnd
    guard text.lowercased().hasPrefix("sep=") else { return nil }
    return Separator(rawValue: String(text.dropFirst(4)))
  }

  /// Whether a line that begins with `#` is a comment: `#,Name` is a header.
  private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    guard let second = line.dropFirst().first else { return true }
    return !Separator.allCases.contains { $0.byte == second }
  }

  /// The separator by which the header and the rows behind it have the same number of fields, more
  /// than one: of several the one with the most. If there is none, the comma.
  private static func detect(in window: Window, from start: Int) -> Separator {
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
      if scanner.isBlank(in: window.bytes) { continue }
      if row == 0 { count = scanner.fieldCount }
      // A single row of another length is a ragged row, not another separator.
      if scanner.fieldCount != count { return row == 0 ? 0 : count > 1 && row > 3 ? count : 0 }
    }
    return count
  }

  private static let rowsToDetect = 20
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
    FileFormat(name: "a web page", magic: Array("<html".utf8), hint: saveAs),
    FileFormat(name: "a web page", magic: Array("<HTML".utf8), hint: saveAs),
    FileFormat(name: "a web page", magic: Array("<!DOCTYPE".utf8), hint: saveAs),
    FileFormat(name: "a web page", magic: Array("<!doctype".utf8), hint: saveAs),
    FileFormat(name: "a web page", magic: Array("<table".utf8), hint: saveAs),
  ]
}

extension String {
  fileprivate var trimmingLineEnd: String {
    String(prefix { $0 != "\n" && $0 != "\r" && $0 != "\r\n" })
  }
}

import FoundationEssentials

/// A value of a definitions file, with the place where it stands.
struct DefinitionsValue {
  enum Content {
    case object([Member])
    case list([DefinitionsValue])
    case text(String)
    /// `Infinity` and `NaN` are `Decimal.nan`.
    case number(Decimal, asWritten: String)
    case bool(Bool)
    case null
  }

  struct Member {
    let key: String
    let value: DefinitionsValue
  }

  /// The keys that lead to it, `models[3].halfLifeDays`; empty for the file as a whole.
  let path: String
  /// Of its key if it has one, so that a problem points to the line that a person looks for.
  let place: Place
  let content: Content
}

/// Reads the text of a definitions file, JSON5, as values with places.
///
/// Foundation's decoder reads JSON5, but it says neither where a text is wrong nor that a key was
/// given twice. So brackets, commas, keys and comments are read here, and the decoder is asked for
/// each text and each number.
struct DefinitionsScan {
  private let file: String
  private let scalars: [Unicode.Scalar]
  private var next = 0
  private var line = 1
  private var lineStart = 0
  private var problems: [Problem] = []

  /// More than any definitions need, and far less than the stack can take.
  private static let depthLimit = 64

  /// - Returns: The object that the file is, or nil if it is not JSON5; and what is wrong with the
  ///   text: keys given twice, of which the first counts, and the first place that is not JSON5.
  static func read(
    _ bytes: [UInt8], file: String
  ) -> (root: DefinitionsValue?, problems: [Problem]) {
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
    var valid = bytes.count
    do { _ = try UTF8Span(validating: bytes.span) } catch { valid = error.byteOffsets.lowerBound }
    var scan = DefinitionsScan(
      file: file, text: String(decoding: bytes[..<valid], as: UTF8.self))
    if valid < bytes.count {
      while scan.next < scan.scalars.count { scan.advance() }
      return (nil, [.definitionsNotUTF8(bytes[valid], at: scan.place)])
    }
    do {
      let root = try scan.root()
      return (root, scan.problems)
    } catch {
      return (nil, scan.problems + [error])
    }
  }

  /// The number that a text writes as JSON5 does; nil if it is none or does not fit.
  static func number(_ text: String) -> Decimal? {
    // As people write most of them.
    if let whole = Int(text), "\(whole)" == text { return Decimal(whole) }
    return try? decoder.decode(Decimal.self, from: Data(text.utf8))
  }

  private static let decoder: JSONDecoder = {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    return decoder
  }()

  private init(file: String, text: String) {
    self.file = file
    scalars = Array(text.unicodeScalars)
  }

  // MARK: - Structure

  private mutating func root() throws(Problem) -> DefinitionsValue {
    try skipBlanks()
    guard current == "{" else { throw unexpected(.openingBrace) }
    let root = try value(path: "", at: place, depth: 0, expecting: .openingBrace)
    try skipBlanks()
    guard current == nil else { throw unexpected(.endOfFile) }
    return root
  }

  private mutating func value(
    path: String, at place: Place, depth: Int, expecting expected: Problem.Syntax
  ) throws(Problem) -> DefinitionsValue {
    let content: DefinitionsValue.Content =
      switch current {
      case "{": .object(try object(path: path, depth: depth + 1))
      case "[": .list(try list(path: path, depth: depth + 1))
      case "\"", "'": .text(try text())
      default: try word(expecting: expected)
      }
    return DefinitionsValue(path: path, place: place, content: content)
  }

  private mutating func object(
    path: String, depth: Int
  ) throws(Problem) -> [DefinitionsValue.Member] {
    var members: [DefinitionsValue.Member] = []
    var lines: [Label: Int] = [:]
    try items(until: "}", depth: depth) { (scan) throws(Problem) in
      let place = scan.place
      let key = try scan.key()
      let path = Problem.path(key, in: path)
      try scan.skipBlanks()
      guard scan.take(":") else { throw scan.unexpected(.colon) }
      try scan.skipBlanks()
      let value = try scan.value(path: path, at: place, depth: depth, expecting: .value)
      if let first = lines[Label(key)] {
        scan.problems.append(.definitionsKeyTwice(path, firstLine: first, at: place))
      } else {
        lines[Label(key)] = place.line
        members.append(DefinitionsValue.Member(key: key, value: value))
      }
    }
    return members
  }

  private mutating func list(path: String, depth: Int) throws(Problem) -> [DefinitionsValue] {
    var values: [DefinitionsValue] = []
    try items(until: "]", depth: depth) { (scan) throws(Problem) in
      values.append(
        try scan.value(
          path: "\(path)[\(values.count)]", at: scan.place, depth: depth,
          expecting: .valueOrBracket))
    }
    return values
  }

  /// Reads what stands between two brackets, with both; a comma may follow the last item.
  private mutating func items(
    until close: Unicode.Scalar, depth: Int,
    _ item: (inout DefinitionsScan) throws(Problem) -> Void
  ) throws(Problem) {
    guard depth <= DefinitionsScan.depthLimit else {
      throw .definitionsTooDeep(limit: DefinitionsScan.depthLimit, at: place)
    }
    advance()
    try skipBlanks()
    while !take(close) {
      try item(&self)
      try skipBlanks()
      if take(",") {
        try skipBlanks()
      } else if current != close {
        throw unexpected(close == "}" ? .commaOrBrace : .commaOrBracket)
      }
    }
  }

  private mutating func key() throws(Problem) -> String {
    if current == "\"" || current == "'" { return try text() }
    let word = wordAhead
    // Numbers are made of the same characters as keys without quotes.
    guard let first = word.unicodeScalars.first, first.isNameStart,
      word.unicodeScalars.allSatisfy(\.isNamePart)
    else { throw unexpected(.keyOrBrace) }
    next += word.unicodeScalars.count
    return word
  }

  // MARK: - Texts, numbers and words

  private mutating func text() throws(Problem) -> String {
    let (start, startPlace) = (next, place)
    let quote = scalars[start]
    next += 1
    while let scalar = current, scalar != quote {
      // What follows a backslash belongs to it, a quote too.
      if scalar == "\\" { next += 1 }
      guard let scalar = current, !scalar.isLineEnd else { break }
      // A zero could make the decoder take the text for one of another encoding.
      if scalar.value < 0x20 { throw .definitionsControlCharacter(scalar, at: place) }
      next += 1
    }
    guard take(quote) else { throw .definitionsUnclosedText(quote, at: startPlace) }
    // Nothing is escaped in most texts.
    if !scalars[start..<next].contains("\\") { return string(start + 1..<next - 1) }
    let written = string(start..<next)
    guard let text = try? DefinitionsScan.decoder.decode(String.self, from: Data(written.utf8))
    else { throw .definitionsEscape(written, at: startPlace) }
    return text
  }

  private mutating func word(
    expecting expected: Problem.Syntax
  ) throws(Problem) -> DefinitionsValue.Content {
    let word = wordAhead
    let content: DefinitionsValue.Content
    switch word {
    case "true", "false": content = .bool(word == "true")
    case "null": content = .null
    default:
      guard let number = DefinitionsScan.number(word) else { throw unexpected(expected) }
      content = .number(number, asWritten: word)
    }
    next += word.unicodeScalars.count
    return content
  }

  /// All that could be a number, a key without quotes or a word like `true`.
  private var wordAhead: String {
    var end = next
    while end < scalars.count, scalars[end].isWordPart { end += 1 }
    return string(next..<end)
  }

  // MARK: - Characters

  private var current: Unicode.Scalar? { next < scalars.count ? scalars[next] : nil }

  private var place: Place { Place(file: file, line: line, column: next - lineStart + 1) }

  private mutating func advance() {
    let scalar = scalars[next]
    next += 1
    // `\r\n` is one end of a line, counted at its second half.
    if scalar == "\n" || (scalar == "\r" && current != "\n") {
      line += 1
      lineStart = next
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    next += 1
    return true
  }

  /// Skips white space and comments.
  private mutating func skipBlanks() throws(Problem) {
    while let scalar = current {
      if scalar.properties.isWhitespace || scalar == "\u{FEFF}" {
        advance()
      } else if scalars[next...].starts(with: "//".unicodeScalars) {
        while let scalar = current, !scalar.isLineEnd { advance() }
      } else if scalars[next...].starts(with: "/*".unicodeScalars) {
        let start = place
        next += 2
        while !scalars[next...].starts(with: "*/".unicodeScalars) {
          guard current != nil else { throw .definitionsUnclosedComment(at: start) }
          advance()
        }
        next += 2
      } else {
        return
      }
    }
  }

  private func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  /// What is wrong if something else than this stands here.
  private func unexpected(_ expected: Problem.Syntax) -> Problem {
    let word = wordAhead
    let found = word.isEmpty ? current.map { String($0) } : word
    return .definitionsSyntax(found: found, expected: expected, at: place)
  }
}

extension Unicode.Scalar {
  fileprivate var isLineEnd: Bool { self == "\n" || self == "\r" }
  fileprivate var isNameStart: Bool { properties.isIDStart || self == "_" || self == "$" }
  fileprivate var isNamePart: Bool { properties.isIDContinue || self == "$" }
  fileprivate var isWordPart: Bool {
    isNamePart || self == "+" || self == "-" || self == "." || self == "\\"
  }
}

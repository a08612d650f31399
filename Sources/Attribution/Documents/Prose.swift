/// A run of text that knows which of its words are whose, so that each format can write it safely.
///
/// It is written as an interpolated text: `"\(input: deal) was won by \(code: "linear")"`. Literals
/// and plain interpolations are words of our own, numbers and amounts among them; whatever comes from
/// the input must be interpolated as `input`.
package struct Prose: Sendable, Equatable, ExpressibleByStringInterpolation {
  package var spans: [Span]

  package indirect enum Span: Sendable, Equatable {
    /// Words of our own.
    case words(String)
    /// A text of the input, shown to so many characters.
    case input(String, limit: Int)
    /// A name that is typed as it stands: a model, a file, a command.
    case code(String)
    case strong(Prose)
  }

  package init(_ words: String = "") { spans = words.isEmpty ? [] : [.words(words)] }

  package init(stringLiteral words: String) { self.init(words) }

  package init(stringInterpolation: Interpolation) { spans = stringInterpolation.spans }

  package static func input(_ text: String, limit: Int = 60) -> Prose {
    "\(input: text, limit: limit)"
  }

  package static func code(_ text: String) -> Prose { "\(code: text)" }
  package static func strong(_ text: Prose) -> Prose { "\(strong: text)" }

  package var isEmpty: Bool { spans.isEmpty }

  package static func + (left: Prose, right: Prose) -> Prose {
    var sum = left
    sum += right
    return sum
  }

  package static func += (left: inout Prose, right: Prose) { left.spans += right.spans }

  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var spans: [Span] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ words: String) {
      if !words.isEmpty { spans.append(.words(words)) }
    }

    package mutating func appendInterpolation(_ words: String) { appendLiteral(words) }
    package mutating func appendInterpolation(_ number: some FixedWidthInteger) {
      appendLiteral("\(number)")
    }
    package mutating func appendInterpolation(_ prose: Prose) { spans += prose.spans }
    package mutating func appendInterpolation(input text: String, limit: Int = 60) {
      if !text.isEmpty { spans.append(.input(text, limit: limit)) }
    }
    package mutating func appendInterpolation(code text: String) { spans.append(.code(text)) }
    package mutating func appendInterpolation(strong prose: Prose) {
      if !prose.isEmpty { spans.append(.strong(prose)) }
    }
  }
}

extension Sequence<Prose> {
  package func joined(separator: Prose = ", ") -> Prose {
    Array(self).joined(separator: separator, last: separator)
  }
}

extension [Prose] {
  /// - Parameter last: What stands before the last one.
  package func joined(separator: Prose, last: Prose) -> Prose {
    var joined = Prose()
    for (index, part) in enumerated() {
      if index > 0 { joined += index == count - 1 ? last : separator }
      joined += part
    }
    return joined
  }
}

extension Prose {
  /// As a line of plain text, for a terminal.
  package var plain: String {
    spans.map { span in
      switch span {
      case .words(let words): words
      case .input(let text, let limit): printable(text, limit: limit)
      case .code(let text): text
      case .strong(let prose): prose.plain
      }
    }.joined()
  }

  /// As Markdown, in which no text of the input can be anything but text.
  package var markdown: String {
    spans.reduce(into: "") { text, span in
      switch span {
      case .words(let words): text += words
      case .input(let name, let limit): text += markdownText(name, limit: limit)
      case .code(let name): text += "`\(name)`"
      case .strong(let prose): text += "**\(prose.markdown)**"
      }
    }
  }
}

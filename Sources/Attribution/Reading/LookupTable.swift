/// Two columns of a file, of which one is found by the other.
package struct LookupTable: Sendable {
  private var keys = Names()
  /// What was found with each key, by its number.
  private var values = TextColumn()
  /// Whether a key stands in several rows that say different things.
  private var isDoubled: [Bool] = []
  private let match: Lookup.Match
  private let ids: IDForm

  init(match: Lookup.Match, ids: IDForm) {
    self.match = match
    self.ids = ids
  }

  /// What there is to say of a text.
  enum Result {
    /// The range of the value in `values`.
    case found(Range<Int>)
    case missing
    /// The file says different things of it, and nothing here decides.
    case doubled
    /// Nothing that could be in such a file: no e-mail address, or one of a mailbox provider.
    case unfit
  }

  /// The bytes that the ranges of `Result.found` are of.
  var bytes: [UInt8] { values.bytes }

  /// How many keys stand in several rows that say different things.
  var doubledCount: Int { isDoubled.count { $0 } }

  /// Looks up a text, which is not empty.
  func find(_ text: Span<UInt8>) -> Result {
    let number: Int?
    if match == .exact, ids == .exact {
      number = keys.find(text)
    } else {
      guard let key = key(of: text) else { return .unfit }
      number = keys.find(key.span)
    }
    guard let number else { return .missing }
    return isDoubled[number] ? .doubled : .found(values.range(number))
  }

  /// Adds a row. Of rows with one key the first stays; that others say the same is no matter.
  mutating func add(key text: Span<UInt8>, value: Span<UInt8>) {
    guard text.count > 0, let key = key(of: text) else { return }
    let number = keys.intern(key.span)
    if number == isDoubled.count {
      isDoubled.append(false)
      values.append(value)
    } else if !values.bytes.span.extracting(values.range(number)).hasSameBytes(as: value) {
      isDoubled[number] = true
    }
  }

  /// The text as it is compared.
  private func key(of text: Span<UInt8>) -> [UInt8]? {
    switch match {
    case .exact:
      if ids == .salesforce, let whole = SalesforceID.whole(text) { return whole }
      return Array(copying: text)
    case .ignoreCase:
      return Array(String(decoding: Array(copying: text), as: UTF8.self).lowercased().utf8)
    case .domain:
      return MailDomain.of(String(decoding: Array(copying: text), as: UTF8.self))
        .map { Array($0.utf8) }
    }
  }
}

extension [UInt8] {
  init(copying text: Span<UInt8>) {
    self = []
    append(text)
  }
}

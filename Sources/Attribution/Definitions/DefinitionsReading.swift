import FoundationEssentials

/// What is wrong with a value and those within it; never empty.
struct DefinitionsFault: Error {
  let all: [Problem]

  init(_ problem: Problem) { all = [problem] }

  static func check(_ problems: [Problem]) throws(DefinitionsFault) {
    if !problems.isEmpty { throw DefinitionsFault(all: problems) }
  }

  private init(all: [Problem]) { self.all = all }
}

/// A key that an object may have, and how its value is read.
struct DefinitionsKey<Target> {
  let name: String
  let read: (DefinitionsValue, inout Target) throws(DefinitionsFault) -> Void

  init(
    _ name: String,
    read: @escaping (DefinitionsValue, inout Target) throws(DefinitionsFault) -> Void
  ) {
    self.name = name
    self.read = read
  }

  init<Field>(
    _ name: String, _ field: WritableKeyPath<Target, Field>,
    _ read: @escaping DefinitionsMethod<DefinitionsValue, Field>
  ) {
    self.init(name) { (value, target) throws(DefinitionsFault) in
      target[keyPath: field] = try read(value)()
    }
  }
}

/// A method that reads something, without its object: `DefinitionsValue.currency`.
typealias DefinitionsMethod<Item, Result> = (Item) -> () throws(DefinitionsFault) -> Result

/// Reads what can be read, each beside what it was read from, and tells what is wrong with the rest.
func attempt<Item, Result>(
  _ items: [Item], _ read: DefinitionsMethod<Item, Result>
) -> (found: [(item: Item, result: Result)], problems: [Problem]) {
  var found: [(item: Item, result: Result)] = []
  var problems: [Problem] = []
  for item in items {
    do { found.append((item, try read(item)())) } catch { problems += error.all }
  }
  return (found, problems)
}

/// Every element that has the same name as an earlier one, with that one.
func repeated<Element>(
  _ elements: [Element], by name: (Element) -> String
) -> [(first: Element, again: Element)] {
  var firsts: [Label: Element] = [:]
  var repeated: [(first: Element, again: Element)] = []
  for element in elements {
    if let first = firsts[Label(name(element))] {
      repeated.append((first, element))
    } else {
      firsts[Label(name(element))] = element
    }
  }
  return repeated
}

extension DefinitionsValue {
  subscript(key: String) -> DefinitionsValue? { members?.first { $0.key == key }?.value }

  var members: [Member]? {
    if case .object(let members) = content { members } else { nil }
  }

  var elements: [DefinitionsValue]? {
    if case .list(let elements) = content { elements } else { nil }
  }

  /// Reads the members of an object into `target`, as far as they can be read.
  ///
  /// - Returns: What is wrong, by key.
  func read<Target>(
    _ keys: [DefinitionsKey<Target>], into target: inout Target
  ) -> [(key: String, problems: [Problem])] {
    var wrong: [(key: String, problems: [Problem])] = []
    let known = keys.map(\.name)
    for member in members ?? [] where !known.contains(member.key) {
      let (path, place) = (member.value.path, member.value.place)
      wrong.append(
        (
          member.key,
          [.definitionsUnknownKey(member.key, path: path, known: known, at: place)]
        ))
    }
    for key in keys {
      guard let value = self[key.name] else { continue }
      do { try key.read(value, &target) } catch { wrong.append((key.name, error.all)) }
    }
    return wrong
  }

  /// Reads the members of an object into `target`, or tells everything that is wrong with them.
  func fill<Target>(
    _ target: inout Target, by keys: [DefinitionsKey<Target>], _ expected: DefinitionsExpectation
  ) throws(DefinitionsFault) {
    guard members != nil else { throw unexpected(expected) }
    try DefinitionsFault.check(read(keys, into: &target).flatMap(\.problems))
  }

  /// Reads the elements of a list, or tells everything that is wrong with them.
  func list<Element>(
    _ expected: DefinitionsExpectation, of read: DefinitionsMethod<DefinitionsValue, Element>
  ) throws(DefinitionsFault) -> [Element] {
    guard let elements else { throw unexpected(expected) }
    let (found, problems) = attempt(elements, read)
    try DefinitionsFault.check(problems)
    return found.map(\.result)
  }

  /// A text that means something: `make` knows it, without the spaces at its ends.
  func word<Word>(
    _ expected: DefinitionsExpectation, among candidates: @autoclosure () -> [String] = [],
    _ make: (String) -> Word?
  ) throws(DefinitionsFault) -> Word {
    guard case .text(let text) = content else { throw unexpected(expected) }
    guard let word = make(text.trimmed) else {
      throw unexpected(expected, word: text.trimmed, among: candidates())
    }
    return word
  }

  func name(_ expected: DefinitionsExpectation) throws(DefinitionsFault) -> String {
    try word(expected) { $0.isEmpty ? nil : $0 }
  }

  /// One of a few words, each with its meaning.
  func word<Meaning>(
    of meanings: KeyValuePairs<String, Meaning>
  ) throws(DefinitionsFault) -> Meaning {
    let words = meanings.map(\.key)
    return try word(.oneOf(words), among: words) { word in
      meanings.first { $0.key == word }?.value
    }
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>() throws(DefinitionsFault)
    -> Choice
  {
    let words = Choice.allCases.map(\.rawValue)
    return try word(.oneOf(words), among: words, Choice.init(rawValue:))
  }

  func number<Number>(
    _ expected: DefinitionsExpectation, _ make: (Decimal) -> Number?
  ) throws(DefinitionsFault) -> Number {
    guard case .number(let number, _) = content, number.isFinite, let made = make(number)
    else { throw unexpected(expected) }
    return made
  }

  /// - Parameter word: The word that it is, if its type is right but not what it says.
  func unexpected(
    _ expected: DefinitionsExpectation, word: String? = nil, among candidates: [String] = []
  ) -> DefinitionsFault {
    DefinitionsFault(
      .definitionsValue(
        path, found: word.map(quoted) ?? found, expected: expected, word: word,
        candidates: candidates, at: place))
  }

  /// What it is, as a message says it.
  var found: String {
    switch content {
    case .object(let members): members.isEmpty ? "an empty object" : "an object"
    case .list(let elements): elements.isEmpty ? "an empty list" : "a list"
    case .text(let text): "the text \(quoted(text))"
    case .number(_, let asWritten): printable(asWritten)
    case .bool(let bool): "\(bool)"
    case .null: "null"
    }
  }
}

import Attribution

/// An option of a subcommand, as the parser and the help text know it.
struct Option: Sendable {
  let name: String
  var short: Character?
  /// What its value is called; nil for a switch.
  var value: String?
  /// Whether it takes values up to the next option.
  var isMany = false
  let help: String

  var spelling: String { "--\(name)" }
  var spellings: [String] { [spelling] + (short.map { ["-\($0)"] } ?? []) }
}

/// What the user wrote after a subcommand.
struct Arguments {
  private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]
  private let options: [Option]
  private let subcommand: String

  /// Reads `--option value`, `--option=value`, `-o value`, switches and operands; `--` ends options.
  init(_ words: ArraySlice<String>, options: [Option], subcommand: String) throws(Failure) {
    self.options = options
    self.subcommand = subcommand
    var rest = words
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        return
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let option = try find(String(parts[0]))
      guard let placeholder = option.value else {
        if parts.count == 2 {
          throw Failure(.usage, [.unexpectedOptionValue(option.spelling, String(parts[1]))])
        }
        values[option.name] = []
        continue
      }
      var given = parts.count == 2 ? [String(parts[1])] : []
      if given.isEmpty, let next = rest.first, isValue(next) { given.append(rest.removeFirst()) }
      while option.isMany, let next = rest.first, isValue(next) { given.append(rest.removeFirst()) }
      // An empty one is most likely a variable of the shell that is not set.
      guard !given.isEmpty, !given.contains("") else {
        throw Failure(.usage, [.missingOptionValue(option.spelling, placeholder)])
      }
      if !option.isMany, values[option.name] != nil {
        throw Failure(.usage, [.optionTwice(option.spelling)])
      }
      values[option.name, default: []] += given
    }
  }

  private func isValue(_ word: String) -> Bool { word == "-" || !word.hasPrefix("-") }

  private func find(_ spelling: String) throws(Failure) -> Option {
    for option in options where option.spellings.contains(spelling) { return option }
    throw Failure(
      .usage,
      [
        .unknownOption(
          spelling, known: options.map(\.spelling) + ["--help", "--version"],
          subcommand: subcommand)
      ])
  }

  func has(_ name: String) -> Bool { values[name] != nil }

  func list(_ name: String) -> [String] { values[name] ?? [] }

  func value(_ name: String) -> String? { values[name]?.first }

  /// The values of an option that must be given.
  func required(_ name: String) throws(Failure) -> [String] {
    if let values = values[name] { return values }
    let placeholder = options.first { $0.name == name }?.value ?? ""
    throw Failure(.usage, [.missingOption("--\(name)", placeholder, subcommand: subcommand)])
  }

  /// Fails if an option is given beside one of those that it stands in the place of.
  func allow(_ name: String, without others: [String]) throws(Failure) {
    guard let other = others.first(where: has) else { return }
    throw Failure(.usage, [.optionsExclude("--\(name)", "--\(other)")])
  }

  func wholeNumber(
    _ name: String, in range: ClosedRange<Int>, standard: @autoclosure () -> Int
  ) throws(Failure) -> Int {
    guard let text = value(name) else { return standard() }
    guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(text),
      range.contains(number)
    else { throw Failure(.usage, [.notAWholeNumber("--\(name)", text, range)]) }
    return number
  }

  /// The operands, where there must be exactly as many as these names.
  func operands(_ names: [String]) throws(Failure) -> [String] {
    if operands.count < names.count {
      throw Failure(.usage, [.missingArgument(names[operands.count], subcommand: subcommand)])
    }
    if operands.count > names.count {
      throw Failure(.usage, [.unexpectedArgument(operands[names.count], subcommand: subcommand)])
    }
    return operands
  }
}

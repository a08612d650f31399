/// An account of a touchpoint file that is in no deal file, beside one there that it looks like.
package struct NearMiss {
  package let found: String
  package let known: String
  package let kind: Kind

  /// In what alone the two differ.
  package enum Kind: CaseIterable, Sendable {
    case letterCase, checkCharacters, leadingZeros, scientific, lostDigits, punctuation

    /// What makes them one, as a sentence says it.
    var text: String {
      switch self {
      case .letterCase: "the same but for case"
      case .checkCharacters: "the same but for 15 or 18 characters: write \"ids\": \"salesforce\""
      case .leadingZeros: "the same but for leading zeros, which a spreadsheet may have taken away"
      case .scientific: "a number that a spreadsheet has rounded: export again, ids as text"
      case .lostDigits:
        "a number of which a spreadsheet has kept 15 digits: export again, ids as text"
      case .punctuation: "the same but for spaces, hyphens and the like"
      }
    }
  }
}

/// Accounts of deal files, by what may be left of them elsewhere.
package struct NearMisses {
  private var byCase: [Label: String] = [:]
  private var byStem: [Label: String] = [:]
  private var byNumber: [Label: String] = [:]
  private var byBareText: [Label: String] = [:]
  /// Numbers of a length, by that and their first digit.
  private var numbers: [Label: [[UInt8]]] = [:]
  private var byFirstDigits: [Label: String] = [:]

  package init(_ accounts: some Sequence<String>) {
    for account in accounts {
      func add(_ key: Label?, to table: WritableKeyPath<NearMisses, [Label: String]>) {
        // Of several that look alike, the first by its bytes.
        guard let key else { return }
        let other = self[keyPath: table][key]
        if other.map({ Label(account) < Label($0) }) ?? true { self[keyPath: table][key] = account }
      }
      add(Label(account.lowercased()), to: \.byCase)
      add(stem(account), to: \.byStem)
      add(number(account), to: \.byNumber)
      add(bare(account), to: \.byBareText)
      add(firstDigits(account), to: \.byFirstDigits)
      let digits = Array(account.utf8)
      if let key = key(digits) { numbers[key, default: []].append(digits) }
    }
  }

  /// What an account of a touchpoint file may be meant to be.
  package func find(_ account: String) -> NearMiss? {
    func miss(_ known: String?, _ kind: NearMiss.Kind) -> NearMiss? {
      known.map { NearMiss(found: account, known: $0, kind: kind) }
    }
    return miss(stem(account).flatMap { byStem[$0] }, .checkCharacters)
      ?? miss(byCase[Label(account.lowercased())], .letterCase)
      ?? miss(number(account).flatMap { byNumber[$0] }, .leadingZeros)
      ?? miss(rounded(account), .scientific)
      ?? miss(lostDigits(account), .lostDigits)
      ?? miss(bare(account).flatMap { byBareText[$0] }, .punctuation)
  }

  /// The 15 characters of a Salesforce id of either form.
  private func stem(_ account: String) -> Label? {
    let bytes = Array(account.utf8)
    guard SalesforceID.whole(bytes.span) != nil else { return nil }
    return Label(String(decoding: bytes.prefix(15), as: UTF8.self))
  }

  private func number(_ account: String) -> Label? {
    guard !account.isEmpty, account.utf8.allSatisfy({ digit($0) != nil }) else { return nil }
    return Label(String(account.drop { $0 == "0" }))
  }

  private func bare(_ account: String) -> Label? {
    let bare = account.lowercased().filter { $0.isLetter || $0.isNumber }
    return bare.isEmpty ? nil : Label(bare)
  }

  /// A number of more than 15 digits as a spreadsheet keeps it.
  private func firstDigits(_ account: String) -> Label? {
    guard account.utf8.count > 15, number(account) != nil else { return nil }
    return Label("\(account.prefix(15)) \(account.utf8.count)")
  }

  private func lostDigits(_ account: String) -> String? {
    guard account.utf8.dropFirst(15).allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
    return firstDigits(account).flatMap { byFirstDigits[$0] }
  }

  private func key(_ digits: [UInt8]) -> Label? {
    guard let first = digits.first, digits.allSatisfy({ digit($0) != nil }) else { return nil }
    return Label("\(digits.count) \(first)")
  }

  /// The account that `1.23457E+11` may have been.
  private func rounded(_ account: String) -> String? {
    guard
      let parts = try? /(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})/.wholeMatch(in: account),
      let exponent = Int(parts.3)
    else { return nil }
    let shown = Array((parts.1 + (parts.2 ?? "")).utf8)
    let nine = UInt8(ascii: "9")
    // Rounding may have raised the first digit, 1.96 to 2.0, or all of them, 9.96 to 1.0E+01.
    let firsts = [(exponent + 1, shown[0]), (exponent + 1, shown[0] - 1), (exponent, nine)]
    return firsts.compactMap { length, first in numbers[Label("\(length) \(first)")] }.joined()
      .filter { rounded($0, to: shown.count) == (shown, exponent) }
      .min { $0.lexicographicallyPrecedes($1) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The first digits of a number, half rounded up, and the power of ten of the first of them.
  private func rounded(_ digits: [UInt8], to count: Int) -> ([UInt8], exponent: Int) {
    let (zero, nine) = (UInt8(ascii: "0"), UInt8(ascii: "9"))
    var kept = Array(digits.prefix(count))
    guard digits.count > count, digits[count] >= UInt8(ascii: "5") else {
      return (kept, digits.count - 1)
    }
    guard let last = kept.lastIndex(where: { $0 != nine }) else {
      return ([zero + 1] + Array(repeating: zero, count: count - 1), digits.count)
    }
    kept[last] += 1
    for index in kept.indices where index > last { kept[index] = zero }
    return (kept, digits.count - 1)
  }
}

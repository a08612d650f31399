import Attribution
import Foundation
import Testing

/// Accounts that a check takes for others, which somebody has spoilt.
struct `Near misses` {
  @Test(
    arguments: [
      ("acme", ["ACME", "Acme"], "ACME", .letterCase),
      ("0015000000Gv7qJ", ["0015000000Gv7qJAAR"], "0015000000Gv7qJAAR", .checkCharacters),
      ("0015000000Gv7qJAAR", ["0015000000Gv7qJ"], "0015000000Gv7qJ", .checkCharacters),
      ("0015000000gv7qj", ["0015000000Gv7qJ"], "0015000000Gv7qJ", .letterCase),
      ("7001", ["0007001"], "0007001", .leadingZeros), ("0007001", ["7001"], "7001", .leadingZeros),
      ("2.05116E+11", ["205116432345"], "205116432345", .scientific),
      ("2,05E+11", ["205499999999", "204999999999"], "204999999999", .scientific),
      ("2.1E+11", ["205000000000"], "205000000000", .scientific),
      ("2e11", ["195000000000"], "195000000000", .scientific),
      ("1E+12", ["999999999999"], "999999999999", .scientific),
      ("1.00E+12", ["999500000000"], "999500000000", .scientific),
      ("1.23456789012E+11", ["123456789012"], "123456789012", .scientific),
      ("1234567890123450", ["1234567890123456"], "1234567890123456", .lostDigits),
      ("12345678901234500000", ["12345678901234567890"], "12345678901234567890", .lostDigits),
      ("acme inc", ["Acme, Inc."], "Acme, Inc.", .punctuation),
      ("A-17", ["A 17", "a17"], "A 17", .punctuation),
    ] as [(String, [String], String, NearMiss.Kind)])
  func `are what is left of an account`(
    _ found: String, accounts: [String], known: String, kind: NearMiss.Kind
  ) {
    let misses = NearMisses(accounts.reversed())
    #expect(misses.find(found)?.found == found)
    #expect(told(misses.find(found)) == Text("\(kind) \(known)"))
    #expect(NearMissTwin.find(found, among: accounts) == told(misses.find(found)))
  }

  @Test(
    arguments: [
      ("acme", ["acme2", "acm"]), ("7001", ["70010", "A7001"]), ("---", ["+++"]),
      ("2.05E+11", ["205500000000", "20500000000", "2.05E+12"]),
      ("1E+12", ["949999999999", "99999999999"]), ("1E+12", ["9999999999999"]),
      ("1234567890123450", ["12345678901234567", "1234567890123"]), ("E+11", ["1"]),
      ("1.5E+999", ["15"]), ("", ["0"]), ("\u{661}E+2", ["100"]),
      ("0015000000Gv7qJAAX", ["0015000000Gv7qJ"]),
    ] as [(String, [String])])
  func `are not guessed`(_ found: String, accounts: [String]) {
    #expect(NearMisses(accounts).find(found) == nil)
    #expect(NearMissTwin.find(found, among: accounts) == nil)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `are those that a slow twin finds`(seed: UInt64) {
    var random = Seeded(seed)
    let known = (0..<random.number(1...12)).map { _ in account(&random) }
    let misses = NearMisses(known)
    for _ in 0..<60 {
      let found = spoilt(random.chance(80) ? random.one(of: known) : account(&random), &random)
      #expect(
        told(misses.find(found)) == NearMissTwin.find(found, among: known), "\(found) \(known)")
    }
  }

  private func told(_ miss: NearMiss?) -> Text? { miss.map { Text("\($0.kind) \($0.known)") } }

  private func account(_ random: inout Seeded) -> String {
    switch random.number(0...4) {
    case 0: return random.one(of: ["Acme, Inc.", "ACME INC", "acme-inc", "Zo\u{EB}", "Zoe\u{308}"])
    case 1: return random.one(of: ["0015000000Gv7qJ", "0015000000Gv7qJAAR", "0015000000gv7qj"])
    default:
      let digits = (0..<random.number(0...17)).map { _ in "\(random.one(of: [0, 4, 5, 9, 9, 9]))" }
      return "\(random.number(1...9))" + digits.joined()
    }
  }

  private func spoilt(_ account: String, _ random: inout Seeded) -> String {
    switch random.number(0...6) {
    case 0: return account.lowercased()
    case 1: return String(account.prefix(15)) + String(repeating: "0", count: random.number(0...3))
    case 2: return "00" + account
    case 3: return account.filter { $0.isLetter || $0.isNumber }
    case 4: return RuleTwin.whole(account)
    default:
      guard let number = Decimal(string: account), account.allSatisfy(\.isNumber) else {
        return account
      }
      let (digits, exponent) = NearMissTwin.scientific(number, digits: random.number(1...13))
      let rest = digits.dropFirst()
      return digits.prefix(1) + (rest.isEmpty ? "" : random.one(of: [".", ","]) + rest)
        + "E+\(exponent)"
    }
  }
}

/// Goes through all accounts for each kind, one after the other; what it finds is the kind and the account.
enum NearMissTwin {
  static func find(_ found: String, among accounts: [String]) -> Text? {
    let kinds: [(NearMiss.Kind, (String, String) -> Bool)] = [
      (.checkCharacters, { isID($0) && isID($1) && $0.prefix(15) == $1.prefix(15) }),
      (.letterCase, { Text($0.lowercased()) == Text($1.lowercased()) }),
      (
        .leadingZeros,
        { isNumber($0) && isNumber($1) && Decimal(string: $0) == Decimal(string: $1) }
      ),
      (.scientific, isRounded),
      (
        .lostDigits,
        { found, known in
          isNumber(found) && isNumber(known) && known.count > 15 && found.count == known.count
            && found.prefix(15) == known.prefix(15) && found.dropFirst(15).allSatisfy { $0 == "0" }
        }
      ),
      (.punctuation, { !bare($0).isEmpty && bare($0) == bare($1) }),
    ]
    for (kind, isMiss) in kinds {
      let fits = accounts.filter { isMiss(found, $0) }
      if let first = fits.min(by: { Text($0) < Text($1) }) {
        return Text("\(kind) \(first)")
      }
    }
    return nil
  }

  private static func isID(_ text: String) -> Bool {
    RuleTwin.whole(text).count == 18 && isPlain(text)
  }
  private static func isPlain(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z0-9]+/) != nil
      && (text.count == 15 || RuleTwin.whole(String(text.prefix(15))) == text)
  }
  private static func isNumber(_ text: String) -> Bool { text.wholeMatch(of: /[0-9]+/) != nil }
  private static func bare(_ text: String) -> Text {
    Text(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  private static func isRounded(_ found: String, _ known: String) -> Bool {
    guard let match = found.wholeMatch(of: /([0-9])(?:[.,]([0-9]+))?[eE]\+?([0-9]{1,2})/),
      isNumber(known), !known.hasPrefix("0"), let number = Decimal(string: known)
    else { return false }
    let digits = match.1 + (match.2 ?? "")
    guard digits.count <= known.count else { return false }
    let (shown, exponent) = scientific(number, digits: digits.count)
    return shown == digits && exponent == Int(match.3)
  }

  /// The first digits of a whole number, half rounded up, and its power of ten.
  static func scientific(_ number: Decimal, digits count: Int) -> (digits: String, exponent: Int) {
    var number = number
    var rounded = Decimal()
    let length = "\(number)".count
    unsafe NSDecimalRound(&rounded, &number, count - length, .plain)
    let text = "\(rounded)"
    let shown = text.prefix(count)
    return (shown + String(repeating: "0", count: count - shown.count), text.count - 1)
  }
}

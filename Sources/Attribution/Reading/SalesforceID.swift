/// An id of a record in Salesforce: 15 letters and digits in which case counts, or the same with
/// three more that say which of them are capitals, so that no program that ignores case mixes two.
///
/// Of each five characters the capitals make a number, the first character its lowest bit, which is
/// written as one of `A–Z0–5`: `70130000001tcyI` is `70130000001tcyIAAQ`.
package enum SalesforceID {
  /// The form with 18 characters of an id with 15 or 18.
  ///
  /// - Returns: nil if the text is no id: of another length, with another character, or with a
  ///   check that does not fit.
  package static func whole(_ text: Span<UInt8>) -> [UInt8]? {
    guard text.count == 15 || text.count == 18, let check = check(of: text) else { return nil }
    var id: [UInt8] = []
    id.reserveCapacity(18)
    for index in 0..<15 { id.append(text[index]) }
    for index in check.indices { id.append(check[index]) }
    return text.count == 15 || id.span.hasSameBytes(as: text) ? id : nil
  }

  /// Whether a text is the form with 18 characters of an id.
  static func isWhole(_ text: Span<UInt8>) -> Bool {
    guard text.count == 18, let check = check(of: text) else { return false }
    return check[0] == text[15] && check[1] == text[16] && check[2] == text[17]
  }

  /// The last three characters, by the first fifteen; nil if another character is among these.
  private static func check(of text: Span<UInt8>) -> InlineArray<3, UInt8>? {
    var check: InlineArray<3, UInt8> = [0, 0, 0]
    var areAll = true
    for group in 0..<3 {
      var capitals = 0
      for bit in 0..<5 {
        let byte = text[group * 5 + bit]
        areAll = areAll && isLetterOrDigit(byte)
        capitals |= isCapital(byte).bit << bit
      }
      check[group] = alphabet[capitals]
    }
    return areAll ? check : nil
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345".utf8)

  private static func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    digit(byte) != nil || isCapital(byte & ~0x20)
  }
}

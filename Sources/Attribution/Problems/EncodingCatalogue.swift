// Every wording about the bytes of an input that are no text, or another text than they seem.

extension Problem {
  /// - Parameters:
  ///   - encoding: The name of the encoding in which the file was read.
  ///   - inWindows1252: The value in that encoding, where it is likely to be meant.
  static func invalidBytes(
    _ place: Place, _ column: String, _ value: String, encoding: String, inWindows1252: String?
  ) -> Problem {
    Problem(
      place: place, column: column, value: value,
      message: "\(column) \(quoted(value)) holds bytes that mean nothing in \(encoding)",
      hint: otherEncoding(than: encoding, inWindows1252: inWindows1252))
  }

  /// - Parameters: See `invalidBytes`; `header` is one of its cells.
  static func headerHoldsInvalidBytes(
    _ place: Place, _ header: String, encoding: String, inWindows1252: String?
  ) -> Problem {
    Problem(
      place: place, value: header,
      message: "the header \(quoted(header)) holds bytes that mean nothing in \(encoding)",
      hint: otherEncoding(than: encoding, inWindows1252: inWindows1252))
  }

  /// - Parameters:
  ///   - name: What the encoding is called.
  ///   - key: What the definitions call it.
  static func undeclaredUTF16(_ place: Place, _ name: String, key: String) -> Problem {
    Problem(
      place: place,
      message: "the file begins like text in \(name), but no byte-order mark says that it is",
      hint: """
        write "encoding": "\(key)" in its entry in the definitions, or save it as UTF-8 (in Excel: \
        CSV UTF-8)
        """)
  }

  private static func otherEncoding(than encoding: String, inWindows1252: String?) -> String {
    if let inWindows1252 {
      """
      in Windows-1252 it reads \(quoted(inWindows1252)): if that is right, write \
      "encoding": "windows-1252" in the file's entry in the definitions; else save it as UTF-8
      """
    } else {
      """
      is the file damaged, or in another encoding than \(encoding)? export it again as UTF-8 \
      (in Excel: CSV UTF-8)
      """
    }
  }
}

/// An input as the results name it.
package struct InputRecord: Sendable {
  package let name: String
  /// Which input it is, in the order given.
  package let index: Int
  package let byteCount: Int
  package var fingerprint = Fingerprint.Builder().fingerprint()
  /// What stands between its fields.
  package let separator: Separator
  /// The logical columns that are read, each with its header.
  package let columns: [(column: String, header: String)]

  init(_ file: InputFile, _ header: Header, _ columns: [(column: String, header: String)]) {
    separator = header.separator
    name = file.name
    index = file.index
    byteCount = file.byteCount
    self.columns = columns
  }
}

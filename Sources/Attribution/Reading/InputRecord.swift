/// An input as the results name it.
package struct InputRecord: Sendable {
  package let name: String
  /// The last component of its path, by which the definitions find its source.
  let fileName: String
  /// Which input it is, in the order given.
  package let index: Int
  package let encoding: TextEncoding
  /// Bytes of the file as it was given, as the fingerprint is of them.
  package let byteCount: Int
  package var fingerprint = Fingerprint.Builder().fingerprint()
  /// What the header says of the file; nil if it has none that can be read.
  package let header: Header?
  /// The logical columns that are read, each with its header.
  package let columns: [(column: String, header: String)]
  /// How the amounts of a deal file are read.
  package var amountFormat: AmountFormat?
  /// The headers that nothing is read from.
  package let unused: [String]

  /// What stands between its fields.
  package var separator: Separator { header?.separator ?? .comma }

  init(
    _ file: InputFile, _ header: Header? = nil, columns: [(column: String, header: String)] = [],
    unused: [String] = []
  ) {
    self.header = header
    name = file.name
    fileName = file.fileName
    index = file.index
    encoding = file.encoding
    byteCount = file.byteCountAsGiven
    self.columns = columns
    self.unused = unused
  }

  init<Column: LogicalColumn>(_ file: InputFile, _ header: Header, _ columns: ColumnMap<Column>) {
    self.init(
      file, header, columns: columns.sources(header), unused: columns.unused.map(\.header))
  }
}

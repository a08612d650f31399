extension Attribution {
  /// What to know beside the result: rows that were rejected, files without rows, warnings.
  package var notices: String {
    let inputs =
      touches.files.map { ($0.input, $0.rowCount, $0.filtered) }
      + deals.files.map { ($0.input, $0.rowCount, $0.filtered) }
      + costs.files.map { ($0.input, $0.rowCount, $0.filtered) }
      + lookups.files.map { ($0.input, $0.rowCount, 0) }
    var notes: [String] = []
    for (input, rows, filtered) in inputs {
      let name = printable(input.name)
      let declared = declaration(of: input)
      if input.encoding != .utf8, declared.encoding == nil {
        notes.append("note: \(name) is read as \(input.encoding.name)\n")
      }
      if input.separator != .comma, declared.separator == nil {
        notes.append("note: \(name) is read with \(input.separator.name) between its fields\n")
      }
      if let format = input.amountFormat, format != .plain, declared.amountFormat == nil {
        notes.append("note: \(name) is read with amounts like \(format.rawValue)\n")
      }
      if rows == 0 { notes.append("note: \(name) has a header and no rows\n") }
      if rows > 0, filtered == rows {
        notes.append("note: \(name) has no row that \"keep\" in the definitions keeps\n")
      }
    }
    return rejected.text(as: "rejected") + notes.joined()
      + warnings.map { "warning: \($0.code.rawValue): \($0.message)\n" }.joined()
  }

  /// What the definitions say of an input, and therefore need not be told.
  private func declaration(of input: InputRecord) -> Definitions.Source {
    func isOne(of files: [InputRecord]) -> Bool { files.contains { $0.index == input.index } }
    let sources =
      if isOne(of: deals.files.map(\.input)) {
        definitions.deals
      } else if isOne(of: touches.files.map(\.input)) {
        definitions.touchpoints
      } else if isOne(of: costs.files.map(\.input)) {
        definitions.costs
      } else {
        definitions.lookupSources
      }
    return Definitions.source(for: input.fileName, among: sources)
  }
}

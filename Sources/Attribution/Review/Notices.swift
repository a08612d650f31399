extension Attribution {
  /// What to know beside the result: rows that were rejected, files without rows, warnings.
  package var notices: String {
    let inputs =
      touches.files.map { ($0.input, $0.rowCount, $0.filtered) }
      + deals.files.map { ($0.input, $0.rowCount, $0.filtered) }
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
    let isDeals = deals.files.contains { $0.input.index == input.index }
    let isTouchpoints = touches.files.contains { $0.input.index == input.index }
    return Definitions.source(
      for: input.fileName,
      among: isDeals
        ? definitions.deals : isTouchpoints ? definitions.touchpoints : definitions.lookupSources)
  }
}

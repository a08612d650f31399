extension Problem {
  /// The header of `rejects.csv`.
  package static func rejectsHeader(in form: CSVForm) -> [UInt8] {
    CSVTable(["file", "line", "column", "value", "reason"], in: form).bytes
  }

  /// The problem as a row of `rejects.csv`.
  package func rejectsRow(in form: CSVForm) -> [UInt8] {
    var row = CSVTable(in: form)
    row.text(place?.file ?? "")
    if let line = place?.line, line > 0 { row.number(line) } else { row.name("") }
    row.text(column)
    row.text(printable(value, limit: 200))
    row.text(message)
    row.endRow()
    return row.bytes
  }
}

extension Problem {
  /// The header of `rejects.csv`.
  package static let rejectsHeader = CSVTable(["file", "line", "column", "value", "reason"]).bytes

  /// The problem as a row of `rejects.csv`.
  package var rejectsRow: [UInt8] {
    var row = CSVTable()
    row.text(place?.file ?? "")
    if let line = place?.line, line > 0 { row.number(line) } else { row.name("") }
    row.text(column)
    row.text(printable(value, limit: 200))
    row.text(message)
    row.endRow()
    return row.bytes
  }
}

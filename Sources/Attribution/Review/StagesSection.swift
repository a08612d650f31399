extension Attribution {
  /// Every stage of the deal files, and what the definitions make of it.
  var stagesSection: [Document.Block] {
    guard !deals.stages.isEmpty else { return [] }
    var table = Table([
      ("stage", .left), ("the definitions call it", .left), ("rows", .right), ("amounts", .right),
    ])
    for stage in deals.stages.sorted(by: { Label($0.name) < Label($1.name) }) {
      let sums = stage.sums.sorted { $0.key.code < $1.key.code }.map { $0.key.grouped($0.value) }
      let unread = stage.unread > 0 ? ["\(stage.unread) without a readable one"] : []
      table.add([
        stage.name.isEmpty ? "empty" : .input(stage.name),
        "\(stage.isWon.map { $0 ? "won" : "lost or not won" } ?? "neither")", "\(stage.rows)",
        "\((sums + unread).joined(separator: ", "))",
      ])
    }
    return [
      .heading(2, "Stages found"),
      .paragraph(
        """
        All periods together; adjustments are not judged by their stage. Amounts of deals that are \
        not won are for information alone.
        """),
      .table(table),
    ]
  }
}

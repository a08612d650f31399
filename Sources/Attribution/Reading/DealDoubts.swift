// What makes it doubtful that the definitions know a deal file.

extension Deals {
  /// Fails if many rows, but none of them, are won, and it is not said of all their stages that
  /// they are lost: then it is the definitions that do not know the stages.
  func requireWins(by definitions: Definitions) throws(Failure) {
    let rows = files.reduce(0) { $0 + $1.rowCount }
    let unknown = stages.filter { $0.isWon == nil }.sorted { $0.rows > $1.rows }
    guard won.isEmpty, rows >= Deals.fewRows, !unknown.isEmpty else { return }
    throw Failure(
      .data, [.nothingWon(rows: rows, stages: unknown.map(\.name), won: definitions.won)])
  }

  /// Below this many rows a report without a win may be a quiet month.
  private static let fewRows = 20

  /// The columns that would be guessed away if they were left out (R0).
  static func guessedAway(
    _ columns: ColumnMap<DealColumn>, mapped: [String: ColumnRule?]
  ) -> [Problem] {
    let guesses: [(column: DealColumn, words: Set<String>, otherwise: String)] = [
      (
        // The last ones are how CRMs write two words in one.
        .stage,
        ["stage", "status", "won", "closed", "probability", "dealstage", "iswon", "isclosed"],
        "every row is a won deal"
      ),
      (.currency, ["currency", "iso"], "all amounts are in the definitions' currency"),
    ]
    return guesses.compactMap { guess in
      guard columns.fields[guess.column] == nil, mapped[guess.column.rawValue] == nil,
        let unused = columns.unusedHeader(withWordOf: guess.words)
      else { return nil }
      return .looksLike(
        unused.place, header: unused.header, column: guess.column.rawValue,
        otherwise: guess.otherwise, key: "deals")
    }
  }
}

// Every wording about files that are more than a header and rows: reports with titles, groups and sums.

extension Problem {
  private static let headerLineHint = """
    correct "headerLine" in the definitions: the number that an editor shows beside the line with \
    the names of the columns
    """

  /// - Parameter lines: How many lines the file has.
  static func headerLineMissing(_ place: Place, line: Int, lines: Int) -> Problem {
    Problem(
      place: place,
      message: """
        the definitions say that the header is on line \(line), and the file has \
        \(counted(lines, "line"))
        """,
      hint: headerLineHint)
  }

  static func headerLineBlank(_ place: Place) -> Problem {
    Problem(
      place: place,
      message: "the definitions say that the header is on this line, which is blank",
      hint: headerLineHint)
  }

  /// - Parameters:
  ///   - problem: Why the row cannot be used.
  ///   - text: What it looks like a heading for.
  static func headingOrSubtotal(_ problem: Problem, _ text: String) -> Problem {
    Problem(
      place: problem.place, column: problem.column, value: problem.value,
      message: """
        \(problem.message); with \(quoted(text)) the row looks like a heading or a subtotal of a \
        grouped report
        """,
      hint: """
        export the report without groups ("Details Only"), one row per record; or leave such rows out \
        in the definitions: "keep": [{"column": "…", "isNot": "Total"}]
        """)
  }
}

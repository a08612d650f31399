// Every wording about dimensions, in the definitions and in the files.

extension Problem {
  static func definitionsDimensionTwice(
    _ path: String, first: String, name: String, at place: Place
  ) -> Problem {
    Problem(
      place: place,
      message: "\(first) and \(path) are both called \(quoted(name))",
      hint: "give one of them a \"name\" of its own, like {\"deal\": …, \"name\": \"deal_\(name)\"}"
    )
  }

  /// - Parameter labels: The logical columns that may be a dimension.
  static func definitionsDimensionIsNoLabel(
    _ path: String, _ column: String, labels: [String], at place: Place
  ) -> Problem {
    Problem(
      place: place,
      message: "\(path) is the column \"\(column)\", which is no label",
      hint: "the labels are \(labels.joined(separator: ", ")), and any other header of the files")
  }

  static func definitionsDimensionWithoutName(
    _ path: String, column: String, at place: Place
  ) -> Problem {
    Problem(
      place: place,
      message: "no name for the results can be made of \(path), \(quoted(column))",
      hint: """
        add a "name" of at most 40 small letters, digits and _ that begins with a letter, like \
        {"touch": …, "name": "region"}
        """)
  }

  static func definitionsDimensionNameTaken(
    _ path: String, name: String, at place: Place
  ) -> Problem {
    Problem(
      place: place,
      message: "\(path) is called \"\(name)\", as a model, a column or a file of the results is",
      hint: "add another \"name\", like {\"touch\": …, \"name\": \"touch_\(name)\"}")
  }

  /// - Parameters:
  ///   - place: The header of the first file that could have the column.
  ///   - headers: The headers of all these files.
  static func dimensionColumnMissing(
    _ place: Place, _ dimension: Dimension, headers: [String]
  ) -> Problem {
    let files = dimension.kind == .touch ? "touchpoint file" : "deal file"
    return Problem(
      place: place, column: dimension.column, value: "",
      message: "no \(files) has the column \(quoted(dimension.column)) of a dimension",
      hint: nearest(dimension.column, among: headers).map { "did you mean \(quoted($0))?" }
        ?? "name one of the headers of the files: \(listed(headers.map(quoted)))")
  }
}

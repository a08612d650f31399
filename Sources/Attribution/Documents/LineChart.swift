/// Lines over steps in an order, such as periods: a line for each subject, a point for each step.
package struct LineChart: Sendable {
  /// What the steps are called.
  package var steps: [String]
  package var lines: [Line]

  package struct Line: Sendable {
    package var subject: Subject
    /// Thousandths for each step; nil where there is nothing to draw, and the line is broken.
    package var values: [Int128?]

    package init(_ subject: Subject, values: [Int128?]) {
      self.subject = subject
      self.values = values
    }
  }

  package init(steps: [String], lines: [Line] = []) {
    self.steps = steps
    self.lines = lines
  }

  var words: [String] {
    lines.map { line in
      let parts = zip(steps, line.values).compactMap { step, value in
        value.map { "\(step) \(percentText($0))" }
      }
      return "\(line.subject.word): \(parts.joined(separator: ", "))."
    }
  }
}

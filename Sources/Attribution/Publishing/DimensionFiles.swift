/// A file of a result folder, with what writes it.
package typealias Report = (
  name: String, write: @Sendable (Attribution, Sink) throws(Failure) -> Void
)

extension Attribution {
  /// The files of the dimensions, as `reports` has those that every result folder holds.
  package var dimensionReports: [Report] {
    dimensions.flatMap { credit -> [Report] in
      let dimension = credit.dimension
      return [
        (
          dimension.creditFile,
          { @Sendable (a: Attribution, sink: Sink) throws(Failure) in
            try a.writeCredit(of: credit, to: sink)
          }
        ),
        (
          dimension.comparisonFile,
          { @Sendable (a: Attribution, sink: Sink) throws(Failure) in
            try a.writeComparison(of: credit, to: sink)
          }
        ),
      ]
    }
  }
}

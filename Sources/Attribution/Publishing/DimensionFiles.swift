/// A file of a result folder, with what writes it.
package typealias Report = (
  name: String, write: @Sendable (Attribution, Sink) throws(Failure) -> Void
)

extension Attribution {
  /// The files of the dimensions, as `reports` has those that every result folder holds.
  package var dimensionReports: [Report] {
    dimensions.flatMap { credit -> [Report] in
      let name = credit.dimension.name
      return [
        (
          "\(name)_credit.csv",
          { (a: Attribution, sink: Sink) throws(Failure) in try a.writeCredit(of: credit, to: sink)
          }
        ),
        (
          "\(name)_comparison.csv",
          { (a: Attribution, sink: Sink) throws(Failure) in
            try a.writeComparison(of: credit, to: sink)
          }
        ),
      ]
    }
  }
}

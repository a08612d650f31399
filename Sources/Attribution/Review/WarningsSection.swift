extension Attribution {
  var warningsSection: [Document.Block] {
    guard !warnings.isEmpty else { return [] }
    return [
      .heading(2, "Warnings"),
      .list(
        warnings.map { "\(strong: "\($0.code.rawValue)"): \(input: $0.message, limit: 2_000)" }),
    ]
  }
}

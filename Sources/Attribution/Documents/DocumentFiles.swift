extension Document {
  /// The files that it consists of, each one's path with its content: the text, and its pictures.
  ///
  /// - Parameters:
  ///   - name: The text's, without what follows the dot.
  ///   - withHTML: Whether it is wanted as a page too.
  package func files(
    named name: String, withHTML: Bool = false
  ) -> [(path: String, text: String)] {
    [("\(name).md", markdown)] + (withHTML ? [("\(name).html", html)] : [])
      + pictures.map { ($0.path, $0.svg) }
  }

  package var pictures: [Picture] {
    blocks.compactMap { block in
      if case .picture(let picture) = block { picture } else { nil }
    }
  }
}

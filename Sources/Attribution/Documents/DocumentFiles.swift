extension Document {
  /// The files that it consists of, each one's path with its content: the text, and its pictures.
  ///
  /// - Parameter name: The text's, without what follows the dot.
  package func files(named name: String) -> [(path: String, text: String)] {
    [("\(name).md", markdown)] + pictures.map { ($0.path, $0.svg) }
  }

  package var pictures: [Picture] {
    blocks.compactMap { block in
      if case .picture(let picture) = block { picture } else { nil }
    }
  }
}

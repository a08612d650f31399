extension Definitions {
  /// Reads a definitions file.
  ///
  /// - Throws: A `Failure` if it cannot be read, or with all that is wrong with its content.
  package static func read(_ path: String) throws(Failure) -> Definitions {
    let file = try PlainFile(path: path, name: inputNames([path])[0])
    var bytes: [UInt8] = []
    try file.read(file.byteCount, at: 0, appendingTo: &bytes)
    let (definitions, problems) = decode(bytes, file: file.name)
    guard problems.isEmpty else { throw Failure(.definitions, problems) }
    return definitions
  }
}

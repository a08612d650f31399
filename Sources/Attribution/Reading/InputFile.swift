@unsafe @preconcurrency import Glibc

/// A file that the user gave, open for reading.
///
/// What is read of it is UTF-8: a file in another encoding is first transcoded to an unnamed
/// temporary one, since rows begin at any of its bytes.
package final class InputFile: Sendable {
  /// How results name it: the last path component, told apart by `#2` where two are alike.
  package let name: String
  /// The last path component, by which the definitions find its source.
  package let fileName: String
  /// Which input it is, in the order given.
  package let index: Int
  /// Where in the definitions files of its kind are described: `deals`.
  let key: String
  /// The encoding that it was given in.
  package let encoding: TextEncoding
  /// The first bytes that were given, by which what is no text is known.
  let beginning: [UInt8]
  /// The fingerprint of the bytes that were given, where others are read.
  let fingerprintAsGiven: Fingerprint?
  private let given: PlainFile
  private let text: PlainFile

  /// How many bytes are read.
  package var byteCount: Int { text.byteCount }
  /// How many bytes were given.
  var byteCountAsGiven: Int { given.byteCount }

  /// Two paths to one file have the same.
  struct Identity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
  }

  /// - Parameters:
  ///   - path: `-` is standard input.
  ///   - encoding: What the definitions declare, if they do. A byte-order mark tells better: files of
  ///     one source may differ from month to month.
  package init(
    path: String, name: String, index: Int, key: String = "", encoding declared: TextEncoding? = nil
  ) throws(Failure) {
    let given = try PlainFile(path: path, name: name)
    var beginning: [UInt8] = []
    try given.read(16, at: 0, appendingTo: &beginning)
    let encoding = TextEncoding(markedBy: beginning) ?? declared ?? .utf8
    self.name = name
    self.index = index
    self.key = key
    self.encoding = encoding
    self.beginning = beginning
    self.given = given
    fileName = inputNames([path])[0]
    if encoding == .utf8 {
      (text, fingerprintAsGiven) = (given, nil)
    } else {
      (text, fingerprintAsGiven) = try given.transcoded(from: encoding)
    }
  }

  /// The same file in another encoding than it was taken for.
  func reread(as encoding: TextEncoding) throws(Failure) -> InputFile {
    try InputFile(self, encoding: encoding)
  }

  private init(_ file: InputFile, encoding: TextEncoding) throws(Failure) {
    (name, fileName, index, key) = (file.name, file.fileName, file.index, file.key)
    (given, beginning) = (file.given, file.beginning)
    self.encoding = encoding
    (text, fingerprintAsGiven) = try given.transcoded(from: encoding)
  }

  /// Reads bytes at an offset to the end of `buffer`, fewer only where the file ends.
  package func read(_ count: Int, at offset: Int, appendingTo buffer: inout [UInt8]) throws(Failure)
  {
    try text.read(count, at: offset, appendingTo: &buffer)
  }

  /// Fails if the file was written to since it was opened: then pieces of two versions were read.
  package func requireUnchanged() throws(Failure) { try given.requireUnchanged() }
}

extension PlainFile {
  /// A copy in UTF-8, and the fingerprint of what was copied.
  fileprivate func transcoded(
    from encoding: TextEncoding
  ) throws(Failure) -> (text: PlainFile, fingerprint: Fingerprint) {
    var transcoder = Transcoder(from: encoding)
    var builder = Fingerprint.Builder()
    var bytes: [UInt8] = []
    var offset = 0
    let text = try PlainFile(name: name) { (text) throws(Failure) in
      bytes.removeAll(keepingCapacity: true)
      let count = min(Fingerprint.blockSize, byteCount - offset)
      try self.read(count, at: offset, appendingTo: &bytes)
      builder.add(bytes.span)
      transcoder.add(bytes.span, to: &text)
      offset += count
      if offset == byteCount { transcoder.finish(to: &text) }
      return offset < byteCount
    }
    try requireUnchanged()
    return (text, builder.fingerprint())
  }
}

/// The names by which results tell inputs apart: last path components, and where some are alike,
/// `#2` and on behind all but the first, as far as no input is called so already.
package func inputNames(_ paths: [String]) -> [String] {
  let last = paths.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
  var taken = Set(last.map { Label($0) })
  var seen: Set<Label> = []
  return last.map { name in
    if seen.insert(Label(name)).inserted { return name }
    var count = 2
    while !taken.insert(Label("\(name)#\(count)")).inserted { count += 1 }
    return "\(name)#\(count)"
  }
}

extension InputFile {
  /// Device and inode of what a path leads to, without opening it: a pipe would wait for a writer.
  static func identity(of path: String) -> Identity? {
    var status = stat()
    let isThere = path == "-" ? unsafe fstat(0, &status) == 0 : unsafe stat(path, &status) == 0
    return isThere
      ? Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)) : nil
  }
}

extension InputFile {
  func place(line: Int = 0, column: Int = 0) -> Place {
    Place(file: name, fileIndex: index, line: line, column: column)
  }
}

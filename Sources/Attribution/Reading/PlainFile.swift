@unsafe @preconcurrency import Glibc

/// A file of bytes that do not change, open for reading.
///
/// Pieces of it are read at any offset by several threads at once (`pread`). A memory map would die
/// with SIGBUS when somebody truncates the file meanwhile. What is no regular file (standard input,
/// a pipe) is first copied to an unnamed temporary file, since pieces must be read out of order.
final class PlainFile: Sendable {
  /// As messages name it.
  let name: String
  let byteCount: Int
  private let descriptor: Int32
  private let modified: timespec

  /// - Parameter path: `-` is standard input.
  convenience init(path: String, name: String) throws(Failure) {
    let opened = path == "-" ? dup(0) : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw Failure(.noInput, [.cannotOpen(path, errorText())]) }
    var status = stat()
    guard unsafe fstat(opened, &status) == 0 else {
      let reason = errorText()
      close(opened)
      throw Failure(.noInput, [.cannotOpen(path, reason)])
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self.init(adopting: opened, status, name: name)
    case S_IFDIR:
      close(opened)
      throw Failure(.noInput, [.isAFolder(path)])
    default:
      defer { close(opened) }
      try self.init(
        name: name,
        copying: { (buffer) throws(Failure) in
          try PlainFile.readOn(from: opened, name: name, into: &buffer)
        })
    }
  }

  /// A copy in an unnamed temporary file.
  ///
  /// - Parameter next: Appends the next bytes, and says whether there may be more.
  convenience init(
    name: String, copying next: (inout [UInt8]) throws(Failure) -> Bool
  ) throws(Failure) {
    try self.init(
      name: name,
      holding: { (write) throws(Failure) in
        var buffer: [UInt8] = []
        var hasMore = true
        while hasMore {
          buffer.removeAll(keepingCapacity: true)
          hasMore = try next(&buffer)
          try write(buffer)
        }
      })
  }

  /// An unnamed temporary file with what is written.
  convenience init(
    name: String,
    holding content: (_ write: ([UInt8]) throws(Failure) -> Void) throws(Failure) -> Void
  ) throws(Failure) {
    let asked = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ""
    var template = Array("\(asked.isEmpty ? "/tmp" : asked)/smarketing-XXXXXX".utf8CString)
    let copy = unsafe template.withUnsafeMutableBufferPointer { path in
      let made = unsafe mkstemp(path.baseAddress!)
      if made >= 0 { unsafe unlink(path.baseAddress!) }
      return made
    }
    guard copy >= 0 else { throw Failure(.cannotCreate, [.cannotSpool(name, errorText())]) }
    var status = stat()
    do throws(Failure) {
      try content { (bytes) throws(Failure) in
        try PlainFile.write(bytes, to: copy, name: name)
      }
      guard unsafe fstat(copy, &status) == 0 else {
        throw Failure(.inputOutput, [.readingFailed(name, errorText())])
      }
    } catch {
      close(copy)
      throw error
    }
    self.init(adopting: copy, status, name: name)
  }

  private init(adopting descriptor: Int32, _ status: stat, name: String) {
    self.name = name
    self.descriptor = descriptor
    byteCount = Int(status.st_size)
    modified = status.st_mtim
  }

  deinit { close(descriptor) }

  /// Reads bytes at an offset to the end of `buffer`, fewer only where the file ends.
  func read(_ count: Int, at offset: Int, appendingTo buffer: inout [UInt8]) throws(Failure) {
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: count))
    var done = 0
    while done < count {
      let got = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe pread(
          descriptor, bytes.baseAddress! + start + done, count - done, off_t(offset + done))
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw Failure(.inputOutput, [.readingFailed(name, errorText())]) }
      if got == 0 { break }
      done += got
    }
    buffer.removeLast(count - done)
  }

  /// Fails if the file was written to since it was opened: then pieces of two versions were read.
  func requireUnchanged() throws(Failure) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw Failure(.inputOutput, [.readingFailed(name, errorText())])
    }
    guard Int(status.st_size) == byteCount, status.st_mtim.tv_sec == modified.tv_sec,
      status.st_mtim.tv_nsec == modified.tv_nsec
    else { throw Failure(.inputOutput, [.changedWhileReading(name)]) }
  }

  /// Reads what comes next from a pipe to the end of `buffer`.
  ///
  /// - Returns: Whether anything came.
  private static func readOn(
    from source: Int32, name: String, into buffer: inout [UInt8]
  ) throws(Failure) -> Bool {
    let (start, count) = (buffer.count, 1 << 16)
    buffer.append(contentsOf: repeatElement(0, count: count))
    while true {
      let got = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe Glibc.read(source, bytes.baseAddress! + start, count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw Failure(.inputOutput, [.readingFailed(name, errorText())]) }
      buffer.removeLast(count - got)
      return got > 0
    }
  }

  private static func write(_ bytes: [UInt8], to copy: Int32, name: String) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { bytes in
        unsafe Glibc.write(copy, bytes.baseAddress! + done, bytes.count - done)
      }
      if written < 0, errno == EINTR { continue }
      guard written >= 0 else { throw Failure(.inputOutput, [.cannotSpool(name, errorText())]) }
      done += written
    }
  }
}

/// What the system says of its last error.
func errorText() -> String { unsafe String(cString: strerror(errno)) }

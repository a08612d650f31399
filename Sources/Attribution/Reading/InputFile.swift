import Foundation
@unsafe @preconcurrency import Glibc

/// A file that the user gave, open for reading.
///
/// Pieces of it are read at any offset by several threads at once (`pread`). A memory map would die
/// with SIGBUS when somebody truncates the file meanwhile. What is no regular file (standard input,
/// a pipe) is first copied to an unnamed temporary file, since pieces must be read out of order.
package final class InputFile: Sendable {
  /// How results name it: the last path component, told apart by `#2` where two are alike.
  package let name: String
  /// The last path component, by which the definitions find its source.
  package let fileName: String
  /// Which input it is, in the order given.
  package let index: Int
  package let byteCount: Int
  private let descriptor: Int32
  private let modified: timespec

  /// Two paths to one file have the same.
  struct Identity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
  }

  /// - Parameter path: `-` is standard input.
  package init(path: String, name: String, index: Int) throws(Failure) {
    let opened = path == "-" ? dup(0) : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw Failure(.noInput, [.cannotOpen(path, errorText())]) }
    var status = stat()
    guard unsafe fstat(opened, &status) == 0 else {
      let reason = errorText()
      close(opened)
      throw Failure(.noInput, [.cannotOpen(path, reason)])
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: descriptor = opened
    case S_IFDIR:
      close(opened)
      throw Failure(.noInput, [.isAFolder(path)])
    default:
      defer { close(opened) }
      descriptor = try InputFile.spool(opened, name: name)
      guard unsafe fstat(descriptor, &status) == 0 else {
        throw Failure(.inputOutput, [.readingFailed(name, errorText())])
      }
    }
    self.name = name
    self.index = index
    fileName = inputNames([path])[0]
    byteCount = Int(status.st_size)
    modified = status.st_mtim
  }

  deinit { close(descriptor) }

  /// Reads bytes at an offset to the end of `buffer`, fewer only where the file ends.
  package func read(_ count: Int, at offset: Int, appendingTo buffer: inout [UInt8]) throws(Failure)
  {
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
  package func requireUnchanged() throws(Failure) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw Failure(.inputOutput, [.readingFailed(name, errorText())])
    }
    guard Int(status.st_size) == byteCount, status.st_mtim.tv_sec == modified.tv_sec,
      status.st_mtim.tv_nsec == modified.tv_nsec
    else { throw Failure(.inputOutput, [.changedWhileReading(name)]) }
  }

  private static func spool(_ source: Int32, name: String) throws(Failure) -> Int32 {
    var template = Array(NSTemporaryDirectory().utf8CString.dropLast())
    template.append(contentsOf: "/smarketing-XXXXXX".utf8CString)
    let copy = unsafe template.withUnsafeMutableBufferPointer { path in
      let made = unsafe mkstemp(path.baseAddress!)
      if made >= 0 { unsafe unlink(path.baseAddress!) }
      return made
    }
    guard copy >= 0 else { throw Failure(.cannotCreate, [.cannotSpool(name, errorText())]) }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let got = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe Glibc.read(source, bytes.baseAddress!, bytes.count)
      }
      if got < 0, errno == EINTR { continue }
      if got == 0 { return copy }
      var done = 0
      while got > 0, done < got {
        let written = unsafe buffer.withUnsafeBytes { bytes in
          unsafe write(copy, bytes.baseAddress! + done, got - done)
        }
        if written < 0, errno == EINTR { continue }
        if written < 0 {
          let reason = errorText()
          close(copy)
          throw Failure(.inputOutput, [.cannotSpool(name, reason)])
        }
        done += written
      }
      if got < 0 {
        let reason = errorText()
        close(copy)
        throw Failure(.inputOutput, [.readingFailed(name, reason)])
      }
    }
  }
}

/// What the system says of its last error.
func errorText() -> String { unsafe String(cString: strerror(errno)) }

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

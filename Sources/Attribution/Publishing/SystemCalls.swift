@unsafe @preconcurrency import Glibc

/// Why the system refused something.
struct SystemError: Error {
  var code: CInt
  /// In the system's own words: `No space left on device`.
  var text: String { unsafe String(cString: strerror(code)) }

  /// The error of the call that failed last.
  static var last: SystemError { SystemError(code: errno) }
}

extension SystemError {
  var isMissing: Bool { code == ENOENT }
  var isLocked: Bool { code == EWOULDBLOCK }
  /// Whether there is something of the new name already.
  var isInTheWay: Bool { code == ENOTEMPTY || code == EEXIST || code == ENOTDIR }

  var obstacle: WritingObstacle {
    switch code {
    case ENOSPC, EDQUOT: .noSpace
    case EFBIG: .sizeLimit
    default: .other
    }
  }
}

/// Repeats a system call for as long as a signal interrupts it.
///
/// - Returns: What the call returned; never negative.
@discardableResult
func uninterrupted<Result: SignedInteger>(_ call: () -> Result) throws(SystemError) -> Result {
  while true {
    let result = call()
    if result >= 0 { return result }
    if errno != EINTR { throw .last }
  }
}

/// Writes all bytes, however few of them the system takes at a time.
func writeAll(_ bytes: [UInt8], to descriptor: CInt) throws(SystemError) {
  var written = 0
  while written < bytes.count {
    let rest = bytes[written...]
    written += try uninterrupted {
      unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    }
  }
}

/// The path without links, `.` and `..`, absolute.
func realPath(_ path: String) throws(SystemError) -> String {
  guard let real = unsafe realpath(path, nil) else { throw .last }
  defer { unsafe free(real) }
  return unsafe String(cString: real)
}

/// Whether there is a file at a path, also by links, and not a folder, a pipe or a device.
func isPlainFile(_ path: String) -> Bool {
  var status = stat()
  return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}

/// Whether a path names a symbolic link.
func isLink(_ path: String) -> Bool {
  var status = stat()
  return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
}

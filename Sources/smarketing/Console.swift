import Attribution
@unsafe @preconcurrency import Glibc

/// Standard output and standard error.
enum Console {
  /// Prints results.
  ///
  /// - Parameter written: The folder that was written before, and stays.
  /// - Throws: A `Failure` if they cannot be printed: `print` would lose them without a word.
  static func output(_ text: String, written: String? = nil) throws(Failure) {
    guard write(text, to: 1) else {
      let reason = errno
      if reason == EPIPE {
        // Nobody reads on, as in `| head`. That ends a program quietly.
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
      }
      throw Failure(
        .inputOutput,
        [.outputNotPrinted(unsafe String(cString: strerror(reason)), written: written)])
    }
  }

  /// Prints problems, warnings and progress. That nobody may be there to read them is no failure.
  static func error(_ text: String) { _ = write(text, to: 2) }

  private static func write(_ text: String, to descriptor: CInt) -> Bool {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let rest = bytes[done...]
      let written = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if written < 0 {
        if errno == EINTR { continue }
        return false
      }
      done += written
    }
    return true
  }

  /// Whether standard error is a terminal that knows more than lines.
  static var errorIsTerminal: Bool {
    let isDumb = unsafe getenv("TERM").map { unsafe String(cString: $0) == "dumb" } ?? true
    return isatty(2) == 1 && !isDumb
  }

  /// Red and bold on a terminal that wants colours (<https://no-color.org>).
  static func emphasized(_ text: String) -> String {
    let refuses = unsafe getenv("NO_COLOR").map { unsafe $0.pointee != 0 } ?? false
    guard errorIsTerminal, !refuses else { return text }
    return "\u{1B}[1;31m\(text)\u{1B}[0m"
  }

  /// Makes the standard descriptors sure to be open: else the first file of the results would get
  /// the number of one, and messages would be written into it.
  ///
  /// Those that were closed are opened the wrong way round, so that using them still fails.
  static func openStandardDescriptors() {
    for (descriptor, mode) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)] as [(CInt, CInt)]
    where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest number that is free: this one.
      _ = unsafe open("/dev/null", mode)
    }
  }
}

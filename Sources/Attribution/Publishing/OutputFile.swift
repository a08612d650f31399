@unsafe @preconcurrency import Glibc
import Synchronization

/// A file that was written to the end: as `run.json` lists it.
package struct WrittenFile: Sendable, Equatable {
  /// Its path within the output folder.
  package var name: String
  package var bytes: Int
  package var fingerprint: Fingerprint
  /// As far as it lies in the first block, without its end: of a table, the header.
  package var firstLine: [UInt8]
}

/// A new file, written a block at a time.
///
/// One that is dropped without `finish()` is closed, and stays as far as it was written.
package struct OutputFile: ~Copyable, Sendable {
  private let name: String
  /// Where it will be once it is published, for messages.
  private let path: String
  /// Negative once it is closed.
  private var descriptor: CInt
  private var block = Block()
  private let full = FullBlocks()
  private var byteCount = 0
  private var firstLine: [UInt8] = []
  private var builder = Fingerprint.Builder()

  /// Creates the file.
  ///
  /// - Parameters:
  ///   - name: Its path within `folder`.
  ///   - path: Where the user will find it.
  /// - Throws: `inputOutput`, also if there is something of that name.
  init(_ name: String, in folder: Folder, path: String) throws(Failure) {
    self.name = name
    self.path = path
    do throws(SystemError) {
      descriptor = try folder.createFile(name)
    } catch {
      throw .notWritten(path, error)
    }
  }

  deinit {
    guard descriptor >= 0 else { return }
    // Nobody asks any more what became of them.
    try? full.wait()
    close(descriptor)
  }

  /// Appends bytes. What they make full may not be written yet.
  ///
  /// - Throws: `inputOutput`, after which the file is of no use.
  package mutating func write(_ bytes: [UInt8]) throws(Failure) {
    var at = 0
    while at < bytes.count {
      at += block.append(bytes.span.extracting(at...))
      if block.isFull { try flush() }
    }
  }

  /// Ends the file and waits until it is on the disk.
  ///
  /// - Throws: `inputOutput`
  package consuming func finish() throws(Failure) -> WrittenFile {
    let file = try end()
    try [file].sync()
    return file.written
  }

  /// Ends the file. It may not be on the disk yet.
  ///
  /// - Throws: `inputOutput`
  consuming func end() throws(Failure) -> EndedFile {
    try flush()
    try named { () throws(SystemError) in try full.wait() }
    let written = WrittenFile(
      name: name, bytes: byteCount, fingerprint: builder.fingerprint(), firstLine: firstLine)
    defer { descriptor = -1 }
    return EndedFile(written, path: path, descriptor: descriptor)
  }

  private mutating func flush() throws(Failure) {
    if block.count == 0 { return }
    if byteCount == 0 { firstLine = block.firstLine }
    builder.add(block.hash, byteCount: block.count)
    byteCount += block.count
    block = try named { () throws(SystemError) in try full.write(block, to: descriptor) }
  }

  private func named<Result>(
    _ body: () throws(SystemError) -> Result
  ) throws(Failure) -> Result {
    do throws(SystemError) {
      return try body()
    } catch {
      throw .notWritten(path, error)
    }
  }
}

/// The blocks of a file on their way to the disk, which takes about as long to write them as it takes to
/// make the next ones.
private final class FullBlocks: Sendable {
  private let thread = Behind(atMost: 3)
  private let state = Mutex<State>(State())

  private struct State {
    /// Blocks that are written, to be filled again.
    var spare: [Block] = []
    var failure: SystemError?
  }

  /// Writes a block, one that is full while the caller goes on.
  ///
  /// - Returns: An empty one.
  /// - Throws: What was wrong with this one, or with one before.
  func write(_ block: Block, to descriptor: CInt) throws(SystemError) -> Block {
    if block.isFull {
      thread.add { self.writeNow(block, to: descriptor) }
    } else {
      thread.wait()
      writeNow(block, to: descriptor)
    }
    return try state.withLock { (state) throws(SystemError) in
      if let failure = state.failure { throw failure }
      return state.spare.popLast() ?? Block()
    }
  }

  /// Waits until all are written.
  ///
  /// - Throws: What was wrong with the first that is not.
  func wait() throws(SystemError) {
    thread.wait()
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  private func writeNow(_ block: Block, to descriptor: CInt) {
    var failure = state.withLock { $0.failure }
    if failure == nil {
      do throws(SystemError) {
        try block.write(to: descriptor)
      } catch {
        failure = error
      }
    }
    block.clear()
    state.withLock { state in
      state.failure = failure
      state.spare.append(block)
    }
  }
}

/// A block of a file, in memory that begins where a page does: from there the system can bring it to
/// the disk itself, without a copy in its own memory, which costs more than to make the rows.
///
/// Whoever has it is alone in using it: the file that fills it, then the thread that writes it.
@safe
private final class Block: @unchecked Sendable {
  private let room: UnsafeMutableRawBufferPointer
  private(set) var count = 0

  init() {
    unsafe room = .allocate(byteCount: Fingerprint.blockSize, alignment: 1 << 12)
  }

  deinit { unsafe room.deallocate() }

  var isFull: Bool { count == Fingerprint.blockSize }

  /// Appends the first of these bytes, as many as there is room for.
  ///
  /// - Returns: How many.
  func append(_ bytes: Span<UInt8>) -> Int {
    let taken = min(bytes.count, Fingerprint.blockSize - count)
    // Safe: both are as long as that.
    unsafe bytes.withUnsafeBytes { bytes in
      unsafe UnsafeMutableRawBufferPointer(rebasing: room[count...])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<taken]))
    }
    count += taken
    return taken
  }

  func clear() { count = 0 }

  /// Without its line feed.
  var firstLine: [UInt8] { unsafe Array(room[..<count].prefix { $0 != lineFeed }) }

  var hash: BlockHash {
    // Safe: the memory lives as long as this, and all of it was written.
    unsafe UnsafeRawBufferPointer(rebasing: room[..<count]).withMemoryRebound(to: UInt8.self) {
      unsafe BlockHash(of: $0.span)
    }
  }

  /// Writes all of it; a full one past the memory of the system, where the file's system can.
  func write(to descriptor: CInt) throws(SystemError) {
    var isDirect = isFull && setsDirect(true, descriptor)
    defer { if isDirect { _ = setsDirect(false, descriptor) } }
    var written = 0
    while written < count {
      do throws(SystemError) {
        written += try uninterrupted {
          unsafe Glibc.write(descriptor, room.baseAddress! + written, count - written)
        }
      } catch {
        // Not a part of a block, and not every file system that says so can do it: what else is wrong
        // shows again.
        guard isDirect else { throw error }
        isDirect = false
        _ = setsDirect(false, descriptor)
      }
    }
  }

  private func setsDirect(_ isDirect: Bool, _ descriptor: CInt) -> Bool {
    let flags = fcntl(descriptor, F_GETFL)
    guard flags >= 0 else { return false }
    return fcntl(descriptor, F_SETFL, isDirect ? flags | direct : flags & ~direct) == 0
  }
}

/// The flag `O_DIRECT` of Linux, which is not in the module.
private var direct: CInt {
  #if arch(arm64) || arch(arm)
    0o200000
  #else
    0o40000
  #endif
}

/// A file that was written to the end, and may not be on the disk yet.
final class EndedFile: Sendable {
  let written: WrittenFile
  private let path: String
  /// Negative once it is closed.
  private let descriptor: Mutex<CInt>

  fileprivate init(_ written: WrittenFile, path: String, descriptor: CInt) {
    (self.written, self.path) = (written, path)
    self.descriptor = Mutex(descriptor)
  }

  deinit { descriptor.withLock { if $0 >= 0 { _ = close($0) } } }

  fileprivate var isOpen: Bool { descriptor.withLock { $0 >= 0 } }

  /// Waits until the file is on the disk, and closes it.
  fileprivate func sync() throws(Failure) {
    do throws(SystemError) {
      try descriptor.withLock { (descriptor) throws(SystemError) in
        try uninterrupted { fsync(descriptor) }
        // Closed whatever the result is. Some file systems report only here that they are full.
        let result = close(descriptor)
        descriptor = -1
        if result < 0, errno != EINTR { throw .last }
      }
    } catch {
      throw .notWritten(path, error)
    }
  }
}

extension [EndedFile] {
  /// Adds a file, and waits for those that were added when they are many: a process may have so many
  /// open, and has others too.
  mutating func add(_ file: EndedFile) throws(Failure) {
    append(file)
    let atMost = Swift.min(32, sysconf(CInt(_SC_OPEN_MAX)) / 4)
    if count(where: \.isOpen) >= atMost { try sync() }
  }

  /// Waits until all of them are on the disk: for several at a time, since a file system brings the
  /// names of files there together, which takes as long for one as for all.
  ///
  /// - Throws: `inputOutput`, of the first that is not there.
  func sync() throws(Failure) {
    let open = filter(\.isOpen)
    try waitForEach(open.count) { (number) throws(Failure) in try open[number].sync() }
  }
}

extension Failure {
  /// A file of the results could not be written.
  static func notWritten(_ path: String, _ error: SystemError) -> Failure {
    Failure(
      .inputOutput, [.outputNotWritten(path, error.text, obstacle: error.obstacle)])
  }
}

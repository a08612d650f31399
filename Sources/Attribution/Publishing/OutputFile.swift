import Foundation
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
  private var block: [UInt8] = []
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

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Appends bytes.
  ///
  /// - Throws: `inputOutput`, after which the file is of no use.
  package mutating func write(_ bytes: [UInt8]) throws(Failure) {
    var at = 0
    while at < bytes.count {
      let end = min(bytes.count, at + Fingerprint.blockSize - block.count)
      block += bytes[at..<end]
      at = end
      if block.count == Fingerprint.blockSize { try flush() }
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
    let written = WrittenFile(
      name: name, bytes: byteCount, fingerprint: builder.fingerprint(), firstLine: firstLine)
    defer { descriptor = -1 }
    return EndedFile(written, path: path, descriptor: descriptor)
  }

  private mutating func flush() throws(Failure) {
    if block.isEmpty { return }
    if byteCount == 0 { firstLine = Array(block.prefix { $0 != lineFeed }) }
    builder.add(BlockHash(of: block.span), byteCount: block.count)
    do throws(SystemError) {
      try writeAll(block, to: descriptor)
    } catch {
      throw .notWritten(path, error)
    }
    byteCount += block.count
    block.removeAll(keepingCapacity: true)
  }
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
  private static var atOnce: Int { 8 }

  /// Adds a file, and waits for those that were added when they are several: a process may not have
  /// many open.
  mutating func add(_ file: EndedFile) throws(Failure) {
    append(file)
    if count % Self.atOnce == 0 { try sync() }
  }

  /// Waits until all of them are on the disk: for several at a time, since a file system brings the
  /// names of files there together, which takes as long for one as for all.
  ///
  /// - Throws: `inputOutput`, of the first that is not there.
  func sync() throws(Failure) {
    let open = filter(\.isOpen)
    let failures = waitMap(open.count, atOnce: Self.atOnce) { number -> Failure? in
      do throws(Failure) {
        try open[number].sync()
        return nil
      } catch {
        return error
      }
    }
    if let failure = failures.lazy.compactMap(\.self).first { throw failure }
  }
}

extension Failure {
  /// A file of the results could not be written.
  static func notWritten(_ path: String, _ error: SystemError) -> Failure {
    Failure(
      .inputOutput, [.outputNotWritten(path, error.text, obstacle: error.obstacle)])
  }
}

@unsafe @preconcurrency import Glibc

/// A folder that is held open.
///
/// Names are looked up in the folder itself and not by its path, so that neither a changed working
/// directory nor a folder moved meanwhile leads anywhere else. No name is followed if it is a
/// symbolic link.
final class Folder: Sendable {
  /// What a name in a folder stands for.
  struct Entry {
    enum Kind { case file, folder, link, other }
    var kind: Kind
    /// Which file it is, by whatever name.
    var device: dev_t
    var number: ino_t
    /// In bytes.
    var size: Int
    var permissions: mode_t
    var group: gid_t

    fileprivate init(_ status: stat) {
      kind =
        switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFLNK: .link
        default: .other
        }
      device = status.st_dev
      number = status.st_ino
      size = Int(status.st_size)
      permissions = status.st_mode & 0o7777
      group = status.st_gid
    }

    func isSame(as other: Entry) -> Bool { device == other.device && number == other.number }
  }

  let descriptor: CInt

  private init(descriptor: CInt) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Opens the folder at a path; here, links are followed.
  convenience init(at path: String) throws(SystemError) {
    let descriptor = try uninterrupted { unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    self.init(descriptor: descriptor)
  }

  /// Opens a folder in this one.
  func folder(_ name: String) throws(SystemError) -> Folder {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    return Folder(descriptor: try uninterrupted { unsafe openat(descriptor, name, flags) })
  }

  /// The folder's own entry.
  func entry() throws(SystemError) -> Entry {
    var status = stat()
    try uninterrupted { unsafe fstat(descriptor, &status) }
    return Entry(status)
  }

  /// What a name stands for, nil if there is nothing of that name.
  func entry(_ name: String) throws(SystemError) -> Entry? {
    var status = stat()
    do throws(SystemError) {
      try uninterrupted { unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) }
      return Entry(status)
    } catch {
      if error.isMissing { return nil }
      throw error
    }
  }

  /// The names in the folder, sorted by bytes.
  func names() throws(SystemError) -> [String] {
    // A descriptor of its own, since reading moves its position and closing the stream closes it.
    let copy = try uninterrupted {
      unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    guard let stream = unsafe fdopendir(copy) else {
      let error = SystemError.last
      close(copy)
      throw error
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        if errno == EINTR { continue }
        break
      }
      let offset = MemoryLayout<dirent>.offset(of: \.d_name)!
      let name = unsafe UnsafeRawPointer(entry).advanced(by: offset)
      names.append(unsafe String(cString: name.assumingMemoryBound(to: CChar.self)))
    }
    if errno != 0 { throw .last }
    return names.filter { $0 != "." && $0 != ".." }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The bytes of a file in the folder.
  func contents(of name: String) throws(SystemError) -> [UInt8] {
    // Not waiting, for the case that it has just become a pipe.
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let file = try uninterrupted { unsafe openat(descriptor, name, flags) }
    defer { close(file) }
    var contents: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try uninterrupted { unsafe read(file, &piece, piece.count) }
      if count == 0 { return contents }
      contents += piece[..<count]
    }
  }

  /// Creates an empty file and opens it for writing; `EEXIST` if there is anything of that name.
  func createFile(_ name: String) throws(SystemError) -> CInt {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    return try uninterrupted { unsafe openat(descriptor, name, flags, 0o666) }
  }

  /// Makes a folder in this one.
  ///
  /// - Returns: Whether it was not there before.
  @discardableResult
  func makeFolder(_ name: String) throws(SystemError) -> Bool {
    do throws(SystemError) {
      try uninterrupted { unsafe mkdirat(descriptor, name, 0o777) }
      return true
    } catch {
      if error.code == EEXIST { return false }
      throw error
    }
  }

  /// Makes the folders that a path within this one leads through.
  func makeFolders(above path: String) throws(SystemError) {
    for index in path.utf8.indices where path.utf8[index] == UInt8(ascii: "/") {
      try makeFolder(String(path[..<index]))
    }
  }

  /// Checks that the names in a folder may be read and changed.
  func checkMayWrite(_ name: String) throws(SystemError) {
    try uninterrupted { unsafe faccessat(descriptor, name, R_OK | W_OK | X_OK, 0) }
  }

  /// Removes an empty folder.
  func removeFolder(_ name: String) throws(SystemError) {
    try uninterrupted { unsafe unlinkat(descriptor, name, AT_REMOVEDIR) }
  }

  /// Removes a file, or a folder with all that is in it; fine if there is none.
  func removeAll(_ name: String) throws(SystemError) {
    guard let entry = try entry(name) else { return }
    if entry.kind == .folder {
      let folder = try folder(name)
      let names = try folder.names()
      try waitForEach(names.count) { (number) throws(SystemError) in
        try folder.removeAll(names[number])
      }
      try removeFolder(name)
    } else {
      try uninterrupted { unsafe unlinkat(descriptor, name, 0) }
    }
  }

  /// Gives what is called `name` another name in another folder, where only an empty folder may
  /// be in its way.
  func move(_ name: String, to other: Folder, as newName: String) throws(SystemError) {
    try uninterrupted { unsafe renameat(descriptor, name, other.descriptor, newName) }
  }

  /// Gives a file another name in another folder; `EEXIST` if there is anything of that name.
  func moveWithoutReplacing(
    _ name: String, to other: Folder, as newName: String
  ) throws(SystemError) {
    do throws(SystemError) {
      try uninterrupted { unsafe linkat(descriptor, name, other.descriptor, newName, 0) }
    } catch {
      guard [EPERM, ENOTSUP, ENOSYS].contains(error.code) else { throw error }
      // Some file systems have one name for a file only.
      if try other.entry(newName) != nil { throw SystemError(code: EEXIST) }
      return try move(name, to: other, as: newName)
    }
    try removeAll(name)
  }

  /// Lets two names trade places at once.
  ///
  /// - Returns: False where the file system cannot.
  @discardableResult
  func exchange(_ name: String, with other: Folder, _ otherName: String) throws(SystemError) -> Bool
  {
    do throws(SystemError) {
      try uninterrupted {
        #if canImport(Darwin)
          unsafe renameatx_np(descriptor, name, other.descriptor, otherName, UInt32(RENAME_SWAP))
        #else
          unsafe exchangeNames(descriptor, name, other.descriptor, otherName)
        #endif
      }
      return true
    } catch {
      if [ENOSYS, EINVAL, ENOTSUP].contains(error.code) { return false }
      throw error
    }
  }

  /// Locks the folder until it is closed; `EWOULDBLOCK` if another has locked it.
  func lock() throws(SystemError) {
    try uninterrupted { flock(descriptor, LOCK_EX | LOCK_NB) }
  }

  /// Waits until the names in the folder are on the disk.
  func sync() throws(SystemError) {
    do throws(SystemError) {
      try uninterrupted { fsync(descriptor) }
    } catch {
      // EINVAL: some file systems have no such thing for folders.
      if error.code != EINVAL { throw error }
    }
  }

  /// The folders in it and in these, and itself.
  func allFolders() throws(SystemError) -> [Folder] {
    var folders: [Folder] = []
    for name in try names() where try entry(name)?.kind == .folder {
      folders += try folder(name).allFolders()
    }
    return folders + [self]
  }

  /// Lets in who may into another folder.
  ///
  /// Where the group cannot be had, it gets nothing: it would be a different one.
  func takePermissions(of entry: Entry) throws(SystemError) {
    // Some file systems have one answer for all, and refuse to change it.
    let own = try self.entry()
    if own.permissions == entry.permissions, own.group == entry.group { return }
    let isSameGroup = fchown(descriptor, uid_t.max, entry.group) == 0
    let permissions = isSameGroup ? entry.permissions : entry.permissions & ~0o070
    try uninterrupted { fchmod(descriptor, permissions) }
  }
}

extension [Folder] {
  /// Waits until the names in all of them are on the disk.
  func sync() throws(SystemError) {
    try waitForEach(count) { (number) throws(SystemError) in try self[number].sync() }
  }
}

#if !canImport(Darwin)
  /// `renameat2` with `RENAME_EXCHANGE`. It is looked up by name since the Glibc module leaves it
  /// out, and an old C library may too.
  private func exchangeNames(
    _ folder: CInt, _ name: UnsafePointer<CChar>, _ other: CInt, _ otherName: UnsafePointer<CChar>
  ) -> CInt {
    typealias RenameAt2 =
      @convention(c) (
        CInt, UnsafePointer<CChar>, CInt, UnsafePointer<CChar>, CUnsignedInt
      ) -> CInt
    guard let symbol = unsafe dlsym(nil, "renameat2") else {
      errno = ENOSYS
      return -1
    }
    let renameat2 = unsafe unsafeBitCast(symbol, to: RenameAt2.self)
    let exchange: CUnsignedInt = 2  // RENAME_EXCHANGE
    return unsafe renameat2(folder, name, other, otherName, exchange)
  }
#endif

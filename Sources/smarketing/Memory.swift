@unsafe @preconcurrency import Glibc

/// How the system's allocator treats large blocks of memory.
enum Memory {
  /// Gives blocks from half a megabyte on back to the system as soon as they are not used any more.
  ///
  /// Left alone, the GNU C library keeps more and larger ones for later each time that one is freed:
  /// columns that grow are freed in every size, and a quarter more memory is in use than anything
  /// needs. Where the library has no such setting, nothing changes.
  static func returnLargeBlocks() {
    typealias Setting = @convention(c) (CInt, CInt) -> CInt
    // It is not in the Glibc module. `M_MMAP_THRESHOLD` is −3 in every version.
    guard let setting = unsafe dlsym(nil, "mallopt") else { return }
    _ = unsafe unsafeBitCast(setting, to: Setting.self)(-3, 1 << 19)
  }
}

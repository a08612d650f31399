// Copies of texts that lie anywhere in memory, many of them short.

extension OutputSpan<UInt8> {
  /// Appends a part of some bytes. There must be room for 15 more.
  @inline(__always)
  mutating func append(_ range: Range<Int>, of bytes: Span<UInt8>) {
    if !append(range, of: bytes, unless: { _ in false }) { append(bytes.extracting(range)) }
  }

  /// Appends a part of some bytes, sixteen at a time: most texts are that short. There must be room
  /// for 15 more.
  ///
  /// - Parameter isFound: Whether sixteen bytes, which may be more than are left, hold what the part
  ///   must not hold.
  /// - Returns: Whether it did. It does not if it may hold that, or lies too near to the end.
  @inline(__always)
  mutating func append(
    _ range: Range<Int>, of bytes: Span<UInt8>, unless isFound: (SIMD16<UInt8>) -> Bool
  ) -> Bool {
    let bytes = unsafe bytes.bytes
    let (start, length) = (range.lowerBound, (range.count &+ 15) & ~15)
    guard start >= 0, start <= bytes.byteCount &- length else { return false }
    var isAppended = false
    unsafe withUnsafeMutableBufferPointer { room, count in
      precondition(length <= room.count &- count, "bytes are appended where there is room")
      var at = 0
      while at < length {
        // Safe: neither goes beyond what was looked at above.
        let part = unsafe bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: start &+ at, as: SIMD16<UInt8>.self)
        if isFound(part) { return }
        unsafe UnsafeMutableRawPointer(room.baseAddress! + count + at)
          .storeBytes(of: part, as: SIMD16<UInt8>.self)
        at &+= 16
      }
      count &+= range.count
      isAppended = true
    }
    return isAppended
  }
}

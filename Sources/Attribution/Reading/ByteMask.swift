#if arch(x86_64)
  import _Builtin_intrinsics.intel.sse2
#endif

/// A bit for each of 16 answers, the first the lowest.
@inline(__always)
package func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
  #if arch(x86_64)
    // The one instruction for it, which the compiler does not find by itself.
    let bits = _mm_movemask_epi8(unsafe unsafeBitCast(mask, to: __m128i.self))
    return UInt64(UInt16(truncatingIfNeeded: bits))
  #else
    return gatheredBits(mask)
  #endif
}

/// The same for processors that have no instruction for it.
///
/// Each answer is a byte of ones or of zeros. It keeps a bit of its own, and a multiplication by ones
/// gathers those of eight bytes in the highest byte of the product.
@inline(__always)
package func gatheredBits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
  let own = SIMD2<UInt64>(repeating: 0x8040_2010_0804_0201)
  let ones: UInt64 = 0x0101_0101_0101_0101
  let kept = unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self) & own
  return (kept[0] &* ones) &>> 56 | ((kept[1] &* ones) &>> 56) &<< 8
}

/// Instants in seconds since 1970 UTC: as four bytes each, as long as all of them lie within 136 years,
/// since there is one for every touch.
struct Instants: Sendable {
  /// Seconds since `base`; empty once one did not fit.
  private var near: [UInt32] = []
  private var far: [Int64] = []
  /// 1950 UTC.
  private static var base: Int64 { -631_152_000 }

  var count: Int { near.count + far.count }

  subscript(index: Int) -> Int64 {
    far.isEmpty ? Instants.base &+ Int64(near[index]) : far[index]
  }

  mutating func append(_ instant: Int64) {
    if far.isEmpty, let seconds = UInt32(exactly: instant - Instants.base) {
      near.append(seconds)
    } else {
      if far.isEmpty { widen() }
      far.append(instant)
    }
  }

  mutating func append(contentsOf instants: [Int64]) {
    let least = Instants.base
    let most = Instants.base + Int64(UInt32.max)
    guard far.isEmpty, instants.allSatisfy({ $0 >= least && $0 <= most }) else {
      for instant in instants { append(instant) }
      return
    }
    near.append(addingCapacity: instants.count) { room in
      for instant in instants { room.append(UInt32(truncatingIfNeeded: instant &- least)) }
    }
  }

  private mutating func widen() {
    far = near.map { Instants.base + Int64($0) }
    near = []
  }

  mutating func reserveCapacity(_ count: Int) {
    if far.isEmpty { near.reserveCapacity(count) } else { far.reserveCapacity(count) }
  }

  /// Puts them into another order.
  mutating func arrange(_ order: [Int32], jobs: Int) {
    near.arrange(near.isEmpty ? [] : order, jobs: jobs)
    far.arrange(far.isEmpty ? [] : order, jobs: jobs)
  }
}

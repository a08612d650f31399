/// Cuts `count` things into stretches of about the same weight, enough of them for all threads.
func cuts(of count: Int, weighing weight: (Int) -> Int, target: Int = 1 << 14) -> [Range<Int>] {
  var cuts: [Range<Int>] = []
  var start = 0
  var sum = 0
  for index in 0..<count {
    sum += weight(index) + 1
    if sum >= target || index == count - 1 {
      cuts.append(start..<index + 1)
      start = index + 1
      sum = 0
    }
  }
  return cuts
}

/// Cuts `count` things into stretches of so many, the last of fewer.
func cuts(of count: Int, size: Int) -> [Range<Int>] {
  stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
}

extension [Int] {
  /// Those for which `isIn` holds, in their order, found by several threads.
  func filter(jobs: Int, _ isIn: @Sendable (Int) -> Bool) -> [Int] {
    let cuts = cuts(of: count, size: 1 << 13)
    return parallelMap(cuts.count, jobs: jobs) { self[cuts[$0]].filter(isIn) }.flatMap(\.self)
  }
}

/// The candidate that a misspelled word most likely means.
///
/// - Returns: nil if none is near: more than a third of the longer word would have to change.
package func nearest(_ word: String, among candidates: some Sequence<String>) -> String? {
  var best: (candidate: String, distance: Int)?
  let folded = fold(word)
  for candidate in candidates {
    let other = fold(candidate)
    // Words of very different length are not worth comparing, and a header may be megabytes long.
    guard abs(other.count - folded.count) * 3 <= max(folded.count, other.count) else { continue }
    let distance = editDistance(folded, other)
    let isNear = distance * 3 <= max(folded.count, other.count)
    if isNear, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.candidate
}

/// ` — did you mean "x"?`, or nothing.
package func suggestion(_ word: String, among candidates: some Sequence<String>) -> String {
  nearest(word, among: candidates).map { ", did you mean \"\($0)\"?" } ?? ""
}

/// Case and separators are the commonest slips, so they cost nothing.
private func fold(_ word: String) -> [Character] {
  word.lowercased().filter { $0 != " " && $0 != "_" && $0 != "-" }.map { $0 }
}

/// How many characters must be inserted, removed, replaced or swapped with their neighbour to turn
/// one word into the other (optimal string alignment).
func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}

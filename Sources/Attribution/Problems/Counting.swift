/// `1 row`, `2 rows`.
package func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}

/// `one`, `one and two`, `one, two and three`.
package func inWords(_ items: [String]) -> String {
  guard let last = items.last, items.count > 1 else { return items.first ?? "" }
  return "\(items.dropLast().joined(separator: ", ")) and \(last)"
}

/// How many of a list a message tells.
package let listLimit = 5

/// The first of a list, five unless told, and how many there are besides.
package func listed(
  _ items: some Collection<String>, separator: String = ", ", limit: Int = listLimit
) -> String {
  items.prefix(limit).joined(separator: separator)
    + (items.count > limit ? " and \(items.count - limit) more" : "")
}

extension Array {
  /// The same elements with the first so many of them sorted, and the others in any order behind.
  func sorted(first count: Int, by precedes: (Element, Element) -> Bool) -> [Element] {
    var elements = self
    let count = Swift.min(count, elements.count)
    var last = 0
    for index in elements.indices {
      if last == count, count == 0 || !precedes(elements[index], elements[count - 1]) { continue }
      if last < count { last += 1 }
      // Down to its place among the first; what falls out of them takes its old one.
      elements.swapAt(index, last - 1)
      var place = last - 1
      while place > 0, precedes(elements[place], elements[place - 1]) {
        elements.swapAt(place, place - 1)
        place -= 1
      }
    }
    return elements
  }
}

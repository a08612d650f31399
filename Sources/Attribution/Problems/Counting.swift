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
  _ items: [String], separator: String = ", ", limit: Int = listLimit
) -> String {
  items.prefix(limit).joined(separator: separator)
    + (items.count > limit ? " and \(items.count - limit) more" : "")
}

/// `1 row`, `2 rows`.
package func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}

/// How many of a list a message tells.
let listLimit = 5

/// The first five of a list, and how many there are besides.
package func listed(_ items: [String], separator: String = ", ") -> String {
  items.prefix(listLimit).joined(separator: separator)
    + (items.count > listLimit ? " and \(items.count - listLimit) more" : "")
}

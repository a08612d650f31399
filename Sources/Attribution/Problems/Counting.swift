/// `1 row`, `2 rows`.
package func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}

/// The first five of a list, and how many there are besides.
package func listed(_ items: [String]) -> String {
  items.prefix(5).joined(separator: ", ")
    + (items.count > 5 ? " and \(items.count - 5) more" : "")
}

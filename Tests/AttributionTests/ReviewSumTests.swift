import Foundation
import Testing

/// The tables of every review in the fixtures, read as a person reads them: what stands above a sum
/// adds up to it.
struct `Sums of the review` {
  @Test(arguments: try ReviewTable.all())
  func `are those of the rows above`(_ table: ReviewTable) throws {
    let sum = try #require(table.rows.last)
    for column in table.columns.indices.dropFirst() where !sum[column].isEmpty {
      let total = try #require(ReviewTable.number(sum[column]), "\(table.columns[column])")
      let cells = table.rows.dropLast().map { $0[column] }
      // Ranges, which stand where no model of record is agreed, have no sum.
      if cells.contains(where: { $0.contains(" to ") }) { continue }
      let parts = try cells.filter { !$0.isEmpty }.map { try #require(ReviewTable.number($0)) }
      #expect(
        parts.reduce(0, +) == total, "\(table.columns[column]): \(cells) is not \(sum[column])")
    }
  }

  @Test func `are in many tables`() throws { #expect(try ReviewTable.all().count > 100) }
}

/// A table of Markdown whose last row is bold.
struct ReviewTable: Sendable, CustomTestStringConvertible {
  let place: String
  let columns: [String]
  let rows: [[String]]

  var testDescription: String { "\(place): \(columns[0])" }

  /// The whole numbers, amounts and percentages of the document, in hundred-thousandths.
  static func number(_ text: String) -> Int128? {
    let plain = text.filter { !"*,%$€£¥ ".contains($0) }.replacing("−", with: "-")
    let parts = plain.drop { $0 == "-" }.split(separator: ".")
    guard (1...2).contains(parts.count), let whole = Int128(parts[0]) else { return nil }
    let digits = parts.count == 2 ? parts[1] : ""
    guard digits.count <= 5,
      let fraction = Int128(digits + String(repeating: "0", count: 5 - digits.count))
    else { return nil }
    return (plain.hasPrefix("-") ? -1 : 1) * (whole * 100_000 + fraction)
  }

  static func all() throws -> [ReviewTable] {
    let files = try FileManager.default.subpathsOfDirectory(atPath: Fixture.root.path)
      .filter { $0.hasSuffix("review.md") }.sorted()
    return try files.flatMap { file in
      let text = try String(contentsOf: Fixture.root.appending(path: file), encoding: .utf8)
      return text.split(separator: "\n", omittingEmptySubsequences: false)
        .split { !$0.hasPrefix("|") }
        .map { lines in lines.map(cells) }
        .filter { $0.count > 2 && $0.last!.contains { $0.hasPrefix("**") && $0 != "**" } }
        .filter { $0.last![0].hasPrefix("**") && !$0.last![0].hasSuffix(".csv**") }
        .map { ReviewTable(place: file, columns: $0[0], rows: Array($0.dropFirst(2))) }
    }
  }

  private static func cells(_ line: Substring) -> [String] {
    line.replacing("\\|", with: "¦").split(separator: "|").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }
}

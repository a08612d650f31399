import Attribution
import Foundation
import Testing

/// Random numbers that are the same on every machine, SplitMix64: Steele, Lea and Flood, *Fast
/// Splittable Pseudorandom Number Generators* (2014).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func number<Number: FixedWidthInteger>(_ range: ClosedRange<Number>) -> Number {
    .random(in: range, using: &self)
  }

  /// True this often in a hundred.
  mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

  mutating func one<Element>(of choices: [Element]) -> Element {
    choices[number(0...choices.count - 1)]
  }

  /// Some number, of any size that numbers up to `limit` have: small ones are as likely as large.
  mutating func magnitude(below limit: UInt64) -> UInt64 {
    next() >> number(0...63) % limit
  }
}

extension Currency {
  static func of(_ code: String) -> Currency { Currency(code: code.utf8)! }

  /// The amount that a text says.
  func units(_ text: String) throws -> Int64 {
    let bytes = Array(text.utf8)
    return try minorUnits(bytes.span)
  }
}

extension Model {
  /// The shares that the touches of these ages get, oldest first.
  func shares(of amount: Int64, ages: [Int64], tiesShare: Bool = true) -> [Int64] {
    ShareOut.shares(of: amount, by: weights(of: Journey(ages: ages, tiesShare: tiesShare)))
  }

  func weights(_ ages: [Int64], tiesShare: Bool = true) -> [UInt64] {
    weights(of: Journey(ages: ages, tiesShare: tiesShare)).flat
  }

  /// The five models, and settings that differ from theirs in every direction.
  static let many: [Model] =
    ModelKind.all.map(\.standard) + [
      decay("decay_hour", halfLife: 3_600), decay("decay_month", halfLife: 30 * 86_400),
      decay("decay_second", halfLife: 1), decay("decay_decade", halfLife: 3_650 * 86_400),
      position("late", first: 2_000, last: 6_000), position("middle", first: 0, last: 0),
      position("thirds", first: 3_333, last: 3_334), position("opening", first: 10_000, last: 0),
    ]

  private static func decay(_ name: String, halfLife: Int64) -> Model {
    kind("time_decay").make(name, [halfLife])
  }

  private static func position(_ name: String, first: Int64, last: Int64) -> Model {
    kind("position_based").make(name, [first, last])
  }

  /// The rule of this name.
  static func kind(_ name: String) -> ModelKind { ModelKind.all.first { $0.name == name }! }
}

/// Everything that a run makes, in memory: to compare runs that must not differ.
struct Results: Equatable {
  /// Each report by its file's name.
  var files: [String: String] = [:]
  /// Why there are none.
  private(set) var failure = ""
  /// Every problem in the order in which it was found, with its place.
  private(set) var problems: [String] = []

  init(of request: Request) {
    do throws(Failure) {
      var found: [String] = []
      defer { problems = found }
      var problems = Problems { found.append($0.text) }
      let attribution = try Attribution(request, problems: &problems)
      for report in reports + attribution.dimensionReports {
        var bytes: [UInt8] = []
        try report.write(attribution) { bytes += $0 }
        files[report.name] = String(decoding: bytes, as: UTF8.self)
      }
      for (path, text) in attribution.review.files(named: "review") { files[path] = text }
    } catch {
      failure = error.text
    }
  }

  /// The rows of a report, each with its cells by their headers.
  func rows(_ report: String) throws -> [[String: String]] {
    try CSVTwin.records(#require(files[report]))
  }

  /// The same without the fingerprints of the inputs, which the review gives.
  func withoutFingerprints() -> Results {
    var copy = self
    copy.files = files.mapValues(AttributionTests.withoutFingerprints)
    return copy
  }

  /// The first report that two runs do not have in common, for a message.
  func difference(from other: Results) -> String? {
    if failure != other.failure { return "failure: \(failure)\n\nor\n\n\(other.failure)" }
    if problems != other.problems { return "problems: \(problems)\n\nor\n\n\(other.problems)" }
    for (name, text) in files.sorted(by: { $0.key < $1.key }) where text != other.files[name] {
      return "\(name):\n\(text)\n\nor\n\n\(other.files[name] ?? "none")"
    }
    return nil
  }
}

extension Definitions {
  /// The definitions of a run without a file, with headers for columns of the deal files.
  static func mapping(deals columns: [String: String?]) -> Definitions {
    var source = Source()
    source.columns = columns.mapValues { $0.map(ColumnRule.init(header:)) }
    var definitions = Definitions()
    definitions.deals = [source]
    return definitions
  }
}

/// A text that is its bytes: `String` takes two ways to write é for one.
struct Text: Hashable, Comparable {
  let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  var isEmpty: Bool { bytes.isEmpty }
  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// As a cell of a report.
  var cell: String { CSVTwin.written(string) }

  static func < (one: Text, other: Text) -> Bool {
    one.bytes.lexicographicallyPrecedes(other.bytes)
  }
}

/// A text with every fingerprint made the same.
func withoutFingerprints(_ text: String) -> String {
  text.replacing(/[0-9a-f]{32}/, with: "…")
}

/// A check's report with every fact on one line, however long.
func unwrapped(_ report: String) -> String {
  report.components(separatedBy: "\n\n").map { section in
    var lines = section.components(separatedBy: "\n")
    guard lines.count > 1, let name = lines[1].prefixMatch(of: #/  \S.*?  +/#) else {
      return section
    }
    let lead = String(repeating: " ", count: name.output.count + 2)
    for index in lines.indices.reversed() where lines[index].hasPrefix(lead) && index > 0 {
      lines[index - 1] += " " + lines.remove(at: index).dropFirst(lead.count)
    }
    return lines.joined(separator: "\n")
  }.joined(separator: "\n\n")
}

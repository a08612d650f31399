/// Why a row was rejected, in little memory: a problem is made of it only when it is printed.
struct Reject: Sendable {
  enum Reason: UInt8, Sendable {
    case wrongFieldCount, misplacedQuote, textAfterQuote, invalidBytes, missingValue
    case notATime, impossibleTime, notAnAmount, tooManyDecimals, amountTooLarge, unknownCurrency
    case reservedName, notASalesforceID, severalTexts
    case amountInOtherCurrency, amountInUndeclaredCurrency
    case notAControlPeriod, notAControlAmount, notADealCount

    /// Whether headings and subtotals of grouped reports are rejected for it.
    var isOfGroupedReports: Bool {
      switch self {
      case .wrongFieldCount, .missingValue, .notATime, .notAnAmount: true
      default: false
      }
    }
  }

  let reason: Reason
  /// Counted from 1 at the beginning of the piece.
  let line: Int
  let characterColumn: Int
  /// The logical column, empty for the row as a whole.
  let column: String
  /// The first bytes of the cell; for a wrong number of fields that number, and for text after a
  /// quote how many lines above the field begins.
  let value: [UInt8]
  /// What the cell does not fit: the format of the source's amounts, or the code of a currency.
  var against = ""
  /// The text by which the row looks like one of a grouped report that is no record.
  var groupedReportText: String?

  /// How much of a cell is kept: two hundred characters and one more are shown at most, and a cell
  /// may be megabytes long.
  static let valueLimit = 201 * 4

  func problem(at place: Place, expectedFields: Int, in file: InputFile) -> Problem {
    let problem = plainProblem(at: place, expectedFields: expectedFields, in: file)
    return groupedReportText.map { .headingOrSubtotal(problem, $0) } ?? problem
  }

  private func plainProblem(
    at place: Place, expectedFields: Int, in file: InputFile
  ) -> Problem {
    let bytes = value
    let value = String(decoding: bytes, as: UTF8.self)
    let cell = AmountCell(place: place, column: column, value: value, key: file.key)
    return switch reason {
    case .wrongFieldCount:
      .wrongFieldCount(place, found: Int(value) ?? 0, expected: expectedFields)
    case .misplacedQuote: .misplacedQuote(place)
    case .textAfterQuote: .textAfterQuote(place, lines: Int(value) ?? 0)
    case .invalidBytes:
      .invalidBytes(
        place, column, value, encoding: file.encoding.name,
        inWindows1252: file.windows1252Text(of: bytes))
    case .missingValue: .missingValue(place, column, key: file.key)
    case .notATime:
      .notATime(place, column, value, layouts: TimeFormat.common(fitting: value))
    case .impossibleTime: .impossibleTime(place, column, value)
    case .notAnAmount:
      .notAnAmount(cell, format: against, fitting: AmountFormat.all(reading: value))
    case .tooManyDecimals:
      .tooManyDecimals(cell, whole: AmountFormat.reading(asWhole: value))
    case .amountTooLarge: .amountTooLarge(cell)
    case .unknownCurrency: .unknownCurrency(place, value)
    case .reservedName: .reservedName(place, column)
    case .notASalesforceID: .notASalesforceID(place, column, value)
    case .severalTexts: .severalTexts(place, column, value)
    case .amountInOtherCurrency: .amountInOtherCurrency(cell, of: against)
    case .notAControlPeriod: .notAControlPeriod(place, value)
    case .notAControlAmount: .notAControlAmount(place, value, in: against)
    case .notADealCount: .notADealCount(place, value)
    case .amountInUndeclaredCurrency:
      .amountInUndeclaredCurrency(
        cell, declared: against, meant: CurrencyMark.beside(value)?.currencies.first?.code)
    }
  }
}

/// The problems of a run: the first twenty by place, how many there were of each kind, and each of
/// them to whoever keeps them all, as they are found.
package struct Problems {
  package private(set) var first: [Problem] = []
  package private(set) var counts: [String: Int] = [:]
  /// Of the problems of each input the first of each kind, with their number.
  private var ofFiles: [Int: [String: (first: Problem, count: Int)]] = [:]
  /// What makes the files no ground for a result.
  package private(set) var reasons: [Problem] = []
  private let keep: (Problem) throws(Failure) -> Void
  private let goesOn: Bool

  package static let shown = 20

  /// - Parameters:
  ///   - goesOn: Whether the reading goes on behind a file that cannot be used, so that all that is
  ///     wrong with the others is told too. There is no result then.
  ///   - keep: Gets every problem, also those that are not shown.
  package init(
    goesOn: Bool = false, keep: @escaping (Problem) throws(Failure) -> Void = { _ in }
  ) {
    self.goesOn = goesOn
    self.keep = keep
  }

  package var isEmpty: Bool { counts.isEmpty }

  mutating func add(_ problem: Problem) throws(Failure) {
    counts[problem.kind, default: 0] += 1
    if let file = problem.place?.fileIndex {
      ofFiles[file, default: [:]][problem.kind, default: (problem, 0)].count += 1
    }
    try keep(problem)
    let at = first.lastIndex { !problem.precedes($0) }.map { $0 + 1 } ?? 0
    guard at < Problems.shown else { return }
    first.insert(problem, at: at)
    if first.count > Problems.shown { first.removeLast() }
  }

  /// Adds the rejected rows of a stretch of a file.
  ///
  /// - Parameter others: More problems of the stretch, which are put between them by their lines.
  mutating func add(
    _ rejects: [Reject], and others: [Problem] = [], in file: InputFile, lineBase: Int,
    expectedFields: Int
  ) throws(Failure) {
    var others = others[...]
    for reject in rejects {
      let place = file.place(line: reject.line + lineBase, column: reject.characterColumn)
      while let other = others.first, let line = other.place?.line, line < place.line {
        try add(other)
        others.removeFirst()
      }
      try add(reject.problem(at: place, expectedFields: expectedFields, in: file))
    }
    for other in others { try add(other) }
  }

  /// Adds problems that end the reading of a file.
  ///
  /// - Returns: The failure that they are.
  mutating func end(with reasons: [Problem]) throws(Failure) -> Failure {
    for problem in reasons { try add(problem) }
    return failure(for: reasons)
  }

  /// Does what may fail for the data's sake; then it ends all, or is noted where the reading goes on.
  mutating func attempt(
    _ work: (inout Problems) throws(Failure) -> Void
  ) throws(Failure) {
    let known = reasons.count
    do throws(Failure) {
      try work(&self)
    } catch {
      guard goesOn, error.code == .data else { throw error }
      // A failure that these problems made has said why.
      if reasons.count == known { reasons += error.problems }
    }
  }

  /// A problem of the kind that an input has most often.
  func mostOften(in file: InputFile) -> Problem? {
    ofFiles[file.index]?.max {
      ($0.value.count, $1.key) < ($1.value.count, $0.key)
    }?.value.first
  }

  /// What there is to show.
  package var list: ProblemList {
    ProblemList(
      first: first,
      counts: counts.map { (kind: $0.key, count: $0.value) }
        .sorted { $0.count != $1.count ? $0.count > $1.count : $0.kind < $1.kind })
  }

  /// The failure that some of these problems, or others, are the reasons for: they are shown
  /// however many there are besides.
  mutating func failure(for reasons: [Problem]) -> Failure {
    self.reasons += reasons
    return Failure(
      .data, first, counts: list.counts, reasons: reasons.filter { !first.contains($0) })
  }
}

extension Problem {
  fileprivate func precedes(_ other: Problem) -> Bool {
    func key(_ place: Place?) -> (Int, Int, Int) {
      (place?.fileIndex ?? -1, place?.line ?? 0, place?.column ?? 0)
    }
    return key(place) < key(other.place)
  }
}

/// Fails if a file has more rejected rows than the definitions allow (R12).
func requireFewRejects(
  _ rejected: Int, of rows: Int, in file: InputFile, limit: Definitions.Limit, key: String,
  problems: inout Problems
) throws(Failure) {
  guard !limit.allows(rejected, of: rows) else { return }
  throw problems.failure(for: [
    .tooManyRejects(
      file.place(), rejected: rejected, rows: rows, limit: limit.text, key: key,
      advice: problems.mostOften(in: file)?.hint)
  ])
}

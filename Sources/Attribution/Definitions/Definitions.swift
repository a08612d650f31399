/// What both teams wrote down that they agreed on: the rules of a run.
///
/// The values of a run without a definitions file are those of `init()`.
package struct Definitions: Sendable {
  package var zone = Zone.utc
  /// The currency of rows that name none.
  package var currency = Currency(code: "USD".utf8)!
  /// Stages that are won deals, and such that are not, as written; compared in lower case.
  package var won = ["Closed Won", "closedwon", "won"]
  package var lost = ["Closed Lost", "closedlost", "lost"]
  /// How long before the close a touch still counts, in **seconds**; nil: without limit.
  package var lookback: Int64? = 365 * 86_400
  package var restartAfterWin = false
  /// Whether touches on the closing day count where the day has no time of its own.
  package var includesClosingDay = true
  package var precision = Precision.second
  package var ties = Ties.share
  /// Which touches of a journey are dropped since they only repeat another; nil: none.
  package var collapse: Collapse?
  package var models = ModelKind.all.map(\.standard)
  /// The model that both teams agreed to quote, one of `models`.
  package var modelOfRecord: String?
  /// The team of each channel.
  package var teamOfChannel: [Label: String] = [:]
  /// What credit is told by beside team and channel.
  package var dimensions: [Dimension] = []
  /// What makes two ids one.
  package var ids = IDForm.exact
  package var touchpoints: [Source] = []
  package var deals: [Source] = []
  /// How spend files are to be read.
  package var costs: [Source] = []
  /// How the files are to be read that columns are looked up in.
  package var lookups: [Source] = []
  /// How many rejected rows a file may have.
  package var rejectedDeals = Limit.count(0)
  package var rejectedTouchpoints = Limit.percent(hundredths: 100)
  /// Codes of warnings that stop a run.
  package var failOn: [WarningCode] = []

  package init() {}

  package enum Precision: String, Sendable, CaseIterable { case second, day }
  package enum Ties: String, Sendable, CaseIterable { case share, order }

  /// How many rows of a file may be rejected before the run fails.
  package enum Limit: Sendable, Equatable {
    case count(Int)
    /// Of the file's rows, in hundredths of a percent.
    case percent(hundredths: Int)

    /// As a person writes it: `3`, `0.5 %`.
    package var text: String {
      switch self {
      case .count(let count): "\(count)"
      case .percent(let hundredths): trimmedDecimal(Int64(hundredths), 2) + " %"
      }
    }

    package func allows(_ rejected: Int, of rows: Int) -> Bool {
      switch self {
      case .count(let count): rejected <= count
      case .percent(let hundredths):
        Int128(rejected) * 10_000 <= Int128(rows) * Int128(hundredths)
      }
    }
  }

  /// How the files of one origin are to be read.
  package struct Source: Sendable {
    /// A pattern for the file's name without folders; `*` and `?` as in a shell.
    package var file = "*"
    /// Where each logical column that is named here comes from; nil: there is no such column.
    package var columns: [String: ColumnRule?] = [:]
    /// What a row must fulfil to be taken; all of it.
    package var keep: [Condition] = []
    /// What makes two ids one, if that is not what the definitions say of all sources.
    package var ids: IDForm?
    /// The channel and the team of touches whose own cell says nothing.
    package var channel: String?
    package var team: String?
    /// How its text is encoded where no byte-order mark says it; nil: UTF-8.
    package var encoding: TextEncoding?
    /// What stands between its fields; nil to find that out.
    package var separator: Separator?
    /// The line on which its header begins, counted from 1; nil to find that out.
    package var headerLine: Int?
    /// How its times are written; the first that fits a cell is taken.
    package var timeFormats = [TimeFormat.iso]
    /// The zone of its times that name none, if that is not the definitions' zone.
    package var zone: Zone?
    /// How its amounts, or the costs of its touches, are written; nil to find that out.
    package var amountFormat: AmountFormat?
    /// Whether a deal without an amount is one of zero; if not, it is rejected.
    package var readsBlankAmountAsZero = false

    package init() {}
  }

  /// The source for a file of this name: the first whose pattern matches.
  package static func source(for name: String, among sources: [Source]) -> Source {
    index(for: name, among: sources).map { sources[$0] } ?? Source()
  }

  /// The entries by which files are read that columns are looked up in: their own, and those for files
  /// that are touchpoints or deals too, if they are not for any file.
  var lookupSources: [Source] {
    lookups + (touchpoints + deals).filter { $0.file != Source().file }
  }

  /// The index of that source; nil if no pattern matches.
  static func index(for name: String, among sources: [Source]) -> Int? {
    sources.firstIndex { matches(name, pattern: $0.file) }
  }
}

/// Whether a file's name matches a pattern, `*` for any characters and `?` for one.
package func matches(_ name: String, pattern: String) -> Bool {
  let (name, pattern) = (Array(name.unicodeScalars), Array(pattern.unicodeScalars))
  var (at, to) = (0, 0)
  var star: (at: Int, to: Int)?
  while at < name.count {
    if to < pattern.count, pattern[to] == "*" {
      star = (at, to)
      to += 1
    } else if to < pattern.count, pattern[to] == "?" || pattern[to] == name[at] {
      at += 1
      to += 1
    } else if let last = star {
      // Let the last star take one more character.
      star = (last.at + 1, last.to)
      (at, to) = (last.at + 1, last.to + 1)
    } else {
      return false
    }
  }
  return pattern[to...].allSatisfy { $0 == "*" }
}

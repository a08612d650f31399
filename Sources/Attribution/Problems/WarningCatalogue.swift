/// Every wording of a warning, in one place, in the order of the codes. When they are due is in
/// `Journeys/Warnings.swift`.
extension Warning {
  /// - Parameter stages: Each with its rows.
  static func stageUnknown(_ stages: [(name: String, rows: Int)]) -> Warning {
    let list = stages.map { "\(quoted($0.name)) (\(counted($0.rows, "row")))" }
    return Warning(
      code: .stageUnknown,
      message: """
        \(counted(stages.count, "stage")) that the definitions call neither won nor lost, read as \
        not won: \(listed(list))
        """)
  }

  /// - Parameter channels: Each with its touches.
  static func channelUnassigned(_ channels: [(name: String, touches: Int)]) -> Warning {
    let list = channels.map {
      "\(quoted($0.name)) (\(counted($0.touches, "touch", "touches")))"
    }
    return Warning(
      code: .channelUnassigned,
      message: """
        \(counted(channels.count, "channel")) without a team, credited to (unassigned): \
        \(listed(list))
        """)
  }

  /// - Parameter files: Each with its rows that name an account or a deal, and those of them that
  ///   name one of the deal files.
  static func lowMatch(_ files: [(name: String, matched: Int, rows: Int)]) -> Warning {
    let list = files.map { "\(quoted($0.name)) (\($0.matched) of \(counted($0.rows, "row")))" }
    return Warning(
      code: .lowMatch,
      message: """
        \(counted(files.count, "touchpoint file")) of whose rows under 5 % name an account or deal of \
        the deal files: \(listed(list)); are these ids of another kind, or deals missing?
        """)
  }

  /// - Parameters:
  ///   - files: Each with the time of its first touch.
  ///   - opening: When the window of the first period opens.
  static func sourceStartsLate(_ files: [(name: String, at: String)], opening: String) -> Warning {
    Warning(
      code: .sourceStartsLate,
      message: """
        \(counted(files.count, "source")) whose first touch is later than \(opening), where \
        the window of the first period opens: \(ends(of: files)); touches before that cannot be \
        seen: first-touch models favour other sources
        """)
  }

  /// - Parameters:
  ///   - files: Each with the time of its last touch.
  ///   - end: The time to which they should reach.
  static func sourceEndsEarly(_ files: [(name: String, at: String)], end: String) -> Warning {
    Warning(
      code: .sourceEndsEarly,
      message: """
        \(counted(files.count, "source")) whose last touch is earlier than \(end), seven \
        days before the last close: \(ends(of: files)); touches after that cannot be seen: \
        last-touch models favour other sources
        """)
  }

  private static func ends(of files: [(name: String, at: String)]) -> String {
    listed(files.map { "\(quoted($0.name)) (\($0.at))" })
  }

  /// - Parameter sums: Their money, as text.
  static func negativeWithoutAdjusts(_ deals: some Collection<String>, sums: String) -> Warning {
    Warning(
      code: .negativeWithoutAdjusts,
      message: """
        \(counted(deals.count, "won row")) with a negative amount and no deal that it adjusts, \
        \(sums): \(listed(deals.lazy.map(quoted)))
        """)
  }

  /// - Parameter sums: Their money, as text.
  static func teamTies(_ deals: some Collection<String>, sums: String) -> Warning {
    Warning(
      code: .teamTies,
      message: """
        \(counted(deals.count, "deal")) where touches of different teams are equally first or \
        equally last, \(sums): \(listed(deals.lazy.map(quoted)))
        """)
  }

  /// - Parameters:
  ///   - days: How long before the close the window opens.
  ///   - sums: The money of the deals, as text.
  static func windowCut(
    _ deals: some Collection<String>, lookback: String, sums: String
  ) -> Warning {
    Warning(
      code: .windowCut,
      message: """
        \(counted(deals.count, "credited deal")) with touches more than \(lookback) before the \
        close, which the window leaves out, \(sums): \(listed(deals.lazy.map(quoted)))
        """)
  }

  /// - Parameter channels: The spellings of each, with their rows.
  static func channelsAlike(
    _ channels: [[(name: String, rows: Int)]], remedies: [ChannelRemedy]
  ) -> Warning {
    let list = channels.map { spellings in
      listed(spellings.map { "\(quoted($0.name)) (\(counted($0.rows, "row")))" })
    }
    return Warning(
      code: .channelsAlike,
      message: """
        \(counted(channels.count, "channel")) in spellings that differ only in case, spaces, - \
        or _: \(listed(list, separator: "; ")); to count each as one, write in the definitions \
        \(listed(remedies.map(\.text), separator: "; "))
        """)
  }

  /// - Parameter files: Each with the number of records that its footer says, and that of its rows.
  static func footerCountDiffers(_ files: [(name: String, said: Int, rows: Int)]) -> Warning {
    let list = files.map { name, said, rows in
      """
      \(quoted(name)) says \(grouped(said)) record\(said == 1 ? "" : "s") and has \
      \(grouped(rows)) row\(rows == 1 ? "" : "s")
      """
    }
    return Warning(
      code: .footerCountDiffers,
      message: """
        \(counted(files.count, "file")) with another number of rows than the footer says, as if \
        rows were cut off or added: \(listed(list))
        """)
  }

  /// - Parameter misses: Texts of a file that a looked-up file does not have, or has more than once with
  ///   different things, by column; each with its rows and one of the texts.
  static func lookupMissed(
    _ misses: [(
      file: String, column: String, rows: Int, lookedUp: String, text: String, isDoubled: Bool
    )]
  ) -> Warning {
    let list = misses.map { miss in
      """
      \(miss.column) in \(counted(miss.rows, "row")) of \(quoted(miss.file)), \
      \(miss.isDoubled ? "several different ones" : "none") in \(quoted(miss.lookedUp)) (such as \
      \(quoted(miss.text)))
      """
    }
    return Warning(
      code: .lookupMissed,
      message: """
        \(counted(misses.count, "look-up")) in another file that did not find one text for every row: \
        \(listed(list, separator: "; ")); is that file whole, and of the same day?
        """)
  }

  /// - Parameter deals: Ids, each with the period of the closed folder that has it.
  static func dealInClosedPeriod(_ deals: [(id: String, period: String)]) -> Warning {
    let names = deals.map { "\(printable($0.id)) (\($0.period))" }
    return Warning(
      code: .dealInClosedPeriod,
      message: """
        \(counted(deals.count, "deal")) of this report \(deals.count == 1 ? "is" : "are") in a \
        closed folder of another period too: \(listed(names))
        """)
  }

  /// - Parameter differences: Each with its period, finance's figure and won revenue, with their deals.
  static func controlTotalDiffers(_ differences: [String]) -> Warning {
    Warning(
      code: .controlTotalDiffers,
      message: """
        \(counted(differences.count, "control total")) of finance that won revenue differs from: \
        \(listed(differences, separator: "; "))
        """)
  }
}

/// What to write in the definitions for the touches of a file to have one spelling of a channel.
struct ChannelRemedy {
  let file: String
  let origin: Origin
  let renamed: [(from: String, to: String)]

  /// What the channels of a file are read from.
  enum Origin {
    case header(String)
    /// The steps that the definitions have for it.
    case rule
    /// The definitions give one to all touches.
    case definitions
  }

  fileprivate var text: String {
    let list = renamed.map { "\(quoted($0.from)): \(quoted($0.to))" }.joined(separator: ", ")
    let values = "\"values\": {\(list)}"
    let entry = "in the entry of \(quoted(file))"
    return switch origin {
    case .header(let header):
      "\(entry): \"columns\": {\"channel\": {\"column\": \(quoted(header)), \(values)}}"
    case .rule: "\(entry), in the steps of \"channel\": \(values)"
    case .definitions: "\(entry): \"channel\": \(quoted(renamed[0].to))"
    }
  }
}

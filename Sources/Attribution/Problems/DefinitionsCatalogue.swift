/// Every message about the definitions file, in one place, so that they can be read and worded
/// together. Decoding is in `DefinitionsDecoding.swift`.
extension Problem {
  // MARK: - The text of the file

  static func definitionsNotUTF8(_ byte: UInt8, at place: Place) -> Problem {
    Problem(
      place: place,
      message: "found the byte 0x\(String(byte, radix: 16, uppercase: true)), which is not UTF-8",
      hint: "save the definitions as UTF-8 text")
  }

  /// What must stand at a place of the text.
  enum Syntax: String {
    case openingBrace = "\"{\""
    case endOfFile = "the end of the file"
    case colon = "\":\""
    case value = "a value"
    case valueOrBracket = "a value or \"]\""
    case keyOrBrace = "a key or \"}\""
    case commaOrBrace = "\",\" or \"}\""
    case commaOrBracket = "\",\" or \"]\""
  }

  /// - Parameter found: nil at the end of the file.
  static func definitionsSyntax(
    found: String?, expected: Syntax, at place: Place
  ) -> Problem {
    let hint =
      switch expected {
      case .openingBrace, .endOfFile: "the definitions are one object, {\"key\": value, …}"
      case .colon: "a key and its value are written \"key\": value"
      case .value, .valueOrBracket:
        """
        a value is a "text" in quotes, a number like 12 or 0.5, true, false, null, a list […] or \
        an object {…}
        """
      case .keyOrBrace:
        "a key is a \"text\" in quotes; those of letters, digits and _ alone need no quotes"
      case .commaOrBrace, .commaOrBracket: "look for a missing comma, quote or bracket before this"
      }
    let found = found.map { $0 == "\"" ? "a quote" : quoted($0) } ?? "the end of the file"
    return Problem(
      place: place, message: "found \(found) where \(expected.rawValue) was expected", hint: hint)
  }

  static func definitionsUnclosedText(_ quote: Unicode.Scalar, at place: Place) -> Problem {
    Problem(
      place: place,
      message: "the text that begins here is not closed on its line",
      hint: "end it with \(quote); write \\n for a new line within a text")
  }

  static func definitionsControlCharacter(_ character: Unicode.Scalar, at place: Place) -> Problem {
    Problem(
      place: place,
      message: "found the control character \(printable(String(character))) within a text",
      hint: #"write a tab as \t; other control characters have no place in definitions"#)
  }

  /// - Parameter written: The text with its quotes.
  static func definitionsEscape(_ written: String, at place: Place) -> Problem {
    Problem(
      place: place,
      message: "a backslash in the text \(printable(written)) means nothing",
      hint: #"write \\ for a backslash, and other characters as they are or as \u00e9"#)
  }

  static func definitionsUnclosedComment(at place: Place) -> Problem {
    Problem(
      place: place,
      message: "the comment that begins here has no end",
      hint: "end it with */")
  }

  static func definitionsTooDeep(limit: Int, at place: Place) -> Problem {
    Problem(
      place: place,
      message: "more than \(limit) lists and objects stand within each other",
      hint: "definitions need no more than four")
  }

  static func definitionsKeyTwice(_ path: String, firstLine: Int, at place: Place) -> Problem {
    Problem(
      place: place,
      message: "\(path) is given twice, first on line \(firstLine)",
      hint: "keep one of the two")
  }

  // MARK: - Keys and values

  /// The path of a key in the object at another path: `models[3]` and `name` → `models[3].name`.
  static func path(_ key: String, in parent: String) -> String {
    let isName = key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    switch (parent.isEmpty, isName && !key.isEmpty) {
    case (true, true): return key
    case (true, false): return quoted(key)
    case (false, true): return "\(parent).\(key)"
    case (false, false): return "\(parent)[\(quoted(key))]"
    }
  }

  static func definitionsUnknownKey(
    _ key: String, path: String, known: [String], at place: Place
  ) -> Problem {
    Problem(
      place: place,
      message: "unknown key \(path)" + near(key, among: known),
      hint: "the keys here are \(known.joined(separator: ", "))")
  }

  /// A value of another type than it must have, or beyond its bounds, or a word that means nothing.
  ///
  /// - Parameters:
  ///   - found: As a message says it: see `DefinitionsValue.found`.
  ///   - word: The word that was not understood, to look for a similar one in `candidates`.
  static func definitionsValue(
    _ path: String, found: String, expected: DefinitionsExpectation, word: String? = nil,
    candidates: [String] = [], at place: Place
  ) -> Problem {
    Problem(
      place: place,
      message: "\(path) is \(found)" + (word.map { near($0, among: candidates) } ?? ""),
      hint: "write \(expected.text)")
  }

  // MARK: - Models

  static func definitionsModelWithoutKind(_ path: String, at place: Place) -> Problem {
    Problem(
      place: place,
      message: "\(path) does not say which model it is",
      hint: "add its \"model\", like {\"model\": \"time_decay\", \"halfLifeDays\": 30}")
  }

  static func definitionsModelNameIsColumn(
    _ path: String, name: String, at place: Place
  ) -> Problem {
    Problem(
      place: place,
      message: "\(path) is \(quoted(name)), which is a column of the results",
      hint: "choose another name: models are columns beside it")
  }

  static func definitionsModelTwice(
    _ path: String, first: String, name: String, at place: Place
  ) -> Problem {
    Problem(
      place: place,
      message: "\(first) and \(path) are both called \(quoted(name))",
      hint: "give one of them a \"name\" of its own, like \"\(name)_2\"")
  }

  /// - Parameter percentages: What each setting is in force, `first` and `40`.
  static func definitionsPercentagesBeyond100(
    _ path: String, percentages: [(name: String, value: String)], at place: Place
  ) -> Problem {
    let settings = percentages.map { "\($0.name) \($0.value)" }.joined(separator: " and ")
    return Problem(
      place: place,
      message: "\(path) gives away more than 100 %: \(settings)",
      hint: "lower one of them; a setting that is not given keeps its default")
  }

  // MARK: - Teams and stages

  static func definitionsReservedName(_ path: String, name: String, at place: Place) -> Problem {
    Problem(
      place: place,
      message: "\(path) uses the name \(name), which stands for money without any touch",
      hint: "choose another name")
  }

  static func definitionsTeamTwice(_ team: String, first: String, at place: Place) -> Problem {
    Problem(
      place: place,
      message: "the team \(quoted(team)) is given twice, first as \(first)",
      hint: "put its channels into one list; spaces around a name do not count")
  }

  static func definitionsChannelTwice(
    _ channel: String, teams: (first: String, second: String), at place: Place
  ) -> Problem {
    let (first, second) = (quoted(teams.first), quoted(teams.second))
    return Problem(
      place: place,
      message: teams.first == teams.second
        ? "the channel \(quoted(channel)) stands twice under the team \(first)"
        : "the channel \(quoted(channel)) stands under two teams, \(first) and \(second)",
      hint: teams.first == teams.second
        ? "keep it once" : "agree on one team for it; a touch may still name its own")
  }

  /// - Parameter defaults: The key that is not given and has the stage by default, with its stages.
  static func definitionsStageWonAndLost(
    _ stage: String, defaults: (key: String, stages: [String])?, at place: Place
  ) -> Problem {
    Problem(
      place: place,
      message: "the stage \(quoted(stage)) is both won and lost",
      hint: defaults.map {
        "give \"\($0.key)\" too: without it, it is \($0.stages.joined(separator: ", "))"
      } ?? "keep it in one of the two; capitals do not count")
  }

  // MARK: - Sources

  static func definitionsHeaderTwice(
    _ path: String, first: String, header: String, at place: Place
  ) -> Problem {
    Problem(
      place: place,
      message: "\(first) and \(path) are both the column \(quoted(header))",
      hint: "one column of a file can be only one of them; write null for what is not there")
  }

  static func definitionsOtherwiseWithoutValues(_ path: String, at place: Place) -> Problem {
    Problem(
      place: place,
      message: "\(path) has \"otherwise\" but no \"values\" that a text could be missing in",
      hint: "add \"values\": {\"text of the file\": \"name\"}, or leave it out")
  }
}

/// What may stand at a place of the definitions, as a hint says it after "write".
struct DefinitionsExpectation: Sendable {
  let text: String

  static let zone = Self("a name of the time zone database, like \"America/New_York\", or \"UTC\"")
  static let currency = Self("a currency code of ISO 4217, like \"USD\"")
  static let truth = Self("true or false")
  static let wonStages = Self("the stages of won deals, like [\"Closed Won\"]")
  static let lostStages = Self("the stages of lost deals, like [\"Closed Lost\"]")
  static let stage = Self("the name of a stage as the exports give it")
  static let lookback = Self("a number of days from 0 to 3660000, or \"all\" for no limit")
  static let days = Self("a number of days above 0, at most 3660000")
  static let percentage = Self(
    "a percentage from 0 to 100 as a number with at most two decimals, like 40")
  static let collapse = Self(
    "both keys, like {\"same\": [\"contact_id\", \"channel\", \"campaign\"], \"withinHours\": 24}")
  static let sameColumns = Self("columns of touches, like [\"contact_id\", \"channel\"]")
  static let hours = Self("a number of hours above 0, at most 87840000")
  static let models = Self("a list of models, like [\"linear\", \"time_decay\"]")
  static let model = Self("the name of a model, or an object like {\"model\": \"time_decay\"}")
  static let modelName = Self(
    "a name of at most 40 small letters, digits and _ that begins with a letter")
  static let modelOfRecord = Self("the name of one of the models")
  static func modelOfRecord(among names: [String]) -> Self {
    Self("one of the models of this run: \(oneOf(names).text)")
  }
  static let teams = Self("teams with their channels, like {\"marketing\": [\"email\"]}")
  static let dimensions = Self(
    "a list of dimensions, like [\"campaign\", {\"deal\": \"product\"}]")
  static let dimension = Self(
    "a column of touches, like \"campaign\", or one of deals, like {\"deal\": \"product\"}")
  static let dimensionColumn = Self("the name of a column, or its header in the files")
  static let team = Self("the name of a team, like \"marketing\"")
  static let channels = Self("a list of channels, like [\"paid_search\", \"email\"]")
  static let channel = Self("the name of a channel, like \"email\"")
  static let sources = Self("a list of sources, like [{\"file\": \"export*.csv\"}]")
  static let source = Self("an object like {\"file\": \"export*.csv\", \"columns\": {…}}")
  static let pattern = Self("a pattern for a file's name without folders, like \"export*.csv\"")
  static let columns = Self("columns with their headers, like {\"account_id\": \"Account ID\"}")
  static let header = Self("the header of the column, or null if the file has no such column")
  static let requiredHeader = Self("the header of the column: no file can be read without it")
  static let step = Self(
    "a header, or an object like {\"column\": \"WhoId\", \"startsWith\": \"003\", \"lookup\": {…}}")
  static let headers = Self("a header, or a list of headers whose cells are joined")
  static let comparedHeader = Self("the header of the column whose cells are compared")
  static let beginnings = Self("a text with which the cell must begin, or a list of such texts")
  static let text = Self("a text")
  static let filledText = Self("a text that is not empty")
  static let lookup = Self(
    "an object like {\"file\": \"contacts.csv\", \"key\": \"Id\", \"value\": \"AccountId\"}, or a list "
      + "of these, one after the other")
  static let values = Self(
    "texts of the file with other names, like {\"Webinar - Live\": \"webinar\"}")
  static let conditions = Self(
    "a list of conditions, like [{\"column\": \"Status\", \"equals\": \"Responded\"}]")
  static let condition = Self(
    "a column and one of equals, isNot, startsWith, contains and lacks, like {\"column\": \"Status\", "
      + "\"equals\": [\"Responded\", \"Attended\"]}")
  static let separator = Self("\",\", \";\", \"\\t\" or \"|\"")
  static let headerLine = Self("the number of the header's line, counted from 1")
  static let timeFormat = Self(
    "iso, unixSeconds, unixMilliseconds, unixMicroseconds, or a layout with year, month and day, "
      + "like \"M/d/yyyy h:mm a\"; or a list of these")
  static let amountFormat = oneOf(AmountFormat.allCases.map(\.rawValue))
  static let limits = Self("limits like {\"deals\": 0, \"touchpoints\": \"1%\"}")
  static let limit = Self(
    "a whole number of rows, or a percentage with at most two decimals, like \"0.5%\"")
  static let warnings = Self("a list of codes of warnings, like [\"stage-unknown\"]")

  static func oneOf(_ words: [String]) -> Self {
    let quotedWords = words.map { "\"\($0)\"" }
    guard let last = quotedWords.last, words.count > 1 else { return Self(quotedWords.joined()) }
    return Self(quotedWords.dropLast().joined(separator: ", ") + " or " + last)
  }

  private init(_ text: String) { self.text = text }
}

/// The nearest known word; a text that is longer than any of them is not compared at length.
private func near(_ word: String, among known: [String]) -> String {
  word.utf8.count > 100 ? "" : suggestion(word, among: known)
}

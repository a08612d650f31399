/// Where the text of a logical column comes from: one header, or several ways to find it.
package struct ColumnRule: Sendable, Equatable, ExpressibleByStringLiteral {
  /// Tried in order; the first that says something is taken.
  package var steps: [Step]

  package init(steps: [Step]) { self.steps = steps }

  package init(stringLiteral header: String) { self.init(header: header) }

  /// The cell under a header as it is.
  package init(header: String) { steps = [Step(headers: [header])] }

  /// The header, if the column is its cells as they are.
  package var header: String? {
    steps.count == 1 && steps[0] == Step(headers: steps[0].headers) && steps[0].headers.count == 1
      ? steps[0].headers[0] : nil
  }

  /// One way to find a text: a cell, as far as it passes what follows, in this order.
  package struct Step: Sendable, Equatable {
    /// The cells of several headers are joined by ` / `.
    package var headers: [String]
    /// Which of several ids in the cell is meant; nil: the cell is one text.
    package var pick: Pick?
    /// How the text must begin; empty: no matter how.
    package var startsWith: [String] = []
    /// Other files to look the text up in, one after the other.
    package var lookups: [Lookup] = []
    /// Other names for some texts.
    package var values: [Label: String] = [:]
    /// What a text that `values` does not have means: nil: itself; empty: nothing.
    package var otherwise: String?

    package init(headers: [String]) { self.headers = headers }
  }

  /// Which of the texts of a cell like `123;456` is taken.
  package enum Pick: String, Sendable, CaseIterable {
    case first
    /// The cell must hold but one.
    case only
  }
}

/// A column of another file, found by one of its other columns.
package struct Lookup: Sendable, Hashable {
  /// Relative to the folder of the definitions.
  package var file: Label = ""
  /// The header of the texts that are looked for.
  package var key: Label = ""
  /// The header of what is found there.
  package var value: Label = ""
  package var match = Match.exact

  package init() {}

  /// When two texts are the same.
  package enum Match: String, Sendable, CaseIterable {
    /// Byte for byte, or as ids where the source declares what ids are.
    case exact
    case ignoreCase
    /// By the domain of an e-mail address or a web address; a mailbox provider's is nobody's.
    case domain
  }
}

/// Which rows of a source are taken; the others are counted as filtered.
package struct Condition: Sendable, Equatable {
  package var header: String
  package var test: Test
  package var texts: [String]

  /// How a cell is compared, byte for byte, with each of some texts.
  package enum Test: String, Sendable, CaseIterable {
    /// The cell is one of them.
    case equals
    /// It is none of them.
    case isNot
    /// It begins with one of them.
    case startsWith
    /// It holds one of them.
    case contains
    /// It holds none of them.
    case lacks
  }

  package init(header: String, test: Test, texts: [String]) {
    self.header = header
    self.test = test
    self.texts = texts
  }
}

/// What makes two ids one.
package enum IDForm: String, Sendable, CaseIterable {
  /// The same bytes.
  case exact
  /// Salesforce's 15 characters, of which the form of 18 has three more that check them.
  case salesforce
}

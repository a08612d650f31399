/// A cell within the bytes of a row, without its quotes.
package struct Field {
  package var start: Int
  var end: Int
  /// Whether it holds doubled quotes, each of which means one.
  var hasDoubledQuotes = false
}

/// Finds the fields of one CSV row after the other. It judges nothing but the quotes.
///
/// RFC 4180: fields are separated by one byte, rows by CRLF, LF or CR; a field that begins with a
/// quote ends with one, and holds separators, line breaks and doubled quotes.
///
/// The fields of the last row stay here until the next is scanned, so that a row makes no object.
package struct RowScanner {
  let separator: UInt8
  /// How many fields are kept; of a row with more only the number is known.
  let limit: Int
  package private(set) var fields: [Field] = []
  /// How many fields the row has.
  package private(set) var fieldCount = 0
  /// How many lines the row takes, its own end included.
  private(set) var lineBreaks = 0
  /// The first misplaced quote, if there is one.
  package private(set) var quoteFault: (kind: QuoteFault, at: Int)?

  package enum QuoteFault { case insideUnquotedField, textAfterClosingQuote }

  /// Where the field with the misplaced quote begins; where that is if the field is not kept.
  var faultyFieldStart: Int? {
    quoteFault.map { fault in
      fields.last { $0.start <= fault.at && fault.at <= $0.end }?.start ?? fault.at
    }
  }

  enum Result: Equatable {
    /// The row was found; the next one begins there.
    case row(next: Int)
    /// The bytes end before the row does.
    case needsMore
    /// The file ends within a quoted field that was opened there.
    case unclosedQuote(at: Int)
  }

  init(separator: UInt8 = UInt8(ascii: ","), limit: Int) {
    self.separator = separator
    self.limit = limit
  }

  /// Scans the row that begins at `start`.
  ///
  /// - Parameter isFileEnd: Whether the file ends with these bytes.
  mutating func scan(_ bytes: Span<UInt8>, from start: Int, isFileEnd: Bool) -> Result {
    fields.removeAll(keepingCapacity: true)
    fieldCount = 0
    lineBreaks = 0
    quoteFault = nil
    let end = bytes.count
    // Bytes above it end no field and are no quote.
    let highest = max(separator, quote)
    var at = start
    while true {
      var field = Field(start: at, end: at)
      if at < end, bytes[at] == quote {
        field.start = at + 1
        at += 1
        while true {
          guard at < end else {
            return isFileEnd ? .unclosedQuote(at: field.start - 1) : .needsMore
          }
          let byte = bytes[at]
          // Most bytes are letters and digits, which mean nothing here: one comparison for them.
          if byte > quote {
            at += 1
            continue
          }
          if byte == quote {
            if at + 1 == end, !isFileEnd { return .needsMore }
            if at + 1 == end || bytes[at + 1] != quote { break }
            field.hasDoubledQuotes = true
            at += 2
            continue
          }
          if byte == lineFeed
            || byte == carriageReturn && (at + 1 == end || bytes[at + 1] != lineFeed)
          {
            lineBreaks += 1
          }
          at += 1
        }
        field.end = at
        at += 1
        if at < end, !endsField(bytes[at]) {
          if quoteFault == nil { quoteFault = (.textAfterClosingQuote, at) }
          while at < end, !endsField(bytes[at]) { at += 1 }
          field.end = at
        }
      } else {
        while at < end {
          let byte = bytes[at]
          if byte <= highest {
            if endsField(byte) { break }
            if byte == quote, quoteFault == nil { quoteFault = (.insideUnquotedField, at) }
          }
          at += 1
        }
        field.end = at
      }
      guard at < end || isFileEnd else { return .needsMore }
      fieldCount += 1
      if fieldCount <= limit { fields.append(field) }

      if at == end {
        // A last line without an end is a line all the same.
        lineBreaks += 1
        return .row(next: at)
      }
      if bytes[at] == separator {
        at += 1
        continue
      }
      if bytes[at] == carriageReturn {
        guard at + 1 < end || isFileEnd else { return .needsMore }
        if at + 1 < end, bytes[at + 1] == lineFeed { at += 1 }
      }
      lineBreaks += 1
      return .row(next: at + 1)
    }
  }

  private func endsField(_ byte: UInt8) -> Bool {
    byte == separator || byte == lineFeed || byte == carriageReturn
  }
}

let quote = UInt8(ascii: "\"")
let lineFeed = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")
let space = UInt8(ascii: " ")

extension TouchpointReader {
  func readPlain(
    _ plain: inout PlainRows, _ window: borrowing Window, from start: Int, to stop: Int,
    lines: inout Int, into rows: inout TouchpointRows
  ) -> Int {
    let bytes = window.bytes.span.extracting(0..<window.count)
    var at = start
    while at < stop {
      plain.find(from: at, to: stop, in: bytes)
      if plain.rows.isEmpty { return at }
      rows.accountNumbers.find(plain, account, in: deals.accounts, bytes)
      for row in plain.rows.indices {
        guard read(row, of: plain, bytes, line: lines + 1, into: &rows) else {
          plain.goBack(to: row)
          return plain.rows[row].start
        }
        rows.rowCount += 1
        lines += 1
      }
      at = plain.rows[plain.rows.count - 1].end
    }
    return at
  }

  /// Reads a plain row, if nothing is wrong with it; otherwise nothing of it is noted.
  private func read(
    _ row: Int, of plain: borrowing PlainRows, _ bytes: Span<UInt8>, line: Int,
    into rows: inout TouchpointRows
  ) -> Bool {
    func text(_ field: Int) -> Range<Int> { plain.text(field, of: row, in: bytes) }
    let time = text(occurredAt)
    let costText = text(cost)
    let isASCII = plain.rows[row].isASCII
    var texts = TouchTexts(
      account: text(account), deal: text(deal), channel: text(channel), team: text(team),
      campaign: text(campaign), accountFound: rows.accountNumbers[row])
    // They are kept of touches that may get credit: of most nobody asks for them.
    if texts.accountFound != nil || !texts.deal.isEmpty || !isASCII {
      (texts.id, texts.contact) = (text(touchpoint), text(contact))
    }
    guard isASCII || texts.areValidUTF8(in: bytes),
      !isReserved(texts.channel, bytes), !isReserved(texts.team, bytes),
      let reading = rows.times.read(bytes.extracting(time), by: times)
    else { return false }
    let (found, showing) = times.zone.find(reading)
    guard times.zone.canShow(found) else { return false }
    var spent: (currency: Currency, units: Int64)?
    if !costText.isEmpty {
      guard let units = try? currency.minorUnits(bytes.extracting(costText)) else { return false }
      spent = (currency, units)
    }
    rows.unclearTimes.count(showing)
    texts.dealFound = number(of: texts.deal, in: deals.ids, bytes)
    _ = take(
      texts, at: toWholeDays ? zone.startOfDay(found) : found, costing: spent, bytes, line: line,
      into: &rows)
    return true
  }

  private func isReserved(_ text: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
    guard text.count == reservedName.count else { return false }
    for (index, byte) in reservedName.enumerated() where bytes[text.lowerBound + index] != byte {
      return false
    }
    return true
  }
}

extension TouchTexts {
  /// Whether all texts that are kept, or compared, are UTF-8.
  fileprivate func areValidUTF8(in bytes: Span<UInt8>) -> Bool {
    for text in [account, deal, channel, team, id, contact, campaign]
    where !isValidUTF8(bytes.extracting(text)) {
      return false
    }
    return true
  }
}

extension PlainRows {
  /// The text of a field, trimmed; empty if there is no such field.
  func text(_ field: Int, of row: Int, in bytes: Span<UInt8>) -> Range<Int> {
    guard field >= 0 else { return 0..<0 }
    let found = self.field(field, of: row)
    var (start, end) = (Int(found.start), Int(found.end))
    while start < end, bytes[start] == space { start &+= 1 }
    while start < end, bytes[end &- 1] == space { end &-= 1 }
    return unsafe Range(uncheckedBounds: (start, end))
  }
}

/// The numbers that the texts of a field of some rows have.
///
/// They are looked up together, since the table of a large file lies far from the processor: it waits
/// for several of them at a time, where row by row it would wait for each.
struct FoundNumbers: Sendable {
  private var keys: [TextKey] = []
  private var numbers: [Int] = []

  /// What stands for a text that has none, and for one that is not decided yet.
  private static var none: Int { -1 }
  private static var open: Int { -2 }

  /// The number for a row; nil if its text is empty or has none.
  subscript(row: Int) -> Int? { numbers[row] == FoundNumbers.none ? nil : numbers[row] }

  mutating func find(
    _ plain: borrowing PlainRows, _ field: Int, in names: Names, _ bytes: Span<UInt8>
  ) {
    keys.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    for row in plain.rows.indices {
      keys.append(TextKey(of: bytes.extracting(plain.text(field, of: row, in: bytes))))
    }
    for key in keys {
      let number =
        switch names.glance(key) {
        case .number(let number): number
        case .none: FoundNumbers.none
        case .open: FoundNumbers.open
        }
      numbers.append(number)
    }
    for row in numbers.indices where numbers[row] == FoundNumbers.open {
      let text = plain.text(field, of: row, in: bytes)
      numbers[row] = names.find(bytes.extracting(text)) ?? FoundNumbers.none
    }
  }
}

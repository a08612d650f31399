extension TouchpointReader {
  func readPlain(
    _ plain: inout PlainRows, _ window: borrowing Window, from start: Int, to stop: Int,
    lines: inout Int, into rows: inout TouchpointRows
  ) -> Int {
    let bytes = window.bytes.span.extracting(0..<window.count)
    var texts = Batch(repeating: TextRange())
    var numbers = Batch<Int32>(repeating: -1)
    var ownWindows = Batch(repeating: AccountWindow())
    let costs = cost == -1 ? -1 : rows.spend.number(of: currency)
    var at = start
    while at < stop {
      plain.find(from: at, to: stop, in: bytes)
      if plain.count == 0 { return at }
      for row in 0..<plain.count { texts[row] = plain.text(account, of: row, in: bytes) }
      var found = numbers.mutableSpan
      accounts.find(texts.span.extracting(0..<plain.count), in: bytes, into: &found)
      if let windows, deals.accounts.count > 0 {
        // Of all rows, so that the processor waits for several of them at a time.
        for row in 0..<plain.count { ownWindows[row] = windows[Int(max(numbers[row], 0))] }
      }
      var row = 0
      while row < plain.count,
        read(
          row, of: plain, account: texts[row], numbers[row], ownWindows[row], costs: costs, bytes,
          line: lines &+ row &+ 1, into: &rows)
      { row &+= 1 }
      rows.rowCount += row
      lines += row
      at = plain.start(of: row)
      if row < plain.count {
        plain.goBack(to: row)
        return at
      }
    }
    return at
  }

  /// Reads a plain row, if nothing is wrong with it; otherwise nothing of it is noted.
  @inline(__always)
  private func read(
    _ row: Int, of plain: borrowing PlainRows, account: TextRange, _ accountFound: Int32,
    _ window: AccountWindow, costs: Int, _ bytes: Span<UInt8>, line: Int,
    into rows: inout TouchpointRows
  ) -> Bool {
    let isASCII = plain.isASCII(row)
    var texts = TouchTexts(
      account: account, deal: plain.text(deal, of: row, in: bytes),
      channel: plain.text(channel, of: row, in: bytes),
      team: plain.text(team, of: row, in: bytes),
      campaign: plain.text(campaign, of: row, in: bytes), accountFound: accountFound)
    // They are kept of touches that may get credit: of most nobody asks for them.
    if accountFound >= 0 || !texts.deal.isEmpty || !isASCII {
      texts.id = plain.text(touchpoint, of: row, in: bytes)
      texts.contact = plain.text(contact, of: row, in: bytes)
    }
    let time = plain.text(occurredAt, of: row, in: bytes)
    guard isASCII || texts.areValidUTF8(in: bytes),
      !isReserved(texts.channel, bytes), !isReserved(texts.team, bytes),
      let (found, showing) = rows.times.read(bytes.extracting(time.range), by: times)
    else { return false }
    let costText = plain.text(cost, of: row, in: bytes)
    var spent: (currency: Int, units: Int64)?
    if !costText.isEmpty {
      guard let units = try? currency.minorUnits(bytes.extracting(costText.range)) else {
        return false
      }
      spent = (costs, units)
    }
    rows.unclearTimes.count(showing)
    if !texts.deal.isEmpty { texts.dealFound = number(of: texts.deal, in: deals.ids, bytes) }
    let instant = toWholeDays ? zone.startOfDay(found) : found
    _ = take(
      texts, at: instant, costing: spent,
      isOutside: windows != nil && accountFound >= 0 && !window.mayHold(instant), bytes, line: line,
      into: &rows)
    return true
  }

  private func isReserved(_ text: TextRange, _ bytes: Span<UInt8>) -> Bool {
    guard text.count == reservedName.count else { return false }
    return bytes.extracting(text.range).hasSameBytes(as: reservedName.span)
  }
}

extension TouchTexts {
  /// Whether all texts that are kept, or compared, are UTF-8.
  @inline(never)
  fileprivate func areValidUTF8(in bytes: Span<UInt8>) -> Bool {
    for text in [account, deal, channel, team, id, contact, campaign]
    where !isValidUTF8(bytes.extracting(text.range)) {
      return false
    }
    return true
  }
}

extension TouchpointReader {
  func readPlain(
    _ plain: inout PlainRows, _ window: borrowing Window, from start: Int, to stop: Int,
    lines: inout Int, into rows: inout TouchpointRows
  ) -> Int {
    let bytes = window.bytes.span.extracting(0..<window.count)
    var at = start
    while at < stop {
      plain.find(from: at, to: stop, in: bytes)
      if plain.count == 0 { return at }
      let count = read(plain, bytes, line: lines + 1, into: &rows)
      rows.rowCount += count
      lines += count
      at = plain.start(of: count)
      if count < plain.count {
        plain.goBack(to: count)
        return at
      }
    }
    return at
  }

  /// Reads plain rows up to the first with which something is wrong, of which nothing is noted.
  ///
  /// Column by column, and what asks a question that nobody can guess makes a list of the rows for
  /// which it is so: of most files every third touch may get credit, and a processor that guesses
  /// wrong loses the time of some dozens of steps. Its slow twin is `take`, row by row.
  ///
  /// - Parameter line: That of the first row.
  /// - Returns: How many rows were read.
  private func read(
    _ plain: borrowing PlainRows, _ bytes: Span<UInt8>, line: Int, into rows: inout TouchpointRows
  ) -> Int {
    let texts = plain.fields.span
    let channelTexts = texts.extracting(plain.column(channel))
    let teamTexts = texts.extracting(plain.column(team))
    let costTexts = texts.extracting(plain.column(cost))
    let times = texts.extracting(plain.column(occurredAt))
    var costs = Batch<Int64>(repeating: 0)
    var instants = Batch<Int64>(repeating: 0)
    var count = countUTF8(plain, bytes)
    count = countUnreserved(channelTexts, teamTexts, count, bytes)
    count = readCosts(costTexts, count, bytes, into: costs.mutableSpan)
    count = readTimes(times, count, bytes, into: instants.mutableSpan, &rows)

    let accountTexts = texts.extracting(plain.column(account))
    let dealTexts = texts.extracting(plain.column(deal))
    var accountNumbers = Batch<Int32>(repeating: -1)
    var dealNumbers = Batch<Int32>(repeating: -1)
    accounts.find(accountTexts.extracting(0..<count), in: bytes, into: accountNumbers.mutableSpan)
    if deal != -1 {
      for row in 0..<count { dealNumbers[row] = number(of: dealTexts[row], in: deals.ids, bytes) }
    }
    var teams = Batch<UInt32>(repeating: 0)
    for row in 0..<count {
      teams[row] = UInt32(
        truncatingIfNeeded: team(of: teamTexts[row], channel: channelTexts[row], bytes, &rows))
    }

    // Rows that cost something or may get credit, and those that may.
    var (named, namedCount) = (Batch<UInt8>(repeating: 0), 0)
    var (credited, creditedCount) = (Batch<UInt8>(repeating: 0), 0)
    var matched = 0
    // Once for all of them: it is asked then whether somebody else has the counts too.
    var outcomes = rows.outcomes.mutableSpan
    for row in 0..<count {
      let outcome = outcome(
        ofAccount: accountTexts[row], accountNumbers[row], deal: dealTexts[row], dealNumbers[row])
      let mayGetCredit = outcome == .outsideEveryWindow
      outcomes[Int(teams[row])][outcome] &+= mayGetCredit ? 0 : 1
      matched &+= accountNumbers[row] >= 0 || dealNumbers[row] >= 0 ? 1 : 0
      named[namedCount] = UInt8(truncatingIfNeeded: row)
      namedCount &+= mayGetCredit || !costTexts[row].isEmpty ? 1 : 0
      credited[creditedCount] = UInt8(truncatingIfNeeded: row)
      creditedCount &+= mayGetCredit ? 1 : 0
    }
    rows.matched += matched
    for row in 0..<(matched < count && rows.unmatchedExample == nil ? count : 0)
    where accountNumbers[row] < 0 && dealNumbers[row] < 0 {
      rows.noteUnmatched(account: accountTexts[row], deal: dealTexts[row], bytes)
    }

    let campaignTexts = texts.extracting(plain.column(campaign))
    let spending = cost == -1 ? 0 : rows.spend.number(of: currency)
    var channels = Batch<UInt32>(repeating: 0)
    var campaigns = Batch<UInt32>(repeating: 0)
    for place in 0..<namedCount {
      let row = Int(named[place])
      let channel = channelNumber(channelTexts[row], bytes, &rows)
      let campaign = rows.campaignNames.intern(campaignTexts[row], in: bytes)
      channels[row] = UInt32(truncatingIfNeeded: channel)
      campaigns[row] = UInt32(truncatingIfNeeded: campaign)
      if !costTexts[row].isEmpty {
        rows.spend.add(
          costs[row], number: spending, channel: channel, campaign: campaign,
          month: rows.months.month(of: instants[row], in: zone))
      }
    }

    var touches = Batch(repeating: TouchpointRows.Touch())
    for place in 0..<creditedCount {
      let row = Int(credited[place])
      let isBound = !dealTexts[row].isEmpty
      touches[place] = TouchpointRows.Touch(
        instant: instants[row], account: isBound ? -1 : accountNumbers[row],
        deal: isBound ? dealNumbers[row] : -1, line: UInt32(truncatingIfNeeded: line &+ row),
        party: rows.party(team: teams[row], channel: channels[row]), campaign: campaigns[row])
    }
    keep(touches.span.extracting(0..<creditedCount), of: credited.span, plain, bytes, into: &rows)
    return count
  }

  /// Keeps touches that may get credit, and apart from them those outside of the windows of their
  /// accounts.
  ///
  /// - Parameter numbers: Those of the rows that they are.
  private func keep(
    _ touches: Span<TouchpointRows.Touch>, of numbers: Span<UInt8>, _ plain: borrowing PlainRows,
    _ bytes: Span<UInt8>, into rows: inout TouchpointRows
  ) {
    let ids = plain.fields.span.extracting(plain.column(touchpoint))
    let contacts = plain.fields.span.extracting(plain.column(contact))
    var ownWindows = Batch(repeating: AccountWindow())
    if let windows, deals.accounts.count > 0 {
      // Of all of them, so that the processor waits for several at a time.
      for place in touches.indices {
        ownWindows[place] = windows[Int(max(touches[place].account, 0))]
      }
    }
    var (kept, keptCount) = (Batch(repeating: TextRange()), 0)
    for place in touches.indices {
      let (touch, row) = (touches[place], Int(numbers[place]))
      if windows != nil, touch.deal < 0, !ownWindows[place].mayHold(touch.instant) {
        rows.outside.append(touch)
        rows.outsideIDs.append(bytes.extracting(ids[row].range))
        continue
      }
      rows.touches.append(touch)
      kept[keptCount] = ids[row]
      keptCount += 1
      if keepsContacts { rows.contacts.append(bytes.extracting(contacts[row].range)) }
    }
    rows.ids.append(kept.span.extracting(0..<keptCount), in: bytes)
  }

  // How many of the first rows are in order, column by column.

  /// - Returns: How many have texts, of those that are kept or compared, that are UTF-8.
  private func countUTF8(_ plain: borrowing PlainRows, _ bytes: Span<UInt8>) -> Int {
    if plain.areASCII(0..<plain.count) { return plain.count }
    for row in 0..<plain.count where !plain.areASCII(row..<row + 1) {
      for field in [account, deal, channel, team, touchpoint, contact, campaign]
      where !isValidUTF8(bytes.extracting(plain.text(field, of: row).range)) {
        return row
      }
    }
    return plain.count
  }

  private func countUnreserved(
    _ channels: Span<TextRange>, _ teams: Span<TextRange>, _ count: Int, _ bytes: Span<UInt8>
  ) -> Int {
    @inline(__always)
    func isReserved(_ text: TextRange) -> Bool {
      text.count == reservedName.count
        && bytes.extracting(text.range).hasSameBytes(as: reservedName.span)
    }
    for row in 0..<count where isReserved(channels[row]) || isReserved(teams[row]) { return row }
    return count
  }

  private func readCosts(
    _ texts: Span<TextRange>, _ count: Int, _ bytes: Span<UInt8>,
    into costs: consuming MutableSpan<Int64>
  ) -> Int {
    for row in 0..<count where !texts[row].isEmpty {
      guard let units = try? currency.minorUnits(bytes.extracting(texts[row].range)) else {
        return row
      }
      costs[row] = units
    }
    return count
  }

  /// It notes what it finds of the times.
  private func readTimes(
    _ texts: Span<TextRange>, _ count: Int, _ bytes: Span<UInt8>,
    into instants: consuming MutableSpan<Int64>, _ rows: inout TouchpointRows
  ) -> Int {
    for row in 0..<count {
      guard
        let (found, showing) = rows.times.read(bytes.extracting(texts[row].range), by: times)
      else { return row }
      rows.unclearTimes.count(showing)
      let instant = toWholeDays ? zone.startOfDay(found) : found
      instants[row] = instant
      rows.earliest = min(rows.earliest, instant)
      rows.latest = max(rows.latest, instant)
    }
    return count
  }
}

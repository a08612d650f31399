extension TouchpointReader {
  func readPlain(
    _ plain: inout PlainRows, _ window: inout Window, from start: Int, to stop: Int,
    lines: inout Int, into rows: inout TouchpointRows
  ) -> Int {
    var at = start
    while at < stop {
      window.forgetTexts()
      plain.find(from: at, to: stop, in: window.bytes.span)
      if plain.count == 0 { return at }
      let found = plain.count
      var valid = countUTF8(plain, window.bytes.span)
      let findings =
        rules.isEmpty ? nil : RuleFindings(of: rules, in: &plain, count: &valid, &window)
      let leftOut =
        filters.isEmpty ? nil : leaveOut(of: &plain, valid, window.bytes.span, &rows)
      valid = min(valid, plain.count)
      if ids != .exact { valid = compareIDs(of: &plain, valid, &window) }
      // Texts are read eight bytes at a time.
      if window.bytes.count > window.count { _ = window.write(repeatElement(0, count: 8)) }
      let count = read(
        plain, valid, window.bytes.span, line: lines + 1, findings, into: &rows)
      let all = plain.number(of: count)
      leftOut?.count(before: all, in: &rows)
      rows.rowCount += all
      lines += all
      at = plain.start(of: count)
      if all < found {
        plain.goBack(to: count)
        return at
      }
    }
    return at
  }

  /// Leaves out the rows that do not pass the filters, up to the first that may be none: a footer passes
  /// few of them, and nobody has asked yet whether it is one.
  ///
  /// - Parameter count: How many of the first rows are looked at.
  private func leaveOut(
    of plain: inout PlainRows, _ count: Int, _ bytes: Span<UInt8>, _ rows: inout TouchpointRows
  ) -> FilteredTeams {
    var kept = RowList()
    var leftOut = FilteredTeams()
    var end = count
    for row in 0..<count {
      let passes = filters.allSatisfy {
        $0.passes(bytes.extracting(plain.text($0.field, of: row).range))
      }
      kept.add(row, passes.bit)
      guard !passes else { continue }
      if plain.mayBeFooter(row) {
        end = row
        break
      }
      let named = named(
        channel: plain.text(channel, of: row), team: plain.text(team, of: row), bytes, &rows)
      leftOut.add(row, team: named.map { Int($0.team) })
    }
    plain.keep(kept, of: end)
    return leftOut
  }

  /// Finds the forms of accounts and deals in which they are compared.
  ///
  /// - Parameter count: How many of the first rows are looked at.
  /// - Returns: How many have ids, or none.
  private func compareIDs(
    of plain: inout PlainRows, _ count: Int, _ window: inout Window
  ) -> Int {
    var count = count
    for (field, place) in [(account, comparedAccount), (deal, comparedDeal)] where field != -1 {
      for row in 0..<count {
        var text = plain.text(field, of: row).range
        if !text.isEmpty, !SalesforceID.isWhole(window.bytes.span.extracting(text)) {
          guard let whole = SalesforceID.whole(window.bytes.span.extracting(text)) else {
            count = row
            break
          }
          text = window.write(whole)
        }
        plain.note(text, at: place, row: row)
      }
    }
    return count
  }

  /// Reads plain rows up to the first with which something is wrong, of which nothing is noted.
  ///
  /// Column by column. Its slow twin is `read` of `RowReader`, row by row.
  ///
  /// - Parameters:
  ///   - limit: How many of the first rows are looked at, of which all texts are UTF-8.
  ///   - line: That of the first row that was found.
  /// - Returns: How many rows were read.
  private func read(
    _ plain: borrowing PlainRows, _ limit: Int, _ bytes: Span<UInt8>, line: Int,
    _ findings: RuleFindings?, into rows: inout TouchpointRows
  ) -> Int {
    let texts = plain.fields.span
    let channelTexts = texts.extracting(plain.column(channel))
    let teamTexts = texts.extracting(plain.column(team))
    let costTexts = texts.extracting(plain.column(cost))
    let times = texts.extracting(plain.column(occurredAt))
    var costs = Batch<Int64>(repeating: 0)
    var instants = Batch<Int64>(repeating: 0)
    var parties = Batch(repeating: RecentParties.Named())
    var count = countUnreserved(plain, limit, bytes)
    count = readNames(channelTexts, teamTexts, count, bytes, into: parties.mutableSpan, &rows)
    count = readCosts(costTexts, count, bytes, into: costs.mutableSpan)
    count = readTimes(times, count, bytes, into: instants.mutableSpan, &rows)

    let accountTexts = texts.extracting(plain.column(comparedAccount))
    let dealTexts = texts.extracting(plain.column(comparedDeal))
    var accountNumbers = Batch<Int32>(repeating: -1)
    var dealNumbers = Batch<Int32>(repeating: -1)
    accounts.find(accountTexts.extracting(0..<count), in: bytes, into: accountNumbers.mutableSpan)
    if deal != -1 {
      for row in 0..<count { dealNumbers[row] = number(of: dealTexts[row], in: deals.ids, bytes) }
    }
    countWithoutTeam(parties.span.extracting(0..<count), &rows)
    if let findings {
      findings.count(of: plain, count, bytes, in: &rows.ruleCounts)
      findings.match(account, accountNumbers.span, of: plain, count, in: &rows.ruleCounts)
      findings.match(deal, dealNumbers.span, of: plain, count, in: &rows.ruleCounts)
    }

    let campaignTexts = texts.extracting(plain.column(campaign))
    // Those that cost something, may get credit, and whose campaigns are asked for.
    var (paid, credited, named) = (RowList(), RowList(), RowList())
    var matched = 0
    // Once for all of them: it is asked then whether somebody else has the counts too.
    var outcomes = rows.outcomes.mutableSpan
    for row in 0..<count {
      let outcome = outcome(
        ofAccount: accountTexts[row], accountNumbers[row], deal: dealTexts[row], dealNumbers[row])
      let mayGetCredit = outcome == .outsideEveryWindow
      let (isPaid, isNamed) = (!costTexts[row].isEmpty, !campaignTexts[row].isEmpty)
      outcomes[Int(parties[row].team)][outcome] &+= mayGetCredit ? 0 : 1
      matched &+= accountNumbers[row] >= 0 || dealNumbers[row] >= 0 ? 1 : 0
      paid.add(row, isPaid.bit)
      credited.add(row, mayGetCredit.bit)
      named.add(row, (isPaid.bit | mayGetCredit.bit & keepsCampaigns.bit) & isNamed.bit)
    }
    rows.matched += matched
    for row in 0..<(matched < count && rows.unmatchedExample == nil ? count : 0)
    where accountNumbers[row] < 0 && dealNumbers[row] < 0 {
      rows.noteUnmatched(account: accountTexts[row], deal: dealTexts[row], bytes)
    }

    var campaigns = Batch(repeating: UInt32(rows.campaignNames.intern("")))
    for place in 0..<named.count {
      let row = named[place]
      campaigns[row] = UInt32(
        truncatingIfNeeded: rows.campaignNames.intern(campaignTexts[row], in: bytes))
    }
    let spending = cost == -1 ? 0 : rows.spend.number(of: currency)
    for place in 0..<paid.count {
      let row = paid[place]
      rows.spend.add(
        costs[row], number: spending, channel: Int(parties[row].channel),
        campaign: Int(campaigns[row]), month: rows.months.month(of: instants[row], in: zone))
    }

    var scopes = Batch<Int32>(repeating: 0)
    for row in 0..<count {
      scopes[row] = dealTexts[row].isEmpty ? accountNumbers[row] : ~dealNumbers[row]
    }
    let (inside, outside) = divide(credited, scopes.span, instants.span)
    var numbers = Batch<UInt32>(repeating: 0)
    for row in 0..<count { numbers[row] = parties[row].party }
    inside.append(from: instants.span, to: &rows.touches.instants)
    inside.append(from: scopes.span, to: &rows.touches.scopes)
    inside.append(from: numbers.span, to: &rows.touches.parties)
    if keepsCampaigns { inside.append(from: campaigns.span, to: &rows.touches.campaigns) }
    outside.append(from: instants.span, to: &rows.outside.instants)
    outside.append(from: scopes.span, to: &rows.outside.scopes)
    outside.append(from: numbers.span, to: &rows.outside.parties)
    appendTexts(of: inside, outside, plain, bytes, line: line, to: &rows)
    return count
  }

  /// Divides touches that may get credit into those that may lie in windows of their accounts, or that
  /// are bound to deals, and those outside of all windows.
  private func divide(
    _ credited: RowList, _ scopes: Span<Int32>, _ instants: Span<Int64>
  ) -> (inside: RowList, outside: RowList) {
    guard let windows, deals.accounts.count > 0 else { return (credited, RowList()) }
    var own = Batch(repeating: AccountWindow())
    // Of all of them first, so that the processor waits for several at a time.
    for place in 0..<credited.count { own[place] = windows[Int(max(scopes[credited[place]], 0))] }
    var (inside, outside) = (RowList(), RowList())
    for place in 0..<credited.count {
      let row = credited[place]
      let isInside = (scopes[row] < 0).bit | own[place].mayHold(instants[row]).bit
      inside.add(row, isInside)
      outside.add(row, 1 &- isInside)
    }
    return (inside, outside)
  }

  /// Appends the texts that are kept of touches, and the lines.
  ///
  /// - Parameter line: That of the first row that was found.
  private func appendTexts(
    of inside: RowList, _ outside: RowList, _ plain: borrowing PlainRows, _ bytes: Span<UInt8>,
    line: Int, to rows: inout TouchpointRows
  ) {
    let ids = plain.fields.span.extracting(plain.column(touchpoint))
    let contacts = plain.fields.span.extracting(plain.column(contact))
    var kept = Batch(repeating: TextRange())
    for place in 0..<inside.count {
      kept[place] = ids[inside[place]]
      if keepsLines {
        rows.touches.lines.append(
          UInt32(truncatingIfNeeded: line &+ plain.number(of: inside[place])))
      }
      if keepsContacts { rows.contacts.append(bytes.extracting(contacts[inside[place]].range)) }
    }
    rows.ids.append(kept.span.extracting(0..<inside.count), in: bytes)
    for (index, dimension) in dimensions.enumerated() {
      for place in 0..<inside.count {
        rows.dimensions[index].append(
          bytes.extracting(plain.text(dimension.place, of: inside[place]).range))
      }
    }
    for place in 0..<outside.count {
      rows.outsideIDs.append(bytes.extracting(ids[outside[place]].range))
    }
  }

  // How many of the first rows are in order, column by column.

  /// - Returns: How many have texts, of those that are kept or compared, that are UTF-8.
  private func countUTF8(_ plain: borrowing PlainRows, _ bytes: Span<UInt8>) -> Int {
    if plain.areASCII(0..<plain.count) { return plain.count }
    for row in 0..<plain.count where !plain.areASCII(row..<row + 1) {
      for field in keptFields
      where !isValidUTF8(bytes.extracting(plain.text(field, of: row).range)) {
        return row
      }
    }
    return plain.count
  }

  /// - Returns: How many have no value of a dimension that none may have.
  private func countUnreserved(
    _ plain: borrowing PlainRows, _ count: Int, _ bytes: Span<UInt8>
  ) -> Int {
    var count = count
    for field in namedFields {
      for row in 0..<count {
        let text = plain.text(field, of: row)
        if text.count == reservedName.count,
          bytes.extracting(text.range).hasSameBytes(as: reservedName.span)
        {
          count = row
          break
        }
      }
    }
    return count
  }

  /// - Returns: How many have no name that no team or channel may have.
  private func readNames(
    _ channels: Span<TextRange>, _ teams: Span<TextRange>, _ count: Int, _ bytes: Span<UInt8>,
    into all: consuming MutableSpan<RecentParties.Named>, _ rows: inout TouchpointRows
  ) -> Int {
    for row in 0..<count {
      guard let named = named(channel: channels[row], team: teams[row], bytes, &rows) else {
        return row
      }
      all[row] = named
    }
    return count
  }

  /// Counts the rows of which only the channel says which team they are of.
  private func countWithoutTeam(
    _ named: Span<RecentParties.Named>, _ rows: inout TouchpointRows
  ) {
    guard rows.rowsWithoutTeam.count > 0 else { return }
    for row in named.indices where named[row].isOfChannel {
      rows.rowsWithoutTeam[Int(named[row].channel)] += 1
    }
  }

  private func readCosts(
    _ texts: Span<TextRange>, _ count: Int, _ bytes: Span<UInt8>,
    into costs: consuming MutableSpan<Int64>
  ) -> Int {
    var paid = RowList()
    for row in 0..<count { paid.add(row, (!texts[row].isEmpty).bit) }
    for place in 0..<paid.count {
      let row = paid[place]
      let cost = bytes.extracting(texts[row].range)
      guard let found = try? amounts.read(cost, in: currency, isOwn: false),
        found.currency == currency
      else { return row }
      costs[row] = found.units
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

/// The teams of rows that filters leave out: they are counted when it is known how many rows were read.
private struct FilteredTeams {
  private var rows = RowList()
  /// Their numbers; −1 where a row names none that may be.
  private var teams = Batch<Int32>(repeating: -1)

  mutating func add(_ row: Int, team: Int?) {
    teams[rows.count] = team.map { Int32($0) } ?? -1
    rows.add(row, 1)
  }

  func count(before end: Int, in all: inout TouchpointRows) {
    for place in 0..<rows.count where rows[place] < end {
      all.countFiltered(teams[place] < 0 ? nil : Int(teams[place]))
    }
  }
}

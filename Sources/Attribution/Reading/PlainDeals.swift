extension DealReader {
  /// Only where nothing but fields is asked for: rows that rules look at are read one by one.
  var plainRows: PlainRows? {
    let asksForFields =
      columns.rules.isEmpty && columns.filters.isEmpty && columns.ids == .exact && fieldCount > 1
    return asksForFields ? PlainRows(separator: separator.byte, fieldCount: fieldCount) : nil
  }

  func readPlain(
    _ plain: inout PlainRows, _ window: inout Window, from start: Int, to stop: Int,
    lines: inout Int, into rows: inout DealRows
  ) -> Int {
    let bytes = window.bytes.span.extracting(0..<window.count)
    var at = start
    while at < stop {
      plain.find(from: at, to: stop, in: bytes)
      if plain.count == 0 { return at }
      var row = 0
      while row < plain.count, read(row, of: plain, bytes, line: lines + row + 1, into: &rows) {
        row += 1
      }
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
  private func read(
    _ row: Int, of plain: borrowing PlainRows, _ bytes: Span<UInt8>, line: Int,
    into rows: inout DealRows
  ) -> Bool {
    func text(_ place: Place) -> Range<Int> {
      plain.text(place.field, of: row).range
    }
    let (id, account, adjusts) = (text(places.deal), text(places.account), text(places.adjusts))
    guard !id.isEmpty, plain.areASCII(row..<row + 1) || isValidUTF8(row, of: plain, bytes) else {
      return false
    }
    let money = readMoney(text(places.currency), text(places.amount), bytes, &rows)
    var stage: Int?
    if places.stage.field != -1, adjusts.isEmpty {
      let name = text(places.stage)
      // It may be a heading or a footer.
      guard !name.isEmpty else { return false }
      let number = number(ofStage: bytes.extracting(name), &rows)
      guard rows.stageCounts[number].isWon else {
        rows.stageCounts[number].add(money?.units, in: money?.currency)
        rows.addUnwon(id: id, account: account, bytes, stage: number)
        return true
      }
      stage = number
    }
    guard let money,
      let close = rows.closes.reading(of: bytes.extracting(text(places.closedAt)), by: times)
    else { return false }
    let (closedAt, closeShowing) = times.zone.find(close, atEndOfDay: true)
    guard times.zone.canShow(closedAt) else { return false }
    var creation: (instant: Int64, showing: Zone.Showing)?
    let created = text(places.createdAt)
    if !created.isEmpty {
      guard let reading = rows.creations.reading(of: bytes.extracting(created), by: times) else {
        return false
      }
      creation = times.zone.find(reading)
      guard times.zone.canShow(creation!.instant) else { return false }
      rows.unclearTimes.count(creation!.showing)
    }
    rows.unclearTimes.count(closeShowing)
    if let stage { rows.stageCounts[stage].add(money.units, in: money.currency) }
    for index in texts.indices {
      rows.texts[index].append(
        bytes.extracting(plain.text(texts[index].place, of: row).range))
    }
    for index in labels.indices {
      rows.labels[index].append(
        bytes.extracting(plain.text(labels[index].place, of: row).range))
    }
    rows.addWon(
      Deal(
        amount: money.units, currency: money.currency, closedAt: closedAt,
        closing: closing(close, at: closedAt), createdAt: creation?.instant, line: line),
      id: id, account: account, adjusts: adjusts, bytes)
    return true
  }

  private func isValidUTF8(
    _ row: Int, of plain: borrowing PlainRows, _ bytes: Span<UInt8>
  ) -> Bool {
    (try? UTF8Span(validating: bytes.extracting(plain.start(of: row)..<plain.start(of: row + 1))))
      != nil
  }

  /// The currency of a row and its amount; nil unless both can be read.
  private func readMoney(
    _ code: Range<Int>, _ amount: Range<Int>, _ bytes: Span<UInt8>, _ rows: inout DealRows
  ) -> (currency: Currency, units: Int64)? {
    let isOwn = !code.isEmpty
    let named = isOwn ? rows.currencies.find(bytes.extracting(code)) : currency
    guard let named else { return nil }
    if amount.isEmpty { return readsBlankAmountAsZero ? (named, 0) : nil }
    return try? amounts.read(bytes.extracting(amount), in: named, isOwn: isOwn)
  }
}

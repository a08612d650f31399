// How rows are drawn: names on the left, marks on the scale, what stands at the rows' ends.

extension RowChart {
  func draw(on canvas: inout Canvas) {
    let columns = Columns(of: self)
    legend(on: &canvas)
    guard !rows.isEmpty else { return canvas.nothing() }
    let scale = PercentScale(
      over: rows.flatMap { row in
        row.values.compactMap(\.self)
          + [row.interval?.lowerBound, row.interval?.upperBound]
          .compactMap(\.self)
      })
    let layouts = rows.map { row in
      Layout(of: row, series: series) { columns.x(of: $0, on: scale) }
    }

    canvas.y += 200
    for tick in scale.ticks {
      canvas.text(
        scale.text(tick), columns.x(of: tick, on: scale), canvas.y, size: 11, style: "quiet",
        anchor: .middle)
    }
    for (heading, end) in zip(headings, columns.ends) {
      canvas.text(
        heading, end, canvas.y, size: 11, style: "quiet", anchor: .end, within: columns.noteLimit)
    }
    canvas.y += 80
    let bottom = canvas.y + layouts.reduce(0) { $0 + $1.height }
    for tick in scale.ticks {
      let x = columns.x(of: tick, on: scale)
      canvas.line(x, canvas.y, x, bottom, style: tick == 0 ? "zero" : "grid")
    }
    for (row, layout) in zip(rows, layouts) {
      draw(row, layout, columns, scale, on: &canvas)
    }
  }

  private func draw(
    _ row: Row, _ layout: Layout, _ columns: Columns, _ scale: PercentScale,
    on canvas: inout Canvas
  ) {
    let middle = canvas.y + layout.middle
    let style = row.subject.isAside ? "quiet" : ""
    canvas.line(Canvas.margin, canvas.y, Canvas.right, canvas.y, style: "grid")
    canvas.text(
      row.subject.name, Canvas.margin, middle + 45, style: style, within: columns.nameLimit)
    if let interval = row.interval {
      let (low, high) = (
        columns.x(of: interval.lowerBound, on: scale), columns.x(of: interval.upperBound, on: scale)
      )
      canvas.range(from: low, to: high, at: middle)
    }
    for mark in layout.marks.reversed() {
      canvas.mark(
        mark.series, mark.x, middle + mark.lane * Layout.lane, isLead: series[mark.series].isLead,
        says: "\(row.subject.word), \(series[mark.series].name): "
          + percentText(row.values[mark.series]!))
    }
    for (note, end) in zip(row.notes, columns.ends) {
      canvas.text(
        note, end, middle + 45, style: style, anchor: .end, within: columns.noteLimit)
    }
    canvas.y += layout.height
  }

  /// The names of the marks, in as many lines as they need.
  private func legend(on canvas: inout Canvas) {
    var x = Canvas.margin
    canvas.y += 180
    func room(for name: String, _ canvas: inout Canvas) {
      if x > Canvas.margin, x + 220 + textWidth(name, size: 12) > Canvas.right {
        x = Canvas.margin
        canvas.y += 200
      }
    }
    for (index, series) in series.enumerated() {
      room(for: series.name, &canvas)
      canvas.mark(index, x + 70, canvas.y - 42, isLead: series.isLead)
      canvas.text(
        series.name, x + 190, canvas.y, size: 12, style: series.isLead ? "strong" : "",
        within: Canvas.right - x - 190)
      x += 360 + textWidth(series.name, size: 12)
    }
    if let interval {
      room(for: interval, &canvas)
      canvas.range(from: x, to: x + 140, at: canvas.y - 42)
      canvas.text(interval, x + 190, canvas.y, size: 12)
    }
    canvas.y += 60
  }
}

/// Where what a row consists of stands, in tenths of a pixel.
private struct Columns {
  let nameLimit: Int
  /// How wide what stands at a row's end may be.
  let noteLimit: Int
  /// Where the texts at the rows' ends end.
  let ends: [Int]
  private let left: Int
  private let right: Int
  private static let gap = 90

  init(of chart: RowChart) {
    let longest = chart.rows.map { textWidth($0.subject.name, size: 13) }.max() ?? 0
    let widths = chart.headings.indices.map { column in
      let notes = chart.rows.map { textWidth($0.notes[column], size: 13) }.max() ?? 0
      return max(textWidth(chart.headings[column], size: 11), notes)
    }
    let notes = widths.reduce(0) { $0 + $1 + Columns.gap }
    // The scale keeps its place, however long the texts are.
    let rest = Canvas.right - Canvas.margin - 320
    nameLimit = min(longest, max(1_900, rest - notes - 2_800))
    left = Canvas.margin + nameLimit + 200
    let room = rest - nameLimit - 1_880
    let isTooWide = notes > room
    noteLimit =
      isTooWide ? room / max(1, chart.headings.count) - Columns.gap : widths.max() ?? 0
    var (ends, end) = ([Int](), Canvas.right)
    for width in widths.reversed() {
      ends.insert(end, at: 0)
      end -= min(width, noteLimit) + Columns.gap
    }
    self.ends = ends
    right = end - 120
  }

  func x(of value: Int128, on scale: PercentScale) -> Int {
    left + scale.place(of: value, along: right - left)
  }
}

/// The marks of one row: those that would hide each other stand above and below one another.
private struct Layout {
  static let lane = 95
  private static let lanes = [0, -1, 1]
  /// Two marks that are so far from each other do not touch.
  private static let clear = 115

  let marks: [(series: Int, x: Int, lane: Int)]
  /// From the row's upper edge to its line.
  let middle: Int
  let height: Int

  init(of row: RowChart.Row, series: [Series], x: (Int128) -> Int) {
    // The lead stays on the line; of values that are all the same, one mark says all.
    var order = row.values.indices.filter { row.values[$0] != nil }
    order = order.filter { series[$0].isLead } + order.filter { !series[$0].isLead }
    if order.allSatisfy({ row.values[$0] == row.values[order[0]] }) {
      order = Array(order.prefix(1))
    }
    var marks: [(series: Int, x: Int, lane: Int)] = []
    for index in order {
      let place = x(row.values[index]!)
      func room(in lane: Int) -> Int {
        marks.filter { $0.lane == lane }.map { abs($0.x - place) }.min() ?? Layout.clear
      }
      // Where all are taken, the one in which it hides least.
      let lane =
        Layout.lanes.first { room(in: $0) >= Layout.clear }
        ?? Layout.lanes.max { room(in: $0) < room(in: $1) }!
      marks.append((index, place, lane))
    }
    let (top, bottom) = (marks.map(\.lane).min() ?? 0, marks.map(\.lane).max() ?? 0)
    self.marks = marks
    middle = 130 - top * Layout.lane
    height = 260 + (bottom - top) * Layout.lane
  }
}

extension Canvas {
  /// What stands where a drawing has nothing to show.
  mutating func nothing() {
    y += 200
    text("Nothing to show.", Canvas.margin, y, style: "quiet")
  }

  /// A line with an end at either side.
  fileprivate mutating func range(from low: Int, to high: Int, at y: Int) {
    line(low, y, high, y, style: "range")
    line(low, y - 40, low, y + 40, style: "range")
    line(high, y - 40, high, y + 40, style: "range")
  }
}

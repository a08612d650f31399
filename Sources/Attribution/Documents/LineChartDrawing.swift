// How lines are drawn: the scale on the left, steps below, and the lines' names at their ends.

extension LineChart {
  private static let height = 2_400

  func draw(on canvas: inout Canvas) {
    guard !lines.isEmpty else { return canvas.nothing() }
    let scale = PercentScale(over: lines.flatMap { $0.values.compactMap(\.self) })
    let labels = scale.ticks.map(scale.text)
    let left = Canvas.margin + (labels.map { textWidth($0, size: 11) }.max() ?? 0) + 100
    let names = min(lines.map { textWidth($0.subject.name, size: 13) }.max() ?? 0, 1_500)
    let ends = lines.map { line in line.values.last.flatMap(\.self).map(percentText) ?? "–" }
    let numbers = ends.map { textWidth($0, size: 13) }.max() ?? 0
    let labelsAt = Canvas.right - numbers - names - 120
    let right = labelsAt - 560

    let top = canvas.y + 140
    let bottom = top + max(LineChart.height, lines.count * 170)
    func y(_ value: Int128) -> Int { bottom - scale.place(of: value, along: bottom - top) }
    func x(_ step: Int) -> Int {
      let inset = 160
      return steps.count < 2
        ? (left + right) / 2 : left + inset + (right - left - 2 * inset) * step / (steps.count - 1)
    }

    for (tick, label) in zip(scale.ticks, labels) {
      canvas.line(left, y(tick), right, y(tick), style: tick == 0 ? "zero" : "grid")
      canvas.text(label, left - 60, y(tick) + 40, size: 11, style: "quiet", anchor: .end)
    }
    // As many steps are named as there is room for, the last one always.
    let widest = (steps.map { textWidth($0, size: 11) }.max() ?? 0) + 100
    let every = max(1, (steps.count * widest + right - left - 1) / (right - left))
    for (index, step) in steps.enumerated() where (steps.count - 1 - index) % every == 0 {
      canvas.text(step, x(index), bottom + 210, size: 11, style: "quiet", anchor: .middle)
    }

    let places = spread(
      lines.map { line in y(line.values.last { $0 != nil }.flatMap(\.self) ?? 0) }, apart: 170,
      between: top, and: bottom)
    for (index, line) in lines.enumerated() {
      draw(line, index, x, y, on: &canvas)
      if let last = line.values.last.flatMap(\.self) {
        canvas.line(
          x(steps.count - 1) + 90, y(last), labelsAt - 220, places[index], style: "leader")
      }
      canvas.mark(index, labelsAt - 120, places[index])
      let style = line.subject.isAside ? "quiet" : ""
      canvas.text(
        line.subject.name, labelsAt, places[index] + 45, style: style, within: names)
      canvas.text(ends[index], Canvas.right, places[index] + 45, style: style, anchor: .end)
    }
    canvas.y = bottom + 240
  }

  private func draw(
    _ line: Line, _ index: Int, _ x: (Int) -> Int, _ y: (Int128) -> Int, on canvas: inout Canvas
  ) {
    var points: [(x: Int, y: Int)] = []
    for (step, value) in line.values.enumerated() {
      if let value { points.append((x(step), y(value))) }
      if value == nil || step == line.values.count - 1 {
        if points.count > 1 { canvas.line(through: points, series: index) }
        points = []
      }
    }
    for (step, value) in line.values.enumerated() {
      guard let value else { continue }
      canvas.mark(
        index, x(step), y(value),
        says: "\(line.subject.word), \(steps[step]): \(percentText(value))")
    }
  }
}

/// Places near `wanted`, in its order, that are at least `apart` from each other.
private func spread(_ wanted: [Int], apart: Int, between top: Int, and bottom: Int) -> [Int] {
  let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
  var places = wanted
  var free = top
  for index in order {
    places[index] = max(places[index], free)
    free = places[index] + apart
  }
  free = bottom
  for index in order.reversed() {
    places[index] = min(places[index], free)
    free = places[index] - apart
  }
  return places
}

import Attribution
import Foundation
import Testing

extension `Golden files` {
  @Test(arguments: ["rows", "lines", "no-rows", "no-lines"])
  func `a picture is drawn as its file shows`(_ name: String) throws {
    let interval = RowChart.Row(
      Subject("sales"), values: [429, 19, nil], interval: 19...429, notes: ["42.9 %"])
    let refunds = RowChart.Row(
      Subject("refunds & <returns>"), values: [-250, -250, 1_100], interval: -250...1_100,
      notes: ["−25.0 %"])
    let equal = RowChart.Row(
      Subject("2 more teams", isAside: true), values: [2, 2, 2], notes: ["0.2 %"])
    let series = [Series("linear", isLead: true), Series("first_touch"), Series("last_touch")]
    let steps = ["2026-08", "2026-09", "2026-10"]
    let chart: Chart =
      switch name {
      case "rows":
        .rows(
          RowChart(
            series: series, interval: "lowest to highest", headings: ["share"],
            rows: [interval, refunds, equal]))
      case "no-rows": .rows(RowChart(series: series))
      case "lines":
        .lines(
          LineChart(
            steps: steps,
            lines: [
              .init(Subject("sales"), values: [300, 410, 429]),
              .init(Subject("البحث"), values: [-50, nil, 431]),
              .init(Subject("uncredited", isAside: true), values: [20, 20, nil]),
            ]))
      default: .lines(LineChart(steps: []))
      }
    let picture = Picture(
      name: name, title: "Shares", description: "What each team has.", chart: chart)
    try Fixture("charts").expect(picture.svg, equals: "\(name).svg")
  }
}

struct Pictures {
  /// Names that break out of XML, out of a line, or into another direction of writing.
  private static let names = [
    "sales", "a & b", "</text><script>alert(1)</script>", "\"'>", "]]>", "&amp;", "\u{0}\u{1}\u{B}",
    "\u{FFFE}\u{FFFF}", "\u{202E}override", "البحث المدفوع 2", "שלום (abc) 12", "展示会・名古屋", "🎪 show",
    String(repeating: "long name ", count: 30), String(repeating: "長", count: 300), "", " ",
    "CAPITALS AND MORE CAPITALS OF A CHANNEL", "two\nlines\r\n\tand a tab",
  ]

  private static func picture(seed: UInt64, name: String = "some") -> Picture {
    var random = Seeded(seed)
    func subject() -> Subject {
      Subject(random.one(of: names), isAside: random.chance(20))
    }
    let spread = random.one(of: [Int128(3), 1_000, 100_000, 9_000_000_000_000_000_000_000])
    func value() -> Int128? {
      random.chance(10) ? nil : random.number(-spread / 3...spread)
    }
    let count = random.number(0...12)
    if random.chance(30) {
      let steps = (0..<count).map { "step \($0)" }
      let lines = (0..<random.number(0...9)).map { _ in
        LineChart.Line(subject(), values: steps.map { _ in value() })
      }
      return Picture(
        name: name, title: random.one(of: names), description: "What it shows.",
        chart: .lines(LineChart(steps: steps, lines: lines)))
    }
    let series = (0..<count).map { Series("model_\($0)", isLead: $0 == 2) }
    let rows = (0..<random.number(0...17)).map { _ in
      let values = series.map { _ in value() }
      let present = values.compactMap(\.self)
      return RowChart.Row(
        subject(), values: values,
        interval: present.isEmpty ? nil : present.min()!...present.max()!,
        notes: [random.one(of: names)])
    }
    return Picture(
      name: name, title: random.one(of: names), description: "What it shows.",
      chart: .rows(
        RowChart(series: series, interval: "range", headings: ["note"], rows: rows)))
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `are XML that says everything in words, whatever the names`(seed: UInt64) throws {
    let picture = Pictures.picture(seed: seed)
    let elements = try Element.all(in: picture.svg)
    let kinds = Set(elements.map(\.name))
    #expect(
      kinds.isSubset(of: [
        "svg", "title", "desc", "style", "rect", "text", "line", "path", "polyline",
      ]))
    let words = try #require(elements.first { $0.name == "desc" }).text
    #expect(words.hasPrefix("What it shows."))
    var subjects: [(name: String, values: [Int128?])] = []
    switch picture.chart {
    case .rows(let chart): subjects = chart.rows.map { ($0.subject.name, $0.values) }
    case .lines(let chart): subjects = chart.lines.map { ($0.subject.name, $0.values) }
    }
    let texts = elements.filter { $0.name == "text" }.map { $0.title ?? $0.text }
    for (name, values) in subjects {
      let shown = printable(name, limit: .max).filter {
        !$0.unicodeScalars.contains { $0.value & 0xFFFE == 0xFFFE }
      }
      #expect(texts.contains(shown), "\(name)")
      #expect(shown.isEmpty || words.contains(shown), "\(name)")
      for value in values.compactMap(\.self) {
        let tenth = value.magnitude % 10
        #expect(words.contains("\(value < 0 ? "−" : "")\(value.magnitude / 10).\(tenth) %"))
      }
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `stay within their edges`(seed: UInt64) throws {
    let elements = try Element.all(in: Pictures.picture(seed: seed).svg)
    let (width, height) = (elements[0].number("width"), elements[0].number("height"))
    let page = elements[0].attributes
    #expect(page["viewBox"] == "0 0 \(page["width"]!) \(page["height"]!)")
    for element in elements where element.name != "rect" {
      for (across, down) in element.places {
        #expect((0...width).contains(across), "\(element)")
        #expect((0...height).contains(down), "\(element)")
      }
    }
  }

  @Test func `share no id with another in the same page`() throws {
    let pages = try ["teams", "channels", "teams-eur"].map {
      try Element.all(in: Pictures.picture(seed: 1, name: $0).svg)
    }
    let ids = pages.flatMap { $0.compactMap { $0.attributes["id"] } }
    #expect(ids.count == 6)
    #expect(Set(ids).count == ids.count)
    for elements in pages {
      let labels = try #require(elements[0].attributes["aria-labelledby"]).split(separator: " ")
      #expect(labels.map(String.init) == elements.compactMap { $0.attributes["id"] })
      #expect(elements[0].attributes["role"] == "img")
    }
  }

  /// A mark for each value, as far to the right as the value is large, on the line of its row.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `put marks where the values are`(seed: UInt64) throws {
    var random = Seeded(seed)
    let rows = (0..<6).map { row in
      let values: [Int128?] = (0..<3).map { _ in random.number(-300...1_400) }
      return RowChart.Row(
        Subject("row \(row)"), values: values,
        interval: values.map { $0! }.min()!...values.map { $0! }.max()!)
    }
    let chart = RowChart(series: ["a", "b", "c"].map { Series($0) }, rows: rows)
    let elements = try Element.all(
      in: Picture(name: "x", title: "", description: "", chart: .rows(chart)).svg)
    let legend = 3
    let marks = elements.filter { $0.name == "path" }.dropFirst(legend)
    #expect(marks.count == 18)
    var found: [(value: Int128, x: Int)] = []
    for mark in marks {
      let words = try #require(mark.title).split(separator: " ")
      let tenths = words[words.count - 2].replacing("−", with: "-").replacing(".", with: "")
      found.append((try #require(Int128(tenths)), mark.places[0].across))
    }
    #expect(found.map(\.value).sorted() == rows.flatMap { $0.values.map { $0! } }.sorted())
    let zero = try #require(elements.first { $0.attributes["class"] == "zero" }).number("x1")
    let far = try #require(found.max { abs($0.value) < abs($1.value) })
    for (value, x) in found {
      let expected = Int128(far.x - zero) * value / far.value
      #expect(abs(Int128(x - zero) - expected) <= 2, "\(value)")
    }
    let ranges = elements.filter {
      $0.attributes["class"] == "range" && $0.number("y1") == $0.number("y2")
    }
    #expect(ranges.count == 6)
    for (row, range) in zip(rows, ranges) {
      let places = found.filter { row.values.contains($0.value) }.map(\.x)
      #expect(range.number("x1") >= places.min()! && range.number("x2") <= places.max()!)
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `show each of three marks of a row beside the others`(seed: UInt64) throws {
    var random = Seeded(seed)
    let values: [Int128?] = (0..<3).map { _ in random.number(0...30) }
    guard Set(values).count > 1 else { return }
    let wide = RowChart.Row(Subject("wide"), values: [1_000, nil, nil])
    let chart = RowChart(
      series: ["a", "b", "c"].map { Series($0, isLead: $0 == "b") },
      rows: [RowChart.Row(Subject("near"), values: values), wide])
    let elements = try Element.all(
      in: Picture(name: "x", title: "", description: "", chart: .rows(chart)).svg)
    let marks = elements.filter { $0.title?.hasPrefix("near") == true }.map { $0.places[0] }
    #expect(marks.count == 3)
    for (index, one) in marks.enumerated() {
      for other in marks[..<index] {
        #expect(abs(one.across - other.across) >= 80 || abs(one.down - other.down) >= 80)
      }
    }
  }

  @Test func `keep names of another direction apart from numbers`() throws {
    let rows = ["البحث المدفوع 2", "2 البحث", "sales"].map {
      RowChart.Row(Subject($0), values: [429], notes: ["42.9 %"])
    }
    let svg = Picture(
      name: "x", title: "", description: "",
      chart: .rows(RowChart(series: [Series("a")], headings: ["share"], rows: rows))
    ).svg
    let elements = try Element.all(in: svg)
    let mirrored = elements.filter { $0.attributes["direction"] == "rtl" }
    #expect(mirrored.map(\.text) == ["البحث المدفوع 2", "2 البحث"])
    // What ends at the left edge, for them, begins there for others.
    #expect(mirrored.allSatisfy { $0.attributes["text-anchor"] == "end" })
    #expect(mirrored.allSatisfy { $0.attributes["x"] == "16" })
    #expect(svg.contains("\u{2068}البحث المدفوع 2\u{2069}: a 42.9 %"))
    #expect(svg.contains("\nsales: a 42.9 %"))
  }

  @Test func `break a line where it has no value`() throws {
    let chart = LineChart(
      steps: ["1", "2", "3", "4", "5", "6"],
      lines: [.init(Subject("sales"), values: [100, 200, nil, 300, 400, nil])])
    let elements = try Element.all(
      in: Picture(name: "x", title: "", description: "", chart: .lines(chart)).svg)
    let lines = elements.filter { $0.name == "polyline" }
    #expect(lines.map { $0.attributes["points"]!.split(separator: " ").count } == [2, 2])
  }

  @Test(arguments: 1...40)
  func `name the last step, however many there are`(_ count: Int) throws {
    let steps = (1...count).map { "2026-\(100 + $0)" }
    let chart = LineChart(
      steps: steps, lines: [.init(Subject("sales"), values: steps.map { _ in 100 })])
    let elements = try Element.all(
      in: Picture(name: "x", title: "", description: "", chart: .lines(chart)).svg)
    let named = elements.filter { $0.name == "text" && steps.contains($0.text) }.map(\.text)
    #expect(named.last == steps.last)
    #expect(count > 8 || named == steps)
  }

  @Test func `can be told apart on light and dark plates`() throws {
    let svg = Pictures.picture(seed: 1).svg
    let halves = svg.split(separator: "@media screen and (prefers-color-scheme:dark)")
    #expect(halves.count == 2)
    for half in halves {
      var colours: [String: String] = [:]
      for match in half.matches(of: #/\.chart (\.?\w+)\{(?:fill|color):(#[0-9a-f]{6})/#) {
        colours[String(match.output.1)] = String(match.output.2)
      }
      let plate = try #require(colours[".plate"])
      for series in 0..<8 {
        #expect(contrast(try #require(colours[".c\(series)"]), plate) >= 3)
      }
      #expect(Set((0..<8).map { colours[".c\($0)"] }).count == 8)
      for text in ["text", ".quiet"] {
        #expect(contrast(try #require(colours[text]), plate) >= 4.5)
      }
    }
  }
}

/// The ratio of two colours' luminances, as the WCAG 2.2 define it.
private func contrast(_ one: String, _ other: String) -> Double {
  func luminance(_ colour: String) -> Double {
    let number = Int(colour.dropFirst(), radix: 16)!
    let parts = [16, 8, 0].map { shift -> Double in
      let part = Double(number >> shift & 255) / 255
      return part <= 0.040_45 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
  let (first, second) = (luminance(one), luminance(other))
  return (max(first, second) + 0.05) / (min(first, second) + 0.05)
}

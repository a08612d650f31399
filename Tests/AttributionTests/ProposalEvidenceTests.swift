import Attribution
import Foundation
import Testing

/// How times and amounts are written, found from their values.
struct `Evidence of formats` {
  struct Times: CustomTestStringConvertible, Sendable {
    let values: [String]
    let formats: [String]
    var otherwise: [String]?
    var example: String?
    var unread = 0
    var testDescription: String { values.joined(separator: ", ") }
  }

  static let times: [Times] = [
    Times(values: ["2026-03-04", "2026-03-04T10:00:00Z"], formats: ["iso"]),
    Times(values: ["3/4/2026", "3/13/2026"], formats: ["M/d/yyyy"]),
    Times(values: ["3/4/2026", "13/3/2026"], formats: ["d/M/yyyy"]),
    Times(
      values: ["3/3/2026", "3/4/2026", "4/5/2026"], formats: ["M/d/yyyy"], otherwise: ["d/M/yyyy"],
      example: "3/4/2026"),
    Times(
      values: ["3/13/2026", "13/3/2026", "1/2/2026"], formats: ["M/d/yyyy"],
      otherwise: ["d/M/yyyy"],
      example: "1/2/2026"),
    // One value decides for all that are written alike, whatever time follows.
    Times(
      values: ["3/4/2026", "3/13/2026 9:00 AM", "3/5/2026"],
      formats: ["M/d/yyyy", "M/d/yyyy h:mm a"]),
    Times(values: ["3/31/26, 5:05\u{202F}PM"], formats: ["M/d/yy, h:mm a"]),
    Times(values: ["3/31/2026 5:05:09 p.m."], formats: ["M/d/yyyy h:mm:ss a"]),
    Times(values: ["31.12.2026", "1.2.2026 9:05"], formats: ["d.M.yyyy", "d.M.yyyy H:mm"]),
    Times(
      values: ["1-2-2026"], formats: ["M-d-yyyy"], otherwise: ["d-M-yyyy"], example: "1-2-2026"),
    Times(values: ["05-Mar-2026"], formats: ["dd-MMM-yyyy"]),
    Times(values: ["05-Mar-2026", "5-Mar-2026"], formats: ["d-MMM-yyyy"]),
    Times(values: ["2026/3/4 17:45:09"], formats: ["yyyy/M/d H:mm:ss"]),
    Times(values: ["20260304"], formats: ["yyyyMMdd"]),
    Times(values: ["1767225600"], formats: ["unixSeconds"]),
    Times(values: ["1767225600999"], formats: ["unixMilliseconds"]),
    Times(values: ["1767225600999000"], formats: ["unixMicroseconds"]),
    Times(
      values: ["2026-03-04", "3/13/2026", "n/a"], formats: ["iso", "M/d/yyyy"], unread: 1),
    Times(values: ["2026-02-30", "31.2.2026", "3/4/2026x", "12345678901"], formats: [], unread: 4),
  ]

  @Test(arguments: times)
  func `of times decides between month and day, or says that nothing does`(_ example: Times) {
    var evidence = TimeEvidence()
    for value in example.values {
      let bytes = Array(value.utf8)
      evidence.add(bytes.span)
    }
    let decision = evidence.decide()
    #expect(decision.formats == example.formats)
    #expect(decision.otherwise == example.otherwise)
    #expect(decision.example == example.example)
    #expect(evidence.unread == example.unread)
  }

  /// Every layout that a message would suggest for a value is found from the value, and the one it
  /// was written in is never lost.
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `of a time is the layouts that read it`(seed: UInt64) throws {
    var random = Seeded(seed)
    let date = (year: 2026, month: random.number(1...12), day: random.number(1...28))
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (m, d) =
      random.chance(50)
      ? (padded(date.month), padded(date.day)) : ("\(date.month)", "\(date.day)")
    let (layout, text) = random.one(of: [
      ("M/d/yyyy", "\(m)/\(d)/2026"), ("d/M/yyyy", "\(d)/\(m)/2026"),
      ("d.M.yyyy", "\(d).\(m).2026"),
      ("M-d-yyyy", "\(m)-\(d)-2026"), ("d-M-yyyy", "\(d)-\(m)-2026"),
      ("yyyy/M/d", "2026/\(m)/\(d)"),
      ("dd-MMM-yyyy", "\(padded(date.day))-Nov-2026"),
      ("yyyyMMdd", "2026\(padded(date.month))\(padded(date.day))"),
    ])
    let (rest, clock) = random.one(of: [
      ("", ""), (" h:mm a", " 9:05 PM"), (", h:mm:ss a", ", 11:05:59\u{202F}am"),
      (" H:mm", " 0:00"),
      (", H:mm:ss", ", 23:59:59"),
    ])
    var evidence = TimeEvidence()
    let bytes = Array((text + clock).utf8)
    evidence.add(bytes.span)
    let decision = evidence.decide()
    let found = decision.formats + (decision.otherwise ?? [])
    let known = TimeFormat.common(fitting: text + clock)
    // A count of units could be a day too: then no time of day follows.
    guard layout != "yyyyMMdd" || rest.isEmpty else { return }
    #expect(Set(found).isSuperset(of: known))
    #expect(found.contains(layout + rest))
    #expect(Set(found).subtracting(known) == [])
    #expect((decision.otherwise != nil) == (known.count > 1))
  }

  static let amounts: [(values: [String], decision: AmountDecision)] = [
    (["1200", "-5", "+7.50", "858.0"], .format(.plain)),
    (["1,234.50", "5"], .format(.commaPoint)),
    (["$1,234.50", "($5.00)", "-$3", "USD 7", "7 USD"], .format(.commaPoint)),
    (["1.234,50 €", "5"], .format(.pointComma)), (["1.234.567"], .format(.pointComma)),
    (["12,5"], .format(.pointComma)),
    (["1\u{202F}234,50 €", "7,5"], .format(.spaceComma)), (["1 234.50"], .format(.spacePoint)),
    (["CHF 1’234.50", "1'000"], .format(.apostrophePoint)), (["€ 5", "7 €"], .format(.commaPoint)),
    (["1,234", "$5,000"], .undecided([.commaPoint, .pointComma], example: "1,234")),
    (["1.234", "900"], .undecided([.plain, .pointComma], example: "1.234")),
    (["1.234", "900.5"], .format(.plain)), (["1,234", "5,678.00"], .format(.commaPoint)),
    (["1,234.50", "1.234,50"], .mixed(examples: ["1,234.50", "1.234,50"])),
    (["45k", "n/a", "12abc", "1,23,456", "--5", "(5", "(-5)", "1.234.5", ""], .none),
  ]

  @Test(arguments: amounts)
  func `of amounts decides what separates thousands, or says that nothing does`(
    _ values: [String], decision: AmountDecision
  ) {
    var evidence = AmountEvidence()
    for value in values { evidence.add(value) }
    #expect(evidence.decide() == decision)
    #expect(evidence.count + evidence.unread == values.count)
  }
}

import Attribution
import Testing

struct `Time formats` {
  /// A pattern, a cell, and what it says: an ISO text, or why it cannot be read.
  static let cases: [(pattern: String, text: String, expected: String)] = [
    ("M/d/yyyy", "3/5/2026", "2026-03-05"),
    ("M/d/yyyy", "12/28/2015", "2015-12-28"),
    ("M/d/yyyy", "13/8/2026", "impossible"),
    ("d/M/yyyy", "13/8/2026", "2026-08-13"),
    ("d.M.yyyy", "28.12.2015", "2015-12-28"),
    ("yyyy/M/d", "2026/3/5", "2026-03-05"),
    ("dd-MMM-yyyy", "05-Mar-2026", "2026-03-05"),
    ("dd-MMM-yyyy", "05-MAR-2026", "2026-03-05"),
    ("dd-MMM-yyyy", "5-Mar-2026", "notATime"),
    ("dd-MMM-yyyy", "05-Mär-2026", "notATime"),
    ("M/d/yyyy h:mm a", "3/5/2026 2:15 PM", "2026-03-05T14:15"),
    ("M/d/yyyy h:mm a", "3/5/2026 12:00 AM", "2026-03-05T00:00"),
    ("M/d/yyyy h:mm a", "3/5/2026 12:30 pm", "2026-03-05T12:30"),
    ("M/d/yyyy h:mm a", "3/5/2026 0:30 PM", "impossible"),
    ("M/d/yyyy h:mm a", "3/5/2026 13:30 PM", "impossible"),
    ("M/d/yyyy h:mm a", "3/5/2026 14:15", "notATime"),
    ("M/d/yyyy h:mm a", "3/31/2026 5:05\u{202F}PM", "2026-03-31T17:05"),
    ("M/d/yyyy h:mm a", "3/31/2026 5:05\u{A0}p.m.", "2026-03-31T17:05"),
    ("M/d/yyyy h:mm:ss a", "3/5/2026 2:15:33 PM", "2026-03-05T14:15:33"),
    ("M/d/yyyy, h:mm a", "3/4/2025, 10:22 AM", "2025-03-04T10:22"),
    ("d.M.yyyy HH:mm", "4.3.2025 09:22", "2025-03-04T09:22"),
    ("d.M.yyyy HH:mm", "4.3.2025 9:22", "notATime"),
    ("d.M.yyyy H:mm", "4.3.2025 9:22", "2025-03-04T09:22"),
    ("M/d/yy", "3/31/26", "2026-03-31"),
    ("M/d/yyyy", "3/31/26", "notATime"),
    ("yyyyMMdd", "20260331", "2026-03-31"),
    ("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2026-03-31T10:00:00.999+02:00", "2026-03-31T08:00:00Z"),
    ("yyyy-MM-dd HH:mm XXX", "2026-03-31 10:00 Z", "2026-03-31T10:00:00Z"),
    ("M/d/yyyy", "2/29/2026", "impossible"),
    ("M/d/yyyy", "2/29/2028", "2028-02-29"),
    ("M/d/yyyy", "3/5/2026 ", "notATime"),
    ("M/d/yyyy", "", "notATime"),
    ("iso", "2026-03-05T01:02:03Z", "2026-03-05T01:02:03Z"),
    ("unixSeconds", "1767225600", "2026-01-01T00:00:00Z"),
    ("unixMilliseconds", "1767225600999", "2026-01-01T00:00:00Z"),
    ("unixMilliseconds", "-1", "1969-12-31T23:59:59Z"),
    ("unixMicroseconds", "1767225600000001", "2026-01-01T00:00:00Z"),
    ("unixSeconds", "1767225600.5", "notATime"),
    ("unixSeconds", "999999999999999999", "impossible"),
    ("unixSeconds", "9999999999999999999999", "notATime"),
    ("unixSeconds", "-", "notATime"),
  ]

  @Test(arguments: cases)
  func `are read as they are declared`(_ pattern: String, text: String, expected: String) throws {
    let format = try #require(TimeFormat(pattern))
    let bytes = Array(text.utf8)
    do throws(TimeFault) {
      let reading = try format.read(bytes.span)
      let wanted = Array(expected.utf8)
      #expect(try reading == readTime(wanted.span))
    } catch {
      #expect("\(error)" == expected)
    }
  }

  @Test(arguments: [
    "", "M/d", "yyyy-MM", "h:mm a", "M/d/yyyy h:mm", "M/d/yyyy HH:mm a", "M/d/yyyy HH",
    "M/d/yyyy M", "yyyy-yy-MM-dd", "QQ/d/yyyy", "MMMM d yyyy", "M/d/yyyy 'at", "M/d/yyyy XXX",
    "unix", "ISO",
  ])
  func `that say too little or too much are none`(_ pattern: String) {
    #expect(TimeFormat(pattern) == nil)
  }

  @Test func `of one source are tried in their order, in the source's zone`() throws {
    let workspace = try Workspace()
    try workspace.write(
      "account_id,occurred_at\nA,3/5/2026 9:00 AM\nA,2026-03-06T00:00:00Z\n", to: "t.csv")
    try workspace.write("deal_id,account_id,amount,closed_at\nD,A,1,2026-03-07\n", to: "d.csv")
    try workspace.write(
      """
      {"touchpoints": [{"timeFormat": ["M/d/yyyy h:mm a", "iso"], "timeZone": "Asia/Tokyo"}]}
      """, to: "f.json")
    let outcome = try Program.run(
      words("run --touchpoints t.csv --deals d.csv --definitions f.json -o out"),
      in: workspace.folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let times = try workspace.text("out/ledger.csv").split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false)[11] }
    #expect(times == ["2026-03-05T00:00:00Z", "2026-03-06T00:00:00Z"])
  }
}

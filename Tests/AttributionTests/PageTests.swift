import Attribution
import Foundation
import Testing

/// The review as a page of HTML.
struct `The review as a page` {
  @Test(arguments: Fixture.all(in: "reports"))
  func `is whole, and needs nothing else`(_ fixture: Fixture) throws {
    let workspace = try Workspace()
    let outcome = try Program.run(
      words(fixture.text("arguments")) + ["--quiet", "--html", "--output", workspace.path("out")],
      in: fixture.folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let html = try workspace.text("out/review.html")
    let page = Page(html)
    #expect(page.fault == nil)
    #expect(Set(page.ids).count == page.ids.count)
    #expect(Set(page.links).isSubset(of: page.ids.map { "#\($0)" }))
    #expect(page.links.count > 5)
    #expect(page.elements.isDisjoint(with: ["script", "img", "iframe", "object", "link", "base"]))
    for word in [" src=", "url(", "@import", " onclick=", "javascript:"] {
      #expect(!html.lowercased().contains(word) || fixture.testDescription.contains("break-out"))
    }

    // What the Markdown says, table by table and row by row.
    let lines = try workspace.text("out/review.md").split(separator: "\n")
    let rows = lines.count { $0.hasPrefix("|") && $0.wholeMatch(of: /[-|: ]+/) == nil }
    #expect(page.count["tr"] == rows)
    let headings = lines.count { $0.hasPrefix("## ") || $0.hasPrefix("### ") }
    #expect((page.count["h2"] ?? 0) + (page.count["h3"] ?? 0) == headings + 1)
    #expect(page.count["svg"] ?? 0 == lines.count { $0.hasPrefix("![") })
    #expect(page.count["li"] == headings + lines.count { $0.hasPrefix("- ") })
  }

  @Test func `shows names as text, each with its own direction`() {
    guard
      case .table(var table) = Document.Block.table(.init([("who", .left), ("how much", .right)]))
    else { return }
    table.add(["\(input: "<script>alert(\"1\") & 'x'</script>")", "1"])
    table.add(["\(input: "a\u{202E}b\u{0}c_d")", "2"])
    table.sum = ["sum", "3"]
    let document = Document(
      title: "Credit of \(input: "</title><b>")",
      body: [
        .paragraph("\(code: "<i>") and \(strong: "\(input: "R&D")")"),
        .heading(2, "Contents"), .heading(2, "Contents"), .heading(3, "\(input: "日本")"),
        .table(table),
        .heading(2, "Chart \(input: "\"onload=x")"), .list(["1 < 2"]),
      ])
    let html = document.html
    let page = Page(html)
    #expect(page.fault == nil)
    #expect(page.elements.isDisjoint(with: ["script", "b", "i"]))
    for text in [
      "<title>Credit of &lt;/title&gt;&lt;b&gt;</title>",
      "<p><code>&lt;i&gt;</code> and <strong><bdi>R&amp;D</bdi></strong></p>",
      "<bdi>&lt;script&gt;alert(&quot;1&quot;) &amp; 'x'&lt;/script&gt;</bdi></th>",
      "<bdi>a\\u{202E}b\\u{0}c_<wbr>d</bdi></th><td class=\"number\">2</td>",
      "<tfoot>\n<tr><th scope=\"row\">sum</th><td class=\"number\">3</td></tr>\n</tfoot>",
      "<th scope=\"col\">who</th><th scope=\"col\" class=\"number\">how much</th>",
      "<li>1 &lt; 2</li>",
      "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-labelledby=\"section\">",
    ] {
      #expect(html.contains(text), "\(text)")
    }
    #expect(
      page.ids == [
        "contents-2", "contents-3", "section", "section-2", "contents", "contents-title",
      ])
  }

  @Test func `is written where it is asked for`() throws {
    let company = try SmallCompany()
    let plain = try company.run("run INPUTS --output out")
    #expect(plain.output.hasSuffix("Written to out: open review.md first.\n"))
    #expect(company.results()["review.html"] == nil)
    let asked = try company.run("run INPUTS --output out --html")
    #expect(asked.output.hasSuffix("Written to out: open review.html first.\n"))
    #expect(company.results()["review.html"] != nil)
    #expect(try company.workspace.text("out/run.json").contains(#""path" : "review.html""#))
    // And replaced like any result.
    #expect(try company.run("run INPUTS --output out").code == 0)
    #expect(company.results()["review.html"] == nil)
  }
}

/// The elements of a page, read tag by tag.
private struct Page {
  private(set) var elements: Set<String> = []
  private(set) var count: [String: Int] = [:]
  private(set) var ids: [String] = []
  private(set) var links: [String] = []
  /// What is not closed, or closed without being open.
  private(set) var fault: String?

  init(_ html: String) {
    var open: [String] = []
    for tag in html.matches(of: /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>"]|"[^"]*")*?)(\/?)>/) {
      let name = String(tag.2).lowercased()
      if tag.1.isEmpty {
        elements.insert(name)
        count[name, default: 0] += 1
        if let id = tag.3.firstMatch(of: /\ id="([^"]*)"/) { ids.append(String(id.1)) }
        if let link = tag.3.firstMatch(of: /\ href="([^"]*)"/) { links.append(String(link.1)) }
        if tag.4.isEmpty, !["meta", "wbr"].contains(name) { open.append(name) }
      } else if open.popLast() != name {
        fault = fault ?? "\(name) is closed behind \(open.suffix(3))"
      }
    }
    if let last = open.last { fault = fault ?? "\(last) is open" }
  }
}

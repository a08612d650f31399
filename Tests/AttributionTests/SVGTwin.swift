import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An element of a picture, read by Foundation's parser.
struct Element: CustomStringConvertible {
  let name: String
  let attributes: [String: String]
  /// Its own text, without that of elements in it.
  var text = ""
  /// What it shows when it is pointed at.
  var title: String?

  var description: String { "\(name) \(attributes) \(text)" }

  /// The elements in the order in which they begin.
  static func all(in svg: String) throws -> [Element] {
    let reader = Reader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    try #require(parser.parse(), "\(String(describing: parser.parserError)):\n\(svg)")
    return reader.elements
  }

  /// An attribute's tenths of a pixel.
  func number(_ attribute: String) -> Int {
    let parts = (attributes[attribute] ?? "").split(separator: ".")
    guard let first = parts.first, let whole = Int(first) else { return .min }
    let tenth = parts.count > 1 ? Int(parts[1])! : 0
    return whole * 10 + (first.hasPrefix("-") ? -tenth : tenth)
  }

  /// Where it stands, in tenths of a pixel.
  var places: [(across: Int, down: Int)] {
    func place(_ numbers: [Substring]) -> (across: Int, down: Int) {
      let parts = ["x": String(numbers[0]), "y": String(numbers[1])]
      let element = Element(name: "", attributes: parts)
      return (element.number("x"), element.number("y"))
    }
    switch name {
    case "text": return [(number("x"), number("y"))]
    case "line": return [(number("x1"), number("y1")), (number("x2"), number("y2"))]
    case "polyline":
      return attributes["points"]!.split(separator: " ").map { place($0.split(separator: ",")) }
    case "path":
      let inner = attributes["transform"]!.split(separator: ")")[0].split(separator: "(")[1]
      return [place(inner.split(separator: " "))]
    default: return []
    }
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [Element] = []
    private var open: [Int] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      open.append(elements.count)
      elements.append(Element(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if let last = open.last { elements[last].text += text }
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      let ended = open.removeLast()
      if name == "title", let outer = open.last { elements[outer].title = elements[ended].text }
    }
  }
}

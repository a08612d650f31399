import Attribution
import Foundation
import Testing

/// JSON as it is written against Foundation's encoder, and back through its decoder.
struct `JSON in lines` {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `is what an encoder writes`(seed: UInt64) throws {
    var random = Seeded(seed)
    let value = any(&random, depth: 4)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let expected = try String(decoding: encoder.encode(Twin(value: value)), as: UTF8.self)
    #expect(String(decoding: value.lines, as: UTF8.self) == expected + "\n")
    #expect(try JSONDecoder().decode(JSONValue.self, from: Data(value.lines)) == value)
  }

  private func any(_ random: inout Seeded, depth: Int) -> JSONValue {
    switch random.number(0...(depth == 0 ? 3 : 6)) {
    case 0: .null
    case 1: .bool(random.chance(50))
    case 2: .number("\(random.number(-999...999))")
    case 3: .text(text(&random))
    case 4: .list((0..<random.number(0...4)).map { _ in any(&random, depth: depth - 1) })
    default:
      .object(
        (0..<random.number(0...4)).reduce(into: [:]) { members, _ in
          members[Label(text(&random))] = any(&random, depth: depth - 1)
        })
    }
  }

  private func text(_ random: inout Seeded) -> String {
    (0..<random.number(0...5)).map { _ in
      random.one(of: [
        "a", "B", "9", "10", " ", "é", "\"", "\\", "/", "\n", "\r", "\t", "\u{8}", "\u{C}", "\0",
        "\u{1F}", "\u{7F}", "\u{2028}", "\u{1F600}",
      ])
    }.joined()
  }
}

private struct Twin: Encodable {
  let value: JSONValue

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch value {
    case .null: try container.encodeNil()
    case .bool(let bool): try container.encode(bool)
    case .number(let digits): try container.encode(Decimal(string: digits))
    case .text(let text): try container.encode(text)
    case .list(let list): try container.encode(list.map(Twin.init))
    case .object(let members):
      try container.encode(
        Dictionary(uniqueKeysWithValues: members.map { ($0.key.text, Twin(value: $0.value)) }))
    }
  }
}

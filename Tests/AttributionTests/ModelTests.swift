import Attribution
import Foundation
import Testing

struct Models {
  @Test(arguments: try WorkedExample.all())
  func `agree with the examples worked by hand`(_ example: WorkedExample) throws {
    #expect(try example.shares() == example.expected)
  }

  @Test func `there are many examples, of every model`() throws {
    let examples = try WorkedExample.all()
    #expect(examples.count >= 25)
    for kind in ModelKind.all { #expect(examples.contains { $0.model.hasPrefix(kind.name) }) }
  }

  @Test(arguments: Model.many.indices, 0..<30 as Range<UInt64>)
  func `share out all, without another sign, a unit from the exact share at most`(
    _ number: Int, seed: UInt64
  ) {
    let model = Model.many[number]
    var random = Seeded(seed)
    let ages = randomAges(&random)
    let tiesShare = random.chance(70)
    let weights = model.weights(ages, tiesShare: tiesShare)
    let total = weights.reduce(0) { $0 + Int128($1) }
    for amount in [Int64(bitPattern: random.next()), random.number(-999...999), .min, .max, 0] {
      let shares = model.shares(of: amount, ages: ages, tiesShare: tiesShare)
      let what: Comment = "\(model.name), \(amount), ages \(ages)"
      #expect(shares.count == ages.count, what)
      #expect(shares.reduce(0) { $0 + Int128($1) } == Int128(amount), what)
      #expect(shares.allSatisfy { $0 == 0 || ($0 < 0) == (amount < 0) }, what)
      for (share, weight) in zip(shares, weights) {
        // share × total − amount × weight, compared with one unit: ± total.
        let (exact, part) = (Int128(amount) * Int128(weight), Int128(share) * total)
        #expect(exact - part < total && part - exact < total, what)
      }
    }
  }

  @Test(arguments: Model.many.indices, 0..<20 as Range<UInt64>)
  func `give touches of one instant shares that are alike`(_ number: Int, seed: UInt64) {
    var random = Seeded(seed)
    let ages = randomAges(&random)
    let shares = Model.many[number].shares(of: 100_000, ages: ages)
    for (one, other) in zip(ages.indices, ages.indices.dropFirst()) where ages[one] == ages[other] {
      // The earlier may have the unit that is left over.
      #expect((0...1).contains(shares[one] - shares[other]), "ages \(ages), shares \(shares)")
    }
  }

  @Test(arguments: Model.many.indices)
  func `do not mind how long ago the whole journey was`(_ number: Int) {
    // A journey closes when it closes; ages count from there.
    let model = Model.many[number]
    for ages in [[9, 6, 0, 0], [5], [400, 30, 30, 2]] as [[Int64]] {
      let days = ages.map { $0 * 86_400 }
      #expect(
        model.shares(of: 123_457, ages: days)
          == model.shares(of: 123_457, ages: days.map { $0 + 3_650 * 86_400 }))
    }
  }

  @Test(arguments: ModelKind.all.indices)
  func `have the settings that most tools agree on`(_ number: Int) {
    let settings = [[], [], [], ["halfLifeDays 7"], ["first 40", "last 40"]]
    let model = ModelKind.all[number].standard
    #expect(model.name == ModelKind.all[number].name)
    #expect(model.parameters.map { "\($0.name) \($0.value)" } == settings[number])
  }

  private func randomAges(_ random: inout Seeded) -> [Int64] {
    let count = random.number(1...12)
    let span: Int64 = random.one(of: [3, 86_400, 400 * 86_400, 40_000 * 86_400])
    return (0..<count).map { _ in random.number(0...span) }.sorted(by: >)
  }
}

/// A row of `Fixtures/models/worked-examples.md`.
struct WorkedExample: CustomTestStringConvertible, Sendable {
  let amount: String
  let currency: String
  let ages: String
  let model: String
  let expected: String

  var testDescription: String { "\(amount) \(currency) at \(ages) by \(model)" }

  static func all() throws -> [WorkedExample] {
    try Fixture("models").text("worked-examples.md").split(separator: "\n")
      .filter { $0.hasPrefix("|") && !$0.contains("amount") && !$0.contains("--") }
      .map { row in
        let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        return WorkedExample(
          amount: cells[0], currency: cells[1], ages: cells[2], model: cells[3], expected: cells[4])
      }
  }

  /// What the program makes of it.
  func shares() throws -> String {
    let currency = Currency.of(currency)
    let words = model.split(separator: " ").map(String.init)
    let settings = Dictionary(
      uniqueKeysWithValues: words.dropFirst().map { word in
        let parts = word.split(separator: "=").map(String.init)
        return (parts[0], parts[1])
      })
    let kind = Model.kind(words[0])
    let model = kind.make(
      words[0],
      kind.parameters.map { parameter in
        guard let setting = settings[parameter.name] else { return parameter.standard }
        return parameter.unit == .days ? seconds(setting) : hundredths(setting)
      })
    return model.shares(
      of: try currency.units(amount), ages: ages.split(separator: " ").map { seconds(String($0)) },
      tiesShare: settings["ties"] != "order"
    ).map { currency.text($0) }.joined(separator: " ")
  }

  /// `1.5`, `36h`
  private func seconds(_ text: String) -> Int64 {
    let units: [Character: Double] = [
      "s": 1, "m": 60, "h": 3_600, "d": 86_400, "y": 365 * 86_400,
    ]
    let unit = units[text.last!]
    return Int64(Double(unit == nil ? text : String(text.dropLast()))! * (unit ?? 86_400))
  }

  /// `33.33`
  private func hundredths(_ percentage: String) -> Int64 {
    Int64((Double(percentage)! * 100).rounded())
  }
}

/// The teams by the bytes of their names, and which of them each party belongs to.
struct TeamOrder: Sendable {
  let names: [String]
  /// By the number of the party.
  let position: [Int]

  init(_ parties: [Touchpoints.Party]) {
    let sorted = Set(parties.map { Label($0.team) }).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.indices))
    names = sorted.map(\.text)
    position = parties.map { places[Label($0.team)]! }
  }
}

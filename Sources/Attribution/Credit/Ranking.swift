/// Texts by their bytes, each once.
struct Ranking: Sendable {
  let texts: [Label]
  /// For each text as it was given, where it stands among them.
  let ranks: [UInt32]

  init(_ given: [String]) {
    let labels = given.map { Label($0) }
    texts = Set(labels).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(texts, texts.indices))
    ranks = labels.map { UInt32(places[$0]!) }
  }
}

extension Ranking {
  init(_ names: Names) { self.init((0..<names.count).map { names[$0] }) }
}

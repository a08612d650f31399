/// Which touches nothing tells apart that credit is added up by: those of one party, with the same
/// values of all dimensions of touches. Most journeys have few kinds.
struct TouchKinds: Sendable {
  /// The kind of each touch.
  let ofTouch: [UInt32]
  /// The party of each kind, by its number in `Touchpoints.partyNames`.
  let parties: [Int]
  /// A touch of each kind; empty where there are no dimensions of touches, and kinds are parties.
  private let examples: [Int]

  init(of touches: Touchpoints, by keys: [TallyKeys]) {
    var kinds = touches.parties
    var (parties, examples) = (Array(touches.partyNames.indices), [Int]())
    for key in keys where !key.isOfDeals {
      // A number for each pair of what touches had in common before and what these keys add.
      var pairs = KeyNumbers()
      var partyOfPair: [Int] = []
      examples = []
      for touch in kinds.indices {
        let kind = Int(kinds[touch])
        let value = UInt64(key.value(of: touch))
        let number = pairs.number(of: UInt64(kind) << 32 | value)
        if number == examples.count {
          examples.append(touch)
          partyOfPair.append(parties[kind])
        }
        kinds[touch] = UInt32(number)
      }
      parties = partyOfPair
    }
    (ofTouch, self.parties, self.examples) = (kinds, parties, examples)
  }

  var count: Int { parties.count }

  /// For each kind the part of a key that its touches say.
  func keys(by keys: TallyKeys) -> [UInt64] {
    parties.indices.map { kind in
      let value = keys.isOfDeals ? 0 : UInt64(keys.value(of: examples[kind]))
      return value << 32 | UInt64(keys.name(of: parties[kind]))
    }
  }
}

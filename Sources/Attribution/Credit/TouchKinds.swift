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

/// The kinds of the touches of a journey, each with a small number of its own: what every touch adds to
/// lies close together then, and goes on to teams, channels and other values once for each kind.
struct JourneyKinds: Sendable {
  /// By their number in `TouchKinds`, in the order of their first touches.
  private(set) var kinds: [Int] = []
  /// The position in `kinds` of each touch's kind, and room for more touches.
  private(set) var ofTouch: [Int] = []
  /// By the number of the kind, its position + 1; 0 for those that have no touch.
  private var positions: [Int]

  /// - Parameter count: How many kinds there are in all.
  init(count: Int) { positions = Array(repeating: 0, count: count) }

  /// Goes on to another journey.
  ///
  /// - Parameter all: The kind of every touch there is.
  mutating func find(in journey: JourneyTouches, _ all: [UInt32]) {
    JourneyKinds.find(in: journey, all, &kinds, &ofTouch, &positions)
  }

  private static func find(
    in journey: JourneyTouches, _ all: [UInt32], _ kinds: inout [Int], _ ofTouch: inout [Int],
    _ positions: inout [Int]
  ) {
    var positions = positions.mutableSpan
    for kind in kinds { positions[kind] = 0 }
    kinds.removeAll(keepingCapacity: true)
    if ofTouch.count < journey.count { ofTouch.fill(2 * journey.count, with: 0) }
    var places = ofTouch.mutableSpan
    for touch in 0..<journey.count {
      let kind = Int(all[Int(journey[touch])])
      if positions[kind] == 0 {
        kinds.append(kind)
        positions[kind] = kinds.count
      }
      places[touch] = positions[kind] &- 1
    }
  }
}

/// The parties of a journey, each with a small number of its own: what every touch adds to lies close
/// together then, and goes on to teams, channels and other values once for each party.
struct JourneyParties: Sendable {
  /// By their number in `Touchpoints.partyNames`, in the order of their first touches.
  private(set) var parties: [Int] = []
  /// The position in `parties` of each touch's party.
  private(set) var ofTouch: [Int] = []
  /// By the number of the party, its position + 1; 0 for those that have no touch.
  private var positions: [Int]

  /// - Parameter partyCount: How many parties there are in all.
  init(partyCount: Int) { positions = Array(repeating: 0, count: partyCount) }

  /// Goes on to another journey.
  ///
  /// - Parameter all: The party of every touch there is.
  mutating func find(in journey: JourneyTouches, _ all: [UInt32]) {
    for party in parties { positions[party] = 0 }
    parties.removeAll(keepingCapacity: true)
    ofTouch.removeAll(keepingCapacity: true)
    for touch in journey {
      let party = Int(all[Int(touch)])
      if positions[party] == 0 {
        parties.append(party)
        positions[party] = parties.count
      }
      ofTouch.append(positions[party] - 1)
    }
  }
}
